"""Takes the toy dataset in a git repository; proves what a release holds, what is refused, and what a kill leaves."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from aqwal import contract
from aqwal.cli import main
from aqwal.dataset import load_archive
from aqwal.derive.sayings import sayings_of
from aqwal.exports.downloads import write_downloads
from aqwal.paths import PROJECT, Repository
from release_repository import (
    DIFFERENT,
    FIRST,
    SECOND,
    WHO,
    change,
    commit,
    committed_toy,
    git,
    load,
    release,
    set_about,
    store,
)
from tests_support import tree_of

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def own(toy: Repository, tmp_path: Path) -> Repository:
    """The toy dataset, committed; nothing is released."""
    return committed_toy(toy, tmp_path / "own")


@pytest.fixture
def once(two_releases: Repository, tmp_path: Path) -> Repository:
    """The toy dataset after its first release, which is committed and tagged."""
    subprocess.run(["git", "clone", "-q", str(two_releases.root), str(tmp_path / "once")], check=True,
                   env={**os.environ, **WHO})
    repository = Repository(tmp_path / "once")
    git(repository, "reset", "-q", "--hard", f"v{FIRST}")
    git(repository, "tag", "-d", f"v{SECOND}")
    shutil.copytree(two_releases.root / "dist" / FIRST, repository.root / "dist" / FIRST)
    manifest = two_releases.releases / f"{FIRST}.json"
    assert manifest.read_bytes() == (repository.releases / f"{FIRST}.json").read_bytes()
    return repository


def refused(repository: Repository, version: str, capsys: Capture, *arguments: str) -> tuple[int, str]:
    """Return status and message of a release that is refused, and prove that it left nothing."""
    before = tree_of(repository.dataset)
    out = repository.root / "dist"
    stood = sorted(path.name for path in out.iterdir()) if out.is_dir() else []
    capsys.readouterr()
    status = release(repository, version, *arguments)
    assert status in (1, 2)
    assert tree_of(repository.dataset) == before
    assert {path.name for path in out.iterdir()} - {".lock"} <= {*stood} if out.is_dir() else True
    captured = capsys.readouterr()
    return status, captured.out + captured.err


def manifest_of(repository: Repository, version: str) -> Any:
    return json.loads((repository.root / "dist" / version / "manifest.json").read_bytes())


# What a release holds ---------------------------------------------------------------------------------------------


def test_a_release_holds_every_download_the_manifest_and_the_changes(two_releases: Repository, tmp_path: Path) -> None:
    files = tree_of(two_releases.root / "dist" / SECOND)
    archive, _ = load_archive(two_releases, use_cache=False)
    assert archive is not None
    written = write_downloads(archive, sayings_of(archive), tmp_path / "latest")
    added = {"manifest.json", "changes.json", "changes.csv", "CHANGES.md"}
    assert files.keys() == {one.path for one in written} | added
    manifest = manifest_of(two_releases, SECOND)
    assert contract.explain("release", manifest, "x") == []
    packed = {"toy-towns-2.0.0.zip", "toy-towns-2.0.0.zip.sha256"}
    assert {one["path"] for one in manifest["files"]} == files.keys() - packed - {"manifest.json", "SHA256SUMS"}
    assert all(sha256(files[one["path"]]).hexdigest() == one["sha256"] for one in manifest["files"])
    assert b"manifest.json" in files["SHA256SUMS"]
    assert (two_releases.releases / f"{SECOND}.json").read_bytes() == files["manifest.json"]


def test_the_sums_are_those_that_the_common_tool_reads(two_releases: Repository) -> None:
    folder = two_releases.root / "dist" / SECOND
    for sums in ("SHA256SUMS", "toy-towns-2.0.0.zip.sha256"):
        subprocess.run(["sha256sum", "--strict", "--quiet", "-c", sums], cwd=folder, check=True)


def test_the_manifest_names_exactly_what_changed(two_releases: Repository) -> None:
    changes = manifest_of(two_releases, SECOND)["changes"]
    told: dict[tuple[str, str, str], list[str]] = {
        (folder, one, "added"): [] for folder, ids in changes["added"].items() for one in ids}
    told |= {(folder, one, "changed"): paths for folder, held in changes["changed"].items()
             for one, paths in held.items()}
    told |= {(folder, one, "removed"): [] for folder, held in changes["removed"].items() for one in held}
    assert told == {key: [path for path, _ in fields] for key, fields in DIFFERENT.items()}
    assert changes["level"] == "major"
    assert changes["removed"]["speakers"]["lin-shan"]["to"] == "lin-shan-engineer"
    assert changes["removed"]["statements"]["a0004-s04"]["reason"]["ar"] == "ليس قولا منقولا."
    assert manifest_of(two_releases, SECOND)["previous"] == FIRST


def test_the_first_release_has_no_changes_and_says_that_all_is_new(two_releases: Repository) -> None:
    manifest = manifest_of(two_releases, FIRST)
    assert (manifest["previous"], manifest["changes"]) == (None, None)
    folder = two_releases.root / "dist" / FIRST
    assert "All 51 records are new." in (folder / "CHANGES.md").read_text("utf-8")
    told = json.loads((folder / "changes.json").read_bytes())
    assert sum(one["added"] for one in told["counts"].values()) == len(told["records"]) == 51
    assert not any("fields" in one for one in told["records"])


def test_a_release_is_not_written_to_again(two_releases: Repository) -> None:
    folder = two_releases.root / "dist" / SECOND
    assert {path.stat().st_mode & 0o777 for path in folder.rglob("*") if path.is_file()} == {0o444}


def test_a_release_made_again_elsewhere_is_the_same_to_the_byte(two_releases: Repository, tmp_path: Path) -> None:
    copy = tmp_path / "another place with spaces"
    subprocess.run(["git", "clone", "-q", str(two_releases.root), str(copy)], check=True, env={**os.environ, **WHO})
    surroundings = {**os.environ, "PYTHONHASHSEED": "77", "TZ": "Asia/Kathmandu", "LC_ALL": "C", "LANG": "C",
                    "SOURCE_DATE_EPOCH": "86400"}
    # The clone has the second manifest, as the tag has: it is the release made again, and finds itself the same.
    subprocess.run([sys.executable, "-m", "aqwal", "--root", str(copy), "release", SECOND, "--out",
                    str(tmp_path / "elsewhere")], check=True, env=surroundings, capture_output=True, cwd=tmp_path)
    assert tree_of(tmp_path / "elsewhere" / SECOND) == tree_of(two_releases.root / "dist" / SECOND)


# Where the previous records come from -----------------------------------------------------------------------------


def prepared(repository: Repository) -> Repository:
    """Bring a repository after its first release to its second, without releasing it."""
    change(repository)
    set_about(repository, version=SECOND, released="2031-06-02")
    commit(repository)
    return repository


@pytest.mark.parametrize("source", ["folder", "zip", "zip in folder", "tag", "given folder", "given zip"])
def test_the_previous_records_come_from_wherever_they_are(source: str, once: Repository, two_releases: Repository,
                                                          tmp_path: Path) -> None:
    first = once.root / "dist" / FIRST
    arguments: list[str] = []
    if source != "tag":
        git(once, "tag", "-d", f"v{FIRST}")
    if source != "folder":
        shutil.move(first, tmp_path / "kept")
    if source == "zip":
        shutil.copyfile(tmp_path / "kept" / f"toy-towns-{FIRST}.zip", once.root / "dist" / f"toy-towns-{FIRST}.zip")
    if source == "zip in folder":
        (once.root / "dist" / FIRST).mkdir()
        shutil.copyfile(tmp_path / "kept" / f"toy-towns-{FIRST}.zip", first / f"toy-towns-{FIRST}.zip")
    if source.startswith("given"):
        place = tmp_path / "kept"
        arguments = ["--previous", str(place / f"toy-towns-{FIRST}.zip" if source == "given zip" else place)]
    assert release(prepared(once), SECOND, *arguments) == 0
    assert tree_of(once.root / "dist" / SECOND) == tree_of(two_releases.root / "dist" / SECOND)


def test_without_the_previous_records_nothing_is_released(once: Repository, capsys: Capture) -> None:
    git(once, "tag", "-d", f"v{FIRST}")
    shutil.rmtree(once.root / "dist" / FIRST)
    status, said = refused(prepared(once), SECOND, capsys)
    assert (status, "name its folder or zip with --previous" in said) == (2, True)
    status, said = refused(once, SECOND, capsys, "--previous", str(once.releases / f"{FIRST}.json"))
    assert (status, "is a manifest, which does not hold the records" in said) == (2, True)


@pytest.mark.parametrize("place", ["folder", "tag"])
def test_previous_records_that_are_not_those_released_are_refused(place: str, once: Repository,
                                                                  capsys: Capture) -> None:
    if place == "folder":
        lines = once.root / "dist" / FIRST / "jsonl" / "events.jsonl"
        lines.chmod(0o644)
        lines.write_text(lines.read_text("utf-8").replace("Stork", "Crane"), "utf-8")
        prepared(once)
    else:
        shutil.rmtree(once.root / "dist")
        prepared(once)
        git(once, "tag", "-f", f"v{FIRST}")
    status, said = refused(once, SECOND, capsys)
    assert status == 2
    assert "is not the record that the manifest of 1.2.0 promises" in said


# What is refused --------------------------------------------------------------------------------------------------


def test_data_that_breaks_a_rule_is_not_released(own: Repository, capsys: Capture) -> None:
    set_about(own, expected={"articles": 5})
    commit(own)
    status, said = refused(own, FIRST, capsys)
    assert (status, "count-mismatch" in said) == (1, True)


def test_what_is_not_committed_is_not_released(own: Repository, capsys: Capture) -> None:
    path = own.folder("article") / "a0001.yml"
    before = path.read_bytes()
    path.write_bytes(before + b"\n")
    status, said = refused(own, FIRST, capsys)
    assert (status, "not committed: M dataset/articles/a0001.yml" in said) == (2, True)
    path.write_bytes(before)
    (own.root / "schemas").mkdir()
    (own.root / "schemas" / "new.json").write_text("{}", "utf-8")
    assert "?? schemas/new.json" in refused(own, FIRST, capsys)[1]
    shutil.rmtree(own.root / "schemas")
    assert release(own, FIRST) == 0


def test_a_record_that_git_ignores_is_not_released(own: Repository, capsys: Capture) -> None:
    (own.root / ".gitignore").write_text("a0004.yml\ndist/\n", "utf-8")
    git(own, "rm", "-q", "--cached", "dataset/articles/a0004.yml")
    commit(own)
    assert "!! dataset/articles/a0004.yml" in refused(own, FIRST, capsys)[1]


def test_drafts_and_what_stands_elsewhere_do_not_hinder(own: Repository) -> None:
    own.drafts.mkdir()
    (own.drafts / "x.yml").write_text("x", "utf-8")
    (own.root / "notes.txt").write_text("x", "utf-8")
    assert release(own, FIRST) == 0


def test_without_git_nothing_is_released(toy_copy: Repository, own: Repository, capsys: Capture,
                                         monkeypatch: pytest.MonkeyPatch) -> None:
    status, said = refused(toy_copy, FIRST, capsys)
    assert (status, "is not in a git repository" in said) == (2, True)
    git(own, "rm", "-qr", "--cached", "dataset")
    assert "is not committed" in refused(own, FIRST, capsys)[1]
    monkeypatch.setenv("PATH", "")
    assert "git is not installed" in refused(own, FIRST, capsys)[1]


def test_a_folder_within_a_repository_can_be_released(toy: Repository, tmp_path: Path, capsys: Capture) -> None:
    outer = committed_toy(toy, tmp_path / "outer")
    inner = Repository(outer.root / "deep" / "inner")
    shutil.copytree(outer.dataset, inner.dataset)
    assert "is not committed" in refused(inner, FIRST, capsys)[1]
    commit(outer)
    assert release(inner, FIRST) == 0
    assert release(inner, FIRST, "--out", str(tmp_path / "again")) == 0


@pytest.mark.parametrize("version", ["1.2", "v1.2.0", "01.2.0", "1.2.0-rc1", "../1.2.0", ""])
def test_what_is_no_version_is_refused(version: str, own: Repository, capsys: Capture) -> None:
    status, said = refused(own, version, capsys)
    assert (status, "is not a version" in said) == (2, True)


def test_a_version_other_than_that_of_the_dataset_is_refused(own: Repository, capsys: Capture) -> None:
    status, said = refused(own, "1.3.0", capsys)
    assert status == 2
    assert "dataset.yml says version 1.2.0, not 1.3.0; set version and released in dataset/dataset.yml" in said


def test_a_version_that_exists_is_refused(once: Repository, capsys: Capture) -> None:
    status, said = refused(once, FIRST, capsys)
    assert (status, "is there already" in said) == (2, True)


@pytest.mark.parametrize("version", ["1.1.9", "0.9.0"])
def test_a_version_not_above_the_last_is_refused(version: str, once: Repository, capsys: Capture) -> None:
    set_about(once, version=version)
    commit(once)
    status, said = refused(once, version, capsys)
    assert (status, "is not above 1.2.0, the last released" in said) == (1, True)


def test_a_date_before_the_last_release_is_refused(once: Repository, capsys: Capture) -> None:
    set_about(once, version="1.2.1", released="2031-04-30")
    commit(once)
    status, said = refused(once, "1.2.1", capsys)
    assert (status, "before version 1.2.0 of 2031-05-01" in said) == (1, True)


@pytest.mark.parametrize("version", ["1.2.1", "1.3.0"])
def test_a_version_that_says_too_little_is_refused(version: str, once: Repository, capsys: Capture) -> None:
    change(once)
    set_about(once, version=version, released="2031-06-02")
    commit(once)
    status, said = refused(once, version, capsys)
    assert status == 1
    assert "there is a major change: records removed: statements a0004-s04, speakers lin-shan" in said
    assert "It takes 2.0.0 at least" in said


def test_a_correction_takes_no_more_than_a_patch(once: Repository) -> None:
    path = once.folder("article") / "a0004.yml"
    store(path, {**load(path), "section": "sport"})
    set_about(once, version="1.2.1")
    commit(once)
    assert release(once, "1.2.1") == 0
    assert manifest_of(once, "1.2.1")["changes"]["level"] == "patch"


def test_a_lost_id_keeps_the_release_back(once: Repository, capsys: Capture) -> None:
    change(once)
    store(once.redirects, load(once.redirects)[:-2])
    set_about(once, version=SECOND, released="2031-06-02")
    commit(once)
    status, said = refused(once, SECOND, capsys)
    assert status == 1
    assert said.count(" error lost-id ") == 2


def test_a_released_version_never_gets_other_content(once: Repository, capsys: Capture, tmp_path: Path) -> None:
    path = once.folder("article") / "a0004.yml"
    store(path, {**load(path), "section": "sport"})
    commit(once)
    status, said = refused(once, FIRST, capsys, "--out", str(tmp_path / "new"))
    assert status == 1
    assert "dataset/releases/1.2.0.json is of other content: records" in said
    assert list((tmp_path / "new").iterdir()) == [tmp_path / "new" / ".lock"]


def test_other_versions_of_the_libraries_are_named_where_only_their_files_differ(once: Repository, capsys: Capture,
                                                                                 tmp_path: Path) -> None:
    path = once.releases / f"{FIRST}.json"
    manifest = json.loads(path.read_bytes())
    for file in manifest["files"]:
        if file["path"].endswith((".sqlite", ".parquet")):
            file["sha256"] = "0" * 64
    path.write_text(json.dumps(manifest, indent=1), "utf-8")
    commit(once)
    out = tmp_path / "new"
    status, said = refused(once, FIRST, capsys, "--out", str(out))
    assert (status, "SQLite or pyarrow is of another version" in said) == (2, True)
    # Where the release is to be made here, the manifest made here takes the place of the other.
    shutil.copyfile(out / f"{FIRST}.manifest.json", path)
    commit(once)
    assert release(once, FIRST, "--out", str(out)) == 0
    assert {one.name for one in out.iterdir()} == {".lock", FIRST}


def test_a_folder_among_the_records_is_no_place_for_a_release(own: Repository, capsys: Capture) -> None:
    assert "not a place for it" in refused(own, FIRST, capsys, "--out", str(own.dataset / "x"))[1]


def test_what_a_reader_would_miss_is_told(own: Repository, capsys: Capture) -> None:
    set_about(own, contact=None, repository=None)
    commit(own)
    capsys.readouterr()
    assert release(own, FIRST) == 0
    said = capsys.readouterr().err
    assert "warning: url is https://toy.example/data/" in said
    assert "warning: contact is null" in said
    assert "warning: repository is null" in said


# Killed -----------------------------------------------------------------------------------------------------------


def test_killed_half_way_it_leaves_no_release_and_the_next_run_makes_it(two_releases: Repository, once: Repository,
                                                                        ) -> None:
    prepared(once)
    out = once.root / "dist"
    run = subprocess.Popen([sys.executable, "-m", "aqwal", "--root", str(once.root), "release", SECOND],
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    end = time.monotonic() + 60
    while not (out / ".new" / "parquet").is_dir() and time.monotonic() < end:
        time.sleep(0.002)
    run.send_signal(signal.SIGKILL)
    assert run.wait(60) == -signal.SIGKILL
    assert (out / ".new").is_dir()
    assert not (out / SECOND).exists()
    assert not (once.releases / f"{SECOND}.json").exists()
    assert main(["--root", str(once.root), "release", SECOND]) == 0
    assert not (out / ".new").exists()
    assert tree_of(out / SECOND) == tree_of(two_releases.root / "dist" / SECOND)


def test_killed_between_manifest_and_folder_the_next_run_finds_the_manifest_the_same(once: Repository) -> None:
    prepared(once)
    assert release(once, SECOND) == 0
    shutil.rmtree(once.root / "dist" / SECOND)  # as if the folder had never been put in its place
    assert release(once, SECOND) == 0


def test_two_releases_are_not_made_at_once(own: Repository, capsys: Capture) -> None:
    fcntl = pytest.importorskip("fcntl")
    (own.root / "dist").mkdir()
    with (own.root / "dist" / ".lock").open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert "another release is being made" in refused(own, FIRST, capsys)[1]
    assert release(own, FIRST) == 0


def test_a_full_disk_leaves_no_release(own: Repository, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("aqwal.release.make.write_downloads", full)
    assert release(own, FIRST) == 2
    assert "No release was made" in capsys.readouterr().err
    assert not (own.root / "dist" / FIRST).exists()
    assert not (own.root / "dist" / ".new").exists()
    assert not own.releases.exists()


def test_the_makefile_has_a_name_for_it() -> None:
    assert "release \"$(VERSION)\"" in (PROJECT / "Makefile").read_text("utf-8")
