"""Takes a span of what was said in a passage; gives it trimmed, and of what type it is: direct, mixed or indirect."""

from typing import NamedTuple

from aqwal.ingest.attribution.lexicon import word_class
from aqwal.ingest.attribution.passages import Passage
from aqwal.ingest.attribution.quotations import Quotation
from aqwal.ingest.attribution.vocabulary import is_common
from aqwal.ingest.attribution.words import ARTICLE
from aqwal.ingest.page import Span

TRIM = " \t\n\u00a0\u200f\u200e\u200b.،,؛;:-–—…"
TRIM_BEHIND = TRIM + "(["
QUOTE_MARKS = "\"«»“”„‟"
NAMING = word_class("contents.tsv", "naming")
GLUED = ("و", "ل", "ب", ARTICLE)
MOST_NAME = 4
"""Words of the longest name in quotation marks."""
MOSTLY = 0.9
"""The part of a content that must stand in quotation marks for it to be direct speech."""
SHORTEST_QUOTATION = 12


class Content(NamedTuple):
    """What was said: its span, how it is introduced, and the word index behind which the subject cannot reach."""

    start: int
    end: int
    frame: str
    """that, quote, colon, object or noun."""
    type: str
    place: int


def trimmed(text: str, start: int, end: int) -> Span:
    """Return a span without blanks, stops and opened brackets at its ends."""
    while start < end and (text[start] in TRIM or text[start].isspace()):
        start += 1
    while end > start and (text[end - 1] in TRIM_BEHIND or text[end - 1].isspace()):
        end -= 1
    return start, end


def typed(passage: Passage, span: Span, frame: str, place: int) -> Content | None:
    """Name the type by how much of the content stands in quotation marks; wholly quoted content loses its marks."""
    start, end = span
    if end <= start:
        return None
    quotes = _overlapping(passage, start, end)
    if quotes and quotes[0].start <= start and quotes[-1].inner_end >= end - 2:
        covered = sum(min(quote.inner_end, end) - max(quote.inner, start) for quote in quotes)
        if covered >= MOSTLY * (end - start) - 2 and quotes[0].inner_end - quotes[0].inner > SHORTEST_QUOTATION:
            inner = trimmed(passage.text, max(start, quotes[0].inner), min(quotes[-1].inner_end, end))
            return Content(*inner, frame, "direct", place) if inner[1] > inner[0] else None
    is_mixed = any(not is_name(passage, quote) for quote in quotes)
    end = _without_open_mark(passage, start, end)
    return Content(start, end, frame, "mixed" if is_mixed else "indirect", place) if end > start else None


def is_name(passage: Passage, quote: Quotation) -> bool:
    """Tell a name in quotation marks from quoted words: behind a word that takes a name, or in Latin letters."""
    words = passage.words
    first, last = passage.word_from(quote.inner), passage.word_from(quote.inner_end)
    if first >= len(words) or last - first > MOST_NAME:
        return False
    before = words[first - 1].key if first else ""
    if words[first].raw.isascii() or before.removeprefix(ARTICLE) in NAMING or _without_glued(before) in NAMING:
        return True
    return last - first == 1 and not is_common(words[first].key)


def _without_glued(key: str) -> str:
    for letters in GLUED:
        key = key.removeprefix(letters)
    return key


def _overlapping(passage: Passage, start: int, end: int) -> list[Quotation]:
    """Return the outer quotations that have a part in a span."""
    first = passage.quotes_from(start)
    if first and passage.outer[first - 1].end > start:
        first -= 1
    return passage.outer[first:passage.quotes_from(end)]


def _without_open_mark(passage: Passage, start: int, end: int) -> int:
    """Leave out marks at the end that close nothing."""
    while end > start and passage.text[end - 1] in QUOTE_MARKS and end not in passage.quote_ends:
        end = trimmed(passage.text, start, end - 1)[1]
    return end
