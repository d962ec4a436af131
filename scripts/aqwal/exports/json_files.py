"""Takes an archive; gives its records nested as they are, as one JSON document or one JSON line a record."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from aqwal.dataset import Archive
from aqwal.derive.tables import Row, Scope, Table, scopes
from aqwal.record_types import Dataset


def write_json(kind: str, archive: Archive, path: Path) -> None:
    """Write an object that names the dataset and holds the records, one a line."""
    _write(kind, archive.about, lines(kind, archive), path)


def write_rows(table: Table, rows: Iterable[Row], about: Dataset, path: Path) -> None:
    """Write the rows of a table in the same form: an object a row."""
    names = [column.name for column in table.columns]
    _write(table.name, about, (_line(dict(zip(names, row, strict=True))) for row in rows), path)


def write_jsonl(kind: str, archive: Archive, path: Path) -> None:
    """Write one record a line; an archive without records of the kind gives an empty file."""
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        stream.writelines(line + "\n" for line in lines(kind, archive))


def lines(kind: str, archive: Archive) -> Iterator[str]:
    """Yield the records of a kind as compact JSON."""
    return map(_line, scopes(kind, archive))


def heading(about: Dataset) -> dict[str, Any]:
    """Return the fields that tell which version of which dataset a file is from, and under what licence."""
    return {"dataset": about["name"], "version": about["version"], "released": about["released"],
            "licence": about["licences"]["data"], "url": about["url"]}


def _write(kind: str, about: Dataset, records: Iterable[str], path: Path) -> None:
    head = json.dumps({**heading(about), "kind": kind}, ensure_ascii=False, indent=1)
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        stream.write(head.removesuffix("\n}") + ',\n "records": [')
        for index, line in enumerate(records):
            stream.write((",\n" if index else "\n") + line)
        stream.write("\n]}\n")


def _line(value: Scope) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
