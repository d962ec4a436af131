"""Takes a text; gives its pieces: lines, parts of lines set apart by wide gaps or bullets, sentences of long lines."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from aqwal.ingest.cleaning.lexicon import folded, opener
from aqwal.ingest.cleaning.wrapped import lines_of

WORD = re.compile(r"[\w\u0610-\u061a\u064b-\u065f\u0670]+")
_GAP = re.compile(r"\s{3,}|\t+\s*|[ \xa0]*[•●▪■◾►▶][ \xa0]*|\s+(?:\|{1,2}|»|›|::)\s+")
_SLASHES = re.compile(rf"{_GAP.pattern}|\s+/\s+")
_BLANKS = re.compile(rf"{_GAP.pattern}|\s{{2,}}")
_SEPARATORS = ("|", "||", "»", "›", "::", "/")
_CLOSED_GAP = re.compile(r"[.؟!:»\"”]  ")
_LEAST_JOINTS = 4
_GAP_SIGNS = ("  ", " / ", "\t", "\xa0", " | ", " || ", " » ", " › ", " :: ", *"•●▪■◾►▶")
_SENTENCE_END = re.compile(
    r"[.؟!…](?!\.)(?:(?<=[^\W\d_]{3}.)|(?<=[\"”»)].))[\"”»“)\]]*(?:(?=\s)|(?=[\u0621-\u064a]{3}))")
SHORT = 60
"""Lines as short as this are remembered."""
LONG = 420
"""A line longer than this (in characters) is read sentence by sentence."""
_FUSED, _LINES = 240, 12
_LONG_IF_FUSED = 200
_LONGEST = 4000
"""No piece is longer, whatever the page: beyond it a piece ends at the next blank, or there."""
MOST = 20_000
"""Pieces that are read; what stands after them is noise."""


@dataclass(slots=True)
class Piece:
    """A part of a page that is one thing: where it is, its folded words, whether it goes on the line before it."""

    start: int
    end: int
    words: list[str]
    joined: bool = False
    kind: str = ""
    """Kind of noise, where a rule is sure of it."""
    rule: str = ""
    follows: str = "-"
    """What this piece says of those after it: `list`, `end`, `stop` or nothing (-)."""
    score: float = 0.0
    is_body: bool = False
    is_above: bool = False
    """Whether it stands above the report on a page without line ends."""
    places: list[int] = field(default_factory=list)
    """Where each word begins; see `places_of`."""
    close: str = ""
    way: str | None = None
    """How it ends and begins, once asked for (`scoring.ending`, `beginning`)."""


def piece_of(text: str, start: int, end: int, joined: bool = False) -> Piece | None:
    """Return the piece between two places without blanks at its borders, or None where there are only blanks."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start == end:
        return None
    if end - start <= SHORT:
        return Piece(start, end, _words_of_line(text[start:end]), joined)
    return Piece(start, end, [word for word in map(folded, WORD.findall(text, start, end)) if word], joined)


@lru_cache(maxsize=1 << 13)
def _words_of_line(line: str) -> list[str]:
    """Return the words of a short line, not to be changed: a frame's lines stand on every page of its outlet."""
    return [word for word in map(folded, WORD.findall(line)) if word]


def places_of(text: str, piece: Piece) -> list[int]:
    """Return where each word of a piece begins; found when first asked for, since most pieces are never cut."""
    if len(piece.places) != len(piece.words):
        found = list(WORD.finditer(text, piece.start, piece.end))
        if len(found) != len(piece.words):
            found = [match for match in found if folded(match.group())]
        piece.places = [match.start() for match in found]
    return piece.places


def beginning(piece: Piece) -> str:
    """Return how a piece opens; see `lexicon.opener`."""
    if piece.way is None:
        piece.way = opener(piece.words)
    return piece.way


def split(text: str) -> list[Piece]:
    """Return the pieces of a page in order; together they hold every character that is not blank."""
    found = []
    long = _LONG_IF_FUSED if is_fused(text) else LONG
    signs = [sign for sign in _GAP_SIGNS if sign in text]
    for line in lines_of(text):
        for start, end in _parts(text, *line, signs):
            for number, (first, last) in enumerate(_sentences(text, start, end, long)):
                piece = piece_of(text, first, last, joined=number > 0)
                if piece:
                    found.append(piece)
        if len(found) > MOST:
            return found[:MOST] + _rest(text, found[MOST].start)
    return found


def _rest(text: str, start: int) -> list[Piece]:
    """Return what is left of a page that has too many pieces for any page of news, as one piece of noise."""
    return [Piece(start, len(text.rstrip()), [], kind="other", rule="beyond the length of any page")]


def _parts(text: str, start: int, end: int, signs: list[str]) -> Iterator[tuple[int, int]]:
    """Yield the parts of a line; a wide gap inside running text, alone on its line, is a slip and cuts nothing."""
    line = text[start:end]
    if not any(sign in line for sign in signs):
        yield start, end
        return
    pattern = _joint(line) or _GAP
    gaps = [match.span() for match in pattern.finditer(text, start, end) if match.end() > match.start()]
    inner = [gap for gap in gaps if text[start:gap[0]].strip() and text[gap[1]:end].strip()] if len(gaps) < 3 else gaps
    if len(inner) < 3 and end - start > LONG and not any(text[gap[0]:gap[1]].strip() for gap in inner):
        inner = [gap for gap in inner if gap[0] - start < 120 or end - gap[1] < 120]
    for first, last in inner:
        yield start, first
        sign = text[first:last].strip()
        if sign and sign in _SEPARATORS:
            yield first, last
        start = first if sign and sign not in _SEPARATORS else last
    yield start, end


def _joint(line: str) -> re.Pattern[str] | None:
    """Return what stands between the parts of a page whose line ends were lost, if a sign or two blanks replaced them.

    Two blanks are such a joint only where sentences end before many of them: elsewhere they are slips of typing.
    """
    if len(line) <= LONG:
        return None
    if line.count(" / ") >= _LEAST_JOINTS:
        return _SLASHES
    gaps = line.count("  ")
    return _BLANKS if gaps >= _LEAST_JOINTS and len(_CLOSED_GAP.findall(line)) * 12 >= gaps else None


def _sentences(text: str, start: int, end: int, long: int) -> Iterator[tuple[int, int]]:
    """Yield a line whole, or sentence by sentence where it is long."""
    if end - start <= long:
        yield start, end
        return
    for match in _SENTENCE_END.finditer(text, start, end):
        yield from _chunks(text, start, match.end())
        start = match.end()
    yield from _chunks(text, start, end)


def _chunks(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > _LONGEST:
        blank = text.find(" ", start + _LONGEST, min(end, start + 2 * _LONGEST))
        cut = blank if blank > 0 else start + _LONGEST
        yield start, cut
        start = cut
    yield start, end


def cut(text: str, piece: Piece, places: list[int]) -> list[Piece]:
    """Return the piece cut at these places, in order; marks that open a word stay with it."""
    borders = [piece.start, *(_before_marks(text, piece.start, place) for place in places), piece.end]
    cuts = [piece_of(text, first, last, joined=number > 0 or piece.joined)
            for number, (first, last) in enumerate(pairwise(borders))]
    return [part for part in cuts if part]


def _before_marks(text: str, start: int, place: int) -> int:
    """Return the place before the quotation mark or bracket that opens the word at a place."""
    first = place
    while first > start and text[first - 1] in "([«“\"*":
        first -= 1
    return first if first == start or text[first - 1].isspace() else place


@lru_cache(maxsize=2)
def is_fused(text: str) -> bool:
    """Tell whether one long line holds most of a page."""
    lines = [len(line) for line in text.split("\n", 3 * _LINES) if line and not line.isspace()]
    longest = max(lines, default=0)
    return longest > _FUSED and len(lines) <= _LINES and longest * 10 >= sum(lines) * 6
