"""Takes a page as read and what the archive knows; gives its draft: a pure function, the same on any machine."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from aqwal.dataset import Archive
from aqwal.ingest.attribution import find_statements
from aqwal.ingest.cleaning import clean
from aqwal.ingest.fields import find_fields
from aqwal.ingest.knowledge import Knowledge
from aqwal.ingest.likeness import Recorded, Sketches, near_speakers, parallels, recorded_of, repeats, sketches_of
from aqwal.ingest.page import (
    ArticleSpans,
    DraftArticle,
    DraftStatement,
    Noise,
    PageDraft,
    RawPage,
    Speaker,
)

_CONTROLS = dict.fromkeys((*range(9), *range(11, 32), 127), " ")
"""Control characters other than tab and line end, each as one blank: offsets stay what they are."""
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_CONTROL_RUN = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]+")
"""Those of them that do not count as blank in the text itself."""


@dataclass(frozen=True)
class Likeness:
    """What of the archive a page is compared with; it may be empty."""

    sketches: Sketches = field(default_factory=Sketches)
    recorded: Recorded = field(default_factory=Recorded)


def likeness_of(archive: Archive, vocabularies: Mapping[str, Iterable[str]] | None = None) -> Likeness:
    """Return what of an archive pages are compared with. `vocabularies`: article → the words its features name."""
    return Likeness(sketches_of(archive, vocabularies), recorded_of(archive))


def draft_page(page: RawPage, knowledge: Knowledge, likeness: Likeness | None = None) -> PageDraft:
    """Return all that can be found in a page."""
    text = page.text.translate(_CONTROLS) if _CONTROL.search(page.text) else page.text
    ground = page if text == page.text else replace(page, text=text)
    spans = clean(text)
    if ground is not page:
        spans = _with_controls(page.text, spans)
    return PageDraft(page, tuple(_draft_article(ground, one, knowledge, likeness or Likeness()) for one in spans))


def _draft_article(page: RawPage, spans: ArticleSpans, knowledge: Knowledge, likeness: Likeness) -> DraftArticle:
    fields = find_fields(page, spans, knowledge)
    found = find_statements(page.text, spans, knowledge)
    statements = tuple(_with_near(one, knowledge) for one in in_page_order(found.statements))
    left = (*fields.problems, *found.unresolved)
    day = fields.published.value if fields.published else None
    return DraftArticle(spans, fields, statements, unresolved(spans, statements, left),
                        repeats(page, spans, likeness.sketches),
                        parallels(statements, page.text, likeness.recorded, day))


def _with_near(one: DraftStatement, knowledge: Knowledge) -> DraftStatement:
    """Return a statement whose unknown speakers bear the known ones whose names are nearly theirs."""
    if not knowledge.speakers or all(speaker.id or speaker.maybe for speaker in one.speakers):
        return one
    return replace(one, speakers=tuple(_near(speaker, knowledge) for speaker in one.speakers))


def _near(speaker: Speaker, knowledge: Knowledge) -> Speaker:
    if speaker.id or speaker.maybe:
        return speaker
    return replace(speaker, maybe=tuple(found.value for found in near_speakers(speaker.name, knowledge)))


def in_page_order(statements: tuple[DraftStatement, ...]) -> tuple[DraftStatement, ...]:
    """Return the statements by where their content begins; frames are counted in the new order."""
    order = sorted(range(len(statements)), key=lambda place: (statements[place].content[0],
                                                              -statements[place].content[1], place))
    places = {old: new for new, old in enumerate(order)}
    return tuple(one if one.nested_in is None else replace(one, nested_in=places.get(one.nested_in))
                 for one in (statements[place] for place in order))


def unresolved(spans: ArticleSpans, statements: tuple[DraftStatement, ...], left: tuple[str, ...]) -> tuple[str, ...]:
    """Return what is left to the human to decide, besides what is theirs to write; each thing once."""
    missing = [what for what, value in (("title", spans.title), ("body", spans.body)) if not value]
    told = [*(f"no {what} was found" for what in missing), *left]
    speakers = {speaker.name: speaker for statement in statements for speaker in statement.speakers}
    told += [_unknown(speaker) for speaker in speakers.values() if speaker.id is None]
    return tuple(dict.fromkeys(told))


def _unknown(speaker: Speaker) -> str:
    if speaker.maybe:
        return f"the speaker {speaker.name} may be {' or '.join(speaker.maybe)}"
    return f"the speaker {speaker.name} has no record"


def _with_controls(text: str, articles: tuple[ArticleSpans, ...]) -> tuple[ArticleSpans, ...]:
    """Return the articles with every control character in a span: those no step could see are noise of the first."""
    covered = bytearray(len(text))
    for one in articles:
        spans = [*one.body, *([one.title] if one.title else []), *((noise.start, noise.end) for noise in one.noise)]
        for start, end in spans:
            covered[start:end] = b"\1" * (end - start)
    # To the steps a run of them is blank: it lies within a span, or in none.
    found = [Noise(*run.span(), "other", "control characters")
             for run in _CONTROL_RUN.finditer(text) if not covered[run.start()]]
    if not articles or not found:
        return articles
    first = articles[0]
    noise = tuple(sorted([*first.noise, *found], key=lambda span: span.start))
    return (replace(first, noise=noise), *articles[1:])
