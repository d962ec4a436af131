"""Takes the records; gives what results can be filtered by: speaker, outlet, year, topic, event and type of each."""

from typing import Any

from aqwal.dataset import Archive
from aqwal.derive.sayings import Saying, Sayings

TYPES = ("direct", "indirect", "mixed")


def facets(archive: Archive, sayings: Sayings) -> dict[str, Any]:
    """Return the values with their names, and per article and statement the numbers of its values."""
    tables: dict[str, dict[str, Any]] = {"speaker": dict(archive.speakers), "publisher": dict(archive.publishers),
                                         "topic": dict(archive.topics), "event": dict(archive.events)}
    numbers = {kind: {one: number for number, one in enumerate(table)} for kind, table in tables.items()}

    def statement_row(saying: Saying) -> list[Any]:
        one = saying.statement
        return [TYPES.index(one["type"]), [numbers["speaker"][key] for key in one["speakers"]],
                [numbers["topic"][key] for key in one["about"]], numbers["event"][one["event"]] if one["event"] else -1]

    return {
        "values": {kind: [[key, record["names"]["ar"], record["names"]["en"]] for key, record in table.items()]
                   for kind, table in tables.items()},
        "articles": [[numbers["publisher"][article["publisher"]] if article["publisher"] else -1,
                      (article["published"]["date"] or "")[:4], [numbers["topic"][key] for key in article["topics"]],
                      [numbers["event"][key] for key in article["events"]]] for article in archive.articles.values()],
        "statements": [[statement_row(saying) for saying in sayings.by_article.get(key, [])]
                       for key in archive.articles],
    }
