"""Takes the toy dataset; checks speaker pages: names, statements by year, filters, relations, long lists."""

from copy import deepcopy
from dataclasses import replace

import pytest

from aqwal.dataset import Archive
from aqwal.derive.sayings import Sayings, sayings_of
from aqwal.pages.edition import Edition
from aqwal.pages.views import speaker
from printed import Element, printed, scripts


def ids(root: Element) -> list[str]:
    """Return the statements of a speaker's list, in page order."""
    return [one.one("a", class_="aq-permalink").text for year in root.all("section", class_="aq-year")
            for one in year.all("li", class_="aq-statement")]


def other_names(root: Element) -> list[tuple[str, str, str]]:
    """Return the names beneath the large one, each with its language and direction."""
    return [(one.text, one.attributes["lang"], one.attributes["dir"])
            for one in root.one("p", class_="aq-names").all("span")]


def many(archive: Archive, speaker_id: str, count: int) -> Edition:
    """Return an edition in which a speaker says as many things in one article."""
    grown = deepcopy(archive)
    first = grown.statements["a0001"][0]
    grown.statements["a0001"] = [{**first, "id": f"a0001-s{number:02d}", "speakers": [speaker_id]}
                                 for number in range(1, count + 1)]
    grown.statements["a0003"] = []
    return Edition(grown, sayings_of(grown), "en")


def test_every_speaker_has_a_page_and_every_statement_stands_on_it_once(edition: Edition) -> None:
    assert list(speaker.keys(edition)) == list(edition.archive.speakers)
    for key in speaker.keys(edition):
        found = ids(printed(speaker.page(key, edition), edition))
        assert sorted(found) == sorted(one.id for one in edition.sayings.by_speaker.get(key, []))


def test_names_in_all_scripts(archive: Archive, sayings: Sayings) -> None:
    arabic = Edition(archive, sayings, "ar")
    root = printed(speaker.page("lin-shan", arabic), arabic)
    assert root.one("h1").text == "لين شان"
    assert other_names(root) == [("Lin Shan", "en", "ltr"), ("林山", "zh", "ltr")]
    english = Edition(archive, sayings, "en")
    root = printed(speaker.page("ivan-zvyozdny", english), english)
    assert root.one("h1").text == "Ivan Zvyozdny"
    assert other_names(root) == [("إيفان زفيوزدني", "ar", "rtl"), ("Иван Звёздный", "ru", "ltr")]


def test_summary_counts_and_span(english: Edition) -> None:
    text = printed(speaker.page("nadir-karrami", english), english).one("p", class_="aq-summary").text
    assert text == "4 statements in 2 articles, from 1 March 2031 to 12 April 2031"
    text = printed(speaker.page("salma-haddun", english), english).one("p", class_="aq-summary").text
    assert text == "6 statements in 2 articles, on 17 April 2030"


def test_statements_newest_first_and_undated_last(english: Edition) -> None:
    root = printed(speaker.page("wadinur", english), english)
    assert [one.one("h3").text for one in root.all("section", class_="aq-year")] == ["Undated 1 statement"]
    assert ids(printed(speaker.page("nadir-karrami", english), english)) == [
        "a0004-s03", "a0002-s02", "a0002-s03", "a0002-s01"]


def test_role_stands_only_where_the_records_give_it(english: Edition) -> None:
    root = printed(speaker.page("lin-shan", english), english)
    roles = {one.one("a", class_="aq-permalink").text: [role.text for role in one.all("span", class_="aq-role")]
             for one in root.all("li", class_="aq-statement")}
    assert roles == {"a0001-s08": ["Engineer of the bridge"], "a0003-s07": []}


def test_filters_count_what_is_shown_and_lead_somewhere_without_scripts(english: Edition) -> None:
    root = printed(speaker.page("salma-haddun", english), english)
    found = {(one.attributes["data-filter"], one.attributes["data-value"]): one.attributes["href"]
             for one in root.all("a") if "data-filter" in one.attributes}
    assert found == {
        ("type", "indirect"): "../../../en/statements/type/indirect/",
        ("type", "direct"): "../../../en/statements/type/direct/",
        ("outlet", "sada-burjana"): "../../../en/publishers/sada-burjana/",
        ("outlet", "wadinur-post"): "../../../en/publishers/wadinur-post/",
        ("topic", "bridges"): "../../../en/topics/bridges/", ("topic", "trade"): "../../../en/topics/trade/",
    }
    items = root.all("li", class_="aq-statement")
    counts = {one.one("bdi").text: one.one("span", class_="aq-figure").text
              for one in root.one("div", class_="aq-filters").all("li")}
    assert counts["word for word"] == str(sum(one.attributes["data-type"] == "direct" for one in items)) == "2"
    assert counts["Trade"] == str(sum("trade" in one.attributes["data-topic"].split() for one in items)) == "2"
    assert counts["Sada Burjana"] == str(sum(one.attributes["data-outlet"] == "sada-burjana" for one in items)) == "4"


def test_a_filter_with_one_choice_is_left_out(english: Edition) -> None:
    assert printed(speaker.page("burjana", english), english).all("div", class_="aq-filters") == []


def test_relations_are_counted(english: Edition) -> None:
    root = printed(speaker.page("salma-haddun", english), english).one("section", aria_labelledby="relations")
    bars = {table.one("caption").text: [(row.one("th").text, row.one("span", class_="aq-figure").text)
                                        for row in table.one("tbody").all("tr")]
            for table in root.all("table")}
    assert bars == {
        "Outlets, by statements": [("Sada Burjana", "4"), ("Wadinur Post", "2")],
        "Topics, by statements": [("Bridges", "6"), ("Trade", "2")],
        "Said together with": [("Salim Haddun", "1")],
        "Spoke to": [("Lin Shan", "1")],
    }
    wadinur = printed(speaker.page("wadinur", english), english).one("section", aria_labelledby="relations").text
    assert "Spoken to by Burjana 1" in wadinur


def test_spellings_with_the_number_of_articles(english: Edition) -> None:
    table = printed(speaker.page("salma-haddun", english), english).one("section", aria_labelledby="spellings")
    rows = [(row.one("th").text, row.one("td", class_="aq-figure").text) for row in table.one("tbody").all("tr")]
    assert rows == [("سلمى حدّون", "1"), ("سلمى حدون", "1"), ("Salma Haddoun", "1"), ("رئيسة بلدية وادينور", "2")]


def test_years_are_drawn_only_where_there_are_several(archive: Archive, english: Edition) -> None:
    assert printed(speaker.page("salma-haddun", english), english).all("figure") == []
    later = deepcopy(archive)
    later.statements["a0003"][0]["said_on"] = {"date": "2033-01-05", "basis": "stated"}
    edition = Edition(later, sayings_of(later), "en")
    years = printed(speaker.page("salma-haddun", edition), edition)
    assert years.one("figure")
    rows = next(one for one in years.all("details") if one.all("table")).one("table").all("tr")
    assert [(row.one("th").text, row.one("td").text) for row in rows] == [
        ("2030", "5"), ("2031", "0"), ("2032", "0"), ("2033", "1")]


def test_who_is_only_spoken_to_sees_what_was_said_to_them(archive: Archive) -> None:
    silent = deepcopy(archive)
    silent.statements["a0004"] = [one for one in silent.statements["a0004"] if one["speakers"] != ["wadinur"]]
    edition = Edition(silent, sayings_of(silent), "en")
    root = printed(speaker.page("wadinur", edition), edition)
    assert "No statement is attributed to them in this dataset. 1 statement is addressed to them" in root.text
    assert root.one("section", aria_labelledby="addressed").one("a", class_="aq-permalink").text == "a0002-s05"


def test_who_neither_speaks_nor_is_spoken_to_is_led_on(archive: Archive) -> None:
    empty = replace(archive, statements={})
    edition = Edition(empty, sayings_of(empty), "en")
    box = printed(speaker.page("wadinur", edition), edition).one("p", class_="aq-empty")
    assert box.one("a").attributes["href"] == "../../../en/speakers/"


@pytest.mark.parametrize(("count", "pages"), [(0, 1), (1, 1), (200, 1), (201, 2), (400, 2), (401, 3)])
def test_page_count(count: int, pages: int) -> None:
    assert speaker.page_count(count) == pages


def test_long_lists_go_on_over_pages_and_lose_nothing(archive: Archive) -> None:
    edition = many(archive, "lin-shan", 450)
    keys = [key for key in speaker.keys(edition) if key.startswith("lin-shan")]
    assert keys == ["lin-shan", "lin-shan/page/2", "lin-shan/page/3"]
    roots = [printed(speaker.page(key, edition), edition) for key in keys]
    said = [one.id for one in edition.sayings.by_speaker["lin-shan"]]
    assert sorted(one for root in roots for one in ids(root)) == sorted(said)
    assert [len(ids(root)) for root in roots] == [200, 200, 50]
    links = [{one.attributes["rel"]: one.attributes["href"] for one in root.all("nav")[0].all("a")} for root in roots]
    assert links == [
        {"next": "../../../en/speakers/lin-shan/page/2/"},
        {"prev": "../../../../../en/speakers/lin-shan/", "next": "../../../../../en/speakers/lin-shan/page/3/"},
        {"prev": "../../../../../en/speakers/lin-shan/page/2/"},
    ]
    assert [speaker.page(key, edition).path for key in keys] == [
        "speakers/lin-shan/", "speakers/lin-shan/page/2/", "speakers/lin-shan/page/3/"]


def test_announces_feed_and_twins(edition: Edition) -> None:
    page = speaker.page("lin-shan", edition)
    assert [one.path for one in page.twins] == ["speakers/lin-shan.json", "speakers/lin-shan.csv"]
    assert [one.path for one in page.feeds] == [f"{edition.base}speakers/lin-shan.xml"]


def test_text_of_records_is_inert(archive: Archive) -> None:
    hostile = deepcopy(archive)
    one = hostile.speakers["salma-haddun"]
    one["names"].update(ar="<script>اسم</script>", en='"><script>x</script>', ru="<img src=x>", zh="</span><script>")
    one["note"] = {"ar": "<script>", "en": "javascript:alert(1)"}
    one["spellings"][0]["form"] = "<iframe>"
    one["roles"][0]["title"] = {"ar": "<script>", "en": "</dd><script>"}
    found = sayings_of(hostile)
    for language in ("ar", "en"):
        edition = Edition(hostile, found, language)
        root = printed(speaker.page("salma-haddun", edition), edition)
        assert scripts(root) == []
        assert root.all("img") == root.all("iframe") == []
        assert not any(link.attributes["href"].startswith("javascript:") for link in root.all("a"))
