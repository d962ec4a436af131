"""Takes record files; rewrites them in canonical form: keys in schema order, one style, head comments kept."""

import argparse
import sys

HELP = "rewrite records in canonical form; a second run changes nothing"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--check", action="store_true", help="write nothing; list what would change and exit 1")


def run(options: argparse.Namespace) -> int:
    """Rewrite every record file that is not in canonical form. Files it cannot read safely are left and reported."""
    from aqwal.canonical_form import canonical_file
    from aqwal.dataset import record_files
    from aqwal.files import write_text
    from aqwal.issues import as_text
    from aqwal.paths import Repository

    repository = Repository(options.root)
    if not repository.dataset.is_dir():
        print(f"aqwal: no folder {repository.dataset}; name the dataset repository with --root", file=sys.stderr)
        return 2
    changed, broken = 0, 0
    for file in record_files(repository):
        text, issues = canonical_file(file)
        if issues:
            print(as_text(issues))
            broken += 1
        elif text is not None:
            if not options.check:
                write_text(file.path.resolve(), text)  # A link stays one.
            print(f"{file.name}: {'not in canonical form' if options.check else 'rewritten'}")
            changed += 1
    print(f"{changed} to rewrite, {broken} not readable" if options.check else
          f"{changed} rewritten, {broken} not readable", file=sys.stderr)
    return 1 if broken or (options.check and changed) else 0
