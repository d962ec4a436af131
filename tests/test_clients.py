"""Takes the built downloads alone, as a reader has them; opens them with the programs that researchers use.

What the JSON files say is the yardstick: pandas, Polars, DuckDB and pyarrow must find the same in Parquet, Datasette in
SQLite. That the JSON files hold the records is shown in `test_exports.py`.
"""

import json
import math
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast
from urllib.parse import quote

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from aqwal.dataset import Archive
from aqwal.exports.sqlite_file import search_expression
from exports_expected import Rows, expected_tables, matches

Table = list[dict[str, Any]]
Client = Callable[[Path], Table]
DERIVED = {"dictionary", "statements_flat"}
"""Tables that are worked out from several records, which the JSON files do not hold."""


def load_records(folder: Path, name: str) -> list[dict[str, Any]]:
    records: list[dict[str, Any]] = json.loads((folder / "json" / f"{name}.json").read_text("utf-8"))["records"]
    return records


def tables_of_json(folder: Path) -> Rows:
    """Return the tables that the nested records of the JSON files should become."""
    by_id = {name: {record["id"]: record for record in load_records(folder, name)}
             for name in ("articles", "speakers", "publishers", "events", "topics")}
    statements: dict[str, list[Any]] = {}
    for statement in load_records(folder, "statements"):
        own = {name: value for name, value in statement.items() if name not in ("article_id", "position")}
        statements.setdefault(statement["article_id"], []).append(own)
    (about,) = load_records(folder, "dataset")
    held = SimpleNamespace(about=about, statements=statements, redirects=load_records(folder, "redirects"), **by_id)
    return expected_tables(cast(Archive, held))


def with_pandas(path: Path) -> Table:
    return [{str(name): value for name, value in row.items()} for row in pd.read_parquet(path).to_dict("records")]


def with_polars(path: Path) -> Table:
    return pl.read_parquet(path).to_dicts()


def with_duckdb(path: Path) -> Table:
    with duckdb.connect() as connection:
        relation = connection.execute("SELECT * FROM read_parquet(?)", [str(path)])
        names = [str(part[0]) for part in relation.description or ()]
        return [dict(zip(names, row, strict=True)) for row in relation.fetchall()]


def with_pyarrow(path: Path) -> Table:
    rows: Table = pq.read_table(path, page_checksum_verification=True).to_pylist()
    return rows


CLIENTS: list[Client] = [with_pandas, with_polars, with_duckdb, with_pyarrow]


def plain(value: Any) -> Any:
    """Return a client's value as JSON has it: dates as text, arrays as lists, its ways of saying nothing as None."""
    if isinstance(value, np.ndarray | list):
        return [plain(item) for item in value]
    if isinstance(value, np.generic):
        return plain(value.item())
    if value is pd.NaT or value is pd.NA or (isinstance(value, float) and math.isnan(value)):
        return None
    if isinstance(value, float) and value.is_integer():
        # pandas has no whole numbers beside missing ones.
        return int(value)
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else value


def read(client: Client, folder: Path) -> Rows:
    return {path.stem: [{name: plain(value) for name, value in row.items()} for row in client(path)]
            for path in sorted((folder / "parquet").glob("*.parquet"))}


def differences(client: Client, folder: Path) -> list[str]:
    """Return each row that a client finds in Parquet otherwise than the JSON files have it."""
    expected, found = tables_of_json(folder), read(client, folder)
    faults = [f"{name}: not there" for name in expected.keys() - found.keys()]
    for name, rows in found.items():
        wanted = expected.get(name, [])
        if name in DERIVED:
            continue
        if len(rows) != len(wanted):
            faults.append(f"{name}: {len(rows)} rows for {len(wanted)}")
        faults += [f"{name}: {row} is not {like}" for row, like in zip(rows, wanted, strict=False)
                   if not matches(like, row)]
    return faults


@pytest.mark.parametrize("client", CLIENTS)
def test_every_row_and_column_of_parquet_is_as_in_json(client: Client, written: Path) -> None:
    assert differences(client, written) == []


@pytest.mark.parametrize("client", CLIENTS)
def test_the_tables_worked_out_are_the_same_for_every_client(client: Client, written: Path) -> None:
    found, as_arrow = read(client, written), read(with_pyarrow, written)
    for name in DERIVED:
        assert found[name] and found[name] == as_arrow[name]
    assert {row["id"] for row in found["statements_flat"]} == {
        statement["id"] for statement in load_records(written, "statements")}


def alter(path: Path, change: Callable[[pa.Table], pa.Table]) -> None:
    pq.write_table(change(pq.read_table(path)), path)


def without_first_row(table: pa.Table) -> pa.Table:
    return table.slice(1)


def with_other_text(table: pa.Table) -> pa.Table:
    place = table.schema.get_field_index("said_en")
    return table.set_column(place, "said_en", pa.array(["x", *table["said_en"].to_pylist()[1:]]))


def without_column(table: pa.Table) -> pa.Table:
    return table.drop_columns(["content_start"])


@pytest.mark.parametrize("client", CLIENTS)
@pytest.mark.parametrize("change", [without_first_row, with_other_text, without_column])
def test_one_lost_row_text_or_column_is_noticed(change: Callable[[pa.Table], pa.Table], client: Client,
                                                copy: Path) -> None:
    alter(copy / "parquet" / "statements.parquet", change)
    assert differences(client, copy) != []


def test_types_are_kept(written: Path) -> None:
    path = written / "parquet" / "statements.parquet"
    frame = pl.read_parquet(path)
    assert frame.schema["said_on_date"] == pl.Date
    assert frame.schema["content_start"] == pl.Int64
    assert frame.schema["in_title"] == pl.Boolean
    assert frame.schema["speakers"] == pl.List(pl.String)
    assert pd.read_parquet(path)["in_title"].dtype == np.bool_
    assert duckdb.sql(f"SELECT max(said_on_date) - min(said_on_date) FROM '{path}'").fetchall()[0][0] > 0


@pytest.mark.parametrize("name", ["statements", "articles", "statement_speakers"])
def test_every_page_of_parquet_has_a_checksum(name: str, written: Path, copy: Path) -> None:
    """One flipped bit in the first value of the file, which no reader would see without the sums."""
    path = copy / "parquet" / f"{name}.parquet"
    data = bytearray(path.read_bytes())
    place = pq.read_metadata(path).row_group(0).column(0).total_compressed_size
    data[4 + place - 3] ^= 1
    path.write_bytes(data)
    with pytest.raises(OSError, match=r"(?i)checksum|crc"):
        pq.read_table(path, page_checksum_verification=True)
    assert pq.read_table(written / "parquet" / path.name, page_checksum_verification=True).num_rows


# Datasette, as a reader starts it: on the file, without settings.

def datasette(folder: Path, address: str) -> Any:
    """Return what Datasette answers, as JSON; what it said where it fails."""
    command = [str(Path(sys.executable).with_name("datasette")), "-i", str(next(folder.glob("*.sqlite"))), "--get",
               address]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    return json.loads(done.stdout) if done.returncode == 0 else done.stdout


@pytest.fixture(scope="module")
def database(written: Path) -> str:
    return next(written.glob("*.sqlite")).stem


@pytest.fixture(scope="module")
def overview(written: Path, database: str) -> dict[str, Any]:
    told: dict[str, Any] = datasette(written, f"/{database}.json")
    return told


def test_datasette_counts_the_rows_of_every_table(overview: dict[str, Any], written: Path) -> None:
    counts = {table["name"]: table["count"] for table in overview["tables"] if not table["hidden"]}
    expected = tables_of_json(written)
    assert counts == {name: len(expected.get(name, [])) for name in counts} | {
        "dictionary": pq.read_metadata(written / "parquet" / "dictionary.parquet").num_rows,
        "statement_search": len(expected["statements"]), "article_search": len(expected["articles"])}
    assert set(expected) <= set(counts)


def test_datasette_knows_keys_references_searches_and_views(overview: dict[str, Any]) -> None:
    tables = {table["name"]: table for table in overview["tables"]}
    assert all(table["primary_keys"] for table in tables.values() if not table["hidden"])
    speakers = tables["statement_speakers"]["foreign_keys"]["outgoing"]
    assert {one["other_table"] for one in speakers} == {"statements", "speakers"}
    assert tables["statement_search"]["fts_table"] == "statement_search_fts"
    assert {view["name"] for view in overview["views"]} >= {"statement_view", "speaker_counts", "event_reports"}


def test_datasette_finds_words_in_another_spelling(written: Path, database: str) -> None:
    query = quote(search_expression("الأُسَر").strip('"'))
    rows = datasette(written, f"/{database}/statement_search.json?_shape=array&_search={query}")
    texts = {statement["id"]: statement["said"]["ar"] for statement in load_records(written, "statements")}
    wanted = {identifier for identifier, text in texts.items() if "الأسر" in text}
    assert wanted and {row["statement_id"] for row in rows} == wanted


def test_datasette_says_where_there_is_no_search(copy: Path, database: str) -> None:
    with closing(sqlite3.connect(next(copy.glob("*.sqlite")))) as connection:
        connection.execute("DROP TABLE statement_search_fts")
        connection.execute("DELETE FROM statement_about WHERE rowid = 1")
        connection.commit()
    tables = {table["name"]: table for table in datasette(copy, f"/{database}.json")["tables"]}
    assert tables["statement_search"]["fts_table"] is None
    assert tables["statement_about"]["count"] == len(tables_of_json(copy)["statement_about"]) - 1
