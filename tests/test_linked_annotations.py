"""Takes the anchors as Web Annotations; holds them against the W3C's assertions, JSON-LD and the raw pages themselves.

Every check is also shown a copy that was broken on purpose, and must refuse it.
"""

import copy
import json
import re
import subprocess
from base64 import urlsafe_b64decode
from collections.abc import Callable, Iterator
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator, FormatChecker
from referencing import Registry
from referencing.jsonschema import DRAFT4

from aqwal.dataset import Archive
from aqwal.linked.annotations import CONTEXT
from aqwal.linked.names import named_by_hash
from aqwal.paths import PROJECT
from aqwal.texts import guard_of
from linked_files import (
    HOSTILE,
    digest_of,
    hostile,
    node,
    said_in_annotations,
    said_in_records,
    strings_in,
    toy_pages,
    write_forms,
)

W3C = PROJECT.parent / "shared" / "validators" / "web-annotation"
NEEDS_W3C = pytest.mark.skipif(not W3C.exists(), reason="the W3C's assertions are not beside the project")
NEEDS_NODE = pytest.mark.skipif(
    node() is None or not (PROJECT / "node_modules" / "jsonld").exists(), reason="no Node.js here, or no jsonld for it")
Break = Callable[[Any], None]


def _property(name: str, kind: str | None = None) -> Any:
    return {"@id": name, "@type": kind} if kind else name


TERMS: dict[str, Any] = {
    "oa": "http://www.w3.org/ns/oa#", "dc": "http://purl.org/dc/elements/1.1/", "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/", "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#", "xsd": "http://www.w3.org/2001/XMLSchema#",
    "as": "http://www.w3.org/ns/activitystreams#",
    "id": "@id", "type": "@type",
    **{name: f"oa:{name}" for name in ("Annotation", "TextualBody", "SpecificResource", "TextPositionSelector",
                                       "describing", "identifying", "linking")},
    "Person": "foaf:Person", "Organization": "foaf:Organization", "Software": "as:Application",
    "AnnotationCollection": "as:OrderedCollection", "AnnotationPage": "as:OrderedCollectionPage",
    "ltr": "oa:ltrDirection", "rtl": "oa:rtlDirection",
    **{name: _property(iri, "@id") for name, iri in (
        ("body", "oa:hasBody"), ("target", "oa:hasTarget"), ("source", "oa:hasSource"), ("selector", "oa:hasSelector"),
        ("state", "oa:hasState"), ("renderedVia", "oa:renderedVia"), ("creator", "dcterms:creator"),
        ("generator", "as:generator"), ("rights", "dcterms:rights"), ("first", "as:first"), ("partOf", "as:partOf"))},
    "items": {"@id": "as:items", "@type": "@id", "@container": "@list"},
    **{name: _property(iri, "@vocab") for name, iri in (
        ("motivation", "oa:motivatedBy"), ("purpose", "oa:hasPurpose"), ("textDirection", "oa:textDirection"))},
    "format": "dc:format", "language": "dc:language", "value": "rdf:value", "name": "foaf:name", "label": "rdfs:label",
    "created": _property("dcterms:created", "xsd:dateTime"), "generated": _property("dcterms:issued", "xsd:dateTime"),
    **{name: _property(iri, "xsd:nonNegativeInteger") for name, iri in (
        ("start", "oa:start"), ("end", "oa:end"), ("total", "as:totalItems"), ("startIndex", "as:startIndex"))},
}
"""The terms of the Web Annotation Vocabulary that we use, and no other: the published context is not at hand."""
EXPAND = """
import { readFileSync } from 'node:fs';
import jsonld from 'jsonld';
const { context, document } = JSON.parse(readFileSync(0, 'utf8'));
const documentLoader = async (url) => {
  if (url !== 'http://www.w3.org/ns/anno.jsonld') throw new Error(`not at hand: ${url}`);
  return { contextUrl: null, documentUrl: url, document: { '@context': context } };
};
const expanded = await jsonld.expand(document, { safe: true, documentLoader });
process.stdout.write(JSON.stringify(expanded));
"""


@pytest.fixture(scope="module")
def written(archive: Archive, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_forms(archive, tmp_path_factory.mktemp("linked"))["annotations"]


@pytest.fixture
def collection(written: Path) -> Any:
    return json.loads(written.read_bytes())


def items(collection: Any) -> list[Any]:
    found: list[Any] = collection["first"]["items"]
    return found


# What it says of the records.

def test_every_statement_is_described_and_every_reporting_verb_linked(collection: Any, archive: Archive) -> None:
    by_id = {one["id"]: one for one in items(collection)}
    assert len(by_id) == len(items(collection)) == collection["total"]
    base = f"{archive.about['url']}statements/"
    for _, statement in archive.each_statement():
        content = by_id.pop(f"{base}{statement['id']}/#annotation")
        assert content["target"]["selector"]["start"] == statement["content"]["start"]
        assert content["target"]["sha256"] == statement["content"]["sha256"]
        if statement["cue"]:
            cue = by_id.pop(f"{base}{statement['id']}/#cue-annotation")
            assert cue["body"] == f"{base}{statement['id']}/"
            assert cue["target"]["selector"]["end"] == statement["cue"]["end"]
    assert by_id == {}
    assert digest_of(said_in_annotations(collection)) == digest_of(said_in_records(archive))


def test_makers_licence_and_date_are_the_datasets(collection: Any, archive: Archive) -> None:
    about = archive.about
    (maker,) = collection["creator"]
    assert maker["name"] == [about["creators"][0]["ar"], about["creators"][0]["en"]]
    for one in (collection, *items(collection)):
        assert about["licences"]["data"] in one["rights"]
    for one in items(collection):
        assert one["creator"] == [maker["id"]]
        assert one["generator"] == collection["generator"]["id"]
        assert one["generated"].startswith(about["released"])
        assert "created" not in one, "when a record was first made is not recorded"


def test_arabic_runs_from_the_right_and_english_from_the_left(collection: Any) -> None:
    bodies = [body for one in items(collection) if isinstance(one["body"], list) for body in one["body"]]
    assert {(body["language"], body["textDirection"]) for body in bodies if body["type"] == "TextualBody"} == {
        ("ar", "rtl"), ("en", "ltr")}


def test_no_word_of_a_source_is_quoted(written: Path, collection: Any, archive: Archive) -> None:
    assert not re.search(r'"(exact|prefix|suffix|TextQuoteSelector)"', written.read_text("utf-8"))
    guard = guard_of(toy_pages().values(), [article["title"] or "" for article in archive.articles.values()])
    assert [text for text in strings_in(collection) if guard.leaks(text)] == []
    phrases = [statement["key_phrase"] for _, statement in archive.each_statement() if statement["key_phrase"]]
    assert phrases
    assert not [phrase for phrase in phrases for text in strings_in(collection) if phrase in text]


# Anchors: no tool can check these, because no tool has the pages.

def digest_in(name: str) -> bytes:
    prefix, encoded = name.split(";")
    assert prefix == "ni:///sha-256"
    return urlsafe_b64decode(encoded + "=" * (-len(encoded) % 4))


def misplaced(collection: Any, pages: dict[bytes, str], unit: str = "code point") -> Iterator[str]:
    """Yield the targets whose span does not hash to what they say, where positions count units of a kind."""
    for one in items(collection):
        target = one["target"]
        text = pages[digest_in(target["source"])]
        assert digest_in(target["state"]) == sha256(text.encode()).digest()
        start, end = target["selector"]["start"], target["selector"]["end"]
        if unit == "UTF-16":
            held = text.encode("utf-16-le")[2 * start:2 * end].decode("utf-16-le", "replace")
        else:
            held = text[start:end]
        assert held.strip()
        if "sha256" in target and sha256(held.encode()).hexdigest() != target["sha256"]:
            yield target["id"]


def test_every_anchor_selects_the_text_its_hash_is_of(collection: Any) -> None:
    assert list(misplaced(collection, toy_pages())) == []
    items(collection)[0]["target"]["selector"]["end"] -= 1
    assert len(list(misplaced(collection, toy_pages()))) == 1


def test_positions_count_code_points_whatever_stands_before(collection: Any) -> None:
    """A character outside the basic plane is one code point, and two units of UTF-16."""
    pages = {digest: f"\U0001f600{text}" for digest, text in toy_pages().items()}
    for one in items(collection):
        target = one["target"]
        target["state"] = named_by_hash(sha256(pages[digest_in(target["source"])].encode()).hexdigest())
        target["selector"]["start"] += 1
        target["selector"]["end"] += 1
    assert list(misplaced(collection, pages)) == []
    assert len(list(misplaced(collection, pages, "UTF-16"))) == len(said_in_annotations(collection))


def test_a_hash_name_is_that_of_rfc_6920() -> None:
    name = named_by_hash(sha256(b"Hello World!").hexdigest())
    assert name == "ni:///sha-256;f4OxZX_x_FO5LcGBSKHWXfwtSx-j1ncoSt3SABJtkGk"


# The W3C's own assertions.

FORMATS = FormatChecker(())


@FORMATS.checks("uri")
def _is_uri(value: object) -> bool:
    return not isinstance(value, str) or bool(re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+", value))


@FORMATS.checks("date-time", raises=ValueError)
def _is_time(value: object) -> bool:
    return not isinstance(value, str) or ("T" in value and datetime.fromisoformat(value).tzinfo is not None)


@pytest.fixture(scope="module")
def assertions() -> list[Draft4Validator]:
    """Every assertion that an annotation must satisfy, in the order in which the suite lists them."""
    files = [*(W3C / "definitions").glob("*.json"), *(W3C / "annotations").rglob("*.json")]
    held = {path: json.loads(path.read_bytes()) for path in files}
    registry: Registry[Any] = Registry().with_resources(
        (path.name, DRAFT4.create_resource(schema)) for path, schema in held.items())
    listed = json.loads((W3C / "annotations" / "annotationMusts.test").read_bytes())["assertions"]
    schemas = [held[W3C / path] for path in listed]
    assert all(schema["assertionType"] == "must" and schema["expectedResult"] == "valid" for schema in schemas)
    return [Draft4Validator(schema, registry=registry, format_checker=FORMATS) for schema in schemas]


def unmet(annotation: Any, assertions: list[Draft4Validator]) -> list[str]:
    alone = {"@context": CONTEXT, **annotation}
    return [one.schema["id"] for one in assertions if not one.is_valid(alone)]  # type: ignore[index]


@NEEDS_W3C
def test_every_annotation_meets_all_54_assertions_of_the_w3c(collection: Any,
                                                             assertions: list[Draft4Validator]) -> None:
    assert len(assertions) == 54
    assert [(one["id"], unmet(one, assertions)) for one in items(collection) if unmet(one, assertions)] == []


BROKEN: dict[str, Break] = {
    "no target": lambda one: one.pop("target"),
    "no id": lambda one: one.pop("id"),
    "another type": lambda one: one.update(type="Note"),
    "a position before the text": lambda one: one["target"]["selector"].update(start=-1),
    "no end": lambda one: one["target"]["selector"].pop("end"),
    "a state that is no address": lambda one: one["target"].update(state="c1"),
    "two directions": lambda one: one["body"][0].update(textDirection=["rtl", "ltr"]),
    "a date that is none": lambda one: one.update(generated="soon"),
    "a licence that is no address": lambda one: one.update(rights="CC BY"),
}


@NEEDS_W3C
@pytest.mark.parametrize("name", BROKEN)
def test_the_assertions_refuse_a_broken_annotation(name: str, collection: Any,
                                                   assertions: list[Draft4Validator]) -> None:
    annotation = items(collection)[0]
    assert unmet(annotation, assertions) == []
    BROKEN[name](annotation)
    assert unmet(annotation, assertions)


# JSON-LD, expanded in safe mode: a key that the context does not define is an error.

def expanded(document: Any) -> tuple[Any, str]:
    """Return the expanded document, and what the processor complains of."""
    done = subprocess.run([str(node()), "--input-type=module", "--eval", EXPAND], cwd=PROJECT, check=False,
                          input=json.dumps({"context": TERMS, "document": document}).encode(), capture_output=True)
    return (json.loads(done.stdout) if done.returncode == 0 else None), done.stderr.decode()


@NEEDS_NODE
def test_every_key_is_a_term_of_the_context(collection: Any) -> None:
    found, complaint = expanded(collection)
    assert complaint == ""
    (root,) = found
    (page,) = root["http://www.w3.org/ns/activitystreams#first"]
    (listed,) = page["http://www.w3.org/ns/activitystreams#items"]
    assert len(listed["@list"]) == collection["total"]
    first = listed["@list"][0]["http://www.w3.org/ns/oa#hasTarget"][0]
    assert first["https://schema.org/sha256"] == [{"@value": items(collection)[0]["target"]["sha256"]}]


@NEEDS_NODE
@pytest.mark.parametrize("name", ["unknown key", "unknown type", "relative address"])
def test_safe_mode_refuses_what_would_be_dropped(name: str, collection: Any) -> None:
    broken: dict[str, Break] = {
        "unknown key": lambda one: one["target"].update(sha265="0"),
        "unknown type": lambda one: one["target"]["selector"].update(type="PositionSelector"),
        "relative address": lambda one: one.update(id="annotation"),
    }
    broken[name](items(collection)[0])
    assert expanded(collection)[0] is None


def test_the_context_of_the_tests_has_no_term_to_spare(collection: Any) -> None:
    def keys(value: Any) -> Iterator[str]:
        for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            yield from keys(part)
        if isinstance(value, dict):
            yield from value

    used = set(keys(collection)) | set(strings_in(collection))
    prefixes = {name for name, iri in TERMS.items() if isinstance(iri, str) and iri.endswith(("#", "/"))}
    assert set(TERMS) - prefixes - used == {"Person"}


# Whatever the records hold.

def test_a_hostile_record_is_only_text(archive: Archive, tmp_path: Path) -> None:
    spoiled = hostile(archive)
    found = json.loads(write_forms(spoiled, tmp_path)["annotations"].read_bytes())
    assert said_in_annotations(found) == said_in_records(spoiled)
    assert all(arabic.endswith(HOSTILE) for arabic, _ in said_in_records(spoiled).values())


def test_without_statement_pages_every_name_is_still_one_address(archive: Archive, tmp_path: Path) -> None:
    changed = copy.deepcopy(archive)
    changed.about["statement_pages"] = False
    found = json.loads(write_forms(changed, tmp_path)["annotations"].read_bytes())
    names = [name for one in items(found) for name in (one["id"], one["target"]["id"])]
    assert len(set(names)) == len(names)
    assert all(name.count("#") == 1 for name in names)
    assert f"{archive.about['url']}articles/a0001/#a0001-s01-annotation" in names


def test_the_same_records_give_the_same_bytes(written: Path, archive: Archive, tmp_path: Path) -> None:
    assert write_forms(archive, tmp_path)["annotations"].read_bytes() == written.read_bytes()
