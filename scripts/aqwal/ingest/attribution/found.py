"""Takes findings one by one as an article is read; gives them as draft statements, in order and without repetition."""

from dataclasses import dataclass, field

from aqwal.ingest.attribution.contents import Content
from aqwal.ingest.attribution.passages import Passage, Sentence
from aqwal.ingest.attribution.people import Entity, People
from aqwal.ingest.attribution.resolving import Memory
from aqwal.ingest.knowledge import Knowledge
from aqwal.ingest.page import DraftStatement, Span

NEAR = 8
"""Findings back within which those of the same sentence are."""
FAR = 40
"""Findings back within which those of the same passage are."""
SAME = 4
"""Code points by which two contents may differ at each end and be one."""


@dataclass(slots=True, eq=False)
class Finding:
    """A statement while the article is still being read: its speakers may yet get fuller names."""

    speakers: list[Entity]
    type: str
    act: str
    content: Span
    cue: Span | None
    confidence: float
    evidence: tuple[str, ...]
    passage: Passage
    sentence: Sentence
    outer: "Finding | None" = None
    via: list[Entity] = field(default_factory=list)
    addressees: list[Entity] = field(default_factory=list)


class Reading:
    """All that is known while an article is read."""

    def __init__(self, knowledge: Knowledge) -> None:
        """Begin with an empty table of people."""
        self.people = People(knowledge)
        self.memory = Memory()
        self.found: list[Finding] = []
        self._left: list[str] = []

    def add(self, finding: Finding) -> None:
        """Keep a finding, and remember who spoke."""
        self.found.append(finding)
        if finding.outer is not None:
            return
        self.memory.spoken.append(finding.speakers)
        self.memory.focus = []
        institutions = [one for one in finding.speakers if one.kind == "org"]
        if institutions:
            self.memory.issuer = institutions

    def leave(self, content: Content, why: str) -> None:
        """Note a place that looks like a statement and was not drafted."""
        self._left.append(f"{content.start}-{content.end}: {why}")

    def in_sentence(self, sentence: Sentence) -> Finding | None:
        """Return the last outermost finding of a sentence."""
        return next((finding for finding in reversed(self.found[-NEAR:])
                     if finding.sentence is sentence and finding.outer is None), None)

    def is_reported(self, passage: Passage) -> bool:
        """Tell whether something said was found before in a passage."""
        return bool(self.found) and self.found[-1].passage is passage

    def pair_in(self, sentence: Sentence) -> list[Entity]:
        """Return the last two who spoke together in a sentence, also within another's words."""
        return next((finding.speakers for finding in reversed(self.found[-NEAR:])
                     if finding.sentence is sentence and len(finding.speakers) == 2), [])

    def around(self, start: int, end: int) -> Finding | None:
        """Return the innermost finding whose content holds a span."""
        return next((finding for finding in reversed(self.found[-NEAR:]) if finding.content != (start, end)
                     and finding.content[0] <= start and end <= finding.content[1] + 2), None)

    def has(self, start: int, end: int) -> bool:
        """Tell whether a finding already has this content, or nearly."""
        return any(abs(finding.content[0] - start) < SAME and abs(finding.content[1] - end) < SAME
                   for finding in self.found[-NEAR:])

    def is_taken(self, start: int, end: int) -> bool:
        """Tell whether a span overlaps the content of a finding."""
        return any(finding.content[0] < end and start < finding.content[1] for finding in self.found[-FAR:])

    def results(self, enough: float) -> tuple[tuple[DraftStatement, ...], tuple[str, ...]]:
        """Return the statements sure enough, and the places left open."""
        kept = sorted((finding for finding in self.found if finding.confidence >= enough),
                      key=lambda finding: (finding.content[0], -finding.content[1]))
        numbers = {id(finding): number for number, finding in enumerate(kept)}
        doubtful = [f"{finding.content[0]}-{finding.content[1]}: not sure enough ({finding.confidence:.2f})"
                    for finding in self.found if finding.confidence < enough]
        return tuple(self._draft(finding, numbers) for finding in kept), (*self._left, *doubtful)

    def _draft(self, finding: Finding, numbers: dict[int, int]) -> DraftStatement:
        return DraftStatement(
            tuple(self.people.speaker(one) for one in finding.speakers), finding.type, finding.act, finding.content,
            finding.cue, round(min(finding.confidence, 0.99), 2), finding.evidence, finding.passage.is_title,
            tuple(self.people.speaker(one) for one in finding.via),
            tuple(self.people.speaker(one) for one in finding.addressees),
            numbers.get(id(finding.outer)) if finding.outer else None)
