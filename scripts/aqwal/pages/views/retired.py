"""Takes an edition and a retired identifier; gives the page at its old address: what happened, and what to read.

A page whose record was merged has its successor's address as its canonical one, which is what search engines follow. A
page whose record was withdrawn has nothing to follow and asks to be left out of their results: it exists for whoever
comes by an old link, not to be found under the name of what was withdrawn.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from aqwal.derive.addresses import article_of
from aqwal.pages.edition import Edition
from aqwal.pages.page import Page, Twin
from aqwal.paths import FOLDERS
from aqwal.record_types import Redirect

Table = Mapping[tuple[str, str], Redirect]


@dataclass(frozen=True)
class Tombstone:
    """A retired record and where it went: each step of the way, and the record that now stands for it, if any."""

    entry: Redirect
    way: list[Redirect]
    successor: str | None
    label: str | None
    path: str | None
    """Where the successor is read."""


def keys(edition: Edition) -> Iterable[str]:
    """Return kind and id of every retired record that had a page of its own."""
    return [f"{entry['kind']}/{entry['id']}" for entry in edition.archive.redirects
            if "#" not in edition.path(entry["kind"], entry["id"])]


def page(key: str, edition: Edition) -> Page:
    """Return the page of a retired record; its canonical address is its successor's."""
    kind, _, identifier = key.partition("/")
    stone = tombstone(_by_key(edition)[kind, identifier], edition)
    texts, folder = edition.texts, FOLDERS[kind]
    title = texts.text("retired.title_moved" if stone.successor else "retired.title_gone", id=identifier)
    history = edition.history
    return Page(
        path=edition.path(kind, identifier), section=folder, template="retired.html.j2", title=title,
        description=edition.say(stone.entry["reason"]),
        values={"stone": stone, "entry": stone.entry, "folder": folder,
                "article": edition.archive.articles.get(article_of(identifier)) if kind == "statement" else None,
                "left": history.left.get(folder, {}).get(identifier) if history else None,
                "span": history.spans.get(folder, {}).get(identifier) if history else None,
                "statements": of_article(identifier, edition) if kind == "article" else []},
        twins=(Twin("application/json", f"{folder}/{identifier}.json"),),
        canonical=edition.permalink(kind, stone.successor) if stone.successor else None,
        is_unlisted=stone.successor is None,
    )


def tombstone(entry: Redirect, edition: Edition) -> Tombstone:
    """Return a retired record with its way and its successor."""
    kind, successor = entry["kind"], successor_of(entry, edition)
    return Tombstone(entry, way_of(entry, _by_key(edition)), successor,
                     label_of(kind, successor, edition) if successor else None,
                     place_of(kind, successor, edition) if successor else None)


def tombstones(edition: Edition) -> list[Redirect]:
    """Return every retired record, the newest first."""
    by_id = sorted(edition.archive.redirects, key=lambda entry: (entry["kind"], entry["id"]))
    return sorted(by_id, key=lambda entry: entry["date"], reverse=True)


def of_article(article_id: str, edition: Edition) -> list[Tombstone]:
    """Return the retired statements of an article: the address of each is also a place on the article's page."""
    def make() -> dict[str, list[Redirect]]:
        table: dict[str, list[Redirect]] = {}
        for entry in edition.archive.redirects:
            if entry["kind"] == "statement":
                table.setdefault(article_of(entry["id"]), []).append(entry)
        return table

    return [tombstone(entry, edition) for entry in edition.once("retired statements", make).get(article_id, [])]


def way_of(entry: Redirect, table: Table) -> list[Redirect]:
    """Return an entry and those its successors led to in turn; a circle ends where it would begin again."""
    way, seen = [entry], {entry["id"]}
    while (following := way[-1]["to"]) and following not in seen and (entry["kind"], following) in table:
        seen.add(following)
        way.append(table[entry["kind"], following])
    return way


def successor_of(entry: Redirect, edition: Edition) -> str | None:
    """Follow successors until a record that is there; None where the last was withdrawn."""
    way = way_of(entry, _by_key(edition))
    last = way[-1]["to"]
    return None if last in {step["id"] for step in way} else last


def label_of(kind: str, identifier: str, edition: Edition) -> str | None:
    """Return what to call a record (its name, its headline, what was said); None where it is no longer there."""
    archive = edition.archive
    if kind == "article":
        return edition.headline(archive.articles[identifier]) if identifier in archive.articles else None
    if kind == "statement":
        saying = edition.sayings.by_id.get(identifier)
        return edition.say(saying.statement["said"]) if saying else None
    return edition.name(kind, identifier) if identifier in _named(edition).get(kind, ()) else None


def place_of(kind: str, identifier: str, edition: Edition) -> str | None:
    """Return where a record, living or retired, is read; None where there is nothing at its address."""
    if not _is_known(kind, identifier, edition):
        return None
    path = edition.path(kind, identifier)
    if "#" in path and not _is_known("article", article_of(identifier), edition):
        return None
    return path


def _is_known(kind: str, identifier: str, edition: Edition) -> bool:
    return (kind, identifier) in _by_key(edition) or label_of(kind, identifier, edition) is not None


def _named(edition: Edition) -> Mapping[str, Mapping[str, object]]:
    archive = edition.archive
    return {"speaker": archive.speakers, "publisher": archive.publishers, "event": archive.events,
            "topic": archive.topics}


def _by_key(edition: Edition) -> dict[tuple[str, str], Redirect]:
    return edition.once("redirects", lambda: {(entry["kind"], entry["id"]): entry
                                              for entry in edition.archive.redirects})
