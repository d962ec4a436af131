"""Takes reports and pages; gives each statement with its source words, private to whoever has the pages; and back."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from aqwal.hydrate.report import Report
from aqwal.record_types import Article, Statement

HALF = re.compile("[\ud800-\udfff]")
SOURCE_FIELDS = ("text", "cue_text")
"""Fields of a joined row that hold words of the source; all others may be shared."""
Row = dict[str, Any]
Leaks = Callable[[str], Sequence[object]]


def joined_rows(article: Article, statements: Sequence[Statement], report: Report, text: str) -> Iterator[Row]:
    """Yield a row a statement: its anchors as recorded, how they stand in the page, and the words there."""
    places = {(one.anchor.owner, one.anchor.field): one for one in report.placed}
    for statement in statements:
        content = places[statement["id"], "content"]
        cue = places.get((statement["id"], "cue"))
        yield {
            "id": statement["id"], "article": article["id"],
            "canonical_sha256": article["document"]["canonical_sha256"],
            "content": statement["content"], "cue": statement["cue"], "status": content.status,
            "text": None if content.start is None else text[content.start:content.end],
            "cue_text": None if cue is None or cue.start is None else text[cue.start:cue.end],
        }


def as_line(row: Mapping[str, Any]) -> str:
    """Return a row as a line of JSON, in which half a character, which UTF-8 cannot hold, is escaped."""
    line = json.dumps(row, ensure_ascii=False)
    return HALF.sub(lambda half: f"\\u{ord(half[0]):04x}", line) + "\n"


class RowError(Exception):
    """A line is no joined row; the message says which and why."""


def load_rows(lines: Iterable[str]) -> list[Row]:
    """Read the rows of a joined file, which may have fields of the user's own. Raises RowError."""
    rows = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            raise RowError(f"line {number} is not JSON") from None
        if not isinstance(row, dict) or not isinstance(row.get("id"), str):
            raise RowError(f"line {number} is no row with the id of a statement")
        rows.append(row)
    return rows


def source_words(rows: Iterable[Row]) -> list[str]:
    """Return the source words that rows hold."""
    return [row[name] for row in rows for name in SOURCE_FIELDS if isinstance(row.get(name), str)]


def dehydrated(row: Row) -> Row:
    """Return a row without the words of the source; its anchors and the user's own fields stay."""
    return {name: value for name, value in row.items() if name not in SOURCE_FIELDS}


def fields_of(rows: Iterable[Row]) -> dict[str, list[str]]:
    """Return what is to be looked through for source words: the texts of each field of dehydrated rows together.

    Texts are looked through one by one, and joined: a list may hold a word an entry, a file may have a row a word.
    """
    found: dict[str, list[str]] = {}
    for row in rows:
        for name, value in row.items():
            found.setdefault(name, []).extend(runs_of(value))
    return {name: [*texts, " ".join(texts)] for name, texts in found.items()}


def leaking_fields(row: Row, leaks: Leaks) -> list[str]:
    """Return the fields of a dehydrated row that still hold a run of source words."""
    return [name for name, value in row.items() if any(map(leaks, (name, *runs_of(value))))]


def runs_of(value: object) -> list[str]:
    """Return each text in a value, the texts that stand under the same names joined, and all of them joined."""
    columns: dict[tuple[str, ...], list[str]] = {}
    every: list[str] = []
    for path, text in _texts(value, ()):
        columns.setdefault(path, []).append(text)
        every.append(text)
    return list(dict.fromkeys([*every, *(" ".join(column) for column in columns.values()), " ".join(every)]))


def _texts(value: object, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield every text in a value with the names on the way to it; the names of an object are texts too."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield (*path, ""), name
            yield from _texts(inner, (*path, name))
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner, path)
