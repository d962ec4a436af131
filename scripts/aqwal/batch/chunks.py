"""Takes documents one after the other; gives them in chunks of a size that is worth sending to a worker."""

from collections.abc import Iterable, Iterator

from aqwal.ingest.reading import Document, Unreadable

MANY = 16
BYTES = 1_000_000
"""A chunk ends at so many pages, or so many bytes: what is on its way to workers stays small."""
Chunk = tuple[Document | Unreadable, ...]


def chunked(documents: Iterable[Document | Unreadable], many: int = MANY) -> Iterator[Chunk]:
    """Yield the documents in order, some at a time."""
    chunk: list[Document | Unreadable] = []
    size = 0
    for document in documents:
        chunk.append(document)
        size += len(document.data) if isinstance(document, Document) else 0
        if len(chunk) >= many or size >= BYTES:
            yield tuple(chunk)
            chunk, size = [], 0
    if chunk:
        yield tuple(chunk)
