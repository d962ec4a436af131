"""Takes sayings; gives for each event which outlet reported which utterance, and how."""

from collections.abc import Iterable
from dataclasses import dataclass

from aqwal.dataset import Archive
from aqwal.derive.sayings import Saying, Sayings
from aqwal.record_types import Article


@dataclass(frozen=True)
class EventRow:
    """One act of speech at an event: its reports by article. `reports` maps article id → the report there."""

    key: str
    reports: dict[str, Saying]

    @property
    def first(self) -> Saying:
        """The report that stands first, whose paraphrase heads the row."""
        return next(iter(self.reports.values()))


@dataclass(frozen=True)
class EventTable:
    """An event's reports side by side. `articles` are the columns: those that report on it."""

    event: str
    articles: list[str]
    rows: list[EventRow]

    def only_in(self, article_id: str) -> list[EventRow]:
        """Return the rows that this article has and no other."""
        return [row for row in self.rows if list(row.reports) == [article_id]]

    @property
    def shared(self) -> list[EventRow]:
        """Rows reported by more than one article."""
        return [row for row in self.rows if len(row.reports) > 1]


def event_table(event_id: str, archive: Archive, sayings: Sayings) -> EventTable:
    """Set the reports of one event side by side; rows in time order, one for each utterance."""
    own = sayings.by_event.get(event_id, [])
    articles = sorted({saying.article["id"] for saying in own} | articles_of(event_id, archive.articles.values()))
    rows: dict[str, EventRow] = {}
    for saying in own:
        key = saying.statement["utterance"] or saying.id
        row = rows.setdefault(key, EventRow(key, {}))
        row.reports.setdefault(saying.article["id"], saying)
    return EventTable(event_id, articles, list(rows.values()))


def articles_of(event_id: str, articles: Iterable[Article]) -> set[str]:
    """Return the ids of the articles that name the event."""
    return {article["id"] for article in articles if event_id in article["events"]}
