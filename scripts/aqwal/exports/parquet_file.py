"""Takes a table and its rows; gives a Parquet file with descriptions on its fields and checksums on its pages."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from aqwal.derive.columns import Column
from aqwal.derive.tables import Row, Table
from aqwal.exports.json_files import heading
from aqwal.record_types import Dataset

ROW_GROUP = 50_000
_TYPES = {"string": pa.string(), "integer": pa.int64(), "number": pa.float64(), "boolean": pa.bool_(),
          "date": pa.date32(), "list": pa.list_(pa.string())}


def write_parquet(table: Table, rows: Sequence[Row], about: Dataset, path: Path) -> None:
    """Write a table; zstd, page checksums. Dates are days, list columns lists."""
    with pq.ParquetWriter(path, parquet_schema(table, about), compression="zstd", write_page_checksum=True) as writer:
        for start in range(0, max(len(rows), 1), ROW_GROUP):
            writer.write_table(_batch(table, rows[start:start + ROW_GROUP], about))


def parquet_schema(table: Table, about: Dataset) -> pa.Schema:
    """Return the Arrow schema of a table, words and units in the fields' metadata."""
    notes = {**heading(about), "table": table.name, "description": table.description["en"],
             "description_ar": table.description["ar"]}
    return pa.schema([_field(column) for column in table.columns], metadata=notes)


def _field(column: Column) -> pa.Field:
    notes = {"title": column.title["en"], "title_ar": column.title["ar"], "description": column.description["en"],
             "description_ar": column.description["ar"], "unit": column.unit}
    return pa.field(column.name, _TYPES[column.type], nullable=column.nullable and column.type != "list",
                    metadata={key: value for key, value in notes.items() if value})


def _batch(table: Table, rows: Sequence[Row], about: Dataset) -> pa.Table:
    schema = parquet_schema(table, about)
    values = zip(*rows, strict=True) if rows else ((),) * len(table.columns)
    arrays = [pa.array(map(_day, column) if kind.type == "date" else column, type=_TYPES[kind.type])
              for kind, column in zip(table.columns, values, strict=True)]
    return pa.Table.from_arrays(arrays, schema=schema)


def _day(value: Any) -> date | None:
    return None if value is None else date.fromisoformat(value)
