"""Takes a kind of record; writes a new one to fill in, with a comment on each field and an id that was never used."""

import os
import sys
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from aqwal.paths import Repository

HELP = "write a new record to fill in: article, speaker, publisher or event"
KINDS = ("article", "speaker", "publisher", "event")
MODELINE = "# yaml-language-server: $schema="
NEXT = {
    "article": "then write its statements to dataset/statements/{}.yml and raise the numbers in dataset/dataset.yml",
    "speaker": "then let a statement or another record refer to {}, and raise the number in dataset/dataset.yml",
    "publisher": "then let an article or a statement refer to {}, and raise the number in dataset/dataset.yml",
    "event": "then let an article or a statement refer to {}, and raise the number in dataset/dataset.yml",
}


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the options of `aqwal new`."""
    parser.add_argument("kind", choices=KINDS, help="kind of record")
    parser.add_argument("--id", nargs="+", action="extend", default=[], metavar="ID", dest="ids",
                        help="id of the record, or of several (articles: by default the next that is free)")
    parser.add_argument("--language", choices=("ar", "en"), default="en", help="language of the comments (default: en)")


def run(options: Namespace) -> int:
    """Write the records; returns 2, and writes none, where one of them cannot be begun."""
    from aqwal.paths import Repository
    from aqwal.skeletons.ids import IdError, next_article, refusal

    repository = Repository(options.root)
    if not repository.dataset.is_dir():
        return _refused(f"no folder {repository.dataset}; name the dataset repository with --root")
    if not options.ids and options.kind != "article":
        return _refused(f"name the new {options.kind} with --id: a short name in Latin letters, never to be changed")
    try:
        ids = options.ids or [next_article(repository)]
        whys = [why for one in options.ids if (why := refusal(repository, options.kind, one))]
    except IdError as error:
        return _refused(str(error))
    if whys or len(set(ids)) < len(ids):
        return _refused("; ".join(whys) or "an id is given twice")
    try:
        written = _write_all(repository, options.kind, ids, options.language)
    except FileExistsError:
        if options.ids:
            raise
        return run(options)  # Another run has just taken the id.
    for one, path in zip(ids, written, strict=True):
        print(repository.name(path))
        print(f"Fill it in, {NEXT[options.kind].format(one)}.", file=sys.stderr)
    return 0


def _write_all(repository: "Repository", kind: str, ids: list[str], language: str) -> "list[Path]":
    """Write a record for each id, or none: what was written before a fault is taken back."""
    from aqwal.files import named
    from aqwal.skeletons.skeleton import skeleton

    folder = repository.folder(kind)
    folder.mkdir(parents=True, exist_ok=True)
    modeline = _modeline(repository, kind)
    written = []
    try:
        for one in ids:
            path = folder / f"{one}.yml"
            with named(path), path.open("xb") as file:
                written.append(path)
                file.write(skeleton(kind, one, modeline, language).encode())
    except BaseException:
        for path in written:
            path.unlink()
        raise
    return written


def _modeline(repository: "Repository", kind: str) -> str:
    """Return the line that names the schema to editors, as the other records of the kind have it."""
    from aqwal.paths import SCHEMAS

    folder = repository.folder(kind)
    for path in sorted(folder.glob("*.yml")):
        with path.open(encoding="utf-8", errors="replace") as file:
            first = file.readline(500).rstrip()
        if first.startswith(MODELINE):
            return first
    own = repository.root / SCHEMAS.name
    place = os.path.relpath(own if own.is_dir() else SCHEMAS, folder).replace(os.sep, "/")
    return f"{MODELINE}{place}/{kind}.schema.json"


def _refused(why: str) -> int:
    print(f"aqwal: {why}", file=sys.stderr)
    return 2
