"""Takes an edition; gives the search page: the box, the index pages to start from, and the words its script says."""

from collections.abc import Iterable
from typing import Any

from aqwal.pages.edition import Edition
from aqwal.pages.page import Page

PATH = "search/"
TYPES = ("direct", "indirect", "mixed")


def keys(edition: Edition) -> Iterable[str]:  # noqa: ARG001
    """Return the one key there is."""
    return [PATH]


def page(key: str, edition: Edition) -> Page:  # noqa: ARG001
    """Return the search page. What it finds is filled in by its script; without one it leads to the indexes."""
    texts = edition.texts
    return Page(path=PATH, section="search", template="search.html.j2", title=texts.text("search.title"),
                description=texts.text("search.lead"),
                values={"indexes": _indexes(edition), "said": script_texts(edition)})


def script_texts(edition: Edition) -> dict[str, Any]:
    """Return the texts of the page's script; the words for a statement's form are those of the other pages."""
    said = edition.texts.part("search")
    return {**said, **{f"type_{one}": edition.texts.text(f"common.type_{one}") for one in TYPES}}


def _indexes(edition: Edition) -> list[tuple[str, str]]:
    """Return the index pages with the number of their records as a text."""
    return [(name, edition.texts.count("index.count_publishers" if name == "publishers" else f"common.{name}", count))
            for name, count in edition.archive.counts().items()]
