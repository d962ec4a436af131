"""Takes the schemas and an archive; gives the relational tables: their columns, keys and rows, in a fixed order.

A kind of record is a table, and so is every list within it: `statement_speakers` holds one row a speaker of a
statement, with the statement's id and the place in the list, counted from 1.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from aqwal import contract
from aqwal.dataset import Archive
from aqwal.derive.columns import (
    SPAN,
    Bounds,
    Column,
    Nested,
    bounds_of,
    columns_of,
    item_columns,
    joined,
    table_of,
    words,
)
from aqwal.record_types import Bilingual

KINDS = ("article", "statement", "speaker", "publisher", "event", "topic", "redirect", "dataset")
POSITION = "position"
Scope = dict[str, Any]
"""A record, or an item of one of its lists, with the keys that place it."""
Row = tuple[Any, ...]

_PLACE_WORDS: dict[str, tuple[Bilingual, Bilingual]] = {
    "statement": ({"ar": "الموضع في المقال", "en": "Place in the article"},
                  {"ar": "ترتيب القول في صفحة المقال، ابتداء من 1.",
                   "en": "Place of the statement on the article's page, counted from 1."}),
    "outer": ({"ar": "موضع ما يضمه", "en": "Place of what holds it"},
              {"ar": "ترتيب العنصر الذي يضم هذا الصف في قائمة السجل، ابتداء من 1.",
               "en": "Place, in the record's list, of the item that the row belongs to, counted from 1."}),
    "list": ({"ar": "الموضع في القائمة", "en": "Place in the list"},
             {"ar": "ترتيب العنصر في قائمته، ابتداء من 1.", "en": "Place of the item in its list, counted from 1."}),
}


_PARENT_WORDS: Bilingual = {"ar": "معرّف السجل الذي ينتمي إليه الصف.",
                            "en": "Identifier of the record that the row belongs to."}


@dataclass(frozen=True)
class ForeignKey:
    """Columns whose values name a row of another table."""

    columns: tuple[str, ...]
    table: str
    targets: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A table: the kind of record it comes from, the lists that lead to its rows, and its columns."""

    name: str
    kind: str
    path: tuple[tuple[str, ...], ...]
    title: Bilingual
    description: Bilingual
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...]

    @property
    def stored(self) -> tuple[Column, ...]:
        """Columns of the relational form, where lists have tables of their own."""
        return tuple(column for column in self.columns if column.type != "list")

    def rows(self, archive: Archive) -> Iterator[Row]:
        """Yield the rows, in the order of the records and of their lists; a list value stays a list."""
        for scope in scopes(self.kind, archive):
            keys = {f"{self.kind}_{key_of(self.kind)}": scope[key_of(self.kind)]} if self.path else {}
            for item in _items(scope, keys, self.path, self.columns):
                yield tuple(column.value(item) for column in self.columns)


@cache
def tables() -> tuple[Table, ...]:
    """Return every table: each kind of record, followed by the lists within it."""
    return tuple(table for kind in KINDS for table in _tables_of(kind))


def table_named(name: str) -> Table:
    """Return the table of that name."""
    return next(table for table in tables() if table.name == name)


def key_of(kind: str) -> str:
    """Return the field that names a record of a kind."""
    return "name" if kind == "dataset" else "id"


def scopes(kind: str, archive: Archive) -> Iterator[Scope]:
    """Yield the records of a kind in order; a statement with its article's id and its place there."""
    if kind == "statement":
        for article_id in sorted(archive.statements):
            for number, statement in enumerate(archive.statements[article_id], 1):
                yield {"id": statement["id"], "article_id": article_id, POSITION: number, **statement}
        return
    sources: dict[str, Any] = {
        "article": archive.articles, "speaker": archive.speakers, "publisher": archive.publishers,
        "event": archive.events, "topic": archive.topics, "dataset": {"": archive.about},
        "redirect": {(entry["id"], entry["kind"]): entry for entry in archive.redirects},
    }
    held = sources[kind]
    yield from (held[identifier] for identifier in sorted(held))


def _tables_of(kind: str) -> Iterator[Table]:
    schema = contract.schema_of(kind)
    parts = list(columns_of(schema))
    columns = [part for part in parts if isinstance(part, Column)]
    if kind == "statement":
        columns[1:1] = [_parent("article", "article_id"), _position("statement")]
    # Two records of different kinds may have had one identifier.
    key = ("id", "kind") if kind == "redirect" else (key_of(kind),)
    main = _table(table_of(kind), kind, (), words(schema, "title"), words(schema, "description"), columns, key, ())
    yield main
    yield from _children(main, kind, parts, (f"{kind}_{key[0]}",), key)


def _children(parent: Table, prefix: str, parts: list[Column | Nested], keys: tuple[str, ...],
              targets: tuple[str, ...]) -> Iterator[Table]:
    """Yield the table of every list among the parts of a table; `keys` name the parent's row."""
    first = _parent(parent.kind, keys[0])
    for nested in (part for part in parts if isinstance(part, Nested)):
        name = f"{prefix}_{'_'.join(nested.path)}"
        inner = list(item_columns(nested))
        places = [*(_position("outer", key) for key in keys[1:]), _position("list")]
        columns = [first, *places, *(part for part in inner if isinstance(part, Column))]
        own = (ForeignKey(keys, parent.name, targets),) if len(keys) > 1 else ()
        table = _table(name, parent.kind, (*parent.path, nested.path), joined(parent.title, nested.title, ": "),
                       nested.description, columns, (*keys, POSITION), own)
        yield table
        deeper = (*keys, f"{'_'.join(nested.path)}_{POSITION}")
        yield from _children(table, name, inner, deeper, table.key)


def _table(name: str, kind: str, path: tuple[tuple[str, ...], ...], title: Bilingual, description: Bilingual,
           columns: list[Column], key: tuple[str, ...], keys: tuple[ForeignKey, ...]) -> Table:
    names = [column.name for column in columns]
    if len(names) != len(set(names)):
        raise ValueError(f"table {name}: two fields of the schema give one column name")
    plain = tuple(ForeignKey((column.name,), table_of(column.refers_to), (key_of(column.refers_to),))
                  for column in columns if column.refers_to and column.type != "list")
    return Table(name, kind, path, title, description, tuple(columns), key, plain + keys)


def _parent(kind: str, name: str) -> Column:
    """Return the column that names the record a row belongs to."""
    schema = contract.schema_of(kind)
    core = contract.resolve(schema["properties"][key_of(kind)])
    return Column(name, (name,), "string", False, words(schema, "title"), _PARENT_WORDS,
                  pattern=core.get("pattern"), bounds=bounds_of(core), refers_to=kind, example=core["examples"][0])


def _position(what: str, name: str = POSITION) -> Column:
    title, description = _PLACE_WORDS[what]
    return Column(name, (name,), "integer", False, title, description, unit="ordinal", bounds=Bounds(1), example=1)


def _items(scope: Scope, keys: Scope, path: tuple[tuple[str, ...], ...], columns: tuple[Column, ...],
           ) -> Iterator[Scope]:
    """Yield the scope itself, or those of the items that `path` leads to, each with the keys that place it."""
    if not path:
        yield {**scope, **keys} if keys else scope
        return
    found: Any = scope
    for step in path[0]:
        found = found[step] if found else None
    for number, item in enumerate(found or (), 1):
        here = {**keys, (f"{'_'.join(path[0])}_{POSITION}" if path[1:] else POSITION): number}
        yield from _items(_opened(item, columns), here, path[1:], columns)


def _opened(item: Any, columns: tuple[Column, ...]) -> Scope:
    """Return an item as a scope: an object as it is, a span by its ends, a plain value under its column's name."""
    if isinstance(item, dict):
        return item
    if isinstance(item, list):
        return dict(zip(SPAN, item, strict=True))
    return {columns[-1].name: item}
