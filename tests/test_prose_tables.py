"""Prose on narrow screens: cells carry the heads that a phone hides, short code stays whole, commands keep lines."""

import re
from pathlib import Path

import pytest

from aqwal.pages.prose_tables import with_heads

WIDE = ("<table><thead><tr><th>ملف</th><th style=\"x\"><code>a</code> &amp; \"b\"</th><th></th></tr></thead>"
        "<tbody><tr><td>1</td><td style=\"y\">2</td><td>3</td></tr></tbody></table>")


def test_a_cell_carries_the_head_of_its_column_as_text() -> None:
    assert ("<tr><td>1</td><td data-head=\"a &amp; &quot;b&quot;\" style=\"y\">2</td><td>3</td></tr>"
            in with_heads(WIDE))


@pytest.mark.parametrize("html", [
    WIDE.replace("<table>", '<table class="aq-table">'),
    "<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>",
    "<p><td></p>", "",
])
def test_other_tables_stay_as_they_are(html: str) -> None:
    assert with_heads(html) == html


@pytest.mark.site
@pytest.mark.parametrize("path", ["use/", "formats/", "releasing/", "en/use/", "en/formats/", "en/releasing/"])
def test_the_pages_of_the_site_have_them(path: str, site: Path) -> None:
    html = (site / path / "index.html").read_text("utf-8")
    for table in re.findall(r"<table>.*?</table>", html, re.DOTALL):
        heads, cells = len(re.findall(r"<th\b", table)), table.count("<td")
        assert table.count("data-head=") == (0 if heads <= 2 else cells - cells // heads)


@pytest.mark.site
def test_short_code_is_not_cut_at_its_hyphen_and_long_code_may_be(site: Path) -> None:
    assert '<code dir="ltr" class="aq-whole">a0001-s07</code>' in (site / "about" / "index.html").read_text("utf-8")
    assert '<code dir="ltr">https://aqwal.example/speakers/sergey-lavrov/</code>' in (
        site / "formats" / "index.html").read_text("utf-8")


@pytest.mark.site
@pytest.mark.parametrize("base", ["", "en/"])
def test_commands_keep_their_lines_within_a_list(base: str, site: Path) -> None:
    for path in sorted((site / base).glob("*/index.html")):
        fence = re.search(r"<code[^>]*>(?:sh|python|json|yaml)\n", path.read_text("utf-8"))
        assert fence is None, f"{path}: a fence in a list"
    html = (site / base / "releasing" / "index.html").read_text("utf-8")
    assert re.search(r"<pre><code[^>]*>\.venv/bin/aqwal release 1\.5\.0\n\.venv/bin/aqwal verify", html)
