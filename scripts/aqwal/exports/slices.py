"""Takes sayings and records; gives the data beside a page: a record as JSON, a list of statements as CSV."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any, cast

from aqwal.dataset import Archive
from aqwal.derive.addresses import permalink
from aqwal.derive.columns import Column
from aqwal.derive.sayings import Saying
from aqwal.derive.tables import Scope, Table, table_named
from aqwal.exports.csv_file import csv_bytes
from aqwal.exports.json_files import heading
from aqwal.record_types import Bilingual, Dataset

FLAT = "statements_flat"
_FLAT_WORDS: tuple[Bilingual, Bilingual] = (
    {"ar": "الأقوال في جدول واحد", "en": "Statements in one flat table"},
    {"ar": "كل قول في صف مع مقاله وناشره وأسماء قائليه، بترتيب الزمن.",
     "en": "Every statement in a row, with its article, outlet and speakers' names, in the order of time."},
)
_LINK_WORDS: tuple[Bilingual, Bilingual] = (
    {"ar": "الرابط الدائم", "en": "Permanent address"},
    {"ar": "عنوان صفحة القول.", "en": "Address of the statement's page."},
)


_FLAT = (
    ("id", "statements", "id"),
    ("article", "articles", "id"),
    ("outlet", "articles", "publisher"),
    ("date_said", "statements", "said_on_date"),
    ("date_said_basis", "statements", "said_on_basis"),
    ("date_published", "articles", "published_date"),
    ("speakers", "statements", "speakers"),
    ("speaker_names_ar", "speakers", "names_ar"),
    ("speaker_names_en", "speakers", "names_en"),
    ("type", "statements", "type"),
    ("act", "statements", "act"),
    ("said_ar", "statements", "said_ar"),
    ("said_en", "statements", "said_en"),
    ("about", "statements", "about"),
    ("via", "statements", "via"),
    ("event", "statements", "event"),
    ("nested_in", "statements", "nested_in"),
    ("utterance", "statements", "utterance"),
    ("certainty", "statements", "certainty"),
    ("permalink", "", "permalink"),
)
"""Column of the flat table, and the table and column it repeats."""


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


def statements_csv(sayings: Iterable[Saying], archive: Archive) -> bytes:
    """Return a flat table of statements, one a row, in the order given."""
    return csv_bytes(flat_table(), flat_rows(sayings, archive))


def flat_rows(sayings: Iterable[Saying], archive: Archive) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of the flat table, in the order given."""
    sources = [_source(table, name) for _, table, name in _FLAT]
    for saying in sayings:
        yield tuple(_value(source, saying, archive) for source in sources)


@cache
def flat_table() -> Table:
    """Return the flat table's description; its words are those of the tables it is drawn from."""
    columns = tuple(replace(column, name=name, path=(name,), type="list" if table == "speakers" else column.type)
                    for name, table, source in _FLAT for _, column in [_source(table, source)])
    return Table(FLAT, "statement", (), *_FLAT_WORDS, columns, ("id",), ())


def _source(table: str, name: str) -> tuple[str, Column]:
    """Return the column that a flat one repeats, and its table; the address stands in no table."""
    if not table:
        return table, Column(name, (name,), "string", False, *_LINK_WORDS)
    return table, next(column for column in table_named(table).columns if column.name == name)


def _value(source: tuple[str, Column], saying: Saying, archive: Archive) -> Any:
    table, column = source
    if table == "speakers":
        return [column.value(cast(Scope, archive.speakers[one])) for one in saying.statement["speakers"]]
    if table == "articles":
        return column.value(cast(Scope, saying.article))
    if table == "statements":
        return column.value(cast(Scope, saying.statement))
    return permalink(archive.about, "statement", saying.id)
