"""Takes an archive; gives references that lead nowhere and records that nothing refers to (x-ref in the schemas)."""

from collections.abc import Iterator
from functools import cache

from aqwal.checks import walk
from aqwal.checks.identity import KINDS, file_stem, ids_of
from aqwal.dataset import Archive
from aqwal.fields import FieldPath, fields_of, values_at
from aqwal.issues import Issue

MUST_BE_USED = ("speaker", "publisher", "event", "topic")
IN_SHARED_FILES = ("topic", "statement")


def check_references(archive: Archive) -> Iterator[Issue]:
    """Yield references to unknown records, then records that are never referred to."""
    known = {kind: ids_of(archive, kind) for kind in KINDS}
    unread = _kinds_unread(archive)
    successors: dict[tuple[str, str], str | None] = {
        (entry["kind"], entry["id"]): entry["to"] for entry in archive.redirects
    }
    used: dict[str, set[str]] = {kind: set() for kind in KINDS}
    for kind in KINDS:
        paths = references_of(kind)
        for place in walk.of_kind(archive, kind):
            for path, wanted in paths:
                for pointer, target in values_at(place.record, path):
                    if target not in known[wanted] and wanted not in unread:
                        yield place.problem(pointer, "reference-unknown", f"there is no {wanted} {target!r}",
                                            _remedy(wanted, target, successors))
                    # A record does not become used by naming itself, nor a wider topic by an unused narrower one.
                    if kind != "topic" and not (kind == wanted and target == place.record["id"]):
                        used[wanted].add(target)
    if not archive.broken:
        yield from _unused(archive, used)


@cache
def references_of(kind: str) -> tuple[tuple[FieldPath, str], ...]:
    """Return where records of a kind refer to others, and to which kind."""
    return tuple((field.path, field.schema["x-ref"]) for field in fields_of(kind) if "x-ref" in field.schema)


def _unused(archive: Archive, used: dict[str, set[str]]) -> Iterator[Issue]:
    for topic_id in list(used["topic"]):
        _use_wider(archive, topic_id, used["topic"])
    for kind in MUST_BE_USED:
        for place in walk.of_kind(archive, kind):
            if used[kind].isdisjoint((place.record["id"], file_stem(place.file))):
                yield place.problem(("id",), "record-unused", f"nothing refers to the {kind} {place.record['id']!r}",
                                    "remove it, or refer to it where it belongs")


def _use_wider(archive: Archive, topic_id: str, used: set[str]) -> None:
    wider = archive.topics[topic_id]["broader"] if topic_id in archive.topics else None
    while wider is not None and wider not in used:
        used.add(wider)
        wider = archive.topics[wider]["broader"] if wider in archive.topics else None


def _remedy(kind: str, target: str, successors: dict[tuple[str, str], str | None]) -> str:
    if (kind, target) not in successors:
        return "add its record or mend the id"
    successor, seen = successors[kind, target], {target}
    while successor is not None and successor not in seen and (kind, successor) in successors:
        seen.add(successor)
        successor = successors[kind, successor]
    return f"the id is retired, write {successor!r}" if successor else "the record was withdrawn, remove the reference"


def _kinds_unread(archive: Archive) -> set[str]:
    """Return the kinds with several records a file of which a file could not be read: their ids are not known."""
    return {kind for kind, _ in archive.broken if kind in IN_SHARED_FILES}
