"""Takes an edition and an event's id; gives its page: the articles' reports of it side by side."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from aqwal.derive.events import EventRow, EventTable, event_table
from aqwal.derive.profiles import ranked
from aqwal.derive.sayings import Saying
from aqwal.pages.edition import Edition, article_order
from aqwal.pages.page import Page, Twin
from aqwal.pages.views import listing, listings
from aqwal.pages.views.article import shortened
from aqwal.pages.views.linked_data import event_data
from aqwal.pages.views.listings import ON_RECORD
from aqwal.record_types import Article

COLUMNS = 6
"""Above this many articles the table would not fit, and the page lists the reports instead."""
ROWS = 300
"""Acts of speech that one page shows, those with several reports first; all stand in the index of statements."""
TOP = 15
SHARES = 25
"""Articles whose own statements are listed; above that the lists say nothing any more."""
OWN = 40
"""Statements listed of what only one article has; the article's page has them all."""


@dataclass(frozen=True)
class Share:
    """What one article has of an event: its reports, those that others have too, and those only it has."""

    article: Article
    reports: int
    shared: int
    missing: int
    only: list[EventRow]


def keys(edition: Edition) -> Iterable[str]:
    """Return the ids of all events."""
    return edition.archive.events


def page(event_id: str, edition: Edition) -> Page:
    """Return the page of an event."""
    event = edition.archive.events[event_id]
    table = event_table(event_id, edition.archive, edition.sayings)
    columns = sorted((edition.archive.articles[one] for one in table.articles), key=article_order)
    sayings = edition.sayings.by_event.get(event_id, [])
    rows = table.shared + [row for row in table.rows if len(row.reports) == 1]
    values: dict[str, Any] = {
        "event": event, "columns": columns, "sayings_here": sayings, "rows": rows[:ROWS],
        "shared": len(table.shared), "all_rows": len(rows),
        "is_wide": len(columns) > COLUMNS,
        "shares": shares_of(table, columns)[:ON_RECORD], "all_articles": len(columns), "listed": (SHARES, OWN),
        "more_articles": listing.path_of_rest(listings.ARTICLES, "event", event_id, len(columns)),
        "outlets": len({article["publisher"] for article in columns if article["publisher"]}),
        "topics": ranked(topic for saying in sayings for topic in saying.statement["about"]),
        "speakers": _speakers(sayings, edition), "span": listings.span_of(map(listings.said_day, sayings)),
        "more": listing.path_of_rest(listings.STATEMENTS, "event", event_id, len(sayings))
        if len(rows) > ROWS else None,
    }
    return Page(
        path=edition.path("event", event_id), section="events", template="event.html.j2",
        title=edition.name("event", event_id), description=shortened(edition.say(event["description"])), values=values,
        jsonld=tuple(event_data(event, edition)),
        twins=(Twin("application/json", f"events/{event_id}.json"), Twin("text/csv", f"events/{event_id}.csv")),
    )


def shares_of(table: EventTable, columns: list[Article]) -> list[Share]:
    """Return each article's share of the event, in the order given; linear in the number of reports."""
    reports: Counter[str] = Counter()
    only: dict[str, list[EventRow]] = {}
    for row in table.rows:
        reports.update(row.reports.keys())
        if len(row.reports) == 1:
            only.setdefault(next(iter(row.reports)), []).append(row)
    shared = len(table.shared)
    return [_share(article, reports[article["id"]], only.get(article["id"], []), shared) for article in columns]


def _share(article: Article, reports: int, only: list[EventRow], shared_by_any: int) -> Share:
    shared = reports - len(only)
    return Share(article, reports, shared, shared_by_any - shared, only)


def _speakers(sayings: list[Saying], edition: Edition) -> dict[str, Any]:
    """Return the speakers by number of reports, the first of them as bars, and how many there are in all."""
    counts = ranked(one for saying in sayings for one in saying.statement["speakers"])
    rows = [(edition.name("speaker", one), count, edition.path("speaker", one)) for one, count in counts[:TOP]]
    return {"rows": rows, "all": len(counts)}
