"""Takes the first long piece of a page that lost its line ends; gives it cut into menu, headline, date and lead."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import takewhile

from aqwal.ingest.cleaning.lead import dateline_end
from aqwal.ingest.cleaning.lexicon import FURNITURE, HANGING, PARTICLES, PLACES, VERBS, folded, starts
from aqwal.ingest.cleaning.pieces import WORD, Piece, beginning, cut, is_fused, piece_of, places_of
from aqwal.ingest.cleaning.rules import after, as_noise, class_of
from aqwal.ingest.cleaning.titles import stem, stems

_HEAD_WORDS, _NAME, _DATELINE_WORDS = 90, 40, 8
_OPENED, _CLOSED = re.compile(r":\s*[«“\"]$"), re.compile(r"[»”\"]")
_QUOTATION = 90
_LEAD_CHARACTERS = 300
_TITLE, _TITLE_WORDS, _LEAD_WORDS = 4, 60, 30
_TRIES, _ABOVE = 8, 6
_UNKNOWN, _LONG_TITLE = 0.5, 14
_SENTENCE = 14
_SHARED, _SHARED_OFFERED, _SHARED_GLUED = 3, 2, 4
"""Words that a headline and the lead right behind it must share to be told apart by them: on a page without line ends,
behind "read also", in the first line of any other page."""


class Head:
    """What stands above the report on a page read from the top: cuts it until the lead is found."""

    def __init__(self, text: str) -> None:
        self.text, self.is_fused = text, is_fused(text) and not _has_headline(text)
        self.is_open = True
        self.lead_words: list[str] = []
        self._above: list[Piece] = []
        self._tries = 0

    def cut(self, piece: Piece) -> list[Piece]:
        """Return a long piece cut around runs of menu words, dates and counts, and before the lead."""
        lead = self._lead(piece) if self.is_fused else None
        self._tries += 1
        way = beginning(piece)
        self.is_open = self.is_fused and lead is None and self._tries < _TRIES and not way.startswith(("and", "link"))
        if lead == 0 or (lead is None and self._tries > 1 and way):
            parts = [piece]
        else:
            parts = list(_cut_head(self.text, piece, lead, self.is_fused))
        if lead is not None:
            first = places_of(self.text, piece)[lead]
            self._above += [part for part in parts if part.end <= first]
            for part in takewhile(lambda one: not self._is_prose(one), self._above):
                part.is_above = not part.kind
            self.lead_words = piece.words[lead:lead + 2 * _LEAD_WORDS]
        self._above += parts
        return parts

    def _is_prose(self, part: Piece) -> bool:
        """Tell a full sentence, with which a report has begun already, from a menu or a headline."""
        return not part.kind and len(part.words) >= _SENTENCE and self.text[part.end - 1] in ".؟!"

    def cut_offered(self, piece: Piece) -> list[Piece]:
        """Return what stands right behind "read also", cut before the lead if a headline with its report follows."""
        above, self._above = self._above, []
        lead = self._lead(piece, _SHARED_OFFERED)
        self._above = above
        return list(_cut_head(self.text, piece, lead, self.is_fused)) if lead else [piece]

    def cut_glued(self, piece: Piece) -> list[Piece]:
        """Return the first line of a page cut where a headline runs into the lead without a mark."""
        lead = self._lead(piece, _SHARED_GLUED)
        return list(_cut_head(self.text, piece, lead, False)) if lead else [piece]

    def headline_apart(self, pieces: list[Piece]) -> list[Piece]:
        """Return the pieces with the longest above the lead cut around the words that the lead takes up again."""
        known = stems(self.lead_words)
        best, chosen = (0.0, 0, 0), -1
        for number, piece in enumerate(pieces):
            if piece.is_above and len(piece.words) > _LONG_TITLE:
                own = _densest(piece.words, 0, len(piece.words), known)
                best, chosen = (own, number) if own > best else (best, chosen)
        if chosen < 0 or best[0] < _SHARED or best[2] - best[1] < _TITLE:
            return pieces
        piece = pieces[chosen]
        places = [*places_of(self.text, piece), piece.end]
        end = _quotation_end(self.text, piece, places[best[2]])
        parts = cut(self.text, piece, [place for place in (places[best[1]], end) if piece.start < place < piece.end])
        for part in parts:
            part.is_above, part.joined = True, False
        return [*pieces[:chosen], *parts, *pieces[chosen + 1:]]

    def _lead(self, piece: Piece, least: int = _SHARED) -> int | None:
        """Return the number of the verb that opens the lead: behind a headline most of whose words come again."""
        above = [word for one in self._above[-_ABOVE:] for word in one.words[-_TITLE_WORDS:]]
        if not above and beginning(piece) == "verb":
            return None
        verbs = [number for number in range(min(_HEAD_WORDS, len(piece.words) - _TITLE))
                 if _may_open(self.text, piece, number, bool(above))]
        if not verbs:
            return None
        known = [stem(word) for word in (*above, *piece.words[:_HEAD_WORDS + _LEAD_WORDS])]
        found = [(shared, -number) for number in verbs if (shared := _shared(known, len(above) + number)) >= least]
        return -max(found)[1] if found else None


def _has_headline(text: str) -> bool:
    """Tell whether one of the lines above the longest holds words that it takes up again, as a headline does."""
    lines = [line for line in text.splitlines() if line and not line.isspace()]
    longest = max(range(len(lines)), key=lambda number: len(lines[number]))
    lead = stems([folded(word) for word in WORD.findall(lines[longest], 0, _LEAD_CHARACTERS)])
    for line in lines[:longest]:
        own = stems([folded(word) for word in WORD.findall(line, 0, _LEAD_CHARACTERS)])
        if len(own) >= _TITLE and len(own & lead) * 2 >= len(own):
            return True
    return False


def _may_open(text: str, piece: Piece, number: int, has_above: bool) -> bool:
    """Tell whether the word of this number is a verb with which a lead can begin."""
    word = piece.words[number]
    if word not in VERBS or word in FURNITURE or word in PARTICLES:
        return False
    if not number:
        return True
    before, place = piece.words[number - 1], places_of(text, piece)[number]
    if before in HANGING or before in PARTICLES or not text[place - 1].isspace() or text[place - 2] in "،«\"“,":
        return False
    return not has_above or _is_frame(piece.words[:number])


def _shared(known: list[str], number: int) -> int:
    """Return how many words before this one come again after it."""
    if number < _TITLE:
        return 0
    return len(set(known[max(0, number - _TITLE_WORDS):number]) & set(known[number:number + _LEAD_WORDS]) - {""})


def _is_frame(words: list[str]) -> bool:
    """Tell whether a date, a menu, an address or a foreign name stands among the words."""
    return any(class_of(word) or word.isascii() for word in words)


def _cut_head(text: str, piece: Piece, lead: int | None, is_page_fused: bool) -> Iterator[Piece]:
    places: list[int] = []
    kinds: dict[int, tuple[str, str]] = {}
    known = piece.words[:_HEAD_WORDS if lead is None else lead]
    for first, last in _runs(known, 4 if lead is None else 3):
        start = places_of(text, piece)[first] if first else piece.start
        places += [start, after(text, piece, last, 1)]
        kinds[start] = ("other", "run of dates, menu words or counts in a line")
    signed = _signature(text, piece, places)
    kinds.update(dict.fromkeys(signed, ("other", "run of dates, menu words or counts in a line")))
    places += signed
    if lead is None and is_page_fused:
        places += _label_end(text, piece, places, kinds, len(piece.words))
    if lead is not None:
        head = _dateline(text, piece, lead)
        if head is not None:
            kinds[head] = ("dateline", "place or agency before the lead")
            places.append(head)
        places.append(places_of(text, piece)[lead])
        places += _label_end(text, piece, places, kinds, lead)
    inner = sorted({place for place in places if piece.start < place < piece.end})
    for part in cut(text, piece, inner) if places else [piece]:
        part.joined = part.joined and not places
        yield as_noise(part, *kinds[part.start]) if part.start in kinds else part


def _dateline(text: str, piece: Piece, lead: int) -> int | None:
    """Return where the dateline right before the lead begins; None without."""
    places = places_of(text, piece)
    for number in range(max(1, lead - _DATELINE_WORDS), lead):
        part = piece_of(text, places[number], min(piece.end, places[lead] + 120))
        if part and dateline_end(text, part) == places[lead]:
            return places[number]
    return None


def _label_end(text: str, piece: Piece, places: list[int], kinds: dict[int, tuple[str, str]], lead: int) -> list[int]:
    """Return where the headline begins behind a word or two of the menu, such as the section's name."""
    borders = sorted({piece.start, *places})
    found = []
    for border in borders:
        first = bisect_left(places_of(text, piece), border)
        last = first
        while last < lead - _TITLE and class_of(piece.words[last]) in ("nav", "tool"):
            last += starts(PLACES, piece.words, last + 1) + 1 if last == first else 1
        if last > first and border not in kinds:
            kinds[places_of(text, piece)[first] if first else piece.start] = ("section-label", "menu words in a line")
            found.append(places_of(text, piece)[last])
    return found


def _quotation_end(text: str, piece: Piece, place: int) -> int:
    """Return the end of the quotation that a colon opens right before a place; the place itself without one."""
    opened = _OPENED.search(text, max(piece.start, place - 6), place)
    closed = _CLOSED.search(text, place, min(piece.end, place + _QUOTATION)) if opened else None
    return closed.end() if closed else place


def _densest(words: list[str], first: int, last: int, known: set[str]) -> tuple[float, int, int]:
    """Return the stretch of words with most that are known and fewest that are not: its weight, first, end."""
    best, weight, start = (0.0, first, first), 0.0, first
    for number in range(first, last):
        own = stem(words[number])
        weight += 0.0 if not own else 1.0 if own in known else -_UNKNOWN
        if weight <= 0:
            weight, start = 0.0, number + 1
        elif weight > best[0]:
            best = (weight, start, number + 1)
    return best


def _signature(text: str, piece: Piece, places: list[int]) -> list[int]:
    """Return where the name that opens the page stands again before a dash: who signs the report."""
    first = places[0] if places else piece.start
    name = text[piece.start:first].strip(" -–|/")
    if not 3 < len(name) <= _NAME:
        return []
    again = text.find(name, first, piece.end)
    behind = text[again + len(name):again + len(name) + 3].lstrip() if again > 0 else ""
    return [again] if behind[:1] in ("-", "–", "—") and text[again - 1].isspace() else []


def _runs(words: list[str], least: int) -> Iterator[tuple[int, int]]:
    """Yield the first and last number of each run of furniture: so many words or more, or three names of networks."""
    first: int | None = None
    size = number = 0
    while number <= len(words):
        size = furniture_size(words, number)
        if size:
            first = number if first is None else first
        elif first is not None:
            if number - first >= least or (number - first == 3 and class_of(words[first]) == "share") \
                    or (number - first >= 2 and words[first] == "منذ" and _is_time(words[first + 1])):
                yield first, number - 1
            first = None
        number += size or 1


def _is_time(word: str) -> bool:
    return word[0].isdigit() or word.startswith(("ساع", "دقيق", "دقائق", "يوم", "ثاني"))


def furniture_size(words: list[str], at: int) -> int:
    """Return how many words of furniture stand at a place: one, or a place with the figure of its weather; else 0."""
    if at >= len(words):
        return 0
    if words[at] == "لينكد" and words[at + 1:at + 2] == ["ان"]:
        return 2
    if class_of(words[at]):
        return 1
    size = starts(PLACES, words, at)
    figure = words[at + size:at + size + 1]
    return size + 1 if size and figure and figure[0].isdigit() and len(figure[0]) <= 2 else 0
