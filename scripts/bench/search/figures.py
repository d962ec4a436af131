"""Takes queries, judged records and what an engine found; gives its figures: recall, rank, noise, look-alikes.

recall@10 is the relevant among the first ten by the relevant there are, ten at most; MRR the mean of 1/rank of the
first relevant one, 0 beyond ten; noise the share of wrong ones among the first ten of all one-word queries with
results. A query without any relevant record has no recall, but each record it finds is noise. Queries of the class
`conflation` must not find their look-alike and have no recall either; those of the class `negative` must find nothing,
unless a record of the corpus happens to answer them.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from bench.search.corpus import Record
from bench.search.judgments import Query

FIRST = 10
LOOK_ALIKE, NEGATIVE = "conflation", "negative"
OUTSIDE = -1
"""The number of a hit that is none of the records."""


@dataclass
class Figures:
    """How one engine answers one file of queries."""

    scores: dict[str, list[tuple[float, float]]] = field(default_factory=lambda: defaultdict(list))
    names: list[tuple[str, float]] = field(default_factory=list)
    wrong: int = 0
    shown: int = 0
    look_alikes: list[str] = field(default_factory=list)
    answered: list[str] = field(default_factory=list)
    unscored: list[str] = field(default_factory=list)
    weak: list[tuple[str, str, float, float]] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """Mean recall over all scored queries."""
        return _mean([recall for one in self.scores.values() for recall, _ in one])

    @property
    def rank(self) -> float:
        """Mean reciprocal rank over all scored queries."""
        return _mean([rank for one in self.scores.values() for _, rank in one])

    def of_class(self, kind: str) -> tuple[float, float]:
        """Recall and reciprocal rank of a class."""
        recalls, ranks = zip(*self.scores[kind], strict=True) if self.scores.get(kind) else ((), ())
        return _mean(recalls), _mean(ranks)

    @property
    def worst(self) -> tuple[float, str]:
        """The lowest recall of a class, and which."""
        return min((self.of_class(kind)[0], kind) for kind in self.scores)

    @property
    def noise(self) -> float:
        """Share of wrong hits of one-word queries."""
        return self.wrong / self.shown if self.shown else 0.0

    @property
    def known(self) -> float:
        """Mean recall of names that stand in the authority files."""
        return _mean([recall for _, recall in self.names])


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def relevant_to(query: Query, records: Sequence[Record]) -> set[int]:
    """Return the numbers of the records that answer a query."""
    return {number for number, record in enumerate(records) if query.is_relevant(record.folded)}


def figures_of(queries: Sequence[Query], records: Sequence[Record], found: Sequence[Sequence[int]],
               known: Collection[str]) -> Figures:
    """Judge what an engine found: for each query the numbers of the first records; `known` are ids of known names."""
    figures = Figures()
    for query, numbers in zip(queries, found, strict=True):
        relevant = relevant_to(query, records)
        if query.kind != NEGATIVE:
            counted = [one for one in numbers[:FIRST] if one == OUTSIDE or not query.is_tolerated(records[one].folded)]
            _judge(query, records, relevant, counted, figures)
        elif numbers and not relevant:
            figures.answered.append(query.typed)
        if query.id in known and relevant:
            figures.names.append((query.typed, _recall(relevant, numbers[:FIRST])))
    return figures


def _recall(relevant: set[int], first: Sequence[int]) -> float:
    return sum(number in relevant for number in first) / min(FIRST, len(relevant))


def _judge(query: Query, records: Sequence[Record], relevant: set[int], first: Sequence[int], figures: Figures) -> None:
    inside = [number for number in first if number != OUTSIDE]
    is_scored = query.kind != LOOK_ALIKE
    if not is_scored and any(query.is_forbidden(records[one].folded) for one in inside):
        figures.look_alikes.append(query.typed)
    if query.is_one_word and (relevant or is_scored):
        counted = first if relevant else inside
        figures.wrong += sum(number not in relevant for number in counted)
        figures.shown += len(counted)
    if not is_scored:
        return
    if not relevant:
        figures.unscored.append(query.typed)
        return
    recall = _recall(relevant, first)
    rank = next((1 / place for place, number in enumerate(first, 1) if number in relevant), 0.0)
    figures.scores[query.kind].append((recall, rank))
    if recall < 1 or rank < 1:
        figures.weak.append((query.kind, query.typed, recall, rank))
