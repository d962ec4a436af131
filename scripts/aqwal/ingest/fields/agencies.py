"""Takes a page and an article of it; gives the news agencies it credits as its source.

An agency named for one statement in the body is none of them: datelines, credit lines and the first paragraph count.
"""

import re

from aqwal.ingest.fields.lexicon import AGENCIES
from aqwal.ingest.fields.names import Part, agency_of, is_unnamed, known, parts_of
from aqwal.ingest.knowledge import Knowledge
from aqwal.ingest.page import ArticleSpans, Found

_LEAD = re.compile(r"(?:بحسب|وفق|حسب|نقلا عن|نقلت|ذكرت|أفادت)\s+(?:ما\s+\w{2,10}\s+)?"
                   r"((?:وكالة|لوكالة)\s+[^\n،,.:«»()\"“”]{2,50})")
_LEAD_REACH = 500
_CREDIT_AT_END = re.compile(r"[(\[«]([^()\[\]«»\n]{2,50})[)\]»][\s.]*$")


def find_agencies(text: str, article: ArticleSpans, knowledge: Knowledge, publisher: Found | None,
                  ) -> tuple[tuple[Found, ...], tuple[str, ...]]:
    """Return the agencies credited, by id, and what is left to decide."""
    found: dict[str, Found] = {}
    unnamed = False
    for part, weight, rule in _credits(text, article):
        identifier = _identifier(part, knowledge)
        if identifier and (publisher is None or publisher.value != identifier):
            found.setdefault(identifier, _found(identifier, part, weight, rule, knowledge))
        unnamed = unnamed or (is_unnamed(part) and part.words[0] in ("وكالات", "الوكالات"))
    problems = ("the page credits agencies without naming them",) if unnamed and not found else ()
    return tuple(found.values()), problems


def _credits(text: str, article: ArticleSpans) -> list[tuple[Part, float, str]]:
    rows: list[tuple[Part, float, str]] = []
    for noise in article.noise:
        if noise.kind in ("dateline", "source-credit", "site-name"):
            weight = 0.85 if noise.kind == "dateline" else 0.8
            stop = min(noise.end, noise.start + 600)
            rows += [(part, weight, noise.kind) for part in parts_of(text, noise.start, stop)]
    if article.body:
        start, end = article.body[0]
        rows += [(part, 0.5, "named in the first paragraph")
                 for match in _LEAD.finditer(text, start, min(end, start + _LEAD_REACH))
                 for part in (_longest(text, *match.span(1)),) if part]
        start, end = article.body[-1]
        closing = _CREDIT_AT_END.search(text, max(start, end - 60), end)
        if closing:
            rows += [(part, 0.75, "credit after the last sentence") for part in parts_of(text, *closing.span(1))]
    return rows


def _longest(text: str, start: int, end: int) -> Part | None:
    """Return the longest beginning of a stretch that names an agency."""
    pieces = [start + match.end() for match in re.finditer(r"\S+", text[start:end])]
    for stop in reversed(pieces[:5]):
        parts = parts_of(text, start, stop)
        if len(parts) == 1 and agency_of(parts[0]):
            return parts[0]
    return None


def _identifier(part: Part, knowledge: Knowledge) -> str | None:
    own = known(part.text, knowledge)
    if own and knowledge.publisher_kinds.get(own) == "agency":
        return own
    ours = agency_of(part)
    return ours if ours and (max(map(len, part.words)) > 1 or len(part.words) > 1) else None


def _found(identifier: str, part: Part, weight: float, rule: str, knowledge: Knowledge) -> Found:
    note = "" if identifier in knowledge.publisher_names else "the dataset has no record of this agency yet"
    listed = " ".join(part.words) in AGENCIES
    return Found(identifier, weight if listed else weight - 0.1, f"{rule}: {part.text}", part.span, note)
