"""Takes the words of a sentence and the head of a title or of an institution's name; gives where that ends."""

import re
from dataclasses import dataclass

from aqwal.arabic.normalise import fold
from aqwal.ingest.attribution.lexicon import states, verbs, word_class
from aqwal.ingest.attribution.proper_names import INITIALS, breaks_name, given_ahead
from aqwal.ingest.attribution.vocabulary import (
    AFTER_NAME,
    BESIDE_VERB,
    MASDAR_FORM,
    MASDARS,
    PRESS,
    head_class,
    is_common,
    is_given,
    is_name_here,
    is_relation,
    is_state,
    names_somebody,
)
from aqwal.ingest.attribution.words import AND, ARTICLE, ARTICLES, Word, bare, gap_before

MOST_TITLE = 14
CLOSED = re.compile(r"^[\"»”]")
ADJECTIVES = frozenset(ARTICLE + word for word in word_class("name_words.tsv", "adjective"))
INNER_NOUNS = word_class("name_words.tsv", "inner_noun")
INSIDE = word_class("name_words.tsv", "inside")
FIELDS = word_class("name_words.tsv", "field")
MEMBERS = word_class("name_words.tsv", "member")
FOR, IN, TO = fold("عن"), fold("في"), fold("إلى")
COUNTERPART = fold("نظير")
GOVERNOR = fold("محافظة")
"""A province, or a woman who governs one or a bank."""
SEVERAL = ("ين", "ون", "يين")
DUALS = ("ا", "ان")
GLUED_TO, GLUED_IN = "ل", "ب"
FAR = 8
"""Words within which a given name must follow an institution that stands between office and name."""


def title_end(text: str, words: list[Word], place: int, kind: str) -> int:
    """Return the place behind the words of a title.

    A title is a chain: nouns without article, then one with it, then adjectives. A noun without article behind one that
    has it begins something else, unless it is another office.
    """
    chain = _Chain(text, words, place, kind, words[place].key.startswith(ARTICLE))
    index, last = place + 1, min(len(words), place + MOST_TITLE)
    while index < last and not breaks_name(text, words, index):
        step = chain.step_of_particle(index) or chain.step_of_word(index)
        if not step:
            break
        index += step
    return index


def is_adjective(key: str) -> bool:
    """Tell whether a word with article is an adjective that can stand in a title."""
    return key in ADJECTIVES or is_relation(key)


@dataclass(slots=True)
class _Chain:
    """A title as far as it has been read."""

    text: str
    words: list[Word]
    place: int
    kind: str
    is_definite: bool
    """Whether a word with article has been read, behind which no bare noun goes on."""

    def step_of_particle(self, index: int) -> int:
        """Return how many words to go on by a preposition, initial or glued letter that is part of the title, or 0."""
        key = self.words[index].key
        following = self.words[index + 1].key if index + 1 < len(self.words) else ""
        if key in INSIDE:
            self.is_definite = False
            return 1
        if len(key) == 1 and (key in INITIALS or (key == AND and following.startswith(ARTICLE))):
            return 1
        if self.kind == "title":
            if following and key in (FOR, IN, TO) and self._is_place_of_office(index):
                self.is_definite = key != FOR and following not in FIELDS
                return 2
            if key.startswith((GLUED_IN, GLUED_TO)) and head_class(key[1:]) == "org" and (
                    bare(key[1:]) not in PRESS or given_ahead(self.text, self.words, index)):
                self.is_definite = key[1:].startswith(ARTICLE)
                return 1
        return 0

    def step_of_word(self, index: int) -> int:
        """Return 1 if a word goes on with the title, else 0."""
        key = self.words[index].key
        if self._is_ended_by(index):
            return 0
        if self._is_for_what(index):
            self.is_definite = False
            return 1
        if (key.startswith(GLUED_TO) and self._is_address(key)) or (
                key in MASDARS and (self.is_definite or key not in INNER_NOUNS)):
            return 0
        has_article = key.startswith(ARTICLES)
        if self.kind == "title" and not has_article and names_somebody(key) and not is_state(self.words, index):
            return int(given_ahead(self.text, self.words, index))
        if not (self._follows_article(index) if has_article else not self.is_definite or self._continues(index)):
            return 0
        begins_definite = self.words[self.place].key.startswith(ARTICLE)
        if self.kind in ("group", "source") and begins_definite and not is_adjective(key):
            return 0
        self.is_definite = self.is_definite or has_article or is_state(self.words, index) > 0
        return 1

    def _is_ended_by(self, index: int) -> bool:
        key = self.words[index].key
        if key in AFTER_NAME or key in BESIDE_VERB or key.startswith(COUNTERPART):
            return True
        if key.startswith(GLUED_IN) and (MASDAR_FORM.fullmatch(key[1:]) or key[1:] in MASDARS):
            # "The association … the growth of": what it condemns.
            return True
        if key in verbs() and (self.is_definite or key not in INNER_NOUNS):
            return True
        is_behind_marks = CLOSED.search(gap_before(self.text, self.words, index)) is not None
        if self.kind == "org" and is_behind_marks and not key.startswith(ARTICLE):
            # The association "Free Letters" is named in full where its name in marks ends.
            return True
        return self.kind in ("title", "source") and is_given(key) and is_name_here(self.words[index])

    def _is_for_what(self, index: int) -> bool:
        """Tell "committee for-protection of-the …" from an institution that speaks to somebody."""
        key = self.words[index].key
        return self.kind == "org" and key.startswith(GLUED_TO) and not key.startswith(ARTICLES) and (
            index + 1 < len(self.words) and self.words[index + 1].key.startswith(ARTICLE)
            and bare(key[1:]) not in PRESS)

    def _is_address(self, key: str) -> bool:
        """Tell whether a word with a glued "to" names who is spoken to, and not a part of the office."""
        has_article = key.startswith(ARTICLES)
        rest = key[2:] if has_article else key[1:]
        if bare(rest) in PRESS or rest in PRESS:
            return True
        return not has_article and (self.is_definite or self.kind == "source") and (
            names_somebody(rest) or not is_common(rest))

    def _follows_article(self, index: int) -> bool:
        """Tell whether a word with article goes on: behind another it must be an adjective or a further office."""
        key, before = self.words[index].key, self.words[index - 1].key
        if self.kind == "source" and index == self.place + 1 and not self.words[self.place].key.startswith(ARTICLE):
            return False
        if not (self.is_definite and key.startswith(ARTICLE) and before.startswith(ARTICLES)):
            return True
        if self.kind == "title" and key.endswith(SEVERAL) and not self.words[self.place].key.endswith(SEVERAL):
            # "The minister urged the citizens": an object.
            return False
        if self.kind == "group":
            return head_class(key) not in ("org", "group", "title")
        return is_adjective(key) or head_class(key) == "title"

    def _continues(self, index: int) -> bool:
        """Tell whether a word without article goes on with a name after a definite one."""
        key = self.words[index].key
        if head_class(key) == "title" and self.kind == "title":
            return True
        if key.startswith(AND) and len(key) > 3 and self.kind != "group":
            return self._joins(index)
        # The name of a state, or of a company, party or paper behind its kind: "the company Aramco".
        return is_state(self.words, index) > 0 or (self.kind == "org" and names_somebody(key))

    def _joins(self, index: int) -> bool:
        """Tell whether a word with a glued "and" goes on with the title: "of trade and industry"."""
        key = self.words[index].key
        rest = key[1:]
        if is_relation(rest):
            return True
        if rest in states() and self.words[self.place].key.endswith(DUALS):
            # "The two foreign ministers of Egypt and Jordan".
            return True
        if is_given(rest) or is_given(key) or is_state(self.words, index) or rest in AFTER_NAME or rest in verbs():
            return False
        return is_common(rest) and head_class(rest) not in ("title", "org", "group")

    def _is_place_of_office(self, index: int) -> bool:
        """Tell "ambassador in Cairo", "envoy to Yemen", "member for the bloc" from where something was said."""
        text, words, key = self.text, self.words, self.words[index].key
        if key == IN and words[index + 1].key in FIELDS:
            return True
        is_body = head_class(words[index + 1].key) == "org"
        if key == FOR:
            return bare(words[self.place].key) in MEMBERS and (is_body or words[index + 1].key == GOVERNOR)
        if is_body and key != TO:
            # "The member in the council Igor Starov": an institution between office and name.
            return given_ahead(text, words, index + 1, FAR)
        after = index + 1 + is_state(words, index + 1)
        return index + 1 < after < len(words) and (
            key == TO or given_ahead(text, words, index) or names_somebody(words[after].key))
