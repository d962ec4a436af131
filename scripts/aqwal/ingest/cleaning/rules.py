"""Takes a piece; says whether a set phrase, a date line, a menu or a mark makes it noise, and of which kind."""

import re
from dataclasses import replace
from functools import lru_cache

from aqwal.ingest.cleaning.lexicon import FURNITURE, PHRASES, VERBS, Phrase, phrases_at
from aqwal.ingest.cleaning.pieces import SHORT, Piece, beginning, piece_of, places_of

_AFTER_LABEL = re.compile(r"[:：|/>»›\-–—…]|\.\.")
_QUOTE_END = re.compile(r"[\"“«.]\s*$")
_ADDRESS = re.compile(r"https?://\S+|www\.\S+|\S+@\S+\.\w+|pic\.twitter\.com/\S+|@\w{3,}")
_ADDRESS_SIGNS = ("@", "http", "www.", "pic.")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_FILE = re.compile(r"^[^\n]{1,80}\.(?:jpe?g|png|webp|gif|mp4|pdf)$", re.IGNORECASE)
_START_WORDS, _LINE_WORDS, _BYLINE_WORDS, _LABEL_WORDS = 15, 60, 7, 40
_KIND_OF_CLASS = {"share": "share-link", "nav": "section-label", "comment": "comments-prompt"}


def phrase_at(text: str, piece: Piece, at: int) -> Phrase | None:
    """Return the set phrase whose words stand at the word of this number, the longest whose place fits."""
    return next((phrase for phrase in phrases_at(PHRASES, piece.words, at) if _fits(text, piece, at, phrase)), None)


def after(text: str, piece: Piece, at: int, size: int) -> int:
    """Return the place behind the phrase of so many words: of the next word, or the end of the piece."""
    return places_of(text, piece)[at + size] if at + size < len(piece.words) else piece.end


def _is_label(text: str, piece: Piece, at: int, size: int) -> bool:
    last = places_of(text, piece)[at + size - 1]
    between = text[last:after(text, piece, at, size)].lstrip()
    return _AFTER_LABEL.search(between) is not None


def _fits(text: str, piece: Piece, at: int, phrase: Phrase) -> bool:
    size, count = len(phrase.words), len(piece.words) - at
    others = sum(1 for word in piece.words[at + size:at + size + 3] if not word.isdigit() and word not in FURNITURE)
    if phrase.place == "alone":
        return count <= size + 3 and others == 0
    if phrase.place == "label":
        return (count <= size + 2 and others == 0) or (count <= _LABEL_WORDS and _is_label(text, piece, at, size))
    if phrase.place == "start":
        return count <= _START_WORDS or (count <= _LABEL_WORDS and _is_label(text, piece, at, size))
    if phrase.place == "line":
        return count <= _LINE_WORDS
    if phrase.place == "byline":
        return _is_byline(text, piece, at, size)
    return count == size and text[piece.start] in "([«{." and at == 0


def _is_byline(text: str, piece: Piece, at: int, size: int) -> bool:
    """Tell whether a name follows: few words, no verb of saying among them."""
    rest = piece.words[at + size:]
    if len(rest) > (2 * _BYLINE_WORDS if _is_label(text, piece, at, size) else _BYLINE_WORDS - 2) or not rest:
        return False
    return not any(word in VERBS for word in rest) and not _QUOTE_END.search(text[piece.start:piece.end])


@lru_cache(maxsize=1 << 16)
def class_of(word: str) -> str:
    """Return the class of a word of page furniture (a figure counts as a date); nothing for other words."""
    if word[0].isdigit():
        return "date"
    return FURNITURE.get(word) or (FURNITURE.get(word[1:], "") if word[0] == "و" else "")


def furniture_kind(piece: Piece) -> str | None:
    """Return the kind of a line made mostly of dates, menus, counts or names of networks; None for other lines."""
    count = len(piece.words)
    if not 0 < count <= 60:
        return None
    if not any(map(class_of, piece.words[:int(count * 0.4) + 1])):
        return None
    found = [name for name in map(class_of, piece.words) if name]
    if len(found) < count * (0.75 if count <= 4 else 0.6):
        return None
    return _KIND_OF_CLASS.get(max(sorted(set(found)), key=found.count), "other")


def judge(text: str, piece: Piece) -> None:
    """Set kind, rule and what follows on a piece that is surely noise; leave the others."""
    if piece.end - piece.start <= SHORT:
        piece.kind, piece.rule, piece.follows = _judged(text[piece.start:piece.end])
    else:
        _judge(text, piece)


@lru_cache(maxsize=1 << 13)
def _judged(line: str) -> tuple[str, str, str]:
    """Return kind, rule and what follows of a short line."""
    piece = piece_of(line, 0, len(line))
    if piece is None:
        return "", "", "-"
    _judge(line, piece)
    return piece.kind, piece.rule, piece.follows


def _judge(text: str, piece: Piece) -> None:
    if not piece.words:
        piece.kind, piece.rule = "other", "made of signs alone"
        return
    phrase = phrase_at(text, piece, 0)
    if phrase:
        piece.kind, piece.rule, piece.follows = phrase.kind, phrase.name, phrase.follows
        return
    if len(piece.words) > 60:
        return
    kind = furniture_kind(piece)
    if kind:
        piece.kind, piece.rule = kind, "made of dates, menu words, counts or networks"
        return
    content = text[piece.start:piece.end]
    if content[0] in "©®":
        piece.kind, piece.rule, piece.follows = "other", "copyright sign", "stop"
        return
    if content.startswith(("http://", "https://", "www.")) and " " not in content:
        piece.kind, piece.rule = "share-link", "an address alone"
        return
    address = _ADDRESS.search(content) if any(sign in content for sign in _ADDRESS_SIGNS) else None
    if address and len(piece.words) <= 14 and not beginning(piece).startswith(("verb", "and")):
        piece.kind, piece.rule = "share-link" if "http" in content else "other", "holds an address"
    elif _FILE.match(content):
        piece.kind, piece.rule = "other", "name of a file"
    elif not _ARABIC.match(piece.words[0]) and _is_latin(content):
        piece.kind, piece.rule = "other", "Latin letters alone"


def _is_latin(content: str) -> bool:
    """Tell whether hardly any letter is Arabic."""
    latin = len(_LATIN.findall(content, 0, 400))
    return latin > 2 and len(_ARABIC.findall(content, 0, 400)) * 4 < latin


def as_noise(piece: Piece, kind: str, rule: str, follows: str = "-") -> Piece:
    """Return the piece as noise of a kind, by a rule."""
    return replace(piece, kind=kind, rule=rule, follows=follows, is_body=False)
