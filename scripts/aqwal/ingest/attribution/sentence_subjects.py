"""Takes a sentence and a reporting verb in it; gives whom the sentence is about: one person, or the two it names."""

from aqwal.ingest.attribution.cues import IN, VerbCue, is_that
from aqwal.ingest.attribution.found import Reading
from aqwal.ingest.attribution.lexicon import word_class
from aqwal.ingest.attribution.names import Mention
from aqwal.ingest.attribution.passages import Passage, Sentence
from aqwal.ingest.attribution.people import Entity
from aqwal.ingest.attribution.resolving import Speech, named
from aqwal.ingest.attribution.speakers import is_sure
from aqwal.ingest.attribution.vocabulary import OWNED, is_relation
from aqwal.ingest.attribution.words import AND, ARTICLE

BUT = word_class("contents.tsv", "but")
FAR_SUBJECT = 12
"""Words at the head of a sentence within which its subject begins."""


def two_named(passage: Passage, sentence: Sentence, cue: VerbCue, reading: Reading) -> list[Entity]:
    """Return the two whom a sentence names before a dual: "He called his counterpart; both stressed that …"."""
    found: list[Entity] = []
    place = sentence.first
    while place < cue.place and len(found) < 2:
        mentions, after = passage.subject_at(place)
        if mentions and mentions[0].kind == "person" and mentions[0].proper and is_sure(mentions[0], reading.people):
            found += [one for one in (reading.people.meet(mention) for mention in mentions) if one not in found]
        place = max(place + 1, after if mentions else 0)
    return found if len(found) == 2 else []


def main_subject(passage: Passage, sentence: Sentence, cue: VerbCue, reading: Reading) -> Speech | None:
    """Return the first speaker named in the sentence before a cue: "The minister visited …, stressing …"."""
    for place in range(sentence.first, min(cue.place, sentence.first + FAR_SUBJECT)):
        if passage.quote_at(passage.words[place].start) is not None or _is_adjective(passage, place):
            continue
        if place > sentence.first and is_that(passage.words[place]) and passage.words[place - 1].key not in BUT:
            # Whoever is named in what is said does not go on saying it.
            return None
        mentions, after = passage.subject_at(place)
        if not mentions or after > cue.place or _is_where(passage, place, mentions[0]) or (
                mentions[0].kind == "anaphor" and not _is_address(mentions[0], place - sentence.first)):
            continue
        if is_sure(mentions[0], reading.people):
            speech = named(passage, mentions, reading.people, reading.memory)
            if speech is None or not _may_say(speech, cue):
                return None
            return Speech(speech.speakers, 0.85, "subject of the sentence")
    return None


def _is_where(passage: Passage, place: int, mention: Mention) -> bool:
    """Tell "in a note, the bank lowered …": the text is not whom the sentence is about."""
    return place > 0 and mention.kind == "report" and passage.words[place - 1].key.removeprefix(AND) == IN


def _is_address(mention: Mention, distance: int) -> bool:
    """Tell "His Excellency" behind the verb that a sentence begins with."""
    return distance <= 1 and mention.number == 1 and len(mention.title) == 1 and mention.title[0].endswith(OWNED)


def _may_say(speech: Speech, cue: VerbCue) -> bool:
    gender = speech.speakers[0].gender
    return len(speech.speakers) > 1 or not (cue.verb.gender and gender and gender != cue.verb.gender)


def _is_adjective(passage: Passage, place: int) -> bool:
    """Tell "the press conference" from "the journalist": a word in -i behind one with article."""
    words = passage.words
    return place > 0 and is_relation(words[place].key) and words[place - 1].key.startswith(ARTICLE) and (
        not passage.is_apart(place))
