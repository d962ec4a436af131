"""Takes the pieces before a report's body; gives the one that is its title, with the reason, or none."""

from dataclasses import dataclass
from functools import lru_cache

from aqwal.ingest.cleaning.lexicon import PARTICLES, PICTURE_SOURCE, SCENE, TEASERS
from aqwal.ingest.cleaning.pieces import Piece
from aqwal.ingest.cleaning.scoring import COLON, DOTS, STOP, WEIGHTS, ending, like_headline

_LEAST, _FEWEST, _MOST = 1.0, 3, 34
_CAPTION_WORDS = 6
_HEADLINE, _OWN_WORDS = 4, 0.4
_LEAD_PIECES = 4
_STEMS = 4


@dataclass(frozen=True, slots=True)
class Choice:
    """A line that may be the title, its weight, and what spoke for it."""

    number: int
    weight: float
    reasons: tuple[str, ...]


def stems(words: list[str]) -> set[str]:
    """Return rough stems of the words that carry meaning: without the article and glued particles, cut short."""
    found = set(map(stem, words))
    found.discard("")
    return found


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """Return the rough stem of a word; nothing for a word of grammar or of two letters."""
    if len(word) <= 2 or word in PARTICLES:
        return ""
    for head in ("وال", "بال", "لل", "ال", "و", "ب", "ل", "ف"):
        if word.startswith(head) and len(word) - len(head) >= 3:
            word = word[len(head):]
            break
    return word[:_STEMS] if len(word) > _STEMS else word


def shared(words: list[str], known: set[str]) -> float:
    """Return which part of the words' stems is among those known."""
    own = stems(words)
    return len(own & known) / len(own) if own else 0.0


def lead_stems(body: list[Piece]) -> set[str]:
    """Return the stems of the first paragraphs of a body."""
    found: set[str] = set()
    for piece in body[:_LEAD_PIECES]:
        found |= stems(piece.words[:60])
    return found


def choose(text: str, pieces: list[Piece], body: list[Piece], counts: dict[tuple[str, ...], int]) -> Choice | None:
    """Return the title among the pieces that stand before the first of the body; None where no line will do."""
    known, run = lead_stems(body), _run_lengths(text, pieces)
    first = next((one for one, other in enumerate(pieces) if not other.kind and len(other.words) >= _HEADLINE), 0)
    best, weight, distance = len(pieces), _LEAST, 0
    reasons: dict[str, float] = {}
    for number in range(len(pieces) - 1, -1, -1):
        piece = pieces[number]
        if piece.kind:
            continue
        parts = _parts(text, pieces, number, distance, known, run[number], first, counts)
        own = sum(parts.values())
        if parts and (own > weight or (own == weight and not reasons)):
            best, weight, reasons = number, own, parts
        distance += 1
        if distance > 40:
            break
    if not reasons:
        return None
    same = [number for number in range(best, len(pieces)) if pieces[number].words == pieces[best].words]
    return Choice(same[0], weight, tuple(name for name, part in reasons.items() if part > 0))


def _run_lengths(text: str, pieces: list[Piece]) -> list[int]:
    """Return for each piece how many lines like headlines stand in one run with it."""
    found = [0] * len(pieces)
    first = 0
    for number in range(len(pieces) + 1):
        goes_on = number < len(pieces) and (
            (pieces[number].kind != "" and pieces[number].rule.startswith("made of"))
            or (not pieces[number].kind and like_headline(text, pieces[number])))
        if not goes_on:
            size = sum(1 for piece in pieces[first:number] if not piece.kind)
            found[first:number] = [size] * (number - first)
            first = number + 1
    return found


def _parts(text: str, pieces: list[Piece], number: int, distance: int, known: set[str], run: int, first: int,
           counts: dict[tuple[str, ...], int]) -> dict[str, float]:
    """Return what speaks for and against a line being the title, by name; nothing for a line that cannot be it."""
    piece = pieces[number]
    count = len(piece.words)
    if not _FEWEST <= count <= _MOST or (piece.joined and count > 24):
        return {}
    overlap = shared(piece.words, known)
    times = counts.get(tuple(piece.words), 1)
    line, close = text[piece.start:piece.end], ending(text, piece)
    return {
        "length": 1.0 if 5 <= count <= 20 else 0.2 if count > 3 else -0.8,
        "words of the report": 2.0 * overlap if count >= 4 else 1.2 * overlap,
        "stands twice": 1.5 if times > 1 and count >= 4 else 0.0,
        "near the body": -0.13 * min(distance, 8),
        "first line": 0.6 if number == first else 0.0,
        "below a headline of the same report": -1.2 if run < 4 and _has_headline_above(
            text, pieces, number, known) else 0.0,
        "in a list": (-1.4 if run >= 6 else -0.5 if run >= 4 else 0.0) * (1.0 if distance else 0.4),
        "closed as a sentence": -1.2 if close in (STOP, COLON) else -0.5 if close == DOTS else 0.0,
        "picture": WEIGHTS["caption"] if piece.words[-1] in PICTURE_SOURCE else 0.0,
        "bullet": -0.9 if text[piece.start] in "*•-–+" else 0.0,
        "caption": -0.9 if count <= 12 and not SCENE.isdisjoint(piece.words) and ":" not in line else 0.0,
        "speaker before a colon": 0.3 if ":" in line else 0.0,
        "teaser": -0.4 if piece.words[0] in TEASERS else 0.0,
        "shorter line above": _longer_above(pieces, number),
    }


def _has_headline_above(text: str, pieces: list[Piece], number: int, known: set[str]) -> bool:
    """Tell whether the line right above is the better headline: this one is then the line that sums the report up."""
    above = pieces[number - 1] if number else None
    if above is None or above.kind or not _HEADLINE <= len(above.words) <= len(pieces[number].words) \
            or above.words == pieces[number].words:
        return False
    return like_headline(text, above) and shared(above.words, known) >= _OWN_WORDS


def _longer_above(pieces: list[Piece], number: int) -> float:
    """Return a price for a short line right under a longer one of the same words: a caption below a headline."""
    if len(pieces[number].words) > _CAPTION_WORDS:
        return 0.0
    own = stems(pieces[number].words)
    for above in reversed(pieces[max(0, number - 4):number]):
        if not above.kind and 5 <= len(above.words) <= _MOST and len(above.words) > len(pieces[number].words) \
                and own & stems(above.words):
            return -1.0
    return 0.0
