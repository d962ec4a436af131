"""Takes the toy's raw pages; proves that the word counts in the downloads are those of the bodies, and no text."""

import csv
import json
import shutil
from collections import Counter
from dataclasses import replace
from pathlib import Path

import frictionless
import pytest

from aqwal.arabic.tokens import words
from aqwal.cli import main
from aqwal.dataset import Archive, load_archive
from aqwal.derive.sayings import sayings_of
from aqwal.pages.edition import Edition
from aqwal.pages.views import dictionary
from aqwal.paths import Repository
from aqwal.texts import guard_of
from described import write_all
from linked_files import toy_pages, write_forms

PAGES = Path(__file__).parent / "pages"


@pytest.fixture(scope="module")
def counted(toy: Repository, tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """The toy with features, made by `hydrate` from its pages."""
    root = tmp_path_factory.mktemp("counted")
    shutil.copytree(toy.dataset, root / "dataset")
    assert main(["--root", str(root), "hydrate", "--texts", str(PAGES), "--features"]) == 0
    archive, issues = load_archive(Repository(root), use_cache=False)
    assert archive is not None
    assert issues == []
    return archive


@pytest.fixture(scope="module")
def written(counted: Archive, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return write_forms(counted, tmp_path_factory.mktemp("linked"))


def rows(path: Path) -> list[tuple[str, str, int]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        header, *held = list(csv.reader(stream))
    assert header == ["article_id", "token", "count"]
    return [(article, token, int(count)) for article, token, count in held]


def test_each_count_is_that_of_the_body(written: dict[str, Path], counted: Archive) -> None:
    lines = [json.loads(line) for line in written["features"].read_text("utf-8").splitlines()]
    assert lines
    by_length = {len(text): text for text in toy_pages().values()}
    for line in lines:
        article = counted.articles[line["article"]]
        text = by_length[article["document"]["length"]]
        counts = Counter(word for start, end in article["body"] for word in words(text[start:end]))
        assert line["scheme"] == "f1"
        assert line["words"] == counts.total() >= 100
        assert line["once"] == sum(count == 1 for count in counts.values())
        assert line["counts"] == {word: count for word, count in counts.items() if count > 1}
        assert list(line["counts"]) == sorted(line["counts"]), "the order of the alphabet, not of the text"


def test_the_table_and_the_lines_hold_the_same(written: dict[str, Path]) -> None:
    lines = [json.loads(line) for line in written["features"].read_text("utf-8").splitlines()]
    assert rows(written["counts"]) == [(line["article"], word, count) for line in lines
                                       for word, count in line["counts"].items()]


def test_no_text_can_be_read_in_them(written: dict[str, Path]) -> None:
    guard = guard_of(toy_pages().values(), [])
    assert guard.leaks(written["features"].read_text("utf-8")) == []
    assert guard.leaks(written["counts"].read_text("utf-8-sig")) == []


def test_nothing_is_written_where_there_is_nothing(archive: Archive, counted: Archive, tmp_path: Path) -> None:
    assert archive.features is None
    assert not {"features", "counts"} & set(write_forms(archive, tmp_path / "none"))
    assert counted.features is not None
    empty = tmp_path / "empty"
    empty.mkdir()
    without = replace(archive, features=empty)
    assert not {"features", "counts"} & set(write_forms(without, tmp_path / "folder"))


def test_what_else_a_file_holds_is_not_passed_on(archive: Archive, tmp_path: Path) -> None:
    held = {"article": "a0002", "scheme": "f1", "words": 120, "once": 100, "counts": {"ب": 18, "ا": 2}}
    given = {"a0001": held | {"text": "what nobody may see"}, "a0002": held | {"scheme": "f0"},
             "a0003": {"scheme": "f1", "counts": {"ا": 2}}, "a0077": held}
    (tmp_path / "features").mkdir()
    for name, value in given.items():
        (tmp_path / "features" / f"{name}.json").write_text(json.dumps(value), "utf-8")
    (tmp_path / "features" / "a0004.json").write_text("{", "utf-8")
    made = write_forms(replace(archive, features=tmp_path / "features"), tmp_path / "out")
    line = json.loads(made["features"].read_text("utf-8"))
    assert line == held | {"article": "a0001"}
    assert rows(made["counts"]) == [("a0001", "ا", 2), ("a0001", "ب", 18)]


def test_the_same_features_give_the_same_bytes(written: dict[str, Path], counted: Archive, tmp_path: Path) -> None:
    again = write_forms(counted, tmp_path)
    assert all(again[form].read_bytes() == written[form].read_bytes() for form in ("features", "counts"))


# What a reader is told of the counts.

@pytest.fixture(scope="module")
def folder(counted: Archive, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_all(counted, tmp_path_factory.mktemp("downloads") / "latest")


def faults(folder: Path) -> set[str]:
    """Return what frictionless finds wrong with the package."""
    report = frictionless.validate(str(folder / "datapackage.json"))
    return {str(code) for (code,) in report.flatten(["type"])}


def test_the_table_of_counts_is_described_and_holds_what_it_says(folder: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(folder, tmp_path / "copy"))
    assert faults(copy) == set()
    path = copy / "features" / "token_counts.csv"
    lines = path.read_bytes().splitlines(keepends=True)
    article, word, _ = lines[1].split(b",")
    path.write_bytes(b"".join([*lines, lines[1], b"%s,x%s,1\r\n" % (article, word), b"a0099,word,2\r\n"]))
    assert {"primary-key", "constraint-error", "foreign-key"} <= faults(copy)


def test_the_dictionary_has_every_field_of_both_files(folder: Path, counted: Archive, written: dict[str, Path]) -> None:
    held = json.loads((folder / "json" / "dictionary.json").read_bytes())["records"]
    known = {(one["table"], one["field"]): one for one in held}
    lines = [json.loads(line) for line in written["features"].read_text("utf-8").splitlines()]
    assert [name for table, name in known if table == "features"] == list(lines[0])
    assert [name for table, name in known if table == "token_counts"] == ["article_id", "token", "count"]
    assert known["features", "words"]["rows"] == len(lines)
    assert known["token_counts", "count"]["rows"] == len(rows(written["counts"]))
    assert known["token_counts", "count"]["minimum"] == min(count for _, _, count in rows(written["counts"]))
    for language in ("ar", "en"):
        shown = dictionary.sections(Edition(counted, sayings_of(counted), language))
        (section,) = (one for one in shown if one.kind == "features")
        assert [table.name for table, _ in section.tables] == ["features", "token_counts"]


def test_without_counts_the_dictionary_does_not_speak_of_them(archive: Archive, edition: Edition) -> None:
    assert archive.features is None
    assert "features" not in {section.kind for section in dictionary.sections(edition)}
