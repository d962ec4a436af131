"""Takes an edition and a speaker's id; gives the speaker's pages: names, statements by year, relations, spellings."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from aqwal.derive.profiles import Profile, Ranking, profile_of, ranked
from aqwal.derive.sayings import Saying
from aqwal.pages.edition import Edition
from aqwal.pages.labels import field_label
from aqwal.pages.page import Feed, Page, Twin
from aqwal.pages.views.linked_data import speaker_data
from aqwal.record_types import Speaker

PAGE_LENGTH = 200
"""Statements on one page; who said more has further pages."""
RANKING_LENGTH = 12
ALL_YEARS = 60


@dataclass(frozen=True)
class Year:
    """The statements of one year on this page, newest first; `year` is None for those without a date."""

    year: str | None
    sayings: list[Saying]


@dataclass(frozen=True)
class Bars:
    """A ranking as bars: rows of (name, count, path), and how many more there are."""

    rows: list[tuple[str, int, str]]
    more: int


@dataclass(frozen=True)
class Filter:
    """A list of links that narrow the statements: choices of (value, name, count, path)."""

    name: str
    label: str
    choices: list[tuple[str, str, int, str]]


def keys(edition: Edition) -> Iterator[str]:
    """Yield each speaker's id, and `id/page/2` and so on where the statements need further pages."""
    for speaker_id in edition.archive.speakers:
        yield speaker_id
        said = len(edition.sayings.by_speaker.get(speaker_id, []))
        yield from (f"{speaker_id}/page/{number}" for number in range(2, page_count(said) + 1))


def page(key: str, edition: Edition) -> Page:
    """Return one page of a speaker."""
    speaker_id, _, number = key.partition("/page/")
    speaker = edition.archive.speakers[speaker_id]
    profile = profile_of(speaker_id, edition.sayings)
    name = edition.name("speaker", speaker_id)
    feed = Feed(edition.texts.text("speaker.feed", name=name), f"{edition.base}speakers/{speaker_id}.xml")
    path = edition.path("speaker", speaker_id) + (f"page/{number}/" if number else "")
    title = edition.texts.text("speaker.page_title", name=name, page=number) if number else name
    return Page(
        path=path, section="speakers", template="speaker.html.j2", title=title,
        description=f"{name}{edition.texts.text('common.colon')} {summary(profile, edition)}",
        values=_values(speaker, profile, int(number or 1), edition),
        jsonld=tuple(speaker_data(speaker, edition)) if not number else (), feeds=(feed,),
        kind="profile" if speaker["kind"] == "person" else "website",
        twins=(Twin("application/json", f"speakers/{speaker_id}.json"),
               Twin("text/csv", f"speakers/{speaker_id}.csv")),
    )


def page_count(sayings: int) -> int:
    """Return how many pages a number of statements fills; at least one."""
    return max(1, -(-sayings // PAGE_LENGTH))


def summary(profile: Profile, edition: Edition) -> str:
    """Return in words how much a speaker said, in how many articles, over which span."""
    texts = edition.texts
    if not profile.sayings:
        return texts.text("speaker.nothing_said")
    articles = len({saying.article["id"] for saying in profile.sayings})
    parts = [texts.text("speaker.said_in", statements=texts.count("common.statements", len(profile.sayings)),
                        articles=texts.count("speaker.in_articles", articles))]
    days = [saying.date for saying in profile.sayings if saying.date]
    if days and days[0] != days[-1]:
        parts.append(texts.text("speaker.span", first=texts.date(days[0]), last=texts.date(days[-1])))
    elif days:
        parts.append(texts.text("speaker.on_day", day=texts.date(days[0])))
    if profile.undated:
        parts.append(texts.count("speaker.undated", profile.undated))
    return texts.text("common.comma").join(parts)


def newest_first(sayings: list[Saying]) -> list[Saying]:
    """Turn statements in time order around; those of one day and article keep their order, undated ones come last."""
    days = [list(group) for _, group in groupby(sayings, key=lambda one: (one.date, one.article["id"]))]
    dated = [group for group in days if group[0].date]
    undated = [group for group in days if not group[0].date]
    return [saying for group in [*reversed(dated), *undated] for saying in group]


def by_year(sayings: list[Saying]) -> list[Year]:
    """Group statements that stand newest first by year."""
    return [Year(year, list(group)) for year, group in groupby(sayings, key=lambda one: one.year)]


def _values(speaker: Speaker, profile: Profile, number: int, edition: Edition) -> dict[str, Any]:
    sayings, pages = newest_first(profile.sayings), page_count(len(profile.sayings))
    shown = sayings[(number - 1) * PAGE_LENGTH:number * PAGE_LENGTH]
    others = [("en", speaker["names"]["en"]), ("ar", speaker["names"]["ar"]), ("ru", speaker["names"]["ru"]),
              ("zh", speaker["names"]["zh"])]
    return {
        "speaker": speaker, "profile": profile, "current": number, "pages": pages,
        "summary": summary(profile, edition),
        "names": [(tongue, name) for tongue, name in others if name and tongue != edition.language],
        "years": by_year(shown), "columns": profile.years[-ALL_YEARS:],
        "filters": list(_filters(shown, edition)),
        "addressed": newest_first(edition.sayings.by_addressee.get(speaker["id"], []))[:PAGE_LENGTH],
        "relations": list(_relations(profile, edition)),
        "label": {name: field_label("speaker", name, edition.language) for name in speaker},
    }


def _filters(sayings: list[Saying], edition: Edition) -> Iterator[Filter]:
    """Yield the filters over the statements shown; one with a single choice would narrow nothing and is left out."""
    outlets: Ranking = ranked(saying.article["publisher"] for saying in sayings)
    types: Ranking = ranked(saying.statement["type"] for saying in sayings)
    topics: Ranking = ranked(topic for saying in sayings for topic in saying.statement["about"])
    for name, ranking in (("type", types), ("outlet", outlets), ("topic", topics)):
        choices = [(value, _choice(name, value, edition), count, _choice_path(name, value, edition))
                   for value, count in ranking[:RANKING_LENGTH]]
        if len(choices) > 1:
            yield Filter(name, edition.texts.text(f"speaker.by_{name}"), choices)


def _choice(name: str, value: str, edition: Edition) -> str:
    if name == "type":
        return edition.texts.text(f"common.type_{value}")
    return edition.name("publisher" if name == "outlet" else name, value)


def _choice_path(name: str, value: str, edition: Edition) -> str:
    """Return where a choice leads without JavaScript: to everything of that type, outlet or topic."""
    if name == "type":
        return f"statements/type/{value}/"
    return edition.path("publisher" if name == "outlet" else name, value)


def _relations(profile: Profile, edition: Edition) -> Iterator[tuple[str, Bars]]:
    """Yield each ranking that holds anything, under the key of its heading."""
    for key, kind, ranking in (
        ("outlets", "publisher", profile.outlets), ("topics", "topic", profile.topics),
        ("together", "speaker", profile.together_with), ("spoke_to", "speaker", profile.spoke_to),
        ("spoken_to_by", "speaker", profile.spoken_to_by),
    ):
        if ranking:
            rows = [(edition.name(kind, one), count, edition.path(kind, one))
                    for one, count in ranking[:RANKING_LENGTH]]
            yield key, Bars(rows, len(ranking) - len(rows))
