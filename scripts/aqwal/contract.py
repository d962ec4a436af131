"""Takes values and the schemas; says whether they fit, and where not. The only user of jsonschema and jsonschema-rs."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any, cast

import jsonschema_rs
from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from aqwal import paths
from aqwal.issues import Issue, Pointer, problem, quote

BASE = "https://aqwal.invalid/schemas/"
"""Where relative references between schemas resolve in memory; nothing is ever fetched."""
Schema = dict[str, Any]
BILINGUAL = ("/bilingual", "/bilingual_name", "/bilingual_digest")
"""How a reference to a text in both languages ends: the same object, of another greatest length."""

REMEDIES = {
    "required": "add the field (the data dictionary says what goes in; null where the schema allows it)",
    "additionalProperties": "remove it or mend its spelling",
    "enum": "use one of the values listed",
    "type": "change the value's form",
    "pattern": "write it in the form the data dictionary shows",
    "format": "write a real calendar date as YYYY-MM-DD, or a full address",
    "minLength": "write a value or, where the field allows it, null",
    "maxLength": "shorten it",
    "minimum": "write a number in range",
    "maximum": "write a number in range",
    "minItems": "give at least one",
    "maxItems": "remove what does not belong",
    "uniqueItems": "remove the repetition",
}


@cache
def load_schemas() -> dict[str, Schema]:
    """Return every schema by file name."""
    return {path.name: json.loads(path.read_text("utf-8")) for path in sorted(paths.SCHEMAS.glob("*.schema.json"))}


def schema_of(name: str) -> Schema:
    """Return the schema of a kind of record, such as `article`."""
    return load_schemas()[f"{name}.schema.json"]


def resolve(part: Schema) -> Schema:
    """Return a part of a schema with its $ref, if any, replaced by what it names; the part's own keywords win."""
    if "$ref" not in part:
        return part
    file, _, pointer = part["$ref"].partition("#")
    target: Schema = load_schemas()[file or "common.schema.json"]
    for step in pointer.split("/")[1:]:
        target = target[step]
    return {**resolve(target), **{key: value for key, value in part.items() if key != "$ref"}}


def fits(name: str, value: object) -> bool:
    """Say whether a value fits the schema of that name. The fast pass."""
    return _fast(name).is_valid(value)


def explain(name: str, value: object, path: str) -> list[Issue]:
    """Return every way in which a value of file `path` breaks the schema of that name."""
    issues = [issue for error in _explainer(name).iter_errors(value) for issue in _issues_of(error, path)]
    return issues or [
        problem(path, tuple(error.instance_path), "schema-other", "not valid for this field",
                "see the data dictionary", _shown(error.instance))
        for error in _fast(name).iter_errors(value)
    ]


def judge_of(schemas: Mapping[str, Schema]) -> Callable[[str, object], str]:
    """Return what says how a value breaks one of the schemas given, in a line, or nothing where it fits.

    They are another version's or a stranger's: no address in them is ever asked.
    """
    def refuse(address: str) -> Any:
        raise ValueError(f"the schema refers to {address}, which is not beside it")

    known = jsonschema_rs.Registry([(BASE + file, dict(schema)) for file, schema in schemas.items()], retriever=refuse)

    @cache
    def made(name: str) -> jsonschema_rs.Draft202012Validator:
        return jsonschema_rs.Draft202012Validator({"$ref": f"{BASE}{name}.schema.json"}, registry=known,
                                                  retriever=refuse, validate_formats=True)

    def judge(name: str, value: object) -> str:
        if made(name).is_valid(value):
            return ""
        error = next(made(name).iter_errors(value))
        place = "$" + "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in error.instance_path)
        return f"{place}: breaks the rule {error.kind.name}"

    return judge


@cache
def _fast(name: str) -> jsonschema_rs.Draft202012Validator:
    registry = jsonschema_rs.Registry([(BASE + file, schema) for file, schema in load_schemas().items()])
    return jsonschema_rs.Draft202012Validator({"$ref": f"{BASE}{name}.schema.json"}, registry=registry,
                                              validate_formats=True)


@cache
def _explainer(name: str) -> Draft202012Validator:
    registry: Registry[Any] = Registry().with_resources(
        (BASE + file, Resource.from_contents(schema, default_specification=DRAFT202012))
        for file, schema in load_schemas().items()
    )
    return Draft202012Validator({"$ref": f"{BASE}{name}.schema.json"}, registry=registry,
                                format_checker=FormatChecker())


def _issues_of(error: ValidationError, path: str) -> Iterator[Issue]:
    """Yield the issues behind one error: of an anyOf, those of the branch that the value was meant for."""
    if error.validator == "anyOf" and error.context:
        meant = [part for part in error.context if part.validator != "type" or part.validator_value != "null"]
        for part in meant:
            yield from _issues_of(part, path)
        return
    pointer: Pointer = tuple(error.absolute_path)
    keyword = str(error.validator)
    remedy = REMEDIES.get(keyword, "see the data dictionary")
    if keyword == "required":
        given = cast(dict[str, Any], error.instance)
        missing = [name for name in cast(list[str], error.validator_value) if name not in given]
        yield from (problem(path, pointer, "schema-required", f"the field {name!r} is missing", remedy)
                    for name in missing if repr(name) in error.message)
    elif keyword == "additionalProperties":
        known = cast(Schema, error.schema).get("properties", {})
        for name in sorted(set(cast(dict[str, Any], error.instance)) - set(known), key=str):
            yield problem(path, (*pointer, str(name)), "schema-unknown-field", "no such field", remedy, str(name))
    else:
        yield problem(path, pointer, _code(keyword), _what(error), remedy, _shown(error.instance))


def _code(keyword: str) -> str:
    """Return the code of a schema keyword: `minLength` → `schema-min-length`; a date that is none has its own."""
    return "date-invalid" if keyword == "format" else "schema-" + re.sub(r"([A-Z])", r"-\1", keyword).lower()


def _what(error: ValidationError) -> str:
    keyword, wanted = error.validator, cast(Any, error.validator_value)
    titles: dict[str, Callable[[], str]] = {
        "enum": lambda: f"not one of {', '.join(map(str, wanted))}",
        "type": lambda: f"not of type {' or '.join(wanted) if isinstance(wanted, list) else wanted}",
        "pattern": lambda: f"not of the form {wanted}",
        "format": lambda: f"not a valid {wanted}",
        "minLength": lambda: "empty text",
        "maxLength": lambda: f"longer than {wanted} characters",
        "minItems": lambda: f"fewer than {wanted} items",
        "maxItems": lambda: f"more than {wanted} items",
        "uniqueItems": lambda: "an item stands twice",
        "minimum": lambda: f"less than {wanted}",
        "maximum": lambda: f"more than {wanted}",
    }
    make = titles.get(str(keyword))
    return make() if make else f"breaks the rule {keyword}"


def _shown(value: object) -> str:
    return quote(value)[1:-1] if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
