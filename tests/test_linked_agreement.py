"""Takes every form in which the toy can be had; proves that all hold the same records and the same paraphrases."""

import copy
import csv
import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
import rdflib
from lxml import etree
from rdflib import namespace as ns

from aqwal.dataset import Archive
from aqwal.derive.sayings import Sayings
from aqwal.exports.downloads import write_downloads
from linked_files import (
    TEI,
    XML_ID,
    Said,
    digest_of,
    id_in,
    jing_faults,
    said_in_annotations,
    said_in_rdf,
    said_in_records,
    said_in_tei,
    write_forms,
)

Ids = list[str]
FORMS = ("csv", "json", "jsonl", "parquet", "sqlite", "tei", "annotations", "rdf")
KINDS = ("articles", "statements", "speakers", "publishers", "events", "topics")


@pytest.fixture(scope="module")
def folder(archive: Archive, sayings: Sayings, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("downloads") / "latest"
    write_downloads(archive, sayings, made)
    return made


def records(folder: Path, form: str, kind: str) -> list[dict[str, Any]]:
    """Return the rows or records of a kind in one of the plain forms."""
    if form == "csv":
        with (folder / "csv" / f"{kind}.csv").open(encoding="utf-8-sig", newline="") as stream:
            return list(csv.DictReader(stream))
    if form == "json":
        found: list[dict[str, Any]] = json.loads((folder / "json" / f"{kind}.json").read_bytes())["records"]
        return found
    if form == "jsonl":
        return [json.loads(line) for line in (folder / "jsonl" / f"{kind}.jsonl").read_text("utf-8").splitlines()]
    if form == "parquet":
        rows: list[dict[str, Any]] = pq.read_table(folder / "parquet" / f"{kind}.parquet").to_pylist()
        return rows
    with closing(sqlite3.connect(next(folder.glob("*.sqlite")))) as database:
        database.row_factory = sqlite3.Row
        return [dict(row) for row in database.execute(f"select * from {kind}")]


def plain_said(folder: Path, form: str) -> Said:
    rows = records(folder, form, "statements")
    return {row["id"]: (row["said"]["ar"], row["said"]["en"]) if "said" in row else (row["said_ar"], row["said_en"])
            for row in rows}


LINKED: dict[str, Callable[[Path], Said]] = {
    "tei": lambda folder: said_in_tei(next((folder / "linked").glob("*.tei.xml"))),
    "annotations": lambda folder: said_in_annotations(json.loads((folder / "linked/annotations.jsonld").read_bytes())),
    "rdf": lambda folder: said_in_rdf(graph_of(folder)),
}


def graph_of(folder: Path) -> rdflib.Graph:
    (path,) = (path for path in (folder / "linked").glob("*.ttl") if path.name != "topics.ttl")
    return rdflib.Graph().parse(path)


def said_in(folder: Path, form: str) -> Said:
    return LINKED[form](folder) if form in LINKED else plain_said(folder, form)


@pytest.mark.parametrize("form", FORMS)
def test_every_form_holds_the_same_statements_in_the_same_words(form: str, folder: Path, archive: Archive) -> None:
    found = said_in(folder, form)
    assert len(found) == archive.counts()["statements"]
    assert list(found.keys() ^ said_in_records(archive).keys()) == []
    assert digest_of(found) == digest_of(said_in_records(archive))


def test_the_hash_of_the_words_sees_one_changed_letter(archive: Archive) -> None:
    said = said_in_records(archive)
    first = next(iter(said))
    assert digest_of({**said, first: (said[first][0] + "ا", said[first][1])}) != digest_of(said)
    assert digest_of({key: value for key, value in said.items() if key != first}) != digest_of(said)


def tei_ids(folder: Path) -> dict[str, Ids]:
    root = etree.parse(next((folder / "linked").glob("*.tei.xml"))).getroot()
    names = [one.get(XML_ID) for one in root.iter() if one.get(XML_ID)]
    prefixed = {kind: [name.removeprefix(f"{kind[:-1]}-") for name in names if name.startswith(f"{kind[:-1]}-")]
                for kind in ("speakers", "publishers", "events", "topics")}
    return prefixed | {
        "articles": [one.get(XML_ID) for one in root.iter(f"{TEI}div") if one.get("type") == "article"],
        "statements": [one.get(XML_ID) for one in root.iter(f"{TEI}said")]}


def rdf_ids(folder: Path, base: str) -> dict[str, Ids]:
    typed = {str(one) for one in graph_of(folder).subjects(ns.RDF.type) if not str(one).endswith(("#content", "#cue"))}
    return {kind: [id_in(one) for one in typed if one.startswith(f"{base}{kind}/") and one != f"{base}{kind}/"]
            for kind in KINDS}


@pytest.mark.parametrize("form", ["csv", "json", "jsonl", "parquet", "sqlite", "tei", "rdf"])
def test_every_form_holds_each_record_of_each_kind_once(form: str, folder: Path, archive: Archive) -> None:
    if form == "tei":
        found = tei_ids(folder)
    elif form == "rdf":
        found = rdf_ids(folder, archive.about["url"])
    else:
        found = {kind: [row["id"] for row in records(folder, form, kind)] for kind in KINDS}
    held = {kind: getattr(archive, kind) for kind in KINDS} | {"statements": archive.statement_by_id}
    assert {kind: sorted(ids) for kind, ids in found.items()} == {kind: sorted(held[kind]) for kind in KINDS}
    assert {kind: len(ids) for kind, ids in found.items()} == archive.counts()


def test_a_person_who_made_it_is_named_by_orcid_in_every_form(archive: Archive, tmp_path: Path) -> None:
    changed = copy.deepcopy(archive)
    changed.about["creators"].append({"ar": "ليلى", "en": "Layla", "kind": "person", "orcid": "0000-0002-1825-0097"})
    written = write_forms(changed, tmp_path)
    name = "https://orcid.org/0000-0002-1825-0097"
    collection = json.loads(written["annotations"].read_bytes())
    assert collection["creator"][1] == {"id": name, "type": "Person", "name": ["ليلى", "Layla"]}
    assert all(one["creator"][1] == name for one in collection["first"]["items"])
    assert (rdflib.URIRef(name), ns.RDF.type, ns.FOAF.Person) in rdflib.Graph().parse(written["rdf"])
    root = etree.parse(written["tei"]).getroot()
    (maker,) = (one for one in root.iter(f"{TEI}persName") if one.get("ref") == name)
    assert maker.get(XML_ID) == "creator-2"
    assert {one.get("resp") for one in root.iter(f"{TEI}said")} == {"#creator-1 #creator-2"}
    assert shutil.which("java") is None or jing_faults(written["tei"]) == []


def test_every_record_that_an_annotation_names_is_in_the_graph(folder: Path) -> None:
    graph = graph_of(folder)
    known = {str(one) for one in graph.subjects()} | {str(one) for one in graph.objects()}
    collection = json.loads((folder / "linked/annotations.jsonld").read_bytes())
    for one in collection["first"]["items"]:
        target, body = one["target"], one["body"]
        source = body if isinstance(body, str) else body[-1]["source"]
        named = {source, target["id"], target["source"], target["state"], target["renderedVia"], *one["creator"],
                 one["rights"]}
        assert named - known == set()
        selected = graph.value(rdflib.URIRef(target["id"]), rdflib.URIRef("http://www.w3.org/ns/oa#hasSelector"))
        ends = [graph.value(selected, rdflib.URIRef(f"http://www.w3.org/ns/oa#{end}")) for end in ("start", "end")]
        assert [int(str(end)) for end in ends] == [target["selector"]["start"], target["selector"]["end"]]
