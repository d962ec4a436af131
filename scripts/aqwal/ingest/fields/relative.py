"""Takes the furniture and the lead of an article; gives what they say of days without naming a date.

"Two hours ago" beside the byline is a distance from the day the page was read; "today, Tuesday" in the lead names the
day of the week on which the report was written.
"""

import re
from typing import NamedTuple

from aqwal.arabic.tokens import words
from aqwal.ingest.fields.candidates import OTHER_REPORTS
from aqwal.ingest.fields.lexicon import DATE_WORDS, DISTANCES, WEEKDAYS, single
from aqwal.ingest.page import ArticleSpans, Span

_AGO = re.compile(r"(?<![^\W_])(?:منذ|مند|قبل)\s+(?:حوالي\s+|نحو\s+)?(?:(\d{1,3})\s+)?([^\W\d_]{3,10})")
_ENGLISH = re.compile(r"(?<![^\W_])(\d{1,3})\s+(minute|hour|day|week|month|year)s?\s+ago", re.IGNORECASE)
_ENGLISH_HOURS = {"minute": 0.02, "hour": 1.0, "day": 24.0}
_SHIFT = dict.fromkeys(single(DATE_WORDS, "today"), 0) | dict.fromkeys(single(DATE_WORDS, "yesterday"), -1) | (
    dict.fromkeys(single(DATE_WORDS, "tomorrow"), 1))
_LEAD = 700
_LEAD_START = re.compile("اليوم|أمس|امس|غدا|الغد|يومه")


class Distance(NamedTuple):
    """How long before it was read a page was published, as it says itself; no hours where it is too vague."""

    hours: float
    span: Span
    words: str


def distance_of(text: str, article: ArticleSpans) -> Distance | None:
    """Return the distance in time that stands beside the title or the byline."""
    body = article.body[0][0] if article.body else 0
    for noise in article.noise:
        if noise.kind in OTHER_REPORTS or noise.start > body:
            continue
        stop = min(noise.end, noise.start + 2_000)
        for match in _AGO.finditer(text, noise.start, stop):
            unit = DISTANCES.get("".join(words(match[2])))
            if unit:
                return Distance(unit[0] * int(match[1] or unit[1]), match.span(), match.group())
        english = _ENGLISH.search(text, noise.start, stop)
        if english:
            hours = _ENGLISH_HOURS.get(english[2].lower(), 0.0)
            return Distance(hours * int(english[1]), english.span(), english.group())
    return None


def day_of_report(text: str, article: ArticleSpans) -> tuple[int, Span, str] | None:
    """Return the weekday on which the report was written, from "today, Tuesday" or "yesterday, Monday" in its lead."""
    if not article.body:
        return None
    start = article.body[0][0]
    stop = min(article.body[min(2, len(article.body) - 1)][1], start + _LEAD)
    for match in _LEAD_START.finditer(text, start, stop):
        near = text[match.start():match.start() + 26]
        found = words(near)[:2]
        shift = _SHIFT.get(found[0]) if found else None
        if shift is not None and len(found) == 2 and found[1] in WEEKDAYS:
            end = match.start() + len(near)
            said = " ".join(word.strip("،,.:؛") for word in near.split()[:2])
            return (WEEKDAYS[found[1]] - shift) % 7, (match.start(), end), said
    return None
