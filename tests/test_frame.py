"""Frames: rendered pages cut at their marks, with addresses that fit any place."""

import pytest

from aqwal.builder import LATIN_CODE
from aqwal.pages.frame import ON_PROSE, ONCE, FrameError, cut, heading, root_of

HTML = """<html lang="ar">


<head><title>@@aqwal:title@@</title>@@aqwal:head@@</head>
<a href="../articles/">i</a><a href="../home/">h</a><a href="../../about/#who">a</a><a href="#here">f</a>
<link href="../../assets/main.css"><a href="https://example.org/">x</a>
@@aqwal:search@@@@aqwal:language@@@@aqwal:content@@@@aqwal:footer@@"""
VALUES = {"title": "t", "head": "h", "search": "s", "language": "l", "content": "<b>c</b>", "footer": "f",
          "root": "../../"}


def test_a_frame_is_filled_and_its_addresses_fit_the_new_place() -> None:
    filled = cut(HTML, "frames/speakers/", "", "ar", ONCE, "assets/").fill(VALUES)
    assert "<title>t</title>h" in filled
    assert 'sl<b>c</b>f' in filled
    assert 'href="../../articles/"' in filled
    assert 'href="../.././"' in filled
    assert 'href="../../about/#who"' in filled
    assert 'href="#here"' in filled
    assert 'href="https://example.org/"' in filled
    assert "@@" not in filled


def test_the_english_frame_leads_to_english_pages_and_shared_files() -> None:
    filled = cut(HTML, "frames/speakers/", "en/", "en", ONCE, "assets/").fill({**VALUES, "root": "../../../"})
    assert 'href="../../../en/articles/"' in filled
    assert 'href="../../../en/"' in filled
    assert 'href="../../../assets/main.css"' in filled
    assert '<html dir="ltr"' in filled


def test_direction_and_blank_lines() -> None:
    filled = cut(HTML, "frames/speakers/", "", "ar", ONCE).fill(VALUES)
    assert filled.startswith('<html dir="rtl" lang="ar">\n<head>')


@pytest.mark.parametrize(("html", "message"), [
    (HTML.replace("@@aqwal:head@@", ""), "the mark head stands 0 times"),
    (HTML + "@@aqwal:content@@", "the mark content stands 2 times"),
    (HTML + "@@aqwal:nonsense@@", "the mark nonsense has no meaning here"),
])
def test_a_missing_doubled_or_unknown_mark_stops_the_build(html: str, message: str) -> None:
    with pytest.raises(FrameError, match=message):
        cut(html, "frames/speakers/", "", "ar", ONCE)


def test_prose_pages_keep_their_content() -> None:
    html = ("<html lang=\"en\"><h1 id=\"a\">About <em>it</em></h1>@@aqwal:head@@@@aqwal:search@@@@aqwal:language@@"
            "@@aqwal:footer@@")
    assert heading(html) == "About it"
    filled = cut(html, "about/", "en/", "en", ON_PROSE).fill(
        {"head": "", "search": "", "language": "", "footer": "", "root": "../"})
    assert "About <em>it</em>" in filled


@pytest.mark.parametrize(("path", "root"), [("", ""), ("articles/", "../"), ("en/articles/a0001/", "../../../")])
def test_the_way_to_the_root(path: str, root: str) -> None:
    assert root_of(path) == root


@pytest.mark.parametrize(("html", "wanted"), [
    ("<code>dataset/drafts/</code>", '<code dir="ltr">dataset/drafts/</code>'),
    ("<code>--json</code>", '<code dir="ltr">--json</code>'),
    ("<code>قال إن</code>", "<code>قال إن</code>"),
    ("<code>قال -> said</code>", "<code>قال -> said</code>"),
    ("<code>،</code>", "<code>،</code>"),
])
def test_code_in_latin_letters_keeps_its_signs_on_their_sides(html: str, wanted: str) -> None:
    assert LATIN_CODE.sub(r'<code dir="ltr">\1</code>', html) == wanted
