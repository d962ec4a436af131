"""Takes a kind of list, its orders and filters; gives the sheets it is shown on, each a page of at most 200 rows."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from aqwal.pages.edition import Edition

ROWS = 200
"""Rows on one sheet."""
SHOWN = 24
"""Values that a filter list shows at once, where the values are records with an index of their own."""
NONE = "none"
"""Value of a filter for rows that have none, such as an article without a date."""

Item = Any
"""A record, or a statement in its place."""


@dataclass(frozen=True)
class Column:
    """A column. With `key` the list can be read in its order; `falling` puts the greatest first."""

    name: str
    key: Callable[[Item, Edition], Any] | None = None
    falling: bool = False
    is_figure: bool = False


@dataclass(frozen=True)
class Facet:
    """A filter. With `record` its values are records of that kind.

    `beyond`: the record's own page shows that many rows, so the filter leads there, and the list has pages for the
    value only where there are more. Nought: the list has pages for every value, and the filter leads to them.
    """

    name: str
    values: Callable[[Item], Iterable[str]]
    label: Callable[[str, Edition], str]
    record: str | None = None
    beyond: int = 0
    by_count: bool = True
    is_listed: bool = True


@dataclass(frozen=True)
class Listing:
    """A kind of list: where it stands, what is in it, its columns (the first with a key is the order) and filters."""

    name: str
    items: Callable[[Edition], Sequence[Item]]
    columns: tuple[Column, ...]
    facets: tuple[Facet, ...] = ()
    default: str = ""

    @property
    def orders(self) -> tuple[Column, ...]:
        """The columns by which the list can be read, the usual one first."""
        keyed = [column for column in self.columns if column.key]
        return tuple(sorted(keyed, key=lambda column: column.name != self.default))

    def column(self, name: str) -> Column:
        """Return the column of that name."""
        return next(column for column in self.columns if column.name == name)


@dataclass(frozen=True)
class Sheet:
    """One page of a list: its order, or the filter and value it keeps to, and its number of all (from 1)."""

    order: str
    facet: str
    value: str
    number: int
    of: int


@dataclass(frozen=True)
class Choice:
    """One value of a filter: where it leads, and how many rows it keeps."""

    value: str
    label: str
    count: int
    path: str


def sheets(listing: Listing, edition: Edition) -> dict[str, Sheet]:
    """Return every sheet of a list by its path below the root of the language."""
    return edition.once(("sheets", listing.name), lambda: dict(_sheets(listing, edition)))


def rows(listing: Listing, sheet: Sheet, edition: Edition) -> Sequence[Item]:
    """Return the items on a sheet, in its order."""
    start = (sheet.number - 1) * ROWS
    return kept(listing, sheet, edition)[start:start + ROWS]


def kept(listing: Listing, sheet: Sheet, edition: Edition) -> Sequence[Item]:
    """Return all items of the sheet's order or filter."""
    if sheet.facet:
        return _by_value(listing, facet_named(listing, sheet.facet), edition).get(sheet.value, [])
    return ordered(listing, sheet.order, edition)


def ordered(listing: Listing, order: str, edition: Edition) -> Sequence[Item]:
    """Return all items in an order; equal ones stay in the order of the archive."""
    column = listing.column(order)

    def make() -> list[Item]:
        if column.key is None:
            raise ValueError(f"{listing.name}: no order {order}")
        key = column.key
        return sorted(listing.items(edition), key=lambda item: key(item, edition), reverse=column.falling)

    return edition.once(("ordered", listing.name, order), make)


def choices(listing: Listing, facet: Facet, edition: Edition) -> list[Choice]:
    """Return the values of a filter that occur, most frequent first or, for years, the latest first."""
    def make() -> list[Choice]:
        counts = Counter({value: len(items) for value, items in _by_value(listing, facet, edition).items()})
        if facet.by_count:
            order = sorted(counts, key=lambda value: (-counts[value], value))
        else:
            order = sorted(counts, key=lambda value: (value != NONE, value), reverse=True)
        return [Choice(value, facet.label(value, edition), counts[value], _target(listing, facet, value, edition))
                for value in order]

    return edition.once(("choices", listing.name, facet.name), make)


def facet_named(listing: Listing, name: str) -> Facet:
    """Return the filter of that name."""
    return next(facet for facet in listing.facets if facet.name == name)


def path_of(listing: Listing, sheet: Sheet) -> str:
    """Return the path of a sheet below the root of the language."""
    return _numbered(_home(listing, sheet), sheet.number)


def path_of_rest(listing: Listing, name: str, value: str, total: int) -> str | None:
    """Return the first sheet of a value's own pages, if it has more rows than its record's page shows."""
    facet = facet_named(listing, name)
    return path_of(listing, Sheet(listing.default, name, value, 1, 1)) if total > facet.beyond else None


def neighbours(listing: Listing, sheet: Sheet) -> dict[str, str | None]:
    """Return the paths of the first, previous, next and last sheet; None where a sheet is itself the one."""
    def at(number: int, wanted: bool) -> str | None:
        return _numbered(_home(listing, sheet), number) if wanted else None

    return {"first": at(1, sheet.number > 1), "prev": at(sheet.number - 1, sheet.number > 1),
            "next": at(sheet.number + 1, sheet.number < sheet.of), "last": at(sheet.of, sheet.number < sheet.of)}


def _sheets(listing: Listing, edition: Edition) -> Iterator[tuple[str, Sheet]]:
    for order in listing.orders:
        total = len(ordered(listing, order.name, edition))
        yield from _numbered_sheets(listing, total, partial(Sheet, order.name, "", ""))
    for facet in listing.facets:
        for value, items in sorted(_by_value(listing, facet, edition).items()):
            if len(items) > facet.beyond:
                yield from _numbered_sheets(listing, len(items), partial(Sheet, listing.default, facet.name, value))


def _numbered_sheets(listing: Listing, total: int, sheet: Callable[[int, int], Sheet]) -> Iterator[tuple[str, Sheet]]:
    of = max(1, -(-total // ROWS))
    for number in range(1, of + 1):
        one = sheet(number, of)
        yield path_of(listing, one), one


def _home(listing: Listing, sheet: Sheet) -> str:
    """Return the path of the first sheet of the same order or filter."""
    if sheet.facet:
        return f"{listing.name}/{sheet.facet}/{sheet.value}/"
    return f"{listing.name}/" if sheet.order == listing.default else f"{listing.name}/by/{sheet.order}/"


def _numbered(home: str, number: int) -> str:
    return home if number == 1 else f"{home}page/{number}/"


def _target(listing: Listing, facet: Facet, value: str, edition: Edition) -> str:
    if facet.record and facet.beyond:
        return edition.path(facet.record, value)
    return path_of(listing, Sheet(listing.default, facet.name, value, 1, 1))


def _by_value(listing: Listing, facet: Facet, edition: Edition) -> dict[str, list[Item]]:
    """Return the items of each value of a filter, in the usual order."""
    def make() -> dict[str, list[Item]]:
        table: dict[str, list[Item]] = {}
        for item in ordered(listing, listing.default, edition):
            for value in facet.values(item):
                table.setdefault(value, []).append(item)
        return table

    return edition.once(("by-value", listing.name, facet.name), make)
