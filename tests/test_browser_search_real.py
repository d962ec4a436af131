"""Takes the toy site with its real index; uses its search as readers do, by keyboard alone, in both interfaces."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from aqwal.search.engine import SiteSearch
from search_browser import BOX, MARKS, OPTION, STATE, address, browser

__all__ = ["address", "browser"]
pytestmark = MARKS
ACTIVE = f"{OPTION}[aria-selected=true]"
SAID = ".aq-unseen[role=status]"
CHIP = ".aq-chip"
BASES = ["", "en/"]


@pytest.fixture
def page(browser: Any, address: str) -> Iterator[Any]:
    opened = browser.new_page(base_url=address)
    trouble: list[str] = []
    opened.on("pageerror", lambda error: trouble.append(str(error)))
    opened.on("request", lambda request: request.url.startswith(address) or trouble.append(request.url))
    opened.on("dialog", lambda dialog: trouble.append(dialog.message))
    yield opened
    assert trouble == []
    opened.close()


def type_in_box(page: Any, path: str, query: str) -> list[str]:
    """Reach the box of a page by its key, type, and read the titles of what is listed."""
    page.goto(path)
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.matches('.aq-search-input')")
    page.keyboard.type(query)
    # What is listed for the beginning of a query is none of its results.
    page.wait_for_selector(".aq-option-title")
    page.wait_for_timeout(400)
    page.wait_for_selector(".aq-option-title")
    page.wait_for_function(f"document.querySelector('{SAID}').textContent !== ''")
    return [title.strip() for title in page.locator(".aq-option-title").all_inner_texts()]


@pytest.mark.parametrize("base", BASES)
@pytest.mark.parametrize("query", [
    "سلمى حدون", "سَلْمَى حَدُّون", "سلـمى", "سلمي", "Salma Haddoun", "salma", "SALMA", "سلمی"])
def test_every_spelling_finds_the_speaker_first(page: Any, base: str, query: str) -> None:
    titles = type_in_box(page, f"{base}articles/a0001/", query)
    assert titles[0] == ("Salma Haddun" if base else "سلمى حدون")
    assert re.search(r"\d", page.inner_text(SAID))


@pytest.mark.parametrize("base", BASES)
def test_arrows_choose_and_enter_opens(page: Any, base: str) -> None:
    titles = type_in_box(page, f"{base}about/", "salma")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert page.locator(ACTIVE).count() == 1
    assert titles[1] in page.inner_text(ACTIVE)
    page.keyboard.press("ArrowUp")
    assert titles[0] in page.inner_text(ACTIVE)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url.endswith(f"{base}speakers/salma-haddun/")
    assert titles[0] in page.inner_text("h1")


@pytest.mark.parametrize("base", BASES)
def test_escape_closes_and_then_empties(page: Any, base: str) -> None:
    type_in_box(page, f"{base}articles/", "salma")
    page.keyboard.press("Escape")
    assert not page.is_visible(OPTION)
    assert page.input_value(BOX) == "salma"
    page.keyboard.press("Escape")
    assert page.input_value(BOX) == ""


@pytest.mark.parametrize("base", BASES)
@pytest.mark.parametrize("query", ["الجسر", "bridge", "السقالاات", "\"افتتاح الجسر\"", "سلمى -الجسر"])
def test_the_page_shows_what_the_terminal_prints(page: Any, site: Path, base: str, query: str) -> None:
    page.goto(f"{base}articles/")
    page.keyboard.press("/")
    page.keyboard.type(query)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    with SiteSearch(site) as search:
        answer = search.search(query, grouped=True, texts=True, language="en" if base else "ar")
    assert answer["total"] > 0
    page.wait_for_function(f"document.querySelectorAll('.aq-groups > *').length >= {len(answer['groups'])}")
    shown = page.locator(".aq-groups > *").all_inner_texts()
    assert len(shown) == len(answer["groups"])
    for text, group in zip(shown, answer["groups"], strict=True):
        assert group["title"] in text


@pytest.mark.parametrize("base", BASES)
def test_a_filter_is_reached_by_tab_and_kept_in_the_address(page: Any, base: str) -> None:
    page.goto(f"{base}search/?q=الجسر")
    page.wait_for_selector(".aq-choices a")
    page.focus(BOX)
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.aq-choices a')"):
            break
    page.keyboard.press("Enter")
    page.wait_for_selector(CHIP)
    shared, chosen, found = page.url, page.inner_text(CHIP), page.inner_text(STATE)
    assert len(shared.split("&")) == 2
    page.go_back()
    page.wait_for_selector(CHIP, state="detached")
    page.goto(shared)
    page.wait_for_selector(CHIP)
    page.wait_for_function(f"document.querySelector('{STATE}').textContent === {found!r}")
    assert page.inner_text(CHIP) == chosen


@pytest.mark.parametrize("base", BASES)
@pytest.mark.parametrize("query", [
    "<img src=x onerror=alert(1)>", "\"><script>alert(1)</script>", "[(*+?{\\", "\u202e\u0000\u0007",
    "javascript:alert(1)", "x" * 10_000, "__proto__"])
def test_nothing_hostile_is_executed(page: Any, base: str, query: str) -> None:
    page.goto(f"{base}search/")
    page.fill(BOX, query)
    page.keyboard.press("Enter")
    page.wait_for_timeout(700)
    assert page.locator(".aq-groups img, .aq-groups script, .aq-find-state img").count() == 0
    assert page.is_visible(BOX)
