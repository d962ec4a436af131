"""Takes a line that opens or closes a report; gives the place where its dateline ends or its credit begins."""

import re
from bisect import bisect_left
from functools import lru_cache

from aqwal.ingest.cleaning.lexicon import AGENCIES, FURNITURE, NOT_AND, PARTICLES, PLACES, VERBS, starts
from aqwal.ingest.cleaning.pieces import Piece, places_of

_SEPARATOR = re.compile(r"[:：\-–—―ـ_/|،,.)\]»…۔]+[\s:：\-–—―ـ_/|.]*")
_BRACKETED = re.compile(r"[(\[«][^()\[\]«»\n]{2,80}[)\]»][\s:：\-–—_/|]*")
_STRONG = re.compile(r"[:：\-–—―_/|)\]»]|ـ(?!\w)")
_HEAD_WORDS, _HEAD_CHARACTERS = 12, 90
_CREDIT = re.compile(r"(?:(?<=[.؟!\"”»…])\s*|\s+)[(\[«*–-]\s*([^()\[\]«»\n]{2,60})[)\]»]?[\s.]*$")


def dateline_end(text: str, piece: Piece) -> int | None:
    """Return where the report itself begins in a piece that opens with a place, an agency, a date; None without."""
    bracketed = _BRACKETED.match(text, piece.start, piece.end)
    if bracketed and _is_bracketed_head(piece.words[:bisect_left(places_of(text, piece), bracketed.end())]):
        return bracketed.end()
    furthest = None
    limit = min(piece.end, piece.start + _HEAD_CHARACTERS)
    for match in _SEPARATOR.finditer(text, piece.start, limit):
        if match.start() == piece.start:
            continue
        count = bisect_left(places_of(text, piece), match.start())
        if count == 0 or count > _HEAD_WORDS or count >= len(piece.words) - 2:
            continue
        if furthest is not None and match.group().strip() == "." and piece.words[count] in VERBS:
            furthest = match.end()
            break
        if not _STRONG.search(match.group()) or _is_inside_word(text, match.start(), match.end()):
            continue
        if _is_head(piece.words[:count]) or \
                _is_outlet(text, piece, count, match):
            is_glued = not match.group()[-1].isspace()
            furthest = _to_verb(text, piece, count, match.end()) if "/" in match.group() or is_glued else match.end()
        elif furthest is None and count > 3:
            break
    return furthest


def _is_bracketed_head(words: list[str]) -> bool:
    """Tell whether words in brackets at the head of a lead name a source or a date, and say nothing."""
    return 0 < len(words) <= _HEAD_WORDS and not any(word in VERBS for word in words) and (
        any(starts(AGENCIES, words, at) or starts(PLACES, words, at) for at in range(len(words))))


def _is_inside_word(text: str, start: int, end: int) -> bool:
    """Tell whether a separator joins two words, as a dash in a name or a slash between two figures does."""
    glued = not text[start - 1].isspace() and end < len(text) and not text[end - 1].isspace()
    return glued and text[start:end] in ("/", "-", "_", ".", "،", ",", "ـ") and text[start - 1] not in ")]»"


def _is_outlet(text: str, piece: Piece, count: int, separator: re.Match[str]) -> bool:
    """Tell whether a few words that say nothing stand before a dash and a verb that opens a lead."""
    if count > 4 or piece.words[count] not in VERBS or not text[separator.start() - 1].isspace():
        return False
    return any(sign in separator.group() for sign in "-–—_ـ/") and not any(
        word in VERBS or word in PARTICLES for word in piece.words[:count])


def _to_verb(text: str, piece: Piece, count: int, end: int) -> int:
    """Return the place of the verb that follows an outlet's name of up to three words; the given place without one."""
    for number in range(count, min(count + 4, len(piece.words))):
        if piece.words[number] in VERBS:
            return places_of(text, piece)[number] if number > count else end
        if piece.words[number] in PARTICLES:
            break
    return end


def _is_head(words: list[str]) -> bool:
    """Tell whether these words are all of places, agencies, dates and at most three names besides."""
    if any(word in VERBS and word not in FURNITURE and not starts(AGENCIES, words, at)
           for at, word in enumerate(words)):
        return False
    known = others = at = 0
    while at < len(words):
        size = starts(PLACES, words, at) or starts(AGENCIES, words, at) or _glued(words, at)
        if size:
            known += 1
        elif words[at][0].isdigit() or words[at] in FURNITURE:
            size = 1
        elif words[at] in PARTICLES and words[at] not in ("من", "في"):
            return False
        else:
            size, others = 1, others + 1
        at += size
    return known > 0 and others <= 3 and others <= known + 1


def _glued(words: list[str], at: int) -> int:
    """Return the size of a place or agency behind a glued و, ل or ب ("«لندن» و«وكالات»")."""
    word = words[at]
    if len(word) < 4 or word[0] not in "ولب" or word in NOT_AND:
        return 0
    rest = [word[1:], *words[at + 1:at + 4]]
    return starts(PLACES, rest) or starts(AGENCIES, rest)


def is_dateline(piece: Piece) -> bool:
    """Tell whether a whole short line is a place and a source, such as "city - agency"."""
    return 0 < len(piece.words) <= 7 and _names_place_and_source(tuple(piece.words))


@lru_cache(maxsize=1 << 12)
def _names_place_and_source(words: tuple[str, ...]) -> bool:
    return _is_head(list(words))


def credit_start(text: str, piece: Piece) -> int | None:
    """Return where a credit in brackets at the very end of a report begins, such as "(agency)"; None without."""
    if len(piece.words) < 8:
        return None
    match = _CREDIT.search(text, max(piece.start, piece.end - 80), piece.end)
    if match is None:
        return None
    first = next((at for at, place in enumerate(places_of(text, piece)) if place >= match.start(1)), None)
    words = piece.words[first:] if first is not None else []
    return match.start() if words and len(words) <= 6 and _is_head(words) else None
