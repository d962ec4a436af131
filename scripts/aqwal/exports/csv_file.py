"""Takes a table and its rows; gives a CSV file as RFC 4180 describes it.

A byte-order mark makes spreadsheets show Arabic. Lines end in CR LF.
A value that is null, and an empty list, is an empty cell; no text in a record is empty. A cell
that begins with = + - or @ stays as it is: a changed cell would no longer be the record, and the file is read by
programs. The README tells readers to import the columns as text where they open it in a spreadsheet.
"""

import csv
from collections.abc import Iterable
from io import StringIO
from pathlib import Path
from typing import TextIO

from aqwal.derive.cells import cell
from aqwal.derive.tables import Row, Table

ENCODING = "utf-8-sig"


def write_csv(table: Table, rows: Iterable[Row], path: Path) -> None:
    """Write a table with its column names in the first line."""
    with path.open("w", encoding=ENCODING, newline="") as stream:
        _write(stream, table, rows)


def csv_bytes(table: Table, rows: Iterable[Row]) -> bytes:
    """Return what `write_csv` writes."""
    stream = StringIO(newline="")
    _write(stream, table, rows)
    return stream.getvalue().encode(ENCODING)


def _write(stream: TextIO, table: Table, rows: Iterable[Row]) -> None:
    writer = csv.writer(stream)
    writer.writerow(column.name for column in table.columns)
    writer.writerows(map(cell, row) for row in rows)
