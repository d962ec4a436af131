"""Takes a stretch of Arabic text; gives its words with offsets and folded forms, and what stands between them."""

import re
from functools import lru_cache, partial
from typing import NamedTuple

from aqwal.arabic.normalise import fold

WORD = re.compile(r"[^\W_]+(?:[\u064b-\u065f\u0670\u200c\u200d]+[^\W_]*)*")
"""A run of letters and digits, with the vowel signs and joiners inside it."""
BREAK = re.compile(r"[،,:؛;!?؟\n–—|/]|\.(?=\s)|\s-|-\s|[)\]]\s*[(\[]")
"""What stands between two words of which the second goes on with nothing begun before it."""
ARTICLE = "ال"
ARTICLES = ("ال", "لل")
"""The article, and the article behind a glued "to"."""
AND = "و"
LONGEST = 60
"""Letters of the longest word that is looked at; what is longer is no word, and comparing it would cost time."""


class Word(NamedTuple):
    """A word: code points of the canonical text, as written, folded."""

    start: int
    end: int
    raw: str
    key: str


_word = partial(tuple.__new__, Word)
"""Makes a word of four values; several times as fast as naming them, for the many words of a page."""


@lru_cache(maxsize=65536)
def folded(raw: str) -> str:
    """Return the folded form of a word; words repeat, so the answers are kept."""
    return fold(raw) if len(raw) <= LONGEST else ""


def words_in(text: str, start: int, end: int) -> list[Word]:
    """Return the words between two offsets."""
    return [_word((match.start(), match.end(), raw := match[0], folded(raw)))
            for match in WORD.finditer(text, start, end)]


def gap_before(text: str, words: list[Word], place: int) -> str:
    """Return what stands between a word and the one before it."""
    return text[words[place - 1].end:words[place].start]


def is_apart(text: str, words: list[Word], place: int) -> bool:
    """Tell whether a stop, comma or dash parts a word from the one before it."""
    gap = gap_before(text, words, place)
    return gap != " " and BREAK.search(gap) is not None


@lru_cache(maxsize=4096)
def bare(key: str) -> str:
    """Return a folded word without the article."""
    if len(key) <= 4:
        return key
    return key[2:] if key.startswith(ARTICLES) else key


def without_first_letter(word: Word) -> Word:
    """Return a word without a glued "and"."""
    return word._replace(start=word.start + 1, raw=word.raw[1:], key=word.key[1:])
