"""Takes a running server and a real browser; proves that an open page follows edits, and shows faults safely."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from browsing import MARKS, browser
from test_serve import TITLE, Running

__all__ = ["browser"]
pytestmark = MARKS
SOON = 15_000


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    one = Running(tmp_path)
    yield one
    one.end()


def test_an_open_page_follows_an_edited_record_and_shows_a_broken_one_safely(running: Running, browser: Any) -> None:
    page = browser.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("dialog", lambda dialog: faults.append(dialog.message))
    page.goto(f"{running.server.url}articles/a0001/")
    assert page.inner_text("h1") == TITLE
    running.edit("articles/a0001.yml", TITLE, "عنوان معدل للتجربة")
    page.wait_for_function("document.querySelector('h1').innerText === 'عنوان معدل للتجربة'", timeout=SOON)

    fault = "<img src=x onerror=alert(1)>"
    running.edit("articles/a0001.yml", "\nlanguage: ar\n", f"\nlanguage: {fault}\n")
    box = page.wait_for_selector("#aqwal-problems", timeout=SOON)
    assert fault in box.inner_text()
    assert "dataset/articles/a0001.yml:" in box.inner_text()
    assert page.query_selector("#aqwal-problems img") is None
    assert page.inner_text("h1") == "عنوان معدل للتجربة"
    page.goto(f"{running.server.url}en/")
    assert fault in page.wait_for_selector("#aqwal-problems", timeout=SOON).inner_text()

    running.edit("articles/a0001.yml", f"\nlanguage: {fault}\n", "\nlanguage: ar\n")
    page.wait_for_selector("#aqwal-problems", state="detached", timeout=SOON)
    assert faults == []
    page.close()


def test_a_page_that_nobody_sees_holds_no_line_and_is_told_once_it_is_seen(running: Running, browser: Any) -> None:
    page = browser.new_page()
    page.goto(f"{running.server.url}articles/a0001/")
    running.edit("articles/a0004.yml", "\nlanguage: ar\n", "\nlanguage: '!'\n")
    page.wait_for_selector("#aqwal-problems", timeout=SOON)
    turn = """hidden => {
        Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
        document.dispatchEvent(new Event("visibilitychange"));
    }"""
    page.evaluate(turn, True)
    running.edit("articles/a0004.yml", "\nlanguage: '!'\n", "\nlanguage: ar\n")
    running.until(lambda: not running.live.state.problems)
    page.wait_for_timeout(300)
    assert page.query_selector("#aqwal-problems")
    page.evaluate(turn, False)
    page.wait_for_selector("#aqwal-problems", state="detached", timeout=SOON)
    page.evaluate(turn, True)
    running.edit("articles/a0001.yml", TITLE, "عنوان معدل للتجربة")
    running.until(lambda: running.live.state.site.archive.articles["a0001"]["title"] != TITLE)
    page.wait_for_timeout(300)
    assert page.inner_text("h1") == TITLE
    page.evaluate(turn, False)
    page.wait_for_function("document.querySelector('h1').innerText === 'عنوان معدل للتجربة'", timeout=SOON)
    page.close()


def test_a_page_over_records_broken_from_the_start_becomes_the_site_once_they_are_mended(
        tmp_path: Path, browser: Any) -> None:
    def spoil(dataset: Path) -> None:
        shutil.move(dataset / "topics.yml", dataset.parent / "topics.yml")

    running = Running(tmp_path, spoil)
    try:
        page = browser.new_page()
        page.goto(f"{running.server.url}articles/a0001/")
        assert "topics.yml" in page.inner_text("pre")
        shutil.move(running.repository.root / "topics.yml", running.repository.dataset / "topics.yml")
        page.wait_for_function(f"document.querySelector('h1').innerText === '{TITLE}'", timeout=SOON)
        page.close()
    finally:
        running.end()
