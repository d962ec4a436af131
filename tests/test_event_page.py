"""Takes the toy dataset and a made-up crowd of articles; checks the event page: who reported what, and who did not."""

from copy import deepcopy

from aqwal.dataset import Archive
from aqwal.derive.events import event_table
from aqwal.derive.sayings import Sayings, sayings_of
from aqwal.pages.edition import Edition
from aqwal.pages.views import event
from aqwal.pages.views.event import COLUMNS, shares_of
from printed import Element, printed, scripts

BRIDGE = "stork-bridge-opening"


def crowd(archive: Archive, copies: int) -> Archive:
    """Return the toy dataset with the bridge's first article reported by that many more outlets, word for word."""
    other = deepcopy(archive)
    for number in range(copies):
        own = f"a{9000 + number}"
        other.articles[own] = {**deepcopy(archive.articles["a0001"]), "id": own}
        other.statements[own] = [
            {**deepcopy(one), "id": one["id"].replace("a0001", own), "nested_in": None}
            for one in archive.statements["a0001"] if one["utterance"]
        ]
    return other


def rows(page: Element) -> list[list[str]]:
    return [[cell.text for cell in row.parts if isinstance(cell, Element)]
            for row in page.one("table", class_="aq-matrix").one("tbody").all("tr")]


def test_every_event_has_its_page(edition: Edition) -> None:
    for key in event.keys(edition):
        page = event.page(key, edition)
        assert page.path == f"events/{key}/"
        assert printed(page, edition).one("h1").text == edition.name("event", key)


def test_columns_are_the_articles_oldest_first(english: Edition) -> None:
    heads = printed(event.page(BRIDGE, english), english).one("table", class_="aq-matrix").one("thead").all("th")
    assert [head.text for head in heads] == ["What was said", "Sada Burjana17 April 2030", "Wadinur Post18 April 2030"]


def test_a_row_says_how_each_article_reports_it_or_that_it_does_not(english: Edition) -> None:
    found = rows(printed(event.page(BRIDGE, english), english))
    assert len(found) == len(event_table(BRIDGE, english.archive, english.sayings).rows) == 12
    assert found[0][1:] == ["Sada Burjana: word for word", "Wadinur Post: in substance"]
    assert found[1][1:] == ["Sada Burjana: in substance", "Wadinur Post: word for word citing Saha"]
    assert found[2][1:] == ["Sada Burjana: in substance", "Wadinur Post: not reported"]
    assert "on foot first" in found[2][0]


def test_shared_rows_come_first(english: Edition) -> None:
    table = printed(event.page(BRIDGE, english), english).one("table", class_="aq-matrix").one("tbody")
    marked = ["aq-shared" in row.attributes.get("class", "") for row in table.all("tr")]
    assert marked == [True, True] + [False] * 10


def test_cells_lead_to_the_statements(english: Edition) -> None:
    page = printed(event.page(BRIDGE, english), english)
    links = {one.attributes["href"] for one in page.all("a", class_="aq-report")}
    assert links == {f"../../../en/statements/{saying.id}/" for saying in english.sayings.by_event[BRIDGE]}


def test_what_each_article_alone_has(archive: Archive, sayings: Sayings, english: Edition) -> None:
    table = event_table(BRIDGE, archive, sayings)
    shares = shares_of(table, [archive.articles[one] for one in table.articles])
    assert [(one.article["id"], one.reports, one.shared, one.missing, len(one.only)) for one in shares] == [
        ("a0001", 8, 2, 0, 6), ("a0003", 6, 2, 0, 4)]
    assert all(share.only == table.only_in(share.article["id"]) for share in shares)
    lists = printed(event.page(BRIDGE, english), english).all("ul", class_="aq-only")
    assert [len(one.all("li")) for one in lists] == [6, 4]


def test_one_article_is_not_compared(archive: Archive) -> None:
    other = deepcopy(archive)
    del other.articles["a0003"], other.statements["a0003"]
    edition = Edition(other, sayings_of(other), "en")
    page = printed(event.page(BRIDGE, edition), edition)
    assert page.all("table", class_="aq-matrix") == []
    assert len(page.one("ol", class_="aq-statements").all("li")) == 8


def test_an_event_nobody_reports_says_so(archive: Archive) -> None:
    other = deepcopy(archive)
    other.events["nothing-yet"] = {**other.events[BRIDGE], "id": "nothing-yet"}
    edition = Edition(other, sayings_of(other), "ar")
    page = printed(event.page("nothing-yet", edition), edition)
    assert [one.text for one in page.all("p", class_="aq-empty")] == [
        edition.texts.text("event.no_articles"), edition.texts.text("event.no_statements")]


def test_many_articles_become_a_list(archive: Archive) -> None:
    many = crowd(archive, COLUMNS)
    edition = Edition(many, sayings_of(many), "en")
    page = printed(event.page(BRIDGE, edition), edition)
    assert page.all("table", class_="aq-matrix") == []
    first = page.one("ol", class_="aq-utterances").parts[1]
    assert isinstance(first, Element)
    assert len(first.one("ul", class_="aq-reports").all("li")) == COLUMNS + 2
    assert "Missing from" not in page.text
    del many.statements["a9000"][0]
    edition = Edition(many, sayings_of(many), "en")
    assert "Missing from 1 article." in printed(event.page(BRIDGE, edition), edition).text


def test_a_huge_event_stays_a_page(archive: Archive) -> None:
    many = crowd(archive, 150)
    edition = Edition(many, sayings_of(many), "en")
    page = printed(event.page(BRIDGE, edition), edition)
    assert len(page.one("table", class_="aq-shares").one("tbody").all("tr")) == 100
    assert f"../../../en/articles/event/{BRIDGE}/" in {one.attributes["href"] for one in page.all("a")}


def test_hostile_text_stays_text(archive: Archive) -> None:
    other = deepcopy(archive)
    other.events[BRIDGE]["names"]["ar"] = other.events[BRIDGE]["description"]["ar"] = "<script>alert(1)</script>"
    edition = Edition(other, sayings_of(other), "ar")
    page = printed(event.page(BRIDGE, edition), edition)
    assert scripts(page) == []
    assert page.one("h1").text == "<script>alert(1)</script>"
