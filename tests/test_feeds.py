"""Takes the toy dataset; checks the feeds against what RFC 4287 requires, and the sitemap against its protocol."""

import re
from copy import deepcopy
from dataclasses import replace
from datetime import datetime
from xml.etree import ElementTree

import pytest

from aqwal.dataset import Archive
from aqwal.derive.sayings import Sayings, sayings_of
from aqwal.pages import feeds, sitemap
from aqwal.pages.edition import Edition

ATOM = "{http://www.w3.org/2005/Atom}"
SITE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
URL = "https://toy.example/data/"
Element = ElementTree.Element


def parsed(edition: Edition) -> dict[str, Element]:
    return {path: ElementTree.fromstring(data) for path, data in feeds.feed_files(edition)}


def words(element: Element, name: str) -> list[str]:
    return [one.text or "" for one in element.findall(ATOM + name)]


def test_there_is_a_feed_of_all_and_one_a_speaker(edition: Edition) -> None:
    base = edition.base
    speakers = {f"{base}speakers/{one}.xml" for one in edition.archive.speakers}
    assert set(parsed(edition)) == {f"{base}feed.xml", f"{base}releases.xml"} | speakers


def test_feeds_have_what_the_rfc_requires(edition: Edition) -> None:
    for path, feed in parsed(edition).items():
        assert feed.tag == f"{ATOM}feed"
        assert feed.get(LANG) == edition.language
        for name in ("id", "title", "updated"):
            assert len(words(feed, name)) == 1, (path, name)
        assert words(feed, "id") == [URL + path]
        assert [one.get("href") for one in feed.findall(f"{ATOM}link[@rel='self']")] == [URL + path]
        assert all(author.findtext(f"{ATOM}name") for author in feed.findall(f"{ATOM}author"))
        assert feed.findall(f"{ATOM}author")
        assert all(datetime.fromisoformat(day) for day in words(feed, "updated"))


def test_entries_have_what_the_rfc_requires(edition: Edition) -> None:
    for path, feed in parsed(edition).items():
        ids = []
        for entry in feed.findall(f"{ATOM}entry"):
            for name in ("id", "title", "updated", "content"):
                assert len(words(entry, name)) == 1 and words(entry, name)[0], (path, name)
            assert len(entry.findall(f"{ATOM}link[@rel='alternate']")) == 1
            for day in words(entry, "updated") + words(entry, "published"):
                assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", day)
                assert datetime.fromisoformat(day)
            ids += words(entry, "id")
        assert len(ids) == len(set(ids))
        assert all(one.startswith(URL + edition.base) for one in ids)


def test_the_newest_come_first_and_undated_ones_are_left_to_the_speakers(archive: Archive, sayings: Sayings) -> None:
    all_feeds = parsed(Edition(archive, sayings, "en"))
    days = [one for entry in all_feeds["en/feed.xml"].findall(f"{ATOM}entry") for one in words(entry, "published")]
    assert days == sorted(days, reverse=True)
    assert len(days) == len([saying for saying in sayings.all if saying.date]) == 22
    undated = all_feeds["en/speakers/wadinur.xml"].findall(f"{ATOM}entry")
    assert [words(entry, "updated") for entry in undated] == [["2031-05-01T00:00:00Z"]]
    assert [words(entry, "published") for entry in undated] == [[]]


def test_a_feed_holds_fifty_at_most(archive: Archive) -> None:
    many = deepcopy(archive)
    many.statements["a0001"] = [{**archive.statements["a0001"][0], "id": f"a0001-s{number:02d}"}
                                for number in range(1, 81)]
    feed = parsed(Edition(many, sayings_of(many), "ar"))["speakers/salma-haddun.xml"]
    assert len(feed.findall(f"{ATOM}entry")) == feeds.NEWEST


def test_an_entry_says_who_what_and_where(archive: Archive, sayings: Sayings) -> None:
    feed = parsed(Edition(archive, sayings, "en"))["en/speakers/ferry-owners.xml"]
    entry = next(one for one in feed.findall(f"{ATOM}entry") if words(one, "id")[0].endswith("a0001-s06/"))
    assert words(entry, "content") == ["The ferry owners want compensation for two seasons at least."]
    assert words(entry, "title")[0].startswith("Ferry owners")
    assert "Sada Burjana" in words(entry, "summary")[0]
    assert [one.get("term") for one in entry.findall(f"{ATOM}category")] == ["trade"]


def test_hostile_text_and_characters_that_xml_cannot_hold(archive: Archive) -> None:
    other = deepcopy(archive)
    other.statements["a0001"][0]["said"]["ar"] = "قال\x0b <b>&amp;</b>\ufffe ]]> نعم"
    feed = parsed(Edition(other, sayings_of(other), "ar"))["feed.xml"]
    said = [text for one in feed.findall(f"{ATOM}entry") for text in words(one, "content")]
    assert "قال <b>&amp;</b> ]]> نعم" in said


def test_feeds_are_the_same_bytes_twice(edition: Edition) -> None:
    assert list(feeds.feed_files(edition)) == list(feeds.feed_files(edition))


def test_a_sitemap_names_every_page_in_both_languages(archive: Archive) -> None:
    files = dict(sitemap.sitemap_files(["", "articles/a0001/"], archive))
    assert set(files) == {"sitemap.xml", "robots.txt"}
    pages = ElementTree.fromstring(files["sitemap.xml"]).findall(f"{SITE}url")
    assert [page.findtext(f"{SITE}loc") for page in pages] == [
        URL, f"{URL}en/", f"{URL}articles/a0001/", f"{URL}en/articles/a0001/"]
    for page in pages:
        others = {one.get("hreflang"): one.get("href") for one in page.findall(LINK)}
        assert set(others) == {"ar", "en", "x-default"}
        assert others["x-default"] == others["ar"]
        assert page.findtext(f"{SITE}loc") in others.values()
        assert page.findtext(f"{SITE}lastmod") == "2031-05-01"
    assert f"Sitemap: {URL}sitemap.xml" in files["robots.txt"].decode()


def test_retired_records_are_not_in_the_sitemap(archive: Archive) -> None:
    paths = ["articles/a0099/", "speakers/salma-hadoun/", "speakers/salma-haddun/"]
    text = dict(sitemap.sitemap_files(paths, archive))["sitemap.xml"].decode()
    assert "salma-haddun" in text
    assert "a0099" not in text and "salma-hadoun" not in text


def test_a_long_sitemap_is_split_and_nothing_is_lost(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemap, "MOST", 7)
    paths = [f"articles/a{number:04d}/" for number in range(1, 11)]
    files = dict(sitemap.sitemap_files(paths, replace(archive, redirects=[])))
    index = [one.text for one in ElementTree.fromstring(files["sitemap.xml"]).iter(f"{SITE}loc")]
    assert index == [f"{URL}sitemap-{number}.xml" for number in (1, 2, 3)]
    found = [one.text for name in index for one in ElementTree.fromstring(
        files[str(name).removeprefix(URL)]).iter(f"{SITE}loc")]
    assert found == [URL + base + path for path in paths for base in ("", "en/")]


def test_an_archive_without_pages_has_an_empty_sitemap(archive: Archive) -> None:
    assert len(ElementTree.fromstring(dict(sitemap.sitemap_files([], archive))["sitemap.xml"])) == 0
