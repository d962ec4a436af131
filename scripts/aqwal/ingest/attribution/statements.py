"""Takes an article's text and spans; gives the statements in it: who says what, the evidence, how sure it is."""

from functools import lru_cache
from typing import NamedTuple

from aqwal.ingest.attribution import headlines, phrases
from aqwal.ingest.attribution.cues import Cue, PhraseCue, VerbCue
from aqwal.ingest.attribution.found import Reading
from aqwal.ingest.attribution.passages import Passage, Sentence, passages_of
from aqwal.ingest.attribution.reported import read_verb
from aqwal.ingest.attribution.resolving import named
from aqwal.ingest.attribution.speakers import before_verb, is_sure
from aqwal.ingest.attribution.subjects import name_if
from aqwal.ingest.attribution.vocabulary import MEMORY, head_class, is_given, names_somebody
from aqwal.ingest.attribution.words import AND, without_first_letter
from aqwal.ingest.knowledge import Knowledge
from aqwal.ingest.page import ArticleSpans, DraftStatement

ENOUGH = 0.5
"""Below this confidence nothing is drafted; the place is listed as unresolved."""
MOST_QUOTED = 3
"""Words in quotation marks that may be a name or a phrase; in longer quotations verbs are the speaker's own."""
NEAR = 3
"""Words at the head of a sentence within which the name begins that it is about."""
NEAR_SUBJECT = 6
"""Words before a verb within a quotation in which its subject stands."""
MOST_FRAGMENT = 4
"""Words of a fragment, which changes nothing about who is spoken of."""


class Attribution(NamedTuple):
    """The statements of an article in the order of the page, and what the program would not decide."""

    statements: tuple[DraftStatement, ...]
    unresolved: tuple[str, ...]


def find_statements(text: str, article: ArticleSpans, knowledge: Knowledge) -> Attribution:
    """Return the statements of one article.

    The title is read last: the body tells who the people in it are.
    """
    reading = Reading(knowledge)
    passages = passages_of(text, article)
    for passage in passages:
        _meet_everybody(passage, reading)
    for passage in passages:
        if not passage.is_title:
            _read_all(passage, reading)
            phrases.take_lone_quotations(passage, reading)
    reading.memory.forget()
    for passage in passages:
        if passage.is_title and not headlines.read_colon(passage, reading):
            _read_all(passage, reading)
    return Attribution(*reading.results(ENOUGH))


def _meet_everybody(passage: Passage, reading: Reading) -> None:
    """Enter every full name and institution of a passage into the table, so that short forms can be understood."""
    words, behind = passage.words, 0
    for place, (word, cue) in enumerate(zip(words, passage.cues, strict=True)):
        kind = _beginning(word.key)
        if place < behind or not (kind or cue):
            continue
        found = None
        if kind == "title" or (kind == "name" and place + 1 < len(words) and names_somebody(words[place + 1].key)):
            found = passage.line.name_at(place)
        elif kind == "and":
            found = name_if(passage.line, place, without_first_letter(word))
        if found is None and isinstance(cue, VerbCue) and cue.after < len(words) and not passage.is_apart(cue.after):
            # Two words that nobody knows, right behind a reporting verb, are a name.
            unknown = passage.line.name_at(cue.after)
            found = unknown if unknown is not None and len(unknown[0].proper) > 1 else None
        if found is not None and ((found[0].proper and found[0].number == 1) or found[0].kind == "org"):
            reading.people.meet(found[0])
        behind = found[1] if found is not None else place + 1


@lru_cache(maxsize=MEMORY)
def _beginning(key: str) -> str:
    """Return what of somebody's full name a word can begin: a title, the name, a title behind "and", or nothing."""
    kind = head_class(key)
    if kind in ("title", "org"):
        return "title"
    if is_given(key):
        return "name"
    return "and" if not kind and key.startswith(AND) and head_class(key[1:]) == "title" else ""


def _read_all(passage: Passage, reading: Reading) -> None:
    for sentence in passage.sentences:
        _read(passage, sentence, reading)


def _read(passage: Passage, sentence: Sentence, reading: Reading) -> None:
    """Find the statements of one sentence."""
    place = sentence.first
    had = len(reading.found)
    while place < sentence.last:
        cue = passage.cues[place]
        if cue is None or (_is_quoted_away(passage, place) and not _is_told_within(passage, cue, reading)):
            place += 1
        elif isinstance(cue, PhraseCue):
            place = max(place + 1, phrases.read_phrase(passage, sentence, cue, reading))
        else:
            place = max(place + 1, read_verb(passage, sentence, cue, reading))
    if len(reading.found) == had:
        _focus(passage, sentence, reading)


def _is_quoted_away(passage: Passage, place: int) -> bool:
    """Tell whether a word stands in a long quotation, where verbs are the speaker's own."""
    start = passage.words[place].start
    quote = passage.quote_at(start)
    return quote is not None and quote.inner <= start < quote.inner_end and passage.words_within(quote) > MOST_QUOTED


def _is_told_within(passage: Passage, cue: Cue, reading: Reading) -> bool:
    """Tell what is reported within a quotation: by a plain verb in the past, with the speaker's name before it."""
    if not isinstance(cue, VerbCue) or cue.is_noun or cue.conjunction or not reading.is_reported(passage):
        return False
    verb = cue.verb
    if verb.present or verb.participle or verb.ambiguous or verb.gender not in ("m", "f") or not cue.place:
        return False
    mentions = before_verb(passage, cue, max(0, cue.place - NEAR_SUBJECT), reading.people)
    return bool(mentions) and (mentions[0].kind in ("org", "state") or bool(mentions[0].proper))


def _focus(passage: Passage, sentence: Sentence, reading: Reading) -> None:
    """Remember whom a sentence without a statement is about: "The minister arrived …" before "He said …"."""
    for place in range(sentence.first, min(sentence.first + NEAR, sentence.last)):
        mentions, _ = passage.subject_at(place)
        if mentions and mentions[0].kind in ("person", "org") and is_sure(mentions[0], reading.people):
            speech = named(passage, mentions, reading.people, reading.memory)
            reading.memory.focus = speech.speakers if speech else []
            return
    if sentence.last - sentence.first > MOST_FRAGMENT:
        reading.memory.focus = []
