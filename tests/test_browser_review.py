"""The review page of a draft in a real browser: it tells every choice, by click and by key, and asks nobody else."""

from pathlib import Path
from typing import Any

import pytest

from aqwal.ingest.knowledge import Knowledge
from aqwal.ingest.pipeline import draft_page
from aqwal.ingest.reading import Document, page_of
from aqwal.pages.review import review_page
from browsing import AXE, CHROMIUM, browser
from ingest_pages import PAGE

__all__ = ["browser"]
pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")]


@pytest.fixture(scope="module", params=["ar", "en"])
def address(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    path: Path = tmp_path_factory.mktemp("review") / "review.html"
    draft = draft_page(page_of(Document("page", "page.txt", PAGE.encode())), Knowledge())
    path.write_text(review_page(draft, Knowledge(), request.param), "utf-8")
    return path.as_uri()


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light")])
def test_it_is_clean_accessible_and_fits_the_window(browser: Any, address: str, width: int, scheme: str) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    trouble: list[str] = []
    page.on("console", lambda message: trouble.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on("request", lambda asked: None if asked.url == address else trouble.append(asked.url))
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.add_script_tag(path=str(AXE))
    found = page.evaluate("axe.run(document, {runOnly: ['wcag2a', 'wcag2aa']})")
    assert [(one["id"], [node["target"] for node in one["nodes"]][:3]) for one in found["violations"]] == []
    assert trouble == []
    context.close()


def test_click_and_keys_tell_rule_and_speaker_under_its_own_policy(browser: Any, address: str) -> None:
    page = browser.new_page()
    trouble: list[str] = []
    page.on("console", lambda message: trouble.append(message.text))
    page.goto(address)
    run = page.locator(".page a.direct").first
    run.click()
    assert "سلمى الحداد" in page.inner_text("#why")
    assert page.locator(".statements > li.chosen").count() == 1
    noise = page.locator(".page span.noise").first
    noise.focus()
    page.keyboard.press("Enter")
    assert page.inner_text("#why") == noise.get_attribute("title")
    page.keyboard.press("j")
    first = page.evaluate("document.querySelector('.statements > li.chosen').id")
    page.keyboard.press("j")
    assert page.evaluate("document.querySelector('.statements > li.chosen').id") != first
    assert trouble == []
    page.close()


def test_without_scripts_every_coloured_run_leads_to_its_entry(browser: Any, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    run = page.locator(".page a.said").first
    assert run.get_attribute("title")
    run.click()
    entry = page.url.partition("#")[2]
    assert page.locator(f"[id='{entry}']").is_visible()
    context.close()
