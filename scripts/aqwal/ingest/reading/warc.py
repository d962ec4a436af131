"""Takes a web archive file (WARC, packed or not); gives the pages of its records, as they were served."""

from collections.abc import Iterator
from contextlib import redirect_stderr
from email.message import Message
from io import StringIO
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from aqwal.ingest.reading.document import Document, Unreadable

RECORDS = frozenset({"response", "resource", "conversion"})
"""Kinds of record that carry a page; requests, metadata and repeated visits carry none."""
MEDIA = frozenset({"text/html", "text/plain", "application/xhtml+xml"})


def is_warc(path: Path) -> bool:
    """Say whether a file is named as a web archive."""
    return path.name.lower().endswith((".warc", ".warc.gz"))


def load_records(path: Path, stem: str, name: str, max_bytes: int) -> Iterator[Document | Unreadable]:
    """Yield the page of each record; the stem is the file's with the record's number. Raises OSError."""
    number = pages = 0
    # The library writes what it doubts, words of the page among it, straight to the terminal.
    said = StringIO()
    with path.open("rb") as file:
        records = ArchiveIterator(file)
        try:
            while True:
                with redirect_stderr(said):
                    record = next(records, None)
                    if record is None:
                        break
                    number += 1
                    found = _document(record, f"{stem}-{number:05}", f"{name} record {number}", max_bytes)
                if found is not None:
                    pages += 1
                    yield found
        except (ArchiveLoadFailed, EOFError, ValueError, AttributeError) as error:
            yield _cut_off(stem, name, number, str(error).splitlines()[0] if str(error) else type(error).__name__)
            return
    if why := _doubts(number, pages, said.getvalue()):
        yield Unreadable(stem, name, why)


def _doubts(records: int, pages: int, said: str) -> str:
    """Return what is wrong with a file that was read to its end, if anything."""
    if records == 0:
        return "it holds no records; is it a WARC file?"
    if pages == 0:
        return f"none of its {records} records is a page of HTML or text served with status 200"
    if "not followed by newline" in said:
        return "lengths in it are wrong: pages may be cut short or have others' text at their end; fetch the file again"
    return ""


def _cut_off(stem: str, name: str, number: int, what: str) -> Unreadable:
    return Unreadable(f"{stem}-{number + 1:05}", name,
                      f"it cannot be read past record {number} ({what}); fetch the file again")


def _document(record: ArcWarcRecord, stem: str, name: str, max_bytes: int) -> Document | Unreadable | None:
    headers = record.http_headers
    served = (headers or record.rec_headers).get_header("Content-Type") or ""
    media, charset = _media(served)
    status = headers.get_statuscode() if headers else "200"
    if record.rec_type not in RECORDS or media not in MEDIA or status != "200":
        return None
    try:
        data = record.content_stream().read(max_bytes + 1)
    except Exception as error:  # a page packed wrongly: the decompressors below raise errors of their own kinds
        return Unreadable(stem, name, f"its content cannot be unpacked ({type(error).__name__}: {error})")
    if len(data) > max_bytes:
        return Unreadable(stem, name, f"it has more than the {max_bytes:,} bytes allowed; raise --max-size")
    # A packed file that was cut off ends without a word; only the record's own count of bytes shows it.
    if getattr(record.raw_stream, "limit", 0) > 0:
        return Unreadable(stem, name, "the file is cut off in the middle of it; fetch the file again")
    return Document(stem, name, data, record.rec_headers.get_header("WARC-Target-URI"), charset)


def _media(header: str) -> tuple[str, str | None]:
    """Return the media type and the character set of a Content-Type header."""
    message = Message()
    message["Content-Type"] = header.replace("\r", " ").replace("\n", " ")
    return message.get_content_type(), message.get_content_charset()
