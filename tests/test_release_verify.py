"""Takes a release and damages it in every way; proves that `aqwal verify` names the damage from the folder alone.

Damage is done twice: as an accident, which the sums give away, and by someone who mends sums, manifest and zip after
it, which only the records themselves give away.
"""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Callable
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from aqwal.changes.hashes import own_fields, record_hash
from aqwal.cli import main
from aqwal.paths import Repository
from aqwal.verify.release import release_problems
from release_repository import SECOND

Damage = Callable[[Path], object]
STEM = f"toy-towns-{SECOND}"


@pytest.fixture
def own(two_releases: Repository, tmp_path: Path) -> Path:
    """A copy of the second release that a test may damage."""
    folder = tmp_path / SECOND
    shutil.copytree(two_releases.root / "dist" / SECOND, folder, copy_function=shutil.copyfile)
    return folder


def replaced(name: str, old: str, new: str, count: int = 1) -> Damage:
    def damage(folder: Path) -> None:
        text = (folder / name).read_bytes().decode()
        assert old in text
        (folder / name).write_bytes(text.replace(old, new, count).encode())

    return damage


def edited(name: str, edit: Callable[[Any], None]) -> Damage:
    """Return damage to a JSON file."""
    def damage(folder: Path) -> None:
        value = json.loads((folder / name).read_bytes())
        edit(value)
        (folder / name).write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", "utf-8")

    return damage


def record(folder_name: str, identifier: str, edit: Callable[[Any], None]) -> Damage:
    """Return damage to a record in all its JSON forms, with its hash mended."""
    def damage(folder: Path) -> None:
        path = folder / "jsonl" / f"{folder_name}.jsonl"
        lines = path.read_text("utf-8").splitlines()
        for number, line in enumerate(lines):
            value = json.loads(line)
            if value["id"] == identifier:
                edit(value)
                lines[number] = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
                replaced(f"json/{folder_name}.json", line, lines[number])(folder)
                mended = {identifier: record_hash(own_fields(folder_name, value))}
                edited("manifest.json", partial(_enter, folder_name, mended))(folder)
        path.write_text("".join(f"{line}\n" for line in lines), "utf-8")

    return damage


def _enter(folder_name: str, hashes: dict[str, str], manifest: Any) -> None:
    manifest["records"][folder_name].update(hashes)


def mend(folder: Path) -> None:
    """Make manifest, sums and zip fit the files, as somebody would who wants the damage not to be seen."""
    packed = {f"{STEM}.zip", f"{STEM}.zip.sha256"}
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    inside = [name for name in names if name not in packed]

    def sums(of: list[str]) -> str:
        return "".join(f"{sha256((folder / name).read_bytes()).hexdigest()}  {name}\n" for name in of)

    if (folder / "manifest.json").is_file():
        listed = [{"path": name, "bytes": (folder / name).stat().st_size,
                   "sha256": sha256((folder / name).read_bytes()).hexdigest()}
                  for name in inside if name not in ("manifest.json", "SHA256SUMS")]
        edited("manifest.json", lambda one: one.update(files=listed))(folder)
    (folder / "SHA256SUMS").write_text(sums([name for name in inside if name != "SHA256SUMS"]), "utf-8")
    with zipfile.ZipFile(folder / f"{STEM}.zip", "w") as pack:
        for name in inside:
            pack.write(folder / name, f"{STEM}/{name}")
    (folder / f"{STEM}.zip.sha256").write_text(sums([f"{STEM}.zip"]), "utf-8")


def in_database(statement: str) -> Damage:
    def damage(folder: Path) -> None:
        connection = sqlite3.connect(folder / "toy-towns.sqlite")
        with connection:
            connection.execute(statement)
        connection.close()

    return damage


def without_last_row(folder: Path) -> None:
    import pyarrow.parquet as pq

    path = folder / "parquet" / "articles.parquet"
    table = pq.read_table(path)
    pq.write_table(table.slice(0, table.num_rows - 1), path)


def test_a_sound_release_passes_as_folder_as_zip_and_without_anything_around_it(own: Path, tmp_path: Path) -> None:
    assert release_problems(own) == []
    shutil.copyfile(own / f"{STEM}.zip", tmp_path / "alone.zip")
    assert release_problems(tmp_path / "alone.zip") == []
    assert release_problems(own / f"{STEM}.zip") == []
    mend(own)
    assert release_problems(own) == []


def test_it_needs_no_dataset_repository_and_no_network(own: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    offline = ["unshare", "-rn"] if shutil.which("unshare") and not subprocess.run(
        ["unshare", "-rn", "true"], capture_output=True, check=False).returncode else []
    done = subprocess.run([*offline, sys.executable, "-m", "aqwal", "verify", str(own)], cwd=empty, check=False,
                          capture_output=True, text=True, env={**os.environ, "HOME": str(empty)})
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == f"{own}: a release, 0 problems\n"


ACCIDENTS: dict[str, tuple[Damage, str]] = {
    "a byte changed": (replaced("csv/articles.csv", "a0001", "a0009"),
                       "csv/articles.csv: its bytes do not have the SHA-256"),
    "a file lost": (lambda folder: (folder / "csv" / "events.csv").unlink(),
                    "names csv/events.csv, which is not there"),
    "a stray file": (lambda folder: (folder / "stray.txt").write_text("x", "utf-8"),
                     "stray.txt: not listed in SHA256SUMS"),
    "a malformed line of sums": (replaced("SHA256SUMS", "  csv/articles.csv", " csv/articles.csv"),
                                 "is not a SHA-256 and a name"),
    "no sums": (lambda folder: (folder / "SHA256SUMS").unlink(), "SHA256SUMS: missing"),
    "no manifest": (lambda folder: (folder / "manifest.json").unlink(), "manifest.json"),
    "a broken zip": (lambda folder: (folder / f"{STEM}.zip").write_bytes(b"PK"), f"{STEM}.zip: its bytes"),
    "a broken sum of the zip": (lambda folder: (folder / f"{STEM}.zip.sha256").write_text("x", "utf-8"),
                                "is not a SHA-256 and a name"),
}


@pytest.mark.parametrize("what", ACCIDENTS)
def test_an_accident_is_seen(what: str, own: Path) -> None:
    damage, wanted = ACCIDENTS[what]
    damage(own)
    assert any(wanted in problem for problem in release_problems(own)), release_problems(own)


def gone(what: str) -> Callable[[Any], None]:
    return lambda value: value.pop(what)


MENDED: dict[str, tuple[Damage, str]] = {
    "a record changed": (replaced("jsonl/events.jsonl", "Stork", "Crane"),
                         "jsonl/events.jsonl: stork-bridge-opening is not the record that the manifest promises"),
    "the other form of a record changed": (replaced("json/events.json", "Stork", "Crane"),
                                           "json/events.json: record 2 is not that of jsonl/events.jsonl"),
    "a record that breaks the schema": (record("articles", "a0001", lambda one: one.update(part="first")),
                                        "jsonl/articles.jsonl: a0001: $.part: breaks the rule type"),
    "an anchor beyond its document": (record("statements", "a0004-s01", lambda one: one["content"].update(end=999_999)),
                                      "span-invalid"),
    "an anchor in no paragraph": (record("statements", "a0004-s01", lambda one: one["content"].update(start=1, end=9)),
                                  "content-outside-body"),
    "a reference that leads nowhere": (record("statements", "a0004-s01", lambda one: one.update(speakers=["no-one"])),
                                       "reference-unknown"),
    "a line that is no JSON": (replaced("jsonl/topics.jsonl", "{", "["), "jsonl/topics.jsonl: line 1 is not JSON"),
    "a record more": (lambda folder: (folder / "jsonl" / "events.jsonl").write_bytes(
        (folder / "jsonl" / "events.jsonl").read_bytes() * 2), "stands in it twice"),
    "a record less": (lambda folder: (folder / "jsonl" / "events.jsonl").write_bytes(
        (folder / "jsonl" / "events.jsonl").read_bytes().partition(b"\n")[2]),
        "lacks orange-cup-2031, which the manifest promises"),
    "another id in CSV": (replaced("csv/articles.csv", "\na0002,", "\na0009,"),
                          "csv/articles.csv: row 2 is 'a0009', in jsonl/articles.jsonl 'a0002'"),
    "a row less in Parquet": (without_last_row, "parquet/articles.parquet: 3 rows, in jsonl/articles.jsonl 4"),
    "no Parquet": (lambda folder: (folder / "parquet" / "articles.parquet").write_bytes(b"PAR1"),
                   "articles.parquet"),
    "a row less in SQLite": (in_database("DELETE FROM statement_speakers WHERE rowid = 1"),
                             "toy-towns.sqlite: statement_speakers"),
    "another id in SQLite": (in_database("UPDATE articles SET id = 'a0009' WHERE id = 'a0002'"),
                             "toy-towns.sqlite: articles: row 2 is 'a0009'"),
    "no database": (lambda folder: (folder / "toy-towns.sqlite").write_bytes(b"x"),
                    "not a database that can be read"),
    "a wrong count": (edited("manifest.json", lambda one: one["counts"].update(articles=5)),
                      "counts 5 articles, jsonl/articles.jsonl holds 4"),
    "another version": (edited("manifest.json", lambda one: one.update(version="2.0.1")),
                        "is of version 2.0.1, the folder of 2.0.0"),
    "another date": (edited("manifest.json", lambda one: one.update(released="2031-06-03")),
                     "released is '2031-06-02', in the manifest '2031-06-03'"),
    "a manifest that breaks the schema": (edited("manifest.json", gone("counts")),
                                          "manifest.json: $: breaks the rule required"),
    "a column that is told of as removed": (
        edited("manifest.json", lambda one: one["changes"]["fields_removed"].append("articles.id")),
        "fields_removed are not those that the manifest names"),
    "a change that is not told of": (edited("changes.json", lambda one: one["records"].pop()),
                                     "the records added are not those that the manifest names"),
    "another new value in the changes": (replaced("changes.json", '"new":"ferries"', '"new":"sport"'),
                                         "articles a0004 $.topics[1] is not the value in the record"),
    "another reason in the changes": (replaced("changes.json", "A clearer identifier.", "No reason."),
                                      "went elsewhere than jsonl/redirects.jsonl says"),
    "another table of changes": (replaced("changes.csv", "2031-04-02", "2031-04-09"),
                                 "changes.csv: does not say what changes.json says"),
    "words without a record": (replaced("CHANGES.md", "`a0001-s09`", "`a0001-s10`"),
                               "CHANGES.md: does not name a0001-s09"),
    "changes of another version": (edited("changes.json", lambda one: one.update(version="3.0.0")),
                                   "changes.json: version is '3.0.0'"),
    "another level": (edited("changes.json", lambda one: one.update(level="patch")), "the level is patch"),
    "no changes": (lambda folder: (folder / "changes.json").unlink(), "changes.json cannot be read: missing"),
    "schemas that ask elsewhere": (
        edited("schemas/release.schema.json", lambda one: one.update({"$ref": "http://127.0.0.1:9/x"})),
        "the schema refers to http://127.0.0.1:9/x, which is not beside it"),
    "no schemas": (lambda folder: shutil.rmtree(folder / "schemas"), "schemas/release.schema.json: missing"),
}


@pytest.mark.parametrize("what", MENDED)
def test_damage_is_seen_even_where_the_sums_were_mended(what: str, own: Path,
                                                        capsys: pytest.CaptureFixture[str]) -> None:
    damage, wanted = MENDED[what]
    damage(own)
    mend(own)
    assert main(["verify", str(own)]) == 1
    said = capsys.readouterr().out
    assert wanted in said, said


def test_a_zip_that_differs_from_its_folder_is_seen(own: Path) -> None:
    with zipfile.ZipFile(own / f"{STEM}.zip", "w") as pack:
        pack.writestr(f"{STEM}/README.txt", "x")
        pack.writestr(f"{STEM}/more.txt", "x")
    sums = sha256((own / f"{STEM}.zip").read_bytes()).hexdigest()
    (own / f"{STEM}.zip.sha256").write_text(f"{sums}  {STEM}.zip\n", "utf-8")
    problems = release_problems(own)
    assert f"{STEM}.zip: holds another README.txt than the folder" in problems
    assert f"{STEM}.zip: holds more.txt, which the folder does not" in problems
    assert f"{STEM}.zip: lacks manifest.json" in problems


def test_a_zip_whose_sum_beside_it_is_another_is_seen(own: Path) -> None:
    (own / f"{STEM}.zip.sha256").write_text(f"{'0' * 64}  {STEM}.zip\n", "utf-8")
    assert release_problems(own / f"{STEM}.zip") == [f"{STEM}.zip: its SHA-256 is not what {STEM}.zip.sha256 gives"]


def test_a_link_in_a_release_is_seen(own: Path) -> None:
    (own / "README.txt").unlink()
    (own / "README.txt").symlink_to("/etc/hostname")
    assert "README.txt: a link; a release holds its own files" in release_problems(own)


@pytest.mark.parametrize("name", ["../evil", "/evil"])
def test_a_hostile_zip_is_not_unpacked(name: str, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as pack:
        pack.writestr(name, "x")
    assert "leads out of it" in release_problems(tmp_path / "x.zip")[0]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["x.zip"]


def test_what_is_not_there_is_wrong_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", str(tmp_path / "none.zip")]) == 2
    assert "no such folder or zip" in capsys.readouterr().err
    assert main(["verify", str(tmp_path / "1.2.0")]) == 2
    assert "1.2.0 is not there; make it first" in capsys.readouterr().err
