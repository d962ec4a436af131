"""Takes a text and the hash of some words; gives where they stand in it, in a time that hostile pages cannot stretch.

A SHA-256 cannot be rolled along a text, so few windows are hashed: those the neighbours' shifts propose, those around
the key phrase, those that begin and end as words do; all others come last. The sum of what is hashed is bounded.
"""

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import chain

from aqwal.canonical import sha256
from aqwal.hydrate.anchors import Anchor

MOST_HASHED = 20_000_000
"""Code points that may be hashed for one page: a page of 4,000 with thirty statements needs a fortieth of it."""


class Windows:
    """The windows of one text, hashed on demand."""

    def __init__(self, text: str, most: int = MOST_HASHED) -> None:
        self.text = text
        self.left = most

    def holds(self, anchor: Anchor, start: int) -> bool:
        """Say whether an anchor's words stand at a place."""
        end = start + anchor.length
        return start >= 0 and end <= len(self.text) and sha256(self.text[start:end]) == anchor.sha256

    def find(self, anchor: Anchor, proposed: Iterable[int]) -> list[int] | None:
        """Return every place of an anchor's words, the proposed ones tried first; None if the search was cut short."""
        phrase = anchor.key_phrase
        if anchor.length > len(self.text) or (phrase and phrase not in self.text):
            return []  # Nothing holds the words if it does not hold a part of them.
        for start in chain(proposed, self._around(phrase, anchor.length) if phrase else self._all(anchor.length)):
            if self.left < anchor.length:
                return None
            self.left -= anchor.length
            if self.holds(anchor, start):
                return list(places(self.text[start:start + anchor.length], self.text))
        return []

    def _around(self, phrase: str, length: int) -> Iterator[int]:
        """Yield the places from which a window of that length holds a phrase."""
        reached = 0
        for place in places(phrase, self.text):
            first = max(reached, place + len(phrase) - length)
            yield from range(first, place + 1)
            reached = max(reached, place + 1)

    def _all(self, length: int) -> Iterator[int]:
        """Yield all places, those first where the window begins and ends as words do."""
        last = len(self.text) - length
        ends = self._ends
        yield from (start for start in self._starts if start <= last and ends[start + length])
        yield from range(last + 1)

    @cached_property
    def _starts(self) -> list[int]:
        text = self.text
        return [place for place, char in enumerate(text)
                if not char.isspace() and (place == 0 or not (char.isalnum() and text[place - 1].isalnum()))]

    @cached_property
    def _ends(self) -> bytearray:
        """For each place whether a window that ends before it ends as words do."""
        text, found = self.text, bytearray(len(self.text) + 1)
        for place in range(1, len(text) + 1):
            before = text[place - 1]
            inside = before.isalnum() and place < len(text) and text[place].isalnum()
            found[place] = not inside and not before.isspace()
        return found


def places(words: str, text: str) -> Iterator[int]:
    """Yield every place where words stand in a text, overlapping ones not; linear for any text."""
    place = text.find(words) if words else -1
    while place >= 0:
        yield place
        place = text.find(words, place + len(words))
