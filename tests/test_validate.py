"""Takes the toy dataset with one thing broken at a time; proves that `aqwal validate` says so, exactly, and goes on."""

import json
import os
import re
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from types import FrameType

import pytest

from aqwal import dataset, records
from aqwal.cli import main
from aqwal.codes import CODES
from aqwal.paths import Repository

BAD = Path(__file__).parent / "bad"
NOT_TOLD_BESIDE_OTHERS = {"record-unused", "comment-inside"}
FOLDERS = sorted(path for path in BAD.iterdir() if path.is_dir())


def broken_copy(toy: Repository, overlay: Path, root: Path) -> Repository:
    """Copy the toy repository and lay a folder of tests/bad over it.

    delete.txt lists paths to remove first; pad.txt names a file and the size to which comments lengthen it.
    """
    shutil.copytree(toy.dataset, root / "dataset")
    for line in lines_of(overlay / "delete.txt"):
        (root / line).unlink()
    if (overlay / "dataset").exists():
        shutil.copytree(overlay / "dataset", root / "dataset", dirs_exist_ok=True)
    for line in lines_of(overlay / "pad.txt"):
        name, size = line.split()
        data = (root / name).read_bytes()
        (root / name).write_bytes(data + b"#" * (int(size) - len(data)))
    return Repository(root)


def lines_of(path: Path) -> list[str]:
    return path.read_text("utf-8").splitlines() if path.exists() else []


def codes_in(report: str) -> set[str]:
    return set(re.findall(r"^[^:]+:\d+:\d+: error (\S+) ", report, re.MULTILINE))


@pytest.mark.parametrize("overlay", FOLDERS, ids=lambda path: path.name)
def test_each_broken_record_is_told(overlay: Path, toy: Repository, tmp_path: Path, bless: bool,
                                    capsys: pytest.CaptureFixture[str]) -> None:
    repository = broken_copy(toy, overlay, tmp_path / "repository")
    arguments = lines_of(overlay / "arguments.txt") or ["validate"]
    status = main(["--root", str(repository.root), *arguments[0].split()])
    report = capsys.readouterr().out
    if bless:
        (overlay / "expected.txt").write_text(report, "utf-8")
    assert report == (overlay / "expected.txt").read_text("utf-8")
    assert status == 1
    assert overlay.name in codes_in(report)


@pytest.mark.parametrize("overlay", FOLDERS, ids=lambda path: path.name)
def test_one_broken_file_hides_no_other(overlay: Path, toy: Repository, tmp_path: Path,
                                        capsys: pytest.CaptureFixture[str]) -> None:
    repository = broken_copy(toy, overlay, tmp_path / "repository")
    second = repository.folder("publisher") / "sada-burjana.yml"
    second.write_text(second.read_text("utf-8").replace("country: null", "country: Burjana"), "utf-8")
    main(["--root", str(repository.root), "validate"])
    report = capsys.readouterr().out.splitlines()
    second_fault = "dataset/publishers/sada-burjana.yml:7:1: error schema-pattern $.country"
    assert any(line.startswith(second_fault) for line in report)
    # Whether a record is used cannot be told while a file is unread; comments are the business of `format`.
    told = [line for line in lines_of(overlay / "expected.txt") if codes_in(line).isdisjoint(NOT_TOLD_BESIDE_OTHERS)]
    assert set(told) <= set(report)


def test_every_code_has_a_folder_and_every_folder_a_code() -> None:
    assert {path.name for path in FOLDERS} == set(CODES)


def test_every_code_in_a_report_is_in_the_catalogue() -> None:
    told = {code for folder in FOLDERS for code in codes_in((folder / "expected.txt").read_text("utf-8"))}
    assert told == set(CODES)


def test_the_toy_dataset_is_fine(toy: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(toy.root), "validate"]) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert err == ("4 articles, 25 statements, 11 speakers, 4 publishers, 2 events, 5 topics: no problems\n")


def test_json_and_github_forms_tell_the_same(toy: Repository, tmp_path: Path,
                                             capsys: pytest.CaptureFixture[str]) -> None:
    repository = broken_copy(toy, BAD / "script-wrong", tmp_path / "repository")
    reports = {}
    for form in ("text", "json", "github"):
        assert main(["validate", "--root", str(repository.root), "--format", form]) == 1
        reports[form] = capsys.readouterr().out
    rows = json.loads(reports["json"])
    as_text = [f"{row['path']}:{row['line']}:{row['column']}: {row['severity']} {row['code']} {row['pointer']}: "
               f"{row['message']}; {row['remedy']}" for row in rows]
    assert as_text == reports["text"].splitlines()
    annotations = [re.fullmatch(r"::error file=([^,:]+),line=(\d+),col=(\d+),title=([a-z-]+)::(.+)", line)
                   for line in reports["github"].splitlines()]
    assert [found.group(1, 2, 3, 4) for found in annotations if found] == [
        (row["path"], str(row["line"]), str(row["column"]), row["code"]) for row in rows]


def test_json_of_a_fine_dataset_is_an_empty_list(toy: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(toy.root), "validate", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_a_problem_far_inside_points_to_its_line(toy_copy: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    path = toy_copy.folder("statement") / "a0003.yml"
    lines = path.read_text("utf-8").splitlines()
    wanted = next(index for index, line in enumerate(lines) if "act: criticise" in line)
    lines[wanted] = "  act: grumble"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    assert main(["--root", str(toy_copy.root), "validate"]) == 1
    assert capsys.readouterr().out.startswith(
        f"dataset/statements/a0003.yml:{wanted + 1}:3: error schema-enum $[5].act: ")


HOSTILE = {
    "alias-bomb": "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [{','.join([f'*{chr(97 + n)}'] * 9)}]\n" for n in range(20)),
    "deep": "[" * 50_000 + "]" * 50_000,
    "deep-blocks": "".join(" " * n + "a:\n" for n in range(2_000)),
    "merge-key": "<<: {id: saha}\n",
    "python-object": "!!python/object/apply:os.getcwd []\n",
    "set": "!!set {a, b}\n",
    "bytes": "id: !!binary aGFsbG8=\n",
    "real-date": "id: !!timestamp 2031-01-01\n",
    "number-key": "1: one\n",
    "null-key": "null: one\n",
    "list-key": "[a]: one\n",
    "huge-number": "id: " + "9" * 10_000 + "\n",
    "not-a-number": "id: .nan\n",
    "infinite": "id: .inf\n",
    "surrogate": 'id: "\\ud800"\n',
    "two-documents": "id: a\n---\nid: b\n",
    "empty": "",
    "only-text": "نص",
    "nul-byte": "id: a\0b\n",
    "tab": "id:\n\t- a\n",
    "unknown-tag": "id: !thing a\n",
    "undefined-alias": "id: *nobody\n",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_gets_messages_and_harms_no_other(name: str, toy_copy: Repository,
                                                         capsys: pytest.CaptureFixture[str]) -> None:
    (toy_copy.folder("publisher") / "saha.yml").write_text(HOSTILE[name], "utf-8")
    (toy_copy.folder("event") / "orange-cup-2031.yml").write_text("id: 7\n", "utf-8")
    started = time.monotonic()
    assert main(["--root", str(toy_copy.root), "--debug", "validate"]) == 1
    assert time.monotonic() - started < 5
    report = capsys.readouterr().out
    assert "dataset/publishers/saha.yml:" in report
    assert "dataset/events/orange-cup-2031.yml:1:1: error schema-type $.id" in report
    assert codes_in(report) <= set(CODES)
    report.encode("utf-8")


def make_pipe(path: Path) -> None:
    os.mkfifo(path)


def make_link_to_device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def make_link_to_nothing(path: Path) -> None:
    path.symlink_to(path.parent / "gone")


def make_link_to_itself(path: Path) -> None:
    path.symlink_to(path)


@pytest.fixture
def alarm() -> Iterator[None]:
    """Let a test that waits for ever fail after ten seconds."""
    def ring(_: int, __: FrameType | None) -> None:
        pytest.fail("the program waits for what never comes")

    before = signal.signal(signal.SIGALRM, ring)
    signal.alarm(10)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
@pytest.mark.usefixtures("alarm")
@pytest.mark.parametrize("make", [make_pipe, make_link_to_device, make_link_to_nothing, make_link_to_itself,
                                  Path.mkdir])
@pytest.mark.parametrize("cached", [False, True])
def test_what_is_no_plain_file_is_told_and_not_waited_for(make: Callable[[Path], None], cached: bool,
                                                          toy_copy: Repository, monkeypatch: pytest.MonkeyPatch,
                                                          capsys: pytest.CaptureFixture[str]) -> None:
    if cached:
        monkeypatch.setattr(dataset, "PARALLEL_FROM", 1)
    path = toy_copy.folder("publisher") / "saha.yml"
    path.unlink()
    make(path)
    assert main(["--root", str(toy_copy.root), "validate"]) == 1
    report = capsys.readouterr().out
    assert "dataset/publishers/saha.yml:1:1: error file-unreadable $: " in report
    assert main(["--root", str(toy_copy.root), "format", "--check"]) == 1


def test_a_link_to_a_plain_file_is_read(toy_copy: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    path = toy_copy.folder("publisher") / "saha.yml"
    path.symlink_to(path.rename(toy_copy.root / "elsewhere.yml"))
    assert main(["--root", str(toy_copy.root), "validate"]) == 0
    assert capsys.readouterr().out == ""


def test_a_large_file_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.yml"
    path.write_bytes(b"a: b\n")
    monkeypatch.setattr(records, "MAX_BYTES", 5)
    assert records.load_record(path, "x.yml") == ({"a": "b"}, [])
    path.write_bytes(b"a: bc\n")
    monkeypatch.setattr(Path, "open", lambda *_: pytest.fail("the file was opened"))
    assert [issue.code for issue in records.load_record(path, "x.yml")[1]] == ["file-too-large"]


def test_a_file_that_hides_its_size_is_read_no_further_than_the_limit(tmp_path: Path,
                                                                      monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.yml"
    path.write_bytes(b"")
    monkeypatch.setattr(records, "MAX_BYTES", 5)
    asked = []

    class Growing(BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            asked.append(size)
            return super().read(size)

    monkeypatch.setattr(Path, "open", lambda *_: Growing(b"a" * 100))
    assert [issue.code for issue in records.load_record(path, "x.yml")[1]] == ["file-too-large"]
    assert asked == [6]


def test_what_may_stand_beside_the_records_is_left_alone(toy_copy: Repository,
                                                         capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("features/a0001.json", "drafts/a0009.yml", "LICENSE.txt", ".DS_Store",
                 "articles/.a0001.yml", ".hidden/a.yml"):
        path = toy_copy.dataset / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("[not a record", "utf-8")
    assert main(["--root", str(toy_copy.root), "validate"]) == 0
    assert capsys.readouterr().out == ""


def test_an_alias_bomb_is_one_message(toy_copy: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    (toy_copy.folder("publisher") / "saha.yml").write_text(HOSTILE["alias-bomb"], "utf-8")
    assert main(["--root", str(toy_copy.root), "validate"]) == 1
    assert capsys.readouterr().out.count("\n") == 1
