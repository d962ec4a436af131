"""Takes reports as they are made; keeps them in a file, so that a run that was cut off goes on where it stopped."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from aqwal.canonical import sha256
from aqwal.files import write_text
from aqwal.hydrate.matching import Match
from aqwal.hydrate.report import Report, as_value, of_value
from aqwal.record_types import Article, Statement

FORM = 1
"""Raised whenever anchors are placed in another way, so that older reports are not taken for today's."""


def key_of(article: Article, statements: Sequence[Statement], match: Match, folder: Path) -> str:
    """Return what a report depends on, as one hash: the records, the pages, and the way of placing."""
    pages = [[page.path.relative_to(folder).as_posix(), page.sha256] for page in match.pages]
    ground = [FORM, article, statements, match.basis, pages]
    return sha256(json.dumps(ground, ensure_ascii=False, sort_keys=True))


class Journal:
    """Reports on the pages of a folder by key, a line each, written as they come. Broken lines are passed over.

    A run can do without it: where it cannot be kept, as on a full disk, `trouble` says why, and nothing else fails.
    """

    def __init__(self, path: Path, folder: Path) -> None:
        self.path, self.folder, self.trouble = path, folder, ""
        self._known: dict[str, Mapping[str, Any]] = {}
        self._used: set[str] = set()
        self._file: IO[bytes] | None = None
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            if not _load(path, self._known):
                self._rewrite()
            self._file = path.open("ab", buffering=0)
        except OSError as error:
            self._do_without(error)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:
        if self._file is None:
            return
        self._file.close()
        if kind is None and len(self._used) < len(self._known):
            # The run is whole: what it had no use for is of records or pages that have changed since.
            self._known = {key: report for key, report in self._known.items() if key in self._used}
            try:
                self._rewrite()
            except OSError as fault:
                self._do_without(fault)

    def get(self, key: str) -> Report | None:
        """Return the report kept under a key; None where there is none, or what is kept is no report."""
        try:
            report = of_value(self._known[key], self.folder)
        except (LookupError, TypeError, ValueError):
            return None
        self._used.add(key)
        return report

    def add(self, key: str, report: Report) -> None:
        """Keep one report."""
        self._known[key] = as_value(report, self.folder)
        self._used.add(key)
        if self._file is not None:
            try:
                self._file.write(_line(key, self._known[key]))
            except OSError as error:
                self._file.close()
                self._file = None
                self._do_without(error)

    def _do_without(self, error: OSError) -> None:
        self.trouble = f"{self.path}: {error.strerror or error}: a run that is cut off will begin anew"

    def _rewrite(self) -> None:
        write_text(self.path, b"".join(_line(key, report) for key, report in self._known.items()).decode())


def _line(key: str, report: Mapping[str, Any]) -> bytes:
    return f"{json.dumps([key, report], ensure_ascii=False)}\n".encode()


def _load(path: Path, known: dict[str, Mapping[str, Any]]) -> bool:
    """Read a journal; returns whether it can be added to, which it cannot where a line of it is broken."""
    if not path.is_file():
        return True
    *lines, rest = path.read_bytes().decode("utf-8", "replace").split("\n")
    is_whole = not rest
    for line in lines:
        try:
            key, report = json.loads(line)
        except (ValueError, TypeError, RecursionError):
            is_whole = False
            continue
        if isinstance(key, str) and isinstance(report, dict):
            known[key] = report
        else:
            is_whole = False
    return is_whole
