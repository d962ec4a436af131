"""Takes an archive; gives cleaning ledgers that do not cover their raw document exactly once."""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from aqwal.checks import walk
from aqwal.dataset import Archive
from aqwal.issues import Issue, Pointer

MAX_BLANK = 16
"""Longest run of code points that may stand between spans: blank lines. Offsets alone cannot tell blanks from text."""


class Span(NamedTuple):
    """A stretch of the canonical text, in code points, and the field that claims it."""

    start: int
    end: int
    place: walk.Place
    pointer: Pointer

    @property
    def owner(self) -> str:
        """The field as messages name it: article and path."""
        return f"{self.place.record['id']} " + ".".join(map(str, self.pointer))


def check_documents(archive: Archive) -> Iterator[Issue]:
    """Yield articles of one raw document that disagree on it, or claim the same part."""
    for group in _by_document(archive):
        first = group[0]
        parts: dict[int, str] = {}
        for place in group:
            for name in ("length", "canonical_sha256", "canonicaliser"):
                if place.record["document"][name] != first.record["document"][name]:
                    yield place.problem(("document", name), "document-mismatch",
                                        f"differs from what {first.record['id']} says of the same raw document",
                                        "take both from the same file")
            part = place.record["part"]
            if part in parts:
                yield place.problem(("part",), "part-duplicate", f"{parts[part]} is part {part} of the document too",
                                    "count the articles of a document from 1")
            parts.setdefault(part, place.record["id"])


def check_spans(archive: Archive) -> Iterator[Issue]:
    """Yield spans that are empty, reversed or beyond the document, in ledgers and in anchors."""
    for place in walk.articles(archive):
        yield from _invalid(_ledger(place), place.record["document"]["length"])
    for article_id, article in archive.articles.items():
        for index, statement in enumerate(archive.statements.get(article_id, [])):
            place = walk.Place("statement", archive.files["statement", article_id], (index,), statement)
            yield from _invalid(_anchors(place), article["document"]["length"])


def check_ledgers(archive: Archive) -> Iterator[Issue]:
    """Yield overlaps and gaps between the spans of all articles of one document, and paragraphs out of order."""
    whole = not any(kind == "article" for kind, _ in archive.broken)
    for group in _by_document(archive):
        for place in group:
            for index, (one, two) in enumerate(pairwise(place.record["body"])):
                if two[0] < one[0]:
                    yield place.problem(("body", index + 1), "span-order", "the paragraph stands before the one above",
                                        "list the paragraphs in the order of the page")
        spans = sorted((span for place in group for span in _ledger(place)), key=lambda span: span[:2])
        yield from _overlaps(spans)
        length = group[0].record["document"]["length"]
        # A span that is wrong itself is told as such; the gap it leaves is no second mistake.
        if whole and spans and not any(_invalid(spans, length)):
            yield from _gaps(spans, length)


def _by_document(archive: Archive) -> Iterable[list[walk.Place]]:
    groups: dict[str, list[walk.Place]] = {}
    for place in walk.articles(archive):
        groups.setdefault(place.record["document"]["sha256"], []).append(place)
    return groups.values()


def _ledger(place: walk.Place) -> Iterator[Span]:
    record = place.record
    if record["title_span"] is not None:
        yield Span(record["title_span"][0], record["title_span"][1], place, ("title_span",))
    for index, (start, end) in enumerate(record["body"]):
        yield Span(start, end, place, ("body", index))
    for index, noise in enumerate(record["noise"]):
        yield Span(noise["start"], noise["end"], place, ("noise", index))


def _anchors(place: walk.Place) -> Iterator[Span]:
    for name in ("content", "cue"):
        anchor = place.record[name]
        if anchor is not None:
            yield Span(anchor["start"], anchor["end"], place, (name,))


def _invalid(spans: Iterable[Span], length: int) -> Iterator[Issue]:
    for start, end, place, pointer in spans:
        if end <= start:
            yield place.problem(pointer, "span-invalid", f"the span {start}-{end} ends before it has begun",
                                "let the end be the code point after the last")
        elif end > length:
            yield place.problem(pointer, "span-invalid", f"the span {start}-{end} passes the document's {length}",
                                "count code points of the canonical text")


def _overlaps(spans: list[Span]) -> Iterator[Issue]:
    before: Span | None = None
    for span in spans:
        if before is not None and span.start < before.end and span.end > span.start:
            claimed = f"{before.start}-{before.end} ({before.owner})"
            yield span.place.problem(span.pointer, "span-overlap", f"{span.start}-{span.end} overlaps {claimed}",
                                     "give every code point to one span")
        if before is None or span.end > before.end:
            before = span


def _gaps(spans: list[Span], length: int) -> Iterator[Issue]:
    reached = 0
    for span in spans:
        if span.start - reached > MAX_BLANK:
            yield _gap(span, reached, span.start)
        reached = max(reached, span.end)
    if length - reached > MAX_BLANK:
        yield _gap(spans[-1], reached, length)


def _gap(span: Span, start: int, end: int) -> Issue:
    return span.place.problem(span.pointer, "span-gap", f"no span covers {start}-{end} beside this one",
                              "add it to the body or to the noise (kind blank where it is empty)")
