"""Takes the package's source; proves that modules import only from layers below, or from their own folder."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from aqwal.paths import PROJECT

PACKAGE = PROJECT / "scripts" / "aqwal"
LAYERS = [
    {"paths", "issues", "codes", "files", "canonical", "arabic", "record_types"},
    {"records", "contract", "fields", "typed_records", "releases", "dataset", "raw_texts"},
    {"checks", "derive", "ingest", "hydrate", "skeletons", "texts", "canonical_form"},
    {"metadata", "linked", "changes"},
    {"pages", "exports", "search"},
    {"builder", "site", "release", "verify", "batch", "promotion"},
    {"serving"},
    {"commands"},
    {"cli"},
    {"__main__"},
]
LAYER_OF = {name: number for number, names in enumerate(LAYERS) for name in names}
ONLY_USERS = {"yaml": "records", "jsonschema": "contract", "jsonschema_rs": "contract", "referencing": "contract"}
ALLOWED_PRINT = {"commands", "cli"}
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")


def parts_of(path: Path) -> tuple[str, ...]:
    """Return a module's name below the package: `checks/dates.py` → (checks, dates)."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return parts[:-1] if parts[-1] == "__init__" else parts


def imports_of(source: str, package: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield every module a source imports, inside functions too, relative ones made absolute."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (tuple(alias.name.split(".")) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = (("aqwal", *package)[: len(package) + 2 - node.level] if node.level else ())
            module = (*base, *(node.module or "").split(".")) if node.module else base
            yield from ((*module, alias.name) for alias in node.names)


def faults_of(parts: tuple[str, ...], source: str) -> list[str]:
    """Return the imports of a module that go up, sideways, or past the one module allowed to."""
    own = parts[0]
    faults = []
    for imported in imports_of(source, parts[:-1]):
        if imported[0] == "aqwal" and len(imported) > 1:
            other = imported[1]
            if other not in LAYER_OF:
                continue
            below = LAYER_OF[other] < LAYER_OF[own]
            # Single modules of one layer share the package's folder; folders of one layer share nothing.
            beside = LAYER_OF[other] == LAYER_OF[own] and not is_folder(own) and not is_folder(other)
            own_folder = other == own or beside
            if not below and not own_folder:
                faults.append(f"{'.'.join(parts)} (L{LAYER_OF[own]}) imports {other} (L{LAYER_OF[other]})")
        elif own != ONLY_USERS.get(imported[0], own):
            faults.append(f"{'.'.join(parts)} imports {imported[0]}, which is for {ONLY_USERS[imported[0]]}")
    return faults


def is_folder(name: str) -> bool:
    return (PACKAGE / name).is_dir()


@pytest.mark.parametrize("path", MODULES, ids=lambda path: ".".join(parts_of(path)))
def test_module_imports_only_from_below(path: Path) -> None:
    parts = parts_of(path)
    assert parts[0] in LAYER_OF, f"{parts[0]} has no layer: give it one in LAYERS"
    assert faults_of(parts, path.read_text("utf-8")) == []


@pytest.mark.parametrize(("module", "source"), [
    (("issues",), "from aqwal.records import dump"),
    (("records",), "from aqwal import checks"),
    (("checks", "dates"), "from aqwal.derive.sayings import Saying"),
    (("derive", "events"), "def late():\n    import aqwal.pages.frame"),
    (("exports", "tables"), "from ..pages import frame"),
    (("pages", "views", "article"), "import yaml"),
    (("dataset",), "from jsonschema import Draft202012Validator"),
])
def test_the_rule_sees_a_wrong_import(module: tuple[str, ...], source: str) -> None:
    assert len(faults_of(module, source)) == 1


@pytest.mark.parametrize(("module", "source"), [
    (("dataset",), "from aqwal import contract, records"),
    (("checks", "dates"), "from . import walk"),
    (("checks", "dates"), "from aqwal.checks import walk"),
    (("pages", "views", "article"), "from aqwal.pages.frame import Frame"),
    (("records",), "import yaml"),
])
def test_the_rule_lets_a_right_import_be(module: tuple[str, ...], source: str) -> None:
    assert faults_of(module, source) == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: ".".join(parts_of(path)))
def test_module_says_what_it_takes_and_gives(path: Path) -> None:
    first = (ast.get_docstring(ast.parse(path.read_text("utf-8"))) or "").split("\n\n")[0]
    assert first.startswith("Takes ")
    assert ";" in first


@pytest.mark.parametrize("path", MODULES, ids=lambda path: ".".join(parts_of(path)))
def test_module_is_short_and_prints_only_where_it_may(path: Path) -> None:
    source = path.read_text("utf-8")
    assert source.count("\n") <= 300
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 60, node.name
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print":
            assert parts_of(path)[0] in ALLOWED_PRINT
