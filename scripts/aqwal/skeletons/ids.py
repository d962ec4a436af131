"""Takes a dataset repository; gives the ids that records have or had, and the next one that is free."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from aqwal import contract, records
from aqwal.paths import FOLDERS, Repository

ARTICLE = re.compile(r"a([0-9]{4,})(?:-s[0-9]{2,})?")
"""The id of an article, or of a statement, which begins with its article's."""
WIDTH = 4
"""Least number of digits in an article's id."""


class IdError(Exception):
    """An id cannot be given, or it cannot be known whether it is free; the message says why."""


def next_article(repository: Repository) -> str:
    """Return the id after the highest that an article has or had. Raises IdError."""
    used = [match for name in _article_names(repository) if (match := ARTICLE.fullmatch(name))]
    width = max([WIDTH, *(len(match[1]) for match in used)])
    return f"a{max([0, *(int(match[1]) for match in used)]) + 1:0{width}}"


def refusal(repository: Repository, kind: str, identifier: str) -> str:
    """Say why a new record cannot have an id; nothing if it can. Raises IdError."""
    form = contract.resolve(contract.schema_of(kind)["properties"]["id"])
    if re.fullmatch(form["pattern"], identifier) is None or len(identifier) > form["maxLength"]:
        return f"{identifier!r} is no id of a record of this kind; the form is {form['pattern']}"
    if _path(repository, kind, identifier).exists():
        return f"{repository.name(_path(repository, kind, identifier))} exists; it is not written over"
    if identifier in _retired(repository, kind) or (kind == "article" and _was_article(repository, identifier)):
        return f"the id {identifier} was that of another {kind}; an id is never used again"
    return ""


def _was_article(repository: Repository, identifier: str) -> bool:
    own = ARTICLE.fullmatch(identifier)
    return own is not None and any((match := ARTICLE.fullmatch(name)) and int(match[1]) == int(own[1])
                                   for name in _article_names(repository))


def _article_names(repository: Repository) -> Iterator[str]:
    """Yield every id of an article or statement that stands anywhere: what is left of a record counts too."""
    for folder in (repository.folder("article"), repository.folder("statement"), repository.features):
        yield from (path.stem for path in folder.glob("*"))
    for kind in ("article", "statement"):
        yield from _retired(repository, kind)


def _retired(repository: Repository, kind: str) -> set[str]:
    """Return the ids of a kind that redirects retire, and those of released records that are records no more."""
    found = {entry["id"] for entry in _redirects(repository) if entry["kind"] == kind}
    return found | _released(repository, FOLDERS[kind])


def _redirects(repository: Repository) -> list[dict[str, Any]]:
    path = repository.redirects
    if not path.exists():
        return []
    value, issues = records.load_record(path, repository.name(path))
    if issues or not contract.fits("redirect-list", value):
        raise IdError(f"{repository.name(path)} cannot be read, so retired ids are not known; run `aqwal validate`")
    entries: list[dict[str, Any]] = value
    return entries


def _released(repository: Repository, folder: str) -> set[str]:
    """Return the ids of the records of one folder in every release."""
    found: set[str] = set()
    for path in sorted(repository.releases.glob("**/*.json")):
        try:
            value = json.loads(path.read_text("utf-8"))
        except (OSError, ValueError):
            raise IdError(f"{repository.name(path)} cannot be read, so released ids are not known") from None
        held = value.get("records") if isinstance(value, dict) else None
        if isinstance(held, dict) and isinstance(held.get(folder), dict):
            found |= set(held[folder])
    return found


def _path(repository: Repository, kind: str, identifier: str) -> Path:
    return repository.folder(kind) / f"{identifier}.yml"
