"""Takes a dataset in any form; gives what a comparison needs of it: hashes of all records, and some in full.

A repository is read without its schemas: an older one need not fit those of the program.
"""

import json
import os
from collections.abc import Callable, Collection, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from aqwal import contract, records
from aqwal.changes import columns
from aqwal.changes.columns import Fields, Schemas
from aqwal.changes.files import Files, FolderFiles, UnreadableError, ZipFiles, load_bytes, load_lines
from aqwal.changes.hashes import Hashes, Record, hashes_of, own_fields, record_hash, records_of
from aqwal.dataset import PARALLEL_FROM, Archive, RecordFile, record_files
from aqwal.issues import Issue
from aqwal.paths import FOLDERS, Repository
from aqwal.record_types import Release

MANIFEST = "manifest.json"
FORMS_READ = "name a repository, a release, downloads, a zip of these, or a manifest"
Load = Callable[[str, Collection[str]], dict[str, Record]]
"""Folder and ids → the records, in full."""


@dataclass(frozen=True)
class Side:
    """One state of a dataset. `load` is None where only hashes are known; so may be the rest."""

    label: str
    hashes: Hashes
    load: Load | None = None
    about: Record | None = None
    redirects: tuple[Record, ...] = ()
    fields: Fields | None = None
    schemas: Schemas | None = None
    manifest: Release | None = None

    @property
    def name(self) -> str:
        """The dataset's name."""
        return str((self.about or cast(Record, self.manifest) or {}).get("name", ""))

    @property
    def version(self) -> str:
        """The dataset's version."""
        return str((self.about or cast(Record, self.manifest) or {}).get("version", ""))


def load_side(path: Path) -> Side:
    """Read what stands at a path: repository, release, downloads, zip of them, or manifest. Raises UnreadableError."""
    if path.is_dir() and (path / "dataset" / "dataset.yml").is_file():
        return side_of_repository(Repository(path))
    if path.resolve().name == "dataset" and (path / "dataset.yml").is_file():
        return side_of_repository(Repository(path.resolve().parent))
    if path.is_dir():
        if not (path / "jsonl").is_dir():
            raise UnreadableError(f"{path}: neither dataset/dataset.yml nor jsonl/ stands in it; {FORMS_READ}")
        return side_of_files(FolderFiles(path))
    if path.suffix == ".zip" and path.is_file():
        return side_of_files(ZipFiles(path))
    if path.is_file():
        return side_of_manifest(path)
    raise UnreadableError(f"{path}: there is no such file or folder; {FORMS_READ}")


def side_of_archive(archive: Archive, label: str, fields: Fields) -> Side:
    """Return the side of records that are loaded and fit the program's schemas; `fields` are its columns."""
    def load(folder: str, wanted: Collection[str]) -> dict[str, Record]:
        return {one: record for one, record in records_of(archive, folder) if one in wanted}

    return Side(label, hashes_of(archive), load, cast(Record, archive.about),
                tuple(cast(list[Record], archive.redirects)), fields, contract.load_schemas())


def side_of_repository(repository: Repository) -> Side:
    """Read every record of a repository, whatever its schemas are or were. Raises UnreadableError."""
    held: dict[str, dict[str, Record]] = {folder: {} for folder in FOLDERS.values()}
    single: dict[str, Any] = {}
    for file, (value, issues) in _each_file(repository):
        if issues:
            raise UnreadableError(f"{file.name}: {issues[0].message}; run `aqwal validate`")
        kind = file.schema.removesuffix("-list")
        if kind in ("dataset", "redirect"):
            single[kind] = value
            continue
        for record in value if file.schema.endswith("-list") else [value]:
            _enter(held[FOLDERS[kind]], record, file.name)
    own = repository.root / "schemas"
    schemas = _load_schemas(FolderFiles(own), "") if own.is_dir() else None
    hashes = {folder: {one: record_hash(record) for one, record in sorted(held[folder].items())} for folder in held}
    return Side(str(repository.root), hashes, lambda folder, wanted: {one: held[folder][one] for one in wanted},
                _mapping(single.get("dataset")), tuple(single.get("redirect") or ()), None, schemas)


def _each_file(repository: Repository) -> Iterator[tuple[RecordFile, tuple[Any, list[Issue]]]]:
    """Yield each record file with its value and what is wrong with it, on all cores where there are many."""
    files = list(record_files(repository))
    if len(files) < PARALLEL_FROM:
        yield from ((file, _load_record(file)) for file in files)
        return
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        yield from zip(files, pool.map(_load_record, files, chunksize=50), strict=True)


def _load_record(file: RecordFile) -> tuple[Any, list[Issue]]:
    return records.load_record(file.path, file.name)


def side_of_files(files: Files) -> Side:
    """Read the downloads, packed or not; each record must be the one that the manifest, if there is one, promises."""
    names = files.names()
    manifest = _manifest(load_bytes(files, MANIFEST), f"{files.label}: {MANIFEST}") if MANIFEST in names else None
    hashes = {folder: {one: record_hash(record) for one, record in _records(files, folder)}
              for folder in FOLDERS.values()}
    if manifest is not None:
        check_hashes(hashes, manifest, files.label)

    def load(folder: str, wanted: Collection[str]) -> dict[str, Record]:
        return {one: record for one, record in _records(files, folder) if one in wanted} if wanted else {}

    about = next((record for _, record in _records(files, "dataset", "name")), None)
    retired = tuple(record for _, record in _records(files, "redirects", repeats=True))
    fields = dict(manifest["fields"]) if manifest else None
    return Side(files.label, hashes, load, about, retired, fields, _load_schemas(files, "schemas/"), manifest)


def side_of_manifest(path: Path) -> Side:
    """Read a manifest alone: which records there are, but not what stands in them. Raises UnreadableError."""
    try:
        manifest = _manifest(path.read_bytes(), str(path))
    except OSError as error:
        raise UnreadableError(f"{path}: {error.strerror}") from error
    return Side(str(path), manifest["records"], fields=dict(manifest["fields"]), manifest=manifest)


def check_hashes(hashes: Hashes, manifest: Release, label: str) -> None:
    """Raise UnreadableError where records are not those that a manifest promises."""
    for folder in FOLDERS.values():
        promised, found = manifest["records"].get(folder, {}), hashes.get(folder, {})
        for one in sorted(promised.keys() | found.keys()):
            if promised.get(one) != found.get(one):
                raise UnreadableError(f"{label}: {folder} {one} is not the record that the manifest of "
                                      f"{manifest['version']} promises")


def _records(files: Files, folder: str, key: str = "id", repeats: bool = False) -> Iterator[tuple[str, Record]]:
    """Yield id and record of every line of a JSONL file, as its own file held it."""
    name = f"jsonl/{folder}.jsonl"
    seen: dict[str, Record] = {}
    for line in load_lines(files, name):
        try:
            record = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise UnreadableError(f"{files.label}: {name} holds a line that is no JSON") from error
        identifier = _enter({} if repeats else seen, record, f"{files.label}: {name}", key)
        if not repeats:
            seen[identifier] = _NOTHING
        yield identifier, own_fields(folder, record)


_NOTHING: Record = {}


def _enter(held: dict[str, Record], record: Any, place: str, key: str = "id") -> str:
    """Add a record by its id, which it returns."""
    identifier = record.get(key) if isinstance(record, dict) else None
    if not isinstance(identifier, str):
        raise UnreadableError(f"{place}: a record has no {key}")
    if identifier in held:
        raise UnreadableError(f"{place}: two records bear the {key} {identifier!r}")
    held[identifier] = record
    return identifier


def _manifest(data: bytes, place: str) -> Release:
    try:
        value = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise UnreadableError(f"{place}: not JSON") from error
    if not contract.fits("release", value):
        why = next(f"{issue.target}: {issue.message}" for issue in contract.explain("release", value, place))
        raise UnreadableError(f"{place}: not the manifest of a release that this version of the program knows: {why}")
    return cast(Release, value)


def _load_schemas(files: Files, folder: str) -> Schemas | None:
    names = [name for name in files.names() if name.startswith(folder) and name.endswith(".schema.json")]
    try:
        return columns.parsed_schemas({name.removeprefix(folder): load_bytes(files, name) for name in names})
    except (ValueError, RecursionError) as error:
        raise UnreadableError(f"{files.label}: a schema is not JSON") from error


def _mapping(value: Any) -> Record | None:
    return value if isinstance(value, Mapping) else None  # type: ignore[return-value]
