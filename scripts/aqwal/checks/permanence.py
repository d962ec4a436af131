"""Takes an archive; gives identifiers that an earlier release holds and that nothing accounts for any more."""

from collections.abc import Iterator

from aqwal.checks.identity import KINDS, ids_of
from aqwal.dataset import Archive
from aqwal.issues import Issue, plain, problem
from aqwal.paths import FOLDERS

IN_SHARED_FILES = ("statement", "topic")


def check_lost_ids(archive: Archive) -> Iterator[Issue]:
    """Yield every id of a release that neither a record bears nor redirects.yml explains; each once."""
    if ("redirect", "redirects") in archive.broken:
        return
    known = {kind: ids_of(archive, kind) | {entry["id"] for entry in archive.redirects if entry["kind"] == kind}
             for kind in KINDS}
    unread = {kind: {stem for other, stem in archive.broken if other == kind} for kind in IN_SHARED_FILES}
    file = _file(archive)
    for release in archive.releases:
        for kind in KINDS:
            for one in sorted(release["records"].get(FOLDERS[kind], {}).keys() - known[kind]):
                known[kind].add(one)
                if not _may_be_unread(kind, one, unread):
                    yield problem(file, (), "lost-id", f"the {kind} {one!r} of version {release['version']} is gone",
                                  _remedy(kind, one, file))


def _may_be_unread(kind: str, identifier: str, unread: dict[str, set[str]]) -> bool:
    """Say whether an id may stand in a file that could not be read, which is told already."""
    if kind == "topic":
        return bool(unread["topic"])
    return kind == "statement" and identifier.rpartition("-")[0] in unread["statement"]


def _file(archive: Archive) -> str:
    """Return the file that should explain it. A file that is not there has no lines to look up."""
    return archive.files["redirects", "redirects"]


def _remedy(kind: str, identifier: str, file: str) -> str:
    """Return what to do, with the entry to write."""
    return (f"bring the record back, or say in {file} what happened: {{id: {plain(identifier)}, kind: {kind}, "
            f"to: its successor or null, reason: {{ar: …, en: …}}, date: 'YYYY-MM-DD'}}")
