"""Takes the pieces of a page; gives each its weight as running text, from features named and weighed in weights.tsv."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files

from aqwal.ingest.cleaning.lexicon import PARTICLES, PICTURE_SOURCE, VERBS
from aqwal.ingest.cleaning.pieces import SHORT, Piece, beginning, is_fused, piece_of

WEIGHTS = {line.split("\t")[0]: float(line.split("\t")[1])
           for line in (files("aqwal.ingest.cleaning") / "weights.tsv").read_text("utf-8").splitlines()
           if line and not line.startswith("#")}

STOP, MARK, QUOTE, COLON, DOTS, OPEN = "stop", "mark", "quote", "colon", "dots", "open"
_INNER_END = re.compile(r"[.؟!](?:(?<=[^\W\d_]{3}.)|(?<=[\"”»)].))[\"”»)]*\s")
_QUOTATION = re.compile(r"[:：]\s*[\"“”«]|[\"“”«][^\"“”«»]{30}")
_QUOTE_MARK = re.compile(r"[\"“”«]")
_BULLET = re.compile(r"[*•●▪■◾►▶\-–—✅🔴]|\d{1,2}\s*[-.)]\s")
_ITEM = "*•●▪■-–—0123456789٠١٢٣٤٥٦٧٨٩"
_HEAD_COLON_WORDS = 6
_LEAST_ITEMS = 2
_LISTED, _LEAD_WORDS = 26, 12


def ending(text: str, piece: Piece) -> str:
    """Return how a piece is closed."""
    if not piece.close:
        piece.close = _ending(text, piece)
    return piece.close


def _ending(text: str, piece: Piece) -> str:
    tail = text[max(piece.start, piece.end - 6):piece.end].rstrip("\u200f\u200e")
    if tail.endswith(("..", "…", "…]", "..]", "...]")):
        return DOTS
    bare = tail.rstrip("\"”“»«)]' ")
    if bare.endswith((".", "۔")):
        return STOP
    if bare.endswith(("؟", "!", "?")):
        return MARK
    if bare.endswith((":", "：", "،", "؛", ",")):
        return COLON
    return QUOTE if len(bare) < len(tail) else OPEN


def _length(count: int) -> str:
    bound = next((low for low in (36, 21, 13, 8, 4) if count >= low), 1)
    return f"words-{bound}"


def _closing(kind: str, count: int, is_strict: bool) -> Iterator[str]:
    if kind == STOP:
        yield "ends-stop" if count >= 4 else "ends-mark"
    elif kind == QUOTE:
        if count >= 8:
            yield "ends-quote"
    elif kind == OPEN:
        yield "ends-open-strict" if is_strict else "ends-open"
    else:
        yield f"ends-{kind}"


def _wording(piece: Piece) -> Iterator[str]:
    words, way = piece.words, beginning(piece)
    count = len(words)
    if way:
        yield f"opener-{way}"
    particles = len([word for word in words if word in PARTICLES])
    if particles * 8 >= count and count >= 6:
        yield "particles"
    elif count >= 10 and particles * 20 < count:
        yield "no-particles"
    if count >= 3 and len([word for word in words if word[0].isdigit()]) * 3 >= count:
        yield "figures"
    if count <= 32 and (not PICTURE_SOURCE.isdisjoint(words[-3:]) or words[0] in PICTURE_SOURCE):
        yield "caption"


def _marks(content: str, words: list[str], kind: str) -> Iterator[str]:
    count = len(words)
    commas = content.count("،") + content.count(",") + content.count("؛")
    has_inner_end = _INNER_END.search(content) is not None
    if commas:
        yield "comma"
    if commas >= 3:
        yield "commas"
    if kind == QUOTE and count <= 24 and content[-1] in ")]" and words[0] not in VERBS:
        yield "bracket-last"
    if has_inner_end:
        yield "sentences"
    if _QUOTE_MARK.search(content) and _QUOTATION.search(content):
        yield "quotation"
    if kind != STOP and count <= 30 and ".." in content[:-2]:
        yield "two-dots"
    if kind in (OPEN, QUOTE, MARK) and count <= 22 and _has_head_colon(content, words):
        yield "head-colon"
    if not content[0].isalpha() and _BULLET.match(content):
        yield "bullet"
    if count >= 30 and kind != STOP and (commas + has_inner_end + _clauses(words)) * 30 < count:
        yield "unpunctuated"


def _clauses(words: list[str]) -> int:
    """Return how many words join a verb to what came before, as running text does without any mark."""
    return len([word for word in words if word[0] == "و" and word[1:] in VERBS])


def _has_head_colon(content: str, words: list[str]) -> bool:
    head, mark, _ = content.partition(":")
    return bool(mark) and len(head.split()) <= _HEAD_COLON_WORDS and words[0] not in VERBS \
        and words[0][1:] not in VERBS


def features(text: str, piece: Piece, is_strict: bool) -> list[str]:
    """Return the names of the features that a piece shows by itself."""
    kind = OPEN if not piece.words else ending(text, piece)
    content = text[piece.start:piece.end]
    found = [_length(len(piece.words)), *_closing(kind, len(piece.words), is_strict), *_wording(piece),
             *_marks(content, piece.words, kind)]
    if is_strict and kind == OPEN and len(piece.words) <= 12 and not beginning(piece):
        found.append("short-open")
    return found


def is_strict(text: str, pieces: list[Piece]) -> bool:
    """Tell whether the long pieces of this page are closed by marks, so that an open end says something."""
    long = [piece for piece in pieces if len(piece.words) >= 20 and not piece.kind]
    closed = sum(1 for piece in long if ending(text, piece) in (STOP, MARK, QUOTE, DOTS))
    return closed * 10 >= len(long) * 7


def like_headline(text: str, piece: Piece) -> bool:
    """Tell whether a piece could be a headline: three words or more, not many, not closed, not tied to a text."""
    if piece.joined or not 3 <= len(piece.words) <= _LISTED:
        return False
    if piece.end - piece.start <= SHORT:
        return _is_line_like_headline(text[piece.start:piece.end])
    return _reads_like_headline(text, piece)


@lru_cache(maxsize=1 << 13)
def _is_line_like_headline(line: str) -> bool:
    piece = piece_of(line, 0, len(line))
    return piece is not None and _reads_like_headline(line, piece)


def _reads_like_headline(text: str, piece: Piece) -> bool:
    if ending(text, piece) in (STOP, COLON):
        return False
    count, way = len(piece.words), beginning(piece)
    return way not in ("and", "and-verb", "link") and not (way == "verb" and count >= _LEAD_WORDS)


def _runs(text: str, pieces: list[Piece]) -> dict[int, int]:
    """Return for each piece like a headline how many such stand together; dates between do not part them."""
    found: dict[int, int] = {}
    run: list[int] = []
    for number, piece in enumerate(pieces):
        if piece.kind and piece.follows == "-":
            continue
        if not piece.kind and like_headline(text, piece):
            run.append(number)
        else:
            found.update(dict.fromkeys(run, len(run)))
            run = []
    found.update(dict.fromkeys(run, len(run)))
    return found


def _around(text: str, pieces: list[Piece]) -> Iterator[tuple[Piece, list[str]]]:
    """Yield each open piece with the features that its neighbours give it."""
    runs, heading = _runs(text, pieces), False
    seen: set[tuple[str, ...]] = set()
    times = Counter(tuple(piece.words) for piece in pieces if len(piece.words) >= 4)
    listed = _lists(text, pieces)
    itemised, fused = False, is_fused(text)
    for number, piece in enumerate(pieces):
        if piece.kind:
            itemised = False
            heading = piece.follows != "-" or (heading and piece.rule.startswith("made of"))
            continue
        is_item = number in listed or (itemised and text[piece.start] in _ITEM)
        itemised = is_item or (text[piece.end - 1] == ":" and (
            len(piece.words) >= 4 or beginning(piece) in ("and", "and-verb")))
        if is_item:
            yield piece, ["item"]
            continue
        found = ["above"] if piece.is_above else []
        is_headline = number in runs
        if runs.get(number, 0) >= 3:
            found.append("listed-5" if runs[number] >= 5 else "listed-3")
        if heading and is_headline:
            found.append("headed")
        elif heading and ending(text, piece) == DOTS:
            found.append("teased")
        if fused and piece.joined and _is_tail(text, pieces, number):
            found.append("tail")
        key = tuple(piece.words)
        if times[key] > 1 and (is_headline or key in seen):
            found.append("repeats")
        seen.add(key)
        heading = heading and is_headline
        yield piece, found


def _lists(text: str, pieces: list[Piece]) -> set[int]:
    """Return the bulleted lines of lists that the report goes on behind: at a paragraph tied to what came before."""
    found: set[int] = set()
    run: list[int] = []
    for number, piece in enumerate(pieces):
        if not piece.kind and _BULLET.match(text, piece.start, piece.end):
            run.append(number)
            continue
        if len(run) >= _LEAST_ITEMS and run[0] and not pieces[run[0] - 1].kind and not piece.kind \
                and beginning(piece) in ("and-verb", "link") and ending(text, piece) == STOP:
            found.update(run)
        run = []
    return found


def _is_tail(text: str, pieces: list[Piece], number: int) -> bool:
    """Tell whether the last piece of a line begins as no paragraph does, and is not closed though those before are."""
    if number + 1 < len(pieces) and pieces[number + 1].joined:
        return False
    return beginning(pieces[number]) not in ("verb", "and-verb", "and", "link") and ending(
        text, pieces[number]) in (OPEN, MARK, DOTS)


def weigh(text: str, pieces: list[Piece]) -> None:
    """Set the score of every piece that no rule has judged."""
    strict = is_strict(text, pieces)
    for piece, around in _around(text, pieces):
        piece.score = _weight(text, piece, strict) + sum(WEIGHTS[name] for name in around)


def _weight(text: str, piece: Piece, is_strict: bool) -> float:
    """Return what a piece weighs by itself."""
    if piece.end - piece.start <= SHORT:
        return _weight_of_line(text[piece.start:piece.end], is_strict)
    return sum(WEIGHTS[name] for name in features(text, piece, is_strict))


@lru_cache(maxsize=1 << 13)
def _weight_of_line(line: str, is_strict: bool) -> float:
    piece = piece_of(line, 0, len(line))
    return sum(WEIGHTS[name] for name in features(line, piece, is_strict)) if piece else 0.0
