"""Takes nothing; gives the shapes of reading: the bytes of one page, or why they could not be had."""

from dataclasses import dataclass

MAX_BYTES = 20_000_000
"""A larger page is refused unless the user raises the limit; news pages have a hundredth of it."""


@dataclass(frozen=True, slots=True)
class Document:
    """The bytes of one page and what their carrier says of them: nothing for a file, HTTP headers in a WARC record.

    `stem` names the page in results and is never given twice in a run; `name` is where it stands, for messages.
    """

    stem: str
    name: str
    data: bytes
    url: str | None = None
    charset: str | None = None


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A page that could not be had, and why."""

    stem: str
    name: str
    message: str


class PageError(ValueError):
    """A page that no text can be drawn from; the message says what it is and what to do."""
