"""Takes rendered pages; shows that only the words of the article are given to the search, without what is hidden."""

import pytest

from aqwal.pages.frame import Frame
from aqwal.pages.plain import visible_text


def text_of(html: str) -> str:
    """The text of a page that is all one piece."""
    return visible_text(Frame((html,)))


@pytest.mark.parametrize(("html", "text"), [
    ("<article><p>جسر فوق النهر</p></article>", "جسر فوق النهر"),
    ("<header>قائمة</header><article>نص</article><footer>ذيل</footer>", "نص"),
    ("<article><h1>عنوان</h1><p>نص</p></article>", "عنوان نص"),
    ("<article>a &amp; b &lt;c&gt; &#1580;</article>", "a & b <c> ج"),
    ("<article>  سطر \n\n  آخر\t</article>", "سطر آخر"),
    ("<article><ul><li>واحد</li><li>اثنان</li></ul></article>", "واحد اثنان"),
    ("<article>قبل<script>var hidden = '<p>';</script>بعد</article>", "قبل بعد"),
    ("<article>قبل<style>p { color: red }</style>بعد</article>", "قبل بعد"),
    ("<article>قبل<svg><title>رسم</title></svg>بعد</article>", "قبل بعد"),
    ("<article>قبل<nav><ul><li><a href='#x'>فهرس</a></li></ul></nav>بعد</article>", "قبل بعد"),
    ("<article><h2>باب<a class=\"headerlink\" href=\"#x\">¶</a></h2><p>نص</p></article>", "باب نص"),
    ("<article><p>انظر <a href=\"/x\">الدليل</a> أولا</p></article>", "انظر الدليل أولا"),
    ("<article><pre><code>aqwal build</code></pre></article>", "aqwal build"),
    ("<article><img alt=\"صورة\" src=\"x\"><br>نص</article>", "نص"),
    ("<article><!-- hidden -->نص</article>", "نص"),
    ("<article><table><tr><td>خلية</td><td>أخرى</td></tr></table></article>", "خلية أخرى"),
    ("<article></article>", ""),
    ("", ""),
    ("<p>لا مقال هنا</p>", ""),
])
def test_the_text_is_what_stands_in_the_article(html: str, text: str) -> None:
    assert text_of(html) == text


def test_what_the_frame_fills_later_is_no_text() -> None:
    frame = Frame(("<head>", "head", "</head><article>نص", "footer", "</article>"))
    assert visible_text(frame) == "نص"


@pytest.mark.parametrize("html", [
    "<article><nav><a class=\"headerlink\" href=\"#\">¶</a><a href=\"#\">فهرس</a></nav>نص</article>",
    "<article><h2><a class=\"headerlink\" href=\"#\">¶</a></h2>نص</article>",
    "<article><a href=\"x\"><svg><title>رسم</title></svg></a>نص</article>",
    "<article><nav>فهرس<nav>آخر</nav></nav>نص</article>",
    "<article><svg><a href=\"#\">رسم</a></svg>نص</article>",
])
def test_what_is_hidden_ends_where_it_ends(html: str) -> None:
    assert text_of(html) == "نص"


def test_words_cut_by_markup_stay_whole() -> None:
    """Emphasis within a word is no gap between two."""
    assert text_of("<article><p>ال<strong>جسر</strong> الجديد</p></article>") == "الجسر الجديد"
