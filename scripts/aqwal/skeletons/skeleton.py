"""Takes a kind of record and an id; gives a record to fill in, in canonical form, under a comment on each field.

The comments stand at the head, where `aqwal format` keeps them. Fields that may be null are; those that must be filled
in hold a value that the schema refuses, so that `aqwal validate` names each of them until it is filled in.
"""

import json
from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import Any, NamedTuple

from aqwal import contract, records
from aqwal.contract import Schema

KINDS = ("article", "speaker", "publisher", "event")
"""Kinds of record that have a file of their own and are begun by hand."""
WORDS = {
    "en": {"lead": "Fill in, then run `aqwal format` and `aqwal validate`. The comments may be deleted.",
           "required": "required", "null": "or null", "list": "list", "one": "one of: {}"},
    "ar": {"lead": "املأ الحقول ثم شغّل `aqwal format` و`aqwal validate`. يجوز حذف هذه التعليقات.",
           "required": "واجب", "null": "أو null", "list": "قائمة", "one": "أحد: {}"},
}
"""Language of the comments → their fixed words."""


class Note(NamedTuple):
    """What is said of one field: the way to it, its schema, whether it may be null."""

    path: str
    schema: Schema
    may_be_null: bool


def skeleton(kind: str, identifier: str, modeline: str, language: str = "en") -> str:
    """Return the text of a new record file."""
    schema = contract.schema_of(kind)
    defaults = {"id": identifier, **_defaults().get(kind, {})}
    said = WORDS[language]
    lines = [modeline, f"# {said['lead']}", *(f"# {_comment(note, language)}" for note in notes_of(kind))]
    return records.dump(_value(schema, "", defaults), "\n".join(lines))


def notes_of(kind: str) -> Iterator[Note]:
    """Yield a note on every field of a kind of record, in schema order; fields of objects follow the object."""
    yield from _notes(contract.schema_of(kind), "")


def _notes(schema: Schema, path: str) -> Iterator[Note]:
    for name, part in schema["properties"].items():
        step = f"{path}.{name}" if path else name
        inner, may_be_null = _without_null(part)
        yield Note(step, inner, may_be_null)
        items = _without_null(inner["items"])[0] if inner.get("type") == "array" else {}
        for suffix, nested in (("", inner), ("[]", items)):
            if "properties" in nested:
                yield from _notes(nested, step + suffix)


def _without_null(part: Schema) -> tuple[Schema, bool]:
    """Return the schema of a value that is there, and whether null may stand instead."""
    part = contract.resolve(part)
    kinds = part.get("type")
    if isinstance(kinds, list):
        return {**part, "type": next(kind for kind in kinds if kind != "null")}, "null" in kinds
    if "anyOf" not in part:
        return part, False
    branches = [contract.resolve(branch) for branch in part["anyOf"]]
    meant = next(branch for branch in branches if branch.get("type") != "null")
    about = {key: value for key, value in part.items() if key != "anyOf"}
    return {**meant, **about}, any(branch.get("type") == "null" for branch in branches)


def _value(part: Schema, path: str, defaults: Mapping[str, Any]) -> Any:
    """Return what stands in a field before it is filled in."""
    if path in defaults:
        return defaults[path]
    part, may_be_null = _without_null(part)
    if may_be_null:
        return None
    if "properties" in part:
        return {name: _value(inner, f"{path}.{name}" if path else name, defaults)
                for name, inner in part["properties"].items()}
    if "enum" in part:
        return part["enum"][0] if len(part["enum"]) == 1 else ""
    empty: dict[str, Any] = {"array": [], "string": ""}
    return empty.get(part["type"])


def _comment(note: Note, language: str) -> str:
    said, part = WORDS[language], note.schema
    texts: Schema = part["x-ar"] if language == "ar" else part
    what = [said["list"]] if part.get("type") == "array" else []
    values = part.get("enum") or (part.get("items") or {}).get("enum")
    if values:
        what.append(said["one"].format(", ".join(map(str, values))))
    what.append(said["null"] if note.may_be_null else said["required"])
    return f"{note.path} ({'; '.join(what)}): {texts['description']}"


def _defaults() -> dict[str, dict[str, Any]]:
    """Return what most records of a kind hold in a field, by path."""
    found: dict[str, dict[str, Any]] = json.loads((files("aqwal.skeletons") / "defaults.json").read_text("utf-8"))
    return found
