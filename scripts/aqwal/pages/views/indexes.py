"""Takes an edition and a sheet's path; gives a page of an index: a table in one order, or of one filter."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from aqwal.derive.sayings import Saying
from aqwal.derive.spans import Bounds, bounds_of
from aqwal.pages.edition import Edition
from aqwal.pages.page import Feed, Page, Twin
from aqwal.pages.views import listing, listings
from aqwal.pages.views.listing import ROWS, SHOWN, Facet, Item, Listing, Sheet

FETCHED = 50
"""A list of more sheets than this is not filtered in the browser; its filter lists stay links."""


@dataclass(frozen=True)
class Undated:
    """How many rows of a list have a date, how many have none, and the bounds of those."""

    dated: int
    count: int
    bounds: Bounds


def keys(edition: Edition) -> Iterable[str]:
    """Return the paths of all sheets of all lists."""
    return [path for one in listings.LISTINGS.values() for path in listing.sheets(one, edition)]


def page(path: str, edition: Edition) -> Page:
    """Return one sheet of a list."""
    one = listings.LISTINGS[path.partition("/")[0]]
    sheet = listing.sheets(one, edition)[path]
    is_plain = not sheet.facet and sheet.order == one.default
    rows = listing.rows(one, sheet, edition)
    total = len(listing.kept(one, sheet, edition))
    title = _title(one, sheet, edition)
    values: dict[str, Any] = {
        "list": one, "sheet": sheet, "heading": title, "rows": [(item, _marks(one, item)) for item in rows],
        "total": total, "span": _span(one, sheet, edition), "undated": _undated(one, sheet, edition),
        "count": _count(one), "years_of": lambda sayings: listings.span_of(map(listings.said_day, sayings)),
        "first": (sheet.number - 1) * ROWS + 1 if rows else 0, "last": (sheet.number - 1) * ROWS + len(rows),
        "heads": [_head(one, column, sheet) for column in one.columns],
        "filters": [(facet, listing.choices(one, facet, edition)[:_shown(facet)], _more(one, facet, edition))
                    for facet in one.facets if facet.is_listed],
        "pager": listing.neighbours(one, sheet),
        "fetched": [listing.path_of(one, Sheet(sheet.order, "", "", number, sheet.of))
                    for number in range(2, sheet.of + 1)] if _is_filtered_here(one, sheet) else None,
        "csv": f"{one.name}.csv" if is_plain else None,
    }
    return Page(
        path=path, section=one.name, template="listing.html.j2", title=title, values=values,
        description=_description(one, total, edition),
        feeds=(Feed(edition.say(edition.archive.about["title"]), f"{edition.base}feed.xml"),)
        if one.name == "statements" else (),
        twins=(Twin("text/csv", f"{one.name}.csv"),) if is_plain and sheet.number == 1 else (),
    )


def _is_filtered_here(one: Listing, sheet: Sheet) -> bool:
    return not sheet.facet and sheet.order == one.default and sheet.number == 1 and sheet.of <= FETCHED


def _head(one: Listing, column: listing.Column, sheet: Sheet) -> dict[str, Any]:
    """Return a column's head: its link, where the list can be read in its order, and the order it stands in."""
    is_order = column.name == sheet.order
    return {
        "name": column.name, "is_figure": column.is_figure, "is_order": is_order,
        "path": listing.path_of(one, Sheet(column.name, "", "", 1, 1)) if column.key else None,
        "sort": ("descending" if column.falling else "ascending") if is_order else None,
    }


def _marks(one: Listing, item: Item) -> dict[str, str]:
    """Return what a row is filtered by: filter → its values, apart by blanks."""
    return {facet.name: " ".join(facet.values(item)) for facet in one.facets if facet.is_listed}


def _shown(facet: Facet) -> int | None:
    return SHOWN if facet.record else None


def _more(one: Listing, facet: Facet, edition: Edition) -> str | None:
    """Return the index that has the values not shown, if there are such."""
    if facet.record and len(listing.choices(one, facet, edition)) > SHOWN:
        return f"{facet.record}s/"
    return None


def _title(one: Listing, sheet: Sheet, edition: Edition) -> str:
    texts = edition.texts
    title = texts.text(f"index.title_{one.name}")
    if sheet.facet:
        label = listing.facet_named(one, sheet.facet).label(sheet.value, edition)
        title = texts.text("index.title_filter", list=title, value=label)
    elif sheet.order != one.default:
        title = texts.text("index.title_order", list=title, order=texts.text(f"index.order_{sheet.order}"))
    if sheet.number > 1:
        title = texts.text("index.title_page", title=title, number=texts.number(sheet.number))
    return title


def _count(one: Listing) -> str:
    return f"common.{one.name}" if one is not listings.PUBLISHERS else "index.count_publishers"


def _description(one: Listing, total: int, edition: Edition) -> str:
    lead = edition.texts.text(f"index.lead_{one.name}")
    return f"{edition.say(edition.archive.about['title'])}: {edition.texts.count(_count(one), total)}. {lead}"


def _span(one: Listing, sheet: Sheet, edition: Edition) -> tuple[listings.Day, listings.Day] | None:
    """Return the first and last day of what the sheet's order or filter holds, worked out once for all its sheets."""
    return edition.once(("span", one.name, sheet.facet, sheet.value),
                        lambda: listings.span_of(_days(listing.kept(one, sheet, edition), one, edition)))


def _undated(one: Listing, sheet: Sheet, edition: Edition) -> Undated | None:
    """Return what the sheet's order or filter holds without a date, worked out once for all its sheets."""
    def make() -> Undated | None:
        items = listing.kept(one, sheet, edition)
        if one.name not in ("articles", "statements"):
            return None
        undated = [item for item, day in zip(items, _days(items, one, edition), strict=True) if day is None]
        bounds = bounds_of(undated) if one.name == "articles" else (None, None)
        return Undated(len(items) - len(undated), len(undated), bounds) if undated else None

    return edition.once(("undated", one.name, sheet.facet, sheet.value), make)


def _days(items: Sequence[Item], one: Listing, edition: Edition) -> Iterable[listings.Day | None]:
    """Return the days that the span of a list runs over."""
    if one.name == "statements":
        sayings: Sequence[Saying] = items
        return map(listings.said_day, sayings)
    if one.name == "articles":
        return map(listings.published_day, items)
    if one.name == "events":
        return ((day, "day") for item in items for day in (item["date"]["start"], item["date"]["end"]) if day)
    if one.name == "speakers":
        return (listings.said_day(saying) for item in items for saying in listings.spoken(item, edition))
    return ()
