"""Takes the draft of a page; gives the numbers that the report shows, which add up over pages."""

from collections import Counter
from dataclasses import dataclass, field

from aqwal.ingest.page import PageDraft


@dataclass(frozen=True, slots=True)
class Counts:
    """Numbers of one page, or of many."""

    pages: int = 0
    articles: int = 0
    noise: Counter[str] = field(default_factory=Counter)
    statements: Counter[str] = field(default_factory=Counter)
    unresolved: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(self.pages + other.pages, self.articles + other.articles, self.noise + other.noise,
                      self.statements + other.statements, self.unresolved + other.unresolved)


def counts_of(draft: PageDraft) -> Counts:
    """Return the numbers of one page."""
    return Counts(
        1, len(draft.articles),
        Counter(noise.kind for article in draft.articles for noise in article.spans.noise),
        Counter(statement.type for article in draft.articles for statement in article.statements),
        sum(len(article.unresolved) for article in draft.articles),
    )
