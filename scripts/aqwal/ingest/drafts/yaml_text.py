"""Takes a record with comments at its fields; gives YAML that a human edits, in the manner of the dataset's files.

The library's writer knows no comments and would take longer than all the rest of ingest; what is written here is a
small part of YAML: block mappings, short lists and anchors on one line, texts in double quotes unless they are ids.
"""

import json
import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

WIDTH = 110
PLAIN = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
"""Ids and the words of controlled lists stand without quotes."""
RESERVED = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})

_ENCODER = json.JSONEncoder(ensure_ascii=False)
"""Made once: `json.dumps` with any choice of its own makes one for each text."""


class Commented(NamedTuple):
    """A value with the comment lines that stand above it."""

    value: Any
    comments: tuple[str, ...]


def write_mapping(record: Mapping[str, Any], head: Sequence[str] = ()) -> str:
    """Return a record as YAML under its head comments."""
    return "\n".join([*_comments(head, ""), *_mapping(record, "")]) + "\n"


def write_sequence(records: Sequence[Commented], head: Sequence[str] = ()) -> str:
    """Return a list of records as YAML under its head comments, each record under its own."""
    lines = list(_comments(head, ""))
    for record in records:
        lines.append("")
        lines.extend(_comments(record.comments, ""))
        inner = list(_mapping(record.value, "  "))
        lines.append("- " + inner[0][2:])
        lines.extend(inner[1:])
    return "\n".join(lines if records else [*lines, "[]"]) + "\n"


def scalar(value: object) -> str:
    """Return one plain value as YAML."""
    if type(value) is int:
        return str(value)
    if isinstance(value, str):
        return value if PLAIN.fullmatch(value) and value not in RESERVED else _quoted(value)
    return json.dumps(value)


def in_line(text: str, limit: int = 600) -> str:
    """Return text of the page fit for a comment: one line, nothing unprintable, cut at a limit."""
    flat = " ".join(text[:limit + 1].split())
    shown = flat if flat.isprintable() else "".join(char if char.isprintable() else "\ufffd" for char in flat)
    return shown if len(text) <= limit else f"{shown[:limit]}…"


def _mapping(record: Mapping[str, Any], indent: str) -> Iterator[str]:
    for key, value in record.items():
        if isinstance(value, Commented):
            yield from _comments(value.comments, indent)
            value = value.value
        if isinstance(value, dict) and not _is_anchor(value):
            yield f"{indent}{key}:"
            yield from _mapping(value, indent + "  ")
        elif not isinstance(value, list | dict):
            yield f"{indent}{key}: {scalar(value)}"
        elif isinstance(value, list) and any(isinstance(item, dict) for item in value):
            yield f"{indent}{key}:"
            yield from _items(value, indent)
        else:
            yield from _wrapped(f"{indent}{key}: {_flow(value)}", indent + "  ")


def _items(items: Sequence[Mapping[str, Any]], indent: str) -> Iterator[str]:
    for item in items:
        if _is_anchor(item):
            yield f"{indent}- {_flow(item)}"
            continue
        inner = list(_mapping(item, indent + "  "))
        yield f"{indent}- {inner[0][len(indent) + 2:]}"
        yield from inner[1:]


def _is_anchor(value: Mapping[str, Any]) -> bool:
    return "start" in value and "end" in value and isinstance(value["start"], int)


def _flow(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_flow, value))}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(item)}" for key, item in value.items()) + "}"
    return scalar(value)


def _wrapped(line: str, indent: str) -> Iterator[str]:
    """Yield a line broken between the items of its list; a text is never broken."""
    if len(line) <= WIDTH or not line.endswith("]"):
        yield line
        return
    yield from textwrap.wrap(line, WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)


def _comments(lines: Sequence[str], indent: str) -> Iterator[str]:
    for line in lines:
        shown, room = in_line(line), WIDTH - len(indent) - 2
        if len(shown) <= room:
            yield f"{indent}# {shown}"
        else:
            yield from (f"{indent}# {part}" for part in textwrap.wrap(shown, room, break_on_hyphens=False))


def _quoted(text: str) -> str:
    """Return a text in double quotes; JSON's escapes are YAML's too, and what cannot be seen is escaped as well."""
    quoted = _ENCODER.encode(text)
    if quoted.isprintable():
        return quoted
    return "".join(char if char.isprintable() else _escaped(char) for char in quoted)


def _escaped(char: str) -> str:
    return f"\\u{ord(char):04x}" if ord(char) < 0x10000 else f"\\U{ord(char):08x}"
