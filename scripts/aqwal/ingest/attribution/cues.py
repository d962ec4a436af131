"""Takes the words of a passage; gives the cues in it: reporting verbs, and phrases such as "according to"."""

from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from aqwal.arabic.normalise import fold
from aqwal.ingest.attribution.lexicon import Verb, verbs, word_class
from aqwal.ingest.attribution.vocabulary import MEMORY, head_class
from aqwal.ingest.attribution.words import AND, ARTICLE, Word, folded

THAT = word_class("cues.tsv", "that")
ACCORDING = word_class("cues.tsv", "according")
SAYING = word_class("cues.tsv", "saying")
HIS_WORDS = word_class("cues.tsv", "words")
CAME = word_class("cues.tsv", "came")
TEXTS = word_class("cues.tsv", "text")
NEGATIONS = word_class("cues.tsv", "negation")
WHILE = word_class("cues.tsv", "while")
RELATIVES = word_class("cues.tsv", "relative")
HIDE = word_class("cues.tsv", "hide")
NOT_HIDE = word_class("cues.tsv", "not_hide")
BEFORE_NOUN = word_class("cues.tsv", "before_noun")
NOUN_LIKE = word_class("cues.tsv", "noun_like")
BEFORE_TITLE = word_class("cues.tsv", "before_title")
COUNTING = word_class("cues.tsv", "counting")
PREPOSITION_LIKE = word_class("cues.tsv", "preposition_like")
ADDRESSED = word_class("cues.tsv", "addressed")

SAID, SHOWED = fold("قال"), fold("أبدى")
ON, LIMIT, AS, WHAT, IN = fold("على"), fold("حد"), fold("كما"), fold("ما"), fold("في")
TO_DO, BEFORE = fold("أن"), fold("قبل")
JUST_AS = fold("حسبما")
QUOTING = (fold("نقلا"), fold("استنادا"))
"""They take a preposition: "quoting from"."""
AND_PROMISED = fold("وعد")
""""And he regarded" if its last letter is doubled, "he promised" if not."""
THAT_NOT = ("ألا", "ألّا")
"""Folded, they equal "but"."""
SHADDA = "\u0651"
DAMMA = "\u064f"
BY_WORDS = {fold(words): fold(lemma) for words, lemma in (
    ("بالإشارة", "أشار"), ("بالتأكيد", "أكد"), ("بالتشديد", "شدد"), ("بالدعوة", "دعا"), ("بالتحذير", "حذر"),
    ("بتأكيد", "أكد"), ("بدعوة", "دعا"), ("بتوجيه", "وجه"))}
""""By pointing out", "by stressing", behind a verb of beginning or closing, and the verb that each means."""
PLAIN_BEGINNINGS = CAME | HIS_WORDS | BY_WORDS.keys() | {ON, AS}
"""With or without "and" in front, a cue may begin with them."""
CLOSING = frozenset(fold(lemma) for lemma in ("اختتم", "ختم", "استهل", "بدأ", "أنهى", "اكتفى"))
FAR_CLOSING = 8
TO_WHOM = frozenset(fold(word) for word in ("له", "لها", "لهم", "لهما"))
MEANWHILE = frozenset(fold(word) for word in ("فيما", "بينما", "كما"))
LONE_HAMZA = "ء"
CONJUNCTIONS = ("", "ف", AND)
OBJECTS = ("هم", "ها", "ه", "هما", "نا")
MASCULINE_PLURAL = "وا"
HER, HIS = "ها", "ه"
FAR = 14
"""Words within which "that" shows that "as he said" is no aside."""


class VerbCue(NamedTuple):
    """A reporting verb at a place among the words; `after` is the place behind it."""

    place: int
    after: int
    verb: Verb
    conjunction: str = ""
    in_relative: bool = False
    is_noun: bool = False
    """"His words": the speaker stands before it, never behind."""


class PhraseCue(NamedTuple):
    """An "according to". Its kind is as (what he said), saying (his words) or source (him)."""

    place: int
    after: int
    kind: str
    verb: Verb | None = None


Cue = VerbCue | PhraseCue
TANWEEN = "\u064b"
"""Written, it tells the participle."""


def is_that(word: Word) -> bool:
    """Tell "that" and its forms from the noun "ending", which folding makes equal."""
    return (word.key in THAT and not word.raw.endswith(LONE_HAMZA)) or word.raw in THAT_NOT


def cues_in(words: list[Word]) -> list[Cue | None]:
    """Return for each word the cue that begins with it, or None."""
    return [_cue_at(words, place) if _may_begin(word.raw) else None for place, word in enumerate(words)]


def _cue_at(words: list[Word], place: int) -> Cue | None:
    return _phrase(words, place) or _text(words, place) or _verb_cue(words, place)


@lru_cache(maxsize=MEMORY)
def _may_begin(raw: str) -> bool:
    """Tell whether any cue begins with a word; most words of a page are sorted out here."""
    key = folded(raw)
    plain = key.removeprefix(AND)
    return key in ACCORDING or key in HIDE or plain in PLAIN_BEGINNINGS or (
        _verb(raw, key) is not None)


def _key(words: list[Word], place: int) -> str:
    """Return the folded word at a place, or nothing beyond the ends."""
    return words[place].key if 0 <= place < len(words) else ""


def _phrase(words: list[Word], place: int) -> PhraseCue | None:
    key = words[place].key
    if key in ACCORDING:
        return _according(words, place)
    if key.removeprefix(AND) == ON and _key(words, place + 1) == LIMIT and place + 2 < len(words):
        # "In his words", as Arabic puts it: "on the limit of his saying".
        return PhraseCue(place, place + 2 + (words[place + 2].key in SAYING), "saying")
    if key == AS and place + 1 < len(words) and not _begins_sentence(words, place):
        verb = _verb_of(words[place + 1])
        if verb and "t" in verb.frames and not verb.participle and not verb.ambiguous and not any(
                is_that(word) for word in words[place + 2:place + FAR]):
            return PhraseCue(place, place + 2, "as", verb)
    return None


def _according(words: list[Word], place: int) -> PhraseCue | None:
    key, after = words[place].key, place + 1
    if after >= len(words):
        return None if key in QUOTING or key == JUST_AS else PhraseCue(place, after, "source")
    if key in QUOTING:
        return PhraseCue(place, after + 1, "source")
    if key == JUST_AS:
        return PhraseCue(place, after + 1, "as", _verb_of(words[after]))
    if words[after].key == WHAT:
        return PhraseCue(place, after + 2, "as", _verb_of(words[after + 1])) if after + 1 < len(words) else None
    if words[after].key.removeprefix("ل") in SAYING or words[after].key in TO_WHOM:
        return PhraseCue(place, after + 1, "saying")
    return PhraseCue(place, after, "source")


def _text(words: list[Word], place: int) -> VerbCue | None:
    """Read "there stood in a statement of …" and "his words" as verbs of saying; the speaker is behind or before."""
    plain = words[place].key.removeprefix(AND)
    if plain in CAME and _key(words, place + 1) == IN and _key(words, place + 2).removeprefix(ARTICLE) in TEXTS:
        return VerbCue(place, place + 2, verbs()[SAID], words[place].key[:-len(plain)])
    if plain in BY_WORDS:
        near = (_key(words, before).removeprefix(AND) for before in range(max(0, place - FAR_CLOSING), place))
        closing = any((verb := verbs().get(key)) is not None and verb.lemma in CLOSING for key in near)
        gender = "f" if _key(words, place - 1).endswith("ت") else ""
        return VerbCue(place, place + 1, _of_gender(gender, BY_WORDS[plain]), is_noun=True) if closing else None
    return VerbCue(place, place + 1, _said_by(words, place, plain), is_noun=True) if plain in HIS_WORDS else None


def _said_by(words: list[Word], place: int, plain: str) -> Verb:
    """Return the verb of "his words", of whoever's gender the word tells; of "by saying", the verb before it."""
    if plain.endswith(HER):
        return _of_gender("f")
    if plain.endswith(HIS):
        return _of_gender("m")
    return _of_gender("f" if _key(words, place - 1).endswith("ت") else "")


@lru_cache
def _of_gender(gender: str, lemma: str = SAID) -> Verb:
    return replace(verbs()[lemma], gender=gender)


def _verb_cue(words: list[Word], place: int) -> VerbCue | None:
    word, before = words[place], _key(words, place - 1)
    found = _verb(word.raw, word.key)
    if found is None:
        # He "does not hide" what he therefore shows.
        return VerbCue(place, place + 1, verbs()[SHOWED]) if word.key in HIDE and before in NOT_HIDE else None
    verb, conjunction = found
    if _is_passive(word.raw[len(conjunction):], verb) or _is_negated(words, place, verb) or (
            _is_noun(words, place, verb, conjunction)):
        return None
    return VerbCue(place, place + 1, verb, conjunction or (AND if before == AND else ""), before in RELATIVES)


def _verb_of(word: Word) -> Verb | None:
    found = _verb(word.raw, word.key)
    return found[0] if found else None


@lru_cache(maxsize=MEMORY)
def _verb(raw: str, key: str) -> tuple[Verb, str] | None:
    """Return the verb that a word is, and the conjunction glued to it."""
    for conjunction in CONJUNCTIONS:
        form = key.removeprefix(conjunction)
        if not key.startswith(conjunction) or (form == AND_PROMISED and SHADDA in raw):
            continue
        verb = verbs().get(form) or _with_object(form)
        if verb is not None and _is_written_so(raw[len(conjunction):], form, verb):
            return verb, conjunction
    return None


def _with_object(form: str) -> Verb | None:
    """Return a verb with a glued object, where what is said stands behind it: "she asked him to …"."""
    for end in OBJECTS:
        if form.endswith(end) and len(form) - len(end) > 2 and not form.endswith(MASCULINE_PLURAL + end):
            verb = verbs().get(form[:-len(end)])
            if verb is not None and not verb.participle and verb.lemma in ADDRESSED:
                return verb
    return None


def _is_written_so(raw: str, form: str, verb: Verb) -> bool:
    """Keep apart what folding makes equal: verbs that end in alif maqsura and nouns in ya."""
    return not (verb.lemma == form and form.endswith("ي")) or raw.endswith("ى")


def _is_passive(raw: str, verb: Verb) -> bool:
    """Tell "was shown" by the vowel written on its first letter."""
    return raw[1:2] == DAMMA and not (verb.present or verb.participle)


def _is_negated(words: list[Word], place: int, verb: Verb) -> bool:
    before = _key(words, place - 1)
    if before in WHILE and verb.present and not verb.participle:
        return True
    if before == TO_DO:
        # "Before he disclosed that …" is a statement; "to disclose that …" is none.
        return verb.present and _key(words, place - 2) != BEFORE
    return before in NEGATIONS


def _is_noun(words: list[Word], place: int, verb: Verb, conjunction: str) -> bool:
    """Tell a noun or preposition from the verb written as it is."""
    word, before = words[place], _key(words, place - 1)
    key = word.key[len(conjunction):]
    is_joined = place > 0 and word.start - words[place - 1].end == 1
    if is_joined and not conjunction and not verb.present and (before in COUNTING or before.isdigit()):
        # "25 million pupils", "eleven accused".
        return True
    if key == verb.lemma and verb.lemma in NOUN_LIKE and SHADDA not in word.raw and not _is_noun_like_verb(
            words, place, verb, conjunction):
        return True
    if verb.participle:
        # "A declared policy" against ", declaring": the feminine needs a comma in front.
        return before in BEFORE_NOUN or (is_joined and (before[:1].isdigit() or (
            key.endswith(("ه", "ن")) and TANWEEN not in word.raw)))
    return before in BEFORE_NOUN and is_joined and not conjunction and not verb.present


def _is_noun_like_verb(words: list[Word], place: int, verb: Verb, conjunction: str) -> bool:
    if _begins_sentence(words, place) and (conjunction or verb.lemma not in PREPOSITION_LIKE):
        return True
    if _key(words, place - 1) in MEANWHILE and place + 1 < len(words) and is_that(words[place + 1]):
        # "While he made clear that …"
        return True
    if conjunction and verb.lemma in PREPOSITION_LIKE:
        # "Between him and the keeper": no verb where nothing but a blank stands in front.
        return False
    return verb.lemma in BEFORE_TITLE and head_class(_key(words, place + 1)) in ("title", "org")


def _begins_sentence(words: list[Word], place: int) -> bool:
    """Tell by the blanks and stops in front, as the text itself is not at hand: more than one, or nothing at all."""
    return place == 0 or words[place].start - words[place - 1].end > 1
