"""Takes a reporting verb and the place behind its subject; gives where the object begins that is its content."""

import re
from dataclasses import dataclass
from typing import NamedTuple

from aqwal.arabic.normalise import fold
from aqwal.ingest.attribution.cues import ADDRESSED, LONE_HAMZA, THAT, VerbCue, is_that
from aqwal.ingest.attribution.lexicon import verbs, word_class
from aqwal.ingest.attribution.passages import Passage
from aqwal.ingest.attribution.vocabulary import (
    AFTER_NAME,
    BESIDE_VERB,
    MASDAR_FORM,
    MASDARS,
    OWNED,
    head_class,
    is_common,
    is_given,
    is_masdar,
    is_name_here,
    is_state,
)
from aqwal.ingest.attribution.words import ARTICLE, ARTICLES, Word

NO_PREPOSITIONS = frozenset(("t", "q", "n"))
"""Frames that are no preposition."""
FAR = 22
"""Words between a verb's subject and its object, at most."""
FAR_BLAMED = 18
FAR_THANKED = 14
MOST_COMMAS = 2
COMMA = re.compile(r"[،,–]|\s-")
ADJUNCTS = word_class("contents.tsv", "adjunct")
DESCRIBING = word_class("contents.tsv", "describing")
RESPONSIBILITY = tuple(sorted(word_class("contents.tsv", "responsibility")))
BLAMED, ASKED, REGARDED, WISHED = fold("حمل"), fold("طلب"), fold("اعتبر"), fold("تمنى")
TO_THE = "لل"
FROM, WHAT, ON, THANKED = fold("من"), fold("ما"), fold("على"), fold("شكر")
AROUND = word_class("contents.tsv", "around")
OPENS_ASIDE = word_class("contents.tsv", "opens_aside")
POINTING = word_class("contents.tsv", "pointing")
CALLED = tuple(fold(word) for word in ("أسم", "سم", "وصف", "اعتبر", "عد"))
BY, FOR = "ب", "ل"
OBLIQUE = "ين"
"""A plural that ends so behind a subject is who is spoken to."""
FAR_THAT = 25


class Object(NamedTuple):
    """Where an object begins: its word, its first code point; as frame "object" behind a preposition, else "noun"."""

    word: int
    start: int
    frame: str


def object_of(passage: Passage, cue: VerbCue, after: int, last: int) -> Object | None:
    """Return where an object begins that the verb takes as content: "called for X", "denied X"."""
    return _Search(passage, cue, cue.verb.frames - NO_PREPOSITIONS, after, last, after).run()


@dataclass(slots=True)
class _Search:
    """The way from a verb's subject to its object; `noun_place` is where an object without preposition may begin."""

    passage: Passage
    cue: VerbCue
    prepositions: frozenset[str]
    after: int
    last: int
    noun_place: int
    commas: int = 0

    def run(self) -> Object | None:
        if self.cue.verb.lemma in (BLAMED, THANKED):
            marked = self._behind_mark()
            if marked is not None or self.cue.verb.lemma == BLAMED:
                return marked
        return self._behind_subject()

    def _behind_subject(self) -> Object | None:
        words = self.passage.words
        for index in range(self.after, min(self.last, self.after + FAR)):
            gap = self.passage.gaps[index]
            if is_that(words[index]) or ":" in gap or "\n" in gap:
                return None
            if self._passes_over(index):
                continue
            if gap != " " and COMMA.search(gap):
                if self._is_passed_with_comma(index):
                    continue
            elif self.commas == 1:
                # What stands between commas beside the subject is passed over: "in a statement on Monday,".
                continue
            found = self._at(index) if self.commas <= MOST_COMMAS else None
            if found is not None:
                return found
            if self.commas > MOST_COMMAS or (
                    index > self.after and index >= self.noun_place and self.passage.cues[index] is not None):
                return None
        return None

    def _behind_mark(self) -> Object | None:
        """Return what somebody is blamed with, "responsibility for …", or thanked for: "on …"."""
        words = self.passage.words
        is_blamed = self.cue.verb.lemma == BLAMED
        for index in range(self.after, min(self.last, self.after + (FAR_BLAMED if is_blamed else FAR_THANKED)) - 1):
            gap = self.passage.gaps[index]
            if is_that(words[index]) or ":" in gap or "\n" in gap or (not is_blamed and COMMA.search(gap)):
                return None
            if is_blamed and words[index].key.startswith(RESPONSIBILITY):
                return Object(index, words[index].start, "noun")
            if not is_blamed and words[index].key == ON:
                return Object(index + 1, words[index + 1].start, "object")
        return None

    def _is_passed_with_comma(self, index: int) -> bool:
        """Count a comma; tell whether what stands behind it is no object: "…, member of the bar, in this session …"."""
        self.commas += self.commas > 0 or self._opens_aside(index)
        self.noun_place = index
        return self.commas == MOST_COMMAS and self._passes_over(index)

    def _passes_over(self, index: int) -> bool:
        """Pass over what may stand between a subject and its object."""
        words, key = self.passage.words, self.passage.words[index].key
        if index != self.noun_place:
            return index < self.noun_place
        if key in BESIDE_VERB:
            self.noun_place = index + 1
            return True
        if key in AROUND and key not in self.prepositions and index + 1 < self.last:
            # "The authority in Jordan opened …", "the accused before the court denied …": where and when.
            self.noun_place = self._behind_place(index + 1)
            return True
        quote = self.passage.quote_at(words[index].start) if key.startswith(BY) else None
        if quote is not None and quote.inner == words[index].start:
            # "Condemned «in the strongest terms» the …": the manner in marks.
            self.noun_place = max(index + 1, self.passage.word_from(quote.inner_end))
            return True
        return False

    def _opens_quotation(self, index: int) -> bool:
        """Tell whether quotation marks open right in front of a word: criticised the "diplomacy of promises"."""
        start = self.passage.words[index].start
        quote = self.passage.quote_at(start)
        return quote is not None and quote.inner == start and quote.is_closed

    def _opens_aside(self, index: int) -> bool:
        """Tell an aside between commas from the object itself behind one comma."""
        return self.passage.words[index].key in OPENS_ASIDE or _is_apposition(self.passage.words, index, self.cue)

    def _behind_place(self, index: int) -> int:
        words = self.passage.words
        end = index + max(1, is_state(words, index))
        if end + 1 < self.last and self.passage.is_apart(end + 1) and not (
                self.passage.is_apart(end) or is_masdar(words[end].key)):
            # "In a brief statement,"
            return end + 1
        is_construct = end < self.last and not words[end - 1].key.startswith(ARTICLE) and (
            words[end].key.endswith(OWNED) or words[end].key.startswith(ARTICLE))
        return end + is_construct

    def _at(self, index: int) -> Object | None:
        """Return the object that begins at a word, or pass over whom one asks."""
        words, verb = self.passage.words, self.cue.verb
        found = _behind_preposition(words, index, self.last, self.prepositions)
        if found is not None or index != self.noun_place:
            return found
        if verb.lemma == WISHED and words[index].key.startswith(TO_THE):
            # "Wishing the leader good health".
            wished = self.passage.line.instead(index, _without_to(words[index])).name_at(0)
            self.noun_place = index + (wished[1] if wished else 1)
            return None
        if verb.lemma in ADDRESSED and "n" in verb.frames and index + 1 < self.last and (
                words[index].key.startswith(ARTICLE) and (words[index].key.endswith(OBLIQUE) or is_masdar(
                    words[index + 1].key.removeprefix(ARTICLE)))):
            # "Called on the donors to close the gap".
            self.noun_place = index + 1
            return None
        if verb.lemma == ASKED and words[index].key == FROM:
            # "Asked the company to hand over".
            asked = self.passage.line.name_at(index + 1)
            self.noun_place = max(asked[1] if asked else 0, index + 2)
            return None
        if "n" in verb.frames and not verb.ambiguous and index > self.cue.after and self._opens_quotation(index):
            return Object(index, words[index].start, "noun")
        if "n" in verb.frames and _begins_object(words, index, self.cue):
            return Object(index, words[index].start, "noun")
        return None


def _without_to(word: Word) -> Word:
    return word._replace(key=ARTICLE + word.key[len(TO_THE):])


def _behind_preposition(words: list[Word], index: int, last: int, prepositions: frozenset[str]) -> Object | None:
    """Return the object behind a preposition that the verb takes, standing alone or glued to its noun."""
    word = words[index]
    following = words[index + 1] if index + 1 < last else None
    if word.key in prepositions and following is not None and (
            word.key in (BY, FOR) or not (following.key in ADJUNCTS or is_that(following))):
        return Object(index + 1, following.start, "object")
    if word.key[:1] in (BY, FOR) and word.key[0] in prepositions and _has_glued(word.key):
        return Object(index, word.start + (not word.key.startswith(ARTICLES)), "object")
    return None


def _has_glued(key: str) -> bool:
    """Tell a noun with a glued preposition from a name or another word that begins with the same letter."""
    rest = key[1:]
    if len(key) <= 2 or is_given(key) or rest in ADJUNCTS or rest in THAT or BY + rest in THAT:
        return False
    return key.startswith(ARTICLES) or rest.startswith(ARTICLE) or is_common(rest) or rest in MASDARS or (
        MASDAR_FORM.fullmatch(rest) is not None)


def _begins_object(words: list[Word], index: int, cue: VerbCue) -> bool:
    key, lemma = words[index].key, cue.verb.lemma
    if is_masdar(key):
        return True
    if lemma == REGARDED and any(is_that(word) for word in words[index:index + FAR_THAT]):
        return False
    if lemma in DESCRIBING and _is_apposition(words, index, cue):
        return False
    if key in POINTING and index > cue.after:
        return True
    if key == WHAT and index + 1 < len(words) and words[index + 1].key.startswith(CALLED):
        return True
    if key in AFTER_NAME or key in BESIDE_VERB:
        return False
    if lemma in DESCRIBING or (cue.verb.participle and key not in ADJUNCTS and not is_that(words[index])):
        return True
    return _is_plain_noun(words[index])


def _is_apposition(words: list[Word], index: int, cue: VerbCue) -> bool:
    """Tell an apposition to the subject, behind a comma, from the object."""
    return index > cue.place + 1 and head_class(words[index].key) == "title" and not is_state(words, index - 1) and (
        words[index].start - words[index - 1].end > 1)


def _is_plain_noun(word: Word) -> bool:
    is_head = head_class(word.key) in ("title", "org") and not word.raw.endswith(LONE_HAMZA)
    return not (word.key in ADJUNCTS or word.key in verbs() or is_given(word.key) or not is_name_here(word)
                or is_head) and is_common(word.key)
