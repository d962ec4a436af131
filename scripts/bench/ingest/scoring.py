"""Takes what was found in a page and its gold; gives counts of what is right: body, noise, titles, statements."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from aqwal.arabic.tokens import words
from bench.ingest.gold import GoldArticle, GoldPage, GoldStatement, Names, Span

HALF = 0.5
"""Two spans agree if what they share is at least this part of what either holds (intersection over union)."""
Said = tuple[Sequence[str], int, int]
"""Speakers' names, start and end of the content."""


@dataclass
class Counts:
    """Counts over several pages; ratios are made at the end, so that long pages weigh more."""

    right: int = 0
    found: int = 0
    wanted: int = 0

    def add(self, right: int, found: int, wanted: int) -> None:
        """Count one more page."""
        self.right += right
        self.found += found
        self.wanted += wanted

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 1 if nothing was found."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Share of what is wanted that was found; 1 if nothing is wanted."""
        return self.right / self.wanted if self.wanted else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass
class Scores:
    """What an extractor reached on a set of pages."""

    body: Counts = field(default_factory=Counts)
    heavy: Counts = field(default_factory=Counts)
    noise_left: int = 0
    noise: int = 0
    titles: Counts = field(default_factory=Counts)
    statements: Counts = field(default_factory=Counts)
    types: dict[str, Counts] = field(default_factory=dict)


def score_body(scores: Scores, page: GoldPage, found: set[int]) -> None:
    """Count the characters of the body, and the blocks of noise of which half or more was taken for body."""
    gold: set[int] = set()
    for article in page.articles:
        gold |= article.body(page.text)
        for start, end, _ in article.noise:
            places = [place for place in range(start, end) if not page.text[place].isspace()]
            scores.noise += bool(places)
            scores.noise_left += bool(places) and sum(place in found for place in places) >= HALF * len(places)
    counts = len(gold & found), len(found), len(gold)
    scores.body.add(*counts)
    if page.about.get("heavy") == "yes":
        scores.heavy.add(*counts)


def score_titles(scores: Scores, page: GoldPage, titles: Sequence[str | None]) -> None:
    """Count the articles whose title has the words of the gold title, or rightly none."""
    for number, article in enumerate(page.articles):
        gold = words(page.text[slice(*article.title)]) if article.title else []
        found = words(titles[number] or "") if number < len(titles) else ["?"]
        scores.titles.add(gold == found, 1, 1)


def score_statements(scores: Scores, text: str, article: GoldArticle, found: Sequence[Said]) -> list[tuple[int, str]]:
    """Count the statements with the right speakers and half the content; returns the pairs (found, gold id).

    A headline may stand twice, and a statement in it at either place: the same words agree wherever they stand.
    """
    gold = article.statements
    pairs = sorted(((alike, -number, key)
                    for number, (names, start, end) in enumerate(found) for key, one in gold.items()
                    if (alike := agreement(text, (start, end), one.content)) >= HALF
                    and same_speakers(names, one.speakers)), reverse=True)
    taken: dict[int, str] = {}
    for _, number, key in pairs:
        if -number not in taken and key not in taken.values():
            taken[-number] = key
    scores.statements.add(len(taken), len(found), len(gold))
    for kind, count in Counter(one.type for one in gold.values()).items():
        right = sum(gold[key].type == kind for key in taken.values())
        scores.types.setdefault(kind, Counts()).add(right, right, count)
    return sorted(taken.items())


def agreement(text: str, one: Span, other: Span) -> float:
    """Return intersection over union of two spans; 1 for the same words at two places."""
    if one[1] - one[0] == other[1] - other[0] and text[slice(*one)] == text[slice(*other)]:
        return 1.0
    shared = max(0, min(one[1], other[1]) - max(one[0], other[0]))
    return shared / max(1, one[1] - one[0] + other[1] - other[0] - shared)


def same_speakers(found: Sequence[str], gold: Names) -> bool:
    """Tell whether as many speakers were found as the gold has, each of them one of its."""
    return len(found) == len(gold) and all(any(same_person(name, forms) for forms in gold) for name in found) and all(
        any(same_person(name, forms) for name in found) for forms in gold)


def same_person(name: str, forms: Iterable[str]) -> bool:
    """Tell whether a name is one of the forms, or part of one: all its words, one of them first or last."""
    mine = [word.removeprefix("ال") for word in words(name)]
    for form in forms:
        theirs = [word.removeprefix("ال") for word in words(form)]
        short, long = (mine, theirs) if len(mine) <= len(theirs) else (theirs, mine)
        if short and set(short) <= set(long) and (len(short) > 1 or short[0] in (long[0], long[-1])):
            return True
    return False


def missed(article: GoldArticle, pairs: Sequence[tuple[int, str]]) -> list[tuple[str, GoldStatement]]:
    """Return the gold statements that no pair holds."""
    hit = {key for _, key in pairs}
    return [(key, one) for key, one in article.statements.items() if key not in hit]
