"""Takes the place where indirect speech begins; gives its end: of the sentence, or where something new begins."""

import re

from aqwal.arabic.normalise import fold
from aqwal.ingest.attribution.cues import BEFORE, SAID, TO_DO, Cue, PhraseCue, VerbCue, is_that
from aqwal.ingest.attribution.lexicon import word_class
from aqwal.ingest.attribution.passages import Passage
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
COMMA_OR_DASH = re.compile(r"[،,]|\s[-–—]\s")
STOP = re.compile(r"[،,.؛\-–\"»”]")
QUOTATION = re.compile(r"\s*[:\"«“]")
FAR_THAT = 9


def end_of(passage: Passage, index: int, last: int, frame: str) -> int:
    """Return the code point before which the indirect speech ends that begins with a word."""
    words = passage.words
    place = index + 1
    while place < last:
        quote = passage.quote_at(words[place].start)
        if quote is not None and quote.is_closed and quote.inner <= words[place].start < quote.inner_end:
            place = max(place + 1, passage.word_from(quote.end))
            continue
        if _begins_aside(passage, place, index, last, frame):
            return words[place].start
        cue = passage.cues[place]
        if cue is not None:
            if _is_told_in_passing(passage, cue, last):
                return words[place - 1].start
            if ends_content(passage, cue, last):
                # "Before he added" ends it at "before".
                return words[place - 2 if place > index + 2 and words[place - 1].key == TO_DO else place].start
        place += 1
    return passage.sentences[passage.sentence_at(index)].end


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
        return key in ASIDE and key != AND_THIS
    if key == AND_THAT or key in ASIDE_AFTER_OBJECT:
        return True
    return place - index > 2 and key in ASIDE_AFTER_COMMA and bool(COMMA_OR_DASH.search(passage.gaps[place]))


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
    if cue.conjunction == SO:
        return has_stop and "q" in frames
    if not cue.conjunction:
        return has_stop and "t" in frames and not verb.present and (
            verb.lemma == SAID or is_introduced(passage, cue, last))
    if passage.is_title or ("q" in frames and QUOTATION.match(passage.text, passage.words[cue.place].end)):
        return True
    if verb.present:
        return False
    if has_stop and (not verb.ambiguous or verb.lemma in CUTS):
        return True
    return bool(frames & {"t", "q"}) and not verb.ambiguous and (
        verb.lemma in GOES_ON or is_introduced(passage, cue, last))


def _is_after_join(passage: Passage, cue: VerbCue) -> bool:
    """Tell whether a verb stands behind "while", "but he" or "before"."""
    words, place = passage.words, cue.place
    before = words[place - 1].key
    return before in JOINS or (place > 1 and before == TO_DO and words[place - 2].key == BEFORE)


def is_introduced(passage: Passage, cue: VerbCue, last: int) -> bool:
    """Tell whether a that-clause follows soon behind a verb."""
    return any(is_that(word) for word in passage.words[cue.place + 1:min(cue.place + FAR_THAT, last)])
