"""Takes two sides; gives the records and columns in which they differ, and what that asks of the version number.

The rules are those of the Data Package recipe for versions. Major: the dataset has another name, a column or record is
gone, a column of a table that was there is new, moved or of another type, or its rules refuse what they allowed.
Minor: records or tables are new, or rules allow more. Patch: values were corrected. Before version 1.0.0 nothing asks
for more than minor.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from aqwal.changes.columns import ColumnChanges, column_changes, comparable, tables_added
from aqwal.changes.hashes import KIND_OF, Record, label_of
from aqwal.changes.sides import Side
from aqwal.changes.values import FieldChange, field_changes
from aqwal.paths import FOLDERS
from aqwal.record_types import Bilingual, ReleaseChanges
from aqwal.releases import version_of

Level = Literal["major", "minor", "patch"]
What = Literal["added", "changed", "removed"]
LEVELS: tuple[Level, ...] = ("patch", "minor", "major")
WHATS: tuple[What, ...] = ("added", "changed", "removed")
OF_EVERY_VERSION = ("version", "released", "expected")
"""Fields of the dataset's own record that differ with every version."""
SHOWN = 5
"""So many of a kind are named in a reason."""


@dataclass(frozen=True)
class RecordChange:
    """One record that differs. `fields` are those of a changed one; `to` and `reason` are of a removed one."""

    folder: str
    id: str
    what: What
    label: Bilingual | None = None
    fields: tuple[FieldChange, ...] = ()
    to: str | None = None
    reason: Bilingual | None = None


@dataclass(frozen=True)
class RetiredChange:
    """What redirects.yml says of an id, where it says something else than before, or no more."""

    kind: str
    id: str
    what: What
    fields: tuple[FieldChange, ...] = ()


@dataclass(frozen=True)
class Difference:
    """What differs between two sides; `old` and `new` are versions. Without `has_values` only hashes were compared."""

    name: str
    old: str | None
    new: str
    has_values: bool
    about: tuple[FieldChange, ...]
    records: tuple[RecordChange, ...]
    retired: tuple[RetiredChange, ...]
    columns: ColumnChanges
    level: Level
    reasons: tuple[tuple[Level, str], ...]

    @property
    def is_none(self) -> bool:
        """Say whether nothing differs."""
        return not (self.records or self.about or self.retired or self.reasons)

    def count(self, folder: str, what: What) -> int:
        """Return the number of records of a folder that were added, changed or removed."""
        return sum(1 for one in self.records if one.folder == folder and one.what == what)


def difference_of(old: Side | None, new: Side) -> Difference:
    """Compare two sides; without an old one, as at the first release, every record is new."""
    before = old or Side("", {})
    has_values = new.load is not None and (old is None or old.load is not None)
    columns = ColumnChanges() if old is None else column_changes(old.fields, new.fields, old.schemas, new.schemas)
    records = tuple(change for folder in FOLDERS.values() for change in _of_folder(folder, before, new))
    retired = tuple(_of_redirects(old, new, records)) if old else ()
    about = tuple(field_changes(_lasting(before.about), _lasting(new.about))) if before.about and new.about else ()
    old_fields, _ = comparable(before.fields, new.fields, before.schemas, new.schemas)
    reasons = tuple(_reasons(records, columns, old_fields, _renamed(before, new)))
    level: Level = max((one for one, _ in reasons), key=LEVELS.index, default="patch")
    return Difference(new.name or before.name, None if old is None else old.version or old.label,
                      new.version or new.label, has_values, about, records, retired, columns, level, reasons)


def summary_of(difference: Difference) -> ReleaseChanges | None:
    """Return the summary that a manifest holds; None for the first release."""
    if difference.old is None:
        return None
    by_what: dict[str, dict[str, list[RecordChange]]] = {what: {} for what in WHATS}
    for change in difference.records:
        by_what[change.what].setdefault(change.folder, []).append(change)
    columns = difference.columns
    return {
        "level": difference.level,
        "added": {folder: [one.id for one in listed] for folder, listed in by_what["added"].items()},
        "changed": {folder: {one.id: list(dict.fromkeys(field.path for field in one.fields)) for one in listed}
                    for folder, listed in by_what["changed"].items()},
        "removed": {folder: {one.id: {"to": one.to, "reason": one.reason} for one in listed}
                    for folder, listed in by_what["removed"].items()},
        "fields_added": list(columns.added), "fields_removed": list(columns.removed),
        "fields_changed": list(dict.fromkeys([*columns.changed, *columns.tighter, *columns.looser])),
    }


def is_enough(level: Level, old: str, new: str) -> bool:
    """Say whether a version is far enough above another for changes of a level."""
    before, after = version_of(old), version_of(new)
    if level == "patch":
        return after > before
    first = 1 if level == "major" and before[0] else 2
    return after[:first] > before[:first]


def _of_folder(folder: str, old: Side, new: Side) -> Iterator[RecordChange]:
    """Yield what differs in one folder, by id; only the records that differ are read in full."""
    before, after = old.hashes.get(folder, {}), new.hashes.get(folder, {})
    changed = {one for one in after if one in before and before[one] != after[one]}
    added, removed = after.keys() - before.keys(), before.keys() - after.keys()
    # A first release is not read in full to be labelled: all of it is new.
    labelled = added if before else set()
    old_records = old.load(folder, changed | removed) if old.load else {}
    new_records = new.load(folder, changed | labelled) if new.load else {}
    retired = _retired(folder, new)
    for one in sorted(changed | added | removed):
        record = new_records.get(one) or old_records.get(one)
        label = label_of(folder, record) if record else None
        if one in changed:
            both = one in old_records and one in new_records
            fields = tuple(field_changes(old_records[one], new_records[one])) if both else ()
            yield RecordChange(folder, one, "changed", label, fields)
        elif one in added:
            yield RecordChange(folder, one, "added", label)
        else:
            entry = retired.get(one, {})
            yield RecordChange(folder, one, "removed", label, to=entry.get("to"), reason=entry.get("reason"))


def _of_redirects(old: Side, new: Side, records: tuple[RecordChange, ...]) -> Iterator[RetiredChange]:
    """Yield what differs in the entries of redirects.yml, but for those of records that are removed just now."""
    if old.load is None or new.load is None:
        return
    told = {(KIND_OF[one.folder], one.id) for one in records if one.what == "removed"}
    before, after = ({(str(entry.get("kind")), str(entry.get("id"))): entry for entry in side.redirects}
                     for side in (old, new))
    for kind, one in sorted(before.keys() | after.keys()):
        was, now = before.get((kind, one)), after.get((kind, one))
        if was is None and (kind, one) not in told:
            yield RetiredChange(kind, one, "added")
        elif was is not None and now is None:
            yield RetiredChange(kind, one, "removed")
        elif was is not None and was != now:
            yield RetiredChange(kind, one, "changed", tuple(field_changes(was, now)))


def _retired(folder: str, side: Side) -> Mapping[str, Any]:
    """Return what a side says of retired ids: its redirects, or where it is a manifest, what that says is gone."""
    if side.load is None and side.manifest is not None:
        changes = side.manifest["changes"]
        return changes["removed"].get(folder, {}) if changes else {}
    return {str(entry.get("id")): entry for entry in side.redirects if entry.get("kind") == KIND_OF[folder]}


def _lasting(about: Record | None) -> Record:
    return {key: value for key, value in (about or {}).items() if key not in OF_EVERY_VERSION}


def _renamed(old: Side, new: Side) -> list[str]:
    """Return the new name of a dataset that had another; its files and addresses of releases bear it."""
    return [f"{old.name} → {new.name}"] if old.name and new.name and old.name != new.name else []


def _reasons(records: tuple[RecordChange, ...], columns: ColumnChanges, fields: Mapping[str, str],
             renamed: list[str]) -> Iterator[tuple[Level, str]]:
    """Yield what asks for more than a patch, the gravest first."""
    new_tables = tables_added(columns, dict(fields))
    in_old_tables = [name for name in columns.added if name.partition(".")[0] not in new_tables]
    major = {"another name of the dataset": renamed,
             "records removed": [f"{one.folder} {one.id}" for one in records if one.what == "removed"],
             "columns removed": list(columns.removed), "columns added to a table": in_old_tables,
             "columns of another type": list(columns.changed), "columns in another order": list(columns.moved),
             "rules that refuse more": [f"{name} ({what})" for name, what in columns.tighter.items()]}
    minor = {"records added": [f"{one.folder} {one.id}" for one in records if one.what == "added"],
             "tables added": sorted(new_tables),
             "rules that allow more": [f"{name} ({what})" for name, what in columns.looser.items()]}
    levels: tuple[tuple[Level, dict[str, list[str]]], ...] = (("major", major), ("minor", minor))
    for level, groups in levels:
        for what, names in groups.items():
            if names:
                more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
                yield level, f"{what}: {', '.join(names[:SHOWN])}{more}"
