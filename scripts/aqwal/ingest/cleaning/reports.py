"""Takes marked pieces; gives the reports of the page: where each begins, and which body is no report but a teaser."""

from dataclasses import dataclass

from aqwal.ingest.cleaning.pieces import Piece, beginning
from aqwal.ingest.cleaning.scoring import DOTS, ending, like_headline
from aqwal.ingest.cleaning.titles import lead_stems, shared

_PARAGRAPHS, _CHARACTERS = 2, 180
_OVERLAP, _OVERLAP_OPEN, _OVERLAP_WEAK, _OVERLAP_GOING_ON = 0.25, 0.45, 0.55, 0.8
"""Part of a headline's words that its first paragraph must share: after a closed report, an open one, links, a tie."""
_CLOSING_KINDS = ("follow-us", "share-link", "source-credit")
_HEADLINE_WORDS, _LINES_ABOVE = 4, 6
_GOING_ON = ("and-verb", "and", "link")
_CLOSERS = ("end", "stop")


@dataclass(slots=True)
class Group:
    """A stretch of body between two headings: the numbers of its pieces, what headings stand before it."""

    pieces: list[int]
    heading: int | None
    """Number of the first heading (of a list, or of the page's end) since the body before; None without."""
    is_closed: bool
    """Whether the body before was closed: a credit, keywords, comments."""
    is_weak: bool
    """Whether only links to share or follow stand between: another report then needs more to show for itself."""


def groups_of(pieces: list[Piece]) -> list[Group]:
    """Return the stretches of body that headings part."""
    found: list[Group] = []
    heading: int | None = None
    is_closed, is_weak = False, True
    for number, piece in enumerate(pieces):
        if piece.is_body:
            if heading is not None or not found:
                found.append(Group([], heading, is_closed, is_weak))
            found[-1].pieces.append(number)
            heading, is_closed, is_weak = None, False, True
        elif piece.kind and found and (piece.follows != "-" or piece.kind in _CLOSING_KINDS):
            heading = number if heading is None else heading
            is_closed = is_closed or piece.follows in _CLOSERS
            is_weak = is_weak and piece.follows == "-"
    return found


def borders(text: str, pieces: list[Piece]) -> list[int]:
    """Return the numbers of the pieces at which further reports begin; drop from the body what only teases."""
    found: list[int] = []
    size = 0
    for group in groups_of(pieces):
        own = sum(pieces[number].end - pieces[number].start for number in group.pieces)
        if group.is_weak and group.heading is not None:
            if _is_new(pieces, group) and _is_report(pieces, group):
                found.append(_border(pieces, group))
        elif group.heading is not None:
            _free_headline(text, pieces, group)
            if not _is_new(pieces, group):
                if group.is_closed and own < size and beginning(pieces[group.pieces[0]]) not in _GOING_ON:
                    _drop(pieces, group)
            elif _is_report(pieces, group):
                found.append(_border(pieces, group))
            else:
                _drop(pieces, group)
        size += own
    return found


def _free_headline(text: str, pieces: list[Piece], group: Group) -> None:
    """Take from a stretch a first line that reads as the headline of the rest, where none stands above."""
    first = pieces[group.pieces[0]]
    if len(group.pieces) > 1 and _headline_above(pieces, group) is None and like_headline(text, first) \
            and beginning(first) != "verb" and ending(text, first) != DOTS:
        first.is_body = False
        del group.pieces[0]


def _headline_above(pieces: list[Piece], group: Group) -> int | None:
    """Return the line between heading and stretch that shares most with its first paragraph; the nearest of equals."""
    known = lead_stems([pieces[group.pieces[0]]])
    between = [number for number in range(group.pieces[0] - 1, group.heading or 0, -1)
               if not pieces[number].kind and len(pieces[number].words) >= _HEADLINE_WORDS][:_LINES_ABOVE]
    return max(between, key=lambda number: shared(pieces[number].words, known), default=None)


def _is_new(pieces: list[Piece], group: Group) -> bool:
    """Tell whether a stretch belongs to a headline above it rather than to the body before."""
    headline = _headline_above(pieces, group)
    if headline is None:
        return False
    first = pieces[group.pieces[0]]
    goes_on = beginning(first) in _GOING_ON
    overlap = shared(pieces[headline].words, lead_stems([first]))
    if group.is_closed and not goes_on and len(group.pieces) > _PARAGRAPHS:
        return True
    if group.is_weak:
        return overlap >= _OVERLAP_WEAK and not goes_on and headline < group.pieces[0]
    least = _OVERLAP_GOING_ON if goes_on else _OVERLAP if group.is_closed else _OVERLAP_OPEN
    return overlap >= least


def _border(pieces: list[Piece], group: Group) -> int:
    """Return where the next report begins: at the last heading of a list before it, else at its headline.

    What closes the report before (credit, keywords, links) stays with that report.
    """
    first = group.heading or 0
    headline = _headline_above(pieces, group)
    end = group.pieces[0] if headline is None else headline
    lists = [number for number in range(first, end) if pieces[number].kind and pieces[number].follows == "list"]
    return lists[-1] if lists else end


def _is_report(pieces: list[Piece], group: Group) -> bool:
    """Tell whether a stretch has the body of a report: paragraphs, not one teaser."""
    own = [pieces[number] for number in group.pieces]
    return len(own) >= _PARAGRAPHS and sum(piece.end - piece.start for piece in own) >= _CHARACTERS


def _drop(pieces: list[Piece], group: Group) -> None:
    for number in group.pieces:
        pieces[number].is_body = False
