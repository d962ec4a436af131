"""Takes the toy dataset; checks the search page and the box as they are printed, and the texts their scripts say."""

import json
import re

import pytest

from aqwal.pages.catalogue import catalogue
from aqwal.pages.edition import Edition
from aqwal.pages.frame import Frame
from aqwal.pages.render import press
from aqwal.pages.views import home, search, topic
from aqwal.paths import ASSETS, LANGUAGES
from printed import ASSETS as NAMES
from printed import printed, scripts

SCRIPTS = sorted((ASSETS / "js").glob("60-search-*.js"))
SAID = re.compile(r"""(?:text|count|nodes)\(\s*(["`])([a-z_]+)""")
BOX = Frame(("", "search", ""))


def test_the_page_leads_to_every_index_without_its_script(edition: Edition) -> None:
    (key,) = search.keys(edition)
    root = printed(search.page(key, edition), edition)
    starts = root.one("section", class_="aq-starts")
    counts = edition.archive.counts()
    assert [one.attributes["href"].rstrip("/").rpartition("/")[2] for one in starts.all("a")] == list(counts)
    assert all(one.one("span").text for one in starts.all("dt"))
    assert root.one("noscript").text
    assert scripts(root) == []


def test_the_page_has_its_own_box_and_the_header_then_none(edition: Edition) -> None:
    frames = {"search": BOX, "home": BOX, "topics": BOX}
    one = press(edition, frames, NAMES)
    assert one.print_page(search.page("search/", edition)) == ""
    assert one.print_page(home.page("", edition)) == ""
    header = one.print_page(topic.page(next(iter(edition.archive.topics)), edition))
    assert header.count("<form") == 1
    for page in (search.page("search/", edition), home.page("", edition)):
        assert len(printed(page, edition).all("form", class_="aq-search")) == 1


def test_the_box_is_a_plain_form(edition: Edition) -> None:
    form = printed(home.page("", edition), edition).one("form")
    assert (form.attributes["action"], form.attributes["method"]) == (f"{'../' if edition.base else ''}"
                                                                      f"{edition.base or './'}search/", "get")
    assert form.one("input").attributes["name"] == "q"
    assert form.one("input").attributes["aria-label"]


def test_texts_for_the_scripts_cannot_end_their_element(edition: Edition) -> None:
    root = printed(search.page("search/", edition), edition)
    blocks = [one.text for one in root.all("script", type="application/json")]
    assert len(blocks) == 2
    assert not any("<" in block for block in blocks)
    assert json.loads(blocks[1])["type_direct"] == edition.texts.text("common.type_direct")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_that_a_script_says_exists(language: str) -> None:
    texts = catalogue(language)
    types = {f"type_{one}" for one in search.TYPES}
    box, page = texts.part("searchbox").keys(), texts.part("search").keys() | texts.part("searchbox").keys() | types
    said = {path.stem: SAID.findall(path.read_text("utf-8")) for path in SCRIPTS}
    assert sum(map(len, said.values())) > 30
    for script, keys in said.items():
        known = box if script == "60-search-box" else page
        for quote, key in keys:
            assert any(one.startswith(key) for one in known) if quote == "`" else key in known, (script, key)


def test_scripts_never_make_markup_of_text() -> None:
    for path in SCRIPTS:
        source = path.read_text("utf-8")
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function", source)
        assert source.count("\n") < 300, path.name
