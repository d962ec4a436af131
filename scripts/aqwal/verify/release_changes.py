"""Takes a release; gives where what it says of its changes does not fit its records, or its forms differ."""

import csv
import json
from collections.abc import Iterator
from io import StringIO
from typing import Any

from aqwal.changes.files import load_bytes
from aqwal.changes.forms import CSV_COLUMNS, rows_of
from aqwal.changes.hashes import KIND_OF, own_fields
from aqwal.verify.release_parts import Parts

JSON, CSV, WORDS = "changes.json", "changes.csv", "CHANGES.md"
Told = dict[str, Any]


def change_problems(parts: Parts) -> Iterator[str]:
    """Hold changes.json against manifest and records, and the table and the words against changes.json."""
    told = json.loads(load_bytes(parts.files, JSON))
    manifest = parts.manifest
    for field, wanted in (("dataset", manifest["name"]), ("previous", manifest["previous"]),
                          ("version", manifest["version"])):
        if told[field] != wanted:
            yield f"{JSON}: {field} is {told[field]!r}, in the manifest {wanted!r}"
    if (manifest["changes"] is None) != (manifest["previous"] is None):
        yield "manifest.json: changes must be null for the first release, and only for it"
    yield from _summary_problems(told, manifest)
    yield from _record_problems(parts, told)
    table = list(csv.reader(StringIO(load_bytes(parts.files, CSV).decode("utf-8-sig"), newline=""), strict=True))
    if table != [list(CSV_COLUMNS), *map(list, rows_of(told))]:
        yield f"{CSV}: does not say what {JSON} says"
    words = load_bytes(parts.files, WORDS).decode()
    listed = [] if told["previous"] is None else told["records"]
    lost = [one["id"] for one in listed if f"`{one['id']}`" not in words]
    if manifest["version"] not in words or lost:
        yield f"{WORDS}: does not name {', '.join(lost[:5]) or 'the version'}"


def _summary_problems(told: Told, manifest: Told) -> Iterator[str]:
    """Hold what changes.json lists against the summary in the manifest."""
    summary = manifest["changes"]
    if summary is None:
        return
    if told["level"] != summary["level"]:
        yield f"{JSON}: the level is {told['level']}, in the manifest {summary['level']}"
    listed: dict[str, dict[str, Any]] = {"added": {}, "changed": {}, "removed": {}}
    for one in told["records"]:
        detail = {"added": None, "changed": list(dict.fromkeys(field["path"] for field in one.get("fields", ()))),
                  "removed": {"to": one.get("to"), "reason": one.get("reason")}}[one["change"]]
        listed[one["change"]].setdefault(one["folder"], {})[one["id"]] = detail
    added = {folder: list(ids) for folder, ids in listed["added"].items()}
    for what, found in (("added", added), ("changed", listed["changed"]), ("removed", listed["removed"])):
        if found != summary[what]:
            yield f"{JSON}: the records {what} are not those that the manifest names"
    columns = {"fields_added": told["columns"]["added"], "fields_removed": told["columns"]["removed"]}
    for name, held in columns.items():
        if held != summary[name]:
            yield f"{JSON}: {name} are not those that the manifest names"
        wrong = [one for one in held if (one in manifest["fields"]) != (name == "fields_added")]
        yield from (f"manifest.json: {name} and fields contradict each other on {one}" for one in wrong)


def _record_problems(parts: Parts, told: Told) -> Iterator[str]:
    """Hold what is said of each record against the records: new ones are there, with the new values; gone ones not."""
    by_folder: dict[str, dict[str, Told]] = {folder: {} for folder in KIND_OF}
    for one in told["records"]:
        by_folder[one["folder"]][one["id"]] = one
    retired = {(record["kind"], record["id"]): record for _, record in parts.records("redirects")}
    yield from _retired_problems(told, retired)
    for folder, listed in by_folder.items():
        there = parts.manifest["records"].get(folder, {})
        for identifier, one in listed.items():
            gone = one["change"] == "removed"
            if (identifier in there) == gone:
                yield f"{JSON}: {folder} {identifier} is {one['change']}, yet {'there' if gone else 'not there'}"
            entry = retired.get((KIND_OF[folder], identifier)) if gone else None
            if entry and (entry["to"], entry["reason"]) != (one["to"], one["reason"]):
                yield f"{JSON}: {folder} {identifier} went elsewhere than jsonl/redirects.jsonl says"
        if any(one["change"] == "changed" for one in listed.values()):
            for _, record in parts.records(folder):
                one = listed.get(str(record["id"]), {})
                own = own_fields(folder, record)
                yield from (f"{JSON}: {folder} {record['id']} {field['path']} is not the value in the record"
                            for field in one.get("fields", ()) if "new" in field and not _holds(own, field))


def _retired_problems(told: Told, retired: dict[tuple[str, str], Told]) -> Iterator[str]:
    """Hold what is said of ids retired before against the entries; releases made before it was said have none."""
    for one in told.get("retired", ()):
        entry = retired.get((one["kind"], one["id"]))
        if (entry is None) != (one["change"] == "removed"):
            yield f"{JSON}: the redirect of {one['kind']} {one['id']} is {one['change']}, which its entry denies"
            continue
        yield from (f"{JSON}: redirects {one['kind']} {one['id']} {field['path']} is not the value in the entry"
                    for field in one["fields"] if "new" in field and not _holds(entry, field))


def _holds(record: Any, field: Told) -> bool:
    """Say whether a record has the new value of a change at its place."""
    value: Any = record
    for step in field["path"].replace("[", ".[").split(".")[1:]:
        value = value[int(step[1:-1])] if step.startswith("[") else value[step]
    return bool(value == field["new"])
