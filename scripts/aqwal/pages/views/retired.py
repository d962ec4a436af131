"""Takes an edition and a retired identifier; gives the page at its old address: what happened, and what to read."""

from collections.abc import Iterable

from aqwal.pages.edition import Edition
from aqwal.pages.page import Page
from aqwal.paths import FOLDERS
from aqwal.record_types import Redirect


def keys(edition: Edition) -> Iterable[str]:
    """Return kind and id of every retired record that had a page of its own."""
    return [f"{entry['kind']}/{entry['id']}" for entry in edition.archive.redirects
            if "#" not in edition.path(entry["kind"], entry["id"])]


def page(key: str, edition: Edition) -> Page:
    """Return the page of a retired record; its canonical address is its successor's."""
    kind, _, identifier = key.partition("/")
    entry = _by_key(edition)[kind, identifier]
    successor = successor_of(entry, edition)
    texts = edition.texts
    title = texts.text("retired.title_moved" if successor else "retired.title_gone", id=identifier)
    return Page(
        path=edition.path(kind, identifier), section=FOLDERS[kind], template="retired.html.j2", title=title,
        description=edition.say(entry["reason"]),
        values={"entry": entry, "successor": successor, "folder": FOLDERS[kind],
                "label": label(kind, successor, edition) if successor else None},
        canonical=edition.permalink(kind, successor) if successor else None,
    )


def successor_of(entry: Redirect, edition: Edition) -> str | None:
    """Follow successors until a record that is there; None where the last was withdrawn."""
    seen = {entry["id"]}
    following = entry["to"]
    while following and (entry["kind"], following) in _by_key(edition) and following not in seen:
        seen.add(following)
        following = _by_key(edition)[entry["kind"], following]["to"]
    return None if following in seen else following


def label(kind: str, identifier: str, edition: Edition) -> str:
    """Return what to call a record: its name, its headline or, for a statement, what was said."""
    if kind == "article":
        return edition.headline(edition.archive.articles[identifier])
    if kind == "statement":
        return edition.say(edition.sayings.by_id[identifier].statement["said"])
    return edition.name(kind, identifier)


def _by_key(edition: Edition) -> dict[tuple[str, str], Redirect]:
    return edition.once("redirects", lambda: {(entry["kind"], entry["id"]): entry
                                              for entry in edition.archive.redirects})
