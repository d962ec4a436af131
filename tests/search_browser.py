"""Takes the toy site and a fake index; gives both to the browser tests of the search as fixtures.

The engine is replaced, so that slow, late, missing and damaged files can be had at will.
"""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

import search_fake
from browsing import MARKS, address, browser

__all__ = ["MARKS", "address", "browser"]
BOX = ".aq-search-input"
OPTION = ".aq-option"
STATE = ".aq-find-state"


class Index:
    """The fake files that a page is served; `files` may be changed, `asked` holds the names in the order of asking."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = search_fake.files()
        self.asked: list[str] = []
        self.held: list[Any] = []
        self.holding: str = ""

    def answer(self, route: Any) -> None:
        name = route.request.url.rpartition("/")[2]
        self.asked.append(name)
        if self.holding and self.holding in name:
            self.held.append(route)
        else:
            self.send(route)

    def send(self, route: Any) -> None:
        name = route.request.url.rpartition("/")[2]
        if name not in self.files:
            route.fulfill(status=404, body="no such file")
            return
        kind = "text/javascript" if name.endswith(".js") else "application/octet-stream"
        route.fulfill(body=self.files[name], content_type=kind)

    def release(self) -> None:
        held, self.held, self.holding = self.held, [], ""
        for route in held:
            self.send(route)


@pytest.fixture
def index() -> Index:
    return Index()


@pytest.fixture
def page(browser: Any, address: str, index: Index) -> Iterator[Any]:
    """A page with the fake index; at the end nothing must have been thrown, executed or asked of another host."""
    opened = browser.new_page(base_url=address)
    trouble: list[str] = []
    opened.on("pageerror", lambda error: trouble.append(str(error)))
    opened.on("dialog", lambda dialog: (trouble.append(f"executed: {dialog.message}"), dialog.dismiss()))
    opened.on("request", lambda request: None if request.url.startswith((address, "data:"))
              else trouble.append(f"left the site: {request.url}"))
    opened.route(re.compile(r"/search/[\w-]+\.[\w.-]+$"), index.answer)
    yield opened
    opened.close()
    assert trouble == []


def titles(page: Any) -> list[str]:
    return [text.strip() for text in page.locator(".aq-group-title").all_inner_texts()]


def open_results(page: Any, path: str) -> None:
    page.goto(path)
    page.wait_for_selector(".aq-group")
    page.wait_for_selector(".aq-choices li", state="attached")


def query_of(url: str) -> dict[str, list[str]]:
    return parse_qs(urlsplit(url).query)
