"""Takes the toy dataset; checks pages of publishers, topics, downloads, the dictionary, retired ids, lost addresses."""

import json
import os
import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from subprocess import run
from typing import Any

import pytest

from aqwal.dataset import Archive
from aqwal.derive.dictionary import dictionary_of
from aqwal.derive.manifest_fields import manifest_entries
from aqwal.derive.sayings import Sayings, sayings_of
from aqwal.derive.snippets import snippets
from aqwal.derive.tables import KINDS
from aqwal.exports.downloads import write_downloads
from aqwal.pages.edition import Edition
from aqwal.pages.labels import size_label
from aqwal.pages.views import dictionary, downloads, notfound, publisher, retired, topic
from aqwal.paths import FOLDERS
from printed import Element, printed, scripts


@pytest.fixture(scope="module")
def shelf(archive: Archive, sayings: Sayings, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Edition]:
    """The downloads of the toy dataset, and an edition that knows of them."""
    folder = tmp_path_factory.mktemp("downloads")
    return folder, Edition(archive, sayings, "en", tuple(write_downloads(archive, sayings, folder)))


def links(page: Element) -> set[str]:
    return {one.attributes["href"] for one in page.all("a")}


def bars(page: Element, section: str) -> list[tuple[str, str]]:
    table = next(one for one in page.all("section") if one.attributes["aria-labelledby"] == section)
    return [(row.one("th").text, row.one("td").text) for row in table.all("tr")]


def test_publisher_counts(english: Edition) -> None:
    page = printed(publisher.page("sada-burjana", english), english)
    assert bars(page, "types") == [("in substance", "10"), ("word for word", "2"), ("partly word for word", "2")]
    assert bars(page, "speakers")[0] == ("Salma Haddun", "4")
    assert bars(page, "agencies") == [("Nakhla News Agency", "1")]
    assert "../../../en/statements/outlet/sada-burjana/" in links(page)


def test_an_agency_shows_who_credits_and_cites_it(english: Edition) -> None:
    page = printed(publisher.page("nakhla", english), english)
    assert {"../../../en/articles/a0001/", "../../../en/statements/a0001-s06/"} <= links(page)
    assert len(page.one("ol", class_="aq-statements").all("li")) == len(english.sayings.by_via["nakhla"])


def test_country_is_a_name(archive: Archive, sayings: Sayings) -> None:
    record: Any = {**archive.publishers["nakhla"], "country": "OM"}
    names = [publisher.country(record, Edition(archive, sayings, language)) for language in ("ar", "en")]
    assert names == ["عُمان", "Oman"]
    record["country"] = "ZZ"
    assert publisher.country(record, Edition(archive, sayings, "en"))


def test_a_url_from_a_record_cannot_run(archive: Archive) -> None:
    other = deepcopy(archive)
    other.publishers["nakhla"]["names"]["ar"] = "<img src=x onerror=alert(1)>"
    edition = Edition(other, sayings_of(other), "ar")
    page = printed(publisher.page("nakhla", edition), edition)
    assert scripts(page) == [] and page.all("img") == []


def test_topic_voices_are_ranked_with_their_span(english: Edition) -> None:
    page = printed(topic.page("bridges", english), english)
    rows = next(one for one in page.all("section") if one.attributes["aria-labelledby"] == "speakers").all("tr")[1:]
    assert [[cell.text for cell in row.parts if isinstance(cell, Element)] for row in rows] == [
        ["Salma Haddun", "Statements 6", "17 April 2030"],
        ["Lin Shan", "Statements 2", "17 April 2030 to 18 April 2030"],
        ["Salim Haddun", "Statements 1", "17 April 2030"]]
    assert len(page.one("ol", class_="aq-statements").all("li")) == len(english.sayings.by_topic["bridges"]) == 8
    assert "../../../en/topics/infrastructure/" in links(page)


def test_a_topic_without_anything_says_where_to_look(edition: Edition) -> None:
    page = printed(topic.page("infrastructure", edition), edition)
    assert len(page.all("p", class_="aq-empty")) == 2
    assert any(one.endswith("topics/bridges/") for one in links(page))


def test_a_joint_statement_is_said_to_count_for_each_speaker(archive: Archive, english: Edition) -> None:
    said = [one for _, one in archive.each_statement() if len(one["speakers"]) > 1]
    joint, plain = said[0]["about"][0], deepcopy(archive)
    for _, one in plain.each_statement():
        del one["speakers"][1:]
    without = Edition(plain, sayings_of(plain), "en")
    notes = [printed(topic.page(joint, edition), edition).one("section", aria_labelledby="speakers").one(
        "p", class_="aq-note").text for edition in (english, without)]
    assert ["a joint statement counts for each" in note for note in notes] == [True, False]


def test_every_file_is_on_the_downloads_page_with_its_sum(shelf: tuple[Path, Edition]) -> None:
    _, edition = shelf
    page = printed(downloads.page("", edition), edition)
    for one in edition.downloads:
        assert f"../../downloads/latest/{one.path}" in links(page)
        assert f"{one.sha256}  {one.path}" in page.text.replace(" " + one.path, "  " + one.path)


@pytest.mark.parametrize(("count", "shown"), [
    (0, "empty"), (1, "1 byte"), (999, "999 bytes"), (1000, "1.0 kB"), (99_940, "99.9 kB"), (99_950, "100 kB"),
    (999_499, "999 kB"), (999_500, "1.0 MB"), (12_345_678, "12.3 MB"), (5_000_000_000, "5.0 GB"),
    (7_000_000_000_000, "7000 GB"),
])
def test_sizes_read_well(count: int, shown: str, english: Edition) -> None:
    assert size_label(count, english.texts) == shown


def test_every_program_is_on_the_page_as_it_is_tested(shelf: tuple[Path, Edition]) -> None:
    _, edition = shelf
    page = printed(downloads.page("", edition), edition)
    shown = {box.attributes["id"]: box.one("code").text for box in page.all("details", class_="aq-load")}
    base = edition.archive.about["url"] + downloads.FOLDER
    assert shown == {f"load-{one.name}": " ".join(one.code.split()) for one in snippets(base, "toy-towns.sqlite")}
    assert [one.attributes["href"] for one in page.one("nav", class_="aq-toc").all("a")].count("#load") == 1


def test_no_form_of_file_is_left_off_the_page(shelf: tuple[Path, Edition]) -> None:
    _, edition = shelf
    unknown = replace(edition.downloads[0], format="made-up")  # type: ignore[arg-type]
    found = downloads.groups(replace(edition, downloads=(*edition.downloads, unknown)))
    assert sum(len(group.files) for group in found) == len(edition.downloads) + 1
    assert [group.name for group in found][-2:] == ["more", "package"]
    assert [file.path for group in found if group.name == "citation" for file in group.files] == [
        "CITATION.cff", "citation.bib", "citation.ris", "citation.csl.json", "zenodo.json", "datacite.json"]


def test_the_commands_shown_verify_the_files(shelf: tuple[Path, Edition], tmp_path: Path) -> None:
    folder, edition = shelf
    shown = downloads.verifying(edition)
    assert shown is not None
    base = edition.archive.about["url"] + downloads.FOLDER
    local_commands = shown.replace("curl -O " + base, f"cp {folder}/").replace("unzip ", "python3 -m zipfile -e ")
    commands = re.sub(r"(-e \S+)", r"\1 .", local_commands).replace(f"cp {folder}/", f"cp '{folder}'/")
    commands = re.sub(r"cp ('[^']+'/\S+)", r"cp \1 .", commands)
    done = run(["bash", "-e", "-c", commands], cwd=tmp_path, capture_output=True, text=True, check=False,
               env={**os.environ, "LC_ALL": "C"})
    assert done.returncode == 0, done.stderr
    assert ": OK" in done.stdout


def test_no_downloads_is_said(english: Edition) -> None:
    page = printed(downloads.page("", english), english)
    assert page.all("p", class_="aq-empty")[0].text == english.texts.text("downloads.none")
    assert page.all("details", class_="aq-load") == []


def fields(page: Element) -> Iterator[Element]:
    for table in page.all("table", class_="aq-fields"):
        yield from table.one("tbody").all("tr")


def test_every_field_is_in_the_dictionary_once(edition: Edition) -> None:
    page = printed(dictionary.page("", edition), edition)
    found = [row.attributes["id"] for row in fields(page)]
    entries = [*dictionary_of(edition.archive), *manifest_entries(edition.archive.releases)]
    assert found == [f"{entry.table}.{entry.field}" for entry in entries]
    assert len(found) == len(set(found))


def test_dictionary_links_lead_to_fields(edition: Edition) -> None:
    page = printed(dictionary.page("", edition), edition)
    places = {one.attributes["id"] for one in page.all() if "id" in one.attributes}
    assert {one[1:] for one in links(page) if one.startswith("#")} <= places


def notes(page: Element, field: str) -> str:
    return next(row for row in fields(page) if row.attributes["id"] == field).text


def test_a_field_is_shown_with_all_that_is_known_of_it(english: Edition) -> None:
    page = printed(dictionary.page("", english), english)
    assert "Range: 1 to 2147483647" in notes(page, "articles.document_length")
    assert "Length in characters: 1 to 300" in notes(page, "speakers.names_ar")
    assert "csv · parquet · sqlite" in notes(page, "speakers.names_ar")
    assert "Form ^10" in notes(page, "dataset.doi")
    assert "statement_speakers.speaker_id" in notes(page, "speakers.id")
    assert "Repeats articles.publisher" in notes(page, "statements_flat.outlet")
    assert "Refers to publishers.id" in notes(page, "articles.publisher")
    assert "$.files[*].path" in notes(page, "release.files.path")


def test_the_dictionary_has_every_kind_of_record_and_its_files_are_linked(shelf: tuple[Path, Edition]) -> None:
    folder, edition = shelf
    page = printed(dictionary.page("", edition), edition)
    kinds = [section.kind for section in dictionary.sections(edition)]
    assert kinds == ["flat", *KINDS, "release"]
    for path in ("csv/dictionary.csv", "json/dictionary.json", "parquet/dictionary.parquet"):
        assert f"../../downloads/latest/{path}" in links(page)
        assert (folder / path).is_file()
    rows = json.loads((folder / "json/dictionary.json").read_text("utf-8"))["records"]
    assert [f"{row['table']}.{row['field']}" for row in rows] == [row.attributes["id"] for row in fields(page)]


def test_limits_read_well(archive: Archive, sayings: Sayings) -> None:
    pairs: list[tuple[int | None, int | None]] = [(None, None), (0, None), (None, 5), (1, 5), (2, 2)]
    read = [[dictionary.within(*pair, Edition(archive, sayings, language)) for pair in pairs]
            for language in ("en", "ar")]
    assert read == [["", "at least 0", "at most 5", "1 to 5", "2"],
                    ["", "0 على الأقل", "5 على الأكثر", "من 1 إلى 5", "2"]]


def test_every_allowed_value_has_words_in_both_languages(archive: Archive, sayings: Sayings) -> None:
    for language in ("ar", "en"):
        edition = Edition(archive, sayings, language)
        entries = [*dictionary_of(archive), *manifest_entries([])]
        missing = [(entry.table, entry.field, value) for entry in entries for value in entry.allowed
                   if dictionary.word_of(entry, value, edition) is None]
        assert missing == [("articles", "document_canonicaliser", "c1")]


def test_share_filled_never_rounds_to_all_or_nothing(archive: Archive) -> None:
    entry = dictionary_of(archive)[0]
    shares = [dictionary.share(replace(entry, filled=filled)) for filled in (None, 0.0, 0.0001, 0.5, 0.9999, 1.0)]
    assert shares == ["—", "0%", "1%", "50%", "99%", "100%"]


def test_a_merged_record_leads_to_its_successor(edition: Edition) -> None:
    page = retired.page("speaker/salma-hadoun", edition)
    assert page.path == "speakers/salma-hadoun/"
    assert page.canonical == edition.permalink("speaker", "salma-haddun")
    shown = printed(page, edition)
    assert shown.one("link", rel="canonical").attributes["href"] == page.canonical
    assert shown.one("p", class_="aq-successor").one("a").text == edition.name("speaker", "salma-haddun")
    assert shown.one("main").one("time").attributes["datetime"] == "2031-02-10"


def test_a_withdrawn_record_says_why(english: Edition) -> None:
    shown = printed(retired.page("article/a0099", english), english)
    assert "Withdrawn at the publisher's request." in shown.text
    assert shown.one("link", rel="canonical").attributes["href"] == english.permalink("article", "a0099")
    assert shown.all("p", class_="aq-successor") == []


def test_retired_statements_without_pages_have_none(archive: Archive) -> None:
    other = replace(archive, about={**archive.about, "statement_pages": False})
    edition = Edition(other, sayings_of(other), "ar")
    assert list(retired.keys(edition)) == ["speaker/salma-hadoun", "article/a0099"]


def test_successors_are_followed_and_a_circle_ends(archive: Archive) -> None:
    def entry(old: str, new: str | None) -> Any:
        return {**archive.redirects[0], "id": old, "to": new}

    chain = [entry("one", "two"), entry("two", "burjana"), entry("lost", "gone"), entry("gone", None),
             entry("here", "there"), entry("there", "here")]
    other = replace(archive, redirects=chain)
    edition = Edition(other, sayings_of(other), "en")
    assert [retired.successor_of(one, edition) for one in chain] == ["burjana", "burjana", None, None, None, None]


def test_lost_addresses_are_answered_from_anywhere(edition: Edition) -> None:
    page = notfound.page("404", edition)
    assert (page.path, page.section) == ("404.html", "404")
    base = "/data/" + edition.base
    assert {f"{base}{folder}/" for folder in FOLDERS.values()} <= links(printed(page, edition))
    assert printed(page, edition).one("link", rel="stylesheet").attributes["href"].startswith("/data/assets/")


def test_linked_data_parses(edition: Edition) -> None:
    for page in (publisher.page("nakhla", edition), topic.page("bridges", edition)):
        blocks = printed(page, edition).all("script", type="application/ld+json")
        assert [json.loads(block.text)["@type"] for block in blocks] == ["BreadcrumbList"]
