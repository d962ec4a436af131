"""Takes the schema of a release and the releases; gives the fields of their manifests as entries of the dictionary."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from aqwal import contract
from aqwal.contract import Schema
from aqwal.derive.columns import bounds_of, words
from aqwal.derive.dictionary import Entry, share_of
from aqwal.record_types import Bilingual, Release

MANIFEST = "release"
TITLE: Bilingual = {"ar": "بيان الإصدار", "en": "Release manifest"}
EACH = "[*]"


def manifest_entries(releases: Sequence[Release]) -> list[Entry]:
    """Return an entry for every field of a manifest; `filled` counts the manifests, or items, that give it."""
    return list(_fields(contract.schema_of(MANIFEST), (), list(releases)))


def _fields(part: Schema, path: tuple[str, ...], holders: list[Any]) -> Iterator[Entry]:
    """Yield the fields of an object; `holders` are all objects of that place."""
    for name, field in part["properties"].items():
        here, core = (*path, name), _core(field)
        values = [holder[name] for holder in holders]
        yield _entry(here, field, core, values)
        present = [value for value in values if value is not None]
        if "properties" in core:
            yield from _fields(core, here, present)
        elif "properties" in core.get("items", {}):
            yield from _fields(core["items"], (*path, name + EACH), [item for items in present for item in items])


def _core(field: Schema) -> Schema:
    """Return the schema of a value that is not null, its keywords that say what the field means included."""
    resolved = contract.resolve(field)
    branches = [contract.resolve(branch) for branch in resolved.get("anyOf", ())]
    return {**resolved, **next((branch for branch in branches if branch.get("type") != "null"), {})}


def _entry(path: tuple[str, ...], field: Schema, core: Schema, values: list[Any]) -> Entry:
    title, description = words(field, "title"), words(field, "description")
    is_optional = "anyOf" in contract.resolve(field)
    return Entry(
        table=MANIFEST, field=".".join(path).replace(EACH, ""), json_path="$." + ".".join(path),
        title_ar=title["ar"], title_en=title["en"],
        description_ar=description["ar"], description_en=description["en"],
        type=_type(core), unit=field.get("x-unit"), required=not is_optional, allowed=tuple(core.get("enum", ())),
        pattern=core.get("pattern"), **bounds_of(core)._asdict(), repeats=None, refers_to=None, referred_to_by=(),
        formats=("json",), example=_example(field), rows=len(values),
        filled=share_of(sum(value is not None and _is_filled(value) for value in values), len(values)),
    )


def _type(core: Schema) -> str:
    if core.get("format") == "date":
        return "date"
    return {"array": "list"}.get(str(core.get("type")), str(core.get("type", "string")))


def _is_filled(value: Any) -> bool:
    return bool(value) if isinstance(value, Mapping | list) else True


def _example(field: Schema) -> str | None:
    example = next(iter(field.get("examples", ())), None)
    return example if example is None or isinstance(example, str) else json.dumps(example, ensure_ascii=False)
