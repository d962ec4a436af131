"""Takes an edition and the manifest of a release; gives what changed in it in words, and records to show for it."""

import re
from collections.abc import Iterable, Mapping, Sequence, Sized
from dataclasses import dataclass
from typing import TypeVar

from aqwal.derive.tables import tables
from aqwal.issues import ISOLATE, POP
from aqwal.pages.edition import Edition
from aqwal.pages.history import Unreleased
from aqwal.pages.views import retired
from aqwal.paths import FOLDERS
from aqwal.record_types import Bilingual, Release, ReleaseChangesRemovedValueValue

KINDS = {folder: kind for kind, folder in FOLDERS.items()}
VERBS = ("added", "changed", "removed")
COUNTS = {"articles": "common.articles", "statements": "common.statements", "speakers": "common.speakers",
          "publishers": "index.count_publishers", "events": "common.events", "topics": "common.topics"}
SHOWN_FIELDS = 6
Value = TypeVar("Value")


@dataclass(frozen=True)
class Field:
    """A field that changed: its name in words, and its place in the data dictionary (None: not a field of now)."""

    name: str
    place: str | None


@dataclass(frozen=True)
class Entry:
    """One record that changed: what to call it, where it is (None: nowhere any more), and how it changed."""

    id: str
    label: str | None
    path: str | None
    fields: Sequence[Field] = ()
    reason: Bilingual | None = None
    successor: str | None = None
    successor_path: str | None = None


@dataclass(frozen=True)
class Group:
    """Records of one kind that were added, changed or removed: how many in words, some of them, how many more."""

    verb: str
    count: str
    entries: list[Entry]
    more: int


def counts_in_words(counts: Mapping[str, int], edition: Edition) -> str:
    """Return how many records of each kind, those there are none of left out."""
    texts, known = edition.texts, [*COUNTS, *sorted(counts.keys() - COUNTS.keys())]
    parts = [count_in_words(folder, counts[folder], edition) for folder in known if counts.get(folder)]
    return texts.text("common.comma").join(parts) or texts.count("releases.records", 0)


def count_in_words(folder: str, number: int, edition: Edition) -> str:
    """Return how many records of a kind; a kind that this site does not know keeps its folder's name."""
    if folder in COUNTS:
        return edition.texts.count(COUNTS[folder], number)
    return f"{edition.texts.count('releases.records', number)} ({folder})"


def changes_in_words(release: Release, edition: Edition) -> list[str]:
    """Return a line for each way in which a release differs from the one before; for the first, what it holds."""
    texts, changes = edition.texts, release["changes"]
    if changes is None:
        counts = counts_in_words(release["counts"], edition)
        return [texts.text("releases.line", verb=texts.text("releases.first_one"), counts=counts)]
    records: dict[str, Mapping[str, Sized]] = {"added": changes["added"], "changed": changes["changed"],
                                               "removed": changes["removed"]}
    fields = {"fields_added": changes["fields_added"], "fields_removed": changes["fields_removed"],
              "fields_changed": changes["fields_changed"]}
    lines = [_line(verb, counts_in_words({folder: len(ids) for folder, ids in table.items()}, edition), edition)
             for verb, table in records.items() if any(table.values())]
    lines += [_line(name, texts.text("common.comma").join(f"{ISOLATE}{one}{POP}" for one in listed), edition)
              for name, listed in fields.items() if listed]
    return lines or [texts.text("releases.nothing_changed")]


def groups_of(release: Release, edition: Edition, shown: int) -> list[Group]:
    """Return the changed records of a release by kind, at most `shown` of each."""
    changes = release["changes"]
    if changes is None:
        return []
    return [
        *_groups("added", changes["added"], edition, shown),
        *(_group("changed", folder, ids, [_entry(folder, one, edition, fields_of(folder, ids[one], edition))
                                          for one in _first(ids, shown)], edition)
          for folder, ids in _in_order(changes["changed"]) if ids),
        *(_group("removed", folder, ids, [_removed(folder, one, ids[one], edition) for one in _first(ids, shown)],
                 edition) for folder, ids in _in_order(changes["removed"]) if ids),
    ]


def waiting_groups(waiting: Unreleased, edition: Edition, shown: int) -> list[Group]:
    """Return the records that differ from the newest release, by kind, at most `shown` of each."""
    return [group for verb in VERBS for group in _groups(verb, getattr(waiting, verb), edition, shown)]


def fields_of(folder: str, paths: Iterable[str], edition: Edition) -> list[Field]:
    """Return the fields at places of a record, such as `$.topics[1]`, each once; a place that no field has is left."""
    names = edition.once("fields by place", _fields_by_place)
    found: dict[Field, None] = {}
    for path in paths:
        steps = tuple(re.findall(r"[^.$]+", re.sub(r"\[\d+\]", "", path)))
        known = next((names[folder, steps[:end]] for end in range(len(steps), 0, -1) if (folder, steps[:end]) in names),
                     None)
        found[Field(edition.say(known[0]), known[1]) if known else Field(path, None)] = None
    return list(found)[:SHOWN_FIELDS]


def _fields_by_place() -> dict[tuple[str, tuple[str, ...]], tuple[Bilingual, str]]:
    """Return title and place in the dictionary of what stands at each place of a record, by the folder of its kind."""
    names: dict[tuple[str, tuple[str, ...]], tuple[Bilingual, str]] = {}
    for table in tables():
        folder, above = FOLDERS.get(table.kind, table.kind), tuple(step for steps in table.path for step in steps)
        own = _of_list(table.title) if above else table.title
        names.setdefault((folder, above), (own, table.name))
        for column in table.columns:
            title = _joined(own, column.title) if above else column.title
            names.setdefault((folder, above + column.path), (title, f"{table.name}.{column.name}"))
    return names


def _of_list(title: Bilingual) -> Bilingual:
    """Return the title of a list's table without that of the record it is in."""
    return {"ar": title["ar"].rpartition(": ")[2], "en": title["en"].rpartition(": ")[2]}


def _joined(first: Bilingual, second: Bilingual) -> Bilingual:
    """Return two titles as one; the second alone where it begins with the first."""
    if second["en"].startswith(first["en"]):
        return second
    return {"ar": f"{first['ar']}: {second['ar']}", "en": f"{first['en']}: {second['en']}"}


def _groups(verb: str, table: Mapping[str, list[str]], edition: Edition, shown: int) -> list[Group]:
    return [_group(verb, folder, ids, [_entry(folder, one, edition) for one in ids[:shown]], edition)
            for folder, ids in _in_order(table) if ids]


def _group(verb: str, folder: str, ids: Sequence[str] | Mapping[str, object], entries: list[Entry],
           edition: Edition) -> Group:
    return Group(verb, count_in_words(folder, len(ids), edition), entries, len(ids) - len(entries))


def _entry(folder: str, identifier: str, edition: Edition, fields: Sequence[Field] = ()) -> Entry:
    kind = KINDS.get(folder, "")
    return Entry(identifier, retired.label_of(kind, identifier, edition), retired.place_of(kind, identifier, edition),
                 fields)


def _removed(folder: str, identifier: str, said: ReleaseChangesRemovedValueValue, edition: Edition) -> Entry:
    kind, successor = KINDS.get(folder, ""), said["to"]
    return Entry(identifier, None, retired.place_of(kind, identifier, edition), (), said["reason"], successor,
                 retired.place_of(kind, successor, edition) if successor else None)


def _line(verb: str, counts: str, edition: Edition) -> str:
    return edition.texts.text("releases.line", verb=edition.texts.text(f"releases.{verb}"), counts=counts)


def _first(ids: Iterable[str], shown: int) -> list[str]:
    return sorted(ids)[:shown]


def _in_order(table: Mapping[str, Value]) -> list[tuple[str, Value]]:
    known = [*COUNTS, *sorted(table.keys() - COUNTS.keys())]
    return [(folder, table[folder]) for folder in known if folder in table]
