"""Takes the prose page about the linked forms; proves that files, names and terms told there are those written."""

import re
import shutil
from pathlib import Path

import pytest
import rdflib
from lxml import etree

from aqwal.dataset import Archive, load_archive
from aqwal.linked import FORMS
from aqwal.paths import LANGUAGES, PROJECT, PROSE, Repository
from linked_files import TEI, write_forms

PAGES = {language: (PROSE[language] / "formats.md").read_text("utf-8") for language in LANGUAGES}
TICKED = re.compile(r"`([^`\n]+)`")


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    real, issues = load_archive(Repository(PROJECT), use_cache=False)
    assert real is not None
    assert issues == []
    return write_forms(real, tmp_path_factory.mktemp("real"))


def section(page: str, name: str) -> str:
    return page.split(f"{{: #{name} }}", 1)[1].split("\n## ", 1)[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_files_told_are_those_written(language: str, written: dict[str, Path]) -> None:
    told = [name for name in TICKED.findall(section(PAGES[language], "standard-forms")) if "/" in name]
    assert sorted(told) == sorted(form.path.format(name="aqwal") for form in FORMS)
    assert len(written) == len(FORMS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_names_told_are_those_used(language: str, written: dict[str, Path]) -> None:
    turtle = written["rdf"].read_text("utf-8")
    told = [name.removeprefix("…") for name in TICKED.findall(section(PAGES[language], "names"))
            if name.startswith(("…/statements", "https://aqwal.example/", "ni:"))]
    assert len(told) == 8
    texts = turtle + written["annotations"].read_text("utf-8")
    assert [name for name in told if name.rstrip("…") not in texts] == []
    ids = {name for name in TICKED.findall(section(PAGES[language], "names")) if re.match(r"(speaker|topic)-", name)}
    assert len(ids) == 2
    assert all(f'xml:id="{name}"' in written["tei"].read_text("utf-8") for name in ids)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_property_told_is_in_the_graph(language: str, written: dict[str, Path]) -> None:
    graph = rdflib.Graph().parse(written["rdf"])
    used = {*graph.predicates(), *graph.objects(None, rdflib.RDF.type)}
    known = {term.n3(graph.namespace_manager) for term in used}
    told = {name for name in TICKED.findall(section(PAGES[language], "rdf")) if re.fullmatch(r"\w+:\w+", name)}
    assert len(told) > 20
    assert told - known - {"xsd:gYearMonth"} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_element_told_is_in_the_document(language: str, written: dict[str, Path], archive: Archive,
                                               tmp_path: Path) -> None:
    roots = [etree.parse(path).getroot() for path in (written["tei"], write_forms(archive, tmp_path)["tei"])]
    elements = {one.tag.removeprefix(TEI) for root in roots for one in root.iter()}
    attributes = {name.replace("{http://www.w3.org/XML/1998/namespace}", "xml:")
                  for root in roots for one in root.iter() for name in one.keys()}  # noqa: SIM118
    values = {f'{name}="{value}"' for root in roots for one in root.iter() for name, value in one.attrib.items()}
    told = set(TICKED.findall(section(PAGES[language], "tei"))) - {"u", "high", "low"}
    known = elements | attributes | values
    assert {name for name in told if not set(name.split()) <= known} == set()


@pytest.mark.parametrize("source", sorted((Path(__file__).parent / "pages").glob("*.txt")), ids=lambda path: path.stem)
def test_the_program_shown_checks_every_anchor_of_a_page(source: Path, archive: Archive, tmp_path: Path,
                                                        monkeypatch: pytest.MonkeyPatch,
                                                        capsys: pytest.CaptureFixture[str]) -> None:
    programs = [re.findall(r"```python\n(.*?)```", page, re.DOTALL) for page in PAGES.values()]
    assert programs[0] == programs[1]
    write_forms(archive, tmp_path)
    shutil.copyfile(source, tmp_path / "page.txt")
    monkeypatch.chdir(tmp_path)
    exec("".join(programs[0]), {})
    lines = capsys.readouterr().out.splitlines()
    assert lines
    assert [line for line in lines if not line.endswith(" True")] == []
