"""Takes the lines of a page; gives them with those joined again that a fixed width or a slip broke in mid-sentence."""

import re

from aqwal.ingest.cleaning.lexicon import FURNITURE, HANGING, PHRASES, folded, opener

_SENTENCE = ("verb", "and-verb", "link", "and")
Line = tuple[int, int]
_LINE = re.compile(r"[^\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_FIRST = re.compile(r"\S+")
_WORD = re.compile(r"[\w\u0610-\u061a\u064b-\u065f\u0670]+")
_CLOSED = (".", "؟", "!", "?", ":", "…", "۔", "\"", "”", "»", ")", "]", "|")
_NARROWEST, _WIDEST, _LONGEST_WORD = 24, 130, 30
"""Widths, in characters, at which texts are broken into lines; a paragraph is longer."""
_LEAST_BREAKS, _LEAST_SLIPS = 3, 2
_FRAME, _LAST, _FIRST_WORDS = 40, 24, 60
_SHORT, _LONG, _REST = 3, 5, 8


def lines_of(text: str) -> list[Line]:
    """Return the lines of a page, broken ones whole again."""
    lines = [match.span() for match in _LINE.finditer(text)]
    pairs = [number for number in range(len(lines) - 1) if _may_go_on(text, lines[number], lines[number + 1])]
    if not pairs:
        return lines
    width = _width(text, lines, pairs)
    ends = set(_full(text, lines, pairs, width)) if width else _slips(text, lines, pairs)
    return _joined(lines, {number for number in ends if not _is_frame(text, lines[number + 1])}) if ends else lines


def _may_go_on(text: str, line: Line, following: Line) -> bool:
    """Tell whether no empty line stands between two lines, and no mark closes the first."""
    return following[0] - line[1] == 1 and not text[max(line[0], line[1] - 4):line[1]].rstrip().endswith(_CLOSED)


def _is_frame(text: str, line: Line) -> bool:
    """Tell whether a line is nothing but a date or words of a menu."""
    return line[1] - line[0] <= _FRAME and all(word[0].isdigit() or word in FURNITURE for word in _words(text, line))


def _joined(lines: list[Line], ends: set[int]) -> list[Line]:
    """Return the lines, each of those numbered put together with the next."""
    found: list[Line] = []
    for number, line in enumerate(lines):
        if number - 1 in ends:
            found[-1] = (found[-1][0], line[1])
        else:
            found.append(line)
    return found


def _width(text: str, lines: list[Line], pairs: list[int]) -> int:
    """Return the width at which the page was broken: no line is longer, and the next word never had room; 0 if none."""
    width = max(end - start for number in pairs for start, end in lines[number:number + 2])
    if not _NARROWEST <= width <= _WIDEST:
        return 0
    full = _full(text, lines, pairs, width)
    wide = [number for number in pairs if (lines[number][1] - lines[number][0]) * 5 >= width * 3]
    return width if len(full) >= _LEAST_BREAKS and len(full) * 10 >= len(wide) * 6 else 0


def _full(text: str, lines: list[Line], pairs: list[int], width: int) -> list[int]:
    """Return the lines in which the first word of the next had no room."""
    found = []
    for number in pairs:
        start, end = lines[number]
        if end - start + _LONGEST_WORD > width:
            first = _FIRST.search(text, *lines[number + 1])
            if first and end - start + 1 + len(first.group()) > width:
                found.append(number)
    return found


def _slips(text: str, lines: list[Line], pairs: list[int]) -> set[int]:
    """Return the lines that break off in mid-sentence on a page where at least two surely do."""
    sure = {number for number in pairs if _breaks_off(text, lines[number], lines[number + 1])}
    if len(sure) < _LEAST_SLIPS:
        return set()
    return sure | {number for number in pairs if number - 1 in sure or _is_sentence(text, lines[number])
                   if not _opens(text, lines[number + 1])}


def _words(text: str, line: Line) -> list[str]:
    """Return the folded words of a line."""
    return [word for word in map(folded, _WORD.findall(text, *line)) if word]


def _breaks_off(text: str, line: Line, following: Line) -> bool:
    """Tell whether a line ends on a word that needs another, or the next is but the end of its sentence."""
    start, end = line
    last = text[max(start, end - _LAST):end].split()[-1:]
    if last and folded(last[0]) in HANGING and text.find(" ", start, end) > 0:
        return True
    is_short_and = end - start <= _FRAME and text[start] in "وف"
    is_end = text[following[1] - 1] == "." and following[1] - following[0] <= 2 * _FIRST_WORDS
    if not is_short_and and not is_end:
        return False
    own = _words(text, (start, min(end, start + _FIRST_WORDS)))
    way = opener(own[:5])
    if is_short_and and len(own) <= _SHORT and way == "and-verb":
        return True
    if not is_end or len(own) < _LONG:
        return False
    rest = len(_words(text, following))
    return rest <= (_REST if way in _SENTENCE else _SHORT) and not _opens(text, following)


def _is_sentence(text: str, line: Line) -> bool:
    """Tell whether a line opens as a paragraph does, and is no heading."""
    return opener(_words(text, (line[0], min(line[1], line[0] + _FIRST_WORDS)))[:5]) in _SENTENCE


def _opens(text: str, line: Line) -> bool:
    """Tell whether a line opens a paragraph of its own, or a part of the page's frame."""
    first = _words(text, (line[0], min(line[1], line[0] + _FIRST_WORDS)))[:5]
    return not first or bool(opener(first)) or first[0] in PHRASES or first[0] in FURNITURE
