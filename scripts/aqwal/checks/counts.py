"""Takes an archive; gives numbers of records that differ from those dataset.yml expects."""

from collections.abc import Iterator

from aqwal.checks.walk import Place
from aqwal.dataset import Archive
from aqwal.issues import Issue
from aqwal.paths import FOLDERS


def check_counts(archive: Archive) -> Iterator[Issue]:
    """Yield each kind whose count differs. A kind of which a file could not be read is not counted."""
    place = Place("dataset", archive.files["dataset", "dataset"], (), archive.about)
    uncertain = {FOLDERS.get(kind) for kind, _ in archive.broken}
    expected: dict[str, int] = dict(archive.about["expected"])  # type: ignore[arg-type]
    for name, count in archive.counts().items():
        if count != expected[name] and name not in uncertain:
            yield place.problem(("expected", name), "count-mismatch",
                                f"{expected[name]} {name} expected, {count} found",
                                "restore what is missing, or mend the number if the change is meant")
