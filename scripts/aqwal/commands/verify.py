"""Takes a built site or a release; prints what is wrong with it, and with --texts what is wrong with the anchors."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

HELP = "check a built site or a release, and with --texts the anchors and leaks of a site"


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the options of `aqwal verify`."""
    parser.add_argument("folder", nargs="?", type=Path,
                        help="the built site (default: site/ in the repository), or a release: its folder or zip")
    parser.add_argument("--texts", type=Path, metavar="DIR",
                        help="folder of raw pages: also check the anchors, and search the site for their words")


def run(options: Namespace) -> int:
    """Print every problem; returns 0 when there is none, 1 when there are, 2 when there is no site."""
    from aqwal.commands._valid import load_valid
    from aqwal.paths import Repository
    from aqwal.texts import anchor_problems, load_texts
    from aqwal.verify import verify_site
    from aqwal.verify.release import is_release

    if options.folder and is_release(options.folder):
        return _release(options.folder)
    repository = Repository(options.root)
    site: Path = options.folder or repository.site
    if not site.is_dir():
        what = "is not a folder" if site.exists() else "is not there"
        print(f"aqwal: {site} {what}; make it first (a site: `aqwal build`, a release: `aqwal release X.Y.Z`)",
              file=sys.stderr)
        return 2
    if options.texts and not options.texts.is_dir():
        print(f"aqwal: {options.texts} is not a folder of raw pages", file=sys.stderr)
        return 2
    archive, status = load_valid(repository)
    if archive is None:
        return status
    texts = load_texts(options.texts) if options.texts else None
    problems = verify_site(site, archive, texts)
    if texts is not None:
        problems += anchor_problems(archive, texts)
    for problem in problems:
        print(problem)
    pages = sum(1 for _ in site.rglob("*.html"))
    print(f"{site}: {pages} pages, {len(problems)} problems", file=sys.stderr)
    return 1 if problems else 0


def _release(place: Path) -> int:
    """Print every problem of a release, which is read by itself, without a dataset repository."""
    from aqwal.issues import plain
    from aqwal.verify.release import release_problems

    if not place.exists():
        print(f"aqwal: {place}: there is no such folder or zip", file=sys.stderr)
        return 2
    problems = release_problems(place)
    for problem in problems:
        print(plain(problem))
    print(f"{place}: a release, {len(problems)} problems", file=sys.stderr)
    return 1 if problems else 0
