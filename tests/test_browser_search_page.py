"""Takes the toy site and a fake index; drives the search page: results, filters, history, notes."""

# ruff: noqa: F811
from typing import Any
from urllib.parse import quote

import pytest

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
    group = page.locator(".aq-group").nth(3)
    hits = group.locator(".aq-statement:visible")
    assert hits.count() == 3
    group.get_by_text("3 more places in this article").click()
    assert hits.count() == 6


def test_hits_that_an_answer_does_not_hold_are_asked_for(page: Any) -> None:
    open_results(page, "en/search/?q=bridge&kind=statement")
    group = page.locator(".aq-group").first
    hits = group.locator(".aq-statement:visible")
    group.get_by_text("9 more places in this article").click()
    page.wait_for_function("document.querySelectorAll('.aq-group:first-child .aq-statement').length === 12")
    assert hits.count() == 12
    assert len({hit.locator("a").get_attribute("href") for hit in hits.all()}) == 12
    assert page.evaluate("document.activeElement.textContent") == hits.nth(3).locator("a").inner_text()
    assert group.locator("button").count() == 0


def test_hits_that_cannot_be_asked_for_can_be_tried_again(page: Any) -> None:
    open_results(page, "en/search/?q=bridge")
    button = page.locator(".aq-group").first.locator("button")
    assert button.inner_text() == "9 more places in this article"
    page.evaluate("globalThis.failing = 'bridge'")
    button.click()
    page.wait_for_function("document.querySelector('.aq-group button').textContent === 'Try again'")
    assert page.inner_text(STATE).startswith("The search could not be loaded")
    page.evaluate("globalThis.failing = ''")
    button.click()
    page.wait_for_function("document.querySelectorAll('.aq-group:first-child .aq-statement').length === 12")


def test_a_filter_chosen_on_a_phone_keeps_the_focus(page: Any) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    open_results(page, "en/search/?q=bridge")
    page.click(".aq-facets summary")
    page.focus("[data-facet=publisher][data-value=sada]")
    page.keyboard.press("Enter")
    page.wait_for_selector(".aq-chip")
    page.wait_for_selector("[data-facet=publisher][aria-current]", state="attached")
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    assert not page.locator(".aq-choices").first.is_visible()


def test_a_step_within_the_page_is_no_other_search(page: Any) -> None:
    open_results(page, "en/search/?q=bridge&kind=statement")
    page.click(".aq-find-more button")
    page.wait_for_function("document.querySelectorAll('.aq-group').length === 40")
    before = page.evaluate("document.querySelector('.aq-group').dataset.seen = searched.length")
    page.evaluate("location.hash = 'starts'")
    page.go_back()
    page.wait_for_timeout(200)
    assert page.locator(".aq-group").count() == 40
    assert page.evaluate("[+document.querySelector('.aq-group').dataset.seen, searched.length]") == [before, before]


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


def test_a_suggestion_keeps_the_filters_however_it_is_opened(page: Any) -> None:
    page.goto("search/?q=" + quote("قنطرة") + "&type=direct")
    page.wait_for_selector(".aq-meant a")
    address = page.evaluate("document.querySelector('.aq-meant a').href")
    page.click(".aq-meant a")
    page.wait_for_selector(".aq-group")
    assert page.url == address
    assert query_of(address) == {"q": ["جسر"], "type": ["direct"]}


@pytest.mark.parametrize(("path", "said"), [
    ("search/", "اكتب أيضا كلمة ليُبحث عنها، مع ما تستبعده."),
    ("en/search/", "Also type a word to look for, beside what is to be left out.")])
def test_a_query_that_only_leaves_out_is_asked_for_a_word(page: Any, path: str, said: str) -> None:
    page.goto(f"{path}?q=-bridge")
    page.wait_for_selector(f"{STATE} strong")
    assert page.inner_text(STATE) == said
    assert page.locator(".aq-find-notes").is_hidden()
    page.goto(path.replace("search/", "articles/"))
    page.fill(BOX, "-bridge")
    page.wait_for_selector(".aq-pop-state:not(:empty)")
    assert page.inner_text(".aq-pop-state") == said


def test_a_word_that_could_not_be_left_out_is_named(page: Any) -> None:
    open_results(page, "en/search/?q=bridge -qqqq")
    assert page.inner_text(".aq-find-notes").splitlines()[-1] == (
        "Nothing was excluded for qqqq, which is not in the archive")
