"""Takes invented Arabic text; gives the statements found in it, written short enough to be compared in a test."""

from typing import NamedTuple

from aqwal.ingest.attribution import Attribution, find_statements
from aqwal.ingest.knowledge import Knowledge
from aqwal.ingest.page import ArticleSpans, DraftStatement

KNOWN = Knowledge(speakers={"سميره النجدي": "samira-najdi", "وزاره النقل": "transport-ministry"})


class Said(NamedTuple):
    """Who said what, of what type."""

    who: str
    what: str
    type: str = "indirect"


def spans(text: str, title: str | None = None) -> ArticleSpans:
    """Return an article that has all of a text as its body, but for the title it begins with."""
    first = len(title) + 1 if title else 0
    return ArticleSpans(1, (0, len(title)) if title else None, "first line", ((first, len(text)),), ())


def read(text: str, title: str | None = None) -> Attribution:
    """Return what is found in a text, under a title if there is one."""
    whole = f"{title}\n{text}" if title else text
    return find_statements(whole, spans(whole, title), KNOWN)


def found(text: str) -> list[DraftStatement]:
    """Return the statements of a text."""
    return list(read(text).statements)


def said(text: str) -> list[Said]:
    """Return the statements of a text, short."""
    return [Said(" + ".join(speaker.name for speaker in one.speakers), text[slice(*one.content)], one.type)
            for one in found(text)]
