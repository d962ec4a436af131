"""Takes many pages; shows that each is worked on once, in order, whatever breaks, stops or is killed on the way."""

import json
import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from aqwal.batch import local
from aqwal.batch.chunks import chunked
from aqwal.batch.cluster import ClusterError, run_cluster
from aqwal.batch.journal import NAME, Journal, OutInUseError
from aqwal.batch.run import Engine, run_answers, run_drafts
from aqwal.batch.work import Known, UnwritableError, Wanted, work
from aqwal.ingest.drafts.naming import folder_name
from aqwal.ingest.reading import Document
from ingest_pages import HTML, numbered

ONE, TWO = Engine(jobs=1), Engine(jobs=2)


def pages(folder: Path, many: int) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(many):
        (folder / f"p{number:04}.txt").write_text(numbered(number), "utf-8")
    return folder


def documents(many: int) -> Iterator[Document]:
    return (Document(f"p{number}", f"p{number}.txt", numbered(number).encode()) for number in range(many))


class Deadly(Document):
    """A page whose bytes end the worker that looks at them, as a page too large for its memory would."""

    def __getattribute__(self, name: str) -> Any:
        if name == "data" and multiprocessing.parent_process() is not None:
            os._exit(9)
        return object.__getattribute__(self, name)


def drafted(out: Path) -> list[str]:
    return sorted(path.name for path in out.iterdir() if not path.name.startswith("."))


def journalled(out: Path) -> list[str]:
    return [json.loads(line)["stem"] for line in (out / NAME).read_text("utf-8").splitlines()]


def test_one_process_and_many_give_the_same_answers_in_the_same_order(tmp_path: Path) -> None:
    folder = pages(tmp_path, 40)
    alone = list(run_answers([folder], Known(), ONE))
    assert [outcome.stem for outcome in alone] == [f"p{number:04}" for number in range(40)]
    assert list(run_answers([folder], Known(), TWO)) == alone


def test_a_broken_page_is_told_and_the_others_go_on(tmp_path: Path) -> None:
    folder = pages(tmp_path, 3)
    (folder / "p0001.txt").write_bytes(b"%PDF-1.4")
    outcomes = list(run_answers([folder], Known(), ONE))
    assert [bool(outcome.error) for outcome in outcomes] == [False, True, False]
    assert "PDF" in outcomes[1].error


def test_an_error_nobody_thought_of_concerns_its_page_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise RuntimeError("a bug")

    good, bad = documents(2)
    monkeypatch.setattr("aqwal.batch.work.answer_of", fails)
    assert ["a bug" in outcome.error for outcome in work([good, bad], Known(), Wanted(answer=True))] == [True, True]


def test_a_page_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aqwal.batch.work.SECONDS", 0.05)
    monkeypatch.setattr("aqwal.batch.work.draft_page", lambda *_: time.sleep(5))
    (outcome,) = work(list(documents(1)), Known(), Wanted(answer=True))
    assert "was given up" in outcome.error


def test_the_time_of_a_page_is_kept_beside_the_main_thread_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def never_ends(*_: object) -> None:
        while True:
            pass

    # A worker of a cluster hands its work to a thread, to which no signal comes.
    with ThreadPoolExecutor(1) as pool:
        monkeypatch.setattr("aqwal.batch.work.SECONDS", 0.05)
        with monkeypatch.context() as patch:
            patch.setattr("aqwal.batch.work.draft_page", never_ends)
            (slow,) = pool.submit(work, list(documents(1)), Known(), Wanted(answer=True)).result()
        monkeypatch.setattr("aqwal.batch.work.SECONDS", 20)
        (good,) = pool.submit(work, list(documents(1)), Known(), Wanted(answer=True)).result()
    assert "was given up" in slow.error
    assert not good.error


def test_a_page_that_ends_its_worker_costs_no_other_page() -> None:
    several = [*documents(5), Deadly("deadly", "deadly.txt", b"x"), *documents(40)]
    outcomes = list(local.run_local(chunked(several, 4), Known(), Wanted(answer=True), 2))
    assert [outcome.stem for outcome in outcomes] == [document.stem for document in several]
    assert [outcome.stem for outcome in outcomes if outcome.error] == ["deadly"]
    assert outcomes[5].error == local.LOST


def test_chunks_end_at_a_number_of_pages_or_of_bytes() -> None:
    large = [Document("a", "a", b"x" * 600_000)] * 3
    assert [len(chunk) for chunk in chunked(large)] == [2, 1]
    assert [len(chunk) for chunk in chunked(documents(5), 2)] == [2, 2, 1]


def test_a_second_run_does_nothing_twice_and_leaves_edits_alone(tmp_path: Path) -> None:
    folder, out = pages(tmp_path / "in", 3), tmp_path / "out"
    assert len(list(run_drafts([folder], Known(), ONE, out))) == 3
    (out / "p0001" / "article.yml").write_text("edited", "utf-8")
    assert list(run_drafts([folder], Known(), ONE, out)) == []
    assert (out / "p0001" / "article.yml").read_text("utf-8") == "edited"
    assert len(list(run_drafts([folder], Known(), ONE, out, again=True))) == 3
    assert (out / "p0001" / "article.yml").read_text("utf-8") != "edited"


def test_a_draft_promoted_and_gone_is_not_made_again(tmp_path: Path) -> None:
    folder, out = pages(tmp_path / "in", 2), tmp_path / "out"
    list(run_drafts([folder], Known(), ONE, out))
    for file in sorted((out / "p0000").rglob("*"), reverse=True):
        file.rmdir() if file.is_dir() else file.unlink()
    (out / "p0000").rmdir()
    assert list(run_drafts([folder], Known(), ONE, out)) == []
    assert drafted(out) == ["p0001"]


def test_a_draft_of_another_page_is_never_written_over_unasked(tmp_path: Path) -> None:
    folder, out = pages(tmp_path / "in", 1), tmp_path / "out"
    list(run_drafts([folder], Known(), ONE, out))
    (folder / "p0000.txt").write_text(numbered(99), "utf-8")
    (outcome,) = run_drafts([folder], Known(), ONE, out)
    assert "--again" in outcome.error


def test_drafting_one_page_again_forgets_no_other(tmp_path: Path) -> None:
    folder, out = pages(tmp_path / "in", 2), tmp_path / "out"
    list(run_drafts([folder], Known(), ONE, out))
    shutil.rmtree(out / "p0000")  # promoted
    assert len(list(run_drafts([folder / "p0001.txt"], Known(), ONE, out, again=True))) == 1
    assert list(run_drafts([folder], Known(), ONE, out)) == []


def test_pages_that_share_a_name_are_known_again_when_one_more_joins_them(tmp_path: Path) -> None:
    out = tmp_path / "out"
    for number, name in enumerate("bc"):
        pages(tmp_path / "in" / name, 1).joinpath("p0000.txt").write_text(numbered(number), "utf-8")
    assert [one.stem for one in run_drafts([tmp_path / "in"], Known(), ONE, out)] == ["p0000", "p0000-2"]
    pages(tmp_path / "in" / "a", 1).joinpath("p0000.txt").write_text(numbered(7), "utf-8")
    (outcome,) = run_drafts([tmp_path / "in"], Known(), ONE, out)
    assert outcome.name.endswith("a/p0000.txt")
    assert "its name is taken" in outcome.error


@pytest.mark.parametrize("line", [b"[" * 100_000, b"[]", b'{"stem": []}', b"\xff", b"null", b""])
def test_nonsense_in_the_journal_is_passed_over(tmp_path: Path, line: bytes) -> None:
    folder, out = pages(tmp_path / "in", 2), tmp_path / "out"
    list(run_drafts([folder], Known(), ONE, out))
    (out / NAME).write_bytes(line + b"\n" + (out / NAME).read_bytes())
    assert list(run_drafts([folder], Known(), ONE, out)) == []


@pytest.mark.parametrize("engine", [ONE, TWO])
def test_a_folder_that_takes_nothing_more_ends_the_run_and_keeps_no_halves(tmp_path: Path, engine: Engine) -> None:
    folder, out = pages(tmp_path / "in", 40), tmp_path / "out"
    for number in range(30, 40):
        (out / f".p{number:04}.new").mkdir(parents=True)
        (out / f".p{number:04}.new" / "article.yml").mkdir()
    # The folder of the first draft cannot be made: what stands there is no folder and cannot be removed as one.
    (out / "p0000").mkdir(parents=True)
    list(run_drafts([folder / "p0001.txt"], Known(), ONE, out))
    (out / ".p0000.old").write_text("in the way", "utf-8")
    with pytest.raises(UnwritableError, match="cannot be written to"):
        list(run_drafts([folder], Known(), engine, out, again=True))
    assert not list(out.glob(".*.new"))


def test_what_a_killed_run_left_half_is_taken_away_and_what_it_finished_is_kept(tmp_path: Path) -> None:
    folder, out = pages(tmp_path / "in", 3), tmp_path / "out"
    list(run_drafts([folder], Known(), ONE, out))
    whole = (out / NAME).read_bytes()
    (out / NAME).write_bytes(whole[: whole.index(b"\n") + 10])
    (out / ".p0009.new").mkdir()
    (out / "p0002").rename(out / ".p0002.old")
    assert list(run_drafts([folder], Known(), ONE, out)) == []
    assert drafted(out) == ["p0000", "p0001", "p0002"]
    assert sorted(journalled(out)) == ["p0000", "p0001", "p0002"]
    assert not list(out.glob(".p*"))


def test_two_runs_never_write_to_one_folder(tmp_path: Path) -> None:
    first = Journal(tmp_path)
    with pytest.raises(OutInUseError):
        Journal(tmp_path)
    first.close()
    Journal(tmp_path).close()


def test_a_run_killed_half_way_goes_on_where_it_stopped(tmp_path: Path) -> None:
    folder, out = pages(tmp_path / "in", 300), tmp_path / "out"
    command = [sys.executable, "-m", "aqwal", "ingest", "--out", str(out), "--jobs", "2", str(folder)]
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    until(lambda: (out / NAME).exists() and (out / NAME).read_bytes().count(b"\n") >= 20)
    running.send_signal(signal.SIGKILL)
    running.wait()
    before = set(journalled(out))
    assert 20 <= len(before) < 300
    times = {stem: (out / stem / "draft.json").stat().st_mtime_ns for stem in before}
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0
    assert sorted(journalled(out)) == drafted(out) == [f"p{number:04}" for number in range(300)]
    assert {stem: (out / stem / "draft.json").stat().st_mtime_ns for stem in before} == times


def test_stems_become_folder_names_that_harm_nothing_and_never_meet() -> None:
    assert folder_name("page-1_ب") == "page-1_ب"
    names = [folder_name(stem) for stem in ("..", "../up", "a/b", "a b", "a\nb", ".hidden", "x" * 300, "x" * 301)]
    assert all("/" not in name and not name.startswith(".") and len(name) <= 100 for name in names)
    assert len(set(names)) == len(names)


def test_a_draft_has_a_name_that_any_file_system_takes(tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    for name in ("x" * 255, "ص" * 120 + ".txt", "𐤀" * 60 + ".html"):
        (folder / name).write_text(HTML, "utf-8")
    outcomes = list(run_drafts([folder], Known(), ONE, out))
    assert [outcome.error for outcome in outcomes] == [""] * 3
    assert all((out / name / f"{name}.txt").is_file() for name in drafted(out))


def test_a_key_pressed_while_workers_start_is_heard_by_the_parent_alone() -> None:
    with pytest.raises(KeyboardInterrupt), local._unheard(signal.SIGINT):
        os.kill(os.getpid(), signal.SIGINT)
        program = "import signal; print(signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, []))"
        child = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
        assert child.stdout == "True\n"


def test_no_scheduler_is_told_with_what_to_do() -> None:
    pytest.importorskip("distributed")
    with pytest.raises(ClusterError, match="no scheduler answers"):
        list(run_cluster(chunked(documents(1)), Known(), Wanted(answer=True), "no-such-protocol://here"))


def test_a_cluster_without_workers_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr("aqwal.batch.cluster.CONNECT", 2)
    with Cluster(tmp_path, 0) as cluster, pytest.raises(ClusterError, match="no workers"):
        list(run_cluster(chunked(documents(1)), Known(), Wanted(answer=True), cluster.address))


def test_a_cluster_that_loses_all_its_workers_ends_the_run_with_a_word(tmp_path: Path,
                                                                       monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr("aqwal.batch.cluster.LOOK", 0.5)
    with Cluster(tmp_path, 1) as cluster:
        running = run_cluster(chunked(documents(400)), Known(), Wanted(answer=True), cluster.address)
        next(running)
        cluster.kill_worker()
        with pytest.raises(ClusterError, match="no workers left"):
            list(running)


def test_a_scheduler_that_goes_ends_the_run_with_a_word(tmp_path: Path) -> None:
    pytest.importorskip("distributed")
    with Cluster(tmp_path, 1) as cluster:
        running = run_cluster(chunked(documents(400)), Known(), Wanted(answer=True), cluster.address)
        next(running)
        cluster.processes[0].kill()
        with pytest.raises(ClusterError, match="the cluster failed"):
            list(running)


def test_a_cluster_that_loses_a_worker_half_way_gives_every_page_once(tmp_path: Path) -> None:
    pytest.importorskip("distributed")
    folder, out = pages(tmp_path / "in", 250), tmp_path / "out"
    (folder / "broken.txt").write_bytes(b"%PDF-1.4")
    with Cluster(tmp_path, 2) as cluster:
        outcomes = []
        for outcome in run_drafts([folder], Known(), Engine(scheduler=cluster.address), out):
            outcomes.append(outcome)
            if len(outcomes) == 20:
                cluster.kill_worker()
    wanted = [f"p{number:04}" for number in range(250)]
    assert [outcome.stem for outcome in outcomes] == ["broken", *wanted]
    assert [outcome.stem for outcome in outcomes if outcome.error] == ["broken"]
    assert drafted(out) == sorted(journalled(out)) == wanted


class Cluster:
    """A scheduler and its workers, each a process of its own on this machine."""

    def __init__(self, folder: Path, workers: int) -> None:
        self.file = folder / "scheduler.json"
        self.folder, self.workers = folder, workers
        self.processes: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> "Cluster":
        self._start("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--no-show")
        until(self.file.exists)
        for number in range(self.workers):
            self._start("worker", "--nthreads", "1", "--no-nanny", "--no-dashboard", "--name", str(number),
                        "--local-directory", str(self.folder))
        until(lambda: "address" in json.loads(self.file.read_text("utf-8") or "{}"))
        self.address = json.loads(self.file.read_text("utf-8"))["address"]
        return self

    def __exit__(self, *_: object) -> None:
        for process in self.processes:
            process.kill()
            process.wait()

    def kill_worker(self) -> None:
        self.processes[1].kill()

    def _start(self, *arguments: str) -> None:
        command = [sys.executable, "-m", "dask", *arguments, "--scheduler-file", str(self.file)]
        self.processes.append(subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))


def until(happened: Any, seconds: float = 40) -> None:
    """Wait until something has happened."""
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)


def test_documents_that_could_not_be_read_stay_in_their_place(tmp_path: Path) -> None:
    outcomes = list(run_answers([tmp_path / "lost", pages(tmp_path / "in", 1)], Known(), ONE))
    assert [outcome.stem for outcome in outcomes] == ["lost", "p0000"]
