"""Takes a dataset and new records; gives the problems they would bring, found in a copy that nobody else sees."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from aqwal import contract, records
from aqwal.canonical import sha256
from aqwal.canonical_form import head_comments
from aqwal.checks import run_checks
from aqwal.dataset import Archive, load_archive, located
from aqwal.fields import in_schema_order
from aqwal.files import write_text
from aqwal.issues import Issue, in_order
from aqwal.paths import FOLDERS, Repository
from aqwal.promotion.edited import Edited, NewRecord
from aqwal.raw_texts import RawText
from aqwal.texts import anchor_problems, guard_of

MODELINE = "# yaml-language-server: $schema=../../schemas/{schema}.schema.json"
OURS = ("label", "digest", "said", "note")
"""Fields that we write ourselves, in which no run of the page's words may stand."""


def problems_of(edited: Edited, repository: Repository) -> tuple[list[Issue], list[str]]:
    """Return what the checks say of the dataset with the draft in it, at the draft's own lines, and of its anchors."""
    with _copy(repository) as copy:
        for new in edited.new:
            place = copy.root / new.place.relative_to(repository.root)
            place.parent.mkdir(parents=True, exist_ok=True)
            write_text(place, text_of(new))
        write_text(copy.about, counted(repository, edited))
        archive, issues = load_archive(copy)
        if archive is not None:
            issues = in_order([*issues, *run_checks(archive, copy)])
        told = list(_page_problems(edited, archive)) if archive is not None else []
    return _at_home(issues, edited, repository), told


def text_of(new: NewRecord) -> str:
    """Return the canonical text of a new record."""
    return records.dump(in_schema_order(new.schema, new.value), MODELINE.format(schema=new.schema))


def counted(repository: Repository, edited: Edited) -> str:
    """Return dataset.yml with the expected counts raised by what is new."""
    data = repository.about.read_bytes()
    value, issues = records.parse(data, repository.name(repository.about))
    if issues or not isinstance(value, dict) or not isinstance(value.get("expected"), dict):
        return data.decode("utf-8", "replace")  # the checks say what is wrong with it
    more: dict[str, int] = {}
    for new in edited.new:
        kind = new.schema.removesuffix("-list")
        count = len(new.value) if kind == "statement" and isinstance(new.value, list) else 1
        more[FOLDERS[kind]] = more.get(FOLDERS[kind], 0) + count
    expected = {name: number + more.get(name, 0) if isinstance(number, int) else number
                for name, number in value["expected"].items()}
    head = "\n".join(head_comments(data.decode("utf-8").removeprefix("\ufeff")))
    return records.dump(in_schema_order("dataset", {**value, "expected": expected}), head)


@contextmanager
def _copy(repository: Repository) -> Iterator[Repository]:
    """Make a copy of the records for a while. Files are linked, not copied, where the system can; none is changed."""
    repository.cache.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=repository.cache, prefix="promote-") as folder:
        copy = Repository(Path(folder))
        shutil.copytree(repository.dataset, copy.dataset, copy_function=_link,
                        ignore=shutil.ignore_patterns(repository.drafts.name))
        # What has been loaded before is known by its bytes, so that a large dataset is not parsed anew.
        copy.cache.symlink_to(repository.cache.resolve(), target_is_directory=True)
        yield copy


def _link(source: str, target: str) -> str:
    path = os.path.realpath(source)  # a relative link would lead nowhere from the copy
    try:
        os.link(path, target)
    except FileNotFoundError:
        os.symlink(path, target)  # noqa: PTH211 - a link that leads nowhere is the checks' to tell
    except OSError:
        shutil.copy2(path, target)
    return target


def _at_home(issues: list[Issue], edited: Edited, repository: Repository) -> list[Issue]:
    """Return the issues of new records at the lines of the draft they come from, empty fields told as such."""
    origins = {repository.name(new.place): new for new in edited.new}
    moved = [_in_draft(issue, origins[issue.path], repository) for issue in issues if issue.path in origins]
    others = [issue for issue in issues if issue.path not in origins]
    places = {repository.name(new.origin): new.origin for new in edited.new}
    return in_order([*others, *located(moved, places)])


def _in_draft(issue: Issue, new: NewRecord, repository: Repository) -> Issue:
    home = replace(issue, path=repository.name(new.origin), line=0, column=0)
    value = _value_at(new.value, issue.pointer)
    if issue.code in ("schema-type", "schema-min-items", "schema-min-length") and value in (None, [], ""):
        wanted = _description(new.schema, issue.pointer)
        return replace(home, message="left empty in the draft", remedy=f"fill it in: {wanted}")
    return home


def _value_at(value: Any, pointer: tuple[str | int, ...]) -> Any:
    for step in pointer:
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            return ...
    return value


def _description(schema: str, pointer: tuple[str | int, ...]) -> str:
    """Return what the schema says of a field, from the fullest description on the way to it."""
    part = contract.schema_of(schema)
    told = ""
    for step in pointer:
        part = contract.resolve(part)
        if "anyOf" in part:
            part = next(contract.resolve(one) for one in part["anyOf"] if one.get("type") != "null")
        part = part.get("items", {}) if isinstance(step, int) else part.get("properties", {}).get(step, {})
        name = str(contract.resolve(part).get("description", ""))
        told = f"{told} {name}".strip() if step in ("ar", "en") else name or told
    return told.rstrip(".") or "see the data dictionary"


def _page_problems(edited: Edited, archive: Archive) -> Iterator[str]:
    """Yield anchors that do not fit the page, and words of the page in texts that must be ours."""
    if edited.text is None:
        return
    own = {key: archive.articles[key] for key in edited.articles if key in archive.articles}
    if any((article["document"]["length"], article["document"]["canonical_sha256"])
           != (len(edited.text), sha256(edited.text)) for article in own.values()):
        yield ("article.yml $.document: length and hashes are not those of the page of this draft; take them from "
               "draft.json, or draft the page anew")
        return
    part = replace(archive, articles=own, statements={key: archive.statements.get(key, []) for key in own})
    documents = {article["document"]["sha256"] for article in own.values()}
    yield from anchor_problems(part, {key: RawText(edited.folder, key, edited.text) for key in documents})
    guard = guard_of([edited.text], [article["title"] or "" for article in own.values()])
    for new in edited.new:
        for pointer, text in _own_texts(new.value):
            if guard.leaks(text):
                yield (f"{new.origin.name} {pointer}: eight or more words stand as on the page; "
                       "say it in other words")


def _own_texts(value: Any, pointer: str = "$", ours: bool = False) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _own_texts(inner, f"{pointer}.{key}", ours or key in OURS)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _own_texts(inner, f"{pointer}[{index}]", ours)
    elif ours and isinstance(value, str):
        yield pointer, value
