"""Takes the place where indirect speech begins; gives its end: of the sentence, or where something new begins."""

import re

from aqwal.arabic.normalise import fold
from aqwal.ingest.attribution.cues import ADDRESSED, BEFORE, SAID, THAT, TO_DO, Cue, PhraseCue, VerbCue, is_that
from aqwal.ingest.attribution.lexicon import Verb, verbs, word_class
from aqwal.ingest.attribution.passages import Passage
from aqwal.ingest.attribution.quotations import Quotation
from aqwal.ingest.attribution.words import AND, ARTICLE

ASIDE = word_class("contents.tsv", "aside")
ASIDE_AFTER_OBJECT = ASIDE | word_class("contents.tsv", "aside_after_object")
ASIDE_AFTER_COMMA = word_class("contents.tsv", "aside_after_comma")
JOINS = word_class("contents.tsv", "join")
GOES_ON = word_class("contents.tsv", "goes_on")
CUTS = word_class("contents.tsv", "cuts")
AND_THAT, AND_THIS = fold("وأن"), fold("وذلك")
SO = "ف"
IN, ALLUSION = fold("في"), fold("إشارة")
CONTRAST = word_class("contents.tsv", "contrast")
BUT = word_class("contents.tsv", "but")
AMONG = word_class("contents.tsv", "among")
COMMA_OR_DASH = re.compile(r"[،,]|\s[-–—]\s")
STOP = re.compile(r"[،,.؛\-–\"»”]")
QUOTATION = re.compile(r"\s*[:\"«“]")
BETWEEN = " ،,\n"
GLUED = (AND, SO)
"""Conjunctions glued to a quotation."""
FAR_THAT = 9
FAR_INSERTED = 8
FEWEST_SAID = 4


def end_of(passage: Passage, index: int, last: int, frame: str, outer: Verb | None = None) -> int:
    """Return the code point before which the indirect speech ends that begins with a word; `outer` reports it."""
    words = passage.words
    place = index + 1
    around = passage.quote_at(words[index].start)
    if around is not None and (around.inner == words[index].start or not around.is_closed):
        around = None
    while place < last:
        quote = passage.quote_at(words[place].start)
        if around is not None and quote is not around:
            return around.inner_end
        if quote is not None and quote is not around and quote.is_closed and (
                quote.inner <= words[place].start < quote.inner_end):
            behind = max(place + 1, passage.word_from(quote.end))
            if _is_said_behind(passage, quote, behind, last):
                before = place - 1
                return words[before].start if words[before].key in GLUED else quote.start
            place = behind
            continue
        if _begins_aside(passage, place, index, last, frame):
            return words[place].start
        cue = passage.cues[place]
        if cue is not None:
            if _is_told_in_passing(passage, cue, last):
                return words[place - 1].start
            if ends_content(passage, cue, last) or _goes_on_in_present(passage, cue, last, outer):
                return words[_without_joins(passage, place, index)].start
        place += 1
    end = passage.sentences[passage.sentence_at(index)].end
    return end if around is None else min(end, around.inner_end)


def _without_joins(passage: Passage, place: int, index: int) -> int:
    """Return where what leads to a new report begins: "before he added" at "before", "but it warned" at "but"."""
    words = passage.words
    if place > index + 2 and (words[place - 1].key == TO_DO or (
            words[place - 1].key in THAT and words[place - 2].key in BUT)):
        return place - 2
    return place - 1 if place > index + 1 and words[place - 1].key in CONTRAST else place


def _is_said_behind(passage: Passage, quote: Quotation, behind: int, last: int) -> bool:
    """Tell a quotation that is a report of its own: "…", says the expert."""
    cue = passage.cues[behind] if behind < last else None
    return isinstance(cue, VerbCue) and "q" in cue.verb.frames and not (
        cue.conjunction or cue.verb.participle or cue.verb.ambiguous or cue.is_noun) and (
        passage.words_within(quote) >= FEWEST_SAID and not passage.text[quote.end:passage.words[behind].start].strip(
            BETWEEN) and not (behind + 1 < last and is_that(passage.words[behind + 1])))


def _begins_aside(passage: Passage, place: int, index: int, last: int, frame: str) -> bool:
    """Tell whether the newsroom goes on in its own words: "…, which took place on Sunday"."""
    key = passage.words[place].key
    if passage.is_title and key.startswith(AND) and place + 2 < last and (
            passage.cues[place + 1] or passage.cues[place + 2]):
        return True
    if key == IN and place + 1 < last and passage.words[place + 1].key == ALLUSION:
        return True
    if frame == "that":
        if key in CONTRAST and COMMA_OR_DASH.search(passage.gaps[place]):
            return True
        if key in BUT and place + 1 < last and passage.words[place + 1].key in THAT and (
                COMMA_OR_DASH.search(passage.gaps[place])):
            return any(isinstance(cue, VerbCue) and not cue.verb.present for cue in passage.cues[place + 2:place + 4])
        return key in ASIDE and key != AND_THIS
    if key == AND_THAT or key in ASIDE_AFTER_OBJECT:
        return True
    return place - index > 2 and key in ASIDE_AFTER_COMMA and bool(COMMA_OR_DASH.search(passage.gaps[place])) and (
        not _closes_insertion(passage, place, index))


def _closes_insertion(passage: Passage, place: int, index: int) -> bool:
    """Tell whether the comma before a word only closes "…, five children among them, …"."""
    first = max(index, place - FAR_INSERTED)
    opened = next((at for at in range(place - 1, first, -1) if COMMA_OR_DASH.search(passage.gaps[at])), first)
    return passage.words[opened].key in AMONG


def _is_told_in_passing(passage: Passage, cue: Cue, last: int) -> bool:
    """Tell "of whom he said that …" within an object."""
    return isinstance(cue, VerbCue) and cue.in_relative and cue.verb.lemma == SAID and cue.after < last and (
        is_that(passage.words[cue.after]))


def ends_content(passage: Passage, cue: Cue, last: int) -> bool:
    """Tell whether a cue begins something new beside the running content, or stands within it."""
    has_stop = STOP.search(passage.gaps[cue.place]) is not None
    if isinstance(cue, PhraseCue):
        return has_stop or cue.kind == "saying"
    if cue.is_noun:
        return True
    if cue.verb.participle:
        key = passage.words[cue.place].key
        return not key.startswith(ARTICLE) and (key.endswith("ا") or (has_stop and key.endswith(("ه", "ن"))))
    if cue.in_relative:
        return False
    return _is_new_report(passage, cue, last, has_stop) or _is_after_join(passage, cue)


def _is_new_report(passage: Passage, cue: VerbCue, last: int, has_stop: bool) -> bool:
    """Tell whether a finite verb reports something new, by its conjunction and what stands around it."""
    verb, frames = cue.verb, cue.verb.frames
    form = passage.words[cue.place].key[len(cue.conjunction):]
    if cue.conjunction == AND and verb.lemma in ADDRESSED and form not in verbs():
        # "And urges it to …": whoever is meant by the glued object was named in the report.
        return True
    if cue.conjunction == SO:
        return has_stop and "q" in frames
    if not cue.conjunction:
        return has_stop and "t" in frames and not verb.present and (
            verb.lemma == SAID or is_introduced(passage, cue, last))
    if passage.is_title or ("q" in frames and QUOTATION.match(passage.text, passage.words[cue.place].end)):
        return True
    if verb.present:
        return False
    if has_stop and (not verb.ambiguous or verb.lemma in CUTS or _names_office(passage, cue)):
        return True
    return bool(frames & {"t", "q"}) and not verb.ambiguous and (
        verb.lemma in GOES_ON or is_introduced(passage, cue, last))


def _names_office(passage: Passage, cue: VerbCue) -> bool:
    """Tell whether an office or institution stands right behind a verb as its subject."""
    if cue.after >= len(passage.words) or passage.is_apart(cue.after):
        return False
    mentions = passage.subject_at(cue.after)[0]
    return bool(mentions) and bool(mentions[0].title) and mentions[0].kind in ("person", "org")


def _goes_on_in_present(passage: Passage, cue: Cue, last: int, outer: Verb | None) -> bool:
    """Tell "says that …, and calls for …" from what somebody says that others say: one tense, one gender, a comma."""
    if not isinstance(cue, VerbCue) or outer is None or not outer.present or passage.is_title or cue.conjunction != AND:
        return False
    verb = cue.verb
    return verb.present and (verb.gender, verb.number) == (outer.gender, outer.number) and (
        COMMA_OR_DASH.search(passage.gaps[cue.place]) is not None) and (
        not verb.ambiguous or is_introduced(passage, cue, last))


def _is_after_join(passage: Passage, cue: VerbCue) -> bool:
    """Tell whether a verb stands behind "while", "but he" or "before"."""
    words, place = passage.words, cue.place
    before = words[place - 1].key
    return before in JOINS or (place > 1 and before == TO_DO and words[place - 2].key == BEFORE)


def is_introduced(passage: Passage, cue: VerbCue, last: int) -> bool:
    """Tell whether a that-clause follows soon behind a verb."""
    return any(is_that(word) for word in passage.words[cue.place + 1:min(cue.place + FAR_THAT, last)])
