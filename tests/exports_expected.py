"""Takes an archive; gives the tables it should become, worked out from the records alone and not from the schemas."""

from collections import defaultdict
from typing import Any

from aqwal.dataset import Archive

Rows = dict[str, list[dict[str, Any]]]
ITEM = "(item)"
"""Stands for the name of the one column that holds a plain list item."""


def expected_tables(archive: Archive) -> Rows:
    """Return every row of every table as a dict; a null object stands under its own name."""
    rows: Rows = defaultdict(list)
    about: Any = archive.about
    _visit("dataset", "dataset", {}, about, {"dataset_name": about["name"]}, rows)
    for kind, table in (("article", "articles"), ("speaker", "speakers"), ("publisher", "publishers"),
                        ("event", "events"), ("topic", "topics")):
        for identifier, record in sorted(getattr(archive, table).items()):
            _visit(table, kind, {}, record, {f"{kind}_id": identifier}, rows)
    for entry in sorted(archive.redirects, key=lambda entry: entry["id"]):
        _visit("redirects", "redirect", {}, entry, {"redirect_id": entry["id"]}, rows)
    for article_id, statements in sorted(archive.statements.items()):
        for position, statement in enumerate(statements, 1):
            place = {"article_id": article_id, "position": position}
            _visit("statements", "statement", place, statement, {"statement_id": statement["id"]}, rows)
    return rows


def _visit(table: str, prefix: str, place: dict[str, Any], value: Any, keys: dict[str, Any], rows: Rows) -> None:
    row = dict(place)
    for name, part in value.items() if isinstance(value, dict) else [(ITEM, value)]:
        _put(row, name, part, prefix, keys, rows)
    rows[table].append(row)


def _put(row: dict[str, Any], name: str, value: Any, prefix: str, keys: dict[str, Any], rows: Rows) -> None:
    if isinstance(value, dict):
        for inner, part in value.items():
            _put(row, f"{name}_{inner}", part, prefix, keys, rows)
    elif isinstance(value, list) and len(value) == 2 and all(isinstance(end, int) for end in value):
        head = "" if name == ITEM else f"{name}_"
        row |= {f"{head}start": value[0], f"{head}end": value[1]}
    elif isinstance(value, list):
        if all(isinstance(item, str) for item in value) and value:
            row[name] = value
        for position, item in enumerate(value, 1):
            deeper = {f"{name}_position" if key == "position" else key: part for key, part in keys.items()}
            child = f"{prefix}_{name}"
            _visit(child, child, {**keys, "position": position}, item, {**deeper, f"{name}_position": position}, rows)
    else:
        row[name] = value


def matches(expected: dict[str, Any], found: dict[str, Any]) -> bool:
    """Say whether a row that was read holds exactly the expected values, and nothing else but nulls and empty lists."""
    wanted = {name: value for name, value in expected.items() if value is not None}
    if ITEM in wanted:
        wanted[list(found)[-1]] = wanted.pop(ITEM)
    held = {name: value for name, value in found.items() if value is not None and value != []}
    return wanted == held
