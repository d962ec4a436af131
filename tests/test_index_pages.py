"""Takes the toy dataset; checks the indexes: every record once in an order, filters that count right, joined sheets."""

import csv
import io
from collections import Counter
from copy import deepcopy

import pytest

from aqwal.dataset import Archive
from aqwal.derive.sayings import Sayings, sayings_of
from aqwal.exports.lists import lists
from aqwal.pages.edition import Edition
from aqwal.pages.views import indexes, listing
from aqwal.pages.views.listing import NONE, Listing, Sheet
from aqwal.pages.views.listings import LISTINGS, ON_RECORD
from printed import Element, printed, scripts

ROWS = 4


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> int:
    """Sheets of four rows, so that the toy dataset needs several."""
    monkeypatch.setattr(listing, "ROWS", ROWS)
    monkeypatch.setattr(indexes, "ROWS", ROWS)
    return ROWS


def id_of(item: object) -> str:
    return str(item["id"] if isinstance(item, dict) else item.id)  # type: ignore[attr-defined]


def all_ids(one: Listing, edition: Edition) -> Counter[str]:
    return Counter(map(id_of, one.items(edition)))


def body(page: Element) -> list[Element]:
    return page.one("table", class_="aq-rows").one("tbody").all("tr")


@pytest.mark.parametrize("name", LISTINGS)
def test_every_record_is_on_one_sheet_of_every_order(name: str, english: Edition, short: int) -> None:
    one = LISTINGS[name]
    found: dict[str, Counter[str]] = {}
    for sheet in listing.sheets(one, english).values():
        if not sheet.facet:
            rows = listing.rows(one, sheet, english)
            assert len(rows) == short or sheet.number == sheet.of
            found.setdefault(sheet.order, Counter()).update(map(id_of, rows))
    assert set(found) == {column.name for column in one.orders}
    assert all(ids == all_ids(one, english) for ids in found.values())


@pytest.mark.parametrize("name", LISTINGS)
def test_every_order_is_in_order(name: str, edition: Edition) -> None:
    one = LISTINGS[name]
    for column in one.orders:
        assert column.key is not None
        keys = [column.key(item, edition) for item in listing.ordered(one, column.name, edition)]
        assert keys == sorted(keys, reverse=column.falling)


@pytest.mark.usefixtures("short")
@pytest.mark.parametrize("name", LISTINGS)
def test_filter_counts_are_what_the_sheets_hold(name: str, english: Edition) -> None:
    one = LISTINGS[name]
    sheets = listing.sheets(one, english)
    for facet in one.facets:
        for choice in listing.choices(one, facet, english):
            own = [sheet for sheet in sheets.values() if (sheet.facet, sheet.value) == (facet.name, choice.value)]
            held = [id_of(item) for sheet in own for item in listing.rows(one, sheet, english)]
            wanted = [id_of(item) for item in one.items(english) if choice.value in facet.values(item)]
            assert choice.count == len(wanted)
            assert sorted(held) == (sorted(wanted) if own else [])
            assert bool(own) == (choice.count > facet.beyond)


def test_filter_links_lead_to_pages_that_are(english: Edition) -> None:
    sheets = {path for one in LISTINGS.values() for path in listing.sheets(one, english)}
    records = {english.path(kind, identifier) for kind, table in (
        ("publisher", english.archive.publishers), ("topic", english.archive.topics), ("event", english.archive.events),
    ) for identifier in table}
    for one in LISTINGS.values():
        for facet in one.facets:
            for choice in listing.choices(one, facet, english):
                assert choice.path in sheets | records


def test_addresses(english: Edition) -> None:
    keys = list(indexes.keys(english))
    assert len(keys) == len(set(keys))
    assert {"articles/", "articles/by/title/", "articles/year/2030/", f"articles/year/{NONE}/", "speakers/by/name/",
            "speakers/kind/person/", "statements/type/direct/", "statements/act/warn/", "statements/by/speaker/",
            "statements/outlet/sada-burjana/", "events/by/name/", "publishers/kind/agency/", "topics/"} <= set(keys)
    assert not any(key.startswith(("articles/outlet/", "articles/topic/")) for key in keys)


def test_newest_statements_first_undated_last(english: Edition) -> None:
    days = [saying.date for saying in listing.ordered(LISTINGS["statements"], "date", english)]
    known = [day for day in days if day]
    assert known == sorted(known, reverse=True)
    assert days[len(known):] == [None] * (len(days) - len(known))


@pytest.mark.usefixtures("short")
def test_sheets_join_up(english: Edition) -> None:
    page = printed(indexes.page("statements/page/2/", english), english)
    assert page.one("a", rel="prev").attributes["href"] == "../../../../en/statements/"
    assert page.one("a", rel="next").attributes["href"] == "../../../../en/statements/page/3/"
    last = printed(indexes.page("statements/page/7/", english), english)
    assert last.all("a", rel="next") == []
    assert [len(body(one)) for one in (page, last)] == [4, 1]
    note = page.one("header").one("p", class_="aq-note").text
    assert note.startswith("25 statements") and note.endswith("showing 5–8.")


def test_the_order_is_said_and_the_others_are_links(english: Edition) -> None:
    heads = printed(indexes.page("articles/by/outlet/", english), english).one("thead").all("th")
    assert [head.attributes.get("aria-sort") for head in heads] == [None, None, "ascending", None]
    assert [link.attributes["href"] for head in heads for link in head.all("a")] == [
        "../../../../en/articles/", "../../../../en/articles/by/title/", "../../../../en/articles/by/statements/"]


def test_span_and_count_are_those_of_the_filter(english: Edition) -> None:
    page = printed(indexes.page("articles/year/2030/", english), english)
    assert page.one("h1").text == "Articles · 2030"
    note = page.one("header").one("p", class_="aq-note").text
    assert note == "2 articles, published from 17 April 2030 to 18 April 2030."
    assert page.one("a", aria_current="page").text == "2030"


def test_a_month_is_not_made_a_day(english: Edition) -> None:
    note = printed(indexes.page("articles/", english), english).one("header").one("p", class_="aq-note").text
    assert note.startswith("4 articles: 3 dated articles, from 17 April 2030 to March 2031; 1 undated, "
                           "between 1 April 2031 and 30 April 2031. ")


def test_a_span_of_one_day_is_that_day(archive: Archive) -> None:
    other = deepcopy(archive)
    del other.articles["a0003"], other.statements["a0003"]
    for language, wanted in (("en", "1 article, published on 17 April 2030."),
                             ("ar", "مقال واحد، النشر بتاريخ 17 أبريل 2030.")):
        edition = Edition(other, sayings_of(other), language)
        page = printed(indexes.page("articles/year/2030/", edition), edition)
        assert page.one("header").one("p", class_="aq-note").text == wanted


def test_a_list_of_undated_articles_claims_no_span(english: Edition) -> None:
    note = printed(indexes.page(f"articles/year/{NONE}/", english), english).one("header").one("p", class_="aq-note")
    assert note.text == "1 article: 1 undated, between 1 April 2031 and 30 April 2031."


def test_rows_carry_what_filters_need(english: Edition) -> None:
    rows = body(printed(indexes.page("statements/", english), english))
    for row, saying in zip(rows, listing.ordered(LISTINGS["statements"], "date", english), strict=True):
        assert row.attributes["data-type"] == saying.statement["type"]
        assert row.attributes["data-topic"].split() == saying.statement["about"]
        assert row.attributes["data-year"] == (saying.year or NONE)


@pytest.mark.usefixtures("short")
def test_other_sheets_are_named_for_the_script_only_where_it_filters(english: Edition) -> None:
    first = printed(indexes.page("statements/", english), english).one("table", class_="aq-rows")
    assert first.attributes["data-pages"].split() == [f"../../en/statements/page/{n}/" for n in range(2, 8)]
    for path in ("statements/page/2/", "statements/by/speaker/", "statements/type/direct/"):
        assert "data-pages" not in printed(indexes.page(path, english), english).one("table").attributes


def test_empty_lists_say_what_to_do(archive: Archive) -> None:
    none = Archive(archive.about, {}, {}, {}, {}, {}, {}, [])
    edition = Edition(none, sayings_of(none), "ar")
    assert set(indexes.keys(edition)) == {
        path for one in LISTINGS.values() for path in [f"{one.name}/", *(f"{one.name}/by/{column.name}/"
                                                                        for column in one.orders[1:])]}
    for name in LISTINGS:
        page = printed(indexes.page(f"{name}/", edition), edition)
        assert page.one("p", class_="aq-empty").text == edition.texts.text(f"index.empty_{name}")


def test_pages_grow_with_rows_not_with_their_product(archive: Archive) -> None:
    counts = []
    for copies in (60, 120):
        many = deepcopy(archive)
        for number in range(copies):
            own = f"a{5000 + number}"
            many.articles[own] = {**archive.articles["a0001"], "id": own}
            many.statements[own] = [{**one, "id": one["id"].replace("a0001", own)}
                                    for one in archive.statements["a0001"]]
        counts.append(len(list(indexes.keys(Edition(many, sayings_of(many), "ar")))))
    rows = 9 * 60
    assert counts[1] - counts[0] <= 16 * rows / listing.ROWS
    assert counts[1] > counts[0]


def test_more_than_a_record_page_shows_gets_sheets(archive: Archive) -> None:
    many = deepcopy(archive)
    for number in range(ON_RECORD):
        own = f"a{5000 + number}"
        many.articles[own] = {**archive.articles["a0001"], "id": own}
    edition = Edition(many, sayings_of(many), "ar")
    assert "articles/outlet/sada-burjana/" in set(indexes.keys(edition))
    assert listing.path_of_rest(LISTINGS["articles"], "outlet", "sada-burjana", 102) == "articles/outlet/sada-burjana/"
    assert listing.path_of_rest(LISTINGS["articles"], "outlet", "sada-burjana", ON_RECORD) is None


def test_hostile_text_stays_text(archive: Archive) -> None:
    other = deepcopy(archive)
    other.speakers["burjana"]["names"]["en"] = '"><script>alert(1)</script>'
    edition = Edition(other, sayings_of(other), "en")
    for path in ("speakers/", "statements/", "articles/"):
        page = printed(indexes.page(path, edition), edition)
        assert scripts(page) == []
        assert not any(one.attributes["href"].startswith("javascript") for one in page.all("a"))
    assert '"><script>' in printed(indexes.page("speakers/", edition), edition).text


def test_each_index_links_its_csv_and_the_file_holds_its_rows(archive: Archive, sayings: Sayings,
                                                              english: Edition) -> None:
    files = dict(lists(archive, sayings))
    for name, one in LISTINGS.items():
        page = indexes.page(f"{name}/", english)
        assert [twin.path for twin in page.twins] == [f"{name}.csv"]
        table = list(csv.DictReader(io.StringIO(files[f"{name}.csv"].decode("utf-8-sig"), newline="")))
        assert Counter(row["id"] for row in table) == all_ids(one, english)


def test_a_sheet_knows_its_own_path(english: Edition) -> None:
    for one in LISTINGS.values():
        for path, sheet in listing.sheets(one, english).items():
            assert listing.path_of(one, sheet) == path
    assert listing.path_of(LISTINGS["topics"], Sheet("name", "", "", 3, 9)) == "topics/by/name/page/3/"
