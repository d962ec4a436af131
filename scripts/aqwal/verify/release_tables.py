"""Takes a release; gives where its CSV, Parquet, SQLite and JSONL forms do not hold the same rows."""

import csv
import sqlite3
from collections.abc import Iterator
from io import TextIOWrapper
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from aqwal.changes.hashes import KIND_OF
from aqwal.verify.release_parts import Parts

TableIds = tuple[int, list[str] | None]
"""Number of rows and, where the table has such a column, the ids in order."""
KEY = "id"


def table_problems(parts: Parts) -> Iterator[str]:
    """Compare the number of rows of every table and the ids of every record across its forms."""
    database = parts.files.folder / f"{parts.manifest['name']}.sqlite"
    kept = _from_database(database) if database.is_file() else {}
    if not kept:
        yield f"{database.name}: missing, or not a database that can be read"
    tables = sorted(name.removeprefix("csv/").removesuffix(".csv") for name in parts.files.names()
                    if name.startswith("csv/") and name.endswith(".csv"))
    yield from (f"csv/{folder}.csv: missing" for folder in KIND_OF if folder not in tables)
    described = {name.partition(".")[0] for name in parts.manifest["fields"]}
    for table in tables:
        forms = {f"csv/{table}.csv": _from_csv(parts, table), **_from_parquet(parts, table)}
        if table in kept:
            forms[f"{database.name}: {table}"] = kept[table]
        if table in KIND_OF:
            ids = [str(record["id"]) for _, record in parts.records(table)]
            forms = {f"jsonl/{table}.jsonl": (len(ids), ids), **forms}
        yield from _disagreements(forms)
        if table not in described:
            yield f"manifest.json: fields lists no column of {table}"


def _disagreements(forms: dict[str, TableIds]) -> Iterator[str]:
    """Hold each form against the first."""
    (first, (rows, ids)), *rest = forms.items()
    for name, (other_rows, other_ids) in rest:
        if rows != other_rows:
            yield f"{name}: {other_rows} rows, in {first} {rows}"
        elif ids is not None and other_ids is not None and ids != other_ids:
            one = next(place for place, pair in enumerate(zip(ids, other_ids, strict=True)) if pair[0] != pair[1])
            yield f"{name}: row {one + 1} is {other_ids[one]!r}, in {first} {ids[one]!r}"


def _from_csv(parts: Parts, table: str) -> TableIds:
    with parts.files.open(f"csv/{table}.csv") as stream:
        rows = csv.reader(TextIOWrapper(stream, "utf-8-sig", newline=""), strict=True)
        place = _place(next(rows, []))
        ids = [row[place] if place is not None else "" for row in rows]
    return len(ids), ids if place is not None else None


def _from_parquet(parts: Parts, table: str) -> dict[str, TableIds]:
    name = f"parquet/{table}.parquet"
    try:
        with pq.ParquetFile(parts.files.folder / name, page_checksum_verification=True) as file:
            place = _place(file.schema_arrow.names)
            ids = None if place is None else file.read(columns=[KEY]).column(0).to_pylist()
            return {name: (file.metadata.num_rows, ids)}
    except (OSError, pa.ArrowException) as error:
        raise ValueError(f"{name}: {str(error).splitlines()[0]}") from error


def _from_database(path: Path) -> dict[str, TableIds]:
    """Return what each table of the database holds; the file is read as it is, and nothing in it is run."""
    found: dict[str, TableIds] = {}
    try:
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    except sqlite3.Error:
        return {}
    try:
        connection.execute("PRAGMA trusted_schema = OFF")
        names = [row[0] for row in connection.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name")]
        for name in names:
            quoted = '"' + name.replace('"', '""') + '"'
            columns = [row[1] for row in connection.execute(f"PRAGMA table_info({quoted})")]
            rows = connection.execute(f"SELECT count(*) FROM {quoted}").fetchone()[0]
            ids = [row[0] for row in connection.execute(f"SELECT {KEY} FROM {quoted} ORDER BY rowid")] \
                if KEY in columns and name in KIND_OF else None
            found[name] = (rows, ids)
    except sqlite3.Error:
        return {}
    finally:
        connection.close()
    return found


def _place(columns: list[str]) -> int | None:
    return columns.index(KEY) if KEY in columns else None
