"""Takes the descriptions of the written downloads; proves that they agree with each other and with the files.

No validator compares one description with another, so that these are our own.
"""

import json
import re
import shutil
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest

from aqwal.dataset import Archive
from aqwal.derive.formats import FORMATS, FormatName
from aqwal.derive.sayings import Sayings
from aqwal.exports.downloads import Additions, Text, write_downloads
from aqwal.metadata import DESCRIPTIONS, INVENTORY
from aqwal.metadata.croissant import CONTEXT as CROISSANT_TERMS
from aqwal.metadata.dcat import CONTEXT as DCAT_TERMS
from aqwal.metadata.holdings import BESIDE
from aqwal.metadata.licences import address_of, addresses_in, licence_of
from aqwal.metadata.schema_org import dataset_block
from aqwal.pages.edition import Edition
from aqwal.pages.views.linked_data import dataset_data
from described import JSON_LD, Told, dataset, files_in, folder, load, sums_in, told_by, walk, write_all

__all__ = ["dataset", "folder"]

MADE_LAST = {"SHA256SUMS"}
"""What holds the hash of the description that names it."""
OUTSIDE = {"ro-crate-metadata.json", "toy-towns-1.2.0.zip", "toy-towns-1.2.0.zip.sha256"}
"""What no description of the folder's files can name: the last of them itself, and the pack of them all."""
LINKS_OUT = {"accessURL", "downloadURL", "contactAddress", "algorithm"}
"""Properties of the catalogue whose values are no nodes of it."""
DATES = {"issued", "datePublished", "created", "released", "startDate", "endDate"}


@pytest.fixture(scope="module")
def told(folder: Path) -> dict[str, Told]:
    return told_by(folder)


# One dataset.

def test_all_descriptions_tell_of_one_dataset(told: dict[str, Told], dataset: Archive) -> None:
    about = dataset.about
    creators = tuple((one["en"], f"https://orcid.org/{one['orcid']}" if one["orcid"] else None)
                     for one in about["creators"])
    for name, one in told.items():
        assert (name, *one[:5]) == (name, about["title"]["en"], about["version"], about["released"],
                                    (address_of(about["licences"]["data"]),), creators)


def disagreements(folder: Path, told: dict[str, Told], unsummed: Collection[str] = MADE_LAST) -> list[str]:
    """Return what a description says of a file that neither the file nor SHA256SUMS bears out."""
    held, sums, faults = files_in(folder), sums_in(folder), []
    for name, one in told.items():
        for path, file in one.files.items():
            if path in unsummed:
                continue
            real = held.get(path)
            if real is None or (file.bytes, file.sha256) != (real.bytes, real.sha256) or sums.get(path) != file.sha256:
                faults.append(f"{name}: {path}")
    return faults


def test_sizes_and_hashes_are_those_of_the_files(folder: Path, told: dict[str, Told]) -> None:
    assert disagreements(folder, told) == []
    assert {path: file.sha256 for path, file in files_in(folder).items() if path in sums_in(folder)} == sums_in(folder)


@pytest.mark.parametrize("name", ["datapackage.json", *JSON_LD])
def test_one_wrong_figure_in_any_description_is_seen(folder: Path, tmp_path: Path, name: str) -> None:
    copy = shutil.copytree(folder, tmp_path / "copy")
    real = files_in(folder)["parquet/statements.parquet"]
    text = (copy / name).read_text("utf-8")
    for wrong in (text.replace(str(real.sha256), "0" * 64, 1),
                  re.sub(rf"(ytes|Size|byteSize)(\": \"?){real.bytes}\b", rf"\g<1>\g<2>{real.bytes}0", text)):
        assert wrong != text
        (copy / name).write_text(wrong, "utf-8")
        assert f"{name}: parquet/statements.parquet" in disagreements(copy, told_by(copy))


def test_every_file_is_in_the_crate_and_every_data_file_in_all(folder: Path, told: dict[str, Told]) -> None:
    held = set(files_in(folder))
    assert set(told["ro-crate-metadata.json"].files) == held - OUTSIDE
    assert set(sums_in(folder)) == held - OUTSIDE - MADE_LAST | {"ro-crate-metadata.json"}
    data = set(told["datapackage.json"].files)
    assert {name: set(one.files) for name, one in told.items() if name != "ro-crate-metadata.json"} == {
        name: data for name in told if name != "ro-crate-metadata.json"}
    folders = ("csv/", "parquet/", "json/", "jsonl/", "linked/", "features/")
    assert data == {path for path in held if path.startswith(folders)} | {"toy-towns.sqlite"}


def test_what_only_describes_is_no_data() -> None:
    assert {one.form for one in (*DESCRIPTIONS, INVENTORY)} <= BESIDE <= set(FORMATS)


# Licences.

def test_every_description_gives_a_file_the_same_licence(told: dict[str, Told], dataset: Archive) -> None:
    licences = dataset.about["licences"]
    for one in told.values():
        for path, file in one.files.items():
            of = licences["code"] if path.startswith("schemas/") else licences["data"]
            assert (path, file.licences) == (path, (address_of(of),))


def test_only_schemas_and_the_pack_are_under_the_program_s_licence(archive: Archive) -> None:
    given: dict[FormatName, str] = {form: licence_of(form, archive.about) for form in FORMATS}
    assert {form: one for form, one in given.items() if one != "CC-BY-4.0"} == {
        "schema": "MIT", "zip": "CC-BY-4.0 AND MIT"}
    assert addresses_in(given["zip"]) == ["https://spdx.org/licenses/CC-BY-4.0.html", "https://spdx.org/licenses/MIT.html"]


def test_readers_are_told_that_the_articles_are_not_ours(folder: Path) -> None:
    told = "The articles belong to their publishers, and their texts are not here."
    for name in (*JSON_LD, "datapackage.json", "README.txt"):
        assert told in (folder / name).read_text("utf-8")


# References.

def dangling_in_crate(value: Any) -> set[str]:
    entities = {entity["@id"] for entity in value["@graph"]}
    wanted = {one["@id"] for entity in value["@graph"] for one in walk(list(entity.values())) if set(one) == {"@id"}}
    return wanted - entities - {"https://w3id.org/ro/crate/1.2"}


def dangling_in_catalogue(value: Any) -> set[str]:
    links = {name for name, term in value["@context"].items() if isinstance(term, dict) and term.get("@type") == "@id"}
    wanted = {each for node in walk(value["@graph"]) for name, one in node.items() if name in links - LINKS_OUT
              for each in (one if isinstance(one, list) else [one]) if isinstance(each, str)}
    return wanted - {node["@id"] for node in value["@graph"]}


def dangling_in_croissant(value: Any) -> set[str]:
    files = {one["@id"] for one in value["distribution"]}
    fields = {one["@id"]: one for each in value["recordSet"] for one in each["field"]}
    columns = {(one["source"]["fileObject"]["@id"], one["source"]["extract"]["column"]) for one in fields.values()}
    keys = {one["@id"] for each in value["recordSet"] for one in each["key"]}
    return (keys - set(fields)) | {file for file, _ in columns if file not in files}


@pytest.mark.parametrize(("name", "dangling", "wrong"), [
    ("ro-crate-metadata.json", dangling_in_crate, ('"publisher": {\n    "@id": "', '"publisher": {\n    "@id": "#no-')),
    ("dcat.jsonld", dangling_in_catalogue, ('"rights": "', '"rights": "x')),
    ("croissant.json", dangling_in_croissant, ('"key": [\n    {\n     "@id": "', '"key": [\n    {\n     "@id": "no-')),
])
def test_every_reference_within_a_description_leads_somewhere(
        folder: Path, name: str, dangling: Callable[[Any], set[str]], wrong: tuple[str, str]) -> None:
    text = (folder / name).read_text("utf-8")
    assert dangling(json.loads(text)) == set()
    broken = text.replace(*wrong, 1)
    assert broken != text
    assert dangling(json.loads(broken)) != set()


def test_relative_addresses_lead_to_the_published_files(folder: Path, dataset: Archive) -> None:
    here = f"{dataset.about['url']}downloads/latest/"
    published = {one["contentUrl"] for one in load(folder, "schema-org.jsonld")["distribution"]}
    assert {urljoin(here + "croissant.json", one["contentUrl"])
            for one in load(folder, "croissant.json")["distribution"]} == published
    assert {urljoin(here + "datapackage.json", one["path"])
            for one in load(folder, "datapackage.json")["resources"]} == published
    assert {node["downloadURL"] for node in load(folder, "dcat.jsonld")["@graph"] if "downloadURL" in node} == published


# Dates, and keys that nobody knows.

def dates_in(value: Any) -> Iterator[str]:
    for node in walk(value):
        for name, one in node.items():
            if name in DATES:
                yield one["@value"] if isinstance(one, dict) else one
            elif name == "temporalCoverage":
                yield from (end for end in one.split("/") if end != "..")


def is_date(text: str) -> bool:
    """Say whether a text is a day, a month, a year or a moment of ISO 8601."""
    try:
        padded = text + {4: "-01-01", 7: "-01"}.get(len(text), "")
        return bool(date.fromisoformat(padded) if len(padded) == 10 else datetime.fromisoformat(padded))
    except ValueError:
        return False


@pytest.mark.parametrize("name", ["datapackage.json", *JSON_LD])
def test_every_date_is_a_date(folder: Path, name: str) -> None:
    found = list(dates_in({key: value for key, value in load(folder, name).items() if key != "@context"}))
    assert found
    assert [one for one in found if not is_date(one)] == []


@pytest.mark.parametrize("wrong", ["soon", "2031-13", "2031-02-30", "31", "2031-05-01T25:00:00Z"])
def test_what_is_no_date_is_seen(wrong: str) -> None:
    assert not is_date(wrong)


def strangers(value: Any, known: set[str]) -> set[str]:
    """Return the keys of a description that its context does not define; those of texts in two languages are words."""
    return {key for node in walk(value) if not set(node) <= {"ar", "en"} for key in node
            if not key.startswith("@") and key not in known}


def test_catalogue_and_croissant_use_no_key_that_is_not_defined(folder: Path) -> None:
    catalogue = load(folder, "dcat.jsonld")["@graph"]
    assert strangers(catalogue, set(DCAT_TERMS)) == set()
    assert strangers([{"titel": "x"}], set(DCAT_TERMS)) == {"titel"}
    croissant = {key: value for key, value in load(folder, "croissant.json").items() if key != "@context"}
    # What is no term of Croissant is one of schema.org, which the context takes as it comes: name them.
    schema_org = {"alternateName", "url", "version", "datePublished", "license", "copyrightNotice", "creator",
                  "publisher", "keywords", "inLanguage", "temporalCoverage", "identifier", "distribution",
                  "contentUrl", "contentSize", "encodingFormat", "sha256"}
    assert strangers(croissant, set(CROISSANT_TERMS) | schema_org) == set()
    assert strangers({"licence": "x"}, set(CROISSANT_TERMS) | schema_org) == {"licence"}


# A release: what it says stays true after the next one.

def test_a_release_gives_the_addresses_of_its_version_and_names_its_manifest(
        archive: Archive, sayings: Sayings, tmp_path: Path) -> None:
    changes = (Text("changes.json", "changes", "{}\n"),)
    write_downloads(archive, sayings, tmp_path, Additions(changes, lambda _: Text("manifest.json", "manifest", "{}\n")))
    told = told_by(tmp_path, "/downloads/1.2.0/")
    crate = told["ro-crate-metadata.json"].files
    assert set(crate) == set(files_in(tmp_path)) - OUTSIDE
    assert (crate["manifest.json"].sha256, crate["SHA256SUMS"].sha256) == (None, None)
    assert disagreements(tmp_path, told, {"manifest.json", "SHA256SUMS"}) == []
    assert "changes.json" in crate and "changes.json" not in told["dcat.jsonld"].files
    for name in JSON_LD:
        assert "downloads/latest" not in (tmp_path / name).read_text("utf-8")


# Heads of pages, size, sameness.

def test_page_and_file_are_made_by_one_maker(folder: Path, dataset: Archive, sayings: Sayings) -> None:
    file = load(folder, "schema-org.jsonld")
    for language in ("ar", "en"):
        edition = Edition(dataset, sayings, language)
        page = dataset_data(edition)[0]
        assert set(file) - set(page) == {"distribution"}
        assert page["name"] == next(one["@value"] for one in file["name"] if one["@language"] == language)
        assert (page["@id"], page["version"], page["license"]) == (file["@id"], file["version"], file["license"])
        assert page == dataset_block(dataset.about, dataset.articles.values(), (), edition.say) | {"url": page["url"]}


def test_descriptions_do_not_grow_with_the_records(archive: Archive, tmp_path: Path) -> None:
    fewer = replace(archive, statements={"a0001": archive.statements["a0001"][:1]})
    small = write_all(fewer, tmp_path / "latest")
    whole = write_all(archive, tmp_path / "whole")
    for name in ("datapackage.json", *JSON_LD):
        assert (small / name).read_text("utf-8").count("\n") == (whole / name).read_text("utf-8").count("\n")


def test_writing_again_gives_the_same_descriptions(dataset: Archive, folder: Path, tmp_path: Path) -> None:
    again = write_all(dataset, tmp_path / "latest")
    for name in ("datapackage.json", *JSON_LD):
        assert (again / name).read_bytes() == (folder / name).read_bytes()
