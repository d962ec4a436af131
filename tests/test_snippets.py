"""Takes the programs shown on the page of the downloads; runs each against the files and compares what it prints."""

import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from copy import deepcopy
from functools import cache
from pathlib import Path

import pytest

from aqwal.dataset import Archive
from aqwal.derive.sayings import Sayings
from aqwal.derive.snippets import snippets
from aqwal.exports.downloads import write_downloads
from browsing import served

RSCRIPT = shutil.which("Rscript")
FROM_A_FOLDER = {"duckdb": "its extension for addresses would have to be downloaded",
                 "duckdb-csv": "its extension for addresses would have to be downloaded",
                 "polars": "it asks for ranges, which the server of these tests does not give"}
"""Program → why it reads a folder here and not an address."""
DATABASE = "toy-towns.sqlite"


@pytest.fixture(scope="module")
def files(archive: Archive, sayings: Sayings, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("downloads") / "latest"
    write_downloads(archive, sayings, folder)
    return folder


@pytest.fixture(scope="module")
def address(files: Path) -> Iterator[str]:
    with served(files) as one:
        yield one


def year(archive: Archive, statement_id: str) -> str | None:
    article, statement = archive.statement_by_id[statement_id]
    day = statement["said_on"]["date"] or article["published"]["date"]
    return day[:4] if day else None


def by_speaker_and_year(archive: Archive) -> Counter[tuple[str, ...]]:
    return Counter((speaker, year(archive, one["id"]) or "undated")
                   for _, one in archive.each_statement() for speaker in one["speakers"])


def by_outlet_and_type(archive: Archive) -> Counter[tuple[str, ...]]:
    return Counter((article["publisher"] or "", one["type"]) for article, one in archive.each_statement())


def filled_down(rows: list[list[str]]) -> Iterator[tuple[str, ...]]:
    """Yield rows whose first cell is given once and left out below, as pandas prints an index."""
    first = ""
    for *head, last, number in rows:
        first = head[0] if head else first
        yield first, last, number


def expect_pandas(out: str, archive: Archive) -> None:
    rows = list(filled_down([line.split() for line in out.splitlines()[1:]]))
    assert {row[:2]: int(row[2]) for row in rows} == by_speaker_and_year(archive)


def expect_polars(out: str, archive: Archive) -> None:
    rows = [line.split(",") for line in out.split()[1:]]
    assert {(outlet, kind): int(number) for outlet, kind, number in rows} == by_outlet_and_type(archive)


def boxed(out: str) -> list[list[str]]:
    """Return the rows of a table that DuckDB drew."""
    rows = [[cell.strip() for cell in line.strip("│").split("│")] for line in out.splitlines() if "│" in line]
    return rows[2:]


def expect_duckdb(out: str, archive: Archive) -> None:
    counts = Counter(topic for _, one in archive.each_statement() for topic in one["about"])
    expected = [[topic, archive.topics[topic]["names"]["ar"], str(number)]
                for topic, number in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))]
    assert boxed(out) == expected


def expect_duckdb_csv(out: str, archive: Archive) -> None:
    expected = {}
    for event in archive.events:
        articles = [one for one in archive.articles.values() if event in one["events"]]
        days = [one["published"]["date"] for one in articles if one["published"]["date"]]
        if articles:
            expected[event] = (str(len({one["publisher"] for one in articles} - {None})), min(days, default="NULL"))
    assert {event: (outlets, first) for event, outlets, first in boxed(out)} == expected
    assert len(expected) > 1


def expect_sqlite(out: str, archive: Archive) -> None:
    rows = [line.split() for line in out.splitlines()]
    assert {(speaker, day.replace("None", "undated")): int(number) for speaker, day, number in rows
            } == by_speaker_and_year(archive)


def expect_r(out: str, archive: Archive) -> None:
    rows = [line.split() for line in out.splitlines()[1:]]
    assert {(outlet.replace("<NA>", ""), kind): int(number) for outlet, kind, number in rows
            } == by_outlet_and_type(archive)


def expect_pyarrow(out: str, archive: Archive) -> None:
    rows = [line.split() for line in out.splitlines()]
    expected = [[one["id"], str(one["content"]["start"]), str(one["content"]["end"])]
                for _, one in archive.each_statement() if one["type"] == "direct"]
    assert rows == expected != []


def expect_csv(out: str, archive: Archive) -> None:
    counts = Counter(one["act"] for _, one in archive.each_statement())
    assert [line.split() for line in out.splitlines()] == [[act, str(number)] for act, number in counts.most_common()]


def expect_json(out: str, archive: Archive) -> None:
    assert out.splitlines() == [
        f"{speaker['id']} {role['from'] or '?'} {role['to'] or '?'} {role['title']['en']}"
        for speaker in archive.speakers.values() for role in speaker["roles"]]
    assert out


def expect_jsonl(out: str, archive: Archive) -> None:
    reports: dict[str, list[str]] = {}
    for _, one in archive.each_statement():
        if one["utterance"]:
            reports.setdefault(one["utterance"], []).append(one["id"])
    assert {line.split()[0]: line.split()[1:] for line in out.splitlines()} == reports != {}


EXPECTED: dict[str, Callable[[str, Archive], None]] = {
    "pandas": expect_pandas, "polars": expect_polars, "duckdb": expect_duckdb, "duckdb-csv": expect_duckdb_csv,
    "sqlite": expect_sqlite, "r": expect_r, "pyarrow": expect_pyarrow, "csv": expect_csv, "json": expect_json,
    "jsonl": expect_jsonl,
}


def test_every_tool_promised_has_a_program_and_every_program_a_test() -> None:
    assert [one.name for one in snippets("", "")] == list(EXPECTED)


@pytest.fixture(scope="module")
def printed_by(files: Path, address: str, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], str]:
    """What a program prints that is run by itself in an empty folder; each is run once."""

    @cache
    def run(name: str) -> str:
        base = f"{files}/" if name in FROM_A_FOLDER else address
        program = next(one for one in snippets(base, DATABASE) if one.name == name)
        if program.language == "r" and RSCRIPT is None:
            pytest.skip("R is not installed: no Rscript on the path")
        python = [sys.executable, "-X", "utf8", "-W", "error", "-c"]
        command = [*(python if program.language == "python" else [str(RSCRIPT), "-e"]), program.code]
        done = subprocess.run(command, cwd=tmp_path_factory.mktemp(name), capture_output=True, encoding="utf-8",
                              check=False)
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout

    return run


@pytest.mark.parametrize("name", list(EXPECTED))
def test_a_program_runs_as_shown_and_prints_what_the_records_say(name: str, printed_by: Callable[[str], str],
                                                                 archive: Archive) -> None:
    EXPECTED[name](printed_by(name), archive)


@pytest.mark.parametrize("name", list(EXPECTED))
def test_the_comparison_fails_for_records_that_differ(name: str, printed_by: Callable[[str], str],
                                                      archive: Archive) -> None:
    out, other = printed_by(name), deepcopy(archive)
    del other.statements["a0001"][1]
    other.__dict__.pop("statement_by_id", None)
    other.speakers["salim-haddun"]["roles"].pop()
    for article in other.articles.values():
        article["events"] = []
    with pytest.raises(AssertionError):
        EXPECTED[name](out, other)


def test_no_address_can_break_out_of_the_code() -> None:
    for one in snippets('https://x.example/"\'{}\\/', "a.sqlite"):
        if one.language == "python":
            compile(one.code, one.name, "exec")
        assert "https://x.example/%22%27%7B%7D%5C/" in one.code


def test_programs_are_short_and_say_what_they_show_in_both_languages() -> None:
    for one in snippets("https://x.example/", "a.sqlite"):
        assert len(one.code.splitlines()) <= 13
        assert max(map(len, one.code.splitlines())) <= 110
        assert re.search("[ء-ي]", one.shows["ar"])
        assert re.search("[a-z]", one.shows["en"])
