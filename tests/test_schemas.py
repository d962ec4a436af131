"""Takes the schemas; proves that they are sound and complete, and that both validators read them alike."""

import copy
import random
import re
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from aqwal import contract
from aqwal.checks import walk
from aqwal.dataset import Archive

NAMES = sorted(contract.load_schemas())
Part = tuple[str, dict[str, Any]]


def fields(name: str) -> list[Part]:
    """Return every property that a schema defines, wherever it stands, with its path."""
    found: list[Part] = []

    def visit(node: Any, path: str) -> None:
        if isinstance(node, dict):
            # The properties of if/then conditions repeat fields, they define none.
            for key, part in node.get("properties", {}).items():
                found.append((f"{path}.{key}", part))
            for key, part in node.items():
                if key not in ("if", "then", "else", "examples", "x-ar"):
                    visit(part, f"{path}.{key}")
        elif isinstance(node, list):
            for index, part in enumerate(node):
                visit(part, f"{path}.{index}")

    visit(contract.load_schemas()[name], name.removesuffix(".schema.json"))
    return found


FIELDS = [field for name in NAMES for field in fields(name)]


def ids(field: Part) -> str:
    return field[0]


@pytest.mark.parametrize("name", NAMES)
def test_schema_is_valid_and_introduces_itself(name: str) -> None:
    schema = contract.load_schemas()[name]
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    for text in (schema["title"], schema["description"]):
        assert re.search("[A-Za-z]", text)
    assert all(re.search("[ء-ي]", schema["x-ar"][key]) for key in ("title", "description"))


def test_there_are_fields_to_look_at() -> None:
    assert len(FIELDS) > 100


@pytest.mark.parametrize("field", FIELDS, ids=map(ids, FIELDS))
def test_field_is_described_in_both_languages_with_examples(field: Part) -> None:
    _, part = field
    assert re.search("[A-Za-z]", part["title"])
    assert part["description"].endswith(".")
    assert re.search("[ء-ي]", part["x-ar"]["title"])
    assert part["x-ar"]["description"].endswith(".")
    assert part["examples"]


@pytest.mark.parametrize("field", FIELDS, ids=map(ids, FIELDS))
def test_examples_are_valid(field: Part) -> None:
    path, part = field
    validator = contract._explainer(path.split(".")[0]).evolve(schema=absolute(part))
    for example in part["examples"]:
        assert list(validator.iter_errors(example)) == []


@pytest.mark.parametrize("field", FIELDS, ids=map(ids, FIELDS))
def test_numbers_and_dates_have_units(field: Part) -> None:
    _, part = field
    if any(leaf.get("type") == "integer" or leaf.get("format") == "date" for leaf in leaves(part)):
        assert part["x-unit"]


@pytest.mark.parametrize("name", NAMES)
def test_every_text_and_number_has_an_upper_bound(name: str) -> None:
    """A pattern without * + or an open {n,} bounds a text too; a date has its own form."""
    def visit(node: Any, path: str) -> None:
        kinds = node.get("type", ()) if isinstance(node, dict) else ()
        if "string" in kinds and not path.endswith(".then.properties.licence"):
            fixed = "pattern" in node and not re.search(r"[*+]|,\}", node["pattern"])
            assert "maxLength" in node or fixed, path
        if "integer" in kinds:
            assert node["maximum"] == 2**31 - 1, path
        items = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
        for step, part in items:
            if step not in ("examples", "x-ar"):
                visit(part, f"{path}.{step}")

    visit(contract.load_schemas()[name], name)


@pytest.mark.parametrize(("kind", "pointer", "longest"), [
    ("article", ("id",), 40), ("article", ("title",), 500), ("article", ("label", "en"), 300),
    ("article", ("digest", "en"), 10_000), ("article", ("note", "en"), 2000), ("statement", ("said", "en"), 2000),
    ("speaker", ("names", "en"), 300), ("topic", ("id",), 80), ("article", ("url",), 2000),
])
def test_a_text_may_be_so_long_and_no_longer(kind: str, pointer: tuple[str, ...], longest: int,
                                             archive: Archive) -> None:
    start = {"url": "https://a.example/", "id": "a" if kind == "article" else ""}.get(pointer[0], "")
    for length in (longest, longest + 1):
        record = copy.deepcopy(next(place.record for place in walk.every_record(archive) if place.kind == kind))
        target = record
        for step in pointer[:-1]:
            target[step] = target[step] or {"ar": "نص", "en": "Text"}
            target = target[step]
        target[pointer[-1]] = start + "1" * (length - len(start))
        told = [(issue.code, issue.pointer) for issue in contract.explain(kind, record, "x.yml")]
        assert told == ([("schema-max-length", pointer)] if length > longest else [])


@pytest.mark.parametrize(("url", "good"), [
    ("https://a.example/", True), ("http://a.example/b/", True), ("https://a.example", False),
    ("https://a.example/?q=/", False), ("https://a.example/#/", False), ("https://a.example/ b/", False),
])
def test_the_address_of_the_site_has_no_query_and_no_fragment(url: str, good: bool, archive: Archive) -> None:
    assert contract.fits("dataset", {**archive.about, "url": url}) is good


def leaves(part: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield what a field can hold itself or in a list; objects answer for their own fields."""
    part = contract.resolve(part)
    if "anyOf" in part:
        for branch in part["anyOf"]:
            yield from leaves(branch)
    elif part.get("type") == "array":
        yield from leaves(part["items"])
    elif "properties" not in part:
        yield part


def absolute(node: Any) -> Any:
    """Return a part of a schema whose references resolve from anywhere."""
    if isinstance(node, dict):
        return {key: contract.BASE + value if key == "$ref" and not value.startswith("#") else absolute(value)
                for key, value in node.items()}
    return [absolute(item) for item in node] if isinstance(node, list) else node


@pytest.mark.parametrize("name", NAMES)
def test_references_name_kinds_of_record(name: str) -> None:
    kinds = {"article", "statement", "speaker", "publisher", "event", "topic"}
    text = str(contract.load_schemas()[name])
    assert set(re.findall(r"'x-ref': '([a-z]+)'", text)) <= kinds


def test_objects_are_closed_and_complete() -> None:
    """A record says null rather than leave a field out, so that every table has all its columns."""
    for path, part in [*FIELDS, *((name, contract.load_schemas()[name]) for name in NAMES)]:
        part = contract.resolve(part)
        if "properties" in part:
            assert part["additionalProperties"] is False, path
            assert sorted(part["required"]) == sorted(part["properties"]), path


STRANGE: list[Any] = [None, True, 0, -1, 10**30, 1.5, "", " ", "x", "ن", "2031-02-30", "2031-2-3", "0000-01-01", "Q0",
                      "https://", [], [None], {}, {"ar": "نص"}, "a" * 100, "a0001-s01", [[1, 2, 3]], [1, 1]]


def mutations(value: Any, chance: random.Random) -> Iterator[Any]:
    """Yield copies of a record, each with one field taken out, added, or replaced by something strange."""
    pointers = list(inner(value, ()))
    for pointer in chance.sample(pointers, min(12, len(pointers))):
        for strange in chance.sample(STRANGE, 6):
            copied = copy.deepcopy(value)
            target = copied
            for step in pointer[:-1]:
                target = target[step]
            target[pointer[-1]] = strange
            yield copied
            if isinstance(target, dict):
                del target[pointer[-1]]
                yield copied
                target["no_such_field"] = strange
                yield copied


def inner(value: Any, pointer: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, part in items:
        yield (*pointer, step)
        yield from inner(part, (*pointer, step))


def test_both_validators_agree(archive: Archive) -> None:
    """jsonschema-rs decides; jsonschema must find a reason for each no and none for a yes, addresses apart."""
    chance = random.Random(7)
    refused = 0
    for place in walk.every_record(archive):
        explain = contract._explainer(place.kind)
        assert contract.fits(place.kind, place.record)
        assert explain.is_valid(place.record)
        for broken in mutations(place.record, chance):
            fits = contract.fits(place.kind, broken)
            refused += not fits
            if fits != explain.is_valid(broken):
                # Only jsonschema-rs knows what an address is.
                assert not fits
                properties = contract.schema_of(place.kind)["properties"]
                assert all("uri" in str(properties[str(issue.pointer[0])])
                           for issue in contract.explain(place.kind, broken, "x.yml"))
    assert refused > 1000


@pytest.mark.parametrize("kind", ["article", "statement", "speaker", "publisher", "event", "topic", "dataset"])
def test_what_does_not_fit_is_always_explained(kind: str, archive: Archive) -> None:
    chance = random.Random(kind)
    place = next(place for place in walk.every_record(archive) if place.kind == kind)
    for broken in mutations(place.record, chance):
        issues = contract.explain(kind, broken, "x.yml")
        assert bool(issues) != contract.fits(kind, broken)
        assert all(issue.message and issue.remedy and issue.path == "x.yml" for issue in issues)
