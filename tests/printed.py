"""Takes a page and its edition; gives it printed in a bare frame and read back as elements, for tests of pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from aqwal.pages.edition import Edition
from aqwal.pages.frame import Frame
from aqwal.pages.page import Page
from aqwal.pages.render import press

VOID = frozenset({"meta", "link", "br", "hr", "img", "input"})
BARE = Frame(("<!doctype html><html><head><title>", "title", "</title>", "head", "</head><body>", "language", "<main>",
              "content", "</main>", "footer", "</body></html>"))
ASSETS = {"css": "assets/a.css", "js": "assets/a.js", "icon": "assets/i.svg", "font": "assets/f.woff2",
          "explore": "assets/e.js", "worker": "assets/w.js", "sqlite": "assets/s.wasm"}
_LAST: list[Any] = []
"""The edition printed last and its press, so that templates are compiled once a test."""


@dataclass
class Element:
    """An element of a page: its tag, attributes, children and the text that stands in it, in order."""

    tag: str
    attributes: dict[str, str]
    parts: list[Element | str] = field(default_factory=list)

    def all(self, tag: str | None = None, **attributes: str) -> list[Element]:
        """Return the elements below, in page order; `class_` asks for one of the classes, `data_x` for `data-x`."""
        return [one for one in self._below() if one.fits(tag, attributes)]

    def one(self, tag: str | None = None, **attributes: str) -> Element:
        """Return the only element that fits."""
        found = self.all(tag, **attributes)
        assert len(found) == 1, f"{len(found)} elements {tag} {attributes}"
        return found[0]

    def fits(self, tag: str | None, attributes: dict[str, str]) -> bool:
        if tag and self.tag != tag:
            return False
        for name, value in attributes.items():
            own = self.attributes.get(name.rstrip("_").replace("_", "-"))
            if own is None or (value not in own.split() if name == "class_" else value != own):
                return False
        return True

    @property
    def text(self) -> str:
        """The text in it, with white space as a reader sees it."""
        return " ".join("".join(self._strings()).split())

    def _strings(self) -> Iterator[str]:
        for part in self.parts:
            if isinstance(part, str):
                yield part
            else:
                yield from part._strings()

    def _below(self) -> Iterator[Element]:
        for part in self.parts:
            if isinstance(part, Element):
                yield part
                yield from part._below()


class Reader(HTMLParser):
    """Builds the elements, and fails on a tag that closes what is not open."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Element("document", {})
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].parts.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].parts.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].parts.append(data)


def printed(page: Page, edition: Edition) -> Element:
    """Print a page in a bare frame and read it back; every element must be closed in order."""
    if not _LAST or _LAST[0] is not edition:
        _LAST[:] = [edition, press(edition, defaultdict(lambda: BARE), ASSETS)]
    reader = Reader()
    reader.feed(_LAST[1].print_page(page))
    reader.close()
    assert reader.open == [reader.root]
    return reader.root


def scripts(root: Element) -> list[Element]:
    """Return the script elements that are not the site's own file, linked data, or texts for it."""
    own = ("application/ld+json", "application/json")
    return [one for one in root.all("script") if one.attributes.get("type") not in own and "src" not in one.attributes]
