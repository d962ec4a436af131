"""Takes the toy dataset; checks the home page: figures, newest statements, timeline, ranking, events, downloads."""

from copy import deepcopy
from dataclasses import dataclass, replace

from aqwal.dataset import Archive
from aqwal.derive.sayings import Sayings, sayings_of
from aqwal.pages.edition import Edition
from aqwal.pages.views import home
from aqwal.record_types import Bilingual
from printed import printed, scripts


@dataclass(frozen=True)
class File:
    """A download as the home page needs it."""

    path: str
    title: Bilingual
    bytes: int
    format: str
    media_type: str = "application/zip"
    sha256: str = "0" * 64
    licence: str = "CC-BY-4.0"
    table: str | None = None


def dated(archive: Archive, days: list[tuple[str | None, str]]) -> Edition:
    """Return an edition whose articles have these dates and precisions, in id order."""
    other = deepcopy(archive)
    for article, (day, precision) in zip(other.articles.values(), days, strict=True):
        article["published"].update(date=day, precision=precision)  # type: ignore[typeddict-item]
    return Edition(other, sayings_of(other), "en")


def test_one_page_at_the_root(edition: Edition) -> None:
    assert [home.page(key, edition).path for key in home.keys(edition)] == [""]
    page = home.page("", edition)
    assert (page.section, page.feeds[0].path) == ("home", f"{edition.base}feed.xml")
    assert printed(page, edition).one("h1").text == edition.say(edition.archive.about["title"])
    assert page.title != edition.say(edition.archive.about["title"])


def test_figures_say_of_what_and_lead_there(english: Edition) -> None:
    strip = printed(home.page("", english), english).one("dl", class_="aq-numbers")
    found = [(one.one("dt").text, one.one("dd").text) for one in strip.all("div")]
    assert found == [("Articles", "4"), ("Statements", "25"), ("Speakers", "11"), ("Outlets", "2"),
                     ("Published", "17 April 2030 – March 20313 dated articles; 1 undated, "
                                  "between 1 April 2031 and 30 April 2031")]
    assert [one.attributes["href"] for one in strip.all("a")] == [
        "../en/articles/", "../en/statements/", "../en/speakers/", "../en/publishers/"]


def test_speakers_are_counted_as_their_index_counts_them(archive: Archive) -> None:
    silent = deepcopy(archive)
    silent.speakers["nobody"] = {**silent.speakers["burjana"], "id": "nobody"}
    edition = Edition(silent, sayings_of(silent), "en")
    assert {key: count for key, count, _ in home.figures(edition)}["speakers"] == len(silent.speakers) == 12


def test_newest_statements_are_plain_and_of_several_articles(edition: Edition) -> None:
    found = [one.id for one in home.newest(edition)]
    assert found == ["a0004-s03", "a0002-s02", "a0002-s03", "a0003-s03", "a0003-s04", "a0001-s01", "a0001-s02"]


def test_timeline_holds_every_month_of_the_span(english: Edition) -> None:
    drawn = home.timeline(english)
    assert (drawn.unit, drawn.placed, drawn.unplaced) == ("month", 3, 1)
    assert len(drawn.rows) == 12
    assert [row for row in drawn.rows if row[1]] == [("April 2030", 2), ("March 2031", 1)]
    assert (drawn.rows[0][0], drawn.rows[-1][0]) == ("April 2030", "March 2031")


def test_timeline_of_a_long_span_goes_by_year(archive: Archive) -> None:
    edition = dated(archive, [("2020-01-05", "day"), ("2024-12-01", "month"), ("2025-01-01", "month"),
                              (None, "unknown")])
    assert home.timeline(edition).unit == "year"
    assert home.timeline(edition).rows == [("2020", 1), ("2021", 0), ("2022", 0), ("2023", 0), ("2024", 1), ("2025", 1)]
    edge = dated(archive, [("2020-01-05", "day"), ("2024-12-01", "month"), (None, "unknown"), (None, "unknown")])
    assert home.timeline(edge).unit == "month"
    assert len(home.timeline(edge).rows) == 60


def test_timeline_does_not_put_a_year_into_january(archive: Archive) -> None:
    edition = dated(archive, [("2020-03-05", "day"), ("2020-01-01", "year"), (None, "unknown"), (None, "unknown")])
    drawn = home.timeline(edition)
    assert (drawn.rows, drawn.placed, drawn.unplaced) == ([("March 2020", 1)], 1, 3)


def test_without_dates_there_is_no_timeline_but_a_way_on(archive: Archive) -> None:
    edition = dated(archive, [(None, "unknown")] * 4)
    root = printed(home.page("", edition), edition)
    assert root.all("figure") == []
    assert "No dated article yet." in root.one("section", aria_labelledby="time").text
    assert root.all("div", class_="aq-numbers-span") == []


def test_speakers_are_ranked_by_statements(english: Edition) -> None:
    table = printed(home.page("", english), english).one("section", aria_labelledby="speakers").one("table")
    rows = [(row.one("th").text, row.one("span", class_="aq-figure").text) for row in table.one("tbody").all("tr")]
    assert rows[:3] == [("Salma Haddun", "6"), ("Nadir Karrami", "4"), ("Salim Haddun", "4")]
    assert len(rows) == 10
    assert table.one("caption").text == (
        "Statements of each speaker; the first 10 of 11 speakers to whom statements are attributed.")


def test_only_events_of_several_named_outlets(english: Edition) -> None:
    assert [(one.event, one.outlets, one.articles) for one in home.covered(english)] == [
        ("stork-bridge-opening", ["sada-burjana", "wadinur-post"], 2)]


def test_downloads_that_hold_everything_are_offered(archive: Archive, sayings: Sayings) -> None:
    title: Bilingual = {"ar": "كل شيء", "en": "Everything"}
    files = (File("toy.zip", title, 81_400, "zip"), File("csv/articles.csv", title, 10, "csv"))
    edition = Edition(archive, sayings, "en", files)
    box = printed(home.page("", edition), edition).one("section", aria_labelledby="data")
    assert [one.attributes["href"] for one in box.all("a")] == [
        "../downloads/latest/toy.zip", "../en/downloads/", "../en/explore/", "../en/releases/", "../en/dictionary/",
        "../en/feed.xml"]
    assert "Everything 81.4 kB" in box.text


def test_an_empty_archive_says_what_to_do(archive: Archive) -> None:
    empty = replace(archive, articles={}, statements={})
    for language in ("ar", "en"):
        edition = Edition(empty, sayings_of(empty), language)
        root = printed(home.page("", edition), edition)
        boxes = root.all("p", class_="aq-empty")
        assert len(boxes) == 4
        assert all(box.all("a") for box in boxes)


def test_text_of_records_is_inert(archive: Archive) -> None:
    hostile = deepcopy(archive)
    hostile.about["title"] = {"ar": "<script>ا</script>", "en": "</title><script>x</script>"}
    hostile.about["description"] = {"ar": '"><script>', "en": '"><script>x</script>'}
    for event in hostile.events.values():
        event["names"] = {"ar": "<script>", "en": "<script>x"}
    found = sayings_of(hostile)
    for language in ("ar", "en"):
        edition = Edition(hostile, found, language)
        assert scripts(printed(home.page("", edition), edition)) == []
