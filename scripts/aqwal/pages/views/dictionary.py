"""Takes an edition; gives the data dictionary as a page: a section a kind of record, a row a field."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from aqwal.derive.dictionary import Entry, dictionary_of
from aqwal.derive.tables import Table, tables
from aqwal.pages.edition import Edition
from aqwal.pages.page import Page


@dataclass(frozen=True)
class Section:
    """One kind of record: its own table, and those of the lists within it, each with the entries of its columns."""

    kind: str
    tables: list[tuple[Table, list[Entry]]]


def keys(edition: Edition) -> Iterable[str]:  # noqa: ARG001
    """Return the one key there is."""
    return ["dictionary"]


def page(key: str, edition: Edition) -> Page:  # noqa: ARG001
    """Return the page of the data dictionary."""
    texts = edition.texts
    return Page(
        path="dictionary/", section="dictionary", template="dictionary.html.j2", title=texts.text("dictionary.title"),
        description=texts.text("dictionary.lead"),
        values={"sections": sections(edition), "word": lambda entry, value: word_of(entry, value, edition),
                "share": share},
    )


def sections(edition: Edition) -> list[Section]:
    """Return every kind of record with the fields of its tables, in the order of the schemas."""
    entries: dict[str, list[Entry]] = {}
    for entry in dictionary_of(edition.archive):
        entries.setdefault(entry.table, []).append(entry)
    return [Section(kind, [(table, entries[table.name]) for table in group])
            for kind, group in groupby(tables(), key=lambda table: table.kind)]


def word_of(entry: Entry, value: str, edition: Edition) -> str | None:
    """Return what the pages of the site call an allowed value; None where it is a name of its own."""
    field = entry.field.rpartition("_")[2]
    known = edition.texts.keys()
    places = (f"common.{field}_{value}", f"article.noise_{value}", f"dictionary.{field}_{value}",
              f"statement.{field}_{value}",
              f"publisher.rights_{value}", f"linked.{value}")
    return next((edition.texts.text(place) for place in places if place in known), None)


def share(entry: Entry) -> str:
    """Return the share of rows that hold a value; never rounded up to all or down to none."""
    if entry.filled is None:
        return "—"
    if entry.filled in (0, 1):
        return f"{entry.filled:.0%}"
    return f"{min(max(entry.filled, 0.01), 0.99):.0%}"
