"""Takes a dataset repository; builds its whole site beside the previous one, verifies it and swaps it in."""

import shutil
import sys
import time
from argparse import ArgumentParser, Namespace
from pathlib import Path
from shlex import quote

from aqwal.paths import BUILDERS

HELP = "build the whole site from the records"


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the options of `aqwal build`."""
    parser.add_argument("--out", type=Path, help="folder of the site (default: site/ in the repository)")
    parser.add_argument("--builder", choices=BUILDERS, default=BUILDERS[0], help="program that renders theme and prose")


def run(options: Namespace) -> int:
    """Build, verify and swap in. Returns 1 when the data has problems, 2 when the set-up is broken."""
    from aqwal.builder import BuilderError
    from aqwal.commands._valid import load_valid
    from aqwal.pages.assets import AssetError
    from aqwal.pages.frame import FrameError
    from aqwal.paths import Repository
    from aqwal.site import swap_in, write_site
    from aqwal.verify import verify_site

    began = time.monotonic()
    repository = Repository(options.root)
    out: Path = (options.out or repository.site).absolute()
    archive, status = load_valid(repository)
    if archive is None:
        return status
    if out.exists() and not (out / MARKER).exists() and any(out.iterdir()):
        print(f"aqwal: {out} is not empty and not a site built before; name another folder with --out", file=sys.stderr)
        return 2
    new = out.with_name(f".{out.name}.new")
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(parents=True)
    try:
        built = write_site(archive, repository, new, options.builder)
    except (BuilderError, FrameError, AssetError) as error:
        shutil.rmtree(new, ignore_errors=True)
        print(f"aqwal: {error}\nThe previous site is untouched.", file=sys.stderr)
        return 2
    (new / MARKER).write_text(f"{archive.about['name']} {archive.about['version']}\n", "utf-8")
    problems = verify_site(new, archive)
    if problems:
        print("\n".join(problems[:50]), file=sys.stderr)
        print(f"aqwal: {len(problems)} problems in the new site, left in {new}; the previous site is untouched.",
              file=sys.stderr)
        return 1
    swap_in(new, out)
    print(f"{out}: {len(built.pages)} pages in each of 2 languages, {built.files} files, "
          f"{time.monotonic() - began:.1f} s. Look at it: python3 -m http.server -b 127.0.0.1 -d {quote(str(out))}")
    return 0


MARKER = ".aqwal"
"""A file that says a folder is a site of ours and may be replaced."""
