"""Takes an article's spans; gives its passages: paragraphs with words, quotations, sentences and cues."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from aqwal.ingest.attribution.cues import Cue, cues_in
from aqwal.ingest.attribution.mentions import Line
from aqwal.ingest.attribution.names import Mention
from aqwal.ingest.attribution.quotations import Quotation, quotations
from aqwal.ingest.attribution.subjects import subject_at
from aqwal.ingest.attribution.words import BREAK, Word, words_in
from aqwal.ingest.page import ArticleSpans, Span

# One class stands in front of all the ways in which a sentence can end: the search then skips all other characters.
END = re.compile(r"[.…!؟?\n](?:(?<=[.…])(?=[\s\"«»“”]|$)|(?<=[!؟?])(?=\s|$)|(?<=\n)|(?<=\w\w\.)(?=[\"«“]|[ء-ي]{2})"
                 r"|(?:(?<=[»”\"]\.)|(?<=[»”\"]\s\.))(?=[ء-ي]{2}))")
INITIALS = "دمأا"
SPEECH_MARKS = re.compile(r"[\"«»“”]")

# Bounds that no paragraph of a newspaper reaches; they keep the time linear in the length of any text.
LONGEST = 24_000
"""Code points of a passage; longer lines are cut."""
MOST_WORDS = 250
"""Words of a sentence; longer ones are cut."""
MOST_JOINED = 8
"""Lines that one quotation goes on over."""
MOST_GAP = 200
"""Code points of noise between two such lines."""


@dataclass(slots=True)
class Sentence:
    """A sentence: the range of its words in the passage, and its code points."""

    first: int
    last: int
    start: int
    end: int


@dataclass(slots=True)
class Passage:
    """A paragraph. `outer` are its quotations that stand in no other, `cues` has a place for every word."""

    text: str
    start: int
    end: int
    is_title: bool
    line: Line
    words: list[Word]
    gaps: list[str]
    """What stands before each word."""
    cues: list[Cue | None]
    outer: list[Quotation]
    quote_ends: frozenset[int]
    """Code points behind the closing marks of all quotations."""
    sentences: list[Sentence] = field(default_factory=list)
    _word_starts: list[int] = field(default_factory=list)
    _quote_starts: list[int] = field(default_factory=list)
    _subjects: dict[int, tuple[list[Mention], int]] = field(default_factory=dict)

    def quote_at(self, place: int) -> Quotation | None:
        """Return the outermost quotation around a code point."""
        index = bisect_right(self._quote_starts, place) - 1
        return self.outer[index] if index >= 0 and place < self.outer[index].end else None

    def quotes_from(self, place: int) -> int:
        """Return the index of the first outer quotation that begins at or after a code point."""
        return bisect_left(self._quote_starts, place)

    def word_from(self, place: int) -> int:
        """Return the index of the first word that begins at or after a code point."""
        return bisect_left(self._word_starts, place)

    def words_within(self, quote: Quotation) -> int:
        """Return how many words a quotation has."""
        return self.word_from(quote.inner_end) - self.word_from(quote.inner)

    def sentence_at(self, index: int) -> int:
        """Return the index of the sentence that a word is in, or of the last one."""
        found = bisect_right(self.sentences, index, key=lambda sentence: sentence.first) - 1
        return max(found, 0)

    def is_apart(self, index: int) -> bool:
        """Tell whether a stop, comma or dash parts a word from the one before it."""
        gap = self.gaps[index]
        return gap != " " and BREAK.search(gap) is not None

    def subject_at(self, index: int) -> tuple[list[Mention], int]:
        """Return the speakers whose names begin at a word and the place behind them; asked again, the same answer."""
        found = self._subjects.get(index)
        if found is None:
            found = self._subjects[index] = subject_at(self.line, index)
        return found


def passage(text: str, start: int, end: int, is_title: bool = False) -> Passage:
    """Read a stretch of text as one paragraph."""
    quotes = quotations(text, start, end)
    outer = [quote for quote in quotes if quote.depth == 0]
    words = words_in(text, start, end)
    ends = [start, *(word.end for word in words)]
    gaps = [text[before:word.start] for before, word in zip(ends, words, strict=False)]
    found = Passage(text, start, end, is_title, Line(text, words), words, gaps, cues_in(words), outer,
                    frozenset(quote.end for quote in quotes))
    found._word_starts = [word.start for word in words]
    found._quote_starts = [quote.start for quote in outer]
    found.sentences = _sentences(found)
    return found


def passages_of(text: str, article: ArticleSpans) -> list[Passage]:
    """Return the title, if there is one, and the paragraphs of the body, in the order of the page."""
    found = [passage(text, *_pieces(text, *article.title)[0], is_title=True)] if article.title else []
    for start, end in _lines(text, article.body):
        found += [passage(text, *piece) for piece in _pieces(text, start, end)]
    return found


def _pieces(text: str, start: int, end: int) -> list[Span]:
    """Cut what is longer than any paragraph at sentence ends, or anywhere if it has none."""
    pieces = []
    while end - start > LONGEST:
        cut = text.rfind(". ", start + LONGEST // 2, start + LONGEST)
        cut = cut + 1 if cut > 0 else start + LONGEST
        pieces.append((start, cut))
        start = cut
    return [*pieces, (start, end)]


def _lines(text: str, body: tuple[Span, ...]) -> list[Span]:
    """Return the lines of the body; one that leaves a quotation open and those that go on with it are one."""
    found: list[Span] = []
    joined = 0
    for start, end in _all_lines(text, body):
        joined += 1
        if found and joined < MOST_JOINED and _goes_on(text, found[-1], (start, end)):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
            joined = 0
    return found


def _all_lines(text: str, body: tuple[Span, ...]) -> list[Span]:
    found = []
    for first, last in body:
        start = first
        while start < last:
            end = text.find("\n", start, last)
            end = last if end < 0 else end
            if not text[start:end].isspace() and end > start:
                found.append((start, end))
            start = end + 1
    return found


def _goes_on(text: str, before: Span, line: Span) -> bool:
    """Tell whether a line closes a quotation that the one before leaves open."""
    if line[0] - before[1] >= MOST_GAP or before[1] - before[0] > LONGEST or not _closes(text, *line):
        return False
    quotes = quotations(text, *before)
    return bool(quotes) and not quotes[-1].is_closed


def _closes(text: str, start: int, end: int) -> bool:
    """Tell whether a line closes a quotation it did not open: its first mark ends something."""
    mark = SPEECH_MARKS.search(text, start, end)
    if mark is None:
        return False
    if mark.group() in "»”":
        return True
    return mark.group() == '"' and mark.start() > start and (
        not text[mark.start() - 1].isspace() or not text[mark.end():mark.end() + 1].isalnum())


def _sentences(found: Passage) -> list[Sentence]:
    borders = [match.end() for match in END.finditer(found.text, found.start, found.end)
               if not _is_inside(found, match.start())] + [found.end]
    sentences: list[Sentence] = []
    start, first = found.start, 0
    for border in borders:
        last = found.word_from(border)
        while last - first > MOST_WORDS:
            cut = found.words[first + MOST_WORDS].start
            sentences.append(Sentence(first, first + MOST_WORDS, start, cut))
            start, first = cut, first + MOST_WORDS
        if last > first:
            sentences.append(Sentence(first, last, start, border))
            start, first = border, last
    return sentences


def _is_inside(found: Passage, place: int) -> bool:
    """Tell a stop that ends no sentence: in a quotation, a number, behind an initial."""
    text, quote = found.text, found.quote_at(place)
    if quote is not None and quote.is_closed and quote.inner <= place < quote.inner_end:
        return True
    if text[place - 1:place].isdigit() and text[place + 1:place + 2].isdigit():
        return True
    return text[place] == "." and text[place - 2:place - 1].isspace() and text[place - 1] in INITIALS
