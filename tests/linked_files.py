"""Takes an archive; gives its linked forms as files, and what a reader gets out of each, for several tests."""

import copy
import shutil
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import rdflib
from lxml import etree

from aqwal.canonical import canonical_text
from aqwal.dataset import Archive
from aqwal.derive.sayings import sayings_of
from aqwal.linked import FORMS

TESTS = Path(__file__).parent
VENV = Path(sys.executable).parent
TEI = "{http://www.tei-c.org/ns/1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
HOSTILE = 'a"b\\c\'\n\r\t<d>&e;]]>{f}|^`"""@en . <x> <y> <z> .\x0b\x01\u0085\u2028\U0001f600\ufffe --> ملف'
"""What a record could hold at worst."""
Said = dict[str, tuple[str, str]]
"""Statement id → its paraphrases in Arabic and English."""


def write_forms(archive: Archive, folder: Path) -> dict[str, Path]:
    """Write every form into a folder; return those that were written, by form."""
    sayings = sayings_of(archive)
    written = {}
    for form in FORMS:
        path = folder / form.path.format(name=archive.about["name"])
        path.parent.mkdir(parents=True, exist_ok=True)
        if form.write(archive, sayings, path):
            written[form.form] = path
        assert path.exists() == (form.form in written), "what is said to be written is there, and nothing else"
    return written


def toy_pages() -> dict[bytes, str]:
    """Return the canonical text of each raw page of the toy, by the digest of its bytes."""
    pages = (path.read_bytes() for path in sorted((TESTS / "pages").glob("*.txt")))
    return {sha256(data).digest(): canonical_text(data) for data in pages}


def hostile(archive: Archive) -> Archive:
    """Return a copy in which every text that a human wrote ends in what breaks a careless writer."""
    changed = copy.deepcopy(archive)
    for records in (changed.articles, changed.statements, changed.speakers, changed.publishers, changed.events,
                    changed.topics):
        for record in records.values():
            for one in record if isinstance(record, list) else [record]:
                _spoil(one)
    _spoil(changed.about)
    return changed


def _spoil(record: Any) -> None:
    """Change every text in two languages, every headline, section and spelling."""
    for key, value in record.items():
        if isinstance(value, dict):
            _spoil(value)
        elif isinstance(value, list):
            for item in value:
                if isinstance(item, dict):
                    _spoil(item)
        elif isinstance(value, str) and key in ("ar", "en", "ru", "zh", "title", "section", "form"):
            record[key] = value + HOSTILE


def said_in_records(archive: Archive) -> Said:
    return {one["id"]: (one["said"]["ar"], one["said"]["en"]) for _, one in archive.each_statement()}


def said_in_tei(path: Path) -> Said:
    return {one.get(XML_ID): _by_language(one) for one in etree.parse(path).getroot().iter(f"{TEI}said")}


def _by_language(said: Any) -> tuple[str, str]:
    texts = {seg.get(XML_LANG): seg.text for seg in said.iter(f"{TEI}seg")}
    return texts["ar"], texts["en"]


def said_in_annotations(collection: Any) -> Said:
    found = {}
    for annotation in collection["first"]["items"]:
        if annotation["motivation"] == "describing":
            arabic, english, record = annotation["body"]
            assert (arabic["language"], english["language"]) == ("ar", "en")
            found[id_in(record["source"])] = arabic["value"], english["value"]
    return found


def said_in_rdf(graph: rdflib.Graph) -> Said:
    schema = rdflib.SDO
    found = {}
    for subject in graph.subjects(rdflib.RDF.type, schema.Quotation):
        texts = {text.language: str(text) for text in graph.objects(subject, schema.abstract)
                 if isinstance(text, rdflib.Literal)}
        found[id_in(str(subject))] = texts["ar"], texts["en"]
    return found


def id_in(iri: str) -> str:
    """Return the identifier that an address ends in."""
    return iri.rstrip("/").rpartition("/")[2].rpartition("#")[2]


def digest_of(said: Said) -> str:
    """Return one hash of all paraphrases."""
    lines = (f"{key}\0{arabic}\0{english}\n" for key, (arabic, english) in sorted(said.items()))
    return sha256("".join(lines).encode()).hexdigest()


def jing_faults(*paths: Path) -> list[str]:
    """Return what jing finds wrong with TEI documents, a line a fault, each beginning with the document's path."""
    grammar = next((VENV.parent / "lib").glob("python*/site-packages/schemas/tei_all.rng"))
    done = subprocess.run([str(VENV / "pyjing"), str(grammar), *map(str, paths)], capture_output=True, text=True,
                          encoding="utf-8", check=False)
    return (done.stdout + done.stderr).splitlines() if done.returncode else []


def node() -> str | None:
    """Return where Node.js is."""
    own = VENV / "node"
    return str(own) if own.exists() else shutil.which("node")


def strings_in(value: Any) -> Iterator[str]:
    """Yield every text in a JSON value, keys excepted."""
    if isinstance(value, str):
        yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from strings_in(part)
