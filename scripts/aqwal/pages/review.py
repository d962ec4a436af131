"""Takes the draft of a page; gives one HTML file in which a human sees every choice in the text and its reason.

The file stands alone: its style and script are in it, no request leaves it, and every text of the page is escaped.
"""

import base64
import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice, pairwise
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from aqwal.ingest.knowledge import Knowledge
from aqwal.ingest.page import DraftArticle, DraftStatement, PageDraft, Span
from aqwal.pages.catalogue import Catalogue, catalogue
from aqwal.paths import TEMPLATES

SHOWN = 200_000
"""So many characters of a page are shown; a page of news has a fiftieth of it."""
DEEPEST = 6
"""So many statements that hold one and the same word are named there."""


@dataclass(slots=True)
class Segment:
    """A run of the text to which the same things apply."""

    text: str
    layer: str = ""
    title: str = ""
    statements: tuple[str, ...] = ()
    type: str = ""
    cues: tuple[str, ...] = ()
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class _Mark:
    """Something that applies to a run of the text: a layer with its reason, a statement, or a cue."""

    layer: str = ""
    title: str = ""
    statement: str = ""
    type: str = ""
    cue: str = ""


def review_page(draft: PageDraft, knowledge: Knowledge, language: str = "ar") -> str:
    """Return the review page of a draft in a language of the interface."""
    texts = catalogue(language)
    style, script = _parts()
    return _template(language).render(
        page=draft.page, articles=[_article(number, article, draft, knowledge)
                                   for number, article in enumerate(draft.articles, 1)],
        segments=list(segments(draft, texts)), shown=SHOWN if len(draft.page.text) > SHOWN else 0,
        kinds=_kinds(draft, texts), style=Markup(style), script=Markup(script),
        policy=f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; base-uri 'none'; "
               "form-action 'none'")


def segments(draft: PageDraft, texts: Catalogue) -> Iterator[Segment]:
    """Yield the text in order, cut wherever anything begins or ends. Linear in the text and the number of spans."""
    text = draft.page.text[:SHOWN]
    begins: dict[int, list[_Mark]] = {}
    ends: dict[int, list[_Mark]] = {}
    for (start, end), mark in _marks(draft, texts):
        if start < min(end, len(text)):
            begins.setdefault(start, []).append(mark)
            ends.setdefault(min(end, len(text)), []).append(mark)
    active: dict[int, _Mark] = {}
    anchored: set[str] = set()
    for start, end in pairwise(sorted({0, len(text), *begins, *ends})):
        for mark in ends.get(start, ()):
            active.pop(id(mark), None)
        active.update((id(mark), mark) for mark in begins.get(start, ()))
        yield _segment(text[start:end], active, anchored)


def _segment(text: str, active: dict[int, _Mark], anchored: set[str]) -> Segment:
    segment = Segment(text)
    for mark in islice(active.values(), DEEPEST * 3):
        if mark.layer:
            segment.layer, segment.title = mark.layer, mark.title
        elif mark.cue:
            segment.cues = (*segment.cues, mark.cue)
        elif len(segment.statements) < DEEPEST:
            segment.statements = (*segment.statements, mark.statement)
            segment.type = mark.type
            segment.title = mark.title
    if segment.statements and segment.statements[-1] not in anchored:
        segment.anchor = segment.statements[-1]
        anchored.add(segment.anchor)
    return segment


def _marks(draft: PageDraft, texts: Catalogue) -> Iterator[tuple[Span, _Mark]]:
    for number, article in enumerate(draft.articles, 1):
        spans = article.spans
        if spans.title:
            yield spans.title, _Mark("title", f"{texts.text('article.kind_title')}: {spans.title_rule}")
        for span in spans.body:
            yield span, _Mark("body" if number == 1 else "body other", "")
        for noise in spans.noise:
            yield (noise.start, noise.end), _Mark("noise", f"{_kind(noise.kind, texts)}: {noise.rule}")
        for place, one in enumerate(article.statements, 1):
            key = f"{number}-{place}"
            yield one.content, _Mark(statement=key, type=one.type, title=_short(one, texts))
            if one.cue:
                yield one.cue, _Mark(cue=key)


def _article(number: int, article: DraftArticle, draft: PageDraft, knowledge: Knowledge) -> dict[str, Any]:
    fields, spans = article.fields, article.spans
    found = [("publisher", fields.publisher or fields.publisher_name), ("published", fields.published),
             ("url", fields.url), *(("agency", one) for one in fields.agencies),
             *(("event", one) for one in fields.events), *(("topic", one) for one in fields.topics),
             *(("repeats", one) for one in article.repeats)]
    parallels: dict[int, list[Any]] = {}
    for place, one in article.parallels:
        parallels.setdefault(place, []).append(one)
    return {
        "number": number, "part": spans.part, "title": draft.page.text[slice(*spans.title)] if spans.title else None,
        "title_rule": spans.title_rule, "found": [(name, one) for name, one in found if one],
        "unresolved": article.unresolved,
        "statements": [_statement(f"{number}-{place}", one, draft, knowledge, parallels.get(place - 1, []))
                       for place, one in enumerate(article.statements, 1)],
    }


def _statement(key: str, one: DraftStatement, draft: PageDraft, knowledge: Knowledge, parallels: list[Any],
               ) -> dict[str, Any]:
    text = draft.page.text
    return {
        "key": key, "type": one.type, "act": one.act, "confidence": f"{one.confidence:.2f}",
        "unsure": one.confidence < 0.5, "evidence": one.evidence, "parallels": parallels,
        "nested": None if one.nested_in is None else f"{key.partition('-')[0]}-{one.nested_in + 1}",
        "content": text[slice(*one.content)], "cue": text[slice(*one.cue)] if one.cue else "",
        "in_view": one.content[0] < SHOWN,
        "speakers": [{"name": speaker.name, "id": speaker.id, "kind": speaker.kind,
                      "maybe": [(known, knowledge.speaker_names.get(known, known)) for known in speaker.maybe]}
                     for speaker in one.speakers],
        "via": [speaker.name for speaker in one.via], "addressees": [speaker.name for speaker in one.addressees],
    }


def _short(one: DraftStatement, texts: Catalogue) -> str:
    by = texts.text("common.comma").join(speaker.name for speaker in one.speakers)
    return f"{by} · {texts.text(f'common.type_{one.type}')} · {one.confidence:.2f} · {'; '.join(one.evidence)}"


def _kinds(draft: PageDraft, texts: Catalogue) -> list[tuple[str, int]]:
    counted = Counter(noise.kind for article in draft.articles for noise in article.spans.noise)
    return [(_kind(kind, texts), number) for kind, number in sorted(counted.items())]


def _kind(kind: str, texts: Catalogue) -> str:
    return texts.text(f"article.noise_{kind}")


@cache
def _template(language: str) -> Template:
    texts = catalogue(language)
    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined,
                              trim_blocks=True, lstrip_blocks=True, auto_reload=False)
    environment.globals.update(t=texts.text, n=texts.count, lang=language, dir=texts.direction)
    return environment.get_template("review.html.j2")


@cache
def _parts() -> tuple[str, str]:
    """Return style and script as they stand in the file."""
    return tuple((TEMPLATES / f"review.{kind}.j2").read_text("utf-8").strip() for kind in ("css", "js"))  # type: ignore[return-value]


@cache
def _hash(source: str) -> str:
    """Return the name by which the page's policy lets a style or script run, and no other."""
    return "sha256-" + base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()
