"""Takes a page and an article of it; gives the dates that may be the day of publication, with where each stands.

Dates in sentences of the body and in lists of other reports are not among them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from aqwal.arabic.tokens import words
from aqwal.ingest.fields.lexicon import DATE_WORDS, Words, holds, last_of
from aqwal.ingest.fields.mentions import Mention, mentions_in
from aqwal.ingest.fields.tokens import tokens_of
from aqwal.ingest.page import ArticleSpans, Noise, RawPage

OTHER_REPORTS = frozenset(("related-headlines", "read-also-header", "keywords", "comments-prompt", "cookie-banner"))
_TIME = re.compile(r"[^\d\n]{1,16}\d{1,2}:\d{2}")
_DIGIT = re.compile(r"\d")
_DATE_LIKE = re.compile(r"(?<!\d)\d{4}(?!\d)|\d\s?([-–—/.\\])\s?\d{1,2}\s?\1\s?\d")
"""A year, or three figures joined by one sign; without either a line holds no whole date."""
_LABEL_REACH = 60
_DATELINE_REACH = 110
_SHORT_SPAN = 80
_LINE_REACH = 200
_TODAY = re.compile(r"(?<![^\W_])(?:هذا )?اليوم(?![^\W_])")
_LEAD_REACH, _TODAY_REACH = 600, 28
_BUDGET = 40_000
"""Of the furniture of a page so many characters are looked at, from its beginning."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A date and its place: `dateline`, `head` (between title and body), `before` the title, `top` (above the
    body of a page without title), `after` the body, beside "today" in the `lead`.

    `others` counts the words on its line beside the date, none where a time of day follows it as in a time stamp;
    `is_first`: nothing but the date opens the page.
    """

    mention: Mention
    place: str
    label: str = ""
    others: int = 0
    is_first: bool = False


def candidates_of(page: RawPage, article: ArticleSpans) -> list[Candidate]:
    """Return the dates outside sentences, in the order of the page."""
    text = page.text
    title, body = _ends(article)
    found: list[Candidate] = []
    spent = 0
    for noise in article.noise:
        if noise.kind in OTHER_REPORTS or spent > _BUDGET:
            continue
        spent += min(noise.end - noise.start, 4_000)
        sign = _DIGIT if noise.kind == "dateline" else _DATE_LIKE
        if sign.search(text, noise.start, min(noise.end, noise.start + 4_000)):
            found.extend(_in_noise(text, noise, title, body))
    found.extend(_in_body(text, article))
    return found


def _ends(article: ArticleSpans) -> tuple[int, int]:
    """Return where the title ends and where the body begins; a page without a title is read as if it were on top."""
    body = article.body[0][0] if article.body else 0
    return (article.title[1] if article.title else -1), body


def _in_noise(text: str, noise: Noise, title: int, body: int) -> Iterator[Candidate]:
    tokens = tokens_of(text, noise.start, noise.end)
    for mention in mentions_in(text, tokens):
        label = label_of(text, mention, noise.start)
        start, end = _line(text, mention, noise)
        beside = words(text[start:mention.start] + "\n" + text[mention.end:end])
        others = 0 if _TIME.match(text, mention.end, mention.end + 24) else len(beside)
        if not label and holds(DATE_WORDS["caption"], beside) and len(beside) < 40:
            label = "caption"
        place = "dateline" if noise.kind == "dateline" and mention.start < body else _place(mention, title, body)
        is_first = mention.start < 40 and not text[:mention.start].strip(" \t\n").count("\n")
        yield Candidate(mention, place, label, others, is_first)


def _place(mention: Mention, title: int, body: int) -> str:
    if mention.start < title:
        return "before"
    if title < 0 and mention.start < body:
        return "top"
    return "head" if mention.start < body else "after"


def _line(text: str, mention: Mention, noise: Noise) -> tuple[int, int]:
    low, high = max(noise.start, mention.start - _LINE_REACH), min(noise.end, mention.end + _LINE_REACH)
    start = text.rfind("\n", low, mention.start) + 1
    end = text.find("\n", mention.end, high)
    return max(start, low), end if end >= 0 else high


def label_of(text: str, mention: Mention, start: int) -> str:
    """Return what the words before a date say of it, or those about it: published, updated, masthead, or nothing."""
    low = max(start, mention.start - _LABEL_REACH)
    before = words(text[low:mention.start])[-7:]
    line = words(text[text.rfind("\n", low, mention.start) + 1 or low:mention.start])[-7:]
    places = {kind: last_of(DATE_WORDS[kind], line) for kind in ("updated", "published")}
    nearest = max(places, key=lambda kind: places[kind])
    if places[nearest] >= 0:
        return nearest
    for kind in places:
        if _closes(DATE_WORDS[kind], before):
            return kind
    near = words(text[mention.end:mention.end + _LABEL_REACH])
    return "masthead" if holds(DATE_WORDS["masthead"], near) else ""


def _closes(phrases: dict[Words, None], found: list[str]) -> bool:
    """Say whether the words end with one of the phrases: a label on the line above."""
    return any(tuple(found[-len(phrase):]) == phrase for phrase in phrases if len(phrase) > 1)


def _beside_today(text: str, article: ArticleSpans) -> Iterator[Candidate]:
    """Yield the date that follows "today" in the lead: the report's own day, اليوم السبت (26 نيسان 2025)."""
    start = article.body[0][0]
    stop = min(article.body[min(1, len(article.body) - 1)][1], start + _LEAD_REACH)
    for today in _TODAY.finditer(text, start, stop):
        reach = min(today.end() + 2 * _TODAY_REACH, article.body[-1][1])
        if _DIGIT.search(text, today.end(), reach):
            mentions = mentions_in(text, tokens_of(text, today.end(), reach))
            if mentions and mentions[0].readings and mentions[0].start - today.end() <= _TODAY_REACH:
                yield Candidate(mentions[0], "lead")
                return


def _in_body(text: str, article: ArticleSpans) -> Iterator[Candidate]:
    """Yield dates that cleaning left in the body: in the dateline of its first lines, and on short labelled lines."""
    if not article.body:
        return
    yield from _beside_today(text, article)
    start, end = article.body[0]
    stop = min(end, start + _DATELINE_REACH)
    if _DIGIT.search(text, start, stop):
        for mention in mentions_in(text, tokens_of(text, start, stop)):
            if re.match(r"\s*[\u0621هم]?\s*[)\]\-–—:/]", text[mention.end:mention.end + 6]):
                yield Candidate(mention, "dateline")
    for start, end in (*article.body[:2], *article.body[-2:]):
        if end - start < _SHORT_SPAN and _DIGIT.search(text, start, end):
            for mention in mentions_in(text, tokens_of(text, start, end)):
                label = label_of(text, mention, start)
                if label in ("published", "updated"):
                    yield Candidate(mention, "after", label)
