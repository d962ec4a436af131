"""Takes the toy archive's downloads; shows that descriptor, checksums and zip fit the files and notice damage."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import frictionless
import pytest
from jsonschema import Draft7Validator

from aqwal import contract
from aqwal.dataset import Archive
from aqwal.derive.dictionary import dictionary_of, share_of
from aqwal.derive.sayings import Sayings
from aqwal.derive.tables import KINDS, tables
from aqwal.exports.downloads import write_downloads
from aqwal.metadata import Holdings
from aqwal.metadata.datapackage import datapackage
from aqwal.paths import PROJECT, Repository

PROFILE = PROJECT.parent / "shared" / "validators" / "datapackage-2.0.json"
ZIP = "toy-towns-1.2.0.zip"


def files(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(folder.rglob("*")) if path.is_file()}


def check_sums(folder: Path, name: str = "SHA256SUMS") -> int:
    tool = shutil.which("sha256sum")
    if not tool:
        pytest.skip("sha256sum is not on this machine")
    return subprocess.run([tool, "--strict", "--quiet", "-c", name], cwd=folder, capture_output=True).returncode


def findings(folder: Path) -> list[str]:
    report = frictionless.validate(str(folder / "datapackage.json"))
    return [str(code) for (code,) in report.flatten(["type"])]


def descriptor(folder: Path) -> dict[str, Any]:
    value: dict[str, Any] = json.loads((folder / "datapackage.json").read_text("utf-8"))
    return value


def test_writing_twice_gives_the_same_bytes(archive: Archive, sayings: Sayings, written: Path, tmp_path: Path) -> None:
    write_downloads(archive, sayings, tmp_path)
    assert files(tmp_path) == files(written)


def test_checksums_cover_every_file_and_hold(written: Path) -> None:
    listed = {line[66:] for line in (written / "SHA256SUMS").read_text("utf-8").splitlines()}
    assert listed == set(files(written)) - {"SHA256SUMS", ZIP, f"{ZIP}.sha256"}
    assert check_sums(written) == 0
    assert check_sums(written, f"{ZIP}.sha256") == 0


@pytest.mark.parametrize("name", ["csv/statements.csv", "toy-towns.sqlite", "schemas/article.schema.json"])
def test_checksums_notice_one_byte(copy: Path, name: str) -> None:
    data = bytearray((copy / name).read_bytes())
    data[len(data) // 2] ^= 1
    (copy / name).write_bytes(data)
    assert check_sums(copy) != 0


def test_checksums_notice_a_changed_zip(copy: Path) -> None:
    with (copy / ZIP).open("ab") as stream:
        stream.write(b" ")
    assert check_sums(copy, f"{ZIP}.sha256") != 0


def test_zip_holds_the_very_files_undated_by_the_clock(written: Path, tmp_path: Path) -> None:
    with ZipFile(written / ZIP) as pack:
        assert pack.testzip() is None
        assert {info.date_time for info in pack.infolist()} == {(2031, 5, 1, 0, 0, 0)}
        pack.extractall(tmp_path)
    held = files(written)
    del held[ZIP], held[f"{ZIP}.sha256"]
    assert files(tmp_path / ZIP.removesuffix(".zip")) == held
    assert check_sums(tmp_path / ZIP.removesuffix(".zip")) == 0


def test_descriptor_names_every_data_file(written: Path) -> None:
    named = {resource["path"]: resource for resource in descriptor(written)["resources"]}
    data = {name for name in files(written) if "/" in name and not name.startswith("schemas/")}
    assert set(named) == data | {"toy-towns.sqlite"}
    for name, resource in named.items():
        assert resource["hash"] == f"sha256:{files(written)[name]}"
        assert resource["bytes"] == (written / name).stat().st_size
    assert len({resource["name"] for resource in named.values()}) == len(named)


def test_frictionless_finds_nothing_wrong(written: Path) -> None:
    assert findings(written) == []


def test_frictionless_notices_damage(copy: Path) -> None:
    path = copy / "csv/statement_speakers.csv"
    path.write_bytes(path.read_bytes().replace(b"salma-haddun", b"nobody-known"))
    assert set(findings(copy)) == {"hash-count", "foreign-key"}
    path.unlink()
    assert "scheme-error" in findings(copy)


BOUNDS = {"minimum": "minimum", "maximum": "maximum", "minLength": "min_length", "maxLength": "max_length"}
"""Constraint of a field → what the data dictionary calls it."""


def schemas_of(value: dict[str, Any]) -> dict[str, dict[str, dict[str, Any]]]:
    """Return the fields of every table by name."""
    return {one["name"]: {field["name"]: field for field in one["schema"]["fields"]}
            for one in value["resources"] if "schema" in one}


def test_descriptor_and_dictionary_pass_on_every_bound_of_the_schemas(written: Path, archive: Archive) -> None:
    fields = schemas_of(descriptor(written))
    assert fields["statements"]["said_ar"]["constraints"] == {"required": True, "minLength": 1, "maxLength": 2000}
    assert fields["statements"]["content_start"]["constraints"]["maximum"] == 2_147_483_647
    assert fields["article_body"]["end"]["constraints"]["minimum"] == 0
    assert fields["statement_speakers"]["speaker_id"]["constraints"]["maxLength"] == 80
    assert fields["articles"]["topics"].get("constraints", {}).keys() <= {"required"}
    # A list stands in one cell of CSV; what bounds its items is told of in the table of their own.
    for entry in (one for one in dictionary_of(archive) if one.type != "list"):
        rules = fields[entry.table][entry.field].get("constraints", {})
        assert {name: rules.get(name) for name in BOUNDS} == {name: getattr(entry, own) for name, own in BOUNDS.items()}


@pytest.mark.parametrize(("old", "new", "rule"), [
    (b"a0001,1,", b"a0001,0,", "minimum"), (b"a0001,1,", b"a0001,x,", "type-error"),
])
def test_frictionless_notices_a_value_out_of_bounds(copy: Path, old: bytes, new: bytes, rule: str) -> None:
    path = copy / "csv/article_body.csv"
    assert old in path.read_bytes()
    path.write_bytes(path.read_bytes().replace(old, new, 1))
    report = frictionless.validate(str(copy / "datapackage.json"))
    assert any(rule in f"{kind} {note}" for kind, note in report.flatten(["type", "note"]))


def test_a_person_is_named_by_the_orcid_record(archive: Archive, profile: Draft7Validator) -> None:
    about: Any = {**archive.about, "creators": [
        {"ar": "سلمى", "en": "Salma", "kind": "person", "orcid": "0000-0002-1825-0097"}]}
    value = datapackage(Holdings(replace(archive, about=about), (), {}))
    (one,) = value["contributors"]
    assert (one["title"], one["path"]) == ("Salma", "https://orcid.org/0000-0002-1825-0097")
    assert "sources" not in value, "the articles are no part of the package, and it is made from none of their files"
    assert [fault.json_path for fault in profile.iter_errors(value)] == ["$.resources"], "there are none here"


def test_every_resource_has_its_licence(written: Path) -> None:
    licence = {"name": "CC-BY-4.0", "path": "https://spdx.org/licenses/CC-BY-4.0.html"}
    assert [one["licenses"] for one in descriptor(written)["resources"]] == [
        [licence]] * len(descriptor(written)["resources"])


def test_frictionless_notices_a_wrong_hash_of_any_format(copy: Path) -> None:
    value = descriptor(copy)
    for resource in value["resources"]:
        resource["hash"] = "sha256:" + "0" * 64
    (copy / "datapackage.json").write_text(json.dumps(value), "utf-8")
    assert findings(copy).count("hash-count") == len(value["resources"])


@pytest.fixture
def profile() -> Draft7Validator:
    if not PROFILE.is_file():
        pytest.skip("the official profile of Data Package 2.0 is not beside the repository")
    return Draft7Validator(json.loads(PROFILE.read_text("utf-8")))


def test_descriptor_fits_the_official_profile(written: Path, profile: Draft7Validator) -> None:
    assert list(profile.iter_errors(descriptor(written))) == []


@pytest.mark.parametrize(("key", "value"), [("licenses", []), ("created", 1), ("contributors", [{"roles": "author"}])])
def test_official_profile_notices_a_wrong_form(written: Path, profile: Draft7Validator, key: str, value: Any) -> None:
    assert list(profile.iter_errors({**descriptor(written), key: value})) != []


def leaves(schema: dict[str, Any], path: str) -> Iterator[str]:
    """Yield the path of every value that a schema allows, found without the code under test."""
    whole = contract.resolve(schema)
    branches = [contract.resolve(one) for one in whole.get("anyOf", [whole]) if one.get("type") != "null"]
    for branch in branches:
        if "properties" in branch:
            for name, part in branch["properties"].items():
                yield from leaves(part, f"{path}.{name}")
        elif branch.get("type") == "array" and branch.get("maxItems") == 2:
            yield from (f"{path}.start", f"{path}.end")
        elif branch.get("type") == "array":
            yield from leaves(branch["items"], f"{path}[*]")
        elif "anyOf" in branch:
            yield from leaves(branch, path)
        else:
            yield path


@pytest.mark.parametrize("kind", KINDS)
def test_dictionary_explains_every_field_of_the_schemas(kind: str, archive: Archive) -> None:
    known = {table.name for table in tables() if table.kind == kind}
    explained = {entry.json_path for entry in dictionary_of(archive) if entry.table in known}
    assert set(leaves(contract.schema_of(kind), "$")) - explained == set()


def test_dictionary_speaks_both_languages_and_counts(archive: Archive) -> None:
    entries = dictionary_of(archive)
    for entry in entries:
        assert entry.title_ar and entry.title_en and entry.description_ar and entry.description_en
    statements = [statement for own in archive.statements.values() for statement in own]
    dated = sum(statement["said_on"]["date"] is not None for statement in statements)
    by_name = {(entry.table, entry.field): entry for entry in entries}
    assert by_name["statements", "said_on_date"].filled == round(dated / len(statements), 4)
    assert by_name["statements", "said_on_date"].unit == "ISO 8601 date"
    assert by_name["statements", "act"].allowed[0] == "affirm"
    assert by_name["statements", "event"].refers_to == "events.id"
    assert "statement_speakers.speaker_id" in by_name["speakers", "id"].referred_to_by


def test_a_share_is_never_rounded_to_all_or_none() -> None:
    assert share_of(199_999, 200_000) == 0.9999
    assert share_of(1, 200_000) == 0.0001
    assert (share_of(0, 5), share_of(5, 5), share_of(0, 0), share_of(1, 3)) == (0, 1, None, 0.3333)


def export(root: Path, out: Path, seed: str = "0") -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "aqwal", "export", "--root", str(root), "--out", str(out)],
                          env={**os.environ, "PYTHONHASHSEED": seed, "TZ": "Asia/Tokyo" if seed == "1" else "UTC"},
                          capture_output=True, text=True, check=False)


def test_command_writes_replaces_and_repeats_itself(toy: Repository, tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "a b" / "second"
    assert export(toy.root, first).returncode == 0
    (first / "csv/statements.csv").write_text("spoilt", "utf-8")
    again = export(toy.root, first)
    assert again.returncode == 0, again.stderr
    assert export(toy.root, second, seed="1").returncode == 0
    assert files(first) == files(second)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a b", "first"]


def test_command_refuses_a_folder_with_other_files(toy: Repository, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert export(toy.root, out).returncode == 0
    (out / "csv" / "mine.txt").write_text("keep me", "utf-8")
    refused = export(toy.root, out)
    assert refused.returncode == 2
    assert "csv/mine.txt" in refused.stderr
    assert (out / "csv" / "mine.txt").read_text("utf-8") == "keep me"
    assert export(toy.root, toy.dataset).returncode == 2
    assert export(toy.root, toy.about).returncode == 2
    assert export(tmp_path, tmp_path / "none").returncode == 2


def test_command_exports_nothing_from_a_broken_dataset(toy_copy: Repository, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert export(toy_copy.root, out).returncode == 0
    before = files(out)
    path = toy_copy.folder("statement") / "a0001.yml"
    path.write_text(path.read_text("utf-8").replace("salma-haddun", "nobody-known"), "utf-8")
    failed = export(toy_copy.root, out)
    assert failed.returncode == 1
    assert "nobody-known" in failed.stdout
    assert files(out) == before
