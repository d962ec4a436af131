"""Takes the page that says how search works, in both languages; proves that it is what the code and its tables say."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from aqwal.arabic.normalise import FOLDING
from aqwal.commands.search import CHOICES
from aqwal.dataset import Archive
from aqwal.derive.sayings import sayings_of
from aqwal.paths import LANGUAGES, PROSE, SEARCH_SCRIPTS
from aqwal.search.documents import Source
from aqwal.search.engine import SiteSearch
from aqwal.search.index import index_files
from aqwal.search.manifest import data_files
from aqwal.search.places import Places

PAGES = {language: (PROSE[language] / "how-search-works.md").read_text("utf-8") for language in LANGUAGES}
SCRIPTS = {path.name: path.read_text("utf-8") for path in SEARCH_SCRIPTS.glob("*.js")}
TABLES = json.loads(FOLDING)

pytestmark = pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)


def section(page: str, name: str) -> str:
    """Return what stands under a heading, up to the next one."""
    return page.split(f"{{: #{name} }}\n", 1)[1].split("\n#", 1)[0]


def rows(page: str, name: str) -> list[list[str]]:
    """Return the rows of all tables under a heading, without their heads."""
    found: list[list[str]] = []
    for block in re.findall(r"(?:^\|.*\n?)+", section(page, name), re.MULTILINE):
        found += [[cell.strip() for cell in line.strip("|").split("|")] for line in block.splitlines()[2:]]
    return found


def code(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


def plain(cell: str) -> str:
    return re.sub(r"<[^>]+>", "", cell)


def numbers(script: str, name: str) -> dict[str, float]:
    """Return the numbers of an object of constants in a script."""
    found = re.search(rf"const {name} = \{{([^}}]+)\}}", SCRIPTS[script])
    assert found
    return {key: float(value) for key, value in re.findall(r"(\w+): ([\d.]+)", found[1])}


@pytest.fixture(scope="module")
def answer(archive: Archive, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    """What the search answers where it finds something."""
    site = tmp_path_factory.mktemp("docs-search")
    for name, data in index_files(Source(archive, sayings_of(archive))):
        (site / name).parent.mkdir(exist_ok=True)
        (site / name).write_bytes(data)
    with SiteSearch(site) as search:
        speaker = next(iter(archive.speakers.values()))
        yield search.search(speaker["names"]["ar"], filters={}, limit=5)


def test_the_characters_dropped_are_those_of_the_table(page: str) -> None:
    assert [code(spans) for _, spans in rows(page, "dropped")] == list(TABLES["dropped"].values())


def test_every_group_of_characters_dropped_has_a_name(page: str) -> None:
    assert len({name for name, _ in rows(page, "dropped")}) == len(TABLES["dropped"])
    assert [name for name, _ in rows(PAGES["en"], "dropped")] == list(TABLES["dropped"])


def test_the_letters_replaced_are_those_of_the_table(page: str) -> None:
    told = {plain(letter): plain(variants).split() for letter, variants, _ in rows(page, "replaced")}
    assert told == {letter: list(variants) for letter, variants in TABLES["folded"].items()}
    for _, variants, points in rows(page, "replaced"):
        assert [chr(int(point, 16)) for point in code(points)] == plain(variants).split()


def test_the_weights_are_those_of_the_scripts(page: str) -> None:
    told = {code(name)[0]: float(weight) for name, weight, _ in rows(page, "weights")}
    assert told == numbers("30-forms.js", "WEIGHT") | numbers("60-terms.js", "WEIGHT")


def test_the_factors_of_kinds_are_those_of_the_script(page: str) -> None:
    told = {code(kind)[0]: float(factor) for kind, factor in rows(page, "ranking")}
    assert told == numbers("80-match.js", "KIND")


def test_the_notes_are_those_the_scripts_give(page: str) -> None:
    given = {name for text in SCRIPTS.values() for name in re.findall(r'code: "(\w+)"', text)}
    assert {code(name)[0] for name, _ in rows(page, "notes")} == given


def test_the_line_of_places_shown_is_written_so(page: str) -> None:
    places = Places()
    places.add(0, ["one two three WORD"])
    places.add(1, ["one"])
    places.add(2, ["one WORD" + " more" * 38 + " WORD"])
    assert f"```text\n{places.line('word').decode()}\n```" in section(page, "digits")


def test_the_fields_of_an_answer_are_those_given(page: str, answer: dict[str, Any]) -> None:
    told = [name for field, *_ in rows(page, "terminal") for name in code(field)]
    assert answer["hits"]
    assert set(told) == set(answer["hits"][0]) | {"query", "total", "partial", "notes", "suggestions", "hits"}
    assert set(told) <= set(answer) | set(answer["hits"][0])


def test_the_kinds_of_hits_are_those_of_the_filter(page: str) -> None:
    kinds = next(cells[1] for cells in rows(page, "terminal") if cells[0] == "`kind`")
    assert code(kinds) == list(CHOICES["kind"])


def test_the_files_of_the_index_are_those_written(page: str, archive: Archive) -> None:
    *_, (_, manifest) = index_files(Source(archive, sayings_of(archive)))
    read = json.loads(manifest)
    names = {re.sub(r"/\d+$", "/N", name) for name in data_files(read)} | set(read["core"])
    assert {code(name)[0] for name, _ in rows(page, "index")} == names | {"manifest.json", "engine"}


def test_the_lists_named_are_all_there_are(page: str) -> None:
    package = Path(index_files.__code__.co_filename).parents[1]
    told = {Path(name).name for cell, *_ in rows(page, "lists") for name in code(cell)}
    lists = [*(package / "search").glob("*.t[sx][vt]"), *(package / "arabic").glob("*.t[sx][vt]")]
    assert told == {path.name for path in lists} | {"folding.json"}
