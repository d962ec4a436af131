"""Takes the toy site and a damaged index, or queries made to harm; shows that the search says what is wrong.

Every test ends in a page that has thrown and executed nothing and asked no other host.
"""

# ruff: noqa: F811
import gzip
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pytest

import search_fake
from aqwal.search.manifest import file_name
from search_browser import (  # noqa: F401
    BOX,
    MARKS,
    OPTION,
    STATE,
    Index,
    address,
    browser,
    index,
    open_results,
    page,
    query_of,
    titles,
)

HOSTILE = ["<img src=x onerror=alert(1)>", "\u0000\u0007\u001b", ".*+?^${}()|[]\\", "'\"`;--", "\u202e\u2066أب",
           "javascript:alert(1)", "%00%ff%", "\U0001f4a3" * 50, "a" * 10_000, "جسر " * 2_500, "$& $1 {query}"]

RENAMED = file_name("late", search_fake.OTHER_DIGITS)

pytestmark = MARKS


def _without_manifest(index: Index) -> None:
    del index.files["manifest.json"]


def _broken_manifest(index: Index) -> None:
    index.files["manifest.json"] = b"{"


def _foreign_manifest(index: Index) -> None:
    index.files["manifest.json"] = index.files["manifest.json"].replace(b'"engine.', b'"//example.org/engine.')


def _other_format(index: Index) -> None:
    index.files["manifest.json"] = index.files["manifest.json"].replace(b'"format": ', b'"format": 1')


def _without_engine(index: Index) -> None:
    del index.files[search_fake.ENGINE]


def _empty_engine(index: Index) -> None:
    index.files[search_fake.ENGINE] = b""


def _without_words(index: Index) -> None:
    del index.files[search_fake.WORDS]


def _short_words(index: Index) -> None:
    index.files[search_fake.WORDS] = index.files[search_fake.WORDS][:100]


def _wrong_words(index: Index) -> None:
    index.files[search_fake.WORDS] = b"\xff\xfe not what it was"


@pytest.mark.parametrize("damage", [
    _without_manifest, _broken_manifest, _foreign_manifest, _other_format, _without_engine, _empty_engine,
    _without_words, _short_words, _wrong_words], ids=lambda damage: damage.__name__[1:])
def test_a_failure_is_said_and_can_be_tried_again(page: Any, index: Index, damage: Callable[[Index], None]) -> None:
    damage(index)
    page.goto("en/search/?q=bridge")
    page.wait_for_selector(f"{STATE} button")
    assert page.inner_text(STATE).startswith("The search could not be loaded")
    assert page.locator(".aq-starts a").first.is_visible()
    page.goto("en/articles/")
    page.fill(BOX, "bridge")
    page.wait_for_selector(".aq-pop-state button")
    index.files = search_fake.files()
    page.click(".aq-pop-state button")
    page.wait_for_selector(OPTION)
    page.goto("en/search/?q=bridge")
    page.wait_for_selector(".aq-group")


def test_the_page_recovers_without_being_loaded_again(page: Any, index: Index) -> None:
    _short_words(index)
    page.goto("en/search/?q=bridge")
    page.wait_for_selector(f"{STATE} button")
    index.files = search_fake.files()
    page.click(f"{STATE} button")
    page.wait_for_selector(".aq-group")


@pytest.mark.parametrize("query", ["ghost", "unlisted", "boom", "endless"])
def test_what_one_query_breaks_does_not_stay_broken(page: Any, query: str) -> None:
    page.goto(f"en/search/?q={query}")
    page.wait_for_selector(f"{STATE} button")
    page.fill(BOX, "bridge")
    page.wait_for_selector(".aq-group")


def _published_again(index: Index) -> None:
    index.files["manifest.json"] = index.files["manifest.json"].replace(
        f'"late": "{search_fake.DIGITS}"'.encode(), f'"late": "{search_fake.OTHER_DIGITS}"'.encode())
    index.files[RENAMED] = index.files.pop(search_fake.LATE)


def _published_in_place(index: Index) -> None:
    _published_again(index)
    index.files[search_fake.LATE] = gzip.compress(b"{ half")


def _published_half(index: Index) -> None:
    _published_again(index)
    index.files[search_fake.LATE] = index.files[RENAMED][:12]


@pytest.mark.parametrize("publish", [_published_again, _published_in_place, _published_half],
                         ids=["missing", "damaged", "not unpacked"])
def test_a_site_published_meanwhile_is_read_anew(page: Any, index: Index, publish: Callable[[Index], None]) -> None:
    open_results(page, "en/search/?q=bridge&kind=statement")
    publish(index)
    page.fill(BOX, "late walkers")
    page.wait_for_function("document.querySelector('mark') && document.querySelector('mark').textContent === 'walkers'"
                           " || document.querySelector('.aq-find-state button')")
    assert page.locator(f"{STATE} button").count() == 0
    assert index.asked.count("manifest.json") == 2
    assert index.asked[-1] == RENAMED


def test_a_missing_file_is_asked_for_twice_and_no_more(page: Any, index: Index) -> None:
    page.goto("en/search/?q=ghost")
    page.wait_for_selector(f"{STATE} button")
    assert index.asked.count(search_fake.GHOST) == 2


@pytest.mark.parametrize("silent", ["manifest", "engine", "words"])
def test_a_file_that_never_comes_is_a_failure_in_the_end(page: Any, index: Index, silent: str) -> None:
    page.add_init_script("const own = AbortSignal.timeout.bind(AbortSignal);"
                         " AbortSignal.timeout = (time) => { globalThis.patience = time; return own(300); };")
    page.route(re.compile(r"engine\.\w+\.js\?again=1$"), lambda route: route.fulfill(
        body=index.files[search_fake.ENGINE], content_type="text/javascript"))
    index.holding = silent
    # The page itself is never wholly loaded while a script of it is on its way.
    page.goto("en/search/?q=bridge", wait_until="domcontentloaded")
    page.wait_for_selector(f"{STATE} button")
    assert page.evaluate("patience") == 20_000
    index.held, index.holding = [], ""
    page.fill(BOX, "walkers")
    page.wait_for_selector(".aq-group")


@pytest.mark.parametrize(("base", "said"), [("", "متصفحك أقدم من أن يعمل فيه البحث."),
                                            ("en/", "Your browser is too old for the search.")])
def test_a_browser_that_cannot_unpack_is_told_so(page: Any, base: str, said: str) -> None:
    page.add_init_script("delete globalThis.DecompressionStream")
    page.goto(base + "search/?q=bridge")
    page.wait_for_selector(f"{STATE} strong")
    assert page.inner_text(f"{STATE} strong") == said
    assert page.locator(f"{STATE} button").count() == 0
    assert page.locator(".aq-starts a").first.is_visible()
    page.goto(base + "articles/")
    page.fill(BOX, "bridge")
    page.wait_for_selector(".aq-pop-state:not(:empty)")
    page.wait_for_function("text => document.querySelector('.aq-pop-state').textContent === text", arg=said)
    assert page.locator(".aq-pop-state button").count() == 0


def test_files_that_a_server_has_unpacked_are_read(page: Any, index: Index) -> None:
    index.files[search_fake.WORDS] = gzip.decompress(index.files[search_fake.WORDS])
    open_results(page, "en/search/?q=bridge")


@pytest.mark.parametrize("query", HOSTILE, ids=range(len(HOSTILE)))
def test_no_query_breaks_or_executes_anything(page: Any, query: str) -> None:
    page.goto("en/articles/")
    page.evaluate("([box, text]) => { const one = document.querySelector(box); one.focus(); one.value = text;"
                  " one.dispatchEvent(new Event('input')); }", [BOX, query])
    page.wait_for_timeout(300)
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/search/**")
    page.wait_for_selector(f"{STATE}:not(:empty), .aq-starts", state="attached")
    page.wait_for_timeout(200)
    assert page.locator(f"{STATE} button").count() == 0
    assert len(page.url) < 10_000


def test_lone_halves_of_characters_are_dropped(page: Any) -> None:
    for path in ("en/articles/", "en/search/"):
        page.goto(path)
        page.evaluate("box => { const one = document.querySelector(box); one.focus();"
                      " one.value = 'bri\\ud800dge \\udfff'; one.dispatchEvent(new Event('input')); }", BOX)
        page.wait_for_selector(".aq-option, .aq-group")
    assert query_of(page.url) == {"q": ["bridge"]}


def test_a_long_query_is_cut_and_says_so(page: Any) -> None:
    page.goto("en/search/")
    page.fill(BOX, "bridge " * 1500)
    page.wait_for_selector(".aq-group")
    assert "only its beginning" in page.inner_text(".aq-find-notes")


def test_markup_in_the_index_is_text(page: Any) -> None:
    page.goto("search/?q=" + quote("عبارة"))
    page.wait_for_selector(".aq-group")
    assert titles(page) == [search_fake.HOSTILE]
    assert page.locator(".aq-groups img").count() == 0


def test_filters_that_do_not_exist_find_nothing(page: Any) -> None:
    page.goto("en/search/?q=bridge&speaker=nobody&nonsense=1&year=%3Cb%3E")
    page.wait_for_selector(f"{STATE} strong")
    assert page.inner_text(f"{STATE} strong") == "Nothing found for bridge with these filters."
    page.click(".aq-chip-clear")
    page.wait_for_selector(".aq-group")
