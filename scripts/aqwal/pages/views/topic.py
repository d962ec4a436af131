"""Takes an edition and a topic's id; gives its page: its meaning, and the articles and statements under it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from aqwal.derive.profiles import by_year, ranked
from aqwal.derive.sayings import Saying
from aqwal.pages.edition import Edition
from aqwal.pages.page import Page, Twin
from aqwal.pages.views import listing, listings
from aqwal.pages.views.article import shortened
from aqwal.pages.views.linked_data import breadcrumb
from aqwal.pages.views.listings import ARTICLES, ON_RECORD, STATEMENTS
from aqwal.record_types import Topic

TOP = 25


@dataclass(frozen=True)
class Voice:
    """A speaker on a topic: how many statements, and the first and last day of those that are dated."""

    speaker: str
    count: int
    span: tuple[listings.Day, listings.Day] | None


def keys(edition: Edition) -> Iterable[str]:
    """Return the ids of all topics."""
    return edition.archive.topics


def page(topic_id: str, edition: Edition) -> Page:
    """Return the page of a topic."""
    topic = edition.archive.topics[topic_id]
    articles = edition.articles_by("topic", topic_id)[::-1]
    sayings = edition.sayings.by_topic.get(topic_id, [])
    voices = _voices(sayings)
    outlets = [(edition.name("publisher", one), count, edition.path("publisher", one))
               for one, count in ranked(saying.article["publisher"] for saying in sayings)]
    values: dict[str, Any] = {
        "topic": topic, "narrower": _narrower(edition).get(topic_id, []),
        "articles": articles[:ON_RECORD], "all_articles": len(articles),
        "more_articles": listing.path_of_rest(ARTICLES, "topic", topic_id, len(articles)),
        "sayings_here": listings.newest_first(sayings)[:ON_RECORD], "all_sayings": len(sayings),
        "more_sayings": listing.path_of_rest(STATEMENTS, "topic", topic_id, len(sayings)),
        "span": listings.span_of(map(listings.said_day, sayings)),
        "years": by_year(sayings), "undated": sum(saying.year is None for saying in sayings),
        "voices": voices[:TOP], "all_voices": len(voices),
        "is_joint": sum(voice.count for voice in voices) > len(sayings),
        "outlets": outlets[:TOP], "all_outlets": len(outlets),
    }
    return Page(
        path=edition.path("topic", topic_id), section="topics", template="topic.html.j2",
        title=edition.name("topic", topic_id), description=shortened(edition.say(topic["definition"])), values=values,
        jsonld=(breadcrumb("topic", topic_id, edition.name("topic", topic_id), edition),),
        twins=(Twin("application/json", f"topics/{topic_id}.json"), Twin("text/csv", f"topics/{topic_id}.csv")),
    )


def _voices(sayings: list[Saying]) -> list[Voice]:
    own: dict[str, list[Saying]] = {}
    for saying in sayings:
        for speaker in saying.statement["speakers"]:
            own.setdefault(speaker, []).append(saying)
    counts = ranked(one for one, said in own.items() for _ in said)
    return [Voice(one, count, listings.span_of(map(listings.said_day, own[one]))) for one, count in counts]


def _narrower(edition: Edition) -> dict[str, list[Topic]]:
    """Return the topics under each topic."""
    def make() -> dict[str, list[Topic]]:
        table: dict[str, list[Topic]] = {}
        for topic in edition.archive.topics.values():
            if topic["broader"]:
                table.setdefault(topic["broader"], []).append(topic)
        return table

    return edition.once("narrower", make)
