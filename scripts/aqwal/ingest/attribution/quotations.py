"""Takes a paragraph; gives its quotations, also where marks are missing, reversed, nested or left open."""

import re
from typing import NamedTuple

MARK = re.compile(r"''|[\"«»“”„‟＂❝❞‹›]")
GUILLEMETS = "«„❝‹"
CURLY = "“"
CLOSING = "»”❞›"
STRAIGHT = ('"', "''")
REVERSED = "»"
PROCLITICS = re.compile(r"(?:^|[\s(\[/–—:،-])(?:[وفبلك]{1,2}|بال|وال|ال)?$")
"""What a word begins with in front of a mark: nothing, or letters that are glued to the quotation."""
BEFORE_WORD = "([…#@$"
INTRODUCING = ":،"
BLANKS = (" ", "\u00a0")


class Quotation(NamedTuple):
    """A quotation: its marks and what stands between them, in code points of the canonical text."""

    start: int
    """Of the opening mark."""
    inner: int
    """After the opening mark."""
    inner_end: int
    """Of the closing mark, or the end of the paragraph where it is missing."""
    end: int
    depth: int
    is_closed: bool


class _Mark(NamedTuple):
    """A mark and what stands beside it; `left` counts the marks behind it, `closers` those that can only close."""

    sign: str
    start: int
    end: int
    before: str
    is_joined: bool
    left: int
    closers: int

    @property
    def is_at_word_start(self) -> bool:
        """Tell whether a word begins with the mark."""
        return not self.before or PROCLITICS.search(self.before) is not None


def quotations(text: str, start: int, end: int) -> list[Quotation]:
    """Return the quotations between two offsets, in the order of their beginnings.

    Time is linear in the number of marks: each is pushed once and popped once.
    """
    stack: list[_Mark] = []
    found: list[Quotation] = []
    for mark in _marks(text, start, end):
        if _opens(mark, stack):
            stack.append(mark)
        elif stack:
            # With more opened than will be closed, the last closing mark ends the outermost quotation.
            opened = stack[0] if mark.closers == 0 else stack[-1]
            del stack[0 if mark.closers == 0 else -1:]
            found.append(Quotation(opened.start, opened.end, mark.start, mark.end, len(stack), True))
    if stack:
        found.append(Quotation(stack[0].start, stack[0].end, end, end, 0, False))
    return sorted(found)


def _marks(text: str, start: int, end: int) -> list[_Mark]:
    found: list[_Mark] = []
    closers = 0
    for left, match in enumerate(reversed(list(MARK.finditer(text, start, end)))):
        sign, is_joined = match.group(), match.end() < end and _begins_word(text[match.end()])
        before = text[max(start, match.start() - 4):match.start()]
        found.append(_Mark(sign, match.start(), match.end(), before, is_joined, left, closers))
        closers += sign in CLOSING or (sign in STRAIGHT and not is_joined)
    return found[::-1]


def _begins_word(letter: str) -> bool:
    return letter.isalnum() or letter in BEFORE_WORD


def _opens(mark: _Mark, stack: list[_Mark]) -> bool:
    """Decide whether a mark opens; straight marks, and others used the wrong way round, by what stands beside them."""
    if mark.sign in GUILLEMETS:
        # Some pages write them the wrong way round: »so«.
        is_reversed = bool(stack) and stack[-1].sign == REVERSED
        return not is_reversed or (mark.left > 1 and mark.is_joined and mark.is_at_word_start)
    if mark.sign == CURLY:
        # Some pages close with the opening mark: at the end of a word, with nothing joined behind.
        return not stack or mark.is_joined
    if mark.sign in CLOSING:
        return not stack and mark.is_joined
    if not stack:
        return mark.is_joined or mark.is_at_word_start or mark.before.endswith(tuple(INTRODUCING))
    # Inside a quotation, another opens only where marks are left to close both.
    needed = 2 if mark.before.endswith(BLANKS) else 1
    return mark.left >= needed and mark.is_joined and mark.is_at_word_start
