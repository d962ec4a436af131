"""Takes command lines; proves exit statuses, messages, and that `aqwal format` is safe."""

import argparse
import errno
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from aqwal import cli
from aqwal.cli import main
from aqwal.dataset import record_files
from aqwal.paths import Repository

AQWAL = [sys.executable, "-m", "aqwal"]


def aqwal(*arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*AQWAL, *arguments], capture_output=True, text=True, cwd=cwd, check=False, encoding="utf-8")


def test_the_real_command_from_inside_the_repository(toy: Repository, toy_copy: Repository) -> None:
    fine = aqwal("validate", cwd=toy.root)
    assert (fine.returncode, fine.stdout) == (0, "")
    assert fine.stderr.endswith("5 topics: no problems\n")
    (toy_copy.folder("event") / "orange-cup-2031.yml").unlink()
    broken = aqwal("validate", cwd=toy_copy.root)
    assert broken.returncode == 1
    assert "reference-unknown" in broken.stdout
    assert "problems in 5 files" in broken.stderr


def test_every_verb_has_help_and_help_is_quick() -> None:
    everything = aqwal("--help")
    assert everything.returncode == 0
    for verb, module in cli.verbs().items():
        assert verb in everything.stdout
        assert callable(module.run)
        assert aqwal(verb, "--help").returncode == 0
    quick = ("import sys; from aqwal import cli; cli._parser(); "
             "print(sorted(set(sys.modules) & {'yaml', 'jsonschema', 'jsonschema_rs', 'jinja2', 'pyarrow'}))")
    loaded = subprocess.run([sys.executable, "-c", quick], capture_output=True, text=True, check=True).stdout
    assert loaded == "[]\n"


@pytest.mark.parametrize("arguments", [[], ["no-such-verb"], ["validate", "--format", "xml"], ["validate", "extra"]])
def test_wrong_use_is_status_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    assert stop.value.code == 2
    assert "usage: aqwal" in capsys.readouterr().err


@pytest.mark.parametrize("verb", ["validate", "format"])
def test_a_folder_without_a_dataset_is_status_2(verb: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([verb, "--root", str(tmp_path)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert "--root" in err


def run_failing_with(error: BaseException, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    """Run the command line with a verb that raises."""
    def run(_options: argparse.Namespace) -> int:
        raise error

    module = ModuleType("failing", "Fail.")
    module.__dict__.update(run=run, add_arguments=lambda _parser: None)
    monkeypatch.setattr(cli, "verbs", lambda: {"failing": module})
    return main([*arguments, "failing"])


def test_a_full_disk_is_one_clear_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    error = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "dataset/x.yml")
    assert run_failing_with(error, monkeypatch) == 2
    assert capsys.readouterr().err == f"aqwal: dataset/x.yml: {os.strerror(errno.ENOSPC)}\n"


def test_a_fault_of_ours_is_one_line_and_debug_shows_it(monkeypatch: pytest.MonkeyPatch,
                                                        capsys: pytest.CaptureFixture[str]) -> None:
    assert run_failing_with(KeyError("x"), monkeypatch) == 2
    assert capsys.readouterr().err == "aqwal: internal error: KeyError: 'x' (--debug shows where)\n"
    with pytest.raises(KeyError):
        run_failing_with(KeyError("x"), monkeypatch, "--debug")


def test_an_interrupt_is_status_130(monkeypatch: pytest.MonkeyPatch) -> None:
    assert run_failing_with(KeyboardInterrupt(), monkeypatch) == 130


def test_a_reader_that_goes_away_gets_no_traceback(toy_copy: Repository) -> None:
    """Long output into a pipe that nobody reads."""
    path = toy_copy.folder("article") / "a0001.yml"
    path.write_text(path.read_text("utf-8") + "".join(f"x{number}: 1\n" for number in range(20_000)), "utf-8")
    reader, writer = os.pipe()
    with subprocess.Popen([*AQWAL, "--root", str(toy_copy.root), "validate"], stdout=writer,
                          stderr=subprocess.PIPE) as process:
        os.close(writer)
        os.close(reader)
        assert process.stderr
        assert b"Traceback" not in process.stderr.read()
    assert process.returncode == cli.READER_GONE


def test_a_terminal_without_arabic_gets_escapes(toy_copy: Repository) -> None:
    path = toy_copy.folder("publisher") / "saha.yml"
    path.write_text(path.read_text("utf-8").replace("kind: platform", "kind: منصة"), "utf-8")
    done = subprocess.run([*AQWAL, "--root", str(toy_copy.root), "validate"], capture_output=True, check=False,
                          env={**os.environ, "PYTHONIOENCODING": "ascii"})
    assert done.returncode == 1
    assert b"schema-enum" in done.stdout
    assert b"\\u0645" in done.stdout


def snapshot(repository: Repository) -> dict[str, bytes]:
    return {file.name: file.path.read_bytes() for file in record_files(repository)}


def test_format_leaves_canonical_files_alone(toy_copy: Repository) -> None:
    before = snapshot(toy_copy)
    assert main(["--root", str(toy_copy.root), "format", "--check"]) == 0
    assert main(["--root", str(toy_copy.root), "format"]) == 0
    assert snapshot(toy_copy) == before


def test_format_mends_order_and_style_and_keeps_head_comments(toy_copy: Repository,
                                                              capsys: pytest.CaptureFixture[str]) -> None:
    before = snapshot(toy_copy)
    path = toy_copy.folder("publisher") / "saha.yml"
    head, body = path.read_text("utf-8").split("\n", 1)
    fields = body.rstrip("\n").split("\nid:")[0]
    turned = fields.replace("id: saha\n", "") + '\n"id": "saha"\n'
    path.write_bytes(f"\ufeff{head}\r\n# looked up twice\r\n{turned}".replace("\r\n", "\n").encode())
    assert main(["--root", str(toy_copy.root), "format", "--check"]) == 1
    assert capsys.readouterr().out == "dataset/publishers/saha.yml: not in canonical form\n"
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert main(["--root", str(toy_copy.root), "format"]) == 0
    assert path.read_text("utf-8") == f"{head}\n# looked up twice\n{body}"
    assert main(["--root", str(toy_copy.root), "format", "--check"]) == 0
    assert {name: data for name, data in snapshot(toy_copy).items() if not name.endswith("saha.yml")} == {
        name: data for name, data in before.items() if not name.endswith("saha.yml")}
    assert sorted(entry.name for entry in path.parent.iterdir()) == [
        "nakhla.yml", "sada-burjana.yml", "saha.yml", "wadinur-post.yml"]


def test_format_rewrites_what_a_link_leads_to(toy_copy: Repository) -> None:
    path, real = toy_copy.folder("publisher") / "saha.yml", toy_copy.root / "shared.yml"
    text = path.read_text("utf-8")
    real.write_text(text.replace("kind: platform", "kind:    platform"), "utf-8")
    path.unlink()
    path.symlink_to(real)
    assert main(["--root", str(toy_copy.root), "format"]) == 0
    assert path.is_symlink()
    assert real.read_text("utf-8") == text


def test_format_leaves_what_it_cannot_read_and_does_the_rest(toy_copy: Repository,
                                                             capsys: pytest.CaptureFixture[str]) -> None:
    broken = toy_copy.folder("publisher") / "nakhla.yml"
    broken.write_text("id: [", "utf-8")
    loose = toy_copy.folder("publisher") / "saha.yml"
    loose.write_text(loose.read_text("utf-8").replace("kind: platform", "kind:    platform"), "utf-8")
    assert main(["--root", str(toy_copy.root), "format"]) == 1
    assert broken.read_text("utf-8") == "id: ["
    assert "kind: platform" in loose.read_text("utf-8")
    out, err = capsys.readouterr()
    assert "yaml-syntax" in out
    assert err == "1 rewritten, 1 not readable\n"
