"""Takes a part of a schema; gives the columns it becomes in a table, each with all that the schema says of it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal, NamedTuple

from aqwal import contract
from aqwal.contract import Schema
from aqwal.paths import FOLDERS
from aqwal.record_types import Bilingual

ColumnType = Literal["string", "integer", "number", "boolean", "date", "list"]
SPAN = ("start", "end")
_SPAN_WORDS: dict[str, Bilingual] = {"start": {"ar": "البداية", "en": "Start"}, "end": {"ar": "النهاية", "en": "End"}}


class Bounds(NamedTuple):
    """What limits a number, and what limits the length of a text in code points."""

    minimum: int | None = None
    maximum: int | None = None
    min_length: int | None = None
    max_length: int | None = None


NO_BOUNDS = Bounds()


@dataclass(frozen=True)
class Column:
    """One column. `path` leads to its value from the record, or from the item of a child table.

    A `list` column repeats what a link table holds; it stands in CSV and Parquet, where joining is a chore.
    """

    name: str
    path: tuple[str, ...]
    type: ColumnType
    nullable: bool
    title: Bilingual
    description: Bilingual
    unit: str | None = None
    enum: tuple[str, ...] = ()
    pattern: str | None = None
    bounds: Bounds = NO_BOUNDS
    refers_to: str | None = None
    example: Any = None

    def value(self, scope: dict[str, Any]) -> Any:
        """Return the column's value in a record; None where an object on the way is null. A span is a list of two."""
        if len(self.path) == 1:
            return scope[self.path[0]]
        found: Any = scope
        for step in self.path:
            if found is None:
                return None
            found = found[SPAN.index(step)] if isinstance(found, list) else found[step]
        return found


@dataclass(frozen=True)
class Nested:
    """A list field that becomes a table of its own: its path, its words and the schema of one item."""

    path: tuple[str, ...]
    title: Bilingual
    description: Bilingual
    unit: str | None
    item: Schema
    example: Any


def table_of(kind: str) -> str:
    """Return the name of the table that holds a kind of record."""
    return FOLDERS.get(kind, "redirects" if kind == "redirect" else kind)


def words(part: Schema, key: str) -> Bilingual:
    """Return the `title` or `description` of a schema part in both languages."""
    return {"ar": part.get("x-ar", {}).get(key, ""), "en": part.get(key, "")}


def joined(first: Bilingual, second: Bilingual, by: str) -> Bilingual:
    """Join two texts in each language."""
    return {"ar": by.join(filter(None, (first["ar"], second["ar"]))),
            "en": by.join(filter(None, (first["en"], second["en"])))}


def columns_of(schema: Schema, path: tuple[str, ...] = ()) -> Iterator[Column | Nested]:
    """Yield the columns and nested lists of an object, in the order of its schema."""
    for name, part in schema["properties"].items():
        yield from _field(part, (*path, name))


def _field(part: Schema, path: tuple[str, ...]) -> Iterator[Column | Nested]:
    reference = part.get("$ref", "")
    nullable, core = _core(part)
    if core.get("is-span"):
        yield from span_columns(part, path, nullable)
    elif core.get("type") == "array":
        yield from _list(part, core, path)
    elif core.get("type") == "object":
        bilingual = reference.endswith((*contract.BILINGUAL, "/note"))
        for inner in columns_of(core, path):
            yield _inside(inner, part, nullable, bilingual)
    else:
        yield _scalar(part, core, path, nullable)


def _core(part: Schema) -> tuple[bool, Schema]:
    """Return whether null is allowed, and the schema that a value which is not null must fit."""
    resolved = contract.resolve(part)
    marked = {"is-span": True} if part.get("$ref", "").endswith("/span") else {}
    if "anyOf" not in resolved:
        kinds = resolved.get("type")
        if isinstance(kinds, list):
            return "null" in kinds, {**resolved, "type": next(kind for kind in kinds if kind != "null")}
        return False, {**resolved, **marked}
    branch = next(one for one in resolved["anyOf"] if one.get("type") != "null")
    return True, _core(branch)[1]


def _scalar(part: Schema, core: Schema, path: tuple[str, ...], nullable: bool) -> Column:
    kind = core.get("type", "string")
    return Column(
        name="_".join(path), path=path, type="date" if core.get("format") == "date" else kind, nullable=nullable,
        title=words(part, "title"), description=words(part, "description"), unit=part.get("x-unit"),
        enum=tuple(core.get("enum", ())), pattern=core.get("pattern"), bounds=bounds_of(core),
        refers_to=part.get("x-ref"), example=next(iter(part.get("examples", ())), None),
    )


def bounds_of(core: Schema) -> Bounds:
    """Return the bounds that a schema sets."""
    return Bounds(core.get("minimum"), core.get("maximum"), core.get("minLength"), core.get("maxLength"))


def _list(part: Schema, core: Schema, path: tuple[str, ...]) -> Iterator[Column | Nested]:
    """Yield a list column where the items are plain, and always the table of its own."""
    example = next(iter(part.get("examples", ())), None)
    title, description = words(part, "title"), words(part, "description")
    item = core["items"]
    if _core(item)[1].get("type") == "string":
        yield Column("_".join(path), path, "list", not core.get("minItems"), title, description,
                     refers_to=item.get("x-ref"), example=example)
    yield Nested(path, title, description, part.get("x-unit"), item, example)


def _inside(inner: Column | Nested, outer: Schema, nullable: bool, bilingual: bool) -> Column | Nested:
    """Let a field of a nested object speak of the object that holds it."""
    title = joined(words(outer, "title"), inner.title, ": ")
    if isinstance(inner, Nested):
        return replace(inner, title=title)
    given = next(iter(outer.get("examples", ())), None)
    example = given.get(inner.path[-1]) if isinstance(given, dict) else None
    description = joined(words(outer, "description"), inner.description, " ") if bilingual else inner.description
    return replace(inner, title=title, description=description, nullable=nullable or inner.nullable,
                   example=inner.example if example is None else example)


def span_columns(part: Schema, path: tuple[str, ...], nullable: bool) -> Iterator[Column]:
    """Yield the two columns of a span of code points; in a record a span is a list of two."""
    given = next(iter(part.get("examples", ())), None) or (None, None)
    offset = bounds_of(contract.resolve({"$ref": "common.schema.json#/$defs/offset"}))
    for end, example in zip(SPAN, given, strict=True):
        yield Column(
            name="_".join((*path, end)), path=(*path, end), type="integer", nullable=nullable,
            title=joined(words(part, "title"), _SPAN_WORDS[end], ": "), description=words(part, "description"),
            unit=part.get("x-unit"), bounds=offset, example=example,
        )


def item_columns(nested: Nested) -> Iterator[Column | Nested]:
    """Yield the columns of one item of a list: its fields, the two ends of a span, or the one value it is."""
    nullable, core = _core(nested.item)
    if core.get("is-span"):
        spoken = {"title": nested.title["en"], "description": nested.description["en"], "x-unit": nested.unit,
                  "x-ar": {"title": nested.title["ar"], "description": nested.description["ar"]}}
        yield from span_columns({**spoken, "examples": nested.example}, (), nullable)
    elif core.get("type") == "object":
        yield from columns_of(core)
    else:
        kind = nested.item.get("x-ref")
        name = f"{kind}_id" if kind else "value"
        example = next(iter(nested.example or ()), None)
        yield Column(name, (name,), core.get("type", "string"), nullable, nested.title, nested.description,
                     pattern=core.get("pattern"), bounds=bounds_of(core), refers_to=kind, example=example)
