"""Takes the toy site and a fake index; drives the box of every page, and shows that all states are accessible."""

# ruff: noqa: F811
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

import search_fake
from aqwal.paths import NODE_MODULES
from search_browser import BOX, MARKS, OPTION, STATE, Index, address, browser, index, page, query_of  # noqa: F401

AXE = NODE_MODULES / "axe-core" / "axe.min.js"

pytestmark = MARKS


@pytest.mark.parametrize("path", ["", "articles/a0001/", "about/", "en/", "en/statements/", "en/about/"])
def test_every_page_has_one_box(page: Any, path: str) -> None:
    page.goto(path)
    assert page.locator(f"{BOX}[role=combobox]").count() == 1
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.className") == "aq-search-input"
    page.keyboard.type("a/b")
    assert page.input_value(BOX) == "a/b"


def test_nothing_is_fetched_before_the_box_is_used(page: Any, index: Index) -> None:
    page.goto("articles/a0001/")
    page.wait_for_load_state("networkidle")
    assert index.asked == []
    page.focus(BOX)
    page.wait_for_function("globalThis.aqwalSearch")
    page.wait_for_load_state("networkidle")
    assert index.asked[0] == "manifest.json"
    assert sorted(index.asked[1:]) == [search_fake.ENGINE, search_fake.WORDS]


def test_results_while_typing_and_keys(page: Any, address: str) -> None:
    page.goto("en/about/")
    page.locator(BOX).press_sequentially("bridge")
    page.wait_for_selector(OPTION)
    assert page.locator(OPTION).count() == 7
    assert page.get_attribute(BOX, "aria-expanded") == "true"
    assert page.get_attribute(".aq-pop-list", "role") == "listbox"
    assert page.inner_text(".aq-search [role=status]").startswith("6 results")
    page.keyboard.press("ArrowDown")
    first = page.get_attribute(BOX, "aria-activedescendant")
    assert page.get_attribute(f"#{first}", "aria-selected") == "true"
    page.keyboard.press("ArrowUp")
    assert page.get_attribute(BOX, "aria-activedescendant") is None
    page.keyboard.press("ArrowUp")
    assert page.locator(f"{OPTION}[aria-selected=true]").inner_text() == "All results (45)"
    page.keyboard.press("Escape")
    assert page.locator(".aq-pop").is_hidden()
    assert page.input_value(BOX) == "bridge"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}en/articles/a0001/")
    page.fill(BOX, "bridge")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    assert page.input_value(BOX) == ""


def test_enter_goes_to_the_search_page(page: Any) -> None:
    page.goto("articles/a0001/")
    page.locator(BOX).press_sequentially("جسر")
    page.keyboard.press("Enter")
    page.wait_for_selector(".aq-group")
    assert (urlsplit(page.url).path, query_of(page.url)) == ("/search/", {"q": ["جسر"]})
    assert page.input_value(BOX) == "جسر"


def test_each_pause_is_one_search(page: Any) -> None:
    page.goto("en/articles/")
    page.focus(BOX)
    page.evaluate("box => [...'bridge'].forEach((letter) => { const one = document.querySelector(box);"
                  " one.value += letter; one.dispatchEvent(new Event('input')); })", BOX)
    page.wait_for_selector(OPTION)
    assert page.evaluate("[...new Set(globalThis.searched)]") == ["bridge"]


def test_late_answers_do_not_overwrite_newer_ones(page: Any, index: Index) -> None:
    index.holding = "late."
    for path, shown in (("en/articles/", OPTION), ("en/search/", ".aq-group")):
        page.goto(path)
        with page.expect_request("**/late.*"):
            page.fill(BOX, "late bridge")
        page.fill(BOX, "walkers")
        page.wait_for_selector(shown)
        before = page.locator(shown).all_inner_texts()
        index.release()
        page.wait_for_timeout(200)
        assert page.locator(shown).all_inner_texts() == before
        index.holding = "late."
    index.release()


def test_a_box_that_is_left_closes(page: Any) -> None:
    page.goto("en/articles/")
    page.fill(BOX, "bridge")
    page.wait_for_selector(OPTION)
    page.keyboard.press("Tab")
    assert page.locator(".aq-pop").is_hidden()


def test_tab_reaches_the_button_that_tries_again(page: Any) -> None:
    page.goto("en/articles/")
    page.fill(BOX, "boom")
    page.wait_for_selector(".aq-pop-state button")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('.aq-pop-state button')")
    page.keyboard.press("Escape")
    assert page.locator(".aq-pop").is_hidden()
    assert page.evaluate("document.activeElement.matches('.aq-search-input')")


def test_no_result_in_the_box_offers_another_word(page: Any) -> None:
    page.goto("articles/")
    page.fill(BOX, "قنطرة")
    page.wait_for_selector(OPTION)
    assert "قنطرة" in page.inner_text(".aq-pop-state")
    assert page.inner_text(OPTION) == "لعلك تقصد: جسر"


def test_a_phone_shows_the_list_within_the_screen(page: Any) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    for path, query in (("articles/a0001/", "جسر"), ("en/", "bridge")):
        page.goto(path)
        page.fill(BOX, query)
        page.wait_for_selector(OPTION)
        page.keyboard.press("ArrowDown")
        box = page.locator(".aq-pop").bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390
        assert page.evaluate("[document.documentElement.scrollWidth, scrollX]") == [390, 0]


def test_without_javascript_there_are_links(browser: Any, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=address)
    page = context.new_page()
    page.goto("en/articles/a0001/")
    page.fill(BOX, "bridge")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/search/?q=bridge")
    assert page.locator(".aq-find noscript, .aq-find .aq-empty").first.is_visible()
    found = {one.get_attribute("href") for one in page.locator(".aq-starts a").all()}
    assert {"../../en/articles/", "../../en/speakers/", "../../en/topics/"} <= found
    context.close()


@pytest.mark.parametrize(("base", "query", "width", "scheme"), [
    ("", "جسر", 390, "dark"), ("", "جسر", 1280, "light"),
    ("en/", "bridge", 390, "light"), ("en/", "bridge", 1280, "dark")])
def test_every_state_is_accessible_and_fits(page: Any, base: str, query: str, width: int, scheme: str) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    states = {
        f"search/?q={query}&type=direct": ".aq-facets .aq-choices", "search/": ".aq-starts",
        f"search/?q={query}": ".aq-facets .aq-choices", "search/?q=قنطرة": ".aq-meant",
        "search/?q=boom": f"{STATE} button",
    }
    for path, selector in states.items():
        page.goto(base + path)
        page.wait_for_selector(selector, state="attached")
        _check(page, width)
    page.goto(base + "articles/a0001/")
    page.fill(BOX, query)
    page.wait_for_selector(OPTION)
    page.keyboard.press("ArrowDown")
    _check(page, width)
    page.set_viewport_size({"width": width, "height": 320})
    page.fill(BOX, f"{query} ")
    page.wait_for_timeout(400)
    assert page.evaluate("(one => one.scrollHeight > one.clientHeight)(document.querySelector('.aq-pop-list'))")
    _check(page, width)


def _check(page: Any, width: int) -> None:
    page.add_script_tag(path=str(AXE))
    found = page.evaluate("axe.run(document, {runOnly: ['wcag2a', 'wcag2aa']})")
    assert [(one["id"], [node["target"] for node in one["nodes"]][:3]) for one in found["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_built_index_answers(browser: Any, address: str) -> None:
    page = browser.new_page(base_url=address)
    trouble: list[str] = []
    page.on("pageerror", lambda error: trouble.append(str(error)))
    for base, query, name in (("", "سلمى", "سلمى"), ("", "haddun", "سلمى حدون"), ("en/", "سلمى", "Salma")):
        page.goto(f"{base}search/?q={query}")
        page.wait_for_selector(".aq-choices li", state="attached")
        assert name in page.inner_text(".aq-groups")
        page.goto(f"{base}articles/")
        page.fill(BOX, query)
        page.wait_for_selector(OPTION)
    assert trouble == []
    page.close()


def test_styles_know_no_left_and_right() -> None:
    style = (Path(__file__).parents[1] / "docs" / "assets" / "css" / "60-search.css").read_text("utf-8")
    assert re.search(r"\b(left|right)\b", style) is None
