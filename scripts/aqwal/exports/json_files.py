"""Takes an archive; gives its records nested as they are, as one JSON document or one JSON line a record."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from aqwal.dataset import Archive
from aqwal.derive.tables import scopes
from aqwal.record_types import Dataset


def write_json(kind: str, archive: Archive, path: Path) -> None:
    """Write an object that names the dataset and holds the records, one a line."""
    head = json.dumps({**heading(archive.about), "kind": kind}, ensure_ascii=False, indent=1)
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        stream.write(head.removesuffix("\n}") + ',\n "records": [')
        for index, line in enumerate(lines(kind, archive)):
            stream.write((",\n" if index else "\n") + line)
        stream.write("\n]}\n")


def write_jsonl(kind: str, archive: Archive, path: Path) -> None:
    """Write one record a line; an archive without records of the kind gives an empty file."""
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        stream.writelines(line + "\n" for line in lines(kind, archive))


def lines(kind: str, archive: Archive) -> Iterator[str]:
    """Yield the records of a kind as compact JSON."""
    return (json.dumps(scope, ensure_ascii=False, separators=(",", ":")) for scope in scopes(kind, archive))


def heading(about: Dataset) -> dict[str, Any]:
    """Return the fields that tell which version of which dataset a file is from, and under what licence."""
    return {"dataset": about["name"], "version": about["version"], "released": about["released"],
            "licence": about["licences"]["data"], "url": about["url"]}
