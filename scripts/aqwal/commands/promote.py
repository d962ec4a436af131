"""Takes an edited draft; moves its records into the dataset once every check passes, and removes the draft."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aqwal.paths import Repository

HELP = "move an edited draft into the dataset, all of it or nothing"


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("drafts", nargs="+", metavar="DRAFT", help="folder of a draft, or its name in dataset/drafts")
    parser.add_argument("--check", action="store_true", help="write nothing; say what would keep the draft out")


def run(options: Namespace) -> int:
    """Promote the drafts one after the other; returns 1 if one was refused, 2 if there is none of that name."""
    from aqwal.paths import Repository

    repository = Repository(options.root)
    if not repository.about.is_file():
        print(f"aqwal: no dataset in {options.root}; name its repository with --root", file=sys.stderr)
        return 2
    folders = [_folder(name, repository) for name in options.drafts]
    for name, folder in zip(options.drafts, folders, strict=True):
        if folder is None:
            print(f"aqwal: no draft {name}; name a folder, or a draft in {_home(repository)}", file=sys.stderr)
    if None in folders:
        return 2
    return max(_one(folder, repository, options.check) for folder in folders if folder)


def _one(folder: Path, repository: "Repository", only_check: bool) -> int:
    from aqwal.issues import as_text
    from aqwal.promotion import Refused, promote

    result = promote(folder, repository, only_check)
    if isinstance(result, Refused):
        for part in (as_text(result.issues), *(f"{repository.name(folder)}: {told}" for told in result.messages)):
            if part:
                print(part)
        many = len(result.issues) + len(result.messages)
        print(f"aqwal: {folder.name} was not promoted, {many} to mend; the dataset is as it was", file=sys.stderr)
        return 1
    for note in result.notes:
        print(f"aqwal: {folder.name}: {note}", file=sys.stderr)
    if only_check:
        print(f"{folder.name}: nothing keeps it out")
        return 0
    print(f"{folder.name}: now {', '.join(result.articles)}")
    for name in result.files:
        print(f"  {name}")
    if result.kept:
        print(f"aqwal: these are no records and stay; a text drawn from a page belongs among your own pages: "
              f"{', '.join(result.kept)}", file=sys.stderr)
    return 0


def _home(repository: "Repository") -> Path:
    return repository.drafts


def _folder(name: str, repository: "Repository") -> Path | None:
    """Return the folder of a draft given by its path or by its name."""
    return next((path for path in (_home(repository) / name, Path(name)) if (path / "article.yml").is_file()), None)
