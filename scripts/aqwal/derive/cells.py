"""Takes a value of a column; gives the text that stands for it in a cell of CSV."""

from typing import Any

SEPARATOR = "; "
"""Stands between the items of a list column. Items are identifiers and never hold it."""


def cell(value: Any) -> str:
    """Return the text of one cell."""
    if type(value) is str:  # Nearly all are, and there are millions.
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return SEPARATOR.join(map(str, value))
    return str(value)
