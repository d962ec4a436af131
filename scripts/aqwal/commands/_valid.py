"""Takes a dataset repository; gives its archive when every record is valid, else says why not."""

import sys

from aqwal.dataset import Archive
from aqwal.paths import Repository


def load_valid(repository: Repository) -> tuple[Archive | None, int]:
    """Return the archive and 0; or None and the exit status, after the problems have been printed."""
    from aqwal.checks import run_checks
    from aqwal.dataset import load_archive
    from aqwal.issues import as_text, in_order

    if not repository.dataset.is_dir():
        print(f"aqwal: no folder {repository.dataset}; name the dataset repository with --root", file=sys.stderr)
        return None, 2
    archive, issues = load_archive(repository)
    if archive is not None:
        issues = in_order([*issues, *run_checks(archive, repository)])
    if archive is None or any(issue.severity == "error" for issue in issues):
        print(as_text(issues))
        print("aqwal: nothing was published: correct the problems above first", file=sys.stderr)
        return None, 1
    return archive, 0
