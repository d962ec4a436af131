"""Takes mentions and what was said before; gives who speaks: named, named before, or carried on from before."""

from dataclasses import dataclass, field

from aqwal.ingest.attribution.cues import is_that
from aqwal.ingest.attribution.lexicon import Verb, word_class
from aqwal.ingest.attribution.names import Mention
from aqwal.ingest.attribution.passages import Passage
from aqwal.ingest.attribution.people import Entity, People, is_anaphor, is_pair, is_report
from aqwal.ingest.attribution.speakers import is_sure, unglued
from aqwal.ingest.attribution.vocabulary import MASDARS
from aqwal.ingest.attribution.words import bare

STUDIES = word_class("heads.tsv", "study")
EPITHETS = word_class("anaphors.tsv", "epithet")
LATTER = word_class("anaphors.tsv", "latter")
ISSUED = word_class("stops.tsv", "issued")
FAR_ISSUER = 4
"""Words behind "a statement" within which its issuer stands."""
FAR_BACK = 6
"""Statements back within which an elided subject is looked for."""
FAR_POINTED = 4
FAR_SIDES = 10
FAR_INSTITUTION = 100


@dataclass(slots=True)
class Speech:
    """Who spoke, how sure that is, and why."""

    speakers: list[Entity]
    confidence: float
    why: str


@dataclass(slots=True)
class Memory:
    """What is carried from sentence to sentence: who spoke last, who was spoken of, whose statement is being quoted."""

    spoken: list[list[Entity]] = field(default_factory=list)
    focus: list[Entity] = field(default_factory=list)
    issuer: list[Entity] = field(default_factory=list)

    def forget(self) -> None:
        """Begin anew, where text begins that goes on with nothing before it."""
        self.spoken.clear()
        self.focus = []


def named(
    passage: Passage, mentions: list[Mention], people: People, memory: Memory, verb: Verb | None = None,
) -> Speech | None:
    """Return the speakers that mentions mean. A feminine verb before a single name tells that it is a woman's."""
    found: list[Entity] = []
    confidence, why = 1.0, "named beside the verb"
    for mention in mentions:
        one = _meant(passage, mention, people, memory)
        found += one.speakers
        if one.why:
            confidence, why = min(confidence, one.confidence), one.why
    unique = list(dict.fromkeys(found))
    if verb is not None and verb.gender == "f" and len(unique) == 1 and unique[0].kind == "person":
        unique[0].gender = "f"
    return Speech(unique, confidence, why) if unique else None


def _meant(passage: Passage, mention: Mention, people: People, memory: Memory) -> Speech:
    """Return whom one mention means; no reason is given where the name itself stands there."""
    if is_report(mention):
        return Speech(_issuer(passage, mention, people, memory), 0.92, "issuer of the text quoted")
    if is_pair(mention):
        pair = people.pair(mention, memory.spoken) or (_two_sides(memory) if is_anaphor(mention) else [])
        return Speech(pair, 0.85, "dual, the two last met")
    if is_anaphor(mention):
        latter = people.latter(mention.span[0], mention.gender) if mention.title[0] in LATTER else None
        if latter is not None:
            return Speech([latter], 0.85, "the last one named before")
        return Speech(_pointed_at(mention, memory), 0.85, "points back to who spoke before")
    known = people.find(mention)
    holder = _holder(mention, known, people)
    if holder is not None:
        return Speech([holder], 1.0, "")
    epithet = None if known or mention.proper else _epithet(mention, memory)
    if epithet is not None:
        return Speech([epithet], 0.8, "epithet of who spoke before")
    speakers = [people.meet(mention)]
    if mention.proper or mention.kind != "person":
        return Speech(speakers, 1.0, "")
    return Speech(speakers, 0.95, "office of a person named before") if known else (
        Speech(speakers, 0.85, "office without a name"))


def _pointed_at(mention: Mention, memory: Memory) -> list[Entity]:
    """Return whom "the man", "the source" means: the last one spoken of whose gender fits."""
    for speakers in ([memory.focus] if memory.focus else []) + memory.spoken[:-FAR_POINTED - 1:-1]:
        if not (mention.gender and speakers[0].gender and mention.gender != speakers[0].gender):
            return speakers
    return []


def _two_sides(memory: Memory) -> list[Entity]:
    """Return the two whom "the two sides" mean: those who spoke together, or the last two who spoke one by one."""
    recent = memory.spoken[:-FAR_SIDES - 1:-1]
    together = next((speakers for speakers in recent if len(speakers) == 2), None)
    alone = [*dict.fromkeys(one for speakers in recent for one in speakers)][:2]
    return together or (sorted(alone, key=lambda one: one.span) if len(alone) == 2 else [])


def _holder(mention: Mention, known: Entity | None, people: People) -> Entity | None:
    """Return the holder of the office where the name behind it is another's: "the Russian president Biden to …"."""
    if known is None or not known.titles or not (mention.title and mention.proper):
        return None
    by_title = people.find(mention._replace(proper=(), proper_text=""))
    if by_title is None or by_title is known or not by_title.proper:
        return None
    return by_title if not {bare(word) for word in mention.title} <= known.titles else None


def _epithet(mention: Mention, memory: Memory) -> Entity | None:
    """Return the last speaker where "the diplomat", "the coach" means nobody named by that word."""
    if not mention.title or mention.title[0] not in EPITHETS or not memory.spoken or len(memory.spoken[-1]) != 1:
        return None
    last = memory.spoken[-1][0]
    fits = last.kind == "person" and not (last.gender and mention.gender and last.gender != mention.gender)
    return last if fits and last.proper else None


def _issuer(passage: Passage, mention: Mention, people: People, memory: Memory) -> list[Entity]:
    """Return who issued a statement: named behind it, or the institution whose statement was quoted before."""
    owner = _named_issuer(passage, mention, people)
    if owner is None and mention.title[0] in STUDIES:
        # A study without an author speaks for itself.
        return [people.meet(mention)]
    if owner is not None:
        memory.issuer = [people.meet(owner)]
    if memory.issuer:
        return memory.issuer
    before = memory.spoken[-FAR_INSTITUTION:]
    institution = next((one for speakers in reversed(before) for one in speakers if one.kind == "org"), None)
    return [institution] if institution else before[-1] if before else []


def _named_issuer(passage: Passage, mention: Mention, people: People) -> Mention | None:
    words = passage.words
    first = passage.word_from(mention.span[0]) + 1
    for place in range(first, min(first + FAR_ISSUER, len(words))):
        if is_that(words[place]) or passage.gaps[place].strip():
            return None
        if words[place].key in ISSUED:
            continue
        if words[place].key in MASDARS:
            return None
        owner = unglued(passage, place)
        if owner is not None and owner.kind != "anaphor" and not is_report(owner) and is_sure(owner, people):
            return owner
        if passage.is_apart(place):
            return None
    return None


def carried(verb: Verb | None, memory: Memory) -> Speech | None:
    """Return who goes on speaking, where nobody is named; the verb's gender and number must not speak against it."""
    if memory.focus and agrees(verb, memory.focus):
        return Speech(memory.focus, 0.72, "subject of the sentence before")
    for distance, speakers in enumerate(reversed(memory.spoken[-FAR_BACK:])):
        if agrees(verb, speakers):
            return Speech(speakers, 0.88 if distance == 0 else 0.7, "goes on speaking")
    return None


def agrees(verb: Verb | None, speakers: list[Entity]) -> bool:
    """Tell whether a verb's form can have these speakers as its elided subject."""
    if verb is None:
        return True
    if len(speakers) == 2:
        return verb.number == 2 or verb.participle
    if verb.number == 2:
        return False
    if verb.number == 3:
        return any(one.kind == "group" for one in speakers) or len(speakers) > 2
    gender = speakers[0].gender
    return not (verb.gender and gender and verb.gender != gender)
