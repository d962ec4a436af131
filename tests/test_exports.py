"""Takes the toy archive's downloads; reads each format back with another library and compares record by record."""

import csv
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, cast

import duckdb
import pandas as pd
import pyarrow.parquet as pq
import pytest

from aqwal.dataset import Archive
from aqwal.derive.formats import Download
from aqwal.derive.sayings import Sayings, sayings_of
from aqwal.exports.downloads import write_downloads
from aqwal.exports.readme import SEARCH
from aqwal.exports.sqlite_file import APPLICATION_ID, WRITER, WRITER_AT, search_expression
from exports_expected import Rows, expected_tables, matches

HOSTILE = "=HYPERLINK(\"x\";1) +1 -2 @a\n<b>&\\%_{}$ '; \u2028\t\U0001f54a ,«»\r\nآخر"
Reader = Callable[[Path, Rows], Rows]


@pytest.fixture(scope="module")
def hostile(archive: Archive) -> Archive:
    """The archive with a text that every format could trip over, and rows at the edges: nothing and everything."""
    first, *rest = archive.statements["a0001"]
    broken = {**first, "said": {"ar": HOSTILE, "en": HOSTILE[::-1]}, "key_phrase": "0012"}
    return replace(archive, statements={**archive.statements, "a0001": [cast(Any, broken), *rest]}, redirects=[])


def read_csv(folder: Path, expected: Rows) -> Rows:
    """Read with pandas, every cell as text, and give it the type of the value that is expected there."""
    tables: Rows = {}
    for path in sorted((folder / "csv").glob("*.csv")):
        frame = pd.read_csv(path, dtype=str, keep_default_na=False)
        wanted = expected.get(path.stem, [])
        tables[path.stem] = [
            {str(name): typed(str(name), text, like) for name, text in row.items()}
            for row, like in zip(frame.to_dict("records"), wanted + [{}] * len(frame), strict=False)
        ]
    return tables


def typed(name: str, text: str, like: dict[str, Any]) -> Any:
    value = like.get(name)
    if text == "":
        return None
    if isinstance(value, bool):
        return {"true": True, "false": False}[text]
    if isinstance(value, list):
        return text.split("; ")
    return int(text) if isinstance(value, int) else text


def read_parquet(folder: Path, _: Rows) -> Rows:
    return {path.stem: plain(pq.read_table(path, page_checksum_verification=True).to_pylist())
            for path in sorted((folder / "parquet").glob("*.parquet"))}


def read_duckdb(folder: Path, _: Rows) -> Rows:
    tables: Rows = {}
    with duckdb.connect() as connection:
        for path in sorted((folder / "parquet").glob("*.parquet")):
            relation = connection.execute("SELECT * FROM read_parquet(?)", [str(path)])
            names = [str(part[0]) for part in relation.description or ()]
            tables[path.stem] = plain([dict(zip(names, row, strict=True)) for row in relation.fetchall()])
    return tables


def read_sqlite(folder: Path, expected: Rows) -> Rows:
    """Read with sqlite3; lists come from the tables of their own, so they are put back into the rows."""
    tables: Rows = {}
    with closing(sqlite3.connect(next(folder.glob("*.sqlite")))) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        connection.row_factory = sqlite3.Row
        for table in [*expected, "dictionary"]:
            rows = [dict(row) for row in connection.execute(f'SELECT * FROM "{table}" ORDER BY rowid')]
            for row, like in zip(rows, expected.get(table, []), strict=False):
                row |= {name: value for name, value in like.items() if isinstance(value, list)}
            tables[table] = rows
    return tables


def plain(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{name: value.isoformat() if isinstance(value, date) else value for name, value in row.items()}
            for row in rows]


READERS: list[Reader] = [read_csv, read_parquet, read_duckdb, read_sqlite]


def compare(read: Reader, folder: Path, archive: Archive) -> None:
    """Hold every row of every table against the archive."""
    expected = expected_tables(archive)
    tables = read(folder, expected)
    assert set(expected) <= set(tables)
    for name, rows in tables.items():
        if name in ("dictionary", "statements_flat"):
            continue
        wanted = expected.get(name, [])
        assert len(rows) == len(wanted), name
        for found, like in zip(rows, wanted, strict=True):
            assert matches(like, found), f"{name}: {found} is not {like}"


@pytest.mark.parametrize("read", READERS)
def test_tables_hold_every_record(read: Reader, written: Path, archive: Archive) -> None:
    compare(read, written, archive)


@pytest.mark.parametrize("read", READERS)
def test_hostile_text_comes_back_as_it_was(read: Reader, hostile: Archive, tmp_path: Path) -> None:
    write_downloads(hostile, sayings_of(hostile), tmp_path)
    compare(read, tmp_path, hostile)
    assert json.loads((tmp_path / "json/statements.json").read_text("utf-8"))["records"][0]["said"]["ar"] == HOSTILE


@pytest.mark.parametrize("read", READERS)
def test_comparison_sees_one_changed_value(read: Reader, written: Path, archive: Archive) -> None:
    first, *rest = archive.statements["a0001"]
    other = replace(archive, statements={**archive.statements, "a0001": [cast(Any, {**first, "act": "deny"}), *rest]})
    with pytest.raises(AssertionError, match="statements"):
        compare(read, written, other)


@pytest.mark.parametrize("read", READERS)
def test_comparison_sees_one_lost_list_item(read: Reader, written: Path, archive: Archive) -> None:
    speakers = {key: {**value, "spellings": value["spellings"][1:]} for key, value in archive.speakers.items()}
    with pytest.raises(AssertionError, match="speaker"):
        compare(read, written, replace(archive, speakers=cast(Any, speakers)))


def nested(archive: Archive) -> dict[str, list[Any]]:
    """Return the records that each JSON file should hold, by identifier."""
    def by_id(records: dict[str, Any]) -> list[Any]:
        return [records[identifier] for identifier in sorted(records)]

    statements = [{"id": statement["id"], "article_id": article_id, "position": place, **statement}
                  for article_id, own in sorted(archive.statements.items()) for place, statement in enumerate(own, 1)]
    return {"articles": by_id(dict(archive.articles)), "statements": statements,
            "speakers": by_id(dict(archive.speakers)), "publishers": by_id(dict(archive.publishers)),
            "events": by_id(dict(archive.events)), "topics": by_id(dict(archive.topics)),
            "redirects": by_id({entry["id"]: entry for entry in archive.redirects}), "dataset": [archive.about]}


def test_json_and_jsonl_hold_every_record(written: Path, archive: Archive) -> None:
    assert {path.stem for path in (written / "json").iterdir()} == {*nested(archive), "dictionary"}
    for name, records in nested(archive).items():
        value = json.loads((written / f"json/{name}.json").read_text("utf-8"))
        assert value["records"] == records
        assert (value["dataset"], value["version"]) == (archive.about["name"], archive.about["version"])
        assert value["licence"] == archive.about["licences"]["data"]
        lines = (written / f"jsonl/{name}.jsonl").read_text("utf-8").split("\n")
        assert [json.loads(line) for line in lines[:-1]] == records
        assert lines[-1] == ""


def test_csv_is_what_spreadsheets_and_rfc_4180_want(written: Path) -> None:
    for path in (written / "csv").glob("*.csv"):
        data = path.read_bytes()
        assert data.startswith(b"\xef\xbb\xbf")
        assert data.endswith(b"\r\n")
        rows = list(csv.reader(data.decode("utf-8-sig").splitlines(keepends=True), strict=True))
        assert len({len(row) for row in rows}) == 1


def test_parquet_says_what_its_fields_mean(written: Path, archive: Archive) -> None:
    schema = pq.read_schema(written / "parquet/statements.parquet")
    notes = schema.field("said_on_date").metadata
    assert notes[b"unit"] == b"ISO 8601 date"
    assert notes[b"title_ar"].decode() == "تاريخ القول: التاريخ"
    assert schema.metadata[b"version"].decode() == archive.about["version"]


def test_damaged_parquet_is_refused(copy: Path) -> None:
    path = copy / "parquet/statements.parquet"
    data = bytearray(path.read_bytes())
    data[len(data) // 4:len(data) // 4 + 64] = bytes(64)
    path.write_bytes(data)
    with pytest.raises(OSError, match=r"(?i)checksum|corrupt|crc"):
        pq.read_table(path, page_checksum_verification=True)


@pytest.fixture
def database(written: Path) -> Any:
    with closing(sqlite3.connect(f"file:{next(written.glob('*.sqlite'))}?mode=ro", uri=True)) as connection:
        yield connection


def test_sqlite_says_nothing_of_the_library_that_wrote_it(written: Path) -> None:
    held = next(written.glob("*.sqlite")).read_bytes()[WRITER_AT:WRITER_AT + 4]
    assert int.from_bytes(held, "big") == WRITER


def test_two_kinds_may_have_retired_one_identifier(archive: Archive, tmp_path: Path) -> None:
    first = archive.redirects[0]
    twice = replace(archive, redirects=[first, {**first, "kind": "topic", "to": None}])
    write_downloads(twice, sayings_of(twice), tmp_path)
    with closing(sqlite3.connect(next(tmp_path.glob("*.sqlite")))) as connection:
        assert connection.execute("SELECT id, kind FROM redirects ORDER BY kind").fetchall() == [
            (first["id"], "speaker"), (first["id"], "topic")]


def test_sqlite_is_marked_and_sees_a_broken_reference(copy: Path, archive: Archive) -> None:
    with closing(sqlite3.connect(next(copy.glob("*.sqlite")))) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        major, minor, patch = map(int, archive.about["version"].split("."))
        assert connection.execute("PRAGMA user_version").fetchone() == (major * 1_000_000 + minor * 1000 + patch,)
        with pytest.raises(sqlite3.IntegrityError, match="CHECK"):
            connection.execute("UPDATE statements SET act = 'sings'")
        connection.execute("DELETE FROM speakers WHERE id = (SELECT min(speaker_id) FROM statement_speakers)")
        assert connection.execute("PRAGMA foreign_key_check").fetchall() != []


def test_a_broken_reference_stops_the_export(archive: Archive, tmp_path: Path) -> None:
    lost = replace(archive, topics=dict(list(archive.topics.items())[1:]))
    with pytest.raises(ValueError, match="refers to a row that table topics does not have"):
        write_downloads(lost, sayings_of(lost), tmp_path)


def test_views_count_what_the_records_say(database: sqlite3.Connection, archive: Archive, sayings: Sayings) -> None:
    found = dict(database.execute("SELECT speaker_id, statements FROM speaker_counts").fetchall())
    assert found == {speaker: len(sayings.by_speaker.get(speaker, [])) for speaker in archive.speakers}
    rows = database.execute("SELECT statement_id, speaker_id, date FROM statement_view").fetchall()
    assert sorted(rows) == sorted((saying.id, speaker, saying.date) for saying in sayings.all
                                  for speaker in saying.statement["speakers"])
    reports = database.execute("SELECT event_id, article_id, statements FROM event_reports").fetchall()
    for event, article, statements in reports:
        own = [saying for saying in sayings.by_event.get(event, []) if saying.article["id"] == article]
        assert statements == len(own)
        assert own or event in archive.articles[article]["events"]
    assert len(reports) == len({(saying.statement["event"], saying.article["id"]) for saying in sayings.all
                                if saying.statement["event"]}
                               | {(event, article["id"]) for article in archive.articles.values()
                                  for event in article["events"]})


@pytest.mark.parametrize(("query", "written_as"),
                         [("الاُسَر", "الأسر"), ("السنه الاولى", "السنة"), ("مـجـانـى", "مجاني")])
def test_search_finds_another_spelling(database: sqlite3.Connection, query: str, written_as: str) -> None:
    rows = database.execute(
        "SELECT s.id, s.said_ar FROM statement_search_fts f JOIN statement_search n ON n.number = f.rowid "
        "JOIN statements s ON s.id = n.statement_id WHERE statement_search_fts MATCH ?", (search_expression(query),))
    found = dict(rows.fetchall())
    assert written_as in found["a0001-s02"]
    assert query not in found["a0001-s02"]


def test_the_search_that_the_read_me_shows_runs(database: sqlite3.Connection, written: Path) -> None:
    assert (written / "README.txt").read_text("utf-8").count(SEARCH) == 2
    expression = search_expression("الأسر")
    rows = database.execute(SEARCH.replace("'word'", "?"), (expression,)).fetchall()
    assert ("a0001-s02",) in rows
    assert database.execute(SEARCH).fetchall() == []


def test_search_finds_nothing_that_is_not_there(database: sqlite3.Connection) -> None:
    for query in ("زرافة", 'x" OR said_ar:"', "NEAR(", "*"):
        rows = database.execute("SELECT rowid FROM statement_search_fts WHERE statement_search_fts MATCH ?",
                                (search_expression(query),))
        assert rows.fetchall() == []


def test_search_tables_are_those_that_datasette_looks_for(database: sqlite3.Connection) -> None:
    for name in ("statement_search", "article_search"):
        (sql,) = database.execute("SELECT sql FROM sqlite_master WHERE name = ?", (f"{name}_fts",)).fetchone()
        assert f'content="{name}"' in sql
        database.execute(f"SELECT count(*) FROM {name}").fetchone()


def test_downloads_describe_the_files(archive: Archive, sayings: Sayings, tmp_path: Path) -> None:
    downloads: list[Download] = write_downloads(archive, sayings, tmp_path)
    held = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert {download.path for download in downloads} == held
    assert len(downloads) == len(held)
    for download in downloads:
        assert download.bytes == (tmp_path / download.path).stat().st_size
        assert download.title["ar"] and download.title["en"]
        assert download.licence in ("CC-BY-4.0", "MIT", "CC-BY-4.0 AND MIT")
