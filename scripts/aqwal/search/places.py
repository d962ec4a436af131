"""Takes texts, entry by entry; gives where each word stands, as the lines of digits that the site's search reads.

A line holds, for each entry that has the word: twice the number of entries passed over, plus one when the word stands
there more than once; then, if so, how often; then the places, each as the distance from the one before. Numbers are
written in base 32, lowest digit first, as characters from `0` on; the sixth bit says that more digits follow.
"""

from collections.abc import Iterable, Iterator

from aqwal.arabic.tokens import words

ZERO, BASE = 48, 32
GAP = 10
"""Places left free between two texts of an entry, so that no phrase runs from one into the other."""
LAST = 65535
"""Places are counted up to this one; what stands behind it in one entry is found by no search."""


def digits(number: int) -> bytes:
    """Write a number, lowest digit first."""
    if number < SHORT:
        return _WRITTEN[number]
    written = bytearray()
    while number >= BASE:
        written.append(ZERO + BASE + number % BASE)
        number //= BASE
    written.append(ZERO + number)
    return bytes(written)


SHORT = 0
_WRITTEN: list[bytes] = []
_WRITTEN.extend([digits(number) for number in range(1 << 14)])
SHORT = len(_WRITTEN)
"""Numbers below this one are looked up."""


class Places:
    """Collects the places of words; memory grows with the size of the written index, not with objects."""

    def __init__(self) -> None:
        self._lines: dict[str, bytearray] = {}
        self._last: dict[str, int] = {}

    def add(self, entry: int, texts: Iterable[str], marks: Iterable[str] = ()) -> None:
        """Record the words of an entry's texts, and marks that stand for no text; entries must come in rising order."""
        found: dict[str, list[int]] = {}
        place = 0
        for text in texts:
            for word in words(text):
                if word in found:
                    found[word].append(place)
                else:
                    found[word] = [place]
                place += 1
            place += GAP
        if place > LAST:
            found = {word: kept for word, all_of in found.items() if (kept := [one for one in all_of if one <= LAST])}
        for mark in marks:
            found[mark] = [0]
        for word, places in found.items():
            self._write(word, entry, places)

    def _write(self, word: str, entry: int, places: list[int]) -> None:
        line = self._lines.get(word)
        if line is None:
            line = self._lines[word] = bytearray()
            passed = entry
        else:
            passed = entry - self._last[word] - 1
        self._last[word] = entry
        if len(places) == 1:
            line += digits(2 * passed) + digits(places[0])
            return
        line += digits(2 * passed + 1) + digits(len(places))
        before = 0
        for place in places:
            line += digits(place - before)
            before = place

    def __iter__(self) -> Iterator[str]:
        """Yield the words."""
        return iter(self._lines)

    def line(self, word: str) -> bytes:
        """Return what is written for a word."""
        return bytes(self._lines[word])
