"""Takes the events of an HTML parser; gives the lines a reader would see, one a block, and the parts of the head."""

from collections.abc import Mapping

HIDDEN = frozenset((
    "script", "style", "noscript", "template", "svg", "math", "canvas", "iframe", "object", "audio", "video",
    "select", "datalist", "textarea", "head",
))
BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "br", "button", "caption", "center", "dd", "details",
    "dialog", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5",
    "h6", "header", "hr", "html", "label", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section",
    "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
))
HEADINGS = frozenset({"h1"})
MAX_SCRIPT = 200_000
"""Structured data beyond this many characters is not read."""
MAX_METAS = 500


class Blocks:
    """Collects lines while the parser runs; no tree is built, so that depth and size cost nothing."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.metas: list[tuple[str, str]] = []
        self.scripts: list[str] = []
        self.title = ""
        self.canonical: str | None = None
        self.has_heading = False
        self._pieces: list[str] = []
        self._hidden = False
        self._depth = 0
        self._captured: list[str] | None = None
        self._room = 0
        self._after_link = False
        self._preformatted = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take the beginning of an element."""
        if self._hidden:
            self._depth += 1
        elif tag in HIDDEN or _is_hidden(attributes):
            self._hidden, self._depth = True, 0
            if tag in BLOCKS:
                self._flush()
        if tag in ("meta", "link", "script", "title"):
            self._head(tag, attributes)
        if self._hidden:
            return
        if tag in BLOCKS or (tag == "a" and self._after_link):
            self._flush()
        self._preformatted += tag == "pre"
        self.has_heading |= tag in HEADINGS

    def end(self, tag: str) -> None:
        """Take the end of an element."""
        self._keep_captured(tag)
        if self._hidden:
            self._hidden = self._depth > 0
            self._depth -= 1
            return
        if tag in BLOCKS:
            self._flush()
        self._preformatted -= tag == "pre"
        self._after_link = tag == "a"

    def data(self, text: str) -> None:
        """Take text."""
        if self._captured is not None:
            self._captured.append(text[:max(self._room, 0)])
            self._room -= len(text)
            return
        if self._hidden:
            return
        if self._after_link and not text.isspace():
            self._after_link = False
        if self._preformatted:
            self._preformatted_lines(text)
        else:
            self._pieces.append(text)

    def comment(self, text: str) -> None:
        """Leave comments out."""

    def close(self) -> "Blocks":
        """End the last line."""
        self._flush()
        return self

    def _head(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "meta" and len(self.metas) < MAX_METAS:
            name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
            self.metas.append((name.strip().lower(), attributes.get("content", "").strip()))
        elif tag == "link" and attributes.get("rel", "").lower() == "canonical" and self.canonical is None:
            self.canonical = attributes.get("href")
        elif (tag == "title" and not self.title) or (tag == "script" and "ld+json" in attributes.get("type", "")):
            self._captured, self._room = [], MAX_SCRIPT

    def _keep_captured(self, tag: str) -> None:
        if self._captured is None or tag not in ("title", "script"):
            return
        text = "".join(self._captured)
        if tag == "title":
            self.title = " ".join(text.split())
        elif self._room >= 0:
            self.scripts.append(text)
        self._captured = None

    def _preformatted_lines(self, text: str) -> None:
        first, *rest = text.split("\n")
        self._pieces.append(first)
        for line in rest:
            self._flush()
            self._pieces.append(line)

    def _flush(self) -> None:
        self._after_link = False
        if self._pieces:
            line = " ".join("".join(self._pieces).split())
            if line:
                self.lines.append(line)
            self._pieces.clear()


def _is_hidden(attributes: Mapping[str, str]) -> bool:
    if not attributes:
        return False
    style = attributes.get("style", "")[:200].replace(" ", "").lower()
    return "hidden" in attributes or "display:none" in style
