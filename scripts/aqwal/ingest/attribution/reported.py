"""Takes a reporting verb in a sentence; gives the statement it reports, or notes why it is left."""

from aqwal.arabic.normalise import fold
from aqwal.ingest.attribution import phrases
from aqwal.ingest.attribution.contents import Content
from aqwal.ingest.attribution.cues import TO_DO, VerbCue
from aqwal.ingest.attribution.found import Finding, Reading
from aqwal.ingest.attribution.introducers import content_of
from aqwal.ingest.attribution.lexicon import word_class
from aqwal.ingest.attribution.listeners import addressees, carriers
from aqwal.ingest.attribution.names import Mention
from aqwal.ingest.attribution.passages import Passage, Sentence
from aqwal.ingest.attribution.people import is_anaphor
from aqwal.ingest.attribution.resolving import LATTER, Speech, agrees, carried, named
from aqwal.ingest.attribution.sentence_subjects import main_subject, two_named
from aqwal.ingest.attribution.speakers import FROM, before_verb, is_sure, quoted_source, speakers_at
from aqwal.ingest.attribution.verb_subjects import (
    BY_WORDS,
    REGARDED,
    Place,
    after_adverbs,
    common_subject,
    subject_behind,
    subject_of,
)
from aqwal.ingest.attribution.vocabulary import is_masdar, is_state
from aqwal.ingest.attribution.words import AND

FRAME = {"that": 0.95, "quote": 0.95, "colon": 0.85, "object": 0.8, "noun": 0.75}
"""How sure a statement is by what introduces it; measured on scripts/bench/ingest/pages and rounded."""
IMPERSONAL = word_class("cues.tsv", "impersonal")
TAKES_NOUN = word_class("cues.tsv", "takes_noun")
DEFENDERS = word_class("cues.tsv", "defender")
CARRIED = fold("نقل")
PLEADED, REFUSED, ASKED, DESCRIBED = fold("دفع"), fold("رفض"), fold("طلب"), fold("وصف")
COMMENT = word_class("contents.tsv", "comment")
IDENTITY = word_class("contents.tsv", "identity")
FAR_IDENTITY = 6
INSTITUTIONAL = ("org", "state", "group")
SHORTEST = 6
"""Code points of the shortest content that is kept without quotation marks."""
FAR_SOURCE = 12
"""Words behind "quoted" within which whoever is quoted is named."""


def read_verb(passage: Passage, sentence: Sentence, cue: VerbCue, reading: Reading) -> int:
    """Read one reporting verb; returns the place to go on from."""
    at = Place(passage, sentence, cue, reading)
    if cue.verb.lemma == CARRIED:
        return _read_carried(at)
    after = after_adverbs(at)
    mentions, behind = subject_of(at, after)
    content = content_of(passage, cue, behind, sentence.last)
    if content is None and mentions:
        # What was read as the subject may be the object: "stressed the ministry's right" with an elided subject.
        content, mentions = content_of(passage, cue, after, sentence.last), []
    if content is None:
        content = phrases.quotation_before(passage, cue, reading)
        if content is None:
            return cue.after
        mentions = subject_behind(at, after)[0] if after < sentence.last else []
    if mentions and phrases.is_medium(mentions[0]):
        mentions = phrases.quoted_from(passage, sentence, (behind, content.place), reading) or mentions
    if not mentions and not cue.is_noun and not cue.verb.participle and content.frame in ("that", "quote", "colon"):
        mentions = common_subject(at, after, content)
    if not _counts(at, content, mentions):
        return cue.after
    if _says_nothing(at, content):
        return _read_refusal(at, mentions)
    speech = _speech(at, [] if cue.verb.participle else mentions)
    if not reading.has(content.start, content.end):
        _keep(at, content, speech, behind)
    return content.place + 1 if content.frame == "noun" else cue.after


def _read_carried(at: Place) -> int:
    """Read "the agency quoted from a source that …"; "his words" behind it is a cue of its own."""
    passage, sentence, cue, reading = at
    words = passage.words
    near = range(cue.after, min(sentence.last, cue.after + FAR_SOURCE) - 1)
    place = next((index + 1 for index in near if words[index].key == FROM), 0)
    mentions, behind = speakers_at(passage, place, reading.people) if place else ([], 0)
    if not mentions or not is_sure(mentions[0], reading.people):
        return cue.after
    content = content_of(passage, cue, behind, sentence.last)
    if content is None or any(isinstance(one, VerbCue) and one.is_noun
                              for one in passage.cues[behind:content.place + 1]):
        return cue.after
    if content.frame in ("noun", "object") and not is_masdar(words[content.place].key):
        return cue.after
    speech = named(passage, mentions, reading.people, reading.memory)
    if not reading.has(content.start, content.end):
        _keep(at, content, speech, behind)
    return content.place


def _says_nothing(at: Place, content: Content) -> bool:
    """Tell "declined to comment", "asked not to be named", and "described her night" without a "as"."""
    keys = [word.key for word in at.passage.words[content.place:at.passage.word_from(content.end)]]
    lemma = at.cue.verb.lemma
    if lemma == DESCRIBED and content.frame == "noun":
        return not any(key.startswith(BY_WORDS) for key in keys)
    if lemma == ASKED:
        return not IDENTITY.isdisjoint(keys[:FAR_IDENTITY])
    return lemma == REFUSED and keys[:1] != [] and keys[0] in COMMENT


def _read_refusal(at: Place, mentions: list[Mention]) -> int:
    """Read "declined to comment": it says nothing, but whoever declined may go on."""
    speech = _speech(at, mentions)
    if speech is not None:
        at.reading.memory.spoken.append(speech.speakers)
    return at.cue.after


def _counts(at: Place, content: Content, mentions: list[Mention]) -> bool:
    """Leave out what only looks like speech: "it is worth noting that", verbs too ambiguous for a plain object."""
    cue, verb = at.cue, at.cue.verb
    if verb.lemma == PLEADED and not (mentions and DEFENDERS & set(mentions[0].title)):
        return False
    if verb.ambiguous and content.frame in ("object", "noun") and verb.lemma not in TAKES_NOUN and not (
            verb.participle and (content.frame == "object" or is_masdar(at.passage.words[content.place].key))):
        return False
    if verb.lemma == REGARDED and content.frame == "noun" and (verb.present or not mentions) and not (
            mentions and mentions[0].kind == "state" and is_state(at.passage.words, content.place)):
        return False
    is_impersonal = at.passage.words[cue.place].key.removeprefix(AND) in IMPERSONAL
    if is_impersonal and not mentions and verb.present and content.place - cue.place <= 2:
        return False
    return content.end - content.start >= SHORTEST or content.frame == "quote"


def _speech(at: Place, mentions: list[Mention]) -> Speech | None:
    """Find who speaks: named behind the verb, before it, earlier in the sentence, or before that."""
    reading = at.reading
    if mentions and is_anaphor(mentions[0]) and mentions[0].number == 1 and mentions[0].title[0] not in LATTER:
        # "Asked about prices, the minister … ; and His Excellency said": whom the sentence is about.
        subject = main_subject(*at)
        if subject is not None:
            return subject
    if mentions:
        return named(at.passage, mentions, reading.people, reading.memory, at.cue.verb)
    return _named_before(at) or _in_sentence(at) or carried(at.cue.verb, reading.memory)


def _named_before(at: Place) -> Speech | None:
    passage, sentence, cue, reading = at
    is_by_words = cue.is_noun and passage.words[cue.place].key.startswith(BY_WORDS)
    if cue.verb.participle or is_by_words:
        return None
    mentions = quoted_source(passage, sentence.first, cue.place, reading.people)[0] if cue.is_noun else []
    mentions = mentions or before_verb(passage, cue, sentence.first, reading.people)
    speech = named(passage, mentions, reading.people, reading.memory) if mentions else None
    return Speech(speech.speakers, speech.confidence * 0.95, "named before the verb") if speech else None


def _in_sentence(at: Place) -> Speech | None:
    """Return who spoke before in the sentence, or whom it is about."""
    cue, reading = at.cue, at.reading
    here = reading.in_sentence(at.sentence)
    is_next = cue.verb.participle or cue.conjunction == AND or (
        cue.place > 1 and at.passage.words[cue.place - 1].key == TO_DO and "q" in cue.verb.frames)
    if here is not None and is_next and agrees(cue.verb, here.speakers):
        return Speech(here.speakers, 0.93, "same sentence")
    pair = (reading.pair_in(at.sentence) or two_named(*at)) if cue.verb.number == 2 else []
    if pair:
        return Speech(pair, 0.9, "same sentence")
    is_later = cue.verb.participle or cue.is_noun or cue.place > at.sentence.first + 1
    return main_subject(*at) if is_later else None


def _keep(at: Place, content: Content, speech: Speech | None, behind: int) -> None:
    """Draft the statement, nested in another where it stands in one, unless it is no statement of its own there."""
    passage, sentence, cue, reading = at
    if speech is None:
        reading.leave(content, "nobody to ascribe it to")
        return
    outer = reading.around(content.start, content.end)
    if outer is not None and (speech.speakers == outer.speakers
                              or speech.why not in ("named beside the verb", "named before the verb")):
        return
    is_glued = cue.place == 0 or passage.words[cue.place - 1].key != AND
    span = (passage.words[cue.place].start + is_glued * len(cue.conjunction), passage.words[cue.after - 1].end)
    confidence = _confidence(at, content, speech) * (0.8 if outer else 1.0)
    evidence = (f"verb {cue.verb.lemma}", speech.why, content.frame)
    people = reading.people
    carried_by = [people.meet(one) for one in carriers(passage, sentence, cue, people)]
    spoken_to = [people.meet(one) for one in addressees(passage, cue, behind, content.place, people)]
    reading.add(Finding(speech.speakers, "indirect" if outer else content.type, cue.verb.act,
                        (content.start, content.end), span, confidence, evidence, passage, sentence, outer,
                        carried_by, [one for one in spoken_to if one not in speech.speakers]))


def _confidence(at: Place, content: Content, speech: Speech) -> float:
    """Return how sure a statement is: less in the present tense, and there still less with a plain object."""
    confidence = FRAME[content.frame] * speech.confidence
    if at.passage.is_title or not at.cue.verb.present:
        return confidence
    is_known = any(one.proper or one.kind in INSTITUTIONAL for one in speech.speakers)
    return confidence * 0.9 * (0.8 if content.frame in ("noun", "object") and not is_known else 1.0)
