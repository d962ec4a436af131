"""Takes a document; gives the page it holds: canonical text, fingerprint, and what was seen while reading it."""

import re

from aqwal.canonical import canonical_text, sha256
from aqwal.ingest.page import RawPage
from aqwal.ingest.reading.decoding import Decoded, decode
from aqwal.ingest.reading.document import Document, PageError
from aqwal.ingest.reading.markup import Drawn, declared_charset, draw, is_markup

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
HTML = "html; charset="


def page_of(document: Document) -> RawPage:
    """Read a document. Raises PageError where there is no text in it.

    The text of a clean UTF-8 text file is the canonical text of its bytes. Any other page becomes the text drawn from
    it, and the fingerprint is of that text, which is what stands beside the draft.
    """
    decoded = decode(document.data, document.charset or declared_charset(document.data))
    if is_markup(decoded.text):
        return _from_markup(document, decoded)
    text = canonical_text(document.data if decoded.encoding == "utf-8" else decoded.text.encode("utf-8", "replace"))
    mark = sha256(document.data if decoded.encoding == "utf-8" else text)
    return RawPage(document.stem, _with_content(text), mark, document.url, decoded.encoding,
                   warnings=(*decoded.warnings, *_controls(text)))


def is_drawn(page: RawPage) -> bool:
    """Say whether the page's text is not that of a file of the user's, so that it must be kept to be found again."""
    return page.encoding != "utf-8"


def _from_markup(document: Document, decoded: Decoded) -> RawPage:
    drawn: Drawn = draw(decoded.text)
    text = canonical_text(drawn.text.encode("utf-8", "replace"))
    return RawPage(document.stem, _with_content(text), sha256(text), drawn.url or document.url,
                   HTML + decoded.encoding, drawn.published, drawn.outlet, (*decoded.warnings, *drawn.warnings))


def _with_content(text: str) -> str:
    if not text.strip():
        raise PageError("there is no text in it")
    return text


def _controls(text: str) -> tuple[str, ...]:
    found = sum(1 for _ in CONTROL.finditer(text))
    if not found:
        return ()
    return (f"{found} control characters (NUL and the like) stand in it; they count as blanks, and in offsets",)
