"""Takes an edition; gives the home page: what this is, figures, newest statements, the archive over time, downloads."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, islice
from typing import Any

from aqwal.derive.profiles import Ranking
from aqwal.derive.sayings import Saying
from aqwal.derive.spans import bounds_of
from aqwal.pages.edition import Edition
from aqwal.pages.labels import size_label
from aqwal.pages.page import Feed, Page
from aqwal.pages.views.linked_data import dataset_data
from aqwal.paths import FOLDERS
from aqwal.record_types import Article

NEWEST = 9
FROM_ONE_ARTICLE = 2
"""At most so many of the newest statements from one article, so that the front page shows more than one story."""
SPEAKERS = 10
EVENTS = 6
MONTHS = 60
"""A longer archive is drawn by year."""
WHOLE = ("zip", "sqlite")
"""The forms that hold everything in one file."""
KINDS = (("articles", "article"), ("statements", "statement"), ("speakers", "speaker"), ("outlets", "publisher"))


@dataclass(frozen=True)
class Timeline:
    """Articles by month or year, each of the span; `unplaced` have no date exact enough to stand in one."""

    unit: str
    rows: list[tuple[str, int]]
    placed: int
    unplaced: int


@dataclass(frozen=True)
class Covered:
    """An event that several outlets reported on."""

    event: str
    outlets: list[str]
    articles: int
    statements: int


def keys(edition: Edition) -> Iterable[str]:  # noqa: ARG001
    """Return the one key of the home page."""
    return ("",)


def page(key: str, edition: Edition) -> Page:
    """Return the home page."""
    about, texts = edition.archive.about, edition.texts
    ranking = speakers_ranked(edition)
    articles = list(edition.archive.articles.values())
    values: dict[str, Any] = {
        "figures": list(figures(edition)),
        "span": span(edition), "undated": sum(not one["published"]["date"] for one in articles),
        "dated": sum(bool(one["published"]["date"]) for one in articles), "bounds": bounds_of(articles),
        "newest": list(islice(newest(edition), NEWEST)), "from_one": FROM_ONE_ARTICLE,
        "timeline": timeline(edition),
        "speakers": [(edition.name("speaker", one), count, edition.path("speaker", one))
                     for one, count in ranking[:SPEAKERS]],
        "speaker_count": len(ranking),
        "covered": covered(edition)[:EVENTS],
        "downloads": [one for one in edition.downloads if one.format in WHOLE],
        "size": lambda count: size_label(count, texts),
    }
    return Page(
        path=key, section="home", template="home.html.j2", title=texts.text("home.page_title"),
        description=edition.say(about["description"]), values=values, jsonld=tuple(dataset_data(edition)),
        feeds=(Feed(texts.text("home.feed"), f"{edition.base}feed.xml"),),
    )


def figures(edition: Edition) -> Iterator[tuple[str, int, str]]:
    """Yield what is counted, how many, and the index of it."""
    archive = edition.archive
    counts = {"article": len(archive.articles), "statement": len(edition.sayings.all),
              "speaker": len(archive.speakers), "publisher": len(edition.outlets())}
    for key, kind in KINDS:
        yield key, counts[kind], f"{FOLDERS[kind]}/"


def span(edition: Edition) -> tuple[Article, Article] | None:
    """Return the first and the last article whose date is known."""
    dated = [article for article in edition.archive.articles.values() if article["published"]["date"]]
    if not dated:
        return None
    return min(dated, key=_day), max(dated, key=_day)


def newest(edition: Edition) -> Iterator[Saying]:
    """Yield the newest statements, those of one article in the order of its page.

    A front page shows what is plain: not the arguable ones, nor a headline's, nor those within another's words.
    """
    taken: Counter[str] = Counter()
    for (_, article_id), group in groupby(edition.newest(), key=lambda one: (one.date, one.article["id"])):
        for saying in reversed(list(group)):
            if taken[article_id] < FROM_ONE_ARTICLE and _is_plain(saying):
                taken[article_id] += 1
                yield saying


def timeline(edition: Edition) -> Timeline:
    """Count articles by month, or by year where the span is long; every month and year of the span stands in it."""
    published = [article["published"] for article in edition.archive.articles.values()]
    days = [(one["date"], one["precision"]) for one in published if one["date"]]
    months = Counter(_month(day) for day, precision in days if precision in ("day", "month"))
    if months and max(months) - min(months) < MONTHS:
        rows = [(_month_name(month, edition), months[month]) for month in range(min(months), max(months) + 1)]
        return Timeline("month", rows, months.total(), len(published) - months.total())
    years = Counter(int(day[:4]) for day, _ in days)
    span_of_years = range(min(years), max(years) + 1) if years else ()
    return Timeline("year", [(f"{year:04d}", years[year]) for year in span_of_years], len(days),
                    len(published) - len(days))


def speakers_ranked(edition: Edition) -> Ranking:
    """Return the speakers by number of statements."""
    counts = ((one, len(sayings)) for one, sayings in edition.sayings.by_speaker.items())
    return sorted(counts, key=lambda pair: (-pair[1], pair[0]))


def covered(edition: Edition) -> list[Covered]:
    """Return the events that more than one named outlet reported on, most outlets first, then the most statements."""
    found = []
    for event in edition.archive.events:
        articles = edition.articles_by("event", event)
        outlets = dict.fromkeys(one["publisher"] for one in articles if one["publisher"])
        if len(outlets) > 1:
            statements = len(edition.sayings.by_event.get(event, []))
            found.append(Covered(event, list(outlets), len(articles), statements))
    return sorted(found, key=lambda one: (-len(one.outlets), -one.statements, one.event))


def _is_plain(saying: Saying) -> bool:
    one = saying.statement
    return one["certainty"] == "explicit" and not one["in_title"] and not one["nested_in"]


def _day(article: Article) -> tuple[str, str]:
    return article["published"]["date"] or "", article["id"]


def _month(day: str) -> int:
    """Return a month as a number that counts on over the years."""
    return int(day[:4]) * 12 + int(day[5:7]) - 1


def _month_name(month: int, edition: Edition) -> str:
    return edition.texts.date(f"{month // 12:04d}-{month % 12 + 1:02d}-01", "month")
