"""Takes an archive and an empty folder; gives every download in it, each described, summed and packed.

SHA256SUMS lists every file that the zip holds but itself; the zip's own sum stands beside the zip.
"""

import json
import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import file_digest
from pathlib import Path
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from aqwal import contract, paths
from aqwal.changes.sides import MANIFEST
from aqwal.dataset import Archive
from aqwal.derive.columns import joined, table_of, words
from aqwal.derive.dictionary import Entry, dictionary_rows, dictionary_table, entries_of
from aqwal.derive.flat import flat_rows, flat_table
from aqwal.derive.formats import FORMATS, Download, FormatName
from aqwal.derive.manifest_fields import manifest_entries
from aqwal.derive.sayings import Sayings
from aqwal.derive.tables import KINDS, Table, tables
from aqwal.exports.csv_file import write_csv
from aqwal.exports.json_files import write_json, write_jsonl, write_rows
from aqwal.exports.parquet_file import write_parquet
from aqwal.exports.readme import readme
from aqwal.exports.sqlite_file import Database
from aqwal.linked import FORMS
from aqwal.linked.feature_fields import feature_entries, token_counts
from aqwal.metadata import DESCRIPTIONS, INVENTORY, Description, Holdings
from aqwal.metadata.holdings import FOLDER, SUMS, Later
from aqwal.metadata.licences import licence_of
from aqwal.record_types import Bilingual

DESCRIPTOR = "datapackage.json"
README = "README.txt"
SUM_OF_ZIP = ".sha256"
__all__ = ["Additions", "Download", "Text", "every_table", "write_downloads"]


@dataclass
class _Shelf:
    """The folder being filled, and what stands in it so far."""

    folder: Path
    archive: Archive
    downloads: list[Download] = field(default_factory=list)

    def path(self, name: str) -> Path:
        """Return where a file goes, its folder made."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def enter(self, name: str, form: FormatName, title: Bilingual | None = None, table: str | None = None) -> None:
        """Describe a file that has just been written."""
        path, kind = self.folder / name, FORMATS[form]
        named = kind.title if title is None else joined(title, kind.title, " — ")
        self.downloads.append(Download(name, named, kind.media_type, path.stat().st_size, digest_of(path),
                                       licence_of(form, self.archive.about), form, table))


class Text(NamedTuple):
    """A file given as text: its path, its form and what stands in it."""

    name: str
    form: FormatName
    text: str


class Additions(NamedTuple):
    """What a release holds besides: how it differs from the one before, and the manifest of all that was written."""

    changes: Sequence[Text]
    manifest: Callable[[Holdings], Text]


def write_downloads(archive: Archive, sayings: Sayings, folder: Path, additions: Additions | None = None,
                    ) -> list[Download]:
    """Write every download into an empty or missing folder; the same archive gives the same bytes.

    Raises ValueError where a record refers to one that is not there: validate first.
    """
    shelf = _Shelf(folder, archive)
    described = _write_tables(shelf, sayings)
    for kind in KINDS:
        _write_records(shelf, kind)
    for path in sorted(paths.SCHEMAS.glob("*.schema.json")):
        shutil.copyfile(path, shelf.path(f"schemas/{path.name}"))
        shelf.enter(f"schemas/{path.name}", "schema", words(contract.load_schemas()[path.name], "title"))
    for linked in FORMS:
        name = linked.path.format(name=archive.about["name"])
        if linked.write(archive, sayings, shelf.path(name)):
            shelf.enter(name, linked.form, table=linked.table)
    for added in additions.changes if additions else ():
        _write_text(shelf, added.name, added.text, added.form)
    later: tuple[Later, ...] = ((MANIFEST, "manifest"), (SUMS, "sums")) if additions else ((SUMS, "sums"),)
    for description in DESCRIPTIONS:
        _describe(shelf, description, described, later)
    named = [*((download.path, download.title) for download in shelf.downloads),
             *((name, FORMATS[form].title) for name, form in ((INVENTORY.name, INVENTORY.form), *later))]
    _write_text(shelf, README, readme(archive.about, named), "text")
    _describe(shelf, INVENTORY, described, later)
    if additions:
        manifest = additions.manifest(Holdings(archive, tuple(shelf.downloads), described))
        _write_text(shelf, manifest.name, manifest.text, manifest.form)
    _write_text(shelf, SUMS, sums_of(shelf.downloads), "sums")
    _write_zip(shelf)
    return shelf.downloads


def sums_of(downloads: Iterable[Download]) -> str:
    """Return the lines that `sha256sum --check` reads, by path."""
    return "".join(f"{one.sha256}  {one.path}\n" for one in sorted(downloads, key=lambda one: one.path))


def load_foreign(folder: Path, name: str) -> list[str]:
    """Return the files in a folder that no earlier export of the dataset `name` put there; none in an empty folder."""
    held = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir())
    own: set[str] = set()
    if _load_name(folder / DESCRIPTOR) == name and (folder / SUMS).is_file():
        own = {SUMS, *_load_summed(folder / SUMS)}
        for sum_of_zip in folder.glob(f"*.zip{SUM_OF_ZIP}"):
            own |= {sum_of_zip.name, *_load_summed(sum_of_zip)}
    return [file for file in held if file not in own]


def _load_name(descriptor: Path) -> object:
    """Return the name in a Data Package descriptor; None where the file is none."""
    try:
        value = json.loads(descriptor.read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return value.get("name") if isinstance(value, dict) else None


def _load_summed(sums: Path) -> list[str]:
    """Return the files that a checksum file names."""
    return [line.partition("  ")[2] for line in sums.read_text("utf-8", "replace").splitlines()]


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file, read in pieces."""
    with path.open("rb") as stream:
        return file_digest(stream, "sha256").hexdigest()


def _write_tables(shelf: _Shelf, sayings: Sayings) -> dict[str, Table]:
    """Write each table as CSV and Parquet and into the database, its rows made once. Returns the tables by name."""
    archive = shelf.archive
    name = f"{archive.about['name']}.sqlite"
    dictionary = dictionary_table()
    flat = list(flat_rows(((one.article, one.statement) for one in sayings.all), archive))
    entries: list[Entry] = list(entries_of(flat_table(), flat))
    _write_table(shelf, flat_table(), flat)
    del flat
    with Database(shelf.path(name), archive.about) as database:
        for table in tables():
            rows = list(table.rows(archive))
            entries.extend(entries_of(table, rows))
            _write_table(shelf, table, rows)
            database.add(table, rows)
        rows = dictionary_rows([*entries, *feature_entries(archive), *manifest_entries(archive.releases)])
        _write_table(shelf, dictionary, rows)
        write_rows(dictionary, rows, archive.about, shelf.path(f"json/{dictionary.name}.json"))
        shelf.enter(f"json/{dictionary.name}.json", "json", dictionary.title, dictionary.name)
        database.add(dictionary, rows)
        database.finish()
    shelf.enter(name, "sqlite", archive.about["title"])
    return {table.name: table for table in (*every_table(), token_counts())}


def every_table() -> tuple[Table, ...]:
    """Return all tables that CSV and Parquet files hold."""
    return (*tables(), dictionary_table(), flat_table())


def _write_table(shelf: _Shelf, table: Table, rows: list[tuple[object, ...]]) -> None:
    write_csv(table, rows, shelf.path(f"csv/{table.name}.csv"))
    shelf.enter(f"csv/{table.name}.csv", "csv", table.title, table.name)
    write_parquet(table, rows, shelf.archive.about, shelf.path(f"parquet/{table.name}.parquet"))
    shelf.enter(f"parquet/{table.name}.parquet", "parquet", table.title, table.name)


def _write_records(shelf: _Shelf, kind: str) -> None:
    name, title = table_of(kind), words(contract.schema_of(kind), "title")
    write_json(kind, shelf.archive, shelf.path(f"json/{name}.json"))
    shelf.enter(f"json/{name}.json", "json", title, name)
    write_jsonl(kind, shelf.archive, shelf.path(f"jsonl/{name}.jsonl"))
    shelf.enter(f"jsonl/{name}.jsonl", "jsonl", title, name)


def _describe(shelf: _Shelf, description: Description, tables: dict[str, Table], later: Sequence[Later]) -> None:
    """Write a description of all that was written before it, and of what is still to come."""
    version = shelf.archive.about["version"]
    # What a release says of itself stays true: its addresses are those of the version.
    folder = f"downloads/{version}/" if any(form == "manifest" for _, form in later) else FOLDER
    text = description.text(Holdings(shelf.archive, tuple(shelf.downloads), tables, later, folder))
    _write_text(shelf, description.name, text, description.form)


def _write_text(shelf: _Shelf, name: str, text: str, form: FormatName) -> None:
    shelf.path(name).write_bytes(text.encode())
    shelf.enter(name, form)


def _write_zip(shelf: _Shelf) -> None:
    """Pack all files, by path, each dated as the dataset is, and write the sum of the zip beside it."""
    about = shelf.archive.about
    stem = f"{about['name']}-{about['version']}"
    day = date.fromisoformat(about["released"])
    stamp = (max(day.year, 1980), day.month, day.day, 0, 0, 0)
    with ZipFile(shelf.path(f"{stem}.zip"), "w", ZIP_DEFLATED) as pack:
        for name in sorted(download.path for download in shelf.downloads):
            info = ZipInfo(f"{stem}/{name}", stamp)
            info.compress_type, info.create_system, info.external_attr = ZIP_DEFLATED, 3, 0o100644 << 16
            info.file_size = (shelf.folder / name).stat().st_size
            with (shelf.folder / name).open("rb") as source, pack.open(info, "w") as target:
                shutil.copyfileobj(source, target)
    shelf.enter(f"{stem}.zip", "zip", about["title"])
    _write_text(shelf, f"{stem}.zip{SUM_OF_ZIP}", sums_of(shelf.downloads[-1:]), "sums")
