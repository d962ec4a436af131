"""Takes a reporting verb in a sentence; gives the speakers named behind it, apart from objects and listeners."""

from typing import NamedTuple

from aqwal.arabic.normalise import fold
from aqwal.ingest.attribution.contents import Content
from aqwal.ingest.attribution.cues import ADDRESSED, TEXTS, VerbCue, is_that
from aqwal.ingest.attribution.found import Reading
from aqwal.ingest.attribution.lexicon import word_class
from aqwal.ingest.attribution.names import FEMININE_END, Mention, plain
from aqwal.ingest.attribution.passages import Passage, Sentence
from aqwal.ingest.attribution.speakers import CONSTRUCT, before_verb, is_sure, plain_group, speakers_at, unglued
from aqwal.ingest.attribution.vocabulary import AFTER_NAME, BESIDE_VERB, is_given, is_masdar
from aqwal.ingest.attribution.words import ARTICLE

NEEDS_OBJECT = word_class("cues.tsv", "needs_object")
TALKED_TO, REGARDED, MENTIONED = fold("خاطب"), fold("اعتبر"), fold("ذكر")
MOST_QUOTED_NAME = 3
MOST_COMMON = 3
"""Words of a subject that is a plain noun."""
FAR_LISTENER = 3
"""Words behind the outlet spoken to within which the speaker's name begins."""
TO = "ل"
NOMINATIVE = "ون"
"""A plural that ends so behind a verb is its subject."""
OBLIQUE = "ين"
"""A plural that ends so behind a finite verb is its object."""
BY_WORDS = "ب"


class Place(NamedTuple):
    """A reporting verb where it stands."""

    passage: Passage
    sentence: Sentence
    cue: VerbCue
    reading: Reading


def after_adverbs(at: Place) -> int:
    """Return the place behind what may stand between verb and subject: "yesterday", "for his part"."""
    after = at.cue.after
    while after < at.sentence.last and at.passage.words[after].key in BESIDE_VERB and not at.passage.is_apart(after):
        after += 1
    return after


def subject_of(at: Place, after: int) -> tuple[list[Mention], int]:
    """Return the speakers named behind a verb and the place behind them."""
    passage, words = at.passage, at.passage.words
    if after >= at.sentence.last or at.cue.is_noun or passage.is_apart(after):
        return [], after
    quote = passage.quote_at(words[after].start)
    if quote is not None and quote.start >= words[after - 1].end and passage.words_within(quote) > MOST_QUOTED_NAME:
        return [], after
    mentions, behind = subject_behind(at, after)
    if not mentions and words[after].key.endswith((NOMINATIVE, CONSTRUCT)):
        group = plain_group(passage, after)
        return ([group], after + len(group.title)) if group else ([], after)
    if mentions and at.cue.verb.lemma in ADDRESSED and not at.cue.conjunction and before_verb(
            passage, at.cue, at.sentence.first, at.reading.people):
        # "The chancellor told the president that …".
        return [], behind
    if mentions and (_is_no_subject(at, mentions[0]) or _is_only_object(at, behind)):
        return [], after
    return mentions, behind


def _is_only_object(at: Place, behind: int) -> bool:
    """Tell "and it accused the government of …": a verb that needs an object finds it in the one name behind it."""
    passage, cue = at.passage, at.cue
    if cue.verb.lemma not in NEEDS_OBJECT or not cue.conjunction or behind >= at.sentence.last or (
            passage.is_apart(behind) or not at.reading.is_reported(passage)):
        return False
    key = passage.words[behind].key
    return key in cue.verb.frames or (key[:1] in cue.verb.frames and is_masdar(key[1:].removeprefix(ARTICLE))) or (
        "n" in cue.verb.frames and is_masdar(key))


def subject_behind(at: Place, place: int) -> tuple[list[Mention], int]:
    """Return the speakers named at a place, or behind the outlet spoken to that stands there."""
    found = _behind_listener(at, place)
    return found if found[0] else speakers_at(at.passage, place, at.reading.people)


def _behind_listener(at: Place, place: int) -> tuple[list[Mention], int]:
    """Read "told the-agency Samir Hasan that": a named person behind the outlet that was spoken to."""
    passage, words, people = at.passage, at.passage.words, at.reading.people
    if not words[place].key.startswith(TO) or is_given(words[place].key) or at.cue.verb.lemma in ADDRESSED:
        return [], place
    listener = unglued(passage, place)
    if listener is not None and listener.kind not in ("org", "anaphor"):
        return [], place
    behind = passage.word_from(listener.span[1]) if listener else place + 1
    for index in range(place + 1, min(behind + FAR_LISTENER, at.sentence.last)):
        if passage.is_apart(index) or is_that(words[index]):
            break
        mentions, behind = speakers_at(passage, index, people)
        if mentions and mentions[0].kind == "person" and mentions[0].proper and is_sure(mentions[0], people):
            return mentions, behind
    return [], place


def _is_no_subject(at: Place, mention: Mention) -> bool:
    """Tell an object from a subject behind a verb: an unknown word with article, or of the other gender."""
    cue, verb = at.cue, at.cue.verb
    if mention.proper and mention.proper[0].startswith(ARTICLE) and not is_sure(mention, at.reading.people):
        return True
    if verb.lemma == TALKED_TO and mention.kind in ("org", "group"):
        return True
    if not verb.participle and mention.kind == "group" and mention.title[0].endswith(OBLIQUE) and (
            verb.lemma in ADDRESSED):
        # "He called on the farmers to …": a subject would end otherwise.
        return True
    if verb.lemma == REGARDED and verb.present:
        return False
    is_later = bool(cue.conjunction) and cue.place > at.sentence.first
    if is_later and verb.lemma in ADDRESSED and mention.kind in ("group", "state"):
        return True
    if cue.conjunction and verb.gender == "m" and verb.lemma in ADDRESSED and mention.kind == "state" and (
            at.reading.is_reported(at.passage)):
        # "… . And he accused the West of …": a state is feminine, or whoever spoke before goes on.
        return True
    if verb.participle or not verb.gender or not mention.gender or mention.kind == "state":
        return False
    return mention.gender != verb.gender and mention.kind in ("person", "org", "group") and not mention.proper


def common_subject(at: Place, place: int, content: Content) -> list[Mention]:
    """Return a speaker named by a plain noun with article, where nothing else can stand: "the survivor said that …"."""
    words, verb = at.passage.words, at.cue.verb
    if verb.lemma == TALKED_TO or (verb.lemma in ADDRESSED and before_verb(
            at.passage, at.cue, at.sentence.first, at.reading.people)):
        return []
    if verb.lemma == MENTIONED and content.frame == "that" and words[content.place].key.startswith(BY_WORDS):
        # "He reminded those present that …"
        return []
    if place < len(words) and words[place].key.endswith(OBLIQUE) and not verb.participle:
        return []
    end = place
    while end < min(content.place, place + MOST_COMMON) and _goes_on(at.passage, end, place):
        end += 1
    if end == place:
        return []
    gender = "f" if words[place].key.endswith(FEMININE_END) else ""
    kind = "report" if words[place].key.removeprefix(ARTICLE) in TEXTS else "person"
    return [plain(at.passage.text, words[place:end], kind, gender, 1)]


def _goes_on(passage: Passage, end: int, place: int) -> bool:
    key = passage.words[end].key
    return key.startswith(ARTICLE) and key not in BESIDE_VERB and key not in AFTER_NAME and (
        end == place or not passage.is_apart(end))
