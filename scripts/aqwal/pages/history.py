"""Takes an archive with its releases; gives when each record was first released and last changed, and what waits."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from aqwal.changes.hashes import hashes_of
from aqwal.dataset import Archive
from aqwal.paths import FOLDERS

ByFolder = Mapping[str, Mapping[str, str]]


class Since(NamedTuple):
    """The releases a record first stood in and last changed in; `is_edited`: it has changed since the newest."""

    first: str | None
    changed: str | None
    is_edited: bool
    first_day: str | None
    changed_day: str | None


@dataclass(frozen=True)
class Unreleased:
    """Ids of the records that differ from the newest release, by folder of their kind."""

    added: dict[str, list[str]] = field(default_factory=dict)
    changed: dict[str, list[str]] = field(default_factory=dict)
    removed: dict[str, list[str]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Say whether anything differs."""
        return bool(self.added or self.changed or self.removed)


@dataclass(frozen=True)
class History:
    """What the manifests of all releases say together. `spans`: first and last version by folder and id.

    `left` gives the first version in which an id no longer stood.
    """

    spans: Mapping[str, Mapping[str, tuple[str, str]]]
    left: ByFolder
    unreleased: Unreleased
    edited: frozenset[tuple[str, str]]
    days: Mapping[str, str]
    """Version → day of its release."""

    def since(self, kind: str, identifier: str) -> Since:
        """Return the history of one record."""
        folder = FOLDERS[kind]
        first, changed = self.spans.get(folder, {}).get(identifier, (None, None))
        return Since(first, changed, (folder, identifier) in self.edited, self.days.get(first or ""),
                     self.days.get(changed or ""))


def history_of(archive: Archive) -> History | None:
    """Read all manifests in one pass; None where nothing was released."""
    if not archive.releases:
        return None
    spans: dict[str, dict[str, tuple[str, str]]] = {}
    left: dict[str, dict[str, str]] = {}
    before: ByFolder = {}
    for release in archive.releases:
        version, now = release["version"], release["records"]
        for folder, hashes in now.items():
            _enter(version, hashes, before.get(folder, {}), spans.setdefault(folder, {}))
        for folder, earlier in before.items():
            gone = left.setdefault(folder, {})
            gone.update((one, version) for one in earlier if one not in now.get(folder, {}))
        before = now
    unreleased = difference(before, hashes_of(archive))
    edited = frozenset((folder, one) for folder, ids in unreleased.changed.items() for one in ids)
    return History(spans, left, unreleased, edited, {one["version"]: one["released"] for one in archive.releases})


def difference(old: ByFolder, new: ByFolder) -> Unreleased:
    """Compare the hashes of two states, by folder."""
    found = Unreleased()
    for folder in sorted({*old, *new}):
        was, now = old.get(folder, {}), new.get(folder, {})
        _put(found.added, folder, (one for one in now if one not in was))
        _put(found.changed, folder, (one for one in now if one in was and was[one] != now[one]))
        _put(found.removed, folder, (one for one in was if one not in now))
    return found


def _enter(version: str, now: Mapping[str, str], before: Mapping[str, str], spans: dict[str, tuple[str, str]]) -> None:
    fresh = (version, version)  # One pair for all records of a release, not one each.
    for identifier, own in now.items():
        if identifier not in spans:
            spans[identifier] = fresh
        elif before.get(identifier) != own:
            spans[identifier] = (spans[identifier][0], version)


def _put(table: dict[str, list[str]], folder: str, ids: Iterable[str]) -> None:
    found = sorted(ids)
    if found:
        table[folder] = found
