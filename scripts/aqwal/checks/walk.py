"""Takes an archive; gives every record in it with its kind, its file and its place in the file."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from aqwal.dataset import Archive
from aqwal.issues import Issue, Pointer, problem


class Place(NamedTuple):
    """A record where it stands: `base` leads to it in a file that holds several."""

    kind: str
    file: str
    base: Pointer
    record: Any

    def problem(self, pointer: Pointer, code: str, message: str, remedy: str, quoted: str = "") -> Issue:
        """Make an issue of one field of the record."""
        return problem(self.file, (*self.base, *pointer), code, message, remedy, quoted)


def articles(archive: Archive) -> Iterator[Place]:
    """Yield every article."""
    return _files(archive, "article", archive.articles)


def statements(archive: Archive) -> Iterator[Place]:
    """Yield every statement, in file order."""
    for article_id, listed in archive.statements.items():
        file = archive.files["statement", article_id]
        yield from (Place("statement", file, (index,), record) for index, record in enumerate(listed))


def topics(archive: Archive) -> Iterator[Place]:
    """Yield every topic."""
    file = archive.files.get(("topics", "topics"), "")
    return (Place("topic", file, (index,), record) for index, record in enumerate(archive.topics.values()))


def redirects(archive: Archive) -> Iterator[Place]:
    """Yield every retired identifier."""
    file = archive.files.get(("redirects", "redirects"), "")
    return (Place("redirect", file, (index,), record) for index, record in enumerate(archive.redirects))


def of_kind(archive: Archive, kind: str) -> Iterator[Place]:
    """Yield every record of one kind."""
    if kind == "article":
        return articles(archive)
    if kind == "statement":
        return statements(archive)
    if kind == "topic":
        return topics(archive)
    tables: dict[str, Any] = {"speaker": archive.speakers, "publisher": archive.publishers, "event": archive.events}
    return _files(archive, kind, tables[kind])


def every_record(archive: Archive) -> Iterator[Place]:
    """Yield every record, the dataset's own and the redirects included."""
    yield Place("dataset", archive.files["dataset", "dataset"], (), archive.about)
    for kind in ("article", "statement", "speaker", "publisher", "event", "topic"):
        yield from of_kind(archive, kind)
    yield from redirects(archive)


def _files(archive: Archive, kind: str, table: dict[str, Any]) -> Iterator[Place]:
    return (Place(kind, archive.files[kind, stem], (), record) for stem, record in table.items())
