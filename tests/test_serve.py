"""Takes a running server over a copied toy dataset; proves that it shows every change, and nothing else to anybody."""

import http.client
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest

from aqwal import paths
from aqwal.checks import run_checks
from aqwal.dataset import load_archive
from aqwal.paths import Repository
from aqwal.serving import watching
from aqwal.serving.beside import Beside
from aqwal.serving.live import LAST, NOT_MADE, Live
from aqwal.serving.making import Maker
from aqwal.serving.memory import Memory
from aqwal.serving.watching import watch
from aqwal.serving.web import Server
from conftest import TOY
from tests_support import tree_of

SCRIPT = re.compile(rb'<script src="/__aqwal/live\.js" data-seen="([0-9a-f]+)"></script>')
PATIENCE = 60
TITLE = "افتتاح جسر اللقلق بين برجانة ووادينور بعد تسع سنوات من العمل"

pytestmark = pytest.mark.site


class Running:
    """A server over a copy of the toy dataset."""

    def __init__(self, folder: Path, prepare: Callable[[Path], object] = bool) -> None:
        shutil.copytree(TOY / "dataset", folder / "repository" / "dataset")
        (folder / "work").mkdir()
        self.repository = Repository(folder / "repository")
        prepare(self.repository.dataset)
        self.said: list[str] = []
        maker = Maker(self.repository, folder / "work")
        self.live = Live(maker, self.said.append)
        self.server = Server(0, self.live, self.said.append)
        self.observer = watch(maker.watched(), self.live.tell)
        self.live.start()
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        self.thread.start()

    def end(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.observer.stop()
        self.observer.join()
        self.live.end()

    def ask(self, path: str, method: str = "GET", host: str | None = None) -> tuple[int, dict[str, str], bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.server.server_port, timeout=PATIENCE)
        connection.putrequest(method, path, skip_host=True)
        connection.putheader("Host", host or f"127.0.0.1:{self.server.server_port}")
        connection.endheaders()
        answer = connection.getresponse()
        data = answer.read()
        connection.close()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, data

    def page(self, path: str) -> str:
        return self.ask(path)[2].decode()

    def until(self, holds: Callable[[], bool]) -> None:
        """Wait until something holds."""
        end = time.monotonic() + PATIENCE
        while not holds():
            assert time.monotonic() < end, self.said
            time.sleep(0.05)

    def edit(self, path: str, old: str, new: str) -> None:
        file = self.repository.dataset / path
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new), "utf-8")


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A server whose records no test changes, with all its files made."""
    running = Running(tmp_path_factory.mktemp("serve"))
    running.until(lambda: bool(running.live.state.site and running.live.state.site.beside))
    yield running
    running.end()


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    """A server whose records a test changes."""
    one = Running(tmp_path)
    yield one
    one.end()


def test_everything_of_the_built_site_is_served_and_is_the_same(shared: Running, site: Path) -> None:
    for name, data in tree_of(site).items():
        if name == ".aqwal":
            continue
        status, headers, body = shared.ask("/" + name.removesuffix("index.html"))
        assert status == (404 if name.endswith("404.html") else 200), name
        assert SCRIPT.sub(b"", body) == data, name
        assert headers["cache-control"] == "no-store"
        assert (SCRIPT.search(body) is not None) == name.endswith(".html"), name


def test_the_built_site_holds_nothing_of_the_server(site: Path) -> None:
    assert not any(b"__aqwal" in data for data in tree_of(site).values())


def test_addresses_without_the_last_slash_lead_on_and_lost_ones_say_so(shared: Running) -> None:
    status, headers, _ = shared.ask("/articles/a0001")
    assert (status, headers["location"]) == (301, "/articles/a0001/")
    assert shared.ask("/articles/a0001/index.html")[0] == 200
    assert shared.ask("/articles/a0077/")[0] == 404
    assert 'lang="en"' in shared.page("/en/nowhere")
    # The page for lost addresses links from the root of the host the site is published on.
    assert "/data/assets/" in shared.page("/nowhere")
    style = re.search(r'"/data/(assets/aqwal\.[0-9a-f]+\.css)"', shared.page("/nowhere"))
    assert style
    assert shared.ask(f"/data/{style[1]}")[0] == 200
    status, headers, body = shared.ask("/articles/a0001/", "HEAD")
    assert (status, body) == (200, b"")
    assert int(headers["content-length"]) > 1000
    assert shared.ask("/", "POST")[0] == 501


@pytest.mark.parametrize("path", [
    "/../dataset/dataset.yml", "/..%2f..%2fdataset%2fdataset.yml", "/%2e%2e/%2e%2e/etc/passwd", "//etc/passwd",
    "/downloads/latest/../../../dataset.yml", "/assets/..%5c..%5cx", "/%00", "/articles/%2e%2e/", "/etc/passwd",
    "/%ff%fe", "/speakers//../../", "//evil.example/articles/a0001"])
def test_no_path_leads_out_of_the_site(shared: Running, path: str) -> None:
    status, headers, body = shared.ask(path)
    assert status in (404, 301)
    assert headers.get("location", "/articles/a0001/") == "/articles/a0001/"
    assert b"root:" not in body
    assert b"statement_pages:" not in body


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "127.0.0.1", "[::1]:80"])
def test_only_requests_that_name_this_machine_are_answered(shared: Running, host: str) -> None:
    for path in ("/", "/__aqwal/events?path=/", "/__aqwal/live.js", "/search/manifest.json"):
        status, _, body = shared.ask(path, host=host)
        assert status == 403
        assert TITLE.encode() not in body
    assert shared.ask("/", host=f"localhost:{shared.server.server_port}")[0] == 200


def test_the_server_listens_on_this_machine_alone(shared: Running) -> None:
    assert shared.server.server_address[0] == "127.0.0.1"


def listen(running: Running, path: str) -> http.client.HTTPResponse:
    """Open a page's line of events, as its script does."""
    found = SCRIPT.search(running.ask(path)[2])
    assert found
    connection = http.client.HTTPConnection("127.0.0.1", running.server.server_port, timeout=PATIENCE)
    connection.request("GET", f"/__aqwal/events?path={path}&seen={found[1].decode()}")
    return connection.getresponse()


def next_event(line: http.client.HTTPResponse) -> tuple[str, str]:
    """Return name and data of the next event."""
    name = ""
    for raw in line:
        text = raw.decode().rstrip("\n")
        if text.startswith("event: "):
            name = text.removeprefix("event: ")
        elif text.startswith("data:"):
            return name, text.removeprefix("data:").strip()
    return "", ""


def test_an_edited_record_changes_the_pages_it_touches_and_tells_only_those(running: Running) -> None:
    touched, other = listen(running, "/articles/a0001/"), listen(running, "/articles/a0004/")
    running.edit("articles/a0001.yml", TITLE, "عنوان معدل للتجربة")
    assert next_event(touched) == ("changed", "")
    assert "عنوان معدل للتجربة" in running.page("/articles/a0001/")
    assert "عنوان معدل للتجربة" in running.page("/articles/")
    running.edit("articles/a0004.yml", "\nid: a0004\n", "\nid: a0005\n")
    assert next_event(other)[0] == "problems"
    running.edit("articles/a0004.yml", "\nid: a0005\n", "\nid: a0004\n")
    assert next_event(other) == ("problems", '""')


def test_while_a_record_is_broken_the_last_good_site_stays_and_the_message_is_shown(running: Running) -> None:
    line = listen(running, "/articles/a0001/")
    running.edit("articles/a0001.yml", "\nlanguage: ar\n", "\nlanguage: <script>alert(1)</script>\n")
    name, data = next_event(line)
    told = json.loads(data)
    assert name == "problems"
    assert re.match(r"dataset/articles/a0001\.yml:\d+:1: error schema-pattern \$\.language: ", told)
    assert running.said[-1] == f"{told}\n{LAST}"
    assert TITLE in running.page("/articles/a0001/")
    # A page opened while it is broken is told at once, and so it is when another record changes meanwhile.
    assert next_event(listen(running, "/")) == ("problems", data)
    running.edit("articles/a0002.yml", "\npart: 2\n", "\npart: 3\n")
    running.until(lambda: "taken" not in running.said[-1] and running.live.state.number >= 3)
    assert json.loads(next_event(listen(running, "/"))[1]) == told
    running.edit("articles/a0001.yml", "\nlanguage: <script>alert(1)</script>\n", "\nlanguage: en\n")
    assert next_event(line)[0] in ("changed", "problems")
    running.until(lambda: not running.live.state.problems)
    assert "mended" in running.said[-1]


def test_a_file_that_is_not_made_yet_is_waited_for(running: Running) -> None:
    assert running.live.state.site
    assert not running.live.state.site.beside
    assert running.ask("/nowhere/")[0] == 404
    status, _, body = running.ask("/search/manifest.json")
    assert status == 200
    assert json.loads(body)["private"] is False
    assert running.ask("/nowhere.json")[0] == 404


def test_files_beside_the_pages_follow(running: Running) -> None:
    running.edit("articles/a0001.yml", TITLE, "عنوان معدل للتجربة")
    running.until(lambda: "عنوان معدل للتجربة" in running.page("/articles/a0001.json"))
    state = running.live.state
    assert state.site
    sums = running.page("/downloads/latest/SHA256SUMS")
    page = running.page("/downloads/")
    assert all(one.sha256 in page for one in state.site.downloads if one.format == "sqlite")
    assert all(f"{one.sha256}  {one.path}" in sums for one in state.site.downloads if one.format == "csv")


def test_records_that_come_and_go_are_followed(running: Running) -> None:
    event = running.repository.folder("event") / "new-day.yml"
    text = (running.repository.folder("event") / "orange-cup-2031.yml").read_text("utf-8")
    event.write_text(text.replace("id: orange-cup-2031", "id: new-day"), "utf-8")
    running.until(lambda: "record-unused" in running.live.state.problems)
    assert "count-mismatch" in running.live.state.problems
    event.unlink()
    running.until(lambda: not running.live.state.problems)


def test_a_folder_of_records_put_in_the_place_of_another_is_followed(running: Running) -> None:
    dataset = running.repository.dataset
    for _ in range(2):
        old = dataset.rename(dataset.with_name("old"))
        running.until(lambda: "dataset.yml" in running.live.state.problems)
        assert TITLE in running.page("/articles/a0001/")
        shutil.copytree(old, dataset)
        running.until(lambda: not running.live.state.problems)
        shutil.rmtree(old)
    running.edit("articles/a0001.yml", TITLE, "عنوان معدل للتجربة")
    running.until(lambda: "عنوان معدل للتجربة" in running.page("/articles/a0001/"))


def test_a_server_over_broken_records_says_what_is_wrong_until_they_are_mended(tmp_path: Path) -> None:
    name, old, new = "publishers/saha.yml", "kind: platform", "kind: '<b>منصة</b>'"
    text = (TOY / "dataset" / name).read_text("utf-8")
    running = Running(tmp_path, lambda dataset: (dataset / name).write_text(text.replace(old, new), "utf-8"))
    status, _, body = running.ask("/articles/")
    assert status == 503
    assert "saha.yml" in body.decode()
    assert "<b>" not in body.decode()
    line = listen(running, "/articles/")
    running.edit(name, new, old)
    assert next_event(line)[0] in ("changed", "problems")
    running.until(lambda: running.ask("/articles/")[0] == 200)
    running.end()


def test_what_is_kept_in_memory_says_the_same_as_validation(toy_copy: Repository) -> None:
    """Whatever is edited, loading the changed file alone finds what loading everything finds."""
    memory = Memory(toy_copy)
    assert memory.load()[1] == []
    changes = [
        ("articles/a0001.yml", "part: 1", "part: 2"), ("articles/a0002.yml", "length: 1577", "length: 1600"),
        ("articles/a0001.yml", "sha256: a83e06", "sha256: b83e06"),
        ("statements/a0001.yml", "id: a0001-s02", "id: a0001-s22"),
        ("speakers/lin-shan.yml", "ar: لين شان", "ar: Lin شان"), ("publishers/saha.yml", "en: Saha", "en: ساحة"),
        ("topics.yml", "id: bridges", "id: roads"),
    ]
    broken = [("speakers/lin-shan.yml", "kind: person", "kind: robot"), ("publishers/saha.yml", "kind: p", "kind: q")]
    there_and_back = [step for name, old, new in changes for step in ((name, old, new), (name, new, old))]
    all_and_back = [*changes, *broken, *((name, new, old) for name, old, new in (*broken, *changes))]
    for name, old, new in (*there_and_back, *all_and_back):
        path = toy_copy.dataset / name
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")
        archive, issues = memory.reload({path})
        loaded, expected = load_archive(toy_copy, use_cache=False)
        assert loaded
        if not expected:
            expected = run_checks(loaded, toy_copy)
        assert issues == expected, name
        assert (archive is None) == bool(expected)
        if archive:
            assert replace(archive, files={}) == replace(loaded, files={})


def test_files_that_an_editor_writes_beside_a_record_and_takes_away_cost_nothing(
        toy_copy: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    memory = Memory(toy_copy)
    memory.load()
    folder = toy_copy.folder("article")
    path = folder / "a0001.yml"
    path.write_text(path.read_text("utf-8").replace(TITLE, "عنوان معدل"), "utf-8")
    loaded_anew = []
    monkeypatch.setattr(Memory, "load", lambda _: loaded_anew.append(1) or (None, []))
    archive, issues = memory.reload({path, folder / "4913", folder / "a0001.yml~", toy_copy.dataset / "x.tmp"})
    assert issues == []
    assert archive
    assert archive.articles["a0001"]["title"] == "عنوان معدل"
    assert loaded_anew == []
    for gone in (folder, folder / "a0004.yml", toy_copy.topics):
        gone.rename(toy_copy.root / "gone")
        memory.reload({gone})
        (toy_copy.root / "gone").rename(gone)
        assert loaded_anew.pop()


def test_files_beside_the_pages_that_cannot_be_made_end_nothing(tmp_path: Path,
                                                                monkeypatch: pytest.MonkeyPatch) -> None:
    made = Beside.__init__
    left = [OSError(28, "No space left on device", "beside-1")]

    def full(*given: Any) -> None:
        if left:
            raise left.pop()
        made(*given)

    monkeypatch.setattr(Beside, "__init__", full)
    running = Running(tmp_path)
    running.until(lambda: f"aqwal: beside-1: No space left on device; {NOT_MADE}" in running.said)
    running.edit("articles/a0001.yml", TITLE, "عنوان معدل للتجربة")
    running.until(lambda: "عنوان معدل للتجربة" in running.page("/articles/a0001.json"))
    running.end()


def test_an_address_that_is_none_is_answered(shared: Running) -> None:
    assert shared.ask("http://[x")[0] == 400
    assert shared.said == []


def test_where_the_system_does_not_tell_of_changes_they_are_looked_for(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_watch_left() -> None:
        raise OSError(28, "no watches left")

    monkeypatch.setattr(watching, "Observer", no_watch_left)
    monkeypatch.setattr(watching, "POLL", 0.05)
    told: list[Path] = []
    observer = watch([tmp_path, tmp_path / "nowhere"], told.extend)
    (tmp_path / "new.yml").write_text("x", "utf-8")
    end = time.monotonic() + PATIENCE
    while tmp_path / "new.yml" not in told and time.monotonic() < end:
        time.sleep(0.05)
    observer.stop()
    observer.join()
    assert tmp_path / "new.yml" in told


def test_reading_a_file_is_no_change(tmp_path: Path) -> None:
    path = tmp_path / "a.yml"
    path.write_text("x", "utf-8")
    told: list[Path] = []
    observer = watch([tmp_path], told.extend)
    path.read_text("utf-8")
    time.sleep(0.3)
    assert told == []
    path.write_text("y", "utf-8")
    end = time.monotonic() + PATIENCE
    while not told and time.monotonic() < end:
        time.sleep(0.05)
    observer.stop()
    observer.join()
    assert set(told) == {path}


def test_an_edited_page_of_prose_is_rendered_again(toy_copy: Repository, tmp_path: Path,
                                                   monkeypatch: pytest.MonkeyPatch) -> None:
    prose = {language: Path(shutil.copytree(folder, tmp_path / "docs" / language))
             for language, folder in paths.PROSE.items()}
    monkeypatch.setattr(paths, "PROSE", prose)
    (tmp_path / "work").mkdir()
    maker = Maker(toy_copy, tmp_path / "work")
    site, _ = maker.make(None, None)
    about = prose["en"] / "about.md"
    about.write_text(about.read_text("utf-8") + "\nA paragraph of today.\n", "utf-8")
    newer, problems = maker.make({about}, site)
    assert problems == ""
    assert newer
    assert "A paragraph of today." in newer.answer("en/about/").body.decode()
    about.write_text("@@aqwal:nonsense@@", "utf-8")
    assert maker.make({about}, newer) == (None, maker.make({about}, newer)[1])
    assert "nonsense" in maker.make({about}, newer)[1]


def test_only_files_that_make_the_site_count_as_changes(toy_copy: Repository, tmp_path: Path) -> None:
    maker = Maker(toy_copy, tmp_path)
    assert maker.concerns(toy_copy.folder("article") / "a0001.yml")
    assert not maker.concerns(toy_copy.folder("article") / ".a0001.yml.swp")
    assert not maker.concerns(toy_copy.dataset / "drafts" / "x.yml")
    assert not maker.concerns(toy_copy.dataset / "features" / "a0001.json")
    assert not maker.concerns(toy_copy.root / "notes.txt")


def serve(repository: Repository, *options: str) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-m", "aqwal", "--root", str(repository.root), "serve", *options],
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8",
                            start_new_session=True)


def test_ctrl_c_ends_it_cleanly_and_leaves_nothing_behind(toy_copy: Repository, tmp_path: Path,
                                                          monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    before = tree_of(toy_copy.root)
    process = serve(toy_copy, "--port", "0")
    assert process.stdout
    line = process.stdout.readline()
    found = re.match(r"http://127\.0\.0\.1:(\d+)/ \(Ctrl-C ends\)\n", line)
    assert found
    time.sleep(1.5)  # The files beside the pages are being made.
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert (process.returncode, err) == (0, "aqwal: ended\n")
    assert list(tmp_path.glob("aqwal-serve-*")) == []
    assert tree_of(toy_copy.root) == before


def test_it_serves_on_when_nobody_reads_its_messages(toy_copy: Repository) -> None:
    process = serve(toy_copy, "--port", "0")
    assert process.stdout
    assert process.stderr
    address = process.stdout.readline().split()[0]
    process.stderr.close()
    path = toy_copy.folder("article") / "a0001.yml"
    text = path.read_text("utf-8")
    for title in ("عنوان أول", "عنوان ثان"):
        path.write_text(text.replace(TITLE, title), "utf-8")
        end = time.monotonic() + PATIENCE
        while title not in urlopen(f"{address}articles/a0001/").read().decode():
            assert time.monotonic() < end
            time.sleep(0.1)
    process.terminate()
    assert process.wait(30) == 0
    process.stdout.close()


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="no terminal is hung up on this system")
def test_a_terminal_that_is_closed_ends_it_and_leaves_nothing_behind(toy_copy: Repository, tmp_path: Path,
                                                                     monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    process = serve(toy_copy, "--port", "0")
    assert process.stdout
    process.stdout.readline()
    process.send_signal(signal.SIGHUP)
    process.communicate(timeout=30)
    assert process.returncode == 0
    assert list(tmp_path.glob("aqwal-serve-*")) == []


def test_a_port_that_is_taken_is_said(toy_copy: Repository) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        process = serve(toy_copy, "--port", str(port))
        out, err = process.communicate(timeout=30)
    assert (process.returncode, out) == (2, "")
    assert f"port {port} of this machine cannot be used" in err
    assert err.count("\n") == 1


@pytest.mark.parametrize("port", ["x", "-1", "65536", "٨٠٨٠"])
def test_what_is_no_port_is_wrong_use(port: str, toy_copy: Repository) -> None:
    process = serve(toy_copy, f"--port={port}")
    assert process.wait(30) == 2
    assert process.stderr
    assert "is no port" in process.stderr.read()
    for stream in (process.stdout, process.stderr):
        if stream:
            stream.close()


def test_without_a_dataset_there_is_nothing_to_serve(tmp_path: Path) -> None:
    done = serve(Repository(tmp_path), "--port", "0")
    _, err = done.communicate(timeout=30)
    assert done.returncode == 2
    assert "--root" in err


def test_a_fault_in_a_template_or_style_is_a_message_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from aqwal.pages import render
    from aqwal.serving import making

    shutil.copytree(TOY / "dataset", tmp_path / "dataset")
    templates = Path(shutil.copytree(render.TEMPLATES, tmp_path / "templates"))
    monkeypatch.setattr(render, "TEMPLATES", templates)
    monkeypatch.setattr(making.paths, "TEMPLATES", templates)
    (tmp_path / "work").mkdir()
    maker = Maker(Repository(tmp_path), tmp_path / "work")
    site, problems = maker.make(None, None)
    assert site is not None
    assert problems == ""
    article = templates / "article.html.j2"
    text = article.read_text("utf-8")
    article.write_text("{% if %}" + text, "utf-8")
    broken: tuple[Any, str] = maker.make({article}, site)
    assert broken[0] is None
    assert "TemplateSyntaxError" in broken[1]
    record = maker.repository.folder("article") / "a0001.yml"
    record.write_text(record.read_text("utf-8").replace(TITLE, "عنوان معدل"), "utf-8")
    assert maker.make({record}, site)[0] is None  # Mending something else does not mend the template.
    article.write_text("<p>mended</p>" + text, "utf-8")
    mended, problems = maker.make({article}, site)
    assert mended
    page = mended.answer("articles/a0001/").body.decode()
    assert "<p>mended</p>" in page
    assert "عنوان معدل" in page
