"""Takes the toy site and a fake index; drives the search page: results, filters, history, notes."""

# ruff: noqa: F811
from typing import Any
from urllib.parse import quote

from search_browser import BOX, MARKS, STATE, address, browser, index, open_results, page, query_of, titles  # noqa: F401

pytestmark = MARKS


def test_a_shared_address_restores_the_search(page: Any) -> None:
    open_results(page, "en/search/?q=bridge&speaker=salma&year=2030")
    assert page.input_value(BOX) == "bridge"
    assert page.title().startswith("bridge · ")
    assert page.locator(".aq-chip").all_inner_texts() == ["Speaker Salma Haddun×", "Year 2030×"]
    assert page.inner_text(STATE) == "16 results on 8 pages"
    group = page.locator(".aq-group").first
    assert group.locator("h2 a").get_attribute("href").endswith("/en/articles/a0001/")
    assert group.locator("mark").all_inner_texts() == ["bridge", "bridge"]
    assert group.locator("time").get_attribute("datetime") == "2030-04-11"
    assert group.locator(".aq-group-about").inner_text().split() == ["Sada", "Burjana", "11", "April", "2030"]


def test_filters_combine_and_the_history_holds_them(page: Any) -> None:
    open_results(page, "search/?q=" + quote("جسر"))
    all_of_them = page.inner_text(STATE)
    page.click("[data-facet=publisher][data-value=sada]")
    page.wait_for_function("document.querySelectorAll('.aq-chip').length === 1")
    page.wait_for_selector("[data-facet=publisher][aria-current]")
    assert page.evaluate("document.activeElement.dataset.value") == "sada"
    page.click("[data-facet=year][data-value='2031']")
    page.wait_for_function("document.querySelectorAll('.aq-chip').length === 2")
    assert query_of(page.url) == {"q": ["جسر"], "publisher": ["sada"], "year": ["2031"]}
    page.go_back()
    page.wait_for_function("document.querySelectorAll('.aq-chip').length === 1")
    page.go_back()
    page.wait_for_function("document.querySelectorAll('.aq-chip').length === 0")
    page.wait_for_function(f"document.querySelector('{STATE}').textContent === '{all_of_them}'")
    page.go_forward()
    page.wait_for_selector(".aq-chip")
    page.click(".aq-chip")
    page.wait_for_function("document.querySelectorAll('.aq-chip').length === 0")
    assert query_of(page.url) == {"q": ["جسر"]}


def test_a_chosen_value_can_be_changed_for_another(page: Any) -> None:
    open_results(page, "en/search/?q=bridge&type=direct")
    page.wait_for_selector("[data-facet=type][data-value=mixed]")
    assert page.inner_text("[data-facet=type][data-value=mixed]") == "partly word for word"
    page.click("[data-facet=type][data-value=mixed]")
    page.wait_for_url("**/en/search/?q=bridge&type=mixed")
    page.click("[data-facet=type][data-value=mixed]")
    page.wait_for_url("**/en/search/?q=bridge")


def test_typing_is_one_entry_of_the_history(page: Any) -> None:
    open_results(page, "en/search/?q=bridge")
    page.fill(BOX, "walk")
    page.wait_for_url("**/?q=walk")
    page.fill(BOX, "walkers")
    page.wait_for_url("**/?q=walkers")
    page.go_back()
    page.wait_for_url("**/?q=bridge")
    assert page.input_value(BOX) == "bridge"


def test_more_results_are_added_and_found_again(page: Any) -> None:
    open_results(page, "en/search/?q=bridge")
    assert page.locator(".aq-group").count() == 20
    page.click(".aq-find-more button")
    page.wait_for_function("document.querySelectorAll('.aq-group').length === 40")
    assert page.evaluate("document.activeElement.textContent") == titles(page)[20]
    assert page.inner_text(".aq-find-more") == "More results (5 left)"
    page.click(".aq-find-more button")
    page.wait_for_function("document.querySelectorAll('.aq-group').length === 45")
    assert page.locator(".aq-find-more").is_hidden()
    page.locator(".aq-group-title a").nth(1).click()
    page.wait_for_url("**/articles/a0001/")
    page.go_back()
    page.wait_for_selector(".aq-group")
    assert page.locator(".aq-group").count() == 45


def test_a_long_article_folds_its_hits(page: Any) -> None:
    open_results(page, "en/search/?q=bridge")
    hits = page.locator(".aq-group").first.locator(".aq-statement:visible")
    assert hits.count() == 3
    page.click(".aq-group >> text=3 more places in this article")
    assert hits.count() == 6


def test_arrows_lead_through_the_results(page: Any) -> None:
    open_results(page, "en/search/?q=bridge")
    page.focus(BOX)
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.textContent") == titles(page)[0]
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.name") == "q"
    page.keyboard.press("Escape")
    page.wait_for_selector(".aq-starts", state="visible")
    assert page.input_value(BOX) == ""


def test_notes_say_what_else_was_found_and_what_is_not_there(page: Any) -> None:
    page.goto("search/?q=" + quote("سلمي"))
    page.wait_for_selector(".aq-group")
    assert page.inner_text(".aq-find-notes") == "وُجد أيضًا: سلمى"
    assert page.locator(".aq-group[data-kind=speaker] mark").all_inner_texts() == ["سلمى"]
    page.goto("search/?q=" + quote("قققق"))
    page.wait_for_selector(f"{STATE} strong")
    assert page.inner_text(".aq-find-notes") == "ليس في الأرشيف: قققق"
    assert page.locator(".aq-starts a").first.is_visible()


def test_a_suggestion_is_searched_for(page: Any) -> None:
    page.goto("search/?q=" + quote("قنطرة"))
    page.click(".aq-meant a")
    page.wait_for_selector(".aq-group")
    assert page.input_value(BOX) == "جسر"
    assert query_of(page.url) == {"q": ["جسر"]}
