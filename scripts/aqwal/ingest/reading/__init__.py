"""Takes files and folders of raw pages (text, HTML, WARC); gives pages as read, each with what was seen on the way."""

from aqwal.ingest.reading.document import MAX_BYTES, Document, PageError, Unreadable
from aqwal.ingest.reading.page import is_drawn, page_of
from aqwal.ingest.reading.sources import load_documents

__all__ = ["MAX_BYTES", "Document", "PageError", "Unreadable", "is_drawn", "load_documents", "page_of"]
