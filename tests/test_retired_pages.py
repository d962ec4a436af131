"""Retired records: the page at an old address says what happened, when, why and where it went; so does its twin."""

import json
from dataclasses import replace
from typing import Any

import pytest

from aqwal.dataset import Archive
from aqwal.derive.sayings import sayings_of
from aqwal.exports.twins import twins
from aqwal.pages import sitemap
from aqwal.pages.edition import Edition
from aqwal.pages.views import article, retired
from aqwal.paths import LANGUAGES
from printed import Element, printed


def entry(kind: str, old: str, new: str | None, day: str = "2031-01-01") -> Any:
    return {"id": old, "kind": kind, "to": new, "date": day, "reason": {"ar": f"سبب {old}", "en": f"Reason of {old}."}}


def edition_of(archive: Archive, *more: Any, language: str = "en", **about: Any) -> Edition:
    other = replace(archive, redirects=[*archive.redirects, *more],
                    about={**archive.about, **about})  # type: ignore[typeddict-item]
    return Edition(other, sayings_of(other), language)


def shown(key: str, edition: Edition) -> Element:
    return printed(retired.page(key, edition), edition)


def robots(root: Element) -> list[str]:
    return [one.attributes["content"] for one in root.all("meta", name="robots")]


def twin(path: str, archive: Archive) -> Any:
    return json.loads(dict(twins(archive, sayings_of(archive)))[path])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_merged_record_names_day_reason_and_successor(language: str, archive: Archive) -> None:
    edition = edition_of(archive, language=language)
    root = shown("speaker/salma-hadoun", edition)
    assert edition.say(archive.redirects[0]["reason"]) in root.one("main").text
    assert root.one("main").one("time").attributes["datetime"] == "2031-02-10"
    link = root.one("p", class_="aq-successor").one("a")
    assert link.attributes["href"].endswith(edition.path("speaker", "salma-haddun"))
    assert link.text == edition.name("speaker", "salma-haddun")
    assert root.one("link", rel="canonical").attributes["href"] == edition.permalink("speaker", "salma-haddun")


def test_a_merged_record_leaves_search_engines_to_its_successor(english: Edition) -> None:
    assert robots(shown("speaker/salma-hadoun", english)) == []


def test_a_withdrawn_record_asks_to_be_left_out_of_search_engines(english: Edition) -> None:
    root = shown("article/a0099", english)
    assert robots(root) == ["noindex"]
    assert root.one("link", rel="canonical").attributes["href"] == english.permalink("article", "a0099")


def test_a_chain_is_told_step_by_step_and_leads_to_its_end(archive: Archive) -> None:
    edition = edition_of(archive, entry("speaker", "one", "two", "2030-01-01"),
                         entry("speaker", "two", "burjana", "2030-06-01"))
    root = shown("speaker/one", edition)
    steps = root.one("ol", class_="aq-way").all("li")
    assert [(step.all("code")[0].text, step.one("time").attributes["datetime"]) for step in steps] == [
        ("one", "2030-01-01"), ("two", "2030-06-01")]
    assert "Reason of two." in steps[1].text
    assert root.one("p", class_="aq-successor").one("a").attributes["href"].endswith("speakers/burjana/")
    assert shown("speaker/two", edition).all("ol", class_="aq-way") == []


def test_a_chain_that_ends_in_a_withdrawal_leads_to_no_record(archive: Archive) -> None:
    edition = edition_of(archive, entry("speaker", "one", "two"), entry("speaker", "two", None))
    root = shown("speaker/one", edition)
    assert root.all("p", class_="aq-successor") == []
    assert "two was withdrawn" in root.one("ol", class_="aq-way").text
    assert robots(root) == ["noindex"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_withdrawn_statement_leads_to_its_article_where_that_is_there(language: str, archive: Archive) -> None:
    edition = edition_of(archive, entry("statement", "a0001-s77", None), entry("statement", "a0099-s01", None),
                         language=language)
    said = shown("statement/a0001-s77", edition).one("p", class_="aq-empty")
    links = [one.attributes["href"] for one in said.all("a")]
    assert [one.rpartition("../")[2].removeprefix("en/") for one in links] == ["statements/", "articles/a0001/"]
    assert len(shown("statement/a0099-s01", edition).one("p", class_="aq-empty").all("a")) == 1


def test_what_happened_comes_before_the_facts_of_a_retired_identifier(english: Edition) -> None:
    text = shown("speaker/salma-hadoun", english).one("main").text
    assert text.index(english.texts.text("retired.see")) < text.index(english.texts.text("retired.kind"))


def test_the_address_of_a_retired_statement_is_also_a_place_on_its_article(archive: Archive) -> None:
    for pages in (True, False):
        edition = edition_of(archive, statement_pages=pages)
        root = printed(article.page("a0001", edition), edition)
        place = root.one("li", id="a0001-s10")
        assert "The statement was recorded twice." in place.text
        assert place.one("a").attributes["href"].endswith(edition.path("statement", "a0001-s02"))


def test_without_statement_pages_a_retired_statement_has_no_page_of_its_own(archive: Archive) -> None:
    edition = edition_of(archive, statement_pages=False)
    assert "statement/a0001-s10" not in list(retired.keys(edition))
    assert "statements/a0001-s10.json" not in dict(twins(edition.archive, edition.sayings))
    assert retired.place_of("statement", "a0001-s10", edition) == "articles/a0001/#a0001-s10"


def test_a_retired_article_keeps_the_places_of_its_retired_statements(archive: Archive) -> None:
    edition = edition_of(archive, entry("statement", "a0099-s01", None), statement_pages=False)
    assert "Reason of a0099-s01." in shown("article/a0099", edition).one("li", id="a0099-s01").text
    assert retired.place_of("statement", "a0099-s01", edition) == "articles/a0099/#a0099-s01"
    assert retired.place_of("statement", "a0777-s01", edition) is None


def test_an_article_without_retired_statements_says_nothing_of_them(english: Edition) -> None:
    assert english.texts.text("retired.heading_statements") not in printed(article.page("a0002", english), english).text


def test_a_twin_says_what_became_of_a_record(archive: Archive) -> None:
    merged, gone = twin("speakers/salma-hadoun.json", archive), twin("articles/a0099.json", archive)
    assert {key: merged[key] for key in ("id", "kind", "status", "to", "reason", "date")} == {
        "id": "salma-hadoun", "kind": "speaker", "status": "merged", "to": "salma-haddun",
        "reason": archive.redirects[0]["reason"], "date": "2031-02-10"}
    assert (gone["status"], gone["to"], gone["date"]) == ("withdrawn", None, "2031-03-20")
    assert gone["permalink"] == "https://toy.example/data/articles/a0099/"
    assert "record" not in merged and "record" not in gone


def test_a_page_announces_its_twin(english: Edition) -> None:
    root = shown("article/a0099", english)
    assert root.one("link", type="application/json").attributes["href"] == "../../../articles/a0099.json"


def test_retired_records_are_not_in_the_sitemap(english: Edition) -> None:
    keys = list(retired.keys(english))
    paths = [retired.page(key, english).path for key in keys]
    text = dict(sitemap.sitemap_files(["articles/a0001/", *paths], english.archive))["sitemap.xml"].decode()
    assert [one for one in paths if one in text] == []


def test_text_of_a_reason_stays_text(archive: Archive) -> None:
    hostile = {**entry("article", "a0098", None), "reason": {"ar": "<script>x</script>", "en": "<script>x</script>"}}
    root = shown("article/a0098", edition_of(archive, hostile))
    assert "<script>x</script>" in root.one("p", class_="aq-digest").text
    assert root.one("main").all("script") == []
