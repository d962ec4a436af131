"""Corrections: the issue forms fit GitHub's schema, and every record page leads to those that fit, filled in."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from aqwal import records
from aqwal.dataset import Archive
from aqwal.derive.corrections import FORMS, TITLE_LENGTH, Reported, form_address
from aqwal.derive.sayings import sayings_of
from aqwal.pages.edition import Edition
from aqwal.pages.views import article, event, publisher, retired, speaker, statement, topic
from aqwal.paths import LANGUAGES, PROJECT
from printed import Element, printed

TEMPLATES = PROJECT / ".github" / "ISSUE_TEMPLATE"
NAMES = sorted({form for forms in FORMS.values() for form in forms})
OF_GITHUB = {"template", "title"}
"""Keys of the address that are no fields of a form."""
PAGES = {
    "article": lambda edition: article.page("a0001", edition),
    "statement": lambda edition: statement.page("a0001-s01", edition),
    "speaker": lambda edition: speaker.page("salma-haddun", edition),
    "publisher": lambda edition: publisher.page("nakhla", edition),
    "event": lambda edition: event.page(next(iter(edition.archive.events)), edition),
    "topic": lambda edition: topic.page("bridges", edition),
    "retired": lambda edition: retired.page("article/a0099", edition),
}


def form(name: str) -> dict[str, Any]:
    value, issues = records.load_record(TEMPLATES / f"{name}.yml", name)
    assert issues == []
    assert isinstance(value, dict)
    return value


def fields(name: str) -> dict[str, Any]:
    return {field["id"]: field for field in form(name)["body"] if field["type"] != "markdown"}


def fits(path: Path, schema: str) -> bool:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.github-issue-{schema}", str(path)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def edition_of(archive: Archive, language: str = "en", **about: Any) -> Edition:
    other = replace(archive, about={**archive.about, **about})  # type: ignore[typeddict-item]
    return Edition(other, sayings_of(other), language)


def links(root: Element) -> list[str]:
    return [one.attributes["href"] for one in root.one("p", class_="aq-corrections").all("a")]


def test_there_is_a_file_for_every_form_and_no_other() -> None:
    assert sorted(path.stem for path in TEMPLATES.glob("*.yml")) == sorted([*NAMES, "config"])
    assert {"wrong-speaker", "wrong-date", "takedown"} <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_form_fits_the_schema_of_github(name: str) -> None:
    assert fits(TEMPLATES / f"{name}.yml", "forms")


def test_the_list_of_forms_fits_the_schema_of_github() -> None:
    assert fits(TEMPLATES / "config.yml", "config")


@pytest.mark.parametrize(("name", "schema", "old", "new"), [
    ("takedown", "forms", "type: textarea", "type: text_area"), ("takedown", "forms", "name:", "title_of_form:"),
    ("config", "config", "blank_issues_enabled: false", "blank_issues_enabled: sometimes"),
])
def test_a_broken_form_does_not_fit(name: str, schema: str, old: str, new: str, tmp_path: Path) -> None:
    text = (TEMPLATES / f"{name}.yml").read_text("utf-8")
    assert old in text
    (tmp_path / "broken.yml").write_text(text.replace(old, new, 1), "utf-8")
    assert not fits(tmp_path / "broken.yml", schema)


@pytest.mark.parametrize("name", NAMES)
def test_a_form_speaks_both_languages_throughout(name: str) -> None:
    value = form(name)
    said = [value["name"], value["description"], *(field["attributes"]["label"] for field in fields(name).values()),
            *(option for field in fields(name).values() for option in field["attributes"].get("options", ()))]
    for text in said:
        arabic, dot, english = text.partition(" · ")
        assert dot
        assert any("\u0600" <= letter <= "\u06ff" for letter in arabic)
        assert english.isascii() or "“" in english


@pytest.mark.parametrize("name", NAMES)
def test_no_two_fields_of_a_form_share_a_label(name: str) -> None:
    labels = [field["attributes"]["label"] for field in fields(name).values()]
    assert len(set(labels)) == len(labels)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", PAGES)
def test_a_page_leads_to_the_forms_that_fit_it(kind: str, language: str, archive: Archive) -> None:
    edition = edition_of(archive, language, contact=None)
    page = PAGES[kind](edition)
    found = links(printed(page, edition))
    assert len(found) == len(FORMS[kind])
    for address, name in zip(found, FORMS[kind], strict=True):
        parts = urlsplit(address)
        assert f"{parts.scheme}://{parts.netloc}{parts.path}" == f"{archive.about['repository']}/issues/new"
        query = {key: values[0] for key, values in parse_qs(parts.query, strict_parsing=True).items()}
        assert query["template"] == f"{name}.yml"
        assert query.keys() - OF_GITHUB <= fields(name).keys()
        assert query["page"] == archive.about["url"] + edition.base + page.path
        assert query["record"] in page.path
        assert query["version"] == archive.about["version"]
        assert query["record"] in query["title"]


def test_a_speaker_s_page_calls_the_form_by_what_can_be_wrong_there(archive: Archive) -> None:
    for language, wanted in (("ar", "اسم أو صفة"), ("en", "wrong name or role")):
        edition = edition_of(archive, language)
        assert printed(PAGES["speaker"](edition), edition).one("p", class_="aq-corrections").all("a")[0].text == wanted


def test_where_statements_have_no_pages_an_article_asks_for_the_statement(archive: Archive) -> None:
    asked = {pages: printed(PAGES["article"](edition), edition).one("p", class_="aq-corrections").text
             for pages in (True, False) for edition in (edition_of(archive, statement_pages=pages),)}
    words = edition_of(archive).texts.text("corrections.one_statement")
    assert words in asked[False] and words not in asked[True]


def test_the_title_of_a_report_starts_as_a_sentence_and_names_the_record_once(archive: Archive) -> None:
    page = Reported("lin-shan", "Record lin-shan has moved", "https://toy.example/data/speakers/lin-shan/")
    address = form_address(archive.about, "other-mistake", page, "another mistake")
    assert address is not None
    assert parse_qs(urlsplit(address).query)["title"] == ["Another mistake: lin-shan"]


def test_each_form_asks_for_all_that_pages_fill_in() -> None:
    for name in NAMES:
        assert {"record", "page", "version"} <= fields(name).keys()


def test_text_of_a_record_cannot_add_a_key_to_the_address(archive: Archive) -> None:
    page = Reported("a0001", "نعم & لا?labels=x#y + <z>\n", "https://toy.example/data/articles/a0001/")
    address = form_address(archive.about, "takedown", page, "طلب سحب")
    assert address is not None
    assert address.isascii()
    query = parse_qs(urlsplit(address).query, strict_parsing=True)
    assert query.keys() == {"template", "title", "record", "page", "version"}
    assert query["title"] == ["طلب سحب: a0001 · نعم & لا?labels=x#y + <z>\n"]
    assert urlsplit(address).fragment == ""


def test_a_long_title_is_cut_so_that_the_address_stays_short(archive: Archive) -> None:
    address = form_address(archive.about, "takedown", Reported("a0001", "ق" * 500, "https://toy.example/"), "طلب")
    assert address is not None
    assert len(address) < 6 * TITLE_LENGTH + 300
    assert parse_qs(urlsplit(address).query)["title"][0].endswith("…")


@pytest.mark.parametrize("kind", PAGES)
def test_without_a_repository_a_page_leads_to_the_contact(kind: str, archive: Archive) -> None:
    edition = edition_of(archive, repository=None)
    assert links(printed(PAGES[kind](edition), edition)) == ["https://toy.example/corrections"]


@pytest.mark.parametrize("kind", PAGES)
def test_with_neither_a_page_leads_to_the_words_on_corrections(kind: str, archive: Archive) -> None:
    edition = edition_of(archive, repository=None, contact=None)
    assert links(printed(PAGES[kind](edition), edition)) == ["../../../en/about/#corrections"]
    for language in LANGUAGES:
        assert "{: #corrections }" in (PROJECT / "docs" / language / "about.md").read_text("utf-8")


def test_with_both_a_page_leads_to_forms_and_contact(archive: Archive) -> None:
    edition = edition_of(archive)
    assert links(printed(PAGES["topic"](edition), edition))[-1] == "https://toy.example/corrections"
