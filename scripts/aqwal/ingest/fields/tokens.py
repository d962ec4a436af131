"""Takes a stretch of a page; gives its words and figures in order, with their places."""

import re
from functools import partial
from typing import NamedTuple

_TOKEN = re.compile(r"(\d+)|(?:[^\W\d_][\u064b-\u065f\u0670]*)+")
_HEAD, _TAIL = 3_000, 600
"""Of a longer stretch only so much of its beginning and of its end is looked at."""
_MOST = 1_500
"""More words than this are no line of furniture; the rest is not looked at."""


class Token(NamedTuple):
    """A word or a figure. `number` is -1 for words and for figures too long for a date."""

    text: str
    start: int
    end: int
    number: int


_token = partial(tuple.__new__, Token)
"""Makes a token of four values; faster than naming them."""


def tokens_of(text: str, start: int, end: int) -> list[Token]:
    """Return the tokens of a stretch; of a very long one those of its beginning and end."""
    if end - start <= _HEAD + _TAIL:
        return _tokens(text, start, end)
    return [*_tokens(text, start, start + _HEAD), *_tokens(text, end - _TAIL, end)]


def _tokens(text: str, start: int, end: int) -> list[Token]:
    found = []
    for match in _TOKEN.finditer(text, start, end):
        word = match.group()
        found.append(_token((word, match.start(), match.end(), int(word) if match[1] and len(word) <= 4 else -1)))
        if len(found) == _MOST:
            break
    return found
