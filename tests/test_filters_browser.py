"""Takes the toy dataset as a site of short sheets; checks in a browser that filters combine, and nothing overflows."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

from aqwal.dataset import Archive
from aqwal.pages.views import indexes, listing
from aqwal.site import write_site
from browsing import MARKS, browser, served

if TYPE_CHECKING:
    from playwright.sync_api import Page

__all__ = ["browser"]
ROWS = 5
TYPE = ".aq-choices[data-facet=type] a[data-value={}]"
OUTLET = ".aq-choices[data-facet=outlet] a[data-value={}]"
pytestmark = MARKS


@pytest.fixture(scope="module")
def address(archive: Archive, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site whose lists have five rows a sheet, served from this machine."""
    folder = tmp_path_factory.mktemp("short-sheets")
    out = folder / "served" / "data"
    out.mkdir(parents=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(listing, "ROWS", ROWS)
        patch.setattr(indexes, "ROWS", ROWS)
        write_site(archive, out, folder / "stage")
    with served(out.parent) as root:
        yield f"{root}data/"


@pytest.fixture
def page(address: str, browser: Any) -> Iterator["Page"]:
    opened: Page = browser.new_page(base_url=address)
    failures: list[str] = []
    opened.on("pageerror", lambda error: failures.append(str(error)))
    yield opened
    opened.close()
    assert failures == []


def shown(page: "Page") -> list[str]:
    """Return the ids of the rows that can be seen."""
    links = page.locator("table.aq-rows tbody tr:visible th a").evaluate_all("found => found.map(one => one.href)")
    return [link.rstrip("/").rpartition("/")[2] for link in links]


def test_filters_combine_over_all_sheets_and_keep_their_state(page: "Page", archive: Archive) -> None:
    direct = {key for key, (_, one) in archive.statement_by_id.items() if one["type"] == "direct"}
    both = {key for key in direct if archive.statement_by_id[key][0]["publisher"] == "sada-burjana"}
    page.goto("statements/")
    first = shown(page)
    assert len(first) == ROWS
    page.click(TYPE.format("direct"))
    page.wait_for_selector(".aq-found button")
    assert set(shown(page)) == direct
    page.click(OUTLET.format("sada-burjana"))
    page.wait_for_url("**/statements/?type=direct&outlet=sada-burjana")
    assert set(shown(page)) == both
    assert f"{len(both)} من {len(archive.statement_by_id)}" in page.inner_text(".aq-found")
    page.go_back()
    assert set(shown(page)) == direct
    page.click(".aq-found button")
    assert shown(page) == first
    assert page.locator(".aq-pager").is_visible()


def test_an_address_with_filters_opens_filtered(page: "Page", archive: Archive) -> None:
    page.goto("en/statements/?type=mixed")
    page.wait_for_selector(".aq-found button")
    assert set(shown(page)) == {key for key, (_, one) in archive.statement_by_id.items() if one["type"] == "mixed"}
    page.goto("en/articles/?year=2030&topic=bridges")
    page.wait_for_selector(".aq-found button")
    assert set(shown(page)) == {"a0001", "a0003"}


def test_filters_without_a_common_row_say_so(page: "Page") -> None:
    page.goto("en/statements/?type=mixed&act=thank")
    page.wait_for_selector(".aq-found button")
    assert shown(page) == []
    assert page.inner_text(".aq-found").startswith("Nothing fits")


def test_links_still_open_pages_of_their_own(page: "Page", address: str) -> None:
    page.goto("en/statements/")
    assert page.eval_on_selector(TYPE.format("direct"), "link => link.href") == f"{address}en/statements/type/direct/"
    page.goto("en/statements/type/direct/")
    page.click(TYPE.format("mixed"))
    page.wait_for_url("**/en/statements/type/mixed/")


PAGES = ["statements/", "events/stork-bridge-opening/", "dictionary/", "downloads/", "topics/bridges/"]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("base", ["", "en/"])
@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_is_wider_than_the_screen(page: "Page", path: str, base: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(base + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
