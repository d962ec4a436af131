"""Takes a released toy dataset whose surroundings are not what they were; proves what is told, and what is refused."""

import json
import shutil
from pathlib import Path

import pytest

from aqwal.cli import main
from aqwal.dataset import load_archive
from aqwal.paths import SCHEMAS, Repository
from release_repository import FIRST, SECOND, change, commit, committed_toy, git, load, release, set_about, store

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def once(toy: Repository, two_releases: Repository, tmp_path: Path) -> Repository:
    """The toy dataset after its first release, which is committed and tagged; its files are gone."""
    repository = committed_toy(toy, tmp_path / "once")
    shutil.copytree(two_releases.releases, repository.releases)
    (repository.releases / f"{SECOND}.json").unlink()
    commit(repository)
    git(repository, "tag", f"v{FIRST}")
    return repository


def prepared(repository: Repository) -> Repository:
    change(repository)
    set_about(repository, version=SECOND, released="2031-06-02")
    commit(repository)
    return repository


def test_a_file_that_a_killed_run_left_beside_the_manifest_does_not_hinder(once: Repository) -> None:
    left = prepared(once).releases / f".{SECOND}.json.new"
    left.write_text("{", "utf-8")
    assert release(once, SECOND) == 0
    assert not left.exists()


@pytest.mark.parametrize("link", ["dataset/away.txt", "schemas"])
def test_a_tag_that_leads_out_of_the_repository_is_refused_in_words(link: str, once: Repository,
                                                                    capsys: Capture) -> None:
    path = once.root / link
    path.symlink_to("../../../etc")
    commit(once)
    git(once, "tag", "-f", f"v{FIRST}")
    path.unlink()
    assert release(prepared(once), SECOND) == 2
    said = capsys.readouterr().err
    assert f"tag v{FIRST} cannot be read" in said
    assert "--previous" in said
    assert "internal error" not in said


def test_a_file_in_the_place_of_the_releases_is_named_with_the_remedy(once: Repository, capsys: Capture) -> None:
    (prepared(once).root / "dist").write_text("x", "utf-8")
    assert release(once, SECOND) == 2
    assert "dist is a file; name a folder with --out" in capsys.readouterr().err


def test_a_full_disk_is_named(once: Repository, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("aqwal.release.make.write_downloads", full)
    assert release(prepared(once), SECOND) == 2
    assert f"{once.root / 'dist'}: [Errno 28] No space left on device" in capsys.readouterr().err


@pytest.mark.parametrize("mark", ["--assume-unchanged", "--skip-worktree"])
def test_a_change_that_git_is_told_not_to_see_is_not_released(mark: str, once: Repository, capsys: Capture) -> None:
    path = prepared(once).folder("article") / "a0001.yml"
    git(once, "update-index", mark, "dataset/articles/a0001.yml")
    path.write_text("# changed\n" + path.read_text("utf-8"), "utf-8")
    assert release(once, SECOND) == 2
    assert "dataset/articles/a0001.yml (git is told not to look at it)" in capsys.readouterr().err


def test_a_version_that_was_made_but_whose_manifest_is_gone_is_not_passed_over(once: Repository,
                                                                              two_releases: Repository,
                                                                              capsys: Capture) -> None:
    shutil.copytree(two_releases.root / "dist" / FIRST, once.root / "dist" / FIRST)
    (prepared(once).releases / f"{FIRST}.json").unlink()
    commit(once)
    assert release(once, SECOND) == 2
    said = capsys.readouterr().err
    assert f"dist/{FIRST} is a release, but dataset/releases/{FIRST}.json is missing" in said
    shutil.rmtree(once.root / "dist" / FIRST)
    assert release(once, SECOND) == 0


def test_a_manifest_missing_between_two_others_is_a_problem(two_releases: Repository, tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    shutil.copytree(two_releases.dataset, repository.dataset)
    assert load_archive(repository)[1] == []
    (repository.releases / f"{FIRST}.json").unlink()
    (issue,) = load_archive(repository)[1]
    assert (issue.path, issue.severity) == (f"dataset/releases/{FIRST}.json", "error")
    assert f"version {SECOND} was made after it" in issue.message


def test_a_manifest_with_a_field_that_is_not_known_is_told_by_file_and_field(two_releases: Repository, tmp_path: Path,
                                                                            capsys: Capture) -> None:
    repository = Repository(tmp_path)
    shutil.copytree(two_releases.dataset, repository.dataset)
    path = repository.releases / f"{SECOND}.json"
    path.write_text(json.dumps({**json.loads(path.read_bytes()), "mood": 1}), "utf-8")
    issue = next(one for one in load_archive(repository)[1] if one.path.endswith(f"{SECOND}.json"))
    assert "mood" in issue.message + issue.target
    assert "a manifest is never edited" in issue.remedy
    assert main(["diff", str(path), str(repository.root)]) == 2
    said = capsys.readouterr().err
    assert path.name in said
    assert "mood" in said


def test_a_folder_that_holds_no_dataset_is_refused_with_what_to_name(tmp_path: Path, toy: Repository,
                                                                     capsys: Capture) -> None:
    assert main(["diff", str(tmp_path), str(toy.root)]) == 2
    assert "name a repository, a release" in capsys.readouterr().err


# What a comparison tells before the release is made ----------------------------------------------------------------


def with_new_field(repository: Repository) -> Repository:
    """Give a repository schemas of its own, in which articles have one field more."""
    shutil.copytree(SCHEMAS, repository.root / "schemas")
    path = repository.root / "schemas" / "article.schema.json"
    schema = json.loads(path.read_bytes())
    schema["properties"]["mood"] = {"title": "Mood", "type": ["string", "null"]}
    path.write_text(json.dumps(schema), "utf-8")
    return repository


@pytest.mark.parametrize("known", ["release", "manifest"])
def test_a_new_column_is_told_before_the_release(known: str, two_releases: Repository, tmp_path: Path,
                                                 capsys: Capture) -> None:
    repository = Repository(tmp_path)
    shutil.copytree(two_releases.dataset, repository.dataset)
    old = two_releases.root / "dist" / SECOND
    place = str(old if known == "release" else old / "manifest.json")
    capsys.readouterr()
    shutil.copytree(SCHEMAS, repository.root / "schemas")
    assert main(["diff", place, str(repository.root), "--exit-code"]) == 0
    shutil.rmtree(repository.root / "schemas")
    with_new_field(repository)
    capsys.readouterr()
    for what, one, other in (("added to a table", place, repository.root), ("removed", repository.root, place)):
        assert main(["diff", str(one), str(other), "--format", "json"]) == 0
        value = json.loads(capsys.readouterr().out)
        assert value["reasons"] == [{"level": "major", "what": f"columns {what}: articles.mood"}]


def test_another_name_of_the_dataset_is_a_major_change(toy_copy: Repository, two_releases: Repository,
                                                       capsys: Capture) -> None:
    set_about(toy_copy, name="toy-cities")
    capsys.readouterr()
    assert main(["diff", str(two_releases.root / "dist" / FIRST), str(toy_copy.root), "--format", "json"]) == 0
    value = json.loads(capsys.readouterr().out)
    assert value["reasons"] == [{"level": "major", "what": "another name of the dataset: toy-towns → toy-cities"}]


def test_what_is_said_of_ids_retired_before_is_told_where_it_changes(once: Repository, two_releases: Repository,
                                                                     capsys: Capture) -> None:
    was = load(once.redirects)
    now = [{**was[0], "reason": {**was[0]["reason"], "en": "For another reason."}}, *was[1:]]
    store(once.redirects, now)
    set_about(once, version="1.2.1")
    commit(once)
    assert release(once, "1.2.1") == 0
    folder = once.root / "dist" / "1.2.1"
    field = {"path": "$.reason.en", "old": was[0]["reason"]["en"], "new": "For another reason."}
    retired = {"kind": was[0]["kind"], "id": was[0]["id"], "change": "changed", "fields": [field]}
    assert json.loads((folder / "changes.json").read_bytes())["retired"] == [retired]
    assert f"redirects,{was[0]['kind']} {was[0]['id']},changed,$.reason.en,changed," in \
        (folder / "changes.csv").read_text("utf-8-sig")
    assert "`$.reason.en`" in (folder / "CHANGES.md").read_text("utf-8")
    assert main(["verify", str(folder)]) == 0
    capsys.readouterr()
    assert main(["diff", str(two_releases.root / "dist" / FIRST), str(folder), "--exit-code"]) == 1
    assert "For another reason." in capsys.readouterr().out
