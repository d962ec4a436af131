"""Takes the pieces of one report; gives its spans: title, body, and noise with kind and rule."""

from collections import Counter
from dataclasses import replace

from aqwal.ingest.cleaning.lead import credit_start, dateline_end, is_dateline
from aqwal.ingest.cleaning.pieces import Piece, beginning, cut
from aqwal.ingest.cleaning.rules import as_noise
from aqwal.ingest.cleaning.scoring import COLON, MARK, OPEN, QUOTE, ending, like_headline
from aqwal.ingest.cleaning.titles import Choice, choose, stems
from aqwal.ingest.page import ArticleSpans, Noise, Span

_SUBHEADING_WORDS = 18
_LABEL_WORDS = 3
_HEADLINE_WORDS, _LEAD_WORDS = 24, 11
_NAMES = 9
_SUMMARY_WORDS, _TITLE_WORDS = 45, 5


def counts_of(pieces: list[Piece]) -> dict[tuple[str, ...], int]:
    """Return how often each line of four words or more stands on the page."""
    return Counter(tuple(piece.words) for piece in pieces if len(piece.words) >= 4)


def article_spans(text: str, part: int, pieces: list[Piece], counts: dict[tuple[str, ...], int]) -> ArticleSpans:
    """Return the spans of the report made of these pieces."""
    pieces = _trimmed(text, pieces)
    body = [number for number, piece in enumerate(pieces) if piece.is_body]
    first, last = (body[0], body[-1]) if body else (len(pieces), -1)
    choice = choose(text, pieces[:first], [pieces[number] for number in body], counts) if body else None
    if choice is None and _opens_with_headline(text, [pieces[number] for number in body]):
        pieces[first].is_body = False
        choice, body = Choice(first, 1.0, ("open line with the report below it",)), body[1:]
        first = body[0]
    title = pieces[choice.number] if choice else None
    noise = []
    heading = ""
    for number, piece in enumerate(pieces):
        if piece.kind:
            heading = piece.follows if piece.follows != "-" else heading
            noise.append(Noise(piece.start, piece.end, piece.kind, piece.rule))
        elif piece.is_body:
            heading = ""
        elif piece is not title:
            noise.append(_noise(text, piece, title, heading, _place(number, first, last)))
    return ArticleSpans(part, (title.start, title.end) if title else None, _reason(choice, bool(body)),
                        _joined(text, [pieces[number] for number in body]), tuple(noise))


def _opens_with_headline(text: str, body: list[Piece]) -> bool:
    """Tell whether the first piece of a body reads as the headline of what follows it."""
    if len(body) < 2 or body[0].joined or body[1].joined:
        return False
    first, second = body[:2]
    way = beginning(first)
    if way in ("and", "and-verb", "link") or (way == "verb" and len(first.words) >= _LEAD_WORDS):
        return False
    most = _HEADLINE_WORDS if ending(text, second) != OPEN else _HEADLINE_WORDS // 2
    return ending(text, first) in (OPEN, QUOTE, MARK) and 4 <= len(first.words) <= most \
        and len(second.words) > len(first.words)


def _place(number: int, first: int, last: int) -> str:
    return "before" if number < first else "after" if number > last else "inside"


def _trimmed(text: str, pieces: list[Piece]) -> list[Piece]:
    """Return the pieces with dateline and closing credit cut off the first and last of the body."""
    body = [number for number, piece in enumerate(pieces) if piece.is_body]
    while len(body) > 1 and _names_reporters(text, pieces[body[0]]):
        pieces[body[0]].is_body = False
        body = body[1:]
    if not body:
        return pieces
    found = list(pieces)
    if _sums_up(text, pieces, body):
        found[body[0]] = as_noise(pieces[body[0]], "subheading", "stands above the date, sums the report up")
        body = body[1:]
    last = found[body[-1]]
    credit = credit_start(text, last)
    if credit:
        parts = cut(text, last, [credit])
        found[body[-1]:body[-1] + 1] = [replace(parts[0], is_body=True),
                                        *(as_noise(one, "source-credit", "credit in brackets at the end")
                                          for one in parts[1:])]
    first = found[body[0]]
    end = dateline_end(text, first)
    if end:
        parts = cut(text, first, [end])
        found[body[0]:body[0] + 1] = [as_noise(parts[0], "dateline", "place or agency before the lead"),
                                      *(replace(one, is_body=True, joined=True) for one in parts[1:])]
    return found


def _sums_up(text: str, pieces: list[Piece], body: list[int]) -> bool:
    """Tell whether the first paragraph stands above date or by-line, apart from the report that begins below them."""
    if len(body) < 3 or pieces[body[1]].joined or len(pieces[body[0]].words) > _SUMMARY_WORDS:
        return False
    known = stems(pieces[body[0]].words)
    if _may_be_headline(text, pieces[body[0]]) and not any(
            _may_be_headline(text, one) and len(known & stems(one.words)) >= 2 for one in pieces[:body[0]]):
        return False
    return any(piece.kind == "other" and piece.words and (piece.rule.startswith("made of") or "byline" in piece.rule
                                          or any(word[0].isdigit() for word in piece.words))
               for piece in pieces[body[0] + 1:body[1]])


def _may_be_headline(text: str, piece: Piece) -> bool:
    return not piece.kind and len(piece.words) >= _TITLE_WORDS and like_headline(text, piece)


def _names_reporters(text: str, piece: Piece) -> bool:
    """Tell whether a short line that ends in a colon above the lead only names who wrote it, or where."""
    return ending(text, piece) == COLON and len(piece.words) <= _NAMES and not piece.joined \
        and text[piece.end - 1] in ":：" and beginning(piece) != "and-verb"


def _joined(text: str, body: list[Piece]) -> tuple[Span, ...]:
    """Return the spans of the body, sentences of one line put together again."""
    found: list[Span] = []
    for piece in body:
        if found and piece.joined and not text[found[-1][1]:piece.start].strip():
            found[-1] = (found[-1][0], piece.end)
        else:
            found.append((piece.start, piece.end))
    return tuple(found)


def _noise(text: str, piece: Piece, title: Piece | None, heading: str, place: str) -> Noise:
    """Return a piece that is not body as noise of the likeliest kind."""
    kind, rule = _kind(text, piece, title, heading, place)
    return Noise(piece.start, piece.end, kind, rule)


def _kind(text: str, piece: Piece, title: Piece | None, heading: str, place: str) -> tuple[str, str]:
    count = len(piece.words)
    if title and _repeats(piece, title):
        return "duplicate-title", "repeats the title"
    if place != "after" and is_dateline(piece):
        return "dateline", "line of place and source"
    if heading and count > _LABEL_WORDS:
        return "related-headlines", "after a heading of related reports or of the page's end"
    if place == "inside" and count <= _SUBHEADING_WORDS and ending(text, piece) != "stop":
        return "subheading", "short open line between paragraphs"
    if place == "before" and count <= _LABEL_WORDS:
        return "section-label", "short line above the body"
    if like_headline(text, piece) and count >= 5:
        return "related-headlines", "line like a headline outside the body"
    return "other", f"no running text {place} the body"


def _repeats(piece: Piece, title: Piece) -> bool:
    """Tell whether a piece is the title again, perhaps with the name of the site beside it."""
    own, known = piece.words, title.words
    if own == known:
        return True
    return len(known) >= 4 and len(own) <= len(known) + 6 and (own[:len(known)] == known or own[-len(known):] == known)


def _reason(choice: Choice | None, has_body: bool) -> str:
    if choice:
        return f"line above the body: {', '.join(choice.reasons)} ({choice.weight:.1f})"
    return "no line above the body reads as its headline" if has_body else "no body, hence no title"
