"""Takes a dataset repository; writes the downloads alone, after validation, into a folder of their own."""

import argparse
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
    from aqwal.checks import run_checks
    from aqwal.dataset import load_archive
    from aqwal.exports.downloads import load_foreign
    from aqwal.issues import as_text, in_order
    from aqwal.paths import Repository

    repository = Repository(options.root)
    if not repository.dataset.is_dir():
        return _refused(f"no folder {repository.dataset}; name the dataset repository with --root")
    archive, issues = load_archive(repository)
    if archive is not None:
        issues = in_order([*issues, *run_checks(archive, repository)])
    if archive is None or any(issue.severity == "error" for issue in issues):
        print(as_text(issues))
        print("nothing was exported: correct the problems above first", file=sys.stderr)
        return 1
    out: Path = options.out.resolve()
    if out.exists() and not out.is_dir():
        return _refused(f"{out} is a file; name a folder with --out")
    foreign = load_foreign(out, archive.about["name"])
    if foreign:
        return _refused(f"{out} holds files that no earlier export of this dataset wrote, such as {foreign[0]}; "
                        f"name a new or empty folder with --out")
    return _export(archive, out)


def _export(archive: "Archive", out: Path) -> int:
    from aqwal.derive.sayings import sayings_of
    from aqwal.exports.downloads import write_downloads

    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{out.name}-", dir=out.parent) as beside:
        new = Path(beside) / "new"
        downloads = write_downloads(archive, sayings_of(archive), new)
        old = Path(beside) / "old"
        if out.exists():
            out.rename(old)
        try:
            new.rename(out)
        except OSError:
            old.rename(out)
            raise
    size = sum(download.bytes for download in downloads)
    print(f"{out}: {len(downloads)} files, {size / 1e6:.1f} MB, version {archive.about['version']}")
    return 0


def _refused(why: str) -> int:
    print(f"aqwal: {why}", file=sys.stderr)
    return 2
