"""Takes the tables and an archive; gives one SQLite file with keys, indices, views and full-text search.

Names of columns are quoted everywhere: the schemas may name a field `from` or `end`. The file is the same byte for
byte when written again: fixed page size, fixed order, VACUUM at the end, and no word of the SQLite that wrote it.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Self

from aqwal.arabic.normalise import fold
from aqwal.derive.columns import Column
from aqwal.derive.tables import ForeignKey, Row, Table, table_named
from aqwal.exports.sqlite_views import VIEWS
from aqwal.record_types import Dataset

APPLICATION_ID = 0x41515721
"""Marks the file as one of ours; shown by `file` and by PRAGMA application_id."""
PAGE_SIZE = 4096
WRITER_AT, WRITER = 96, 3_040_000
"""Where a file names the SQLite that wrote it last (big-endian, 4 bytes), and what stands there instead: no reader
asks, and a release made elsewhere would differ by it alone. https://sqlite.org/fileformat2.html#database_header"""
SEARCHED = {"statements": ("said_ar", "said_en"),
            "articles": ("title", "label_ar", "label_en", "digest_ar", "digest_en")}
"""Table → the columns whose folded copy can be searched."""
_TYPES = {"string": "TEXT", "integer": "INTEGER", "number": "REAL", "boolean": "INTEGER", "date": "TEXT"}


class Database:
    """A SQLite file in the making, open within a `with`. Tables first, in any order, then `finish`."""

    def __init__(self, path: Path, about: Dataset) -> None:
        self.path = path
        self.connection = sqlite3.connect(path, isolation_level=None)
        major, minor, patch = (int(part) for part in about["version"].split("."))
        for pragma in (f"page_size = {PAGE_SIZE}", "encoding = 'UTF-8'", "journal_mode = OFF", "synchronous = OFF",
                       f"application_id = {APPLICATION_ID}", f"user_version = {major * 10**6 + minor * 10**3 + patch}"):
            self.connection.execute(f"PRAGMA {pragma}")
        self.connection.execute("BEGIN")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.connection.close()
        with self.path.open("r+b") as file:
            file.seek(WRITER_AT)
            file.write(WRITER.to_bytes(4, "big"))

    def add(self, table: Table, rows: Iterable[Row]) -> None:
        """Create a table, fill it, and index its references."""
        kept = [index for index, column in enumerate(table.columns) if column.type != "list"]
        self.connection.execute(create_statement(table))
        self.insert(table.name, len(kept), ([row[index] for index in kept] for row in rows))
        for statement in index_statements(table):
            self.connection.execute(statement)

    def insert(self, name: str, width: int, rows: Iterable[Sequence[Any]]) -> None:
        """Insert rows of a fixed width."""
        marks = ", ".join("?" * width)
        self.connection.executemany(f"INSERT INTO {quoted(name)} VALUES ({marks})", rows)

    def finish(self) -> None:
        """Add views and search, check the references and compact. Raises ValueError for a broken reference."""
        execute = self.connection.execute
        for view in VIEWS:
            execute(view)
        for name, columns in SEARCHED.items():
            self._add_search(table_named(name), columns)
        execute("COMMIT")
        broken = execute("PRAGMA foreign_key_check").fetchone()
        if broken:
            raise ValueError(f"a row of table {broken[0]} refers to a row that table {broken[2]} does not have")
        execute("ANALYZE")
        execute("VACUUM")

    def _add_search(self, table: Table, columns: Sequence[str]) -> None:
        """Add `<kind>_search`, a folded copy with numbered rows, and the trigram index over it."""
        name, key = f"{table.kind}_search", f"{table.kind}_id"
        listed = ", ".join(map(quoted, columns))
        self.connection.execute(
            f"CREATE TABLE {name} (number INTEGER PRIMARY KEY, {key} TEXT NOT NULL UNIQUE "
            f"REFERENCES {quoted(table.name)} (id), {', '.join(f'{quoted(one)} TEXT' for one in columns)}) STRICT")
        rows = self.connection.execute(f"SELECT id, {listed} FROM {quoted(table.name)} ORDER BY rowid")
        self.insert(name, len(columns) + 2, ((number, row[0], *(text and fold(text) for text in row[1:]))
                                             for number, row in enumerate(rows, 1)))
        self.connection.execute(f"CREATE VIRTUAL TABLE {name}_fts USING fts5({listed}, content=\"{name}\", "
                                f"content_rowid=\"number\", tokenize=\"trigram\")")
        for order in ("rebuild", "optimize"):
            self.connection.execute(f"INSERT INTO {name}_fts ({name}_fts) VALUES ('{order}')")


def search_expression(query: str) -> str:
    """Return the FTS5 expression that finds a text, in whatever spelling; every word must occur."""
    return " ".join(quoted(word) for word in fold(query).split())


def create_statement(table: Table) -> str:
    """Return the CREATE TABLE of a table."""
    parts = [_definition(column) for column in table.stored]
    parts.append(f"PRIMARY KEY ({_listed(table.key)})")
    parts.extend(f"FOREIGN KEY ({_listed(key.columns)}) REFERENCES {quoted(key.table)} ({_listed(key.targets)})"
                 for key in table.foreign_keys)
    return f"CREATE TABLE {quoted(table.name)} (\n  " + ",\n  ".join(parts) + "\n) STRICT"


def index_statements(table: Table) -> list[str]:
    """Return an index for every reference that the primary key does not already serve."""
    return [f"CREATE INDEX {quoted('_'.join((table.name, 'by', *key.columns)))} "
            f"ON {quoted(table.name)} ({_listed(key.columns)})"
            for key in table.foreign_keys if not _leads(table, key)]


def quoted(name: str) -> str:
    """Return a name, or an FTS5 phrase, in double quotes."""
    return '"' + name.replace('"', '""') + '"'


def _leads(table: Table, key: ForeignKey) -> bool:
    return table.key[:len(key.columns)] == key.columns


def _listed(names: Iterable[str]) -> str:
    return ", ".join(map(quoted, names))


def _definition(column: Column) -> str:
    rule = ""
    if column.type == "boolean":
        rule = f" CHECK ({quoted(column.name)} IN (0, 1))"
    elif column.enum:
        allowed = ", ".join("'" + value.replace("'", "''") + "'" for value in column.enum)
        rule = f" CHECK ({quoted(column.name)} IN ({allowed}))"
    return f"{quoted(column.name)} {_TYPES[column.type]}{'' if column.nullable else ' NOT NULL'}{rule}"
