"""Takes two states of a dataset; prints what differs: records, fields of changed ones, columns, and what that asks."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aqwal.changes.difference import Difference
    from aqwal.changes.sides import Side

HELP = "show what differs between two states of the dataset"
FORMATS = ("text", "json", "csv", "markdown")


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the options."""
    what = "repository, release, downloads, zip of these, or manifest (.json)"
    parser.add_argument("old", type=Path, help=f"the earlier state: {what}")
    parser.add_argument("new", type=Path, help="the later state")
    parser.add_argument("--format", choices=FORMATS, default=FORMATS[0], help="default: text")
    parser.add_argument("--exit-code", action="store_true", help="return 1 where something differs")
    parser.add_argument("--limit", type=int, metavar="N", default=100,
                        help="records to show in markdown at most; 0 shows all (default: 100)")
    parser.add_argument("--ref", default="HEAD", metavar="REF",
                        help="commit or branch to which markdown links files, where dataset.yml names the repository")


def run(options: Namespace) -> int:
    """Print the difference. Returns 0, or with --exit-code 1 where something differs; 2 for what cannot be read."""
    from aqwal.changes.difference import difference_of
    from aqwal.changes.files import UnreadableError
    from aqwal.changes.sides import load_side

    try:
        old, new = load_side(options.old), load_side(options.new)
        difference = difference_of(old, new)
        text = _text(difference, new, options)
    except UnreadableError as error:
        print(f"aqwal: {error}", file=sys.stderr)
        return 2
    except (RecursionError, AttributeError, KeyError, TypeError) as error:
        # The schemas of an unknown version are not held against anything: what is read may be of any form.
        if options.debug:
            raise
        print(f"aqwal: {options.old} or {options.new} holds a record of a form that cannot be compared "
              f"({type(error).__name__})", file=sys.stderr)
        return 2
    print(text, end="")
    return 1 if options.exit_code and not difference.is_none else 0


def _text(difference: "Difference", new: "Side", options: Namespace) -> str:
    from aqwal.changes.forms import FORMS
    from aqwal.changes.prose import Wanted, file_of, markdown

    if options.format != "markdown":
        return FORMS[options.format](difference)
    home = (new.about or {}).get("repository")

    def link(folder: str, identifier: str) -> str | None:
        known = isinstance(home, str) and home.startswith("https://")
        return f"{home}/blob/{options.ref}/{file_of(folder, identifier)}" if known else None

    return markdown(difference, Wanted(link, options.limit or None))
