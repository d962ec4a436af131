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

pytestmark = pytest.mark.site


def delete(name: str) -> Callable[[Path], None]:
    return lambda site: (site / name).unlink()


def append(name: str, text: str) -> Callable[[Path], None]:
    def add(site: Path) -> None:
        with (site / name).open("a", encoding="utf-8") as file:
            file.write(text)
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


def test_links_inside_code_are_text() -> None:
    html = '<pre><code>&lt;a href="nowhere/"&gt; <a href="nowhere/">x</a></code></pre>'
    assert page_links("index.html", html, {"index.html"}, "/").problems == []
