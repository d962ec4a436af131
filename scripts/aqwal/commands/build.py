"""Takes a dataset repository; builds its whole site beside the previous one, verifies it and swaps it in."""

import sqlite3
import sys
import time
from argparse import ArgumentParser, Namespace
from pathlib import Path
from shlex import quote
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from aqwal.paths import BUILDERS

if TYPE_CHECKING:
    from aqwal.dataset import Archive
    from aqwal.paths import Repository

HELP = "build the whole site from the records"


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the options of `aqwal build`."""
    parser.add_argument("--out", type=Path, help="folder of the site (default: site/ in the repository)")
    parser.add_argument("--texts", type=Path, metavar="DIR",
                        help="folder of raw pages: make a private reading copy, which shows and searches them")
    parser.add_argument("--releases", type=Path, metavar="DIR",
                        help="folder of finished releases, whose files go onto the site (default: dist/)")
    parser.add_argument("--builder", choices=BUILDERS, default=BUILDERS[0], help="program that renders theme and prose")


def run(options: Namespace) -> int:
    """Build, verify and swap in. Returns 1 when the data has problems, 2 when the set-up is broken."""
    from aqwal.commands._valid import load_valid
    from aqwal.files import restore
    from aqwal.paths import Repository

    repository = Repository(options.root)
    wanted: Path = (options.out or repository.site).absolute()
    refusal = _refusal(wanted, repository) or _texts_refusal(options, repository)
    if refusal:
        print(f"aqwal: {refusal}", file=sys.stderr)
        return 2
    out = wanted.resolve()
    archive, status = load_valid(repository)
    if archive is None:
        return status
    if options.releases and not options.releases.is_dir():
        print(f"aqwal: {options.releases} is not a folder of releases", file=sys.stderr)
        return 2
    texts = _source_texts(archive, options.texts) if options.texts else {}
    if options.texts and not texts:
        print(f"aqwal: {options.texts} holds the raw page of no article of this dataset", file=sys.stderr)
        return 2
    restore(out)
    return _build_beside(archive, out, _How(options.builder, texts, options.releases or repository.dist))


def _refusal(out: Path, repository: "Repository") -> str:
    """Say why a folder cannot be the site's: what stands there is never touched unless an earlier build wrote it."""
    from aqwal.files import unfit

    why = unfit(out, (repository.dataset, repository.cache))
    if why:
        return why
    if out.is_dir() and not (out / MARKER).is_file() and any(out.iterdir()):
        return f"{out} is not empty and not a site built before; name another folder with --out"
    around = next((folder for folder in out.resolve().parents if (folder / MARKER).is_file()), None)
    return f"{out} lies inside the built site {around}; name another folder with --out" if around else ""


def _texts_refusal(options: Namespace, repository: "Repository") -> str:
    """Say why no reading copy can be made: it must never stand where the public site does."""
    if not options.texts:
        return ""
    if not options.texts.is_dir():
        return f"{options.texts} is not a folder of raw pages"
    if options.out is None or options.out.resolve() == repository.site.resolve():
        return "a reading copy is private; name a folder of its own for it with --out"
    marker = options.out / MARKER
    if marker.is_file() and PRIVATE not in marker.read_text("utf-8", "replace"):
        return f"{options.out} holds a public site; name another folder for the reading copy with --out"
    return ""


def _source_texts(archive: "Archive", folder: Path) -> dict[str, str]:
    """Return the text of each article's page, and say of how many the page was found."""
    from aqwal.texts import load_texts, texts_of

    texts = texts_of(archive, load_texts(folder))
    print(f"{folder}: raw pages of {len(texts)} of {len(archive.articles)} articles", file=sys.stderr)
    return texts


class _How(NamedTuple):
    """What a build takes beside the records: the builder, source texts by article, the folder of releases."""

    builder: str
    texts: dict[str, str]
    releases: Path


def _build_beside(archive: "Archive", out: Path, how: _How) -> int:
    """Build in a folder that is removed whatever happens; say that the previous site is whole when it fails."""
    from aqwal.builder import BuilderError
    from aqwal.exports.earlier import ReleaseFilesError
    from aqwal.pages.assets import AssetError
    from aqwal.pages.frame import FrameError
    from aqwal.site import EpochError

    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=f".{out.name}-", dir=out.parent, ignore_cleanup_errors=True) as beside:
            return _build(archive, Path(beside), out, how)
    except (BuilderError, FrameError, AssetError, EpochError, ReleaseFilesError, OSError, sqlite3.Error) as error:
        print(f"aqwal: {error}\nThe previous site, if any, is untouched.", file=sys.stderr)
        return 2


def _build(archive: "Archive", beside: Path, out: Path, how: _How) -> int:
    """Build in a folder of this run's own, so that two builds at once do not meet."""
    from aqwal.files import swap_in
    from aqwal.site import write_site
    from aqwal.verify import verify_site

    began = time.monotonic()
    new = beside / "site"
    built = write_site(archive, new, beside / "stage", how.builder, how.texts, how.releases)
    private = f"{PRIVATE}\n" if how.texts else ""
    if how.texts:
        (new / ".gitignore").write_text("*\n", "utf-8")  # Wherever it stands, it is not to be committed.
    (new / MARKER).write_text(f"{archive.about['name']} {archive.about['version']}\n{private}", "utf-8")
    problems = verify_site(new, archive)
    if problems:
        failed = out.with_name(f".{out.name}.failed")
        swap_in(new, failed)
        print("\n".join(problems[:MAX_SHOWN]), file=sys.stderr)
        print(f"aqwal: {len(problems)} problems in the new site, left in {failed}; the previous site is untouched.",
              file=sys.stderr)
        return 1
    swap_in(new, out)
    print(f"{out}: {len(built.pages)} pages in each of 2 languages, {built.files} files, "
          f"{time.monotonic() - began:.1f} s. Look at it: python3 -m http.server -b 127.0.0.1 -d {quote(str(out))}")
    return 0


MAX_SHOWN = 50
PRIVATE = "private reading copy"
MARKER = ".aqwal"
"""A file that says a folder is a site of ours and may be replaced."""
