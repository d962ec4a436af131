"""Takes an article's anchors and the canonical text of a page; gives each anchor's place there, or why it has none.

The headline is known by its words and contents are by their hash, so they are found again wherever they stand. What
lies between them, body, noise and cues, is placed by them.
"""

from collections.abc import Sequence

from aqwal.canonical import sha256
from aqwal.hydrate.anchors import Anchor, Placed, known, spans
from aqwal.hydrate.between import Track, place_spans
from aqwal.hydrate.windows import Windows
from aqwal.record_types import Article, Statement

NOT_THERE = "its words stand nowhere in the page"
NOTHING = "no words of the article were found by which to place it"
CUT_SHORT = "the page is too large to search all of it"
TWICE = "its words stand in the page more than once"
MISFIT = "the record's hash does not fit its offsets"


def place_anchors(article: Article, statements: Sequence[Statement], text: str) -> list[Placed]:
    """Return every anchor of an article with its place in a page's canonical text."""
    document = article["document"]
    is_same = len(text) == document["length"] and sha256(text) == document["canonical_sha256"]
    track = Track()
    placed = _place_known(known(article, statements), text, track, is_same)
    if is_same:
        return [*placed, *(Placed(one, "exact", one.start, one.end) for one in spans(article, statements))]
    if not track.offsets:
        return [*placed, *(Placed(one, "missing", why=NOTHING) for one in spans(article, statements))]
    # The ends of the text are known too, though less is known of them: the track begins and ends outside all spans.
    track.add(-1, 0)
    track.add(document["length"] + 1, len(text) - document["length"])
    return [*placed, *place_spans(list(spans(article, statements)), text, track)]


def _place_known(anchors: Sequence[Anchor], text: str, track: Track, is_same: bool) -> list[Placed]:
    """Place the anchors whose words are known, and enter them: what has not moved, what stands once, then the rest."""
    windows = Windows(text)
    found = {one: Placed(one, "exact", one.start, one.end) for one in anchors if windows.holds(one, one.start)}
    if is_same:
        return [found.get(one) or Placed(one, "missing", why=MISFIT) for one in anchors]
    for one in found:
        _enter(track, one, 0)
    several: dict[Anchor, list[int]] = {}
    for one in anchors:
        if one in found:
            continue
        shifts = dict.fromkeys(shift for _, shift in track.around(one.start))
        at = windows.find(one, (one.start + shift for shift in shifts))
        if at and len(at) == 1:
            found[one] = _moved(one, at[0])
            _enter(track, one, at[0] - one.start)
        elif at:
            several[one] = at
        else:
            found[one] = Placed(one, "missing", why=CUT_SHORT if at is None else NOT_THERE)
    found |= {one: _one_of(one, at, track) for one, at in several.items()}
    return [found[one] for one in anchors]


def _enter(track: Track, anchor: Anchor, shift: int) -> None:
    track.add(anchor.start, shift)
    track.add(anchor.end, shift)


def _moved(anchor: Anchor, start: int) -> Placed:
    return Placed(anchor, "moved", start, start + anchor.length)


def _one_of(anchor: Anchor, at: Sequence[int], track: Track) -> Placed:
    """Choose among several places the one that fits the neighbours: it has moved as they have, or stands between."""
    around = track.around(anchor.start)
    alike = [place for place in at if any(place - anchor.start == shift for _, shift in around)]
    between = [place for place in at if len(around) == 2 and sum(around[0]) <= place <= sum(around[1])]
    for fitting in (alike, between):
        if len(fitting) == 1:
            return _moved(anchor, fitting[0])
    return Placed(anchor, "ambiguous", why=TWICE)
