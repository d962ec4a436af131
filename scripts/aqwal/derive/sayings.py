"""Takes an archive; gives every statement joined with its article, in time order and looked up from all sides."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from aqwal.dataset import Archive
from aqwal.record_types import Article, Statement


@dataclass(frozen=True)
class Saying:
    """A statement in its place: the article, its number on the page (from 1), and the neighbours on the page."""

    statement: Statement
    article: Article
    number: int
    before: str | None
    after: str | None

    @property
    def id(self) -> str:
        """Identifier of the statement."""
        return self.statement["id"]

    @property
    def date(self) -> str | None:
        """The day said where known, else the day published; ISO 8601."""
        return self.statement["said_on"]["date"] or self.article["published"]["date"]

    @property
    def year(self) -> str | None:
        """Year of `date`."""
        return self.date[:4] if self.date else None


@dataclass(frozen=True)
class Sayings:
    """All statements. Every list is in time order: undated last, then by article and place on the page."""

    all: list[Saying]
    by_id: dict[str, Saying]
    by_article: dict[str, list[Saying]] = field(default_factory=dict)
    by_speaker: dict[str, list[Saying]] = field(default_factory=dict)
    by_addressee: dict[str, list[Saying]] = field(default_factory=dict)
    by_publisher: dict[str, list[Saying]] = field(default_factory=dict)
    by_via: dict[str, list[Saying]] = field(default_factory=dict)
    by_event: dict[str, list[Saying]] = field(default_factory=dict)
    by_topic: dict[str, list[Saying]] = field(default_factory=dict)
    by_utterance: dict[str, list[Saying]] = field(default_factory=dict)
    nested_under: dict[str, list[Saying]] = field(default_factory=dict)

    def other_reports(self, saying: Saying) -> list[Saying]:
        """Return the other reports of the same utterance."""
        utterance = saying.statement["utterance"]
        return [other for other in self.by_utterance.get(utterance or "", []) if other.id != saying.id]


def sayings_of(archive: Archive) -> Sayings:
    """Join every statement with its article and index the result; linear in the number of statements."""
    result = Sayings([], {})
    for article_id, article in archive.articles.items():
        placed = _place(article, archive.statements.get(article_id, []))
        result.by_article[article_id] = placed
        result.all.extend(placed)
    result.all.sort(key=time_order)
    for saying in result.all:
        _index(result, saying)
    return result


def time_order(saying: Saying) -> tuple[bool, str, str, int]:
    """Sort key: oldest first, undated last, then by article and place on the page."""
    return saying.date is None, saying.date or "", saying.article["id"], saying.number


def _place(article: Article, statements: list[Statement]) -> list[Saying]:
    ids = [statement["id"] for statement in statements]
    return [
        Saying(statement, article, index + 1, ids[index - 1] if index else None,
               ids[index + 1] if index + 1 < len(ids) else None)
        for index, statement in enumerate(statements)
    ]


def _index(result: Sayings, saying: Saying) -> None:
    statement = saying.statement
    result.by_id[saying.id] = saying
    for table, keys in (
        (result.by_speaker, statement["speakers"]),
        (result.by_addressee, statement["addressees"]),
        (result.by_publisher, [saying.article["publisher"]]),
        (result.by_via, statement["via"]),
        (result.by_event, [statement["event"]]),
        (result.by_topic, statement["about"]),
        (result.by_utterance, [statement["utterance"]]),
        (result.nested_under, [statement["nested_in"]]),
    ):
        _file(table, keys, saying)


def _file(table: dict[str, list[Saying]], keys: Iterable[str | None], saying: Saying) -> None:
    for key in keys:
        if key is not None:
            table.setdefault(key, []).append(saying)
