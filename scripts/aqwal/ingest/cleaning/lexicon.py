"""Takes the reviewed lists beside it; gives set phrases, words of page furniture, openers and places, folded."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from aqwal.arabic.normalise import fold
from aqwal.arabic.tokens import words

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A set phrase: its words, the kind of noise it marks, where it must stand, what follows it."""

    words: Words
    kind: str
    place: str
    follows: str
    name: str


@lru_cache(maxsize=1 << 16)
def folded(word: str) -> str:
    """Return the folded form of one word; remembered, since the same words come again and again."""
    return fold(word).strip("_")


def _rows(name: str) -> Iterator[list[str]]:
    for line in (files("aqwal.ingest.cleaning") / name).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def _by_first(phrases: Iterable[Words]) -> dict[str, tuple[Words, ...]]:
    """Return first word → the phrases that begin with it, longest first."""
    found: dict[str, list[Words]] = {}
    for phrase in set(phrases):
        found.setdefault(phrase[0], []).append(phrase)
    return {first: tuple(sorted(group, key=lambda one: (-len(one), one))) for first, group in sorted(found.items())}


def _phrases() -> dict[str, tuple[Phrase, ...]]:
    found: dict[str, list[Phrase]] = {}
    for text, kind, place, follows in _rows("phrases.tsv"):
        key = tuple(words(text))
        found.setdefault(key[0], []).append(Phrase(key, kind, place, follows, f"phrase {place}: {text}"))
    return {first: tuple(sorted(group, key=lambda one: -len(one.words))) for first, group in found.items()}


def _class(rows: list[list[str]], name: str) -> list[Words]:
    return [tuple(words(row[0])) for row in rows if row[1] == name]


PHRASES = _phrases()
"""First word → phrases, longest first."""
FURNITURE = {fold(row[0]): row[1] for row in _rows("furniture.tsv")}
"""Word → class."""
_PICTURES = list(_rows("pictures.tsv"))
SCENE = frozenset(fold(row[0]) for row in _PICTURES if row[1] == "scene")
PICTURE_SOURCE = frozenset(fold(row[0]) for row in _PICTURES if row[1] == "source")
_OPENERS = list(_rows("openers.tsv"))
VERBS = frozenset(key[0] for key in _class(_OPENERS, "verb"))
NOT_AND = frozenset(key[0] for key in _class(_OPENERS, "noun"))
TEASERS = frozenset(key[0] for key in _class(_OPENERS, "teaser"))
LINKS = _by_first(_class(_OPENERS, "link"))
PARTICLES = frozenset(fold(row[0]) for row in _rows("particles.txt"))
HANGING = frozenset(fold(row[0]) for row in _rows("hanging.txt"))
PLACES = _by_first(tuple(words(row[0])) for row in _rows("places.txt"))
AGENCIES = _by_first(tuple(words(row[0])) for row in _rows("agencies.txt"))


def phrases_at(known: dict[str, tuple[Phrase, ...]], found: list[str], at: int) -> Iterator[Phrase]:
    """Yield the phrases whose words stand at this place, longest first."""
    for phrase in known.get(found[at], ()):
        size = len(phrase.words)
        if size == 1 or (found[at + 1:at + 2] == [phrase.words[1]] and tuple(found[at:at + size]) == phrase.words):
            yield phrase


def starts(phrases: dict[str, tuple[Words, ...]], found: list[str], at: int = 0) -> int:
    """Return how many words the longest phrase at this place has; 0 if none stands there."""
    if at >= len(found) or found[at] not in phrases:
        return 0
    return next((len(phrase) for phrase in phrases.get(found[at], ())
                 if tuple(found[at:at + len(phrase)]) == phrase), 0)


def opener(found: list[str]) -> str:
    """Return how a paragraph begins: `verb`, `and` (و or ف before a word), `and-verb`, `link`, `teaser` or nothing."""
    if not found:
        return ""
    first = found[0]
    if first in TEASERS:
        return "teaser"
    if first in VERBS:
        return "verb"
    if starts(LINKS, found):
        return "link"
    if first[0] in "وف" and len(first) >= 3 and first not in NOT_AND:
        rest = first[1:]
        if rest in VERBS:
            return "and-verb"
        if first[0] == "و":
            if starts(LINKS, [rest, *found[1:5]]):
                return "link"
            return "and" if len(first) > 3 or rest in PARTICLES else ""
    return ""
