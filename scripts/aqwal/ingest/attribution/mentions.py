"""Takes the words of a sentence and a place; gives the one name of a speaker that begins there, and where it ends."""

from functools import lru_cache

from aqwal.arabic.normalise import fold
from aqwal.ingest.attribution.lexicon import state_beginnings, word_class
from aqwal.ingest.attribution.names import Mention, mention
from aqwal.ingest.attribution.proper_names import begins_name, breaks_name, given_ahead, proper_end
from aqwal.ingest.attribution.titles import GOVERNOR, title_end
from aqwal.ingest.attribution.vocabulary import (
    MEMORY,
    head_class,
    is_given,
    is_name_here,
    is_relation,
    is_state,
    names_somebody,
)
from aqwal.ingest.attribution.words import AND, ARTICLE, Word, bare

ONE = word_class("anaphors.tsv", "one")
TWO = word_class("anaphors.tsv", "two")
FEMININE = word_class("anaphors.tsv", "feminine")
ANAPHORS = ONE | TWO
SAME = word_class("anaphors.tsv", "same")
POINTING = ANAPHORS | SAME
QUANTITIES = word_class("heads.tsv", "quantity")
OF_PLACES = word_class("name_words.tsv", "of_place")
WITHIN = word_class("name_words.tsv", "within")
BARE_HONORIFICS = frozenset(word for word in word_class("heads.tsv", "honorific") if len(word) > 2 and (
    not word.startswith(ARTICLE) and not head_class(word)))
"""Forms of address without an article."""
OF = fold("من")
WINDOW = 24
"""Words behind a place that can belong to the name there."""
COUNTED = ("group", "person", "source")

Read = tuple[Mention, int]
"""A mention and the place behind it."""


class Line:
    """Words in a row, and the names read in them: asked again for a place, it gives the same answer."""

    __slots__ = ("_read", "text", "words")

    def __init__(self, text: str, words: list[Word]) -> None:
        """Begin with no names read; the words' offsets are those of the text."""
        self.text = text
        self.words = words
        self._read: dict[int, Read | None] = {}

    def name_at(self, place: int) -> Read | None:
        """Return the one name that begins at a place and the place behind it, without what is joined to it."""
        if place >= len(self.words) or not may_begin_name(self.words[place].key):
            return None
        if place not in self._read:
            self._read[place] = _name_at(self.text, self.words, place)
        return self._read[place]

    def instead(self, place: int, word: Word) -> "Line":
        """Return the line from a place on as if a word stood there in another form: without a glued letter."""
        return Line(self.text, [word, *self.words[place + 1:place + WINDOW]])


@lru_cache(maxsize=MEMORY)
def may_begin_name(key: str) -> bool:
    """Tell whether any name begins with a word; most words of a page are sorted out here."""
    return key in state_beginnings() or key in BARE_HONORIFICS or key in QUANTITIES or key in POINTING or (
        bool(head_class(key)) or is_relation(key) or begins_name(key))


def _name_at(text: str, words: list[Word], place: int) -> Read | None:
    key = words[place].key
    count = is_state(words, place)
    if count and not _is_given_name(words, place + count):
        return mention(text, words[place:place + count], [], "state"), place + count
    if key in QUANTITIES:
        found = _quantity(text, words, place)
        if found is not None:
            return found
    if key in SAME and place + 1 < len(words) and _is_pointed_at(words[place + 1].key):
        same, after = _anaphor(text, words, place + 1)
        gender = mention(text, words[place + 1:place + 2], [], "person").gender
        return same._replace(span=(words[place].start, same.span[1]), gender=gender), after
    if key in ANAPHORS:
        return _anaphor(text, words, place)
    if key in BARE_HONORIFICS:
        return _honoured(text, words, place)
    kind = "title" if key == GOVERNOR and given_ahead(text, words, place) else head_class(key)
    if kind:
        return _titled(text, words, place, kind)
    return _relation(text, words, place) or _proper(text, words, place)


def _honoured(text: str, words: list[Word], place: int) -> Read | None:
    """Read "His Excellency" in front of a name or an office; elsewhere the word is a plain noun."""
    first = place + 1
    if first >= len(words) or breaks_name(text, words, first):
        return None
    if is_given(words[first].key):
        end = max(proper_end(text, words, first), first + 1)
        found = mention(text, [], words[first:end], "person")
        return found._replace(span=(words[place].start, words[end - 1].end)), end
    inner = _name_at(text, words, first) if head_class(words[first].key) == "title" else None
    return None if inner is None else (inner[0]._replace(span=(words[place].start, inner[0].span[1])), inner[1])


def _is_given_name(words: list[Word], place: int) -> bool:
    """Tell "Tunis Hammadi" from a state, by the word behind. Only short names double as given names."""
    return place < len(words) and is_given(words[place - 1].key) and names_somebody(words[place].key)


def _quantity(text: str, words: list[Word], place: int) -> Read | None:
    """Read "some officials", "a number of the residents"."""
    following = place + 1
    if following >= len(words):
        return None
    noun = following + (words[following].key == OF)
    # One quantity counts no other, or a line of them would be read over and over.
    inner = _name_at(text, words, noun) if noun < len(words) and words[noun].key not in QUANTITIES else None
    if inner is not None and inner[0].kind in COUNTED and not inner[0].proper:
        return mention(text, words[place:inner[1]], [], "group"), inner[1]
    if words[following].key.startswith(ARTICLE) and not breaks_name(text, words, following):
        return mention(text, words[place:place + 2], [], "group"), place + 2
    return None


def _is_pointed_at(key: str) -> bool:
    return key.startswith(ARTICLE) and head_class(key) in ("title", "source", "org")


def _anaphor(text: str, words: list[Word], place: int) -> Read:
    """Read "the source", "the two sides", with adjectives behind it."""
    end = after_relations(text, words, place + 1)
    key = words[place].key
    if end > place + 1 and key in TWO and end < len(words) and words[end].key.startswith(AND) and (
            is_relation(words[end].key[1:])):
        # "The two sides, the Saudi and the Egyptian".
        end += 1
    found = mention(text, words[place:end], [], "anaphor")
    return found._replace(number=2 if key in TWO else 1, gender="f" if key in FEMININE else "m"), end


def after_relations(text: str, words: list[Word], place: int) -> int:
    """Return the place behind adjectives such as "the Russian"."""
    while place < len(words) and is_relation(words[place].key) and not breaks_name(text, words, place):
        place += 1
    return place


def _relation(text: str, words: list[Word], place: int) -> Read | None:
    """Read "the Argentine Rodrigo Velasco"."""
    first = place + 1
    if not is_relation(words[place].key) or first >= len(words) or not is_name_here(words[first]) or (
            breaks_name(text, words, first)):
        return None
    if not is_given(words[first].key) and not (
            names_somebody(words[first].key) and first + 1 < len(words) and not breaks_name(text, words, first + 1)
            and names_somebody(words[first + 1].key)):
        return None
    end = max(proper_end(text, words, first), first + 1)
    return mention(text, words[place:first], words[first:end], "person"), end


def _proper(text: str, words: list[Word], place: int) -> Read | None:
    if not is_name_here(words[place]) or not begins_name(words[place].key):
        return None
    end = proper_end(text, words, place)
    return (mention(text, [], words[place:end], "person"), end) if end > place else None


def _titled(text: str, words: list[Word], place: int, kind: str) -> Read:
    """Read a title or the name of an institution, then the proper name behind it."""
    end = title_end(text, words, place, kind)
    if kind == "source" and _is_within(text, words, end):
        # "A source in the presidency of the council".
        end = title_end(text, words, end + 1, "org")
    last = end
    if kind == "title" and end < len(words) and not breaks_name(text, words, end):
        last = proper_end(text, words, end)
    if last == end + 1 and bare(words[place].key) in OF_PLACES and not is_given(words[end].key):
        # "The mayor of Babanusa": one unknown word behind such an office is a town or a club.
        end = last
    return mention(text, words[place:end], words[end:last], "person" if kind == "title" else kind), last


def _is_within(text: str, words: list[Word], end: int) -> bool:
    return end + 1 < len(words) and words[end].key in WITHIN and not breaks_name(text, words, end) and (
        head_class(words[end + 1].key) == "org" or words[end + 1].key.startswith(ARTICLE))
