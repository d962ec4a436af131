"""Takes weighed pieces; marks those that are body: the best path through before, in, beside and after the report."""

from aqwal.ingest.cleaning.pieces import Piece

BEFORE, BODY, BESIDE, AFTER = range(4)
LEAVE, LEAVE_IN_LINE = 0.6, 1.6
"""Price of leaving the body and of coming back, between lines and between sentences of one line."""
REOPEN = {"-": 0.0, "list": 0.5, "end": 4.0, "stop": 14.0}
"""Price of more body after a heading that says the report is over."""
_NEVER = float("-inf")
_Step = tuple[float, float, float, float]


def mark_body(pieces: list[Piece]) -> None:
    """Set `is_body` on the pieces of the best path. Pieces already judged only raise the price of going on."""
    open_pieces: list[tuple[Piece, float]] = []
    price = 0.0
    for piece in pieces:
        if piece.kind:
            price = max(price, REOPEN[piece.follows])
        else:
            open_pieces.append((piece, price))
            price = 0.0
    came: list[tuple[int, int, int, int]] = []
    best: _Step = (0.0, 0.0, _NEVER, _NEVER)
    for number, (piece, reopening) in enumerate(open_pieces):
        best, origin = _step(best, piece, reopening if number else 0.0)
        came.append(origin)
    state = max(range(4), key=lambda one: (best[one], -one))
    for (piece, _), origin in zip(reversed(open_pieces), reversed(came), strict=True):
        piece.is_body = state == BODY
        state = origin[state]


def _step(best: _Step, piece: Piece, reopening: float) -> tuple[_Step, tuple[int, int, int, int]]:
    """Return the best score of each state after this piece, and the state it came from."""
    leave = LEAVE_IN_LINE if piece.joined else LEAVE
    into_body = ((best[BEFORE], BEFORE), (best[BODY] - reopening, BODY), (best[BESIDE] - leave - reopening, BESIDE))
    into_beside = ((best[BESIDE] - reopening, BESIDE), (best[BODY] - leave - reopening, BODY))
    into_after = ((best[AFTER], AFTER), (best[BODY], BODY), (best[BESIDE], BESIDE))
    body, from_body = max(into_body)
    beside, from_beside = max(into_beside)
    after, from_after = max(into_after)
    return (best[BEFORE], body + piece.score, beside, after), (BEFORE, from_body, from_beside, from_after)
