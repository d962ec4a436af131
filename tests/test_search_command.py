"""Takes the toy site; shows what `aqwal search` prints, how it ends, and what it says of an index it cannot read."""

import gzip
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from aqwal.cli import main
from aqwal.search.manifest import data_files

pytestmark = pytest.mark.site
FIELDS = {"kind", "id", "article", "paragraph", "start", "end", "score", "matched"}
Capture = pytest.CaptureFixture[str]
Output = tuple[int, str, str]


@pytest.fixture
def ask(site: Path, capsys: Capture) -> Callable[..., Output]:
    """Run the command within this process: exit status, output, messages."""
    def run(*arguments: str, at: Path = site) -> Output:
        status = main(["search", "--site", str(at), *arguments])
        return status, *capsys.readouterr()
    return run


@pytest.fixture
def broken(site: Path, tmp_path: Path) -> Path:
    """A site of nothing but a copy of the index, to be damaged."""
    shutil.copytree(site / "search", tmp_path / "site" / "search")
    return tmp_path / "site"


def file_of(site: Path, name: str) -> Path:
    manifest = json.loads((site / "search" / "manifest.json").read_text("utf-8"))
    files = {"manifest": "manifest.json", "engine": manifest["engine"], **data_files(manifest)}
    return site / "search" / files[name]


# --- what it prints -------------------------------------------------------------------------------------------------

def test_json_holds_the_query_and_its_hits(ask: Callable[..., Output]) -> None:
    status, out, err = ask("الأعمدة", "--json")
    answer = json.loads(out)
    assert (status, err, out.count("\n")) == (0, "", 1)
    assert answer["query"] == "الأعمدة"
    assert answer["total"] == len(answer["hits"]) > 3
    for hit in answer["hits"]:
        assert hit.keys() >= FIELDS
    statement = next(hit for hit in answer["hits"] if hit["id"] == "a0001-s03")
    assert {key: statement[key] for key in FIELDS - {"score"}} == {
        "kind": "statement", "id": "a0001-s03", "article": "a0001", "paragraph": None, "start": None, "end": None,
        "matched": ["الاعمده"]}
    assert statement["score"] > 0


def test_scores_fall(ask: Callable[..., Output]) -> None:
    scores = [hit["score"] for hit in json.loads(ask("عمود", "--json")[1])["hits"]]
    assert scores == sorted(scores, reverse=True)


def test_text_shows_titles_speakers_and_the_words_between_brackets(ask: Callable[..., Output]) -> None:
    status, out, err = ask("السقالات", "--kind", "statement")
    assert (status, err) == (0, "")
    assert out.startswith("1 hit")
    assert "\nافتتاح جسر اللقلق بين برجانة ووادينور بعد تسع سنوات من العمل (صدى برجانة · 2030-04-17)\n" in out
    assert "statement a0001-s03: سليم حدون: " in out
    assert "[السقالات]" in out


def test_text_is_english_when_asked_for(ask: Callable[..., Output]) -> None:
    out = ask("mulberry", "--language", "en", "--kind", "statement")[1]
    assert "\nStork Bridge opens (Sada Burjana · 2030-04-17)\n" in out
    assert "Salma Haddun: A [mulberry] tree" in out


def test_text_says_what_was_corrected_unknown_and_suggested(ask: Callable[..., Output]) -> None:
    assert "  corrected: mulbery → mulberry\n" in ask("mulbery")[1]
    assert ask("زرافة")[:2] == (0, "0 hits\n  unknown: زرافة\n")
    assert "  try: المهندس (" in ask("المهندس زرافة")[1]


@pytest.mark.parametrize(("option", "value", "ids"), [
    ("--speaker", "salim-haddun", {"a0001-s03", "a0003-s05"}),
    ("--publisher", "wadinur-post", {"a0003", "a0003-s05"}),
    ("--year", "2030", {"a0001", "a0001-s03", "a0001-s08", "a0001-s09", "a0003", "a0003-s05"}),
    ("--topic", "safety", {"a0001-s03", "a0003", "a0003-s05"}),
    ("--event", "stork-bridge-opening", {"a0001", "a0001-s03", "a0001-s08", "a0003", "a0003-s05"}),
    ("--type", "direct", {"a0003-s05"}),
    ("--kind", "digest", {"a0001", "a0003"}),
])
def test_every_filter_filters(ask: Callable[..., Output], option: str, value: str, ids: set[str]) -> None:
    assert {hit["id"] for hit in json.loads(ask("الأعمدة", "--json", option, value)[1])["hits"]} == ids


def test_the_limit_cuts_the_hits_and_not_their_number(ask: Callable[..., Output]) -> None:
    answer = json.loads(ask("الأعمدة", "--json", "--limit", "2")[1])
    assert (len(answer["hits"]), answer["total"] > 2) == (2, True)


@pytest.mark.parametrize("limit", ["0", "-3"])
def test_a_limit_below_one_is_status_2(ask: Callable[..., Output], limit: str) -> None:
    status, out, err = ask("الجسر", f"--limit={limit}")
    assert (status, out) == (2, "")
    assert "--limit" in err


@pytest.mark.parametrize("arguments", [["--limit", "many"], ["--language", "fr"], ["--no-such"], ["one", "two"]])
def test_wrong_use_is_status_2(ask: Callable[..., Output], arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        ask("الجسر", *arguments)
    assert stop.value.code == 2


def test_a_query_that_begins_with_a_minus_follows_two(ask: Callable[..., Output]) -> None:
    assert ask("--json", "--", "-لجنة الجسر")[0] == 0


@pytest.mark.parametrize("option", ["--type", "--kind"])
def test_a_value_that_no_site_has_is_wrong_use(ask: Callable[..., Output], option: str) -> None:
    with pytest.raises(SystemExit) as stop:
        ask("الجسر", option, "no-such-thing")
    assert stop.value.code == 2


@pytest.mark.parametrize("option", ["--speaker", "--publisher", "--year", "--topic", "--event"])
@pytest.mark.parametrize("value", ["no-such-thing", "__proto__", "\"'<>"])
def test_a_value_that_the_site_does_not_have_finds_nothing(ask: Callable[..., Output], option: str, value: str) -> None:
    status, out, _ = ask("الجسر", "--json", option, value)
    assert (status, json.loads(out)["hits"]) == (0, [])


@pytest.mark.parametrize("option", ["speaker", "publisher", "topic", "event"])
@pytest.mark.parametrize("form", [(), ("--json",)])
def test_a_record_that_the_site_does_not_have_is_said_not_to_be_there(ask: Callable[..., Output], option: str,
                                                                      form: tuple[str, ...]) -> None:
    status, _, err = ask("الجسر", f"--{option}", "nobody", *form)
    assert (status, err) == (0, f"aqwal: there is no {option} 'nobody'\n")


def test_a_record_that_is_there_but_has_no_hit_is_not_reported(ask: Callable[..., Output]) -> None:
    assert ask("زرافة", "--speaker", "salim-haddun")[2] == ""


@pytest.mark.parametrize("query", ["", " ", "زرافة", "\"\"", "\0", "(", "<>", "🙂"])
def test_a_query_without_hits_is_no_error(ask: Callable[..., Output], query: str) -> None:
    status, out, err = ask(query, "--json")
    assert (status, err) == (0, "")
    assert json.loads(out)["hits"] == []


@pytest.mark.parametrize("query", ["\ud800", "جسر \udc80", "\udfff\ud800 جسر"])
def test_a_query_that_is_no_text_still_gives_json(ask: Callable[..., Output], query: str) -> None:
    status, out, err = ask(query, "--json")
    assert (status, err) == (0, "")
    out.encode()
    assert isinstance(json.loads(out)["hits"], list)


def test_a_query_that_is_no_text_can_be_shown_as_text(site: Path) -> None:
    done = aqwal(site, b"\xff\xfe \xd8\xac")
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"Traceback" not in done.stdout


# --- a process of its own -------------------------------------------------------------------------------------------

def aqwal(site: Path, *arguments: Any, **more: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "aqwal", "search", "--site", str(site), *arguments]
    return subprocess.run(command, capture_output=True, check=False, timeout=60, env={**os.environ, **more})


@pytest.mark.parametrize("arguments", [["الجسر", "--json"], ["الجسر"], ["زرافة"]])
def test_the_process_ends(site: Path, arguments: list[str]) -> None:
    done = aqwal(site, *arguments)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout


def test_the_process_ends_when_the_index_is_broken(broken: Path) -> None:
    file_of(broken, "core").write_bytes(b"")
    done = aqwal(broken, "الجسر")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.startswith(b"aqwal: ")


def test_two_runs_print_the_same_bytes(site: Path) -> None:
    runs = [aqwal(site, "سلمى الجسر", "--json", PYTHONHASHSEED=seed) for seed in ("1", "2")]
    assert runs[0].stdout == runs[1].stdout != b""


def test_json_can_be_printed_anywhere(site: Path) -> None:
    done = aqwal(site, "الجسر", "--json", PYTHONIOENCODING="ascii:strict")
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)["query"] == "الجسر"


# --- an index that cannot be read -----------------------------------------------------------------------------------

FILES = ["manifest", "engine", "core", "spans", "places/0", "facets", "texts/0"]
QUERY = ("1", "--year", "2030")
"""Asks for every kind of file: the facets for the filter, the texts to be shown. Figures stand before all letters, so
that this one is in the first file of places however many words the pages hold."""


def refused(output: Output, name: str) -> None:
    status, out, err = output
    assert (status, out) == (2, ""), name
    assert err.startswith("aqwal: "), name
    assert err.count("\n") == 1, err
    assert "Traceback" not in err
    assert "build" in err, "the message says what to do"


def test_a_folder_without_a_site_is_status_2(ask: Callable[..., Output], tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "nowhere"):
        output = ask("الجسر", at=folder)
        refused(output, str(folder))
        assert "manifest.json" in output[2]


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_named(ask: Callable[..., Output], broken: Path, name: str) -> None:
    path = file_of(broken, name)
    path.unlink()
    output = ask(*QUERY, at=broken)
    refused(output, name)
    assert path.name in output[2]


def first_half(data: bytes) -> bytes:
    return data[:len(data) // 2]


def other_text(_: bytes) -> bytes:
    return gzip.compress("كلام آخر".encode())


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "cut": first_half,
    "one byte short": lambda data: data[:-1],
    "noise": lambda data: bytes((7 * place + 3) % 251 for place in range(len(data))),
    "another text": other_text,
    "empty text": lambda _: gzip.compress(b""),
    "no UTF-8": lambda _: gzip.compress(b"\xff\xfe\xfa"),
    "cut text": lambda data: gzip.compress(first_half(gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data)),
    "a list": lambda _: gzip.compress(b"[]"),
    "null": lambda _: gzip.compress(b"null"),
    "nested": lambda _: gzip.compress(b'{"articles":[[1,2,3]],"others":5,"values":{}}'),
}


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("name", FILES)
def test_a_damaged_file_is_refused(ask: Callable[..., Output], broken: Path, name: str, damage: str) -> None:
    path = file_of(broken, name)
    path.write_bytes(DAMAGES[damage](path.read_bytes()))
    refused(ask(*QUERY, at=broken), f"{name}: {damage}")


@pytest.mark.parametrize("manifest", [
    "[]", "null", "5", "{}", '{"format":2}', '{"format":2,"files":[]}', '{"format":2,"files":{},"engine":null}',
    '{"files":{}}', "{\"format\":2,", "\ufeff{}", '"manifest"',
])
def test_a_manifest_that_is_none_is_refused(ask: Callable[..., Output], broken: Path, manifest: str) -> None:
    file_of(broken, "manifest").write_text(manifest, "utf-8")
    refused(ask(*QUERY, at=broken), manifest)


@pytest.mark.parametrize("change", [
    {"format": 1}, {"format": "2"}, {"engine": "../manifest.json"}, {"engine": "manifest.json"}, {"counts": {}},
    {"counts": None}, {"counts": {"entries": 3, "words": 5, "articles": 1}}, {"files": {}}, {"files": {"words": 7}},
    {"files": {"words": "../../../etc/hostname"}}, {"parts": {}}, {"parts": {"places": "012345678"}}, {"parts": None},
    {"core": None}, {"core": ["words"]}, {"core": ["entries", "words", "names", "lexicon"]},
])
def test_a_manifest_of_another_index_is_refused(ask: Callable[..., Output], broken: Path,
                                                change: dict[str, Any]) -> None:
    path = file_of(broken, "manifest")
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | change), "utf-8")
    refused(ask(*QUERY, at=broken), str(change))


@pytest.mark.parametrize("name", ["core", "spans", "places/0", "facets", "texts/0"])
def test_a_file_in_the_place_of_another_is_refused(ask: Callable[..., Output], broken: Path, name: str) -> None:
    path = file_of(broken, name)
    path.write_bytes(file_of(broken, "facets" if name != "facets" else "core").read_bytes())
    refused(ask(*QUERY, at=broken), name)


@pytest.mark.parametrize("script", ["", "throw 1;", "syntax error(", "globalThis.aqwalSearch = {};", "while (false) {}",
                                    "globalThis.aqwalSearch = { open: () => ({ search: () => 5, give: () => 5 }) };",
                                    "globalThis.aqwalSearch = { open: () => ({ search: () => ({ need: ['x'] }) }) };"])
def test_an_engine_that_is_none_is_refused(ask: Callable[..., Output], broken: Path, script: str) -> None:
    file_of(broken, "engine").write_text(script, "utf-8")
    refused(ask(*QUERY, at=broken), script)
