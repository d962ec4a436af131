"""Takes steps out of the workflows; runs each as the runner would, in a made-up repository, with a made-up `gh`."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from aqwal.paths import PROJECT
from test_workflows import steps

pytestmark = pytest.mark.skipif(shutil.which("git") is None or shutil.which("sha256sum") is None,
                                reason="no git or no sha256sum here")
TOY = Path(__file__).parent / "toy" / "dataset"
GH = """#!/usr/bin/env bash
# Answers as gh does: releases are the folders in $GH_STORE, a draft has a file named draft beside its assets.
echo "$*" >> "$GH_STORE/calls"
[ -z "$GH_DOWN" ] || exit 1
verb="$1 $2"; tag="$3"; shift 2
case "$verb" in
  "release list") for one in "$GH_STORE"/v*; do [ -e "$one/draft" ] || basename "$one"; done ;;
  "release view") [ -d "$GH_STORE/$tag" ] || exit 1; [ -e "$GH_STORE/$tag/draft" ] && echo true || echo false ;;
  "release delete") rm -r "${GH_STORE:?}/$tag" ;;
  "release create")
    mkdir "$GH_STORE/$tag"; : > "$GH_STORE/$tag/draft"; shift
    while [ $# -gt 0 ]; do
      case "$1" in --title|--notes-file) shift ;; --*) ;; *) cp "$1" "$GH_STORE/$tag/" ;; esac; shift
    done
    [ -z "$GH_SPOIL" ] || echo spoilt >> "$GH_STORE/$tag/$GH_SPOIL" ;;
  "release download")
    while [ $# -gt 0 ]; do case "$1" in --dir) folder="$2"; shift ;; esac; shift; done
    mkdir -p "$folder"; find "$GH_STORE/$tag" -type f ! -name draft -exec cp {} "$folder/" \\; ;;
  "release edit") rm "$GH_STORE/$tag/draft" ;;
  *) exit 9 ;;
esac
"""
AQWAL = f'#!/usr/bin/env bash\nexec "{sys.executable}" -m aqwal "$@"\n'
Run = Callable[..., subprocess.CompletedProcess[str]]


def put_program(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    path.chmod(0o755)


def script_of(workflow: str, name: str) -> str:
    (found,) = {step["run"] for own, _, step in steps() if own == workflow and step["name"] == name}
    return str(found)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """What stands on the other side: the releases."""
    (tmp_path / "store").mkdir()
    return tmp_path / "store"


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """The folder that a job works in."""
    (tmp_path / "work").mkdir()
    return tmp_path / "work"


@pytest.fixture
def run(tmp_path: Path, store: Path, work: Path) -> Run:
    """Give a function that runs a step as GitHub does: bash, stopped by the first failure, in a pipe too."""
    programs = tmp_path / "bin"
    programs.mkdir()
    put_program(programs / "gh", GH)
    put_program(programs / "aqwal", AQWAL)
    put_program(work / ".venv" / "bin" / "aqwal", AQWAL)
    (tmp_path / "runner").mkdir()
    base = {**os.environ, "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}", "GH_STORE": str(store), "GH_SPOIL": "",
            "GH_DOWN": "",
            "GITHUB_STEP_SUMMARY": str(tmp_path / "summary"),
            "GITHUB_ENV": str(tmp_path / "env"), "RUNNER_TEMP": str(tmp_path / "runner"),
            "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull,
            "MAKEFLAGS": "AQWAL=aqwal PYTHON=true", "PYTHONPATH": str(PROJECT / "scripts")}

    def start(workflow: str, name: str, **environment: str) -> subprocess.CompletedProcess[str]:
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script_of(workflow, name)]
        return subprocess.run(command, cwd=work, env={**base, **environment}, capture_output=True, text=True,
                              encoding="utf-8", check=False)
    return start


def git(folder: Path, *arguments: str) -> None:
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    for who in ("AUTHOR", "COMMITTER"):
        environment |= {f"GIT_{who}_NAME": "x", f"GIT_{who}_EMAIL": "x@toy.example",
                        f"GIT_{who}_DATE": "2031-05-01T00:00:00Z"}
    subprocess.run(["git", *arguments], cwd=folder, env=environment, check=True, capture_output=True)


@pytest.fixture
def repository(work: Path) -> Path:
    """The toy dataset with the project's Makefile in Git, its main branch known as that of the origin."""
    shutil.copytree(TOY, work / "dataset")
    shutil.copy(PROJECT / "Makefile", work)
    (work / "dataset" / "releases").mkdir(exist_ok=True)
    (work / "dataset" / "releases" / "1.2.0.json").write_text("{}", "utf-8")
    git(work, "init", "--quiet", "--initial-branch", "main")
    git(work, "add", ".")
    git(work, "commit", "--quiet", "-m", "first")
    git(work, "update-ref", "refs/remotes/origin/main", "HEAD")
    return work


TAG_STEP = ("release", "Hold the tag against the dataset")


@pytest.mark.usefixtures("repository")
def test_a_tag_that_fits_gives_the_version(run: Run, tmp_path: Path) -> None:
    assert run(*TAG_STEP, TAG="v1.2.0").returncode == 0
    assert (tmp_path / "env").read_text("utf-8") == "VERSION=1.2.0\n"


@pytest.mark.parametrize("tag", ["v1.2.1", "1.2.0", "v1.2", "v1.2.0-rc1", 'v"; echo'])
@pytest.mark.usefixtures("repository")
def test_a_tag_of_another_version_is_refused(tag: str, run: Run, tmp_path: Path) -> None:
    done = run(*TAG_STEP, TAG=tag)
    assert done.returncode == 1
    assert done.stdout.startswith("::error file=dataset/dataset.yml::the tag is ")
    assert not (tmp_path / "env").exists()


def test_a_tag_without_a_manifest_is_refused(repository: Path, run: Run) -> None:
    (repository / "dataset" / "releases" / "1.2.0.json").unlink()
    done = run(*TAG_STEP, TAG="v1.2.0")
    assert done.returncode == 1
    assert "dataset/releases/1.2.0.json is missing" in done.stdout


def test_a_tag_beside_the_main_branch_is_refused(repository: Path, run: Run) -> None:
    git(repository, "commit", "--quiet", "--allow-empty", "-m", "beside")
    done = run(*TAG_STEP, TAG="v1.2.0")
    assert done.returncode == 1
    assert "not on the main branch" in done.stdout


SUMMARY_STEP = ("check", "Say in words what changes in the data")


def test_a_change_of_the_data_is_told_in_words(repository: Path, run: Run, tmp_path: Path) -> None:
    path = repository / "dataset" / "articles" / "a0001.yml"
    text = path.read_text("utf-8")
    assert "section: محليات" in text
    path.write_text(text.replace("section: محليات", "section: '<img src=x> [x](https://elsewhere.example/)'"), "utf-8")
    git(repository, "commit", "--quiet", "--all", "-m", "second")
    done = run(*SUMMARY_STEP, REF="0123abc")
    assert done.returncode == 0, done.stderr
    said = (tmp_path / "summary").read_text("utf-8")
    assert "a0001" in said and "a0002" not in said
    assert "section" in said
    code = [line for line in said.splitlines() if "<img" in line]
    assert code and all("`" in line.partition("<img")[0] for line in code)


def test_a_problem_is_shown_on_its_line(repository: Path, run: Run) -> None:
    path = repository / "dataset" / "articles" / "a0001.yml"
    path.write_text(path.read_text("utf-8").replace("publisher: sada-burjana", "publisher: nobody"), "utf-8")
    done = run("check", "Validate, problems shown on the changed lines")
    assert done.returncode != 0
    assert "::error file=dataset/articles/a0001.yml,line=7,col=1,title=reference-unknown::" in done.stdout


def test_a_change_of_no_data_is_told_as_that(repository: Path, run: Run, tmp_path: Path) -> None:
    git(repository, "commit", "--quiet", "--allow-empty", "-m", "second")
    assert run(*SUMMARY_STEP, REF="0123abc").returncode == 0
    assert "No record differs." in (tmp_path / "summary").read_text("utf-8")


def test_a_summary_too_long_is_cut_at_a_line(repository: Path, run: Run, tmp_path: Path) -> None:
    git(repository, "commit", "--quiet", "--allow-empty", "-m", "second")
    (tmp_path / "bin" / "aqwal").write_text("#!/usr/bin/env bash\nyes 'سطر من الكلام' | head -n 100000\n", "utf-8")
    assert run(*SUMMARY_STEP, REF="0123abc").returncode == 0
    said = (tmp_path / "summary").read_bytes()
    assert 890_000 < len(said) < 1024 * 1024
    assert set(said.decode().splitlines()) == {"سطر من الكلام", "", "…"}


FETCH_STEP = ("publish", "Fetch the files of earlier releases")


def release(store: Path, version: str) -> Path:
    """Put a release on the other side."""
    folder = store / f"v{version}"
    folder.mkdir()
    (folder / f"toy-{version}.zip").write_bytes(b"zip")
    done = subprocess.run(["sha256sum", f"toy-{version}.zip"], cwd=folder, capture_output=True, check=True)
    (folder / f"toy-{version}.zip.sha256").write_bytes(done.stdout)
    return folder


@pytest.fixture
def manifests(work: Path) -> Path:
    folder = work / "dataset" / "releases"
    folder.mkdir(parents=True)
    for version in ("1.0.0", "1.1.0"):
        (folder / f"{version}.json").write_text("{}", "utf-8")
    return folder


@pytest.mark.usefixtures("manifests")
def test_the_files_of_every_release_are_fetched(store: Path, run: Run, work: Path) -> None:
    for version in ("1.0.0", "1.1.0"):
        release(store, version)
    assert run(*FETCH_STEP).returncode == 0
    assert sorted(path.relative_to(work).as_posix() for path in (work / "dist").rglob("*.zip")) == [
        "dist/1.0.0/toy-1.0.0.zip", "dist/1.1.0/toy-1.1.0.zip"]


@pytest.mark.usefixtures("manifests")
def test_a_version_not_yet_out_is_waited_for(store: Path, run: Run, work: Path) -> None:
    release(store, "1.0.0")
    (release(store, "1.1.0") / "draft").touch()
    done = run(*FETCH_STEP)
    assert done.returncode == 0
    assert done.stdout.startswith("::notice::1.1.0 is not released yet")
    assert [path.name for path in (work / "dist").iterdir()] == ["1.0.0"]


@pytest.mark.usefixtures("manifests")
def test_a_release_that_came_damaged_stops_the_site(store: Path, run: Run) -> None:
    (release(store, "1.0.0") / "toy-1.0.0.zip").write_bytes(b"other")
    assert run(*FETCH_STEP).returncode != 0


@pytest.mark.usefixtures("manifests")
def test_without_an_answer_no_site_is_published(store: Path, run: Run) -> None:
    release(store, "1.0.0")
    assert run(*FETCH_STEP, GH_DOWN="yes").returncode != 0


def test_a_dataset_never_released_needs_nothing(run: Run, store: Path) -> None:
    assert run(*FETCH_STEP).returncode == 0
    assert not (store / "calls").exists()


MADE = ("Make the release", "Verify it from its folder alone", "Gather the assets and their checksums",
        "Hold it against the committed manifest")


@pytest.fixture
def tagged(repository: Path, run: Run) -> Path:
    """The repository at the commit of a tag: the release was made there before, its manifest is committed."""
    (repository / "dataset" / "releases" / "1.2.0.json").unlink()
    (repository / ".gitignore").write_text("dist/\n.venv/\n", "utf-8")
    git(repository, "add", "--all")
    git(repository, "commit", "--quiet", "-m", "version")
    done = run("release", "Make the release", VERSION="1.2.0")
    assert done.returncode == 0, done.stderr
    git(repository, "add", "--all")
    git(repository, "commit", "--quiet", "-m", "release")
    shutil.move(repository / "dist", repository.parent / "made")
    return repository


def test_the_release_of_a_tag_is_that_of_the_manifest(tagged: Path, run: Run) -> None:
    for name in MADE:
        done = run("release", name, VERSION="1.2.0")
        assert done.returncode == 0, done.stderr
    assets = {path.name for path in (tagged / "assets").iterdir()}
    assert assets == {"toy-towns-1.2.0.zip", "toy-towns-1.2.0.zip.sha256", "toy-towns.sqlite", "SHA256SUMS",
                      "manifest.json", "changes.json", "changes.csv", "CHANGES.md"}
    subjects = [line.split("  ", 1) for line in (tagged / "subjects.txt").read_text("utf-8").splitlines()]
    assert assets | {"csv/articles.csv"} <= {name for _, name in subjects}
    assert len({name for _, name in subjects}) == len(subjects) <= 1024


def test_a_release_that_differs_from_its_manifest_is_not_made(tagged: Path, run: Run) -> None:
    manifest = tagged / "dataset" / "releases" / "1.2.0.json"
    text = manifest.read_text("utf-8")
    assert '"articles": 4' in text
    manifest.write_text(text.replace('"articles": 4', '"articles": 5'), "utf-8")
    git(tagged, "commit", "--quiet", "--all", "-m", "other")
    done = run("release", "Make the release", VERSION="1.2.0")
    assert done.returncode != 0
    assert not (tagged / "dist" / "1.2.0").exists()


def test_a_manifest_that_says_the_same_in_other_bytes_is_seen(tagged: Path, run: Run) -> None:
    manifest = tagged / "dataset" / "releases" / "1.2.0.json"
    manifest.write_text(json.dumps(json.loads(manifest.read_bytes())), "utf-8")
    git(tagged, "commit", "--quiet", "--all", "-m", "packed")
    assert run("release", "Make the release", VERSION="1.2.0").returncode == 0
    assert run("release", "Hold it against the committed manifest", VERSION="1.2.0").returncode != 0


PUBLISH_STEP = ("release", "Make a draft with all assets, look at them, publish")


@pytest.fixture
def assets(work: Path) -> Path:
    folder = work / "assets"
    folder.mkdir()
    (folder / "manifest.json").write_text("{}", "utf-8")
    (folder / "CHANGES.md").write_text("# Changes\n", "utf-8")
    done = subprocess.run("sha256sum -- *", shell=True, cwd=folder, capture_output=True, check=True)
    (work / "sums.txt").write_bytes(done.stdout)
    return folder


def calls(store: Path) -> list[str]:
    return [" ".join(line.split()[:2]) for line in (store / "calls").read_text("utf-8").splitlines()]


@pytest.mark.usefixtures("assets")
def test_a_release_is_a_draft_until_its_assets_were_looked_at(store: Path, run: Run) -> None:
    done = run(*PUBLISH_STEP, TAG="v1.2.0")
    assert done.returncode == 0, done.stderr
    assert calls(store) == ["release view", "release create", "release download", "release edit"]
    assert "--draft --verify-tag" in (store / "calls").read_text("utf-8")
    assert {path.name for path in (store / "v1.2.0").iterdir()} == {"manifest.json", "CHANGES.md"}


@pytest.mark.usefixtures("assets")
def test_a_release_is_never_altered(store: Path, run: Run) -> None:
    release(store, "1.2.0")
    done = run(*PUBLISH_STEP, TAG="v1.2.0")
    assert done.returncode == 1
    assert "is released already" in done.stdout
    assert calls(store) == ["release view"]


@pytest.mark.usefixtures("assets")
def test_a_draft_that_was_left_behind_is_made_anew(store: Path, run: Run) -> None:
    (release(store, "1.2.0") / "draft").touch()
    assert run(*PUBLISH_STEP, TAG="v1.2.0").returncode == 0
    assert {path.name for path in (store / "v1.2.0").iterdir()} == {"manifest.json", "CHANGES.md"}


@pytest.mark.usefixtures("assets")
def test_an_asset_that_arrived_damaged_is_not_published(store: Path, run: Run) -> None:
    assert run(*PUBLISH_STEP, TAG="v1.2.0", GH_SPOIL="manifest.json").returncode != 0
    assert (store / "v1.2.0" / "draft").exists()


def test_a_list_of_changes_too_long_for_a_release_is_cut_at_a_line(assets: Path, store: Path, run: Run,
                                                                   work: Path) -> None:
    (assets / "CHANGES.md").write_text("تغيّر سجل\n" * 20_000, "utf-8")
    done = subprocess.run("sha256sum -- *", shell=True, cwd=assets, capture_output=True, check=True)
    (work / "sums.txt").write_bytes(done.stdout)
    assert run(*PUBLISH_STEP, TAG="v1.2.0").returncode == 0
    notes = (work / "notes.md").read_text("utf-8")
    assert len(notes) < 125_000
    assert set(notes.splitlines()) == {"تغيّر سجل", "", "…"}
    assert json.loads((store / "v1.2.0" / "manifest.json").read_text("utf-8")) == {}
