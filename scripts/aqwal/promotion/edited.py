"""Takes the folder of an edited draft; gives its records under their final ids, and where each stands in the draft."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aqwal import records
from aqwal.canonical import sha256
from aqwal.ingest.drafts import STATE
from aqwal.issues import Issue
from aqwal.paths import FOLDERS, Repository
from aqwal.skeletons.ids import next_article

PART = re.compile(r"(article|statements)(?:-([2-9]|[1-9][0-9]{1,3}))?\.yml")
BESIDE = {"speakers": "speaker", "publishers": "publisher", "events": "event"}
"""Folders of a draft that may hold new records of other kinds."""
IDS = re.compile(r"a[0-9]{4,}")


@dataclass(frozen=True)
class NewRecord:
    """A file to be: its schema, its value, its place in the dataset, and the file of the draft it comes from."""

    schema: str
    value: Any
    place: Path
    origin: Path


@dataclass(frozen=True)
class Edited:
    """All that a draft would bring into the dataset. `text` is the page's, where the draft still has it."""

    folder: Path
    new: tuple[NewRecord, ...]
    articles: tuple[str, ...]
    text: str | None = None
    issues: list[Issue] = field(default_factory=list)


def load_edited(folder: Path, repository: Repository) -> Edited:
    """Read a draft. Articles get the next free ids, in the order of their parts. Raises IdError."""
    issues: list[Issue] = []
    articles: dict[int, tuple[Path, Any]] = {}
    statements: dict[int, tuple[Path, Any]] = {}
    for path in sorted(folder.glob("*.yml")):
        match = PART.fullmatch(path.name)
        if match:
            value = _load(path, repository, issues)
            (articles if match[1] == "article" else statements)[int(match[2] or 1)] = (path, value)
    finals = dict(zip(sorted(articles), _free(repository), strict=False))
    renamed = {value["id"]: finals[part] for part, (_, value) in articles.items() if _has_id(value)}
    new: list[NewRecord] = []
    for part, (path, value) in sorted(articles.items()):
        new.append(_record("article", {**value, "id": finals[part]} if _has_id(value) else value, finals[part], path,
                           repository))
    text = _text(folder)
    for part, (path, value) in sorted(statements.items()):
        if part not in finals:
            issues.append(_unexpected(path, repository))
        elif value != []:
            own = articles[part][1]["id"] if _has_id(articles[part][1]) else ""
            listed = _statements(value, own, finals[part], text)
            new.append(_record("statement", listed, finals[part], path, repository))
    new.extend(_others(folder, repository, renamed, issues))
    taken = {path for path, _ in (*articles.values(), *statements.values())} | {one.origin for one in new}
    # Whatever looks like a record and is none would go with the draft, unread.
    issues.extend(_unexpected(path, repository) for path in sorted(folder.rglob("*"))
                  if path.suffix.lower() in (".yml", ".yaml") and path.name[0] != "." and path not in taken)
    return Edited(folder, tuple(new), tuple(finals.values()), text, issues)


def _others(folder: Path, repository: Repository, renamed: dict[str, str], issues: list[Issue]) -> Iterator[NewRecord]:
    """Yield the new speakers, publishers and events of a draft, citing its articles by their final ids."""
    for inner, kind in BESIDE.items():
        for path in sorted((folder / inner).glob("*.yml")):
            value = _load(path, repository, issues)
            yield _record(kind, _citing(value, renamed), path.stem, path, repository)


def _free(repository: Repository) -> Iterator[str]:
    """Yield the free ids of articles from the next one on."""
    first = next_article(repository)
    width = len(first) - 1
    number = int(first[1:])
    while True:
        yield f"a{number:0{width}}"
        number += 1


def _record(kind: str, value: Any, stem: str, origin: Path, repository: Repository) -> NewRecord:
    schema = "statement-list" if kind == "statement" else kind
    return NewRecord(schema, value, repository.dataset / FOLDERS[kind] / f"{stem}.yml", origin)


def _statements(value: Any, own: str, final: str, text: str | None) -> Any:
    """Return the statements under the final id of their article; hashes follow offsets that the human moved."""
    if not isinstance(value, list):
        return value
    return [_statement(one, own, final, text) if isinstance(one, dict) else one for one in value]


def _statement(one: dict[str, Any], own: str, final: str, text: str | None) -> dict[str, Any]:
    named = {key: one[key].replace(f"{own}-s", f"{final}-s", 1) for key in ("id", "nested_in")
             if isinstance(one.get(key), str) and one[key].startswith(f"{own}-s")}
    content = one.get("content")
    if text is not None and isinstance(content, dict):
        start, end = content.get("start"), content.get("end")
        if isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(text):
            named["content"] = {**content, "sha256": sha256(text[start:end])}
    return {**one, **named}


def _citing(value: Any, renamed: dict[str, str]) -> Any:
    """Return a record with the lists of articles in it under their final ids."""
    if isinstance(value, dict):
        return {key: [renamed.get(item, item) if isinstance(item, str) else item for item in inner]
                if key == "articles" and isinstance(inner, list) else _citing(inner, renamed)
                for key, inner in value.items()}
    return [_citing(item, renamed) for item in value] if isinstance(value, list) else value


def _has_id(value: Any) -> bool:
    return isinstance(value, dict) and isinstance(value.get("id"), str) and bool(IDS.fullmatch(value["id"]))


def _load(path: Path, repository: Repository, issues: list[Issue]) -> Any:
    value, found = records.load_record(path, repository.name(path))
    issues.extend(found)
    return value


def _text(folder: Path) -> str | None:
    """Return the page's text that the draft keeps; None if that file is gone or broken, which forbids nothing."""
    try:
        text = json.loads((folder / STATE).read_bytes())["draft"]["page"]["text"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    return text if isinstance(text, str) else None


def _unexpected(path: Path, repository: Repository) -> Issue:
    return Issue(repository.name(path), 1, 1, "file-misplaced", (), "it is no part of a draft",
                 "a draft has article.yml, statements.yml, article-2.yml and so on; speakers/, publishers/ and events/ "
                 "hold new records in files that end in .yml; move it or remove it")
