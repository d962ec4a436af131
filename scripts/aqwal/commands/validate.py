"""Takes a dataset repository; prints every problem in its records."""

import argparse
import sys
from collections.abc import Mapping, Sequence

from aqwal.issues import REPORTERS, Issue

HELP = "check every record; all problems at once"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--format", choices=sorted(REPORTERS), default="text",
                        help="text (one line a problem), json, or github (annotations); default: text")


def run(options: argparse.Namespace) -> int:
    """Print the problems on standard output and a summary on standard error."""
    from aqwal.checks import run_checks
    from aqwal.dataset import load_archive
    from aqwal.issues import in_order
    from aqwal.paths import Repository

    repository = Repository(options.root)
    if not repository.dataset.is_dir():
        print(f"aqwal: no folder {repository.dataset}; name the dataset repository with --root", file=sys.stderr)
        return 2
    archive, issues = load_archive(repository)
    if archive is not None:
        issues = in_order([*issues, *run_checks(archive, repository)])
    report = REPORTERS[options.format](issues)
    if report:
        print(report)
    print(summary(issues, archive.counts() if archive else None), file=sys.stderr)
    return 1 if issues else 0


def summary(issues: Sequence[Issue], counts: Mapping[str, int] | None) -> str:
    """Return the closing line: what was read, or how much is wrong where."""
    if issues:
        files = len({issue.path for issue in issues})
        skipped = "" if counts else "; the records were not compared, as dataset.yml cannot be used"
        return f"{_counted(len(issues), 'problem')} in {_counted(files, 'file')}{skipped}"
    return ", ".join(_counted(number, name[:-1]) for name, number in (counts or {}).items()) + ": no problems"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
