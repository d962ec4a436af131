"""Takes nothing; gives the lists of the site: articles, speakers, statements, events, publishers and topics."""

from collections.abc import Callable, Iterable

from aqwal.arabic.normalise import fold
from aqwal.derive.sayings import Saying
from aqwal.pages.edition import Edition, year_of
from aqwal.pages.views.listing import NONE, Column, Facet, Item, Listing
from aqwal.record_types import Article, Event, Publisher, Speaker, Topic

ON_RECORD = 100
"""Rows of one kind that a publisher's, topic's or event's page shows; the rest stand on pages of the list."""
CITING = 30
"""Statements citing an agency that its page shows."""

Day = tuple[str, str]
"""An ISO date and how exactly it is known: to the day, month or year."""


def article_day(article: Article) -> str:
    """Return the day an article is sorted by; an empty text, the least, where none is known."""
    return article["published"]["date"] or article["published"]["earliest"] or ""


def event_day(event: Event) -> str:
    """Return the day an event is sorted by."""
    return event["date"]["start"] or event["date"]["end"] or ""


def spoken(speaker: Speaker, edition: Edition) -> list[Saying]:
    """Return the statements of a speaker, in time order."""
    return edition.sayings.by_speaker.get(speaker["id"], [])


def last_day(speaker: Speaker, edition: Edition) -> str:
    """Return the day of a speaker's latest dated statement."""
    return max((saying.date or "" for saying in spoken(speaker, edition)), default="")


def said_day(saying: Saying) -> Day | None:
    """Return the day a statement is dated by: when it was said or, where that is not given, when it was published."""
    said = saying.statement["said_on"]["date"]
    return (said, "day") if said else published_day(saying.article)


def published_day(article: Article) -> Day | None:
    """Return the day an article was published, if it is known."""
    published = article["published"]
    return (published["date"], published["precision"]) if published["date"] else None


def span_of(days: Iterable[Day | None]) -> tuple[Day, Day] | None:
    """Return the first and last of the days that are known."""
    known = [day for day in days if day]
    return (min(known), max(known)) if known else None


def newest_first(sayings: list[Saying]) -> list[Saying]:
    """Return statements newest first, those of one day in the order of the page, undated ones last."""
    return sorted(sayings, key=lambda saying: saying.date or "", reverse=True)


def _name(record: Item, edition: Edition) -> str:
    return fold(record["names"][edition.language])


def _statements_of_publisher(publisher: Publisher, edition: Edition) -> int:
    return len(edition.sayings.by_publisher.get(publisher["id"], []))


def _articles_of_publisher(publisher: Publisher, edition: Edition) -> int:
    return len(edition.articles_by("publisher", publisher["id"]))


def _outlet(article: Article, edition: Edition) -> tuple[bool, str]:
    return article["publisher"] is None, fold(edition.outlet(article))


def _year_label(value: str, edition: Edition) -> str:
    return edition.texts.text("index.year_none") if value == NONE else value


def _word(prefix: str, value: str, edition: Edition) -> str:
    return edition.texts.text(f"common.{prefix}_{value}")


def _record_facet(name: str, record: str, ids: Callable[[Item], list[str]], beyond: int = ON_RECORD,
                  is_listed: bool = True) -> Facet:
    """Return a filter by the records that `ids` names in an item."""
    return Facet(name, ids, lambda value, edition: edition.name(record, value), record, beyond, is_listed=is_listed)


def _own(article: Article) -> list[str]:
    return [article["publisher"]] if article["publisher"] else []


def _event_of(saying: Saying) -> list[str]:
    return [saying.statement["event"]] if saying.statement["event"] else []


ARTICLES = Listing(
    "articles", lambda edition: list(edition.archive.articles.values()),
    (
        Column("date", lambda article, _: article_day(article), falling=True),
        Column("title", lambda article, edition: fold(edition.headline(article))),
        Column("outlet", _outlet),
        Column("statements", lambda article, edition: len(edition.sayings.by_article.get(article["id"], [])),
               falling=True, is_figure=True),
    ),
    (
        Facet("year", lambda article: [year_of(article) or NONE], _year_label, by_count=False),
        _record_facet("outlet", "publisher", _own),
        _record_facet("topic", "topic", lambda article: article["topics"]),
        _record_facet("event", "event", lambda article: article["events"], is_listed=False),
        _record_facet("agency", "publisher", lambda article: article["agencies"], is_listed=False),
    ),
    default="date",
)
SPEAKERS = Listing(
    "speakers", lambda edition: list(edition.archive.speakers.values()),
    (
        Column("name", _name),
        Column("kind"),
        Column("statements", lambda speaker, edition: len(spoken(speaker, edition)), falling=True, is_figure=True),
        Column("articles", is_figure=True),
        Column("latest", last_day, falling=True),
    ),
    (Facet("kind", lambda speaker: [speaker["kind"]], lambda value, edition: _word("kind", value, edition)),),
    default="statements",
)
STATEMENTS = Listing(
    "statements", lambda edition: edition.sayings.all,
    (
        Column("date", lambda saying, _: saying.date or "", falling=True),
        Column("speaker", lambda saying, edition: fold(edition.speakers(saying))),
        Column("said"),
        Column("outlet", lambda saying, edition: _outlet(saying.article, edition)),
    ),
    (
        Facet("type", lambda saying: [saying.statement["type"]],
              lambda value, edition: _word("type", value, edition)),
        Facet("act", lambda saying: [saying.statement["act"]],
              lambda value, edition: _word("act", value, edition)),
        Facet("year", lambda saying: [saying.year or NONE], _year_label, by_count=False),
        _record_facet("outlet", "publisher", lambda saying: _own(saying.article), beyond=0),
        _record_facet("topic", "topic", lambda saying: saying.statement["about"]),
        _record_facet("event", "event", _event_of, is_listed=False),
        _record_facet("via", "publisher", lambda saying: saying.statement["via"], CITING, is_listed=False),
    ),
    default="date",
)
EVENTS = Listing(
    "events", lambda edition: list(edition.archive.events.values()),
    (
        Column("date", lambda event, _: event_day(event), falling=True),
        Column("name", _name),
        Column("articles", lambda event, edition: len(edition.articles_by("event", event["id"])), falling=True,
               is_figure=True),
        Column("outlets", is_figure=True),
        Column("statements", lambda event, edition: len(edition.sayings.by_event.get(event["id"], [])), falling=True,
               is_figure=True),
    ),
    (Facet("year", lambda event: [event_day(event)[:4] or NONE], _year_label, by_count=False),),
    default="date",
)
PUBLISHERS = Listing(
    "publishers", lambda edition: list(edition.archive.publishers.values()),
    (
        Column("name", _name),
        Column("kind"),
        Column("articles", _articles_of_publisher, falling=True, is_figure=True),
        Column("statements", _statements_of_publisher, falling=True, is_figure=True),
        Column("cited", lambda publisher, edition: len(edition.sayings.by_via.get(publisher["id"], [])), falling=True,
               is_figure=True),
    ),
    (Facet("kind", lambda publisher: [publisher["kind"]],
           lambda value, edition: _word("kind", value, edition)),),
    default="articles",
)


def _topic_articles(topic: Topic, edition: Edition) -> int:
    return len(edition.articles_by("topic", topic["id"]))


TOPICS = Listing(
    "topics", lambda edition: list(edition.archive.topics.values()),
    (
        Column("name", _name),
        Column("broader"),
        Column("articles", _topic_articles, falling=True, is_figure=True),
        Column("statements", lambda topic, edition: len(edition.sayings.by_topic.get(topic["id"], [])), falling=True,
               is_figure=True),
    ),
    default="statements",
)
LISTINGS = {one.name: one for one in (ARTICLES, SPEAKERS, STATEMENTS, EVENTS, PUBLISHERS, TOPICS)}
"""Section → its list."""
