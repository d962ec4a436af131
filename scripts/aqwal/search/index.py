"""Takes all that is searched; gives the files of the index, each named by its content, and their manifest.

Every data file is gzip. What every query needs is one file (`core`): the words with the file of places that holds
each, what each entry is, rings of names, and words the search knows. Further there are places (`places/N`), what
results show (`texts/N`), what they are filtered by (`facets`), and where in the source's text entries stand (`spans`).
A query needs a handful of places and the texts of what it shows.
"""

import gzip
import json
from collections.abc import Generator, Iterable, Iterator
from functools import cache
from importlib.resources import files
from itertools import chain, groupby
from operator import itemgetter
from typing import Any

from aqwal.arabic.lexemes import PLURALS, WORDS
from aqwal.arabic.normalise import FOLDING
from aqwal.arabic.tokens import words
from aqwal.paths import SEARCH_SCRIPTS
from aqwal.search.documents import Document, Source, article_documents, other_documents
from aqwal.search.facets import facets
from aqwal.search.families import in_families
from aqwal.search.manifest import FOLDER, FORMAT, MANIFEST, content_hash, file_name
from aqwal.search.names import rings
from aqwal.search.places import Places
from aqwal.search.wordlist import shared

CORE = "core"
PARTED = "\f"
"""Stands between the parts of the core, in which no form feed can be."""
COLUMNS = ("articles", "digests", "statements", "paragraphs", "titles")
"""What the table of entries says of each article: what stands in the row of its document."""
PLACES_SIZE = 40_000
"""A file of places is closed once it has so many bytes; the forms of one word are never parted."""
BUNDLE, OTHER_BUNDLE = 4, 64
"""How many articles, and how many other records, a file of texts holds."""
LEVEL = 6


def index_files(source: Source, is_private: bool = False) -> Iterator[tuple[str, bytes]]:
    """Yield path and bytes of every file of the index; the manifest, which names the others, comes last."""
    names: dict[str, str] = {}
    places = Places()
    rows: dict[str, list[Any]] = {"articles": [], "others": []}
    spans: list[Any] = []
    entry = 0
    bundles = chain(_bundles(article_documents(source), BUNDLE, "articles"),
                    _bundles(other_documents(source), OTHER_BUNDLE, "others"))
    for number, (table, documents) in enumerate(bundles):
        for document in documents:
            rows[table].append(document.row)
            spans += [document.spans] if document.spans else []
            for one in document.entries:
                places.add(entry, one.texts, (f"@s{speaker}" for speaker in one.speakers))
                entry += 1
        yield _packed(f"texts/{number}", _json([document.card for document in documents]), names)
    lines = yield from _places_files(places, names)
    columns = {name: [row[at] for row in rows["articles"]] for at, name in enumerate(COLUMNS)}
    core = {"words": "\n".join(map(shared, lines)), "entries": _json({**columns, "others": rows["others"]}),
            "names": _json(rings(source.archive)), "lexicon": lexicon()}
    yield _packed(CORE, PARTED.join(core.values()), names)
    yield _packed("spans", _json(spans), names)
    yield _packed("facets", _json(facets(source.archive, source.sayings)), names)
    script = engine()
    engine_name = f"engine.{content_hash(script)}.js"
    yield f"{FOLDER}/{engine_name}", script
    yield f"{FOLDER}/{MANIFEST}", _json({
        "format": FORMAT, "engine": engine_name, "private": is_private, "bundle": BUNDLE, "otherBundle": OTHER_BUNDLE,
        "counts": {"entries": entry, "words": sum(map(len, lines)), "articles": len(rows["articles"])},
        "first": [CORE], CORE: list(core), **_hashes(names),
    }).encode()


def _hashes(names: dict[str, str]) -> dict[str, dict[str, str]]:
    """Return the hashes as the manifest holds them: of each single file, and of the numbered ones in their order."""
    found: dict[str, dict[str, str]] = {"files": {}, "parts": {"places": "", "texts": ""}}
    for name, digits in names.items():
        kind, _, number = name.partition("/")
        table = found["parts" if number else "files"]
        table[kind] = table.get(kind, "") + digits
    return found


def _bundles(documents: Iterable[Document], size: int, table: str) -> Iterator[tuple[str, list[Document]]]:
    bundle: list[Document] = []
    for document in documents:
        bundle.append(document)
        if len(bundle) == size:
            yield table, bundle
            bundle = []
    if bundle:
        yield table, bundle


def _places_files(places: Places, names: dict[str, str]) -> Generator[tuple[str, bytes], None, list[list[str]]]:
    """Yield the files of places; returns the words of each file in order."""
    held: list[list[str]] = []
    kept: list[str] = []
    lines: list[bytes] = []
    size, family = 0, None
    for stem, word in in_families(places):
        if size >= PLACES_SIZE and stem != family:
            yield _packed(f"places/{len(held)}", b"\n".join(lines), names)
            held.append(kept)
            kept, lines, size = [], [], 0
        line = places.line(word)
        kept.append(word)
        lines.append(line)
        size += len(line) + 1
        family = stem
    if kept:
        yield _packed(f"places/{len(held)}", b"\n".join(lines), names)
        held.append(kept)
    return held


_SPELLINGS = (files("aqwal.search") / "spellings.tsv").read_text("utf-8")


@cache
def lexicon() -> str:
    """Return the lexicon: broken plurals, a line a lexeme; stems spelled in two ways; common words, a line a letter.

    An empty line stands between the three.
    """
    common = sorted(_folded_lines(WORDS, 1).split("\n"))
    known = "\n".join(shared(one) for _, one in groupby(common, itemgetter(0)))
    return "\n\n".join([_folded_lines(PLURALS), _folded_lines(_SPELLINGS), known])


def _folded_lines(text: str, least: int = 2) -> str:
    """Return a table of words, a group of at least so many in each line, in folded form."""
    groups = (list(dict.fromkeys(words(line))) for line in text.splitlines())
    return "\n".join(" ".join(group) for group in groups if len(group) >= least)


@cache
def engine() -> bytes:
    """Return the script that searches: its parts in the order of their names, with the folding table they share."""
    parts = (path.read_text("utf-8") for path in sorted(SEARCH_SCRIPTS.glob("*.js")))
    table = json.dumps(json.loads(FOLDING), ensure_ascii=False, separators=(",", ":"))
    opening = f"globalThis.aqwalSearch = {{ open: aqwalOpen({table}) }};"
    return "\n".join(["(() => {", "\"use strict\";", *parts, opening, "})();", ""]).encode()


def _packed(name: str, content: str | bytes, names: dict[str, str]) -> tuple[str, bytes]:
    data = gzip.compress(content.encode() if isinstance(content, str) else content, LEVEL, mtime=0)
    names[name] = content_hash(data)
    return f"{FOLDER}/{file_name(name, names[name])}", data


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
