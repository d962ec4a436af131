"""Releases, versions and tombstones in a real browser: nothing fails, nothing overflows, all is accessible."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from aqwal.dataset import Archive
from browsing import AXE, MARKS, browser, served
from released import built, repository

__all__ = ["browser", "built", "repository"]
PAGES = ["releases/", "downloads/1.0.0/", "downloads/1.1.0/", "articles/a0099/", "speakers/salma-hadoun/",
         "articles/a0001/#a0001-s10"]

pytestmark = MARKS


@pytest.fixture(scope="module")
def place(built: tuple[Path, Archive]) -> Iterator[str]:
    with served(built[0]) as one:
        yield one


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(("base", "width", "scheme"), [("", 390, "dark"), ("", 1280, "light"), ("en/", 390, "light"),
                                                       ("en/", 1280, "dark")])
def test_page(path: str, base: str, width: int, scheme: str, place: str, browser: Any) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    trouble: list[str] = []
    page.on("console", lambda message: trouble.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on("request", lambda request: None if request.url.startswith((place, "data:"))
            else trouble.append(f"left the site: {request.url}"))
    page.goto(place + base + path, wait_until="networkidle")
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    assert trouble == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.add_script_tag(path=str(AXE))
    found = page.evaluate("axe.run(document)")
    assert [(one["id"], [node["target"] for node in one["nodes"]][:3]) for one in found["violations"]] == []
    page.close()


def test_the_old_address_of_a_statement_leads_to_its_line(place: str, browser: Any) -> None:
    page = browser.new_page()
    page.goto(f"{place}en/articles/a0001/#a0001-s10")
    assert "recorded twice" in page.inner_text("li:target")
    page.close()


def test_a_removed_record_leads_to_its_tombstone(place: str, browser: Any) -> None:
    page = browser.new_page()
    page.goto(f"{place}en/releases/")
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    page.click(".aq-release a[href$='articles/a0099/']")
    assert "This record was withdrawn" in page.inner_text("h1")
    page.close()
