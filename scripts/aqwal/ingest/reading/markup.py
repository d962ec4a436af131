"""Takes the HTML of a page; gives the text of its visible blocks, a line each, and what its head says of the page.

Nothing is judged here: menus, captions and widgets become lines as well, and the rules that clean text pages decide.
"""

import re
from typing import NamedTuple

from lxml import etree

from aqwal.arabic.normalise import fold
from aqwal.ingest.reading.blocks import Blocks
from aqwal.ingest.reading.metadata import head_of

HEAD = 4_000
"""So many characters tell whether a page is HTML."""
BEGINS = re.compile(r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,1000}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b",
                    re.IGNORECASE | re.DOTALL)
TAG = re.compile(r"</?(?:html|head|body|meta|title|link|script|style|div|p|span|article|section|table|ul|li|h[1-6]|br"
                 r"|a)(?:\s[^<>]{0,500})?/?>", re.IGNORECASE)
CHARSET = re.compile(rb"<meta[^<>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,40})", re.IGNORECASE)
MANY_TAGS = 6


class Drawn(NamedTuple):
    """The text drawn from HTML, and what its head says."""

    text: str
    url: str | None
    outlet: str | None
    published: str | None
    warnings: tuple[str, ...]


def is_markup(text: str) -> bool:
    """Say by its content whether a text is HTML: it begins so, or holds many tags near its beginning."""
    start = text[:HEAD].removeprefix("\ufeff")
    return bool(BEGINS.match(start)) or sum(1 for _ in TAG.finditer(start)) >= MANY_TAGS


def declared_charset(data: bytes) -> str | None:
    """Return the encoding that HTML declares in its head."""
    found = CHARSET.search(data[:HEAD])
    return found[1].decode("ascii") if found else None


def draw(text: str) -> Drawn:
    """Draw the visible text of HTML. A headline that only the head knows becomes the first line."""
    blocks, warnings = _parse(text)
    head = head_of(blocks.metas, blocks.scripts, blocks.canonical)
    lines = blocks.lines
    headline = head.headline or blocks.title
    if headline and _key(headline) not in {_key(line) for line in lines} and not blocks.has_heading:
        lines = [headline, *lines]
    told = ("it is HTML: the text is drawn from its visible blocks", *warnings)
    return Drawn("\n".join(lines) + "\n" if lines else "", head.url, head.outlet, head.published, told)


def _parse(text: str) -> tuple[Blocks, tuple[str, ...]]:
    blocks = Blocks()
    parser = etree.HTMLParser(target=blocks, encoding="utf-8", no_network=True, huge_tree=True)
    try:
        parser.feed(text.encode("utf-8", "replace"))
        parser.close()
    except etree.LxmlError as error:
        return blocks, (f"the HTML is broken and was read up to the break ({str(error).splitlines()[0][:120]})",)
    return blocks, ()


def _key(line: str) -> str:
    return " ".join(fold(line).split())
