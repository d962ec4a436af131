"""Takes the written descriptions; holds them against the programs of those who read them, none of them ours.

mlcroissant must load every row, pySHACL find the catalogue to conform to DCAT-AP, and the validator of RO-Crate have
nothing to say. Each is also given a copy that was broken on purpose, and must refuse it.
"""

import io
import json
import logging
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import mlcroissant
import pyshacl
import pytest
import rdflib
from mlcroissant._src.core.issues import ValidationError
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.processor import SPARQLProcessor
from requests import Response
from requests.adapters import BaseAdapter
from requests_cache import CachedSession
from rocrate_validator import services
from urllib3 import HTTPResponse

from aqwal.dataset import Archive
from aqwal.derive.flat import flat_rows, flat_table
from aqwal.derive.sayings import Sayings
from aqwal.derive.tables import tables
from described import CRATE_CONTEXT, VALIDATORS, dataset, folder, load, rich, write_all

__all__ = ["dataset", "folder"]

CRATE = "https://w3id.org/ro/crate/1.2/context"
NEEDS_CONTEXT = pytest.mark.skipif(not CRATE_CONTEXT.is_file(), reason="the RO-Crate context is not beside the project")
NEEDS_SHAPES = pytest.mark.skipif(not (VALIDATORS / "dcat-ap-3.0.1-shapes.ttl").is_file(),
                                  reason="the shapes of DCAT-AP are not beside the project")
Break = Callable[[Any], object]
pytestmark = [pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning"),
              pytest.mark.filterwarnings("ignore:The inplace keyword")]
"""What the validators' own libraries will change."""


@pytest.fixture(scope="module")
def written(archive: Archive, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The toy archive's files alone; only to be read."""
    return write_all(archive, tmp_path_factory.mktemp("catalogue") / "latest")


# Croissant: mlcroissant finds no fault, and loads every row of every table.

@pytest.fixture(scope="module")
def croissant(folder: Path) -> mlcroissant.Dataset:
    return mlcroissant.Dataset(jsonld=folder / "croissant.json")


def plain(value: Any) -> Any:
    """Return a value that mlcroissant gave as the archive has it: text from bytes, a day from a moment."""
    if isinstance(value, bytes):
        return value.decode()
    if isinstance(value, list):
        return [plain(one) for one in value]
    return value.date().isoformat() if isinstance(value, date) else value


def loaded(dataset: mlcroissant.Dataset, record_set: str) -> list[tuple[Any, ...]]:
    return [tuple(map(plain, record.values())) for record in dataset.records(record_set)]


def test_mlcroissant_has_nothing_to_say(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, "absl"):
        read = mlcroissant.Dataset(jsonld=folder / "croissant.json")
    assert (read.metadata.ctx.issues.errors, read.metadata.ctx.issues.warnings) == (set(), set())
    assert caplog.messages == []
    assert read.metadata.ctx.is_v1_1()


def test_every_table_is_a_record_set(croissant: mlcroissant.Dataset) -> None:
    named = [one.uuid for one in croissant.metadata.record_sets]
    assert sorted(named) == sorted({"dictionary", "statements_flat", *(table.name for table in tables())})


def test_every_record_set_loads_with_every_row_as_the_archive_has_it(
        croissant: mlcroissant.Dataset, dataset: Archive, sayings: Sayings) -> None:
    found = {table.name: loaded(croissant, table.name) for table in tables()}
    for table in tables():
        rows = [tuple(list(cell) if isinstance(cell, tuple) else cell for cell in row) for row in table.rows(dataset)]
        assert (table.name, found[table.name]) == (table.name, rows)
    assert [row[0] for row in found["statements"]] == sorted(sayings.by_id)
    assert len(found["statements"]) == 25
    flat = loaded(croissant, "statements_flat")
    assert flat == [tuple(row) for row in flat_rows(((one.article, one.statement) for one in sayings.all), dataset)]
    assert [column.name for column in flat_table().columns] == [
        name.removeprefix("statements_flat/") for name in next(iter(croissant.records("statements_flat")))]
    assert len(loaded(croissant, "dictionary")) > 100


def test_a_record_set_can_be_read_twice_and_beside_others(croissant: mlcroissant.Dataset) -> None:
    """Foreign keys stand in the Data Package alone: where a field `references` another, mlcroissant 1.1 gives nothing
    when the set is read again."""
    first, between, again = (loaded(croissant, name) for name in ("statements", "speakers", "statements"))
    assert first == again != []
    assert between


def first_field(value: Any, name: str) -> Any:
    return next(field for each in value["recordSet"] for field in each["field"] if field["@id"] == name)


CROISSANT_FAULTS: dict[str, Break] = {
    "a sum is missing": lambda value: value["distribution"][0].pop("sha256"),
    "a file is not there": lambda value: first_field(value, "topics/id")["source"].update(fileObject={"@id": "no.csv"}),
    "a type is none": lambda value: first_field(value, "topics/id").update(dataType="sc:Txt"),
    "it conforms to what is none": lambda value: value.update(conformsTo="http://mlcommons.org/croissant/9",
                                                               name="toy"),
}
LOADING_FAULTS: dict[str, Break] = {
    "a wrong sum": lambda value: value["distribution"][0].update(sha256="0" * 64),
    "a wrong column": lambda value: first_field(value, "topics/id")["source"]["extract"].update(column="no"),
    "IANA's name for the format": lambda value: value["distribution"][0].update(
        encodingFormat="application/vnd.apache.parquet"),
}


@pytest.fixture
def beside(written: Path, tmp_path: Path) -> Path:
    """A folder with the files that the record set `topics` is read from, for a description of one's own."""
    (tmp_path / "parquet").mkdir()
    shutil.copy(written / "parquet" / "topics.parquet", tmp_path / "parquet")
    return tmp_path


def broken(written: Path, folder: Path, fault: Break) -> Path:
    """Write the description, of one record set for speed, with a fault in it."""
    value = load(written, "croissant.json")
    value["recordSet"] = [each for each in value["recordSet"] if each["@id"] == "topics"]
    value["distribution"] = [one for one in value["distribution"] if one["@id"] == "parquet/topics.parquet"]
    fault(value)
    path = folder / "croissant.json"
    path.write_text(json.dumps(value), "utf-8")
    return path


@pytest.mark.parametrize("name", CROISSANT_FAULTS)
def test_mlcroissant_refuses_a_broken_description(written: Path, tmp_path: Path, name: str) -> None:
    path = broken(written, tmp_path, CROISSANT_FAULTS[name])
    with pytest.raises((ValidationError, KeyError, ValueError)):
        mlcroissant.Dataset(jsonld=path)


@pytest.mark.parametrize("name", LOADING_FAULTS)
def test_mlcroissant_refuses_to_load_what_is_not_as_described(written: Path, beside: Path, name: str) -> None:
    right = mlcroissant.Dataset(jsonld=broken(written, beside, lambda _: None))
    assert len(loaded(right, "topics")) == 5
    wrong = mlcroissant.Dataset(jsonld=broken(written, beside, LOADING_FAULTS[name]))
    with pytest.raises(Exception, match=r"An error occur+ed during the"):
        loaded(wrong, "topics")


# DCAT-AP: the profile's shapes, and those for the classes of what is referred to.

@pytest.fixture(scope="module")
def shapes() -> rdflib.Graph:
    graph = rdflib.Graph()
    for name in ("shapes", "range"):
        graph.parse(VALIDATORS / f"dcat-ap-3.0.1-{name}.ttl")
    return graph


def violations(value: Any, shapes: rdflib.Graph) -> int:
    graph = rdflib.Graph().parse(data=json.dumps(value), format="json-ld")
    _, report, _ = pyshacl.validate(graph, shacl_graph=shapes)
    return len(list(report.subjects(rdflib.RDF.type, rdflib.SH.ValidationResult)))


@NEEDS_SHAPES
def test_the_catalogue_conforms_to_dcat_ap(folder: Path, shapes: rdflib.Graph) -> None:
    assert violations(load(folder, "dcat.jsonld"), shapes) == 0


def of_type(value: Any, kind: str) -> Any:
    return next(one for one in value["@graph"] if one["@type"] == kind)


DCAT_FAULTS: dict[str, Break] = {
    "no title": lambda value: of_type(value, "dcat:Dataset").pop("title"),
    "no publisher": lambda value: of_type(value, "dcat:Catalog").pop("publisher"),
    "no access address": lambda value: of_type(value, "dcat:Distribution").pop("accessURL"),
    "a size in words": lambda value: of_type(value, "dcat:Distribution").update(byteSize="large"),
    "a sum that is none": lambda value: of_type(value, "dcat:Distribution")["checksum"].update(checksumValue="xyz"),
    "a licence of no class": lambda value: of_type(value, "dct:LicenseDocument").update({"@type": "foaf:Document"}),
    "a media type of no class": lambda value: of_type(value, "dct:MediaType").update({"@type": "foaf:Document"}),
    "an agent without a name": lambda value: value["@graph"].append({"@id": "urn:x", "@type": "foaf:Agent"}),
}


@NEEDS_SHAPES
@pytest.mark.parametrize("name", DCAT_FAULTS)
def test_the_shapes_refuse_a_broken_catalogue(written: Path, shapes: rdflib.Graph, name: str) -> None:
    value = load(written, "dcat.jsonld")
    DCAT_FAULTS[name](value)
    assert violations(value, shapes) > 0


# RO-Crate: the validator runs without a network once its cache holds the one context there is to fetch.

class _Shelf(BaseAdapter):
    """Answers every request with the context, from the file beside the project."""

    def send(self, request: Any, **_: Any) -> Response:  # type: ignore[override]
        response = Response()
        response.status_code, response.url, response.request = 200, request.url, request
        response.headers["Content-Type"] = "application/ld+json"
        response.raw = HTTPResponse(io.BytesIO(CRATE_CONTEXT.read_bytes()), headers=dict(response.headers), status=200,
                                    preload_content=False)
        return response

    def close(self) -> None:
        """Nothing is held."""


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("crate") / "http_cache"
    with CachedSession(str(path), backend="sqlite", expire_after=-1) as session:
        session.mount("https://w3id.org/", _Shelf())
        assert session.get(CRATE).json()["version"].startswith("1.2")
    return path


@pytest.fixture(autouse=True, scope="module")
def parsed_once() -> Iterator[None]:
    """Let rdflib parse a query once. pySHACL asks the same few for every file of a crate, and has each parsed anew: two
    thirds of its time."""
    ask, known = SPARQLProcessor.query, {}

    def query(self: Any, text: Any, bindings: Any = None, names: Any = None, base: Any = None, debug: Any = False,
              ) -> Any:
        if isinstance(text, str):
            key = (text, base, *((names or {}).items()))
            if key not in known:
                known[key] = prepareQuery(text, names, base)
            text = known[key]
        return ask(self, text, bindings, names, base, debug)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SPARQLProcessor, "query", query)
        yield


def crate_faults(folder: Path, cache: Path) -> list[str]:
    result = services.validate({
        "rocrate_uri": str(folder), "profile_identifier": "ro-crate-1.2", "requirement_severity": "REQUIRED",
        "offline": True, "cache_path": cache, "cache_max_age": -1, "skip_availability_check": True,
        "disable_remote_crate_download": False})
    return [f"{issue.message} {issue.violatingEntity}" for issue in result.get_issues()]


@NEEDS_CONTEXT
def test_the_folder_is_a_crate(archive: Archive, cache: Path, tmp_path: Path) -> None:
    # Once, as it takes seconds: with a person, a DOI and a contact it says all that it can.
    full = rich(archive)
    about: Any = {**full.about, "contact": archive.about["contact"], "licences": archive.about["licences"]}
    assert crate_faults(write_all(replace(full, about=about), tmp_path / "latest"), cache) == []


@NEEDS_CONTEXT
def test_the_validator_refuses_a_broken_crate(written: Path, cache: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(written, tmp_path / "copy"))
    (copy / "csv" / "topics.csv").unlink()
    value = load(copy, "ro-crate-metadata.json")
    root = next(one for one in value["@graph"] if one["@id"] == "./")
    root["datePublished"] = "soon"
    del root["license"]
    (copy / "ro-crate-metadata.json").write_text(json.dumps(value), "utf-8")
    found = "\n".join(crate_faults(copy, cache))
    for word in ("csv/topics.csv", "datePublished", "license"):
        assert word in found
