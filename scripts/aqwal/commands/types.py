"""Takes the schemas; writes the types of the records."""

import argparse
import sys

HELP = "write the types of the records from the schemas"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if the types are out of date")


def run(options: argparse.Namespace) -> int:
    """Write record_types.py, or with --check compare it."""
    from aqwal.files import write_text
    from aqwal.paths import RECORD_TYPES
    from aqwal.typed_records import record_types_source

    source = record_types_source()
    if RECORD_TYPES.read_text("utf-8") == source:
        return 0
    if options.check:
        print(f"{RECORD_TYPES.name} differs from the schemas; run `aqwal types`", file=sys.stderr)
        return 1
    write_text(RECORD_TYPES, source)
    print(f"wrote {RECORD_TYPES.name}", file=sys.stderr)
    return 0
