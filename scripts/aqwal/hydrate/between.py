"""Takes how far known places of a text have moved; gives the place of the spans between, recorded by offsets alone.

Where the known places on both sides of an edge have moved alike, so has the edge. Where they have moved apart,
something was put in or taken out between them. Spans before that place moved with the left side, spans after it with
the right one; the place is where the edges of most spans fall between a blank and a letter, as recorded edges do. A
span keeps its length, or it no longer holds the same words.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import NamedTuple

from aqwal.hydrate.anchors import Anchor, Placed

UNPLACED = "the page has changed around it, and it fits nowhere between its neighbours"
EITHER = "the page has changed around it, and more than one place fits"
MOST_BETWEEN = 100
"""Shifts between those of both sides are tried if there are no more of them."""
CONJUNCTIONS = "وف"
RESIZED = "the page has more or fewer characters inside it"


@dataclass
class Track:
    """How far the text has moved at each place where that is known, by offset in the recorded text."""

    offsets: list[int] = field(default_factory=list)
    shifts: list[int] = field(default_factory=list)

    def add(self, offset: int, shift: int) -> None:
        """Enter the shift at an offset."""
        place = bisect_right(self.offsets, offset)
        self.offsets.insert(place, offset)
        self.shifts.insert(place, shift)

    def around(self, offset: int) -> list[tuple[int, int]]:
        """Return offset and shift of the nearest known places at or before, and at or after an offset."""
        before, after = bisect_right(self.offsets, offset), bisect_left(self.offsets, offset)
        return [(self.offsets[place], self.shifts[place]) for place in (before - 1, after)
                if 0 <= place < len(self.offsets)]


class Edge(NamedTuple):
    """An edge of a span: its recorded offset; on which side of it the span is (0 right, -1 left); what it parts.

    Paragraphs and noise are parted from others by a blank; a reporting verb may have a conjunction or a mark beside it.
    """

    offset: int
    inner: int
    is_cue: bool


Unit = tuple[Edge, ...]
"""Edges that move together: both of a span, or one where the other has moved otherwise."""
Gap = tuple[tuple[int, int], ...]
"""The known places on both sides of an edge, each with its shift."""


def place_spans(anchors: Sequence[Anchor], text: str, track: Track) -> list[Placed]:
    """Place spans by their edges. The track has entries before the first and after the last of them."""
    found: dict[Edge, list[int]] = {}
    gaps: dict[Gap, dict[Unit, None]] = {}
    for anchor in sorted(anchors, key=lambda one: (one.start, one.end)):
        units: dict[Gap, Unit] = {}
        for edge in _edges(anchor):
            gap = tuple(track.around(edge.offset))
            units[gap] = (*units.get(gap, ()), edge)
        for gap, unit in units.items():
            gaps.setdefault(gap, {})[unit] = None
    for gap, members in gaps.items():
        back, forth = gap[0][1], gap[-1][1]
        if back == forth:
            found |= {edge: [edge.offset + back] for unit in members for edge in unit}
        else:
            _settle(list(members), back, forth, text, found)
    return [_placed(anchor, found, text) for anchor in anchors]


def _edges(anchor: Anchor) -> Unit:
    is_cue = anchor.field == "cue"
    return Edge(anchor.start, 0, is_cue), Edge(anchor.end, -1, is_cue)


def _settle(units: Sequence[Unit], back: int, forth: int, text: str, found: dict[Edge, list[int]]) -> None:
    """Enter the possible places of units in order, the first of which moved by `back` and the others by `forth`."""
    with_left = [_fits(unit, back, text) for unit in units]
    with_right = [_fits(unit, forth, text) for unit in units]
    before = list(accumulate(with_left, initial=0))
    after = list(accumulate(reversed(with_right), initial=0))[::-1]
    scores = [left + right for left, right in zip(before, after, strict=True)]
    most = max(scores)
    best = [place for place, score in enumerate(scores) if score == most]
    for number, unit in enumerate(units):
        shifts = [back] if number < best[0] else [forth] if number >= best[-1] else [back, forth]
        fitting = [shift for shift in shifts if _fits(unit, shift, text)]
        if not fitting and abs(forth - back) <= MOST_BETWEEN:
            # Things were put in at several places between, such as a blank line after every line.
            fitting = [shift for shift in range(min(back, forth) + 1, max(back, forth)) if _fits(unit, shift, text)]
        found |= {edge: [edge.offset + shift for shift in fitting] for edge in unit}


def _fits(unit: Unit, shift: int, text: str) -> bool:
    """Say whether all edges of a unit can stand where a shift puts them."""
    return all(_is_edge(text, edge, edge.offset + shift) for edge in unit)


def _is_edge(text: str, edge: Edge, place: int) -> bool:
    inside, outside = place + edge.inner, place - 1 - edge.inner
    if not 0 <= inside < len(text) or text[inside].isspace():
        return False
    if not 0 <= outside < len(text) or text[outside].isspace():
        return True
    return edge.is_cue and (not text[outside].isalnum() or (edge.inner == 0 and text[outside] in CONJUNCTIONS))


def _placed(anchor: Anchor, found: dict[Edge, list[int]], text: str) -> Placed:
    """Return a span's place: of those its edges can have, the one that keeps its length."""
    starts, ends = (found[edge] for edge in _edges(anchor))
    if not starts or not ends:
        return Placed(anchor, "missing", why=UNPLACED)
    whole = [(start, end) for start in starts for end in ends if end - start == anchor.length]
    if len(whole) != 1:
        return Placed(anchor, "ambiguous", why=EITHER if whole else RESIZED)
    start, end = whole[0]
    if not 0 <= start < end <= len(text):
        return Placed(anchor, "missing", why=UNPLACED)
    return Placed(anchor, "exact" if start == anchor.start else "moved", start, end)
