"""Takes a valid archive and a version; gives the folder of the release, made beside its place and moved there whole."""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from aqwal.changes.columns import fields_of
from aqwal.changes.difference import Difference, difference_of, summary_of
from aqwal.changes.forms import as_csv, as_json
from aqwal.changes.prose import Wanted, markdown
from aqwal.changes.sides import MANIFEST, Side, side_of_archive
from aqwal.dataset import Archive
from aqwal.derive.addresses import permalink
from aqwal.derive.sayings import sayings_of
from aqwal.derive.tables import Table
from aqwal.exports.downloads import Additions, Text, every_table, write_downloads
from aqwal.files import LockedError, beside_of, lock_alone, unfit, write_text
from aqwal.linked.feature_fields import token_counts
from aqwal.metadata import Holdings
from aqwal.paths import FOLDERS, Repository
from aqwal.record_types import Release
from aqwal.release.git import check_committed
from aqwal.release.previous import check_known, previous_side
from aqwal.release.refusal import RefusedError
from aqwal.release.versions import check_level, check_version, warnings_of

KIND_OF = {folder: kind for kind, folder in FOLDERS.items()}
READ_ONLY = 0o444
ENGINES = (".sqlite", ".parquet")
"""Files whose bytes tell which version of a library wrote them."""
LEFT = ".manifest.json"
SHOWN = 8


@dataclass(frozen=True)
class Made:
    """A release that was made: its folder, its manifest, what has changed, and what looks odd."""

    folder: Path
    manifest: Release
    difference: Difference
    warnings: tuple[str, ...]


def make_release(archive: Archive, repository: Repository, version: str, out: Path, previous: Path | None) -> Made:
    """Write `out`/`version`, and its manifest into the repository. Raises RefusedError before anything is in place."""
    earlier = [one for one in archive.releases if one["version"] != version]
    released = repository.releases / f"{version}.json"
    check_version(version, archive.about, earlier)
    check_committed(repository.root, [repository.name(path) for path in (released, beside_of(released))])
    folder = out / version
    why = unfit(out, ()) or unfit(folder, (repository.dataset, repository.cache))
    if folder.exists() or folder.is_symlink() or why:
        raise RefusedError(why or f"{folder} is there already; a release is never changed: take the next version")
    check_known(out, archive.about["name"], version, earlier)
    with _alone(out) as beside:
        old = previous_side(repository, earlier[-1], out, previous) if earlier else None
        # The release before it is made is not among the releases: made again, it must come out the same.
        before = replace(archive, releases=earlier)
        new = side_of_archive(before, str(repository.root), fields_of(tables_of(before)))
        difference = difference_of(old, new)
        check_level(difference)
        manifest = _write(before, new, difference, beside)
        _check_same(manifest, next((one for one in archive.releases if one["version"] == version), None), out)
        released.parent.mkdir(parents=True, exist_ok=True)
        # First the manifest: cut off between the two, the next run finds it the same and goes on.
        write_text(released, (beside / MANIFEST).read_text("utf-8"))
        for path in beside.rglob("*"):
            if path.is_file():
                path.chmod(READ_ONLY)
        beside.rename(folder)
    return Made(folder, manifest, difference, tuple(warnings_of(archive.about)))


@contextmanager
def _alone(out: Path) -> Iterator[Path]:
    """Lend a new folder beside the releases. What a run that was killed left there is removed first."""
    out.mkdir(parents=True, exist_ok=True)
    beside = out / ".new"
    with (out / ".lock").open("ab") as lock:
        try:
            lock_alone(lock)
        except LockedError as error:
            raise RefusedError(f"another release is being made in {out}; wait for it to end") from error
        shutil.rmtree(beside, ignore_errors=True)
        try:
            yield beside
        finally:
            shutil.rmtree(beside, ignore_errors=True)


def _write(archive: Archive, side: Side, difference: Difference, folder: Path) -> Release:
    """Write all files of the release into a new folder; return the manifest."""
    made: list[Release] = []

    def manifest(holdings: Holdings) -> Text:
        made.append(manifest_of(holdings, side, difference))
        return Text(MANIFEST, "manifest", written(made[-1]))

    changes = (Text("changes.json", "changes", as_json(difference)),
               Text("changes.csv", "changes_table", as_csv(difference)),
               Text("CHANGES.md", "changes_text", _in_words(archive, difference)))
    write_downloads(archive, sayings_of(archive), folder, Additions(changes, manifest))
    return made[0]


def manifest_of(holdings: Holdings, side: Side, difference: Difference) -> Release:
    """Return the manifest of what was written: every file but the manifest itself, the sums and the zip of them."""
    about = holdings.about
    return {
        "name": about["name"], "version": about["version"], "released": about["released"],
        "previous": difference.old, "counts": holdings.archive.counts(),
        "files": [{"path": one.path, "bytes": one.bytes, "sha256": one.sha256}
                  for one in sorted(holdings.downloads, key=lambda one: one.path)],
        "fields": side.fields or {},
        "records": side.hashes, "changes": summary_of(difference),
    }


def tables_of(archive: Archive) -> tuple[Table, ...]:
    """Return all tables of a release: what its columns are compared by, and what its manifest lists."""
    return (*every_table(), token_counts()) if archive.features else every_table()


def written(manifest: Release) -> str:
    """Return the text of a manifest, one record a line, so that two of them can be compared line by line."""
    return json.dumps(manifest, ensure_ascii=False, indent=1) + "\n"


def _in_words(archive: Archive, difference: Difference) -> str:
    def link(folder: str, identifier: str) -> str:
        return permalink(archive.about, KIND_OF[folder], identifier)

    return markdown(difference, Wanted(link, None, None, 400))


def _check_same(made: Release, held: Release | None, out: Path) -> None:
    """Raise RefusedError where the repository holds another manifest of this version.

    Where the records are the same and only a library writes them otherwise, the manifest made here is left in `out`:
    it is the one to commit if this, and not the machine of the first, is where the release is to be made.
    """
    left = out / f"{made['version']}{LEFT}"
    left.unlink(missing_ok=True)
    if held is None or held == made:
        return
    parts = sorted(key for key in Release.__required_keys__ if key != "files" and held.get(key) != made.get(key))
    sums = {one["path"]: one["sha256"] for one in held["files"]}
    files = sorted({one["path"] for one in made["files"] if sums.pop(one["path"], "") != one["sha256"]} | sums.keys())
    why = f"dataset/releases/{made['version']}.json is of other content: {', '.join([*parts, *files[:SHOWN]])}"
    if parts or not any(name.endswith(ENGINES) for name in files):
        raise RefusedError(f"{why}. A released version never changes; take the next version", 1)
    write_text(left, written(made))
    raise RefusedError(f"{why}. The records are the same: SQLite or pyarrow is of another version than when that "
                       f"manifest was made. Release with the versions of then; or, if the release was never published, "
                       f"commit in its place the manifest made here, {left}")
