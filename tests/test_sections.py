"""Sections: the tabs stay few, and every page of a section stands one step from the others, in both languages."""

import re
from pathlib import Path

import pytest

from aqwal.pages.edition import BASES
from aqwal.paths import LANGUAGES
from printed import Element, Reader

pytestmark = pytest.mark.site
DATA = ["downloads/", "explore/", "releases/", "dictionary/", "use/", "formats/"]
ABOUT = ["about/", "method/", "rights/", "adding-articles/", "how-search-works/", "architecture/", "releasing/"]
SECTIONS = [(path, pages) for pages in (DATA, ABOUT) for path in pages]


def rows(site: Path, language: str, path: str, name: str) -> list[Element]:
    html = (site / BASES[language] / path / "index.html").read_text("utf-8")
    reader = Reader()
    reader.feed("".join(re.findall(rf'<nav class="{name}.*?</nav>', html, re.DOTALL)))
    return reader.root.all("nav")


def places(root: Element) -> list[str]:
    return [one.attributes["href"].rpartition("../")[2].removeprefix("en/") for one in root.all("a")]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("path", "pages"), SECTIONS, ids=[path for path, _ in SECTIONS])
def test_a_page_leads_to_every_page_of_its_section_and_marks_itself(path: str, pages: list[str], language: str,
                                                                    site: Path) -> None:
    [row] = rows(site, language, path, "aq-section")
    assert places(row) == pages
    assert [place for place, one in zip(pages, row.all("a"), strict=True) if "aria-current" in one.attributes] == [path]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_tabs_are_few_and_a_page_outside_the_sections_has_no_second_row(language: str, site: Path) -> None:
    for path in ("", "speakers/", "articles/a0001/"):
        [tabs] = rows(site, language, path, "md-tabs")
        assert len(tabs.all("a")) == 10
        assert rows(site, language, path, "aq-section") == []


def test_only_a_page_with_a_side_column_drops_the_row_on_a_wide_screen(site: Path) -> None:
    for path, is_narrow in (("use/", True), ("about/", True), ("releases/", False), ("explore/", False)):
        [row] = rows(site, "ar", path, "aq-section")
        assert row.fits("nav", {"class_": "aq-section--narrow"}) == is_narrow
