"""Takes the schemas; gives the fields of each kind of record, the values at them, and the canonical key order."""

from functools import cache
from typing import Any, NamedTuple

from aqwal import contract
from aqwal.contract import Schema
from aqwal.issues import Pointer

EACH = "[]"
"""The step of a path that stands for every item of a list."""
FieldPath = tuple[str, ...]


class Field(NamedTuple):
    """A value that a record can hold: the way to it, and what the schema says of it."""

    path: FieldPath
    schema: Schema


@cache
def fields_of(kind: str) -> tuple[Field, ...]:
    """Return every field of a kind of record that holds a plain value, in schema order."""
    return tuple(_fields((), contract.schema_of(kind)))


def values_at(record: Any, path: FieldPath) -> list[tuple[Pointer, Any]]:
    """Return the values other than null that stand at a path, each with its pointer."""
    found: list[tuple[Pointer, Any]] = [((), record)]
    for step in path:
        if step == EACH:
            found = [((*pointer, index), item) for pointer, items in found for index, item in enumerate(items)]
        else:
            found = [((*pointer, step), value[step]) for pointer, value in found]
        found = [pair for pair in found if pair[1] is not None]
    return found


def in_schema_order(kind: str, value: Any) -> Any:
    """Return a record with its keys in the order of the schema; keys the schema does not know come last."""
    return _ordered({"$ref": f"{kind}.schema.json"}, value)


def _fields(path: FieldPath, part: Schema) -> list[Field]:
    part = contract.resolve(part)
    if "anyOf" in part:
        shared = {key: value for key, value in part.items() if key != "anyOf"}
        return [field for branch in part["anyOf"] for field in _fields(path, {**shared, **branch})]
    if "properties" in part:
        return [field for name, inner in part["properties"].items() for field in _fields((*path, name), inner)]
    if part.get("type") == "array":
        return _fields((*path, EACH), part["items"])
    return [] if part.get("type") in ("null", "object") else [Field(path, part)]


def _ordered(part: Schema, value: Any) -> Any:
    part = contract.resolve(part)
    if "anyOf" in part and value is not None:
        branches = [contract.resolve(branch) for branch in part["anyOf"]]
        part = next((branch for branch in branches if branch.get("type") != "null"), part)
    if isinstance(value, dict) and "properties" in part:
        known = [name for name in part["properties"] if name in value]
        rest = [name for name in value if name not in part["properties"]]
        return {name: _ordered(part["properties"].get(name, {}), value[name]) for name in known + rest}
    if isinstance(value, list):
        return [_ordered(part.get("items", {}), item) for item in value]
    return value
