"""The built site in a real browser: nothing fails, nothing leaves the site, every page passes an accessibility test."""

from pathlib import Path
from typing import Any

import pytest

from browsing import AXE, MARKS, address, browser

__all__ = ["address", "browser"]
PAGES = ["", "articles/", "articles/a0001/", "speakers/", "speakers/SPEAKER/", "statements/", "statements/a0001-s01/",
         "events/", "events/EVENT/", "publishers/", "publishers/PUBLISHER/", "topics/", "topics/TOPIC/", "search/",
         "downloads/", "dictionary/", "explore/", "checks/", "terms/", "about/", "method/"]

pytestmark = MARKS


def concrete(path: str, site: Path) -> str:
    """Put a real id in the place of a capital word: the first of its kind."""
    for word, folder in (("SPEAKER", "speakers"), ("EVENT", "events"), ("PUBLISHER", "publishers"),
                         ("TOPIC", "topics")):
        if word in path:
            first = sorted(twin.stem for twin in (site / folder).glob("*.json"))[0]
            return path.replace(word, first)
    return path


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(("base", "width", "scheme"), [("", 390, "dark"), ("", 1280, "light"), ("en/", 390, "light"),
                                                       ("en/", 1280, "dark")])
def test_page(path: str, base: str, width: int, scheme: str, address: str, browser: Any, site: Path) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    trouble: list[str] = []
    page.on("console", lambda message: trouble.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on("requestfailed", lambda request: trouble.append(f"failed: {request.url}"))
    page.on("request", lambda request: None if request.url.startswith((address, "data:"))
            else trouble.append(f"left the site: {request.url}"))
    page.on("dialog", lambda dialog: (trouble.append(f"a script of a record ran: {dialog.message}"), dialog.dismiss()))
    response = page.goto(address + base + concrete(path, site), wait_until="networkidle")
    assert response.status == 200
    assert trouble == []
    direction = page.evaluate("getComputedStyle(document.documentElement).direction")
    assert (direction, page.get_attribute("html", "lang")) == (("ltr", "en") if base else ("rtl", "ar"))
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("document.fonts.size") > 0
    background = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert background == ("rgb(20, 23, 26)" if scheme == "dark" else "rgb(251, 249, 244)")
    page.add_script_tag(path=str(AXE))
    found = page.evaluate("axe.run(document, {runOnly: ['wcag2a', 'wcag2aa']})")
    assert [(one["id"], [node["target"] for node in one["nodes"]][:3]) for one in found["violations"]] == []
    page.close()


def test_language_link_leads_to_the_same_page(address: str, browser: Any) -> None:
    page = browser.new_page()
    page.goto(address + "articles/a0001/")
    page.click(".aq-language")
    assert page.url == address + "en/articles/a0001/"
    page.click(".aq-language")
    assert page.url == address + "articles/a0001/"
    page.close()


def test_scheme_switch_is_remembered(address: str, browser: Any) -> None:
    page = browser.new_page(color_scheme="light")
    page.goto(address)
    page.click(".aq-scheme")
    assert page.get_attribute("html", "data-scheme") == "dark"
    page.goto(address + "articles/")
    assert page.get_attribute("html", "data-scheme") == "dark"
    page.close()


def test_pages_read_without_javascript(address: str, browser: Any) -> None:
    context = browser.new_context(java_script_enabled=False, color_scheme="dark")
    page = context.new_page()
    page.goto(address + "articles/a0001/")
    assert page.inner_text("h1")
    assert page.locator(".aq-statement").count() > 0
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(20, 23, 26)"
    context.close()


def test_statements_are_found_by_their_fragment(address: str, browser: Any) -> None:
    page = browser.new_page()
    page.goto(address + "articles/a0001/#a0001-s01")
    assert page.evaluate("document.querySelector(':target').id") == "a0001-s01"
    page.close()


def test_speaker_filters_narrow_and_keep_the_address(address: str, browser: Any, site: Path) -> None:
    page = browser.new_page()
    best = max((site / "speakers").glob("*.csv"), key=lambda path: path.stat().st_size).stem
    page.goto(f"{address}speakers/{best}/")
    before = page.locator(".aq-statement:visible").count()
    page.goto(f"{address}speakers/{best}/?type=direct")
    shown = page.locator(".aq-statement:visible")
    kinds = {shown.nth(number).get_attribute("data-type") for number in range(shown.count())}
    assert 0 < shown.count() < before
    assert kinds == {"direct"}
    page.close()
