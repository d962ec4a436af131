"""Takes the reviewed lists beside it; gives months, weekdays, words beside dates, agencies and credits, folded."""

from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files

from aqwal.arabic.tokens import words
from aqwal.ingest.fields.prepared import prepared

Words = tuple[str, ...]


def _rows(name: str) -> Iterator[list[str]]:
    for line in (files("aqwal.ingest.fields") / name).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def _forms(cell: str) -> Iterator[str]:
    return (" ".join(words(form)) for form in cell.split("|"))


@lru_cache(maxsize=20_000)
def key(word: str) -> str:
    """Return the folded form of one word; words of pages come again and again."""
    return " ".join(words(word))


MONTHS = {form: (calendar, int(number)) for calendar, number, cell in _rows("months.tsv") for form in _forms(cell)}
"""Folded name, of one or two words → calendar and number."""
MONTH_STARTS = frozenset(form.split()[0] for form in MONTHS if " " in form)
WEEKDAYS = {form: int(number) for number, cell in _rows("weekdays.tsv") for form in _forms(cell)}
"""Folded name → number, Monday being 0."""
DISTANCES = {key(word): (float(hours), int(count)) for hours, count, word in _rows("distances.tsv")}
"""Unit of time → hours, and how many are meant without a figure."""
AGENCIES = {form: identifier for identifier, cell in _rows("agencies.tsv") for form in _forms(cell)}
"""Folded name → id to use where the dataset has no record of that name."""


def _classes(name: str) -> dict[str, dict[Words, None]]:
    found: dict[str, dict[Words, None]] = {}
    for kind, phrase in _rows(name):
        found.setdefault(kind, {})[tuple(words(phrase))] = None
    return found


DATE_WORDS = _classes("date_words.tsv")
CREDITS = _classes("credits.tsv")
"""Class → folded phrases."""
STOP_WORDS = frozenset(key(row[0]) for row in _rows("stop_words.txt"))


def single(classes: dict[str, dict[Words, None]], kind: str) -> frozenset[str]:
    """Return the phrases of a class that are one word."""
    return frozenset(phrase[0] for phrase in classes[kind] if len(phrase) == 1)


def _first_words(phrases: dict[Words, None]) -> frozenset[str]:
    return frozenset(phrase[0] for phrase in phrases)


def last_of(phrases: dict[Words, None], found: list[str]) -> int:
    """Return the place after the last of the phrases among these words; -1 without one."""
    if prepared(_first_words, phrases).isdisjoint(found):
        return -1
    return max((end for end in range(1, len(found) + 1) for phrase in phrases
                if tuple(found[max(0, end - len(phrase)):end]) == phrase), default=-1)


def holds(phrases: dict[Words, None], found: list[str]) -> bool:
    """Say whether one of the phrases stands among these words."""
    if prepared(_first_words, phrases).isdisjoint(found):
        return False
    text = f" {' '.join(found)} "
    return any(f" {' '.join(phrase)} " in text for phrase in phrases)


def without(phrases: dict[Words, None], found: list[str]) -> list[int]:
    """Return the places of the words that no phrase covers."""
    left: list[int] = []
    place = 0
    longest = max(map(len, phrases))
    while place < len(found):
        size = next((size for size in range(longest, 0, -1) if tuple(found[place:place + size]) in phrases), 0)
        if not size:
            left.append(place)
        place += size or 1
    return left
