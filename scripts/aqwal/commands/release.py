"""Takes a committed dataset and its version; writes the release as a folder that is never changed again."""

import sqlite3
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

HELP = "make an immutable release: downloads, manifest, checksums and what has changed"


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("version", metavar="X.Y.Z", help="the version, as dataset.yml has it")
    parser.add_argument("--out", type=Path, metavar="DIR", help="folder of the releases (default: dist/)")
    parser.add_argument("--previous", type=Path, metavar="PATH",
                        help="folder or zip of the previous release (default: looked for in DIR, then at its tag)")


def run(options: Namespace) -> int:
    """Make the release. Returns 1 when the data has problems, 2 when something else is in the way."""
    from aqwal.commands._valid import load_valid
    from aqwal.paths import Repository
    from aqwal.release import RefusedError, make_release

    repository = Repository(options.root)
    archive, status = load_valid(repository)
    if archive is None:
        return status
    out: Path = options.out or options.root / "dist"
    try:
        made = make_release(archive, repository, options.version, out, options.previous)
    except RefusedError as error:
        print(f"aqwal: {error}", file=sys.stderr)
        return error.status
    except (OSError, sqlite3.Error) as error:
        # What is written through a library, or copied, fails without saying where.
        where = "" if getattr(error, "filename", None) else f"{out}: "
        print(f"aqwal: {where}{error}\nNo release was made.", file=sys.stderr)
        return 2
    for warning in made.warnings:
        print(f"aqwal: warning: {warning}", file=sys.stderr)
    since = made.difference.old
    print(f"{made.folder}: {len(made.manifest['files'])} files, "
          + (f"{made.difference.level} changes since {since}" if since else "the first release"))
    print(f"Commit dataset/releases/{options.version}.json, then tag the commit v{options.version}.")
    return 0
