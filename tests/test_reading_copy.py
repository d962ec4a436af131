"""Takes the toy dataset and the raw pages it was made from; shows what a reading copy has that no public site has."""

import json
import re
import shutil
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from aqwal.arabic.tokens import one_line, words
from aqwal.canonical import canonical_text
from aqwal.cli import main
from aqwal.dataset import Archive, load_archive
from aqwal.derive.paragraphs import paragraphs_of
from aqwal.paths import PROJECT, Repository
from aqwal.search.engine import SiteSearch
from aqwal.texts import guard_of, load_texts, texts_of

TESTS = Path(__file__).parent
PAGES = TESTS / "pages"
SEEDS = PROJECT.parent / "shared" / "seeds"
BANNER = {"ar": "نسخة قراءة خاصة", "en": "rivate reading copy"}
ALL = 500
pytestmark = pytest.mark.site


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reading")
    shutil.copytree(TESTS / "toy" / "dataset", folder / "dataset")
    return folder


@pytest.fixture(scope="module")
def copy(root: Path) -> Path:
    """The reading copy of the toy dataset; only to be read."""
    assert main(["--root", str(root), "build", "--texts", str(PAGES), "--out", str(root / "copy")]) == 0
    return root / "copy"


@pytest.fixture(scope="module")
def search(copy: Path) -> Iterator[SiteSearch]:
    with SiteSearch(copy) as opened:
        yield opened


@pytest.fixture(scope="module")
def texts(archive: Archive) -> dict[str, str]:
    """Article id → canonical text of its page."""
    return texts_of(archive, load_texts(PAGES))


def pages_of(site: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(site.rglob("*.html")):
        yield path.relative_to(site).as_posix(), path.read_text("utf-8")


def source_of(html: str) -> dict[str, str]:
    """Return the source paragraphs of an article's page by their ids."""
    inside = re.search(r'<div class="aq-source".*?</div>', html, re.DOTALL)
    found = re.findall(r'<p id="(p\d+)">(.*?)</p>', inside.group(), re.DOTALL) if inside else []
    return {key: unescape(text) for key, text in found}


# --- pages ----------------------------------------------------------------------------------------------------------

def test_every_page_says_that_it_is_private(copy: Path) -> None:
    for name, html in pages_of(copy):
        assert '<meta name="robots" content="noindex, nofollow">' in html, name
        assert BANNER["en" if name.startswith("en/") else "ar"] in html, name


def test_an_articles_page_shows_its_source_with_an_id_for_each_paragraph(copy: Path, archive: Archive,
                                                                          texts: dict[str, str]) -> None:
    for key, article in archive.articles.items():
        wanted = {f"p{number}": one.text for number, one in enumerate(paragraphs_of(article, texts[key]), 1)}
        for base in ("", "en/"):
            assert source_of((copy / base / "articles" / key / "index.html").read_text("utf-8")) == wanted != {}


def test_the_source_is_the_body_without_its_noise(archive: Archive, texts: dict[str, str]) -> None:
    for key, article in archive.articles.items():
        shown = [one.text for one in paragraphs_of(article, texts[key])]
        body = " ".join(texts[key][start:end] for start, end in sorted(article["body"]))
        assert words(" ".join(shown)) == words(body)
        noise = [one_line(texts[key][span["start"]:span["end"]]) for span in article["noise"]]
        assert [one for one in noise if any(one in text for text in shown)] == []


def test_the_marker_says_that_it_is_private(copy: Path, site: Path) -> None:
    assert "private" in (copy / ".aqwal").read_text("utf-8")
    assert "private" not in (site / ".aqwal").read_text("utf-8")


# --- its search -----------------------------------------------------------------------------------------------------

def test_every_paragraph_is_found_and_its_span_holds_it(search: SiteSearch, archive: Archive,
                                                        texts: dict[str, str]) -> None:
    for key, article in archive.articles.items():
        for number, paragraph in enumerate(paragraphs_of(article, texts[key]), 1):
            phrase = " ".join(words(paragraph.text)[:4])
            hits = search.search(f'"{phrase}"', limit=ALL)["hits"]
            (hit,) = [hit for hit in hits if (hit["kind"], hit["article"], hit["paragraph"])
                      == ("paragraph", key, number)]
            assert (hit["id"], hit["start"], hit["end"]) == (key, paragraph.start, paragraph.end)
            inside = texts[key][hit["start"]:hit["end"]]
            assert inside == inside.strip()
            assert words(inside)[:4] == words(phrase)


def test_offsets_count_characters_and_not_units(search: SiteSearch, texts: dict[str, str]) -> None:
    """The page without headline has an emoji after its last paragraph, the one with two articles a mark before all."""
    hits = search.search("شكرت ضيوفها", limit=ALL)["hits"]
    hit = next(hit for hit in hits if hit["kind"] == "paragraph")
    assert texts["a0004"][hit["start"]:hit["end"]].endswith("على حسن الخلق.")


def test_a_title_of_the_source_has_its_span_too(search: SiteSearch, archive: Archive, texts: dict[str, str]) -> None:
    hits = search.search("لا رسوم على جسر اللقلق", limit=ALL, filters={"kind": "title"})["hits"]
    assert texts["a0003"][hits[0]["start"]:hits[0]["end"]] == archive.articles["a0003"]["title"]
    (untitled,) = search.search("نهائي كأس البرتقال", limit=ALL, filters={"kind": "title"})["hits"]
    assert (untitled["id"], untitled["start"], untitled["end"]) == ("a0004", None, None)


def test_only_paragraphs_and_titles_have_spans(search: SiteSearch) -> None:
    kinds = ("digest", "statement", "speaker", "publisher", "event", "topic", "page")
    hits = [hit for kind in kinds for hit in search.search("الجسر", limit=ALL, filters={"kind": kind})["hits"]]
    assert {hit["kind"] for hit in hits} >= {"digest", "statement", "speaker", "event", "topic"}
    assert {(hit["start"], hit["end"]) for hit in hits} == {(None, None)}


def test_the_source_answers_before_our_own_words(search: SiteSearch) -> None:
    """الجسر stands in both, تجديد الملعب in the source alone, مجاني in our own words alone."""
    assert {hit["kind"] for hit in search.search("الجسر", limit=ALL)["hits"]} <= {"paragraph", "title"}
    assert [hit["id"] for hit in search.search("تجديد الملعب", limit=ALL)["hits"]] == ["a0002"]
    assert {hit["kind"] for hit in search.search("مجاني", limit=ALL)["hits"]} <= {"digest", "statement", "title"}
    assert search.search("مجاني")["total"] > 0


def test_noise_is_not_found(search: SiteSearch) -> None:
    for query in ("ملفات الارتباط", "ضفدع", "تابعونا", "حمامتان"):
        assert [hit for hit in search.search(query, limit=ALL)["hits"] if hit["kind"] == "paragraph"] == [], query


def test_a_paragraph_leads_to_its_place_on_the_page(search: SiteSearch, copy: Path) -> None:
    answer = search.search("الجسر", limit=ALL, texts=True, filters={"kind": "paragraph"})
    paths = [hit["path"] for group in answer["groups"] for hit in group["hits"]]
    assert len(paths) > 2
    for path in paths:
        page, _, place = path.partition("#")
        assert f'<p id="{place}">' in (copy / page / "index.html").read_text("utf-8")


def test_the_command_gives_the_spans(copy: Path, texts: dict[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", "برغي", "--site", str(copy), "--json"]) == 0
    (hit,) = json.loads(capsys.readouterr().out)["hits"]
    assert hit["kind"] == "paragraph"
    assert "كل برغي" in texts["a0001"][hit["start"]:hit["end"]]


# --- what may not be ------------------------------------------------------------------------------------------------

def test_a_public_site_has_none_of_it(site: Path, archive: Archive, texts: dict[str, str]) -> None:
    withdrawn = {f"{base}articles/a0099/index.html" for base in ("", "en/")}
    for name, html in pages_of(site):
        assert "noindex" not in html or name in {"404.html", "en/404.html", "search/index.html", *withdrawn}, name
        assert not any(banner in html for banner in BANNER.values()), name
        assert 'class="aq-source"' not in html, name
    guard = guard_of(texts.values(), [article["title"] for article in archive.articles.values() if article["title"]])
    assert [name for name, html in pages_of(site) if guard.leaks(html)] == []
    assert json.loads((site / "search" / "manifest.json").read_text("utf-8"))["private"] is False
    with SiteSearch(site) as search:
        assert search.search('"قص الشريط"')["total"] == 0
        assert search.search("الجسر", filters={"kind": "paragraph"})["total"] == 0


def build(root: Path, *arguments: Any) -> int:
    return main(["--root", str(root), "build", *map(str, arguments)])


@pytest.mark.parametrize("out", [None, "site", "site/", "other/../site"])
def test_it_never_stands_where_the_public_site_does(root: Path, out: str | None,
                                                    capsys: pytest.CaptureFixture[str]) -> None:
    named = () if out is None else ("--out", root / out)
    assert build(root, "--texts", PAGES, *named) == 2
    assert "private" in capsys.readouterr().err
    assert not (root / "site").exists()


def test_it_never_replaces_a_public_site_elsewhere(root: Path, site: Path, tmp_path: Path,
                                                   capsys: pytest.CaptureFixture[str]) -> None:
    public = tmp_path / "public"
    shutil.copytree(site, public)
    assert build(root, "--texts", PAGES, "--out", public) == 2
    assert "public" in capsys.readouterr().err
    assert "private" not in (public / ".aqwal").read_text("utf-8")


def test_it_may_replace_a_reading_copy(root: Path, copy: Path, tmp_path: Path) -> None:
    older = tmp_path / "older"
    shutil.copytree(copy, older)
    assert build(root, "--texts", PAGES, "--out", older) == 0


def test_a_folder_without_any_raw_page_is_status_2(root: Path, tmp_path: Path,
                                                   capsys: pytest.CaptureFixture[str]) -> None:
    empty, out = tmp_path / "empty", tmp_path / "out"
    empty.mkdir()
    (empty / "note.txt").write_text("ليس صفحة من صفحات المجموعة.", "utf-8")
    for folder in (empty, tmp_path / "nowhere", empty / "note.txt"):
        assert build(root, "--texts", folder, "--out", out) == 2
        err = capsys.readouterr().err
        assert "Traceback" not in err
        assert f"aqwal: {folder}" in err
        assert not out.exists()


def test_articles_whose_page_is_not_at_hand_stay_as_they_are(root: Path, tmp_path: Path, archive: Archive,
                                                             capsys: pytest.CaptureFixture[str]) -> None:
    """One raw page, by its canonical text alone: saved with other line ends, it has another hash."""
    some, out = tmp_path / "some", tmp_path / "out"
    (some / "deep").mkdir(parents=True)
    page = (PAGES / "no-headline.txt").read_bytes()
    (some / "deep" / "renamed.dat").write_bytes(page.replace(b"\n", b"\r\n"))
    (some / "picture.png").write_bytes(b"\x89PNG\xff\xfe")
    assert canonical_text(page.replace(b"\n", b"\r\n")) == canonical_text(page)
    assert build(root, "--texts", some, "--out", out) == 0
    assert "raw pages of 1 of 4 articles" in capsys.readouterr().err
    shown = {key: source_of((out / "articles" / key / "index.html").read_text("utf-8")) for key in archive.articles}
    assert {key for key, paragraphs in shown.items() if paragraphs} == {"a0004"}
    assert all(BANNER["ar"] in html or name.startswith("en/") for name, html in pages_of(out))


# --- the real dataset -----------------------------------------------------------------------------------------------

@pytest.mark.seeds
@pytest.mark.skipif(not SEEDS.is_dir(), reason="the raw seed pages are not beside this repository")
def test_every_hit_in_the_real_dataset_lies_in_a_body_or_a_title(tmp_path: Path) -> None:
    from aqwal.derive.sayings import sayings_of
    from aqwal.search.documents import Source
    from aqwal.search.index import index_files

    dataset, _ = load_archive(Repository(PROJECT), use_cache=False)
    assert dataset is not None
    raw = texts_of(dataset, load_texts(SEEDS))
    assert raw.keys() == dataset.articles.keys()
    (tmp_path / "search").mkdir()
    for path, content in index_files(Source(dataset, sayings_of(dataset), (), raw), is_private=True):
        (tmp_path / path).write_bytes(content)
    seen = set()
    with SiteSearch(tmp_path) as search:
        for key, article in dataset.articles.items():
            for number, paragraph in enumerate(paragraphs_of(article, raw[key]), 1):
                for word in {*words(paragraph.text)[:3], *words(paragraph.text)[-2:]}:
                    for hit in search.search(word, limit=ALL)["hits"]:
                        if hit["start"] is not None:
                            seen.add((hit["kind"], hit["article"], hit["paragraph"], hit["start"], hit["end"]))
                assert ("paragraph", key, number, paragraph.start, paragraph.end) in seen
    for kind, key, _, start, end in seen:
        article = dataset.articles[key]
        if kind == "title":
            assert [start, end] == article["title_span"]
        else:
            kept = {place for first, last in article["body"] for place in range(first, last)}
            inside = [place for place in range(start, end) if not raw[key][place].isspace()]
            assert {inside[0], inside[-1]} <= kept
            noise = {place for span in article["noise"] for place in range(span["start"], span["end"])}
            assert set(inside) <= kept | noise
