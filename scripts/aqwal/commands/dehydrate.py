"""Takes a joined file, private to whoever made it; writes it without the words of the sources, so it can be shared."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aqwal.hydrate.joined import Row

HELP = "take the source words out of a joined file again and leave the anchors, so that it can be shared"
MAX_SHOWN = 20


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the options of `aqwal dehydrate`."""
    parser.add_argument("file", type=Path, metavar="FILE", help="joined file (JSON lines); fields of your own stay")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="file to write; it must not exist")
    parser.add_argument("--texts", type=Path, metavar="DIR",
                        help="folder of raw pages: also search your own fields for their words")


def run(options: Namespace) -> int:
    """Write the file without its source words; returns 1 and writes nothing where a field of one's own holds some."""
    from aqwal.files import write_text
    from aqwal.hydrate.joined import RowError, as_line, dehydrated, load_rows

    if options.out.exists():
        return _refused(f"{options.out} exists; name another file with --out")
    if options.texts and not options.texts.is_dir():
        return _refused(f"{options.texts} is not a folder of raw pages")
    try:
        rows = load_rows(options.file.read_text("utf-8-sig").split("\n"))
    except UnicodeDecodeError:
        return _refused(f"{options.file} is not UTF-8")
    except RowError as error:
        return _refused(f"{options.file}: {error}")
    shared = [dehydrated(row) for row in rows]
    found = _leaks(rows, shared, options)
    if found:
        print("\n".join(found[:MAX_SHOWN]))
        print(f"aqwal: {len(found)} fields hold source words; nothing was written", file=sys.stderr)
        return 1
    write_text(options.out, "".join(map(as_line, shared)))
    print(f"{options.out}: {len(shared)} rows without source words", file=sys.stderr)
    return 0


def _leaks(rows: "list[Row]", shared: "list[Row]", options: Namespace) -> list[str]:
    """Say which fields of one's own hold a run of source words, in one row or from row to row."""
    from aqwal.dataset import load_archive
    from aqwal.hydrate.joined import fields_of, leaking_fields, source_words
    from aqwal.paths import Repository
    from aqwal.texts import RUN, guard_of

    archive, _ = load_archive(Repository(options.root))
    titles = [article["title"] or "" for article in archive.articles.values()] if archive else []
    fields = fields_of(shared)
    own = (text for name, texts in fields.items() for text in (name, *texts))
    guard = guard_of(chain(source_words(rows), _pages(options.texts)), titles, own)
    said = f"{RUN} or more consecutive words of a source"
    found = []
    for name, texts in fields.items():
        if any(map(guard.leaks, (name, *texts))):
            ids = [row["id"] for row in shared if name in row and leaking_fields({name: row[name]}, guard.leaks)]
            found += ([f"{one}: the field {name!r} holds {said}; shorten or remove it" for one in ids]
                      or [f"the field {name!r} holds {said}, a few in each row; remove it"])
    return found


def _pages(folder: Path | None) -> Iterator[str]:
    """Yield the text of each page of a folder, if one is given; say which cannot be compared with."""
    from aqwal.raw_texts import files_below, load_raw, name_below

    for path in files_below(folder) if folder else ():
        raw = load_raw(path)
        if raw is not None:
            yield raw.text
        else:
            print(f"{name_below(path.parent, path)}: not UTF-8, not compared with", file=sys.stderr)


def _refused(why: str) -> int:
    print(f"aqwal: {why}", file=sys.stderr)
    return 2
