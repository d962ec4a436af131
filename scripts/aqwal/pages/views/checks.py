"""Takes an edition; gives the page of every code a message can bear: what it means and what to do."""

from collections.abc import Iterable
from typing import NamedTuple

from aqwal import codes
from aqwal.codes import Code
from aqwal.issues import REPORTERS
from aqwal.pages.edition import Edition
from aqwal.pages.page import Page

PATH = "checks/"
GROUPS: dict[str, dict[str, Code]] = {
    "file": codes.FILE,
    "schema": codes.SCHEMA,
    "identity": codes.IDENTITY,
    "spans": codes.SPANS,
    "statements": codes.STATEMENTS,
    "text": codes.TEXT,
}
"""Theme → its codes, in the order of the page."""
STATUSES = (0, 1, 2)


class Row(NamedTuple):
    """One code in one language."""

    code: str
    meaning: str
    remedy: str


def keys(edition: Edition) -> Iterable[str]:  # noqa: ARG001
    """Return the one key of this kind."""
    return ("checks",)


def page(key: str, edition: Edition) -> Page:
    """Return the page of the checks; it depends on the language alone."""
    texts = edition.texts
    return Page(
        path=PATH, section="dictionary", template="checks.html.j2", title=texts.text(f"{key}.title"),
        description=texts.text(f"{key}.description"),
        values={"groups": {name: rows(group, edition.language) for name, group in GROUPS.items()},
                "reporters": list(REPORTERS), "statuses": STATUSES},
    )


def rows(group: dict[str, Code], language: str) -> list[Row]:
    """Return the codes of a theme in a language."""
    return [Row(name, code.ar, code.remedy_ar) if language == "ar" else Row(name, code.en, code.remedy_en)
            for name, code in group.items()]
