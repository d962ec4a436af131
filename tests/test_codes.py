"""The catalogue of codes: every code the program can give, in both languages, and words for every schema rule."""

import ast
import re
from dataclasses import fields

import pytest
from jsonschema import Draft202012Validator

from aqwal import contract
from aqwal.codes import CODES
from aqwal.issues import Issue
from aqwal.paths import PROJECT


def makers_of(trees: list[ast.Module]) -> dict[tuple[str, bool], int]:
    """Return what makes an issue, as (name, is a method) → place of the code among its arguments."""
    makers = {("Issue", False): [part.name for part in fields(Issue)].index("code")}
    for tree in trees:
        methods = {part for node in ast.walk(tree) if isinstance(node, ast.ClassDef) for part in node.body}
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef) and "code" in (names := [one.arg for one in node.args.args]):
                makers[node.name, node in methods] = names.index("code") - (node in methods)
    return makers


def codes_given(tree: ast.Module, makers: dict[tuple[str, bool], int]) -> set[str]:
    """Return the codes a module gives to issues; an expression that no code can be read from is an error."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id
            place = makers.get((name, isinstance(node.func, ast.Attribute)))
            if place is not None:
                given = next((one.value for one in node.keywords if one.arg == "code"), None) or node.args[place]
                found |= read_codes(given)
    return found


def read_codes(given: ast.expr) -> set[str]:
    if isinstance(given, ast.IfExp):
        return read_codes(given.body) | read_codes(given.orelse)
    if isinstance(given, ast.Constant) and isinstance(given.value, str):
        return {given.value}
    handed_on = ("code", "*_rest(issue)")  # what another maker was given, and a copy of an issue
    if ast.unparse(given) == "_code(keyword)":
        return {contract._code(keyword) for keyword in keywords_used() - SEEN_TO_APART}
    assert ast.unparse(given) in handed_on, f"no code can be read from {ast.unparse(given)}"
    return set()


SEEN_TO_APART = {"required", "additionalProperties", "anyOf"}
ASSERTIONS = {*Draft202012Validator.VALIDATORS} - {"$ref", "properties", "items", "if", "then", "else"}


def keywords_used() -> set[str]:
    """Return the keywords of the schemas that a value can break."""
    found: set[str] = set()

    def visit(node: object) -> None:
        if isinstance(node, dict):
            found.update(ASSERTIONS & set(node))
            for key, part in node.items():
                if key == "properties" or key == "$defs":
                    for inner in part.values():
                        visit(inner)
                elif key not in ("if", "examples", "x-ar"):
                    visit(part)
        elif isinstance(node, list):
            for part in node:
                visit(part)

    for schema in contract.load_schemas().values():
        visit(schema)
    return found


def test_every_code_the_program_can_give_is_in_the_catalogue() -> None:
    trees = [ast.parse(path.read_text("utf-8")) for path in sorted((PROJECT / "scripts" / "aqwal").rglob("*.py"))]
    makers = makers_of(trees)
    assert {("problem", False), ("problem", True), ("_broken", False), ("_at", False)} <= set(makers)
    assert {code for tree in trees for code in codes_given(tree, makers)} == set(CODES)


@pytest.mark.parametrize(("source", "codes"), [
    ('problem(path, (), "one-code", "x", "y")', {"one-code"}),
    ('place.problem((), "a-code" if late else "b-code", "x", "y")', {"a-code", "b-code"}),
    ('Issue(path, 1, 1, code="named", pointer=())', {"named"}),
    ('other(path, (), "no-code")', set()),
])
def test_the_reader_of_codes_sees_every_way_to_give_one(source: str, codes: set[str]) -> None:
    makers = {("problem", False): 2, ("problem", True): 1, ("Issue", False): 3}
    assert codes_given(ast.parse(source), makers) == codes


def test_the_reader_of_codes_takes_no_code_it_cannot_read() -> None:
    with pytest.raises(AssertionError, match="no code can be read from made_up"):
        codes_given(ast.parse("problem(path, (), made_up, 'x', 'y')"), {("problem", False): 2})


def test_every_rule_of_the_schemas_has_its_own_words() -> None:
    assert keywords_used() - {"anyOf"} == set(contract.REMEDIES)


def test_the_catalogue_is_in_both_languages() -> None:
    for code, entry in CODES.items():
        assert re.search("[a-z]", entry.en), code
        assert re.search("[ء-ي]", entry.ar), code
        assert re.search("[a-z]", entry.remedy_en), code
        assert re.search("[ء-ي]", entry.remedy_ar), code
