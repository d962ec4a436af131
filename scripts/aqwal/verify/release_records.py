"""Takes a release; gives records that are not those of the manifest, break its schemas, or lead nowhere."""

import json
from collections.abc import Callable, Iterator
from itertools import zip_longest
from typing import Any, cast

from aqwal.changes.files import load_lines
from aqwal.changes.hashes import KIND_OF, own_fields, record_hash
from aqwal.checks import counts, identity, references, spans, statements
from aqwal.dataset import Archive
from aqwal.issues import Issue
from aqwal.verify.release_parts import Parts

KINDS = {**KIND_OF, "redirects": "redirect", "dataset": "dataset"}
"""Folder or table → kind of record, whose schema it must fit."""
SHOWN = 20
CHECKS: tuple[Callable[[Archive], Iterator[Issue]], ...] = (
    identity.check_duplicates, identity.check_redirects, identity.check_orphans, references.check_references,
    spans.check_documents, spans.check_spans, statements.check_anchors, statements.check_nesting, counts.check_counts)
"""Rules that hold for a release of any age: identifiers, references, and offsets within their document."""


def record_problems(parts: Parts) -> Iterator[str]:
    """Hold every record against the manifest, the schemas and its other form in JSON."""
    for folder, kind in KINDS.items():
        yield from _few(_of_folder(parts, folder, kind), f"jsonl/{folder}.jsonl")
        yield from _json_problems(parts, folder)
    about = next((record for _, record in parts.records("dataset")), {})
    for field in ("name", "version", "released"):
        if about.get(field) != parts.manifest[field]:
            yield f"jsonl/dataset.jsonl: {field} is {about.get(field)!r}, in the manifest {parts.manifest[field]!r}"


def _of_folder(parts: Parts, folder: str, kind: str) -> Iterator[str]:
    name = f"jsonl/{folder}.jsonl"
    promised = parts.manifest["records"].get(folder, {}) if folder in KIND_OF else None
    seen: set[str] = set()
    for _, record in parts.records(folder):
        identifier, own = str(record.get("id", "")), own_fields(folder, record)
        wrong = parts.judge(kind, own)
        if wrong:
            yield f"{name}: {identifier}: {wrong}"
        if promised is None:
            continue
        if identifier in seen:
            yield f"{name}: {identifier} stands in it twice"
        elif identifier not in promised:
            yield f"{name}: {identifier} is not in the manifest"
        elif record_hash(own) != promised[identifier]:
            yield f"{name}: {identifier} is not the record that the manifest promises"
        seen.add(identifier)
    if promised is not None:
        yield from (f"{name}: lacks {one}, which the manifest promises" for one in sorted(promised.keys() - seen))
        if parts.manifest["counts"].get(folder) != len(seen):
            yield f"manifest.json: counts {parts.manifest['counts'].get(folder)} {folder}, {name} holds {len(seen)}"


def _json_problems(parts: Parts, folder: str) -> Iterator[str]:
    """Hold a JSON file, which has one record a line, against the JSONL file, without reading either as a whole."""
    name = f"json/{folder}.json"
    lines = load_lines(parts.files, name)
    head = b"".join(iter(lambda: next(lines, b' "records": ['), b' "records": ['))
    about = json.loads(head.rstrip(b", ") + b"}")
    if (about.get("dataset"), about.get("version")) != (parts.manifest["name"], parts.manifest["version"]):
        yield f"{name}: is of {about.get('dataset')} {about.get('version')}"
    bodies = (line.removesuffix(b",") for line in lines if line != b"]}")
    for number, (one, other) in enumerate(zip_longest(bodies, (line for line, _ in parts.records(folder))), 1):
        if one != other:
            yield f"{name}: record {number} is not that of jsonl/{folder}.jsonl"
            return


def anchor_problems(parts: Parts) -> Iterator[str]:
    """Yield offsets beyond their document, and references, retired ids and nested statements that lead nowhere."""
    archive = archive_of(parts)
    for check in CHECKS:
        yield from _few((f"{issue.path}: {issue.code} {issue.target}: {issue.message}" for issue in check(archive)),
                        check.__name__.removeprefix("check_"))


def archive_of(parts: Parts) -> Archive:
    """Load the records of a release as those of a repository are; the file of each is the line it stands in."""
    tables: dict[str, dict[str, Any]] = {kind: {} for kind in KINDS.values()}
    places: dict[tuple[str, str], str] = {("topics", "topics"): "jsonl/topics.jsonl",
                                          ("redirects", "redirects"): "jsonl/redirects.jsonl",
                                          ("dataset", "dataset"): "jsonl/dataset.jsonl"}
    for folder, kind in KINDS.items():
        for _, record in parts.records(folder):
            own = own_fields(folder, record)
            key = str(record["article_id"]) if kind == "statement" else str(own.get("id", ""))
            if kind == "statement":
                tables[kind].setdefault(key, []).append(own)
            else:
                tables[kind][f"{own['kind']} {key}" if kind == "redirect" else key] = own
            places[kind, key] = f"jsonl/{folder}.jsonl {key}"
    about = next(iter(tables["dataset"].values()))
    return Archive(cast(Any, about), tables["article"], tables["statement"], tables["speaker"], tables["publisher"],
                   tables["event"], tables["topic"], list(tables["redirect"].values()), places)


def _few(problems: Iterator[str], where: str) -> Iterator[str]:
    """Yield the first of many problems of one sort, and how many there are."""
    number = 0
    for number, one in enumerate(problems, 1):
        if number <= SHOWN:
            yield one
    if number > SHOWN:
        yield f"{where}: {number - SHOWN} more problems of this sort"
