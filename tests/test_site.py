"""The whole build, run as its user runs it: what it writes, that it repeats itself, what failure leaves behind."""

import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from aqwal.cli import main
from aqwal.dataset import Archive
from aqwal.paths import BUILDERS, FOLDERS, LANGUAGES, Repository
from aqwal.verify import verify_site
from conftest import TOY
from tests_support import tree_of

pytestmark = pytest.mark.site


def build(repository: Repository, out: Path, *options: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `aqwal build` in a process of its own."""
    command = [sys.executable, "-m", "aqwal", "--root", str(repository.root), "build", "--out", str(out), *options]
    return subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, **environment})


def test_every_record_has_its_page_in_both_languages(site: Path, archive: Archive) -> None:
    for base in ("", "en/"):
        for article in archive.articles:
            assert (site / base / "articles" / article / "index.html").is_file()
        for statement in archive.statement_by_id:
            assert (site / base / "statements" / statement / "index.html").is_file()
        for kind, records in (("speaker", archive.speakers), ("publisher", archive.publishers),
                              ("event", archive.events), ("topic", archive.topics)):
            for identifier in records:
                assert (site / base / FOLDERS[kind] / identifier / "index.html").is_file()


def test_frames_do_not_stay_and_marks_are_filled(site: Path) -> None:
    assert not (site / "frames").exists()
    assert not (site / "en" / "frames").exists()
    for page in site.rglob("*.html"):
        assert "@@aqwal" not in page.read_text("utf-8"), page


def test_the_site_verifies(site: Path, archive: Archive) -> None:
    assert verify_site(site, archive) == []


def test_two_builds_are_byte_identical(toy_copy: Repository, site: Path, tmp_path: Path) -> None:
    again = tmp_path / "another folder" / "site"
    done = build(toy_copy, again, PYTHONHASHSEED="5", TZ="Asia/Tokyo", LC_ALL="C")
    assert done.returncode == 0, done.stderr
    assert tree_of(again) == tree_of(site)


@pytest.mark.parametrize("builder", BUILDERS[1:])
def test_other_builders_build_the_same_pages(builder: str, toy_copy: Repository, site: Path, tmp_path: Path) -> None:
    done = build(toy_copy, tmp_path / "site", "--builder", builder)
    assert done.returncode == 0, done.stderr
    # What the search holds of prose pages follows the builder's markup, and with it the hash in a file's name.
    ours, theirs = ({re.sub(r"\.[0-9a-f]{10}\.bin$", ".bin", name) for name in tree_of(folder)
                     if not name.startswith("assets/")} for folder in (site, tmp_path / "site"))
    assert theirs == ours


def test_a_broken_record_stops_the_build_and_leaves_the_site_whole(toy_copy: Repository, tmp_path: Path) -> None:
    out = tmp_path / "site"
    assert build(toy_copy, out).returncode == 0
    before = tree_of(out)
    record = next(toy_copy.folder("speaker").glob("*.yml"))
    record.write_text(record.read_text("utf-8").replace("kind:", "kimd:", 1), "utf-8")
    done = build(toy_copy, out)
    assert done.returncode == 1
    assert f"{toy_copy.name(record)}:3:1: error schema-unknown-field $.kimd" in done.stdout
    assert tree_of(out) == before


def test_a_foreign_folder_is_never_replaced(toy_copy: Repository, tmp_path: Path, capsys: pytest.CaptureFixture[str],
                                            ) -> None:
    (tmp_path / "precious").mkdir()
    (tmp_path / "precious" / "thesis.txt").write_text("years of work", "utf-8")
    assert main(["--root", str(toy_copy.root), "build", "--out", str(tmp_path / "precious")]) == 2
    assert "not a site built before" in capsys.readouterr().err
    assert tree_of(tmp_path / "precious") == {"thesis.txt": b"years of work"}


def test_a_builder_that_fails_is_quoted_and_leaves_the_site_whole(
        toy_copy: Repository, site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "site"
    shutil.copytree(site, out)
    monkeypatch.setattr("aqwal.builder.sys.executable", shutil.which("false"))
    assert main(["--root", str(toy_copy.root), "build", "--out", str(out)]) == 2
    assert "mkdocs failed on mkdocs.yml" in capsys.readouterr().err
    assert tree_of(out) == tree_of(site)
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".site")] == []


def test_a_build_that_is_told_to_end_leaves_nothing_behind(toy_copy: Repository, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "aqwal", "--root", str(toy_copy.root), "build", "--out", str(tmp_path / "site")]
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while not any(tmp_path.glob(".site-*")):
        assert running.poll() is None
        time.sleep(0.02)
    running.terminate()
    assert running.wait() == 130
    assert not (tmp_path / "site").exists()
    assert not any(tmp_path.glob(".site-*"))


def test_a_swap_that_was_cut_off_is_mended(toy_copy: Repository, site: Path, tmp_path: Path) -> None:
    shutil.copytree(site, tmp_path / ".site.old")
    toy_copy.about.write_text("broken: [", "utf-8")
    assert build(toy_copy, tmp_path / "site").returncode == 1
    out = Repository(toy_copy.root)
    shutil.copytree(TOY / "dataset", out.dataset, dirs_exist_ok=True)
    assert build(toy_copy, tmp_path / "site").returncode == 0
    assert not (tmp_path / ".site.old").exists()


def test_a_linked_site_is_built_where_the_link_leads(toy_copy: Repository, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "site").symlink_to(tmp_path / "real")
    for _ in range(2):
        assert build(toy_copy, tmp_path / "site").returncode == 0
    assert (tmp_path / "site").is_symlink()
    assert (tmp_path / "real" / "index.html").is_file()


@pytest.mark.parametrize(("place", "message"), [
    ("repository/dataset/site", "inside or around"), ("repository", "inside or around"), ("file", "is a file"),
    ("nowhere", "leads nowhere"),
])
def test_places_that_are_none_for_a_site_are_refused(place: str, message: str, toy_copy: Repository, tmp_path: Path,
                                                     ) -> None:
    (tmp_path / "file").write_text("x", "utf-8")
    (tmp_path / "nowhere").symlink_to(tmp_path / "gone")
    before = tree_of(toy_copy.root)
    done = build(toy_copy, tmp_path / place)
    assert done.returncode == 2
    assert message in done.stderr
    assert tree_of(toy_copy.root) == before


def test_a_site_inside_a_site_is_refused(toy_copy: Repository, site: Path) -> None:
    done = build(toy_copy, site / "inner")
    assert (done.returncode, "inside the built site" in done.stderr) == (2, True)


@pytest.mark.parametrize("moment", ["soon", "-1", "1e9", "9" * 20])
def test_a_moment_that_is_none_is_refused(moment: str, toy_copy: Repository, tmp_path: Path) -> None:
    done = build(toy_copy, tmp_path / "site", SOURCE_DATE_EPOCH=moment)
    assert done.returncode == 2
    assert "SOURCE_DATE_EPOCH" in done.stderr


def test_two_builds_at_once_do_not_meet(toy_copy: Repository, site: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "aqwal", "--root", str(toy_copy.root), "build", "--out", str(tmp_path / "site")]
    running = [subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) for _ in range(2)]
    assert 0 in [one.wait() for one in running]
    assert tree_of(tmp_path / "site") == tree_of(site)


def test_large_archives_may_do_without_statement_pages(toy_copy: Repository, tmp_path: Path) -> None:
    about = toy_copy.about
    about.write_text(about.read_text("utf-8").replace("statement_pages: true", "statement_pages: false"), "utf-8")
    done = build(toy_copy, tmp_path / "site")
    assert done.returncode == 0, done.stderr
    assert not any((tmp_path / "site" / "statements").glob("a0*"))


def test_every_language_is_built(site: Path) -> None:
    assert LANGUAGES == ("ar", "en")
    assert '<html dir="rtl" lang="ar"' in (site / "index.html").read_text("utf-8")
    assert '<html dir="ltr" lang="en"' in (site / "en" / "index.html").read_text("utf-8")
