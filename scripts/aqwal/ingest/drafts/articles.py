"""Takes an article of a page's draft; gives its record: what is known with its evidence, what is not left empty."""

from collections.abc import Iterator
from typing import Any

from aqwal.ingest.drafts.yaml_text import Commented
from aqwal.ingest.knowledge import Knowledge
from aqwal.ingest.page import DraftArticle, Found, PageDraft, Span

RIGHTS = "http://rightsstatements.org/vocab/InC/1.0/"
"""In copyright, which a news text is unless its publisher says otherwise."""
MAX_BLANK = 16
"""Validation wants a longer run of blanks named in the ledger."""


def article_record(draft: PageDraft, article: DraftArticle, identifier: str, canonical: str,
                   knowledge: Knowledge) -> dict[str, Any]:
    """Return the record of an article, fields in schema order."""
    page, spans, fields = draft.page, article.spans, article.fields
    return {
        "id": Commented(identifier, ("Provisional; promoting gives the final one.",)),
        "title": Commented(page.text[slice(*spans.title)] if spans.title else None, (f"Title: {spans.title_rule}",)),
        "label": Commented({"ar": None, "en": None}, ("Our own short headline.",)),
        "publisher": _publisher(article, knowledge),
        "agencies": _many(fields.agencies),
        "published": _published(article),
        "language": "ar",
        "url": _single(fields.url, "No address on the page."),
        "archive_url": None,
        "section": None,
        "events": _many(fields.events),
        "topics": _many(fields.topics),
        "digest": Commented({"ar": None, "en": None}, ("Our own summary: 120 to 300 Arabic words, and in English.",)),
        "rights": RIGHTS,
        "document": {"sha256": page.sha256, "canonical_sha256": canonical, "canonicaliser": "c1",
                     "length": len(page.text)},
        "part": spans.part,
        "body": [list(span) for span in spans.body],
        "title_span": list(spans.title) if spans.title else None,
        "noise": _ledger(draft, article),
        "note": None,
    }


def told(found: Found) -> str:
    """Return a finding in words: the value, the rule, how sure it is."""
    note = f"; {found.note}" if found.note else ""
    return f"{found.value}: {found.rule} ({found.confidence:.2f}){note}"


def _single(found: Found | None, otherwise: str) -> Commented:
    return Commented(found.value, (told(found),)) if found else Commented(None, (otherwise,))


def _many(found: tuple[Found, ...]) -> Commented:
    return Commented([one.value for one in found], tuple(told(one) for one in found))


def _publisher(article: DraftArticle, knowledge: Knowledge) -> Commented:
    found, name = article.fields.publisher, article.fields.publisher_name
    if found:
        return Commented(found.value, (f"{knowledge.publisher_names.get(found.value, '')} = {told(found)}",))
    if name:
        return Commented(None, (f"The page names {told(name)}; no record has this name: aqwal new publisher",))
    return Commented(None, ("The page names no outlet: say so in the note.",))


def _published(article: DraftArticle) -> Commented:
    found = article.fields.published
    basis = "unknown" if found is None else "inferred" if found.rule.startswith("inferred") else "stated"
    comments = [told(found) if found else "No date was found: give the bounds, and the reason in the note."]
    if basis == "inferred":
        comments.append("An inferred date needs a note in both languages.")
    value = {"date": found.value if found else None, "precision": article.fields.precision if found else "unknown",
             "earliest": None, "latest": None, "basis": basis, "note": None}
    return Commented(value, tuple(comments))


def _ledger(draft: PageDraft, article: DraftArticle) -> Commented:
    noise = [{"start": one.start, "end": one.end, "kind": one.kind} for one in article.spans.noise]
    noise += [{"start": start, "end": end, "kind": "blank"} for start, end, owner in _blanks(draft)
              if owner is article]
    rules = sorted({f"{one.kind}: {one.rule}" for one in article.spans.noise})
    return Commented(sorted(noise, key=lambda span: (span["start"], span["end"])), tuple(rules))


def _spans(article: DraftArticle) -> list[Span]:
    spans = article.spans
    return [*spans.body, *([spans.title] if spans.title else []), *((one.start, one.end) for one in spans.noise)]


def _blanks(draft: PageDraft) -> Iterator[tuple[int, int, DraftArticle]]:
    """Yield the runs between the spans of all articles too long to go unnamed, each with the article before it."""
    spans = [(start, end, article) for article in draft.articles for start, end in _spans(article)]
    reached, owner = 0, draft.articles[0]
    for start, end, article in sorted(spans, key=lambda span: span[:2]):
        if start - reached > MAX_BLANK:
            yield reached, start, owner
        reached, owner = end, article
    if len(draft.page.text) - reached > MAX_BLANK:
        yield reached, len(draft.page.text), owner
