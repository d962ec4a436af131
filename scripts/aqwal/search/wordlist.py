"""Takes words in an order; gives them as one line, each written as what it does not share with the word before it."""

from collections.abc import Iterable

MOST = 25
"""A capital says how many letters are shared: A none, Z twenty-five. No folded word holds a capital."""
PLANE = 0xFFFF
"""JavaScript counts a letter above this as two, so that none of these is shared."""


def shared(words: Iterable[str]) -> str:
    """Return the words on one line."""
    written = []
    before = ""
    for word in words:
        count = _common(before, word)
        written.append(chr(ord("A") + count) + word[count:])
        before = word
    return "".join(written)


def _common(before: str, word: str) -> int:
    for place, (one, other) in enumerate(zip(before[:MOST], word, strict=False)):
        if one != other or ord(one) > PLANE:
            return place
    return min(len(before), len(word), MOST)
