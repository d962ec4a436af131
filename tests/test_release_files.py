"""Files of released versions on the site: placed as they were published, refused where they differ, verified."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from aqwal.cli import main
from aqwal.dataset import Archive
from aqwal.exports.earlier import ReleaseFilesError, manifest_bytes, place_earlier
from aqwal.paths import Repository
from aqwal.record_types import Release
from aqwal.verify import verify_site
from released import FILES, OTHER, built, manifest, manifests_of, pack, repository, text_of, with_releases, write_files

__all__ = ["built", "repository"]


@pytest.fixture(scope="module")
def with_both(archive: Archive) -> Archive:
    return with_releases(archive)


@pytest.fixture
def made(tmp_path: Path, with_both: Archive) -> Path:
    """A folder that holds the second release as files and as an archive."""
    write_files(with_both.releases[1], tmp_path / "dist" / "1.1.0")
    pack(tmp_path / "dist" / "1.1.0", with_both.releases[1], tmp_path / "dist")
    return tmp_path / "dist"


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_files_at_hand_are_placed_as_they_were_published(made: Path, with_both: Archive, tmp_path: Path) -> None:
    placed = place_earlier(with_both.releases, made, tmp_path / "out")
    wanted = {*FILES, "manifest.json", "SHA256SUMS", "toy-towns-1.1.0.zip", "toy-towns-1.1.0.zip.sha256"}
    assert placed.keys() == {"1.1.0"}
    assert placed["1.1.0"].keys() == names(tmp_path / "out" / "1.1.0") == wanted
    for path, data in FILES.items():
        assert (tmp_path / "out" / "1.1.0" / path).read_bytes() == data


def test_an_archive_alone_is_unpacked(made: Path, with_both: Archive, tmp_path: Path) -> None:
    shutil.rmtree(made / "1.1.0")
    place_earlier(with_both.releases, made, tmp_path / "out")
    assert (tmp_path / "out" / "1.1.0" / "csv" / "articles.csv").read_bytes() == FILES["csv/articles.csv"]
    assert (tmp_path / "out" / "1.1.0" / "toy-towns-1.1.0.zip").is_file()


def test_a_folder_alone_is_enough_and_what_no_manifest_names_stays_behind(made: Path, with_both: Archive,
                                                                          tmp_path: Path) -> None:
    for path in made.glob("*.zip*"):
        path.unlink()
    (made / "1.1.0" / "notes.txt").write_text("not part of it", "utf-8")
    place_earlier(with_both.releases, made, tmp_path / "out")
    assert names(tmp_path / "out" / "1.1.0") == {*FILES, "manifest.json", "SHA256SUMS"}


def test_where_nothing_is_at_hand_nothing_is_placed(with_both: Archive, tmp_path: Path) -> None:
    assert place_earlier(with_both.releases, tmp_path / "dist", tmp_path / "out") == {}


def spoil(path: str, data: bytes | None) -> Callable[[Path], None]:
    def change(made: Path) -> None:
        if data is None:
            (made / path).unlink()
        else:
            (made / path).write_bytes(data)
    return change


def repack(made: Path) -> None:
    (made / "1.1.0" / "csv" / "articles.csv").write_bytes(b"id\r\na0002\r\n")
    pack(made / "1.1.0", {"version": "1.1.0"}, made)
    shutil.rmtree(made / "1.1.0")


BROKEN = {
    "a changed file": (spoil("1.1.0/csv/articles.csv", b"id\r\na0002\r\n"), "csv/articles.csv does not have the size"),
    "a longer file": (spoil("1.1.0/CHANGES.md", b"# 1.1.0\n\n"), "CHANGES.md does not have the size and SHA-256"),
    "a lost file": (spoil("1.1.0/toy-towns.sqlite", None), "toy-towns.sqlite cannot be read"),
    "another manifest": (spoil("1.1.0/manifest.json", b"{}\n"), "manifest.json is not dataset/releases/1.1.0.json"),
    "no manifest": (spoil("1.1.0/manifest.json", None), "manifest.json cannot be read"),
    "other sums": (spoil("1.1.0/SHA256SUMS", b""), "SHA256SUMS does not give the sums of the manifest"),
    "an archive of something else": (repack, "csv/articles.csv does not have the size and SHA-256"),
    "a broken archive": (spoil("toy-towns-1.1.0.zip", b"PK\3\4"), "not a zip that can be read"),
    "an archive with another sum": (spoil("toy-towns-1.1.0.zip.sha256", b"0  toy-towns-1.1.0.zip\n"),
                                    "does not have the SHA-256 in toy-towns-1.1.0.zip.sha256"),
}


@pytest.mark.parametrize("what", BROKEN)
def test_files_that_differ_from_their_manifest_are_refused(what: str, made: Path, with_both: Archive,
                                                           tmp_path: Path) -> None:
    change, message = BROKEN[what]
    change(made)
    with pytest.raises(ReleaseFilesError, match=message.replace("(", r"\(")) as raised:
        place_earlier(with_both.releases, made, tmp_path / "out")
    assert "fetch the release's own files again" in str(raised.value)


def test_a_manifest_cannot_place_a_file_outside_its_folder(tmp_path: Path) -> None:
    outside: Any = manifest("1.1.0", "2031-04-01", {}, None, None, [("../../x.txt", b"x")])
    (tmp_path / "dist" / "1.1.0").mkdir(parents=True)
    (tmp_path / "x.txt").write_bytes(b"x")
    with pytest.raises(ReleaseFilesError, match="leads out of the release"):
        place_earlier([outside], tmp_path / "dist", tmp_path / "a" / "b")


@pytest.mark.site
def test_a_build_places_manifests_files_pages_and_feed(built: tuple[Path, Archive]) -> None:
    site, archive = built
    for base in ("", "en/"):
        assert (site / f"{base}releases/index.html").is_file()
        assert (site / f"{base}releases.xml").is_file()
        assert {(site / f"{base}downloads/{one['version']}/index.html").is_file() for one in archive.releases} == {True}
    assert json.loads((site / "releases/1.0.0.json").read_bytes()) == archive.releases[0]
    assert (site / "releases/1.1.0.json").read_bytes() == (site / "downloads/1.1.0/manifest.json").read_bytes()
    assert (site / "downloads/1.1.0/csv/articles.csv").read_bytes() == FILES["csv/articles.csv"]
    assert "downloads/1.1.0/" in (site / "sitemap.xml").read_text("utf-8")


@pytest.mark.site
def test_a_whole_site_with_releases_verifies(built: tuple[Path, Archive]) -> None:
    assert verify_site(*built) == []


DAMAGE = {
    "a changed file": ("downloads/1.1.0/csv/articles.csv", b"id\r\n", "its bytes do not have the SHA-256 that"),
    "a lost file": ("downloads/1.1.0/CHANGES.md", None, "downloads/1.1.0/CHANGES.md: missing from the files of"),
    "a file too many": ("downloads/1.1.0/x.csv", b"x", "downloads/1.1.0/x.csv: not in the manifest of version 1.1.0"),
    "a version that never was": ("downloads/9.9.9/x.csv", b"x", "9.9.9/x.csv: no such version was released"),
    "a lost manifest": ("releases/1.0.0.json", None, "releases/1.0.0.json: missing"),
    "another manifest": ("releases/1.0.0.json", b"{}", "releases/1.0.0.json: differs from dataset/releases/1.0.0.json"),
    "a manifest too many": ("releases/9.9.9.json", b"{}", "releases/9.9.9.json: no such version was released"),
    "sums of something else": ("downloads/1.1.0/SHA256SUMS", f"{OTHER}  csv/articles.csv\n".encode(),
                               "SHA256SUMS: gives another sum of csv/articles.csv than the manifest"),
    "a lost page of a version": ("en/downloads/1.0.0/index.html", None, "downloads/1.0.0/ leads nowhere"),
    "a lost tombstone": ("en/articles/a0099/index.html", None, "articles/a0099/index.html: missing, article a0099"),
    "a lost twin of a tombstone": ("articles/a0099.json", None, "articles/a0099.json: missing, the retired article"),
}


@pytest.mark.site
@pytest.mark.parametrize("what", DAMAGE)
def test_damage_to_what_was_released_is_found(what: str, built: tuple[Path, Archive], tmp_path: Path) -> None:
    name, data, message = DAMAGE[what]
    site = tmp_path / "site"
    shutil.copytree(built[0], site)
    if data is None:
        (site / name).unlink()
    else:
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_bytes(data)
    assert any(message in one for one in verify_site(site, built[1])), verify_site(site, built[1])


@pytest.mark.site
def test_a_build_stops_where_files_at_hand_are_not_what_was_released(repository: Repository, tmp_path: Path,
                                                                     capsys: pytest.CaptureFixture[str]) -> None:
    other = tmp_path / "elsewhere"
    shutil.copytree(repository.dist, other)
    (other / "1.1.0" / "changes.json").write_text("[]\n", "utf-8")
    command = ["--root", str(repository.root), "build", "--out", str(tmp_path / "site"), "--releases"]
    assert main([*command, str(other)]) == 2
    assert "changes.json does not have the size and SHA-256 that the manifest of 1.1.0" in capsys.readouterr().err
    assert not (tmp_path / "site").exists()
    assert main([*command, str(tmp_path / "nowhere")]) == 2
    assert "is not a folder of releases" in capsys.readouterr().err


def test_a_manifest_on_the_site_is_the_text_of_the_release(archive: Archive) -> None:
    for value in manifests_of(archive):
        one: Release = value
        assert manifest_bytes(one) == text_of(value).encode()
