"""Takes two releases of the toy dataset in all their forms; proves that `aqwal diff` tells exactly what changed."""

import csv
import io
import json
import re
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest

from aqwal.cli import main
from aqwal.paths import Repository
from release_repository import DIFFERENT, FIRST, SECOND, git, load, set_about, store

Capture = pytest.CaptureFixture[str]


def places_of(repository: Repository, version: str) -> dict[str, Path]:
    """Return a release in each form that it can be read in."""
    folder = repository.root / "dist" / version
    return {"folder": folder, "zip": folder / f"toy-towns-{version}.zip",
            "manifest": repository.releases / f"{version}.json"}


def told(capsys: Capture, old: Path, new: Path, form: str = "json", *more: str) -> str:
    capsys.readouterr()
    assert main(["diff", str(old), str(new), "--format", form, *more]) == 0
    return capsys.readouterr().out


def as_found(value: Any) -> dict[tuple[str, str, str], list[tuple[str, str]]]:
    def what(field: Any) -> str:
        return "added" if "old" not in field else "removed" if "new" not in field else "changed"

    return {(one["folder"], one["id"], one["change"]): [(field["path"], what(field)) for field in one.get("fields", ())]
            for one in value["records"]}


@pytest.fixture(scope="module")
def repositories(two_releases: Repository, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Both states as dataset repositories, with no release in them."""
    folder = tmp_path_factory.mktemp("states")
    for version in (FIRST, SECOND):
        git(two_releases, "worktree", "add", "--detach", str(folder / version), f"v{version}")
    return {version: folder / version for version in (FIRST, SECOND)}


@pytest.mark.parametrize("old", ["folder", "zip", "repository"])
@pytest.mark.parametrize("new", ["folder", "zip", "repository"])
def test_the_difference_names_exactly_what_changed_whatever_form_it_is_read_from(
        old: str, new: str, two_releases: Repository, repositories: dict[str, Path], capsys: Capture) -> None:
    before = {**places_of(two_releases, FIRST), "repository": repositories[FIRST]}[old]
    after = {**places_of(two_releases, SECOND), "repository": repositories[SECOND]}[new]
    value = json.loads(told(capsys, before, after))
    assert as_found(value) == DIFFERENT
    assert (value["previous"], value["version"], value["level"], value["detail"]) == (FIRST, SECOND, "major", "fields")
    article = next(one for one in value["records"] if one["id"] == "a0004")
    assert article["fields"][0] == {"path": "$.published.earliest", "old": "2031-04-01", "new": "2031-04-02"}
    removed = {one["id"]: one for one in value["records"] if one["change"] == "removed"}
    assert removed["lin-shan"]["to"] == "lin-shan-engineer"
    assert removed["a0004-s04"]["to"] is None
    assert removed["a0004-s04"]["reason"]["en"] == "It is not a reported statement."


@pytest.mark.parametrize(("old", "new"), [("manifest", "manifest"), ("manifest", "folder"), ("zip", "manifest")])
def test_a_manifest_tells_which_records_and_says_that_it_tells_no_more(old: str, new: str, two_releases: Repository,
                                                                       capsys: Capture) -> None:
    before, after = places_of(two_releases, FIRST)[old], places_of(two_releases, SECOND)[new]
    value = json.loads(told(capsys, before, after))
    assert set(as_found(value)) == set(DIFFERENT)
    assert value["detail"] == "records"
    assert all(not one.get("fields") for one in value["records"])
    assert "values are not known" in told(capsys, before, after, "text")
    assert "values are not known" in told(capsys, before, after, "markdown")
    removed = {one["id"]: one["to"] for one in value["records"] if one["change"] == "removed"}
    assert removed == {"lin-shan": "lin-shan-engineer", "a0004-s04": None}


def test_all_forms_say_the_same(two_releases: Repository, capsys: Capture) -> None:
    before, after = places_of(two_releases, FIRST)["folder"], places_of(two_releases, SECOND)["zip"]
    table = list(csv.DictReader(io.StringIO(told(capsys, before, after, "csv").removeprefix("\ufeff"))))
    rows: dict[tuple[str, str, str], list[tuple[str, str]]] = {}
    for row in table:
        fields = rows.setdefault((row["folder"], row["id"], row["change"]), [])
        fields += [(row["path"], row["field_change"])] if row["path"] else []
    assert rows == DIFFERENT
    assert {json.loads(row["new"]) for row in table if row["path"] == "$.topics[1]"} == {"ferries"}
    text = told(capsys, before, after, "text")
    marks = {"+": "added", "~": "changed", "-": "removed"}
    lines = {(line.split()[1], line.split()[2], marks[line[0]]) for line in text.splitlines() if line[0] in marks}
    assert lines == set(DIFFERENT)
    words = told(capsys, before, after, "markdown")
    sections = {part.split("\n", 1)[0].lower(): part for part in words.split("\n## ")[1:]}
    assert {(one, what) for what, part in sections.items() for one in re.findall(r"^- \w+ \[?`([^`]+)`", part, re.M)} \
        == {(one, what) for _, one, what in DIFFERENT}
    assert "Records: 2 added, 4 changed, 2 removed." in words
    assert "its place was taken by `lin-shan-engineer`" in words


def test_words_for_a_pull_request_link_files_and_are_cut(two_releases: Repository, capsys: Capture) -> None:
    before, after = (places_of(two_releases, version)["folder"] for version in (FIRST, SECOND))
    words = told(capsys, before, after, "markdown", "--ref", "abc123", "--limit", "3")
    assert "[`a0004`](https://github.com/toy-org/toy-towns/blob/abc123/dataset/articles/a0004.yml)" in words
    assert "… and 3 more" in words
    assert "… and 2 more" in words
    assert "a0003-s07" not in words
    everything = told(capsys, before, after, "markdown", "--limit", "0")
    assert "/blob/HEAD/dataset/statements/a0003.yml)" in everything
    assert "/dataset/topics.yml)" in everything


def test_a_state_does_not_differ_from_itself(two_releases: Repository, capsys: Capture) -> None:
    folder = places_of(two_releases, SECOND)["folder"]
    assert "no record differs" in told(capsys, folder, two_releases.root, "text")
    assert main(["diff", str(folder), str(two_releases.dataset), "--exit-code"]) == 0
    assert main(["diff", str(places_of(two_releases, FIRST)["folder"]), str(folder), "--exit-code"]) == 1


def test_the_records_of_an_older_schema_can_be_compared(toy_copy: Repository, tmp_path: Path, capsys: Capture) -> None:
    older = Repository(tmp_path / "older")
    shutil.copytree(toy_copy.dataset, older.dataset)
    article = load(older.folder("article") / "a0001.yml")
    del article["section"]
    store(older.folder("article") / "a0001.yml", {**article, "colour": "red"})
    value = json.loads(told(capsys, older.root, toy_copy.root))
    assert as_found(value) == {("articles", "a0001", "changed"): [("$.section", "added"), ("$.colour", "removed")]}


def test_a_change_of_the_licence_is_told(toy_copy: Repository, tmp_path: Path, capsys: Capture) -> None:
    other = Repository(tmp_path / "other")
    shutil.copytree(toy_copy.dataset, other.dataset)
    set_about(other, licences={"data": "CC0-1.0", "code": "MIT"}, version="9.9.9")
    value = json.loads(told(capsys, toy_copy.root, other.root))
    assert value["about"] == [{"path": "$.licences.data", "old": "CC-BY-4.0", "new": "CC0-1.0"}]
    assert '"CC-BY-4.0" → "CC0-1.0"' in told(capsys, toy_copy.root, other.root, "text")
    assert "`$.licences.data`" in told(capsys, toy_copy.root, other.root, "markdown")


def broken(what: str, folder: Path, two: Repository) -> Path:
    """Return something that is no state of a dataset."""
    release = folder / "release"
    shutil.copytree(two.root / "dist" / SECOND, release, copy_function=shutil.copyfile)
    lines = release / "jsonl" / "events.jsonl"
    if what == "record":
        lines.write_text(lines.read_text("utf-8").replace("bridge", "tunnel"), "utf-8")
    elif what == "json":
        lines.write_text("{", "utf-8")
    elif what == "twice":
        lines.write_text(lines.read_text("utf-8") * 2, "utf-8")
    elif what == "no id":
        lines.write_text('{"ID": 1}\n', "utf-8")
    elif what == "file":
        lines.unlink()
    elif what == "manifest":
        (release / "manifest.json").write_text("[]", "utf-8")
    elif what == "deep":
        (release / "manifest.json").write_text("[" * 100_000, "utf-8")
    elif what == "zip":
        with zipfile.ZipFile(folder / "x.zip", "w") as pack:
            pack.writestr("../jsonl/articles.jsonl", "")
        return folder / "x.zip"
    elif what == "yaml":
        own = Repository(folder / "own")
        shutil.copytree(two.dataset, own.dataset)
        (own.folder("event") / "orange-cup-2031.yml").write_text("id: [", "utf-8")
        return own.root
    else:
        return folder / "nothing"
    return release


@pytest.mark.parametrize("what", ["record", "json", "twice", "no id", "file", "manifest", "deep", "zip", "yaml",
                                  "nothing"])
def test_what_cannot_be_read_is_refused_in_one_line(what: str, two_releases: Repository, tmp_path: Path,
                                                    capsys: Capture) -> None:
    place = broken(what, tmp_path, two_releases)
    assert main(["diff", str(two_releases.root), str(place)]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("aqwal: ")
    assert captured.err.count("\n") == 1
    assert "internal error" not in captured.err


def test_text_of_a_record_cannot_steer_the_terminal(toy_copy: Repository, tmp_path: Path, capsys: Capture) -> None:
    other = Repository(tmp_path / "other")
    shutil.copytree(toy_copy.dataset, other.dataset)
    article = load(other.folder("article") / "a0001.yml")
    store(other.folder("article") / "a0001.yml", {**article, "title": "a\u202eb\x1b[31m"})
    shown = told(capsys, toy_copy.root, other.root, "text")
    assert "\\u202e" in shown
    assert not {"\u202e", "\x1b"} & set(shown)
