"""Takes sayings and records; gives the data beside a page: a record as JSON, a list of statements as CSV."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from aqwal.dataset import Archive
from aqwal.derive.addresses import permalink
from aqwal.derive.flat import flat_rows, flat_table
from aqwal.derive.sayings import Saying
from aqwal.exports.csv_file import csv_bytes
from aqwal.exports.json_files import heading
from aqwal.record_types import Dataset, Redirect


@dataclass(frozen=True)
class Context:
    """What surrounds a record in its JSON twin: the dataset, and the ids of related records by role."""

    about: Dataset
    related: Mapping[str, object] = field(default_factory=dict)


def record_json(kind: str, record: Mapping[str, Any], context: Context) -> bytes:
    """Return the JSON twin of a record's page: where it is from, the record itself, and what it is related to."""
    value = {**heading(context.about), "kind": kind, "permalink": permalink(context.about, kind, record["id"]),
             "record": record, "related": context.related}
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def tombstone_json(entry: Redirect, about: Dataset) -> bytes:
    """Return the JSON twin of a retired record's page: what became of it, in place of what it held."""
    value = {**heading(about), "kind": entry["kind"], "permalink": permalink(about, entry["kind"], entry["id"]),
             "id": entry["id"], "status": "merged" if entry["to"] else "withdrawn", "to": entry["to"],
             "reason": entry["reason"], "date": entry["date"]}
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def statements_csv(sayings: Iterable[Saying], archive: Archive) -> bytes:
    """Return a flat table of statements, one a row, in the order given."""
    return csv_bytes(flat_table(), flat_rows(((one.article, one.statement) for one in sayings), archive))
