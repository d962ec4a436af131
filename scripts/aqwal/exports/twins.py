"""Takes an archive and its sayings; gives the data beside each record page: its JSON twin and its statements as CSV.

A retired record has a twin as well, which says what became of it.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from aqwal.dataset import Archive
from aqwal.derive.sayings import Saying, Sayings
from aqwal.exports.slices import Context, record_json, statements_csv, tombstone_json
from aqwal.paths import FOLDERS

File = tuple[str, bytes]
"""A path below the root of the site, and the bytes that go there."""


def twins(archive: Archive, sayings: Sayings) -> Iterator[File]:
    """Yield every twin, in a fixed order."""
    for article_id, article in archive.articles.items():
        own = sayings.by_article.get(article_id, [])
        yield _json("article", article, {"statements": [saying.statement for saying in own]}, archive)
        yield _csv("article", article_id, own, archive)
    if archive.about["statement_pages"]:
        for saying in sayings.all:
            reports = [other.id for other in sayings.other_reports(saying)]
            contains = [inner.id for inner in sayings.nested_under.get(saying.id, [])]
            related = {"article": saying.article["id"], "other_reports": reports, "contains": contains}
            yield _json("statement", saying.statement, related, archive)
    for kind, records, table in (
        ("speaker", archive.speakers, sayings.by_speaker), ("publisher", archive.publishers, sayings.by_publisher),
        ("event", archive.events, sayings.by_event), ("topic", archive.topics, sayings.by_topic),
    ):
        for identifier, record in records.items():
            own = table.get(identifier, [])
            yield _json(kind, record, {"statements": [saying.id for saying in own]}, archive)
            yield _csv(kind, identifier, own, archive)
    for entry in archive.redirects:
        if entry["kind"] != "statement" or archive.about["statement_pages"]:
            yield f"{FOLDERS[entry['kind']]}/{entry['id']}.json", tombstone_json(entry, archive.about)


def _json(kind: str, record: Any, related: Mapping[str, object], archive: Archive) -> File:
    return f"{FOLDERS[kind]}/{record['id']}.json", record_json(kind, record, Context(archive.about, related))


def _csv(kind: str, identifier: str, sayings: list[Saying], archive: Archive) -> File:
    return f"{FOLDERS[kind]}/{identifier}.csv", statements_csv(sayings, archive)
