"""Takes a reporting verb in a sentence; gives the statement it reports, or notes why it is left."""

from typing import NamedTuple

from aqwal.arabic.normalise import fold
from aqwal.ingest.attribution import phrases
from aqwal.ingest.attribution.contents import Content
from aqwal.ingest.attribution.cues import ADDRESSED, TEXTS, VerbCue
from aqwal.ingest.attribution.found import Finding, Reading
from aqwal.ingest.attribution.introducers import content_of
from aqwal.ingest.attribution.lexicon import word_class
from aqwal.ingest.attribution.listeners import addressees, carriers
from aqwal.ingest.attribution.names import FEMININE_END, Mention, plain
from aqwal.ingest.attribution.passages import Passage, Sentence
from aqwal.ingest.attribution.people import is_anaphor
from aqwal.ingest.attribution.resolving import LATTER, Speech, agrees, carried, named
from aqwal.ingest.attribution.sentence_subjects import main_subject, two_named
from aqwal.ingest.attribution.speakers import (
    CONSTRUCT,
    FROM,
    before_verb,
    is_sure,
    plain_group,
    quoted_source,
    speakers_at,
)
from aqwal.ingest.attribution.vocabulary import AFTER_NAME, BESIDE_VERB, is_masdar, is_state
from aqwal.ingest.attribution.words import AND, ARTICLE

FRAME = {"that": 0.95, "quote": 0.95, "colon": 0.85, "object": 0.8, "noun": 0.75}
"""How sure a statement is by what introduces it; measured on scripts/bench/ingest/pages and rounded."""
IMPERSONAL = word_class("cues.tsv", "impersonal")
TAKES_NOUN = word_class("cues.tsv", "takes_noun")
DEFENDERS = word_class("cues.tsv", "defender")
CARRIED = fold("نقل")
NEEDS_OBJECT = word_class("cues.tsv", "needs_object")
PLEADED, TALKED_TO, REGARDED, MENTIONED = fold("دفع"), fold("خاطب"), fold("اعتبر"), fold("ذكر")
INSTITUTIONAL = ("org", "state", "group")
SHORTEST = 6
"""Code points of the shortest content that is kept without quotation marks."""
MOST_QUOTED_NAME = 3
MOST_COMMON = 3
"""Words of a subject that is a plain noun."""
FAR_SOURCE = 12
"""Words behind "quoted" within which whoever is quoted is named."""
NOMINATIVE = "ون"
"""A plural that ends so behind a verb is its subject."""
OBLIQUE = "ين"
"""A plural that ends so behind a finite verb is its object."""
BY_WORDS = "ب"


class _Place(NamedTuple):
    """A reporting verb where it stands."""

    passage: Passage
    sentence: Sentence
    cue: VerbCue
    reading: Reading


def read_verb(passage: Passage, sentence: Sentence, cue: VerbCue, reading: Reading) -> int:
    """Read one reporting verb; returns the place to go on from."""
    at = _Place(passage, sentence, cue, reading)
    if cue.verb.lemma == CARRIED:
        return _read_carried(at)
    after = _after_adverbs(at)
    mentions, behind = _subject(at, after)
    content = content_of(passage, cue, behind, sentence.last)
    if content is None and mentions:
        # What was read as the subject may be the object: "stressed the ministry's right" with an elided subject.
        content, mentions = content_of(passage, cue, after, sentence.last), []
    if content is None:
        content = phrases.quotation_before(passage, cue, reading)
        if content is None:
            return cue.after
        mentions = speakers_at(passage, after, reading.people)[0] if after < sentence.last else []
    if mentions and phrases.is_medium(mentions[0]):
        mentions = phrases.quoted_from(passage, sentence, (behind, content.place), reading) or mentions
    if not mentions and not cue.is_noun and not cue.verb.participle and content.frame in ("that", "quote", "colon"):
        mentions = _common_subject(at, after, content)
    if not _counts(at, content, mentions):
        return cue.after
    speech = _speech(at, [] if cue.verb.participle else mentions)
    if not reading.has(content.start, content.end):
        _keep(at, content, speech, behind)
    return content.place + 1 if content.frame == "noun" else cue.after


def _read_carried(at: _Place) -> int:
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


def _after_adverbs(at: _Place) -> int:
    """Return the place behind what may stand between verb and subject: "yesterday", "for his part"."""
    after = at.cue.after
    while after < at.sentence.last and at.passage.words[after].key in BESIDE_VERB and not at.passage.is_apart(after):
        after += 1
    return after


def _subject(at: _Place, after: int) -> tuple[list[Mention], int]:
    """Return the speakers named behind a verb and the place behind them."""
    passage, words = at.passage, at.passage.words
    if after >= at.sentence.last or at.cue.is_noun or passage.is_apart(after):
        return [], after
    quote = passage.quote_at(words[after].start)
    if quote is not None and quote.start >= words[after - 1].end and passage.words_within(quote) > MOST_QUOTED_NAME:
        return [], after
    mentions, behind = speakers_at(passage, after, at.reading.people)
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


def _is_only_object(at: _Place, behind: int) -> bool:
    """Tell "and it accused the government of …": a verb that needs an object finds it in the one name behind it."""
    passage, cue = at.passage, at.cue
    if cue.verb.lemma not in NEEDS_OBJECT or not cue.conjunction or behind >= at.sentence.last or (
            passage.is_apart(behind) or not at.reading.is_reported(passage)):
        return False
    key = passage.words[behind].key
    return key in cue.verb.frames or (key[:1] in cue.verb.frames and is_masdar(key[1:].removeprefix(ARTICLE))) or (
        "n" in cue.verb.frames and is_masdar(key))


def _is_no_subject(at: _Place, mention: Mention) -> bool:
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
    return mention.gender != verb.gender and mention.kind in ("person", "org") and not mention.proper


def _common_subject(at: _Place, place: int, content: Content) -> list[Mention]:
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


def _counts(at: _Place, content: Content, mentions: list[Mention]) -> bool:
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


def _speech(at: _Place, mentions: list[Mention]) -> Speech | None:
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


def _named_before(at: _Place) -> Speech | None:
    passage, sentence, cue, reading = at
    is_by_words = cue.is_noun and passage.words[cue.place].key.startswith(BY_WORDS)
    if cue.verb.participle or is_by_words:
        return None
    mentions = quoted_source(passage, sentence.first, cue.place, reading.people)[0] if cue.is_noun else []
    mentions = mentions or before_verb(passage, cue, sentence.first, reading.people)
    speech = named(passage, mentions, reading.people, reading.memory) if mentions else None
    return Speech(speech.speakers, speech.confidence * 0.95, "named before the verb") if speech else None


def _in_sentence(at: _Place) -> Speech | None:
    """Return who spoke before in the sentence, or whom it is about."""
    cue, reading = at.cue, at.reading
    here = reading.in_sentence(at.sentence)
    if here is not None and (cue.verb.participle or cue.conjunction == AND) and agrees(cue.verb, here.speakers):
        return Speech(here.speakers, 0.93, "same sentence")
    pair = (reading.pair_in(at.sentence) or two_named(*at)) if cue.verb.number == 2 else []
    if pair:
        return Speech(pair, 0.9, "same sentence")
    is_later = cue.verb.participle or cue.is_noun or cue.place > at.sentence.first + 1
    return main_subject(*at) if is_later else None


def _keep(at: _Place, content: Content, speech: Speech | None, behind: int) -> None:
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


def _confidence(at: _Place, content: Content, speech: Speech) -> float:
    """Return how sure a statement is: less in the present tense, and there still less with a plain object."""
    confidence = FRAME[content.frame] * speech.confidence
    if at.passage.is_title or not at.cue.verb.present:
        return confidence
    is_known = any(one.proper or one.kind in INSTITUTIONAL for one in speech.speakers)
    return confidence * 0.9 * (0.8 if content.frame in ("noun", "object") and not is_known else 1.0)
