"""Takes a rendered page; gives the text that stands in its article, without markup, for the search."""

from html.parser import HTMLParser

from aqwal.arabic.tokens import one_line
from aqwal.pages.frame import Frame

INLINE = frozenset({"a", "abbr", "b", "bdi", "cite", "code", "em", "i", "kbd", "mark", "q", "span", "strong", "sub",
                    "sup", "time", "wbr"})
"""Markup inside a line, which parts no words."""
HIDDEN = frozenset({"script", "style", "svg", "nav"})


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._in_article = 0
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._part(tag)
        self._in_article += tag == "article"
        # The sign that links a heading to itself is no word.
        is_sign = tag == "a" and (self._hidden or ("class", "headerlink") in attrs)
        self._hidden += tag in HIDDEN or bool(is_sign)

    def handle_endtag(self, tag: str) -> None:
        self._part(tag)
        self._in_article -= tag == "article"
        self._hidden -= bool(self._hidden) and (tag in HIDDEN or tag == "a")

    def _part(self, tag: str) -> None:
        if tag not in INLINE:
            self.parts.append(" ")

    def handle_data(self, data: str) -> None:
        if self._in_article and not self._hidden:
            self.parts.append(data)


def visible_text(frame: Frame) -> str:
    """Return the text of a prose page on one line."""
    reader = _Reader()
    reader.feed("".join(frame.pieces[::2]))
    reader.close()
    return one_line("".join(reader.parts))
