"""Takes an edition; gives the data dictionary as a page: a section a kind of record, a row a field."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from aqwal import contract
from aqwal.derive.columns import words
from aqwal.derive.dictionary import Entry, dictionary_of
from aqwal.derive.flat import flat_table
from aqwal.derive.manifest_fields import MANIFEST, manifest_entries
from aqwal.derive.tables import Table, tables
from aqwal.linked.feature_fields import RECORDS, feature_entries, feature_tables
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
                "share": share, "within": lambda least, most: within(least, most, edition)},
    )


def sections(edition: Edition) -> list[Section]:
    """Return the flat table, every kind of record with its tables in the order of the schemas, and the manifest."""
    entries: dict[str, list[Entry]] = {}
    archive = edition.archive
    for entry in [*dictionary_of(archive), *feature_entries(archive), *manifest_entries(archive.releases)]:
        entries.setdefault(entry.table, []).append(entry)
    kinds = [("flat", [flat_table()]),
             *((kind, list(group)) for kind, group in groupby(tables(), key=lambda table: table.kind)),
             *([(RECORDS, list(feature_tables()))] if RECORDS in entries else []), (MANIFEST, [_manifest()])]
    return [Section(kind, [(table, entries[table.name]) for table in group]) for kind, group in kinds]


def _manifest() -> Table:
    """Return the manifest of a release as if it were a table, for its words."""
    schema = contract.schema_of(MANIFEST)
    return Table(MANIFEST, MANIFEST, (), words(schema, "title"), words(schema, "description"), (), (), ())


def word_of(entry: Entry, value: str, edition: Edition) -> str | None:
    """Return what the pages of the site call an allowed value; None where it is a name of its own."""
    return word_for(re.split(r"[._]", entry.field)[-1], value, edition)


def word_for(field: str, value: str, edition: Edition) -> str | None:
    """Return what the pages of the site call a value that a field allows."""
    known = edition.texts.keys()
    places = (f"common.{field}_{value}", f"article.noise_{value}", f"dictionary.{field}_{value}",
              f"statement.{field}_{value}",
              f"publisher.rights_{value}", f"linked.{value}")
    return next((edition.texts.text(place) for place in places if place in known), None)


def within(least: int | None, most: int | None, edition: Edition) -> str:
    """Return two limits in words; nothing where there is none."""
    limits = {name: str(limit) for name, limit in (("least", least), ("most", most)) if limit is not None}
    if len(limits) == 2 and least == most:
        return str(least)
    place = {("least", "most"): "from_to", ("least",): "at_least", ("most",): "at_most"}.get(tuple(limits))
    return edition.texts.text(f"dictionary.{place}", **limits) if place else ""


def share(entry: Entry) -> str:
    """Return the share of rows that hold a value; never rounded up to all or down to none."""
    if entry.filled is None:
        return "—"
    if entry.filled in (0, 1):
        return f"{entry.filled:.0%}"
    return f"{min(max(entry.filled, 0.01), 0.99):.0%}"
