"""Takes an archive; gives its downloads written to a folder, and what each description says of dataset and files."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from aqwal.dataset import Archive
from aqwal.derive.sayings import sayings_of
from aqwal.exports.downloads import write_downloads
from aqwal.paths import PROJECT

VALIDATORS = PROJECT.parent / "shared" / "validators"
CRATE_CONTEXT = VALIDATORS / "ro-crate-1.2-context.jsonld"
JSON_LD = ("croissant.json", "dcat.jsonld", "schema-org.jsonld", "ro-crate-metadata.json")
HOSTILE = "</script><b>\"x\"</b> \\ {y} %z & \u2028 'w'\n<!-- {{ v }} -->"


class File(NamedTuple):
    """A file as a description has it; None for what it does not say."""

    bytes: int | None
    sha256: str | None
    licences: tuple[str, ...]


class Told(NamedTuple):
    """What a description says."""

    title: str
    version: str
    released: str
    licences: tuple[str, ...]
    creators: tuple[tuple[str, str | None], ...]
    files: dict[str, File]


def rich(archive: Archive) -> Archive:
    """Return the archive with all that a dataset's record may hold, and with texts that would break out of others."""
    said = {"ar": f"وصف {HOSTILE}", "en": f"Words {HOSTILE}"}
    creators = [
        {"ar": "حدون، سلمى", "en": "Haddun, Salma", "kind": "person", "orcid": "0000-0002-1825-0097"},
        {"ar": "مشروع الضفتين", "en": "Two Banks project", "kind": "organisation", "orcid": None},
    ]
    word = {"ar": "جسر", "en": "bridge"}
    about: Any = {**archive.about, "doi": "10.5281/zenodo.1234567", "creators": creators, "contact": None,
                  "title": {"ar": f"عنوان {HOSTILE}", "en": f"Title {HOSTILE}"}, "description": said,
                  "keywords": [word, word, {"ar": HOSTILE, "en": HOSTILE}],
                  "licences": {"data": "CC-BY-4.0", "code": "CC-BY-4.0"}}
    return replace(archive, about=about)


@pytest.fixture(scope="module", params=["toy", "rich"])
def dataset(request: pytest.FixtureRequest, archive: Archive) -> Archive:
    """The toy dataset as it is, and with all that a dataset's record can hold."""
    return archive if request.param == "toy" else rich(archive)


@pytest.fixture(scope="module")
def folder(dataset: Archive, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its downloads; only to be read."""
    return write_all(dataset, tmp_path_factory.mktemp("described") / "latest")


def write_all(archive: Archive, folder: Path) -> Path:
    write_downloads(archive, sayings_of(archive), folder)
    return folder


def load(folder: Path, name: str) -> Any:
    return json.loads((folder / name).read_text("utf-8"))


def files_in(folder: Path) -> dict[str, File]:
    """Return what stands in a folder, without licences, which no file states of itself."""
    return {path.relative_to(folder).as_posix():
            File(path.stat().st_size, hashlib.sha256(path.read_bytes()).hexdigest(), ())
            for path in sorted(folder.rglob("*")) if path.is_file()}


def sums_in(folder: Path) -> dict[str, str]:
    lines = (folder / "SHA256SUMS").read_text("utf-8").splitlines()
    return {line[66:]: line[:64] for line in lines}


def walk(value: Any) -> Iterator[dict[str, Any]]:
    """Yield every object, at any depth."""
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from walk(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from walk(inner)


def told_by(folder: Path, published: str = "/downloads/latest/") -> dict[str, Told]:
    """Return what every description says, read by its own rules; `published` is where addresses of files lead to."""
    readers = {"datapackage.json": _package, "croissant.json": _croissant, "dcat.jsonld": _dcat,
               "schema-org.jsonld": _schema_org, "ro-crate-metadata.json": _crate}
    return {name: _below(read(load(folder, name)), published) for name, read in readers.items()}


def _below(told: Told, published: str) -> Told:
    """Return the same with the paths of files in place of their addresses."""
    return told._replace(files={path.partition(published)[2] if "://" in path else path: file
                                for path, file in told.files.items()})


def _package(value: Any) -> Told:
    files = {one["path"]: File(one["bytes"], one["hash"].removeprefix("sha256:"),
                               tuple(each["path"] for each in one["licenses"])) for one in value["resources"]}
    creators = tuple((one["title"], one.get("path")) for one in value["contributors"])
    return Told(value["title"], value["version"], value["created"][:10],
                tuple(one["path"] for one in value["licenses"]), creators, files)


def _croissant(value: Any) -> Told:
    files = {one["contentUrl"]: File(int(one["contentSize"].removesuffix(" B")), one["sha256"], tuple(one["license"]))
             for one in value["distribution"]}
    creators = tuple((one["name"]["en"], one.get("url")) for one in value["creator"])
    return Told(value["name"]["en"], value["version"], value["datePublished"], tuple(value["license"]), creators, files)


def _dcat(value: Any) -> Told:
    nodes = {node["@id"]: node for node in value["@graph"]}
    (dataset,) = (node for node in nodes.values() if node["@type"] == "dcat:Dataset")
    files = {}
    for one in (nodes[identifier] for identifier in dataset["distribution"]):
        files[one["downloadURL"]] = File(one["byteSize"], one["checksum"]["checksumValue"], (one["license"],))
    agents = [nodes[one] for one in dataset["creator"]]
    creators = tuple((one["name"]["en"], one["@id"] if "orcid.org" in one["@id"] else None) for one in agents)
    return Told(dataset["title"]["en"], dataset["version"], dataset["issued"], (dataset["license"],), creators, files)


def _schema_org(value: Any) -> Told:
    def english(texts: Any) -> str:
        return str(next(one["@value"] for one in texts if one["@language"] == "en"))

    files = {one["contentUrl"]:
             File(int(one["contentSize"].removesuffix(" B")), one["sha256"], (one["license"],))
             for one in value["distribution"]}
    creators = tuple((english(one["name"]), one.get("@id")) for one in value["creator"])
    return Told(english(value["name"]), value["version"], value["datePublished"], (value["license"],), creators, files)


def _crate(value: Any) -> Told:
    entities = {entity["@id"]: entity for entity in value["@graph"]}
    root = entities["./"]
    files = {part["@id"]: File(int(one["contentSize"]) if "contentSize" in one else None, one.get("sha256"),
                               (one["license"]["@id"],))
             for part in root["hasPart"] for one in [entities[part["@id"]]]}
    authors = [entities[one["@id"]] for one in root["author"]]
    creators = tuple((one["name"], one["@id"] if "orcid.org" in one["@id"] else None) for one in authors)
    return Told(root["name"], root["version"], root["datePublished"], (root["license"]["@id"],), creators, files)
