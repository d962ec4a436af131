"""Takes the draft of a page; gives the answer of `aqwal ingest --json` for it, offsets in the canonical text."""

from typing import Any

from aqwal.ingest.knowledge import Knowledge
from aqwal.ingest.page import DraftArticle, DraftStatement, Found, PageDraft

AND = " و "
"""Joins the names of those who say something together."""


def answer_of(draft: PageDraft, knowledge: Knowledge) -> dict[str, Any]:
    """Return the entry of a page, first article first."""
    page = draft.page
    answer: dict[str, Any] = {
        "articles": [_article(article, page.text, knowledge) for article in draft.articles],
        "sha256": page.sha256, "length": len(page.text), "encoding": page.encoding,
    }
    return {**answer, "warnings": list(page.warnings)} if page.warnings else answer


def _article(article: DraftArticle, text: str, knowledge: Knowledge) -> dict[str, Any]:
    spans, fields = article.spans, article.fields
    return {
        "title": text[slice(*spans.title)] if spans.title else None,
        "publisher": _publisher(article, knowledge),
        "published": _value(fields.published),
        "body_spans": [list(span) for span in spans.body],
        "noise": [{"start": one.start, "end": one.end, "kind": one.kind, "rule": one.rule} for one in spans.noise],
        "statements": [_statement(one) for one in article.statements],
        "part": spans.part,
        "title_span": list(spans.title) if spans.title else None,
        "publisher_id": _value(fields.publisher),
        "agencies": [found.value for found in fields.agencies],
        "url": _value(fields.url),
        "repeats": [{"article": found.value, "confidence": round(found.confidence, 3)} for found in article.repeats],
        "parallels": [{"statement": place, "recorded": found.value, "confidence": round(found.confidence, 3)}
                      for place, found in article.parallels],
        "unresolved": list(article.unresolved),
    }


def _publisher(article: DraftArticle, knowledge: Knowledge) -> str | None:
    """Return the outlet's name as the page gives it, else as its record does."""
    fields = article.fields
    if fields.publisher_name:
        return fields.publisher_name.value
    return knowledge.publisher_names.get(fields.publisher.value) if fields.publisher else None


def _statement(one: DraftStatement) -> dict[str, Any]:
    return {
        "speaker": AND.join(speaker.name for speaker in one.speakers),
        "start": one.content[0], "end": one.content[1],
        "type": one.type,
        "confidence": round(one.confidence, 3),
        "speakers": [{"name": speaker.name, "id": speaker.id} for speaker in one.speakers],
        "cue": list(one.cue) if one.cue else None,
        "act": one.act,
        "in_title": one.in_title,
        "nested_in": one.nested_in,
        "via": [speaker.name for speaker in one.via],
        "addressees": [speaker.name for speaker in one.addressees],
        "evidence": list(one.evidence),
    }


def _value(found: Found | None) -> str | None:
    return found.value if found else None
