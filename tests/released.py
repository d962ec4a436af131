"""Takes the toy dataset; gives two releases of earlier states of it, as manifests, as files and on a built site."""

import json
import shutil
from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from aqwal.changes.hashes import hashes_of
from aqwal.cli import main
from aqwal.dataset import Archive, load_archive
from aqwal.paths import Repository

OTHER = "0" * 64
"""The hash of a record that has changed since."""
ADDED = "a0004"
"""An article that came with the second release, and its statements."""
FILES = {"csv/articles.csv": b"id\r\na0001\r\n", "toy-towns.sqlite": b"SQLite format 3\0", "CHANGES.md": b"# 1.1.0\n",
         "changes.json": b"{}\n", "changes.csv": b"id\r\n"}
Manifest = Any


def manifests_of(archive: Archive) -> list[Manifest]:
    """Return the manifests of two releases; the records in hand differ from the second in one event."""
    now = hashes_of(archive)
    now["events"] = {one: OTHER if one == next(iter(now["events"])) else own for one, own in now["events"].items()}
    first = {folder: {one: own for one, own in hashes.items() if not one.startswith(ADDED)}
             for folder, hashes in now.items()}
    first["speakers"] |= {"salma-hadoun": OTHER, "salma-haddun": OTHER}
    first["articles"] |= {"a0099": OTHER}
    first["statements"] |= {"a0001-s10": OTHER}
    redirects = {entry["id"]: entry for entry in archive.redirects}
    added = {folder: [one for one in now[folder] if one.startswith(ADDED)] for folder in ("articles", "statements")}
    removed = {folder: {one: {"to": redirects[one]["to"], "reason": redirects[one]["reason"]}}
               for folder, one in (("articles", "a0099"), ("statements", "a0001-s10"), ("speakers", "salma-hadoun"))}
    changes = {"level": "major", "added": added, "changed": {"speakers": {"salma-haddun": ["$.names.ar", "$.roles"]}},
               "removed": removed, "fields_added": ["articles.section"], "fields_removed": [], "fields_changed": []}
    return [manifest("1.0.0", "2031-01-15", first, None, None, FILES.items()),
            manifest("1.1.0", "2031-04-01", now, "1.0.0", changes, FILES.items())]


def manifest(version: str, day: str, records: Any, previous: str | None, changes: Any,
             files: Iterable[tuple[str, bytes]]) -> Manifest:
    return {"name": "toy-towns", "version": version, "released": day, "previous": previous,
            "counts": {folder: len(hashes) for folder, hashes in records.items()},
            "files": [{"path": path, "bytes": len(data), "sha256": sha256(data).hexdigest()}
                      for path, data in sorted(files)],
            "fields": {"articles.id": "string"}, "records": records, "changes": changes}


def with_releases(archive: Archive, **about: Any) -> Archive:
    """Return the archive with both releases."""
    return replace(archive, releases=manifests_of(archive), about={**archive.about, **about})  # type: ignore[typeddict-item]


def text_of(value: Manifest) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def write_manifests(repository: Repository, archive: Archive) -> None:
    """Put both manifests into a repository."""
    repository.releases.mkdir()
    for value in manifests_of(archive):
        (repository.releases / f"{value['version']}.json").write_text(text_of(value), "utf-8")


def write_files(value: Manifest, folder: Path) -> None:
    """Write the files of a release as they were published, beside its manifest and its sums."""
    held = {**FILES, "manifest.json": text_of(value).encode()}
    for path, data in held.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    lines = (f"{sha256(data).hexdigest()}  {path}\n" for path, data in sorted(held.items()))
    (folder / "SHA256SUMS").write_text("".join(lines), "utf-8")


def pack(folder: Path, value: Manifest, target: Path) -> Path:
    """Pack the files of a release as one archive, with its sum beside it."""
    stem = f"toy-towns-{value['version']}"
    packed = target / f"{stem}.zip"
    with ZipFile(packed, "w") as archive:
        for path in sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".zip"):
            archive.write(path, f"{stem}/{path.relative_to(folder).as_posix()}")
    packed.with_name(f"{packed.name}.sha256").write_text(
        f"{sha256(packed.read_bytes()).hexdigest()}  {packed.name}\n", "utf-8")
    return packed


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory, toy: Repository, archive: Archive) -> Repository:
    """A repository with both releases, the second at hand."""
    root = tmp_path_factory.mktemp("released")
    shutil.copytree(toy.dataset, root / "dataset")
    own = Repository(root)
    write_manifests(own, archive)
    newest = manifests_of(archive)[1]
    write_files(newest, own.dist / "1.1.0")
    pack(own.dist / "1.1.0", newest, own.dist / "1.1.0")
    return own


@pytest.fixture(scope="module")
def built(repository: Repository) -> tuple[Path, Archive]:
    """The site of that repository, and its records."""
    assert main(["--root", str(repository.root), "build"]) == 0
    loaded, issues = load_archive(repository, use_cache=False)
    assert issues == []
    assert loaded is not None
    return repository.site, loaded
