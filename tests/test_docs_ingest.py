"""Takes the pages on adding articles and on one's own copies; proves that limits, files and formats told are so."""

import json
import re
from typing import Any

import pytest

from aqwal.batch import work
from aqwal.batch.answer import answer_of
from aqwal.commands.serve import PORT
from aqwal.hydrate import features
from aqwal.hydrate.anchors import STATUSES
from aqwal.hydrate.features import load_features
from aqwal.hydrate.joined import SOURCE_FIELDS
from aqwal.ingest.drafts import draft_files
from aqwal.ingest.drafts.statements import EXPLICIT
from aqwal.ingest.knowledge import Knowledge
from aqwal.ingest.pipeline import draft_page
from aqwal.ingest.reading import MAX_BYTES, Document, page_of
from aqwal.pages.review import SHOWN
from aqwal.paths import LANGUAGES, PROJECT, PROSE
from aqwal.texts import RUN
from ingest_pages import HTML

INGEST = PROJECT / "scripts" / "aqwal" / "ingest"
ADDING = {language: (PROSE[language] / "adding-articles.md").read_text("utf-8") for language in LANGUAGES}
USE = {language: (PROSE[language] / "use.md").read_text("utf-8") for language in LANGUAGES}

pytestmark = pytest.mark.parametrize("language", LANGUAGES)


def section(page: str, name: str) -> str:
    """Return what stands under a heading, up to the next one."""
    return page.split(f"{{: #{name} }}\n", 1)[1].split("\n#", 1)[0]


def cells(text: str, column: int) -> list[str]:
    """Return what stands in code spans in a column of the tables of a section."""
    rows = [line.strip("|").split("|") for line in text.splitlines() if line.startswith("|")]
    return [code for row in rows for code in re.findall(r"`([^`]+)`", row[column])]


def shape(value: Any) -> Any:
    """Return names and kinds of values, without the values."""
    if isinstance(value, dict):
        return {name: shape(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [shape(value[0])] if value else []
    return type(value).__name__


def html_page() -> Document:
    return Document("port", "port.html", HTML.encode())


def test_the_limits_told_are_those_kept(language: str) -> None:
    reads, review = section(ADDING[language], "reads"), section(ADDING[language], "review")
    assert f"{MAX_BYTES:,}" in reads
    assert str(work.SECONDS) in reads.split()
    assert f"{SHOWN:,}" in review
    assert str(EXPLICIT) in section(ADDING[language], "finds")
    assert str(PORT) in section(ADDING[language], "tools").split()


def test_every_list_of_rules_is_told_and_no_other(language: str) -> None:
    told = cells(section(ADDING[language], "rules"), 1)
    lists = [path.relative_to(INGEST).as_posix() for path in INGEST.rglob("*") if path.suffix in (".tsv", ".txt")]
    assert sorted(told) == sorted(lists), "docs/en and docs/ar/adding-articles.md name them in the table under #rules"


def test_the_files_of_a_draft_are_those_told(language: str) -> None:
    files = draft_files(draft_page(page_of(html_page()), Knowledge()), Knowledge(), "")
    written = {name.rpartition("/")[0] + "/" if "/" in name else name for name in files} | {"review.html"}
    told = cells(section(ADDING[language], "draft"), 0)
    assert written == set(told) - {"article-2.yml", "statements-2.yml"}


def test_the_answer_shown_has_the_form_of_a_real_one(language: str) -> None:
    shown = re.search(r"```json\n(.*?)```", section(ADDING[language], "json"), re.DOTALL)
    assert shown
    told = json.loads(shown[1])
    real = {"pages": {"port": answer_of(draft_page(page_of(html_page()), Knowledge()), Knowledge())}}
    assert shape(told) == shape(real)


def test_the_statuses_of_anchors_are_those_told(language: str) -> None:
    told = re.findall(r"^\| (\w+) \|", section(USE[language], "hydrate"), re.MULTILINE)
    assert tuple(one for one in told if one.islower() and one != "status") == STATUSES
    assert set(SOURCE_FIELDS) <= set(re.findall(r"`(\w+)`", section(USE[language], "hydrate")))


def test_what_features_hold_is_what_is_told(language: str) -> None:
    text = section(USE[language], "features")
    assert (features.LEAST, RUN) == (2, 8)  # "twice" and "eight" in the prose
    assert str(features.FLOOR) in text.split()
    found = load_features(PROJECT / "dataset" / "features")
    assert found
    for one in found.values():
        assert list(one) == cells(text, 0)
        assert one["scheme"] in cells(text, 1)
        assert list(one["counts"]) == sorted(one["counts"])
        assert min(one["counts"].values()) >= features.LEAST
        assert sum(one["counts"].values()) + one["once"] == one["words"] >= features.FLOOR
        assert one["once"] > len(one["counts"])  # "most of the vocabulary" stands once
