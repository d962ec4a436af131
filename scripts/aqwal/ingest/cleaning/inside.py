"""Takes pieces; gives them cut where a phrase, a date or a menu stands within a line: pages without line ends."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from aqwal.ingest.cleaning.fused import Head, furniture_size
from aqwal.ingest.cleaning.lexicon import LINKS, PARTICLES, PHRASES, VERBS, Phrase, opener, phrases_at, starts
from aqwal.ingest.cleaning.pieces import Piece, beginning, cut, places_of
from aqwal.ingest.cleaning.rules import after, as_noise, class_of, furniture_kind, phrase_at
from aqwal.ingest.cleaning.scoring import OPEN, ending

Judged = tuple[str, str, str]
"""Kind, rule, what follows."""
_GOING_ON = re.compile(r"[(\[]\s*(?:\.\.)?\s*(?:يتبع|تستمر|تتمة|يُتبع|النهاية|انتهى)(?:\s+لاحقا|\s*\.+)?\s*[)\]]")
_CRAWL_DATE = re.compile(r"date \d{4}-\d{2}(?:-\d{2})?(?=\s|$)")
_ENDS = frozenset(".؟!…:\"”»)]|–—*")
_LABELS = ("list", "end")
_BEFORE_DATE = PARTICLES | {"يوم", "بتاريخ", "اليوم", "امس", "حتي", "مساء", "صباح"}
_SIGNATURES = frozenset(phrase.words[0] for group in PHRASES.values() for phrase in group
                        if phrase.place == "byline" and len(phrase.words) == 1)
_HEADLINE_WORDS, _LINE_WORDS, _SIGNED_WORDS, _GLUED = 4, 30, 7, 120
_SURE_KINDS = ("read-also-header", "comments-prompt", "keywords")
"""Kinds of which a phrase of two words stands in no report's own text."""
_RUN_ON = 260
"""A piece longer than this (in characters) at the top of a page may hold menu, title, date and body in one line."""
_CUT_KINDS = frozenset(("read-also-header", "keywords", "comments-prompt", "source-credit", "related-headlines",
                        "other", "share-link", "follow-us"))



def _inside(is_loose: bool) -> dict[str, tuple[Phrase, ...]]:
    """Return first word → phrases that may stand inside a line; one word alone only where the line is loose."""
    found = {first: tuple(one for one in group if one.kind in _CUT_KINDS and one.place != "mark" and (
                is_loose or (one.place != "byline" and (len(one.words) > 1 or one.follows in _LABELS))))
             for first, group in PHRASES.items()}
    return {first: group for first, group in found.items() if group}


def _seconds(phrases: dict[str, tuple[Phrase, ...]]) -> dict[str, frozenset[str]]:
    """Return first word → second words; an empty one for a phrase of one word."""
    return {first: frozenset((*one.words, "")[1] for one in group) for first, group in phrases.items()}


_ANYWHERE, _APART = _inside(True), _inside(False)
_ANYWHERE_WORDS, _APART_WORDS = _seconds(_ANYWHERE), _seconds(_APART)


def cut_inside(text: str, pieces: list[Piece]) -> list[Piece]:
    """Return the pieces of a page, those with something foreign inside cut at it."""
    found: list[Piece] = []
    head, is_top = Head(text), True
    for number, piece in enumerate(pieces):
        goes_on = number + 1 < len(pieces) and pieces[number + 1].joined
        for part in _at_marks(text, piece):
            if part.kind:
                found.append(part)
                continue
            if is_top and not head.is_fused and len(part.words) >= _HEADLINE_WORDS and not furniture_kind(part):
                is_top = False
                glued = head.cut_glued(part) if part.end - part.start >= _GLUED else [part]
                if len(glued) > 1:
                    found.extend(glued)
                    continue
            if not part.joined and _HEADLINE_WORDS < len(part.words) <= _LINE_WORDS and (
                    borders := _signed(text, part)):
                found.extend(_at_borders(text, part, borders))
                continue
            is_head = head.is_open and part.end - part.start >= (_RUN_ON // 3 if goes_on else _RUN_ON)
            is_loose = is_head or (part.joined and (ending(text, part) == OPEN or (head.is_fused and not goes_on)))
            if not is_head and _is_plain(part, is_loose):
                found.append(part)
                continue
            for inner in _at_phrases(text, part, is_head, is_loose, head.is_fused):
                is_offered = goes_on and head.is_fused and len(found) > 0 and found[-1].follows == "list"
                if inner.kind or not (is_offered or (is_head and head.is_open)):
                    found.append(inner)
                else:
                    found.extend(head.cut_offered(inner) if is_offered else head.cut(inner))
    return head.headline_apart(found) if head.lead_words else found


def _at_marks(text: str, piece: Piece) -> Iterator[Piece]:
    """Yield the piece cut around marks of going on, and behind the date that a crawler put in front."""
    content = text[piece.start:piece.end]
    if "(" not in content and "[" not in content and not content.startswith("date"):
        yield piece
        return
    places: list[int] = []
    kinds: dict[int, tuple[str, str]] = {}
    date = _CRAWL_DATE.match(content)
    if date:
        places.append(piece.start + date.end())
        kinds[piece.start] = ("other", "date in front of the page")
    for match in _GOING_ON.finditer(content):
        first, last = piece.start + match.start(), piece.start + match.end()
        places += [first, last]
        kinds[first] = ("continuation-mark", "mark of going on in brackets")
    for part in cut(text, piece, places) if places else [piece]:
        yield as_noise(part, *kinds[part.start]) if part.start in kinds else part


def _signed(text: str, piece: Piece) -> dict[int, str]:
    """Return where a by-line or a date stands behind the headline in its line, with the rule: at most one."""
    words = piece.words
    has_name = not _SIGNATURES.isdisjoint(words)
    is_dated = has_name or class_of(words[-1]) == "date"
    if not (is_dated or has_name) or ending(text, piece) != OPEN or beginning(piece).startswith(("and", "link")):
        return {}
    for at in range(_HEADLINE_WORDS, len(words) - 1) if has_name else ():
        if words[at] in _SIGNATURES and text[after(text, piece, at, 1) - 2:after(text, piece, at, 1)].strip() == ":" \
                and len(words) - at <= _SIGNED_WORDS:
            return {places_of(text, piece)[at]: "by-line behind the headline"}
    first = len(words)
    while first and class_of(words[first - 1]) == "date":
        first -= 1
    is_date = len(words) - first >= 3 and words[first - 1] not in _BEFORE_DATE
    is_date = is_date and any(word[0].isdigit() for word in words[first:])
    return {places_of(text, piece)[first]: "date behind the headline"} if is_date and first >= _HEADLINE_WORDS else {}


def _at_borders(text: str, piece: Piece, borders: dict[int, str]) -> Iterator[Piece]:
    for part in cut(text, piece, sorted(borders)):
        part.joined = False
        yield as_noise(part, "other", borders[part.start]) if part.start in borders else part


def _is_plain(piece: Piece, is_loose: bool) -> bool:
    """Tell whether no phrase can stand in a piece: none begins with any of its words."""
    return not piece.words or (not (piece.joined and piece.words[0] in PHRASES) and (
        _ANYWHERE_WORDS if is_loose else _APART_WORDS).keys().isdisjoint(piece.words))


def _at_phrases(text: str, piece: Piece, is_head: bool, is_loose: bool, is_fused: bool) -> Iterator[Piece]:
    """Yield the piece cut before labels inside it ("read also:", "tags:", "source:") and behind the label itself."""
    places: list[int] = []
    labels: dict[int, Judged] = {}
    seconds = _ANYWHERE_WORDS if is_loose else _APART_WORDS
    if _is_plain(piece, is_loose):
        yield piece
        return
    lone = _alone_before(text, piece)
    if lone:
        labels[piece.start] = ("other", "lone word of the frame before a sentence", "-")
        places += lone
    for at, word in enumerate(piece.words):
        following = seconds.get(word)
        if following is None or (lone and not at) or not (
                "" in following or (at + 1 < len(piece.words) and piece.words[at + 1] in following)):
            continue
        found = _label(text, piece, at, is_loose, is_fused and piece.joined)
        if found:
            start, end, judged = found
            labels[start] = judged
            places += [start, end, *_headline_end(text, piece, end)] if judged[2] == "list" else [start]
            if is_head or (judged[2] == "-" and piece.joined):
                places.append(_run_end(text, piece, end))
    if not places:
        yield piece
        return
    for part in cut(text, piece, sorted({place for place in places if piece.start < place < piece.end})):
        part.joined = part.joined and part.start == piece.start
        yield as_noise(part, *labels[part.start]) if part.start in labels else part


def _headline_end(text: str, piece: Piece, end: int) -> list[int]:
    """Return where running text goes on behind a headline in the same line: at a verb after و, or a linking phrase."""
    first = bisect_left(places_of(text, piece), end)
    for number in range(first + 3, min(first + 24, len(piece.words) - 4)):
        way = opener(piece.words[number:number + 4])
        joins = way == "and" and piece.words[number][1:] in PARTICLES and number >= first + 4
        if way == "and-verb" or joins or (way == "link" and starts(LINKS, piece.words, number) >= 2):
            return [places_of(text, piece)[number]]
    return []


def _run_end(text: str, piece: Piece, end: int) -> int:
    """Return where the names of networks and the figures behind a label in running text end."""
    number = bisect_left(places_of(text, piece), end)
    while size := furniture_size(piece.words, number):
        number += size
    return places_of(text, piece)[number] if number < len(piece.words) else piece.end


def _byline(text: str, piece: Piece, at: int, name: str) -> tuple[int, int, Judged] | None:
    """Return where a by-line inside a line begins and ends: up to a colon behind at most five words."""
    for number in range(at, min(at + 6, len(piece.words))):
        if number > at and piece.words[number] in VERBS:
            break
        end = after(text, piece, number, 1)
        if number > at and ":" in text[places_of(text, piece)[number]:end]:
            return places_of(text, piece)[at], end, ("other", f"{name} (within a line)", "-")
    return None


def _alone_before(text: str, piece: Piece) -> list[int]:
    """Return where running text goes on behind a lone word such as "advertisement" at the head of a sentence."""
    if not piece.joined or not piece.words:
        return []
    phrase = next((one for one in phrases_at(PHRASES, piece.words, 0)
                   if one.place == "alone" and one.follows == "-"), None)
    if phrase is None or len(piece.words) < len(phrase.words) + 6:
        return []
    size = len(phrase.words)
    return [places_of(text, piece)[size]] if opener(piece.words[size:size + 4]) in ("link", "and-verb", "verb") else []


def _label(text: str, piece: Piece, at: int, is_loose: bool, is_fused: bool) -> tuple[int, int, Judged] | None:
    """Return where a label inside a piece begins and ends, and what it says; None where the words are plain words."""
    phrase = next(phrases_at(_ANYWHERE if is_loose else _APART, piece.words, at), None)
    if phrase is None:
        return None
    size = len(phrase.words)
    if phrase.place == "byline":
        return _byline(text, piece, at, phrase.name) if is_loose else None
    end = after(text, piece, at, size)
    between = text[places_of(text, piece)[at + size - 1]:end]
    has_colon = ":" in between
    place = places_of(text, piece)[at]
    is_apart = at == 0 or text[max(piece.start, place - 8):place].rstrip()[-1:] in _ENDS
    if at == 0:
        is_heading = has_colon and phrase_at(text, piece, 0) is phrase
        judged = phrase.follows == "list" and (is_heading or (is_loose and piece.joined and size > 1))
        judged = judged or (is_fused and phrase.kind in _SURE_KINDS and (size > 1 or phrase.kind == "keywords"))
    elif size >= 2:
        is_short = has_colon or len(piece.words) - at <= 14 or phrase.place == "line"
        judged = (is_loose and phrase.place != "alone") or (is_apart and is_short) or (
            is_fused and (phrase.kind in _SURE_KINDS or (phrase.place == "line" and phrase.follows == "stop")))
    else:
        judged = has_colon and (is_loose or (is_apart and phrase.follows in _LABELS))
    if not judged:
        return None
    start = place if at else piece.start
    while start > piece.start and text[start - 1] in "([*«":
        start -= 1
    return start, end, (phrase.kind, f"{phrase.name} (within a line)", phrase.follows)
