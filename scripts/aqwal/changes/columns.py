"""Takes the schemas of two versions; gives the columns that came, went or changed type, order or rules.

Any version's schemas can be given, not only the program's own; names of columns are those of the tables.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from aqwal import contract
from aqwal.contract import Schema
from aqwal.derive.columns import SPAN, table_of
from aqwal.derive.tables import KINDS, Table, tables

Schemas = Mapping[str, Schema]
Fields = dict[str, str]
"""`table.column` → its type, in the order of the columns."""
UPPER = ("maximum", "maxLength", "maxItems")
LOWER = ("minimum", "minLength", "minItems")
EXACT = ("pattern", "format", "uniqueItems")
SPAN_MARK = "is-span"
"""Key set on a part that was referred to as a span: it becomes two columns."""
TABLE_MARK = "is-table"
"""Key set on a list whose items are not plain: it has rules, and a table, but no column."""
DEEPEST = 10


@dataclass(frozen=True)
class ColumnChanges:
    """Columns by `table.column`; `tighter` and `looser` have the same type and other rules, and say which."""

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
    tighter: Mapping[str, str] = field(default_factory=dict)
    looser: Mapping[str, str] = field(default_factory=dict)


def fields_of(described: Iterable[Table]) -> Fields:
    """Return the columns of tables."""
    return {f"{table.name}.{column.name}": column.type for table in described for column in table.columns}


def column_changes(old: Fields | None, new: Fields | None, old_schemas: Schemas | None,
                   new_schemas: Schemas | None) -> ColumnChanges:
    """Compare what is known of both: the columns, and where the schemas of both are there, the rules."""
    old, new = comparable(old, new, old_schemas, new_schemas)
    tighter, looser = _rule_changes(old_schemas, new_schemas) if old_schemas and new_schemas else ({}, {})
    return ColumnChanges(
        tuple(name for name in new if name not in old), tuple(name for name in old if name not in new),
        tuple(name for name in new if name in old and old[name] != new[name]), tuple(_moved(old, new)), tighter, looser)


def comparable(old: Fields | None, new: Fields | None, old_schemas: Schemas | None, new_schemas: Schemas | None,
               ) -> tuple[Fields, Fields]:
    """Return the columns of both: as given; else those that their schemas have; none where one has neither."""
    if old and new:
        return old, new
    if old_schemas and new_schemas:
        return _fields_in(old_schemas), _fields_in(new_schemas)
    if old and new_schemas:
        return _alike(old, _fields_in(new_schemas))
    if new and old_schemas:
        after, before = _alike(new, _fields_in(old_schemas))
        return before, after
    return {}, {}


def _alike(given: Fields, derived: Fields) -> tuple[Fields, Fields]:
    """Return the columns of a manifest that the schemas of another side could have, and those they have."""
    described = {name.partition(".")[0] for name in derived}
    placing = fields_of(tables()).keys() - _fields_in(contract.load_schemas()).keys()
    return {name: kind for name, kind in given.items()
            if name.partition(".")[0] in described and name not in placing}, derived


def _fields_in(schemas: Schemas) -> Fields:
    """Return the columns that the records of any version's schemas become, without those that place a row."""
    return {name: _type(rules) for name, rules in _rules(schemas) if TABLE_MARK not in rules}


def _type(rules: Schema) -> str:
    kind = str(rules.get("type", "string"))
    return "date" if rules.get("format") == "date" else "list" if kind == "array" else kind


def tables_added(changes: ColumnChanges, old: Fields) -> set[str]:
    """Return the tables that are new as a whole."""
    return {name.partition(".")[0] for name in changes.added} - {name.partition(".")[0] for name in old}


def _moved(old: Fields, new: Fields) -> Iterator[str]:
    """Yield the tables whose columns are the same in another order."""
    for table in dict.fromkeys(name.partition(".")[0] for name in new):
        before, after = ([name for name in one if name.partition(".")[0] == table and name in other]
                         for one, other in ((old, new), (new, old)))
        if before != after:
            yield table


def _rule_changes(old: Schemas, new: Schemas) -> tuple[dict[str, str], dict[str, str]]:
    """Return the columns whose rules became tighter, and those whose rules became looser, each with what changed."""
    before, after = dict(_rules(old)), dict(_rules(new))
    tighter, looser = {}, {}
    for name, rules in after.items():
        if name in before and before[name] != rules:
            less, more = list(_differences(before[name], rules)), list(_differences(rules, before[name]))
            if less:
                tighter[name] = ", ".join(less)
            elif more:
                looser[name] = ", ".join(more)
    return tighter, looser


def _differences(old: Schema, new: Schema) -> Iterator[str]:
    """Yield the rules by which the new schema refuses what the old one allowed."""
    if old["null"] and not new["null"]:
        yield "null"
    if "enum" in new and ("enum" not in old or set(map(str, old["enum"])) - set(map(str, new["enum"]))):
        yield "enum"
    yield from (rule for rule in UPPER if rule in new and new[rule] < old.get(rule, float("inf")))
    yield from (rule for rule in LOWER if rule in new and new[rule] > old.get(rule, float("-inf")))
    yield from (rule for rule in EXACT if rule in new and new[rule] != old.get(rule))


def _rules(schemas: Schemas) -> Iterator[tuple[str, Schema]]:
    for kind in KINDS:
        schema = schemas.get(f"{kind}.schema.json")
        if schema:
            yield from _below(_Reader(schemas), schema, kind, (), table_of(kind))


@dataclass(frozen=True)
class _Reader:
    """Follows references within one version's schemas."""

    schemas: Schemas

    def core(self, part: Schema) -> Schema:
        """Return a part with references and the choice of null resolved; `null` says whether that may stand there."""
        part = self._followed(part)
        kinds = part.get("type")
        if isinstance(kinds, list):
            rest = [kind for kind in kinds if kind != "null"]
            return {**part, "type": rest[0] if rest else "null", "null": "null" in kinds}
        branches = [self._followed(one) for one in part.get("anyOf", ())]
        rest = [one for one in branches if one.get("type") != "null"]
        return {**part, **(self.core(rest[0]) if rest else {}), "null": len(rest) < len(branches)}

    def _followed(self, part: Schema, depth: int = 0) -> Schema:
        if "$ref" not in part or depth > 20:
            return part
        file, _, pointer = part["$ref"].partition("#")
        target: Any = self.schemas.get(file or "common.schema.json", {})
        for step in pointer.split("/")[1:]:
            target = target.get(step, {})
        marked = {SPAN_MARK: True} if pointer.endswith("/span") else {}
        return {**self._followed(target, depth + 1), **{key: value for key, value in part.items() if key != "$ref"},
                **marked}


def _below(reader: _Reader, schema: Schema, kind: str, path: tuple[str, ...], table: str, depth: int = 0,
           ) -> Iterator[tuple[str, Schema]]:
    """Yield column and rules of every field of an object; a list within it is a table of its own."""
    for name, part in reader.core(schema).get("properties", {}).items():
        core = reader.core(part)
        here = (*path, name)
        column = f"{table}.{'_'.join(here)}"
        if core.get(SPAN_MARK):
            yield from ((f"{column}_{end}", {**reader.core(core["items"]), "null": core["null"]}) for end in SPAN)
        elif core.get("type") == "object" and depth < DEEPEST:
            yield from _below(reader, core, kind, here, table, depth + 1)
        elif core.get("type") == "array":
            inner = reader.core(core.get("items", {}))
            plain = inner.get("type", "string") == "string"
            yield column, core if plain else {**core, TABLE_MARK: True}
            child = f"{kind if table == table_of(kind) else table}_{'_'.join(here)}"
            yield from _items(reader, inner, kind, child, depth)
        else:
            yield column, core


def _items(reader: _Reader, inner: Schema, kind: str, table: str, depth: int) -> Iterator[tuple[str, Schema]]:
    """Yield the columns of one item of a list: its fields, the two ends of a span, or the one value it is."""
    if inner.get(SPAN_MARK):
        yield from ((f"{table}.{end}", {**reader.core(inner["items"]), "null": inner["null"]}) for end in SPAN)
    elif inner.get("type") == "object" and depth < DEEPEST:
        yield from _below(reader, inner, kind, (), table, depth + 1)
    else:
        yield f"{table}.{inner['x-ref']}_id" if "x-ref" in inner else f"{table}.value", inner


def parsed_schemas(texts: Mapping[str, bytes]) -> Schemas | None:
    """Return schemas by file name from their bytes; None where there are none. Raises ValueError."""
    return {name: json.loads(text) for name, text in sorted(texts.items())} or None
