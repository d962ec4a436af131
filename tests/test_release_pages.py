"""Releases on the site: what changed, in words and links; the page of a version; the feed; what a record says."""

from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

import pytest

from aqwal import contract
from aqwal.changes.hashes import hashes_of
from aqwal.dataset import Archive
from aqwal.derive.sayings import sayings_of
from aqwal.derive.tables import tables
from aqwal.pages import feeds
from aqwal.pages.edition import Edition
from aqwal.pages.history import history_of
from aqwal.pages.release_words import fields_of
from aqwal.pages.views import article, dictionary, downloads, event, releases, retired, speaker, statement, version
from aqwal.paths import FOLDERS, LANGUAGES
from printed import Element, printed
from released import FILES, OTHER, manifest, manifests_of, with_releases

ATOM = "{http://www.w3.org/2005/Atom}"
ASSETS = "https://github.com/toy-org/toy-towns/releases/download/v1.1.0/"


def edition_of(archive: Archive, language: str = "en", **more: Any) -> Edition:
    return Edition(archive, sayings_of(archive), language, **more)


@pytest.fixture(scope="module")
def with_both(archive: Archive) -> Archive:
    return with_releases(archive)


@pytest.fixture(params=LANGUAGES)
def both(request: pytest.FixtureRequest, with_both: Archive) -> Edition:
    return edition_of(with_both, request.param)


@pytest.fixture(scope="module")
def in_english(with_both: Archive) -> Edition:
    return edition_of(with_both)


def listed(edition: Edition) -> Element:
    return printed(releases.page("releases/", edition), edition).one("main")


def hrefs(root: Element) -> list[str]:
    return [one.attributes["href"] for one in root.all("a")]


def test_the_manifests_of_these_tests_are_manifests(with_both: Archive) -> None:
    assert all(contract.fits("release", one) for one in with_both.releases)


def test_releases_stand_newest_first(in_english: Edition) -> None:
    cards = listed(in_english).all("section", class_="aq-release")
    assert [card.one("h3").one("a").text for card in cards] == ["1.1.0", "1.0.0"]
    assert [card.one("h3").one("time").attributes["datetime"] for card in cards] == ["2031-04-01", "2031-01-15"]


def test_a_release_says_what_changed_in_words(in_english: Edition, with_both: Archive) -> None:
    newest, first = listed(in_english).all("section", class_="aq-release")
    assert [line.text.replace("\u2068", "").replace("\u2069", "") for line in newest.one("ul", class_="aq-lines").all(
        "li")] == ["Added: 1 article, 4 statements", "Changed: 1 speaker", "Removed: 1 article, 1 statement, 1 speaker",
                   "Fields added: articles.section"]
    assert [line.text for line in first.one("ul", class_="aq-lines").all("li")] == ["The first release"]
    arabic = listed(edition_of(with_both, "ar"))
    assert "أُضيف: مقال واحد، 4 أقوال" in arabic.text


def test_changed_records_are_linked_and_removed_ones_lead_to_their_tombstones(both: Edition) -> None:
    newest = listed(both).all("section", class_="aq-release")[0]
    here = "../" + both.base if not both.base else "../../en/"
    assert {f"{here}articles/a0004/", f"{here}statements/a0004-s01/", f"{here}speakers/salma-haddun/",
            f"{here}articles/a0099/", f"{here}statements/a0001-s10/", f"{here}speakers/salma-hadoun/",
            f"{here}downloads/1.1.0/"} <= set(hrefs(newest))
    changed = next(line for line in newest.all("li") if both.name("speaker", "salma-haddun") in line.text)
    wanted = {"ar": ["الأسماء: بالعربية", "الصفات"], "en": ["Names: Arabic", "Roles"]}[both.language]
    assert [(one.text, one.attributes["href"]) for one in changed.all("a")[1:]] == [
        (wanted[0], f"{here}dictionary/#speakers.names_ar"), (wanted[1], f"{here}dictionary/#speaker_roles")]


def test_where_nothing_was_released_the_page_says_what_to_do(edition: Edition) -> None:
    shown = listed(edition)
    assert shown.all("section", class_="aq-release") == []
    assert edition.texts.text("releases.now_none_next") in shown.text
    assert any(one.endswith("downloads/") for one in hrefs(shown.one("p", class_="aq-empty")))
    assert edition.archive.about["version"] in shown.text


def test_the_page_says_what_is_not_released_yet(with_both: Archive, in_english: Edition) -> None:
    shown = listed(in_english)
    assert "Version 1.2.0 is being prepared and not yet released; the newest release is 1.1.0." in shown.text
    assert "Changed 1 event" in shown.one("section", aria_labelledby="now").text
    same_version = edition_of(with_releases(with_both, version="1.1.0"))
    assert "changed since version 1.1.0" in listed(same_version).text


def test_a_site_of_exactly_what_was_released_says_so(archive: Archive, with_both: Archive) -> None:
    newest: Any = {**manifests_of(archive)[1], "records": hashes_of(archive)}
    same = replace(with_both, releases=[newest], about={**archive.about, "version": "1.1.0"})
    assert "shows version 1.1.0 exactly as released; no record differs" in listed(edition_of(same)).text


def test_a_large_release_shows_some_records_and_says_how_many_more(archive: Archive) -> None:
    ids = [f"a{number:04}" for number in range(5000)]
    changes = {"level": "minor", "added": {"articles": ids}, "changed": {}, "removed": {}, "fields_added": [],
               "fields_removed": [], "fields_changed": []}
    large = manifest("1.1.0", "2031-04-01", {"articles": dict.fromkeys(ids, OTHER)}, "1.0.0", changes, FILES.items())
    edition = edition_of(replace(archive, releases=[large]))
    newest = listed(edition).one("section", class_="aq-release")
    assert "Added: 5,000 articles" in newest.text
    assert f"and {5000 - releases.SHOWN:,} more" in newest.text
    assert len(newest.one("ul", class_="aq-changed").all("li")) == releases.SHOWN + 1
    assert "open" not in newest.one("details").attributes
    assert ASSETS + "changes.json" in hrefs(newest)


def test_a_record_no_longer_known_is_named_without_a_link(archive: Archive) -> None:
    changes = {"level": "minor", "added": {"articles": ["a0888"], "meters": ["<m1>"]}, "changed": {}, "removed": {},
               "fields_added": [], "fields_removed": [], "fields_changed": []}
    odd = manifest("1.1.0", "2031-04-01", {"articles": {}}, "1.0.0", changes, FILES.items())
    edition = edition_of(replace(archive, releases=[odd]))
    shown = listed(edition)
    assert not any("a0888" in one for one in hrefs(shown))
    assert "a0888" in shown.text and "<m1>" in shown.text
    assert "(meters)" in shown.text


def test_what_was_withdrawn_or_merged_is_listed_with_day_and_reason(both: Edition) -> None:
    rows = listed(both).one("table", class_="aq-log").one("tbody").all("tr")
    assert [row.one("time").attributes["datetime"] for row in rows] == ["2031-03-20", "2031-02-10", "2031-02-10"]
    for row, entry in zip(rows, retired.tombstones(both), strict=True):
        assert both.say(entry["reason"]) in row.text
        assert entry["id"] in row.text


def test_the_page_of_a_version_gives_sizes_and_sums(both: Edition) -> None:
    shown = printed(version.page("1.1.0", both), both)
    for file in both.archive.releases[1]["files"]:
        assert f"{file['sha256']} {file['path']}" in shown.one("details", class_="aq-sums").text
    assert next(one.attributes["href"] for one in shown.all("link", type="application/json")).endswith(
        "releases/1.1.0.json")


def test_files_not_at_hand_are_linked_among_the_assets_of_the_repository(in_english: Edition) -> None:
    shown = printed(version.page("1.1.0", in_english), in_english)
    names = ["toy-towns-1.1.0.zip", "toy-towns-1.1.0.zip.sha256", "SHA256SUMS", "manifest.json", "changes.json",
             "changes.csv", "CHANGES.md", "toy-towns.sqlite"]
    assert [one for one in hrefs(shown) if one.startswith("https://github.com/")][:8] == [ASSETS + one for one in names]


def test_without_a_repository_the_page_says_where_to_ask(with_both: Archive) -> None:
    edition = edition_of(with_releases(with_both, repository=None))
    shown = printed(version.page("1.1.0", edition), edition).one("main")
    assert "https://toy.example/corrections" in hrefs(shown.one("p", class_="aq-empty"))
    assert not any("github" in one for one in hrefs(shown))
    no_contact = edition_of(with_releases(with_both, repository=None, contact=None))
    empty = printed(version.page("1.1.0", no_contact), no_contact).one("p", class_="aq-empty")
    assert hrefs(empty) == ["../../../en/about/#corrections"]


def test_a_version_is_cited_by_its_number_its_year_and_its_address(in_english: Edition) -> None:
    plain = printed(version.page("1.0.0", in_english), in_english).one("section", class_="aq-cite").all("code")[0].text
    assert "(2031)" in plain
    assert "version 1.0.0" in plain
    assert plain.endswith("https://toy.example/data/downloads/1.0.0/")


def test_the_commands_check_the_archive_and_what_is_in_it(with_both: Archive) -> None:
    here = {"1.1.0": {"toy-towns-1.1.0.zip": 1, "csv/articles.csv": 1}, "1.0.0": {"csv/articles.csv": 1}}
    edition = edition_of(with_both, earlier=here)
    commands = {one["version"]: version.verifying(one, edition) for one in with_both.releases}
    assert "curl -LO https://toy.example/data/downloads/1.1.0/toy-towns-1.1.0.zip\n" in commands["1.1.0"]
    assert "sha256sum --strict --check toy-towns-1.1.0.zip.sha256" in commands["1.1.0"]
    assert commands["1.0.0"].startswith("curl -O https://toy.example/data/downloads/1.0.0/SHA256SUMS\n")
    assert ASSETS + "toy-towns-1.1.0.zip" in version.verifying(with_both.releases[1], edition_of(with_both))


def test_the_page_of_downloads_leads_to_every_version(both: Edition) -> None:
    shown = printed(downloads.page("downloads/latest/", both), both)
    assert [one.rpartition("downloads/")[2] for one in hrefs(shown.one("ul", class_="aq-earlier"))] == ["1.1.0/",
                                                                                                       "1.0.0/"]


def test_a_record_says_when_it_was_released_and_changed(in_english: Edition) -> None:
    def fact(page: Any) -> str:
        found = [one for one in printed(page, in_english).all("div", class_="aq-fact")
                 if one.one("dt").text == "In releases"]
        assert len(found) == 1
        return found[0].one("dd").text

    assert fact(article.page("a0001", in_english)) == "first released in 1.0.0 (15 January 2031)"
    assert fact(statement.page("a0004-s01", in_english)) == "first released in 1.1.0 (1 April 2031)"
    assert fact(speaker.page("salma-haddun", in_english)) == (
        "first released in 1.0.0 (15 January 2031), last changed in 1.1.0 (1 April 2031)")
    edited = next(iter(in_english.archive.events))
    assert fact(event.page(edited, in_english)).endswith("changed since, not yet released")
    assert fact(retired.page("article/a0099", in_english)) == "first released in 1.0.0; not in releases since 1.1.0"


def test_a_record_that_was_never_released_says_so(archive: Archive) -> None:
    first = with_releases(archive).releases[:1]
    edition = edition_of(replace(archive, releases=first))
    assert "not yet released" in printed(article.page("a0004", edition), edition).one("aside").text


def test_where_nothing_was_released_a_record_says_nothing_of_it(edition: Edition) -> None:
    assert edition.texts.text("releases.since") not in printed(article.page("a0001", edition), edition).one("dl").text


def test_history_is_read_once_for_both_languages(in_english: Edition) -> None:
    assert replace(in_english, language="ar").history is in_english.history
    assert history_of(replace(in_english.archive, releases=[])) is None


def test_releases_have_a_feed_that_says_what_changed(both: Edition) -> None:
    data = dict(feeds.feed_files(both))[f"{both.base}releases.xml"]
    entries = ElementTree.fromstring(data).findall(f"{ATOM}entry")
    address = f"{both.archive.about['url']}{both.base}downloads/"
    assert [one.findtext(f"{ATOM}id") for one in entries] == [f"{address}1.1.0/", f"{address}1.0.0/"]
    assert [one.findtext(f"{ATOM}updated") for one in entries] == ["2031-04-01T00:00:00Z", "2031-01-15T00:00:00Z"]
    wanted = {"ar": "أُضيف: مقال واحد، 4 أقوال", "en": "Added: 1 article, 4 statements"}[both.language]
    assert wanted in str(entries[0].findtext(f"{ATOM}content"))
    assert all(one.findtext(f"{ATOM}summary") for one in entries)
    head = printed(releases.page("releases/", both), both)
    assert [one.attributes["href"] for one in head.all("link", type="application/atom+xml")] == [
        ("../" if not both.base else "../../") + both.base + "releases.xml"]


def test_a_feed_without_releases_has_no_entry(edition: Edition) -> None:
    feed = ElementTree.fromstring(dict(feeds.feed_files(edition))[f"{edition.base}releases.xml"])
    assert feed.findall(f"{ATOM}entry") == []


def test_a_field_that_changed_is_named_in_words_and_leads_to_the_dictionary(in_english: Edition) -> None:
    found = fields_of("speakers", ["$.roles[0].title.ar", "$.roles[1].title.ar", "$.roles[2]", "$.no.more[0]"],
                      in_english)
    assert [(one.name, one.place) for one in found] == [
        ("Roles: Title: Arabic", "speaker_roles.title_ar"), ("Roles", "speaker_roles"), ("$.no.more[0]", None)]
    assert fields_of("articles", ["$.body[0].start"], in_english)[0].name == "Body: Start"


@pytest.mark.parametrize("place", ["articles", "statements", "speakers", "publishers", "events", "topics"])
def test_every_field_named_has_its_row_in_the_dictionary(place: str, in_english: Edition) -> None:
    shown = printed(dictionary.page("dictionary", in_english), in_english)
    ids = {one.attributes["id"] for kind in ("tr", "h2", "h3") for one in shown.all(kind) if "id" in one.attributes}
    paths = ["$." + ".".join(column.path) for table in tables() if FOLDERS.get(table.kind) == place and not table.path
             for column in table.columns]
    assert paths
    assert {one.place for path in paths for one in fields_of(place, [path], in_english)} <= ids
