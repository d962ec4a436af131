"""Takes a dataset repository; writes the downloads alone, after validation, into a folder of their own."""

import argparse
import sqlite3
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aqwal.dataset import Archive

HELP = "write the downloads alone: CSV, JSON, Parquet, SQLite, checksums and all of it as one zip"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--out", type=Path, required=True, metavar="DIR",
                        help="folder to write: new, empty, or holding nothing but an earlier export of this dataset")


def run(options: argparse.Namespace) -> int:
    """Validate, write beside the folder and swap in. Returns 1 when the data has problems, 2 for an unusable folder."""
    from aqwal.commands._valid import load_valid
    from aqwal.exports.downloads import load_foreign
    from aqwal.files import restore, unfit
    from aqwal.paths import Repository

    repository = Repository(options.root)
    why = unfit(options.out.absolute(), (repository.dataset, repository.cache))
    if why:
        return _refused(why)
    archive, status = load_valid(repository)
    if archive is None:
        return status
    out: Path = options.out.resolve()
    restore(out)
    foreign = load_foreign(out, archive.about["name"])
    if foreign:
        return _refused(f"{out} holds files that no earlier export of this dataset wrote, such as {foreign[0]}; "
                        f"name a new or empty folder with --out")
    return _export(archive, out)


def _export(archive: "Archive", out: Path) -> int:
    from aqwal.derive.sayings import sayings_of
    from aqwal.exports.downloads import write_downloads
    from aqwal.files import swap_in

    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{out.name}-", dir=out.parent, ignore_cleanup_errors=True) as beside:
            new = Path(beside) / "new"
            downloads = write_downloads(archive, sayings_of(archive), new)
            swap_in(new, out)
    except (OSError, sqlite3.Error) as error:
        return _refused(f"{error}\nThe previous export, if any, is untouched.")
    size = sum(download.bytes for download in downloads)
    print(f"{out}: {len(downloads)} files, {size / 1e6:.1f} MB, version {archive.about['version']}")
    return 0


def _refused(why: str) -> int:
    print(f"aqwal: {why}", file=sys.stderr)
    return 2
