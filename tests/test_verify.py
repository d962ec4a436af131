"""`aqwal verify`: finds nothing in a whole site, and every kind of damage in a broken copy."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from aqwal.cli import main
from aqwal.dataset import Archive
from aqwal.paths import Repository
from aqwal.texts import RawText
from aqwal.verify import page_links, verify_site
from aqwal.verify.markup import read_page

pytestmark = pytest.mark.site


def delete(name: str) -> Callable[[Path], None]:
    return lambda site: (site / name).unlink()


def append(name: str, text: str) -> Callable[[Path], None]:
    def add(site: Path) -> None:
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        with (site / name).open("a", encoding="utf-8") as file:
            file.write(text)
    return add


def garble(name: str) -> Callable[[Path], None]:
    def add(site: Path) -> None:
        (site / name).write_bytes(b"\xff" + (site / name).read_bytes())
    return add


HOME = "index.html"
DAMAGE = {
    "a lost record page": (delete("en/articles/a0001/index.html"), "en/articles/a0001/index.html: missing"),
    "a lost twin": (delete("articles/a0001.json"), "articles/a0001.json: missing"),
    "a dead link": (append(HOME, '<a href="nowhere/">x</a>'), "index.html: the link nowhere/ leads nowhere"),
    "a dead fragment": (append(HOME, '<a href="articles/a0001/#nowhere">x</a>'), "#nowhere leads to no such place"),
    "a dead fragment here": (append(HOME, '<a href="#nowhere">x</a>'), "there is no place #nowhere"),
    "a foreign script": (append(HOME, '<script src="https://elsewhere.example/x.js"></script>'), "from another host"),
    "a foreign image": (append(HOME, '<img src="https://elsewhere.example/x.png">'), "from another host"),
    "a foreign style": (append(HOME, '<link rel="stylesheet" href="https://elsewhere.example/x.css">'), "another host"),
    "a script address": (append(HOME, '<a href="javascript:alert(1)">x</a>'), "a link of the form javascript:"),
    "a single-quoted link": (append(HOME, "<a href='nowhere/'>x</a>"), "index.html: the link nowhere/ leads nowhere"),
    "an unquoted link": (append(HOME, "<A class=x HREF = nowhere/>x</A>"), "index.html: the link nowhere/ leads now"),
    "a foreign srcset": (append(HOME, '<img srcset="icon.svg 1x, https://elsewhere.example/x.png 2x">'), "other host"),
    "a foreign poster": (append(HOME, "<video poster=//elsewhere.example/x.png></video>"), "a link of the form //"),
    "a foreign form": (append(HOME, "<button formaction='https://elsewhere.example/'>x</button>"), "another host"),
    "a foreign object": (append(HOME, '<object data="https://elsewhere.example/x"></object>'), "from another host"),
    "a foreign picture in a style": (append(HOME, '<p style="background:url(https://elsewhere.example/x)">x</p>'),
                                     "would request https://elsewhere.example/x from another host"),
    "a foreign import": (append(HOME, '<style>@import "https://elsewhere.example/x.css";</style>'), "another host"),
    "a foreign drawing": (append(HOME, '<svg><use href="https://elsewhere.example/x#y"/></svg>'), "another host"),
    "a foreign refresh": (append(HOME, '<meta http-equiv="refresh" content="0; url=https://elsewhere.example/">'),
                          "another host"),
    "a foreign sheet of style": (append("style.css", '@import url("https://elsewhere.example/x.css");'),
                                 "style.css: the style sheet would request"),
    "a link out of the site": (append(HOME, '<a href="/articles/">x</a>'), "the link /articles/ leads out of the site"),
    "a link above the site": (append(HOME, '<a href="../x/">x</a>'), "the link ../x/ leads out of the site"),
    "a name that is no place": (append(HOME, '<input name="here"><a href="#here">x</a>'), "there is no place #here"),
    "a page of nothing": (append("articles/by/colour.html", "<p>x</p>"), "articles/by/colour.html: no record, index"),
    "a page of no record": (append("en/speakers/nobody/index.html", "<p>x</p>"), "en/speakers/nobody/index.html: no"),
    "a twin of no record": (append("speakers/nobody.json", "{}"), "speakers/nobody.json: there is no record"),
    "a page of other bytes": (garble("articles/a0001/index.html"), "articles/a0001/index.html: not UTF-8 at byte 0"),
    "sums of other bytes": (garble("downloads/latest/SHA256SUMS"), "SHA256SUMS: not UTF-8 at byte 0"),
    "a download that is not summed": (append("downloads/latest/csv/more.csv", "x"), "more.csv: not listed in"),
    "a changed zip": (append("downloads/latest/toy-towns-1.2.0.zip", "x"), "its bytes do not have the SHA-256"),
    "a line that is no sum": (append("downloads/latest/SHA256SUMS", "x\n"), "is not a SHA-256 and a name"),
    "a changed download": (append("downloads/latest/csv/articles.csv", "x"), "its bytes do not have the SHA-256"),
    "a lost download": (delete("downloads/latest/csv/articles.csv"), "csv/articles.csv, which is not there"),
    "lost sums": (delete("downloads/latest/SHA256SUMS"), "SHA256SUMS: missing"),
    "a lost sitemap": (delete("sitemap.xml"), "sitemap.xml: missing"),
    "a false sitemap": (append("sitemap.xml", "<loc>https://toy.example/data/nowhere/</loc>"), "which has no file"),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_damage_is_found(damage: str, site: Path, archive: Archive, tmp_path: Path) -> None:
    copy = tmp_path / "site"
    shutil.copytree(site, copy)
    do, message = DAMAGE[damage]
    do(copy)
    problems = verify_site(copy, archive)
    assert any(message in problem for problem in problems), problems[:5]


def test_leaked_source_text_is_found(site: Path, archive: Archive, tmp_path: Path) -> None:
    words = "هذه كلمات كثيرة متتالية من نص أصلي لا يجوز أن تظهر في الموقع المنشور"
    texts = {"x": RawText(Path("x.txt"), "x", words)}
    assert verify_site(site, archive, texts) == []
    copy = tmp_path / "site"
    shutil.copytree(site, copy)
    append("about/index.html", f"<p>{words}</p>")(copy)
    assert any("runs of source text" in problem for problem in verify_site(copy, archive, texts))


def test_command_reports_and_exits(site: Path, toy: Repository, tmp_path: Path, capsys: pytest.CaptureFixture[str],
                                   ) -> None:
    assert main(["--root", str(toy.root), "verify", str(site)]) == 0
    assert main(["--root", str(toy.root), "verify", str(tmp_path / "none")]) == 2
    copy = tmp_path / "site"
    shutil.copytree(site, copy)
    delete("sitemap.xml")(copy)
    assert main(["--root", str(toy.root), "verify", str(copy)]) == 1
    assert "sitemap.xml: missing" in capsys.readouterr().out


def test_anchors_are_checked_against_the_raw_pages(site: Path, toy: Repository, tmp_path: Path,
                                                   capsys: pytest.CaptureFixture[str]) -> None:
    pages = Path(__file__).parent / "pages"
    assert main(["--root", str(toy.root), "verify", str(site), "--texts", str(pages)]) == 0
    one, *_ = sorted(path for path in pages.iterdir() if path.suffix == ".txt")
    (tmp_path / one.name).write_bytes(one.read_bytes() + b"\nmore\n")
    assert main(["--root", str(toy.root), "verify", str(site), "--texts", str(tmp_path)]) == 1
    assert "no file with the SHA-256" in capsys.readouterr().out


def test_a_file_that_is_not_utf8_is_one_problem(site: Path, archive: Archive, tmp_path: Path) -> None:
    copy = tmp_path / "site"
    shutil.copytree(site, copy)
    garble("articles/a0001/index.html")(copy)
    texts = {"x": RawText(Path("x.txt"), "x", "نص قصير")}
    assert verify_site(copy, archive, texts) == ["articles/a0001/index.html: not UTF-8 at byte 0"]


def problems_of(html: str) -> list[str]:
    return page_links("a/index.html", html, {"a/index.html", "b.png", "b/index.html"}, "/data/").problems


def test_what_is_text_is_not_a_link() -> None:
    assert problems_of('<pre><code>&lt;a href="nowhere/"&gt;</code></pre><!-- <a href="nowhere/"> -->'
                       '<script>"<a href=nowhere/>"</script><textarea><img src="nowhere"></textarea>'
                       '<a title="<img src=nowhere>" href="../b/">x</a><style>/* url(nowhere) */</style>') == []


def test_a_link_within_code_is_a_link() -> None:
    assert len(problems_of('<code><a href="nowhere/">x</a></code>')) == 1


@pytest.mark.parametrize("html", [
    "<a href=../b/>x</a>", "<a href='../b/?x=1#'>x</a>", '<a\nHREF\n=\n"../b/">x</a>', '<img alt=""src="../b.png">',
    '<img srcset="../b.png, ../b.png 2x,../b.png 3x">',
    '<a name="x">x</a><a href="#x">x</a>', "<a id=x href='#x'>x</a>",
    '<a href="/data/b/">x</a>', '<a href="/data">x</a><a href="?x">x</a>',
    '<a href="https://elsewhere.example/" cite="x">x</a>', '<link rel="canonical" href="https://elsewhere.example/">',
    '<a href="#&#x628;" id="&#1576;">x</a>', '<svg><rect fill="url(#x)" id="x"/></svg>',
])
def test_right_links_are_let_be(html: str) -> None:
    files = {"a/index.html", "b.png", "b/index.html", "index.html"}
    assert page_links("a/index.html", html, files, "/data/").problems == []


def test_a_comma_within_an_address_does_not_part_it() -> None:
    found = read_page('<img srcset="https://x.example/a,b.png 1x, c.png">').references
    assert [one.url for one in found] == ["https://x.example/a,b.png", "c.png"]
