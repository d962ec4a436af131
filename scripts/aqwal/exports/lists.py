"""Takes an archive and its sayings; gives the CSV file beside every index page."""

from collections.abc import Iterator

from aqwal.dataset import Archive
from aqwal.derive.sayings import Sayings
from aqwal.derive.tables import table_named
from aqwal.exports.csv_file import csv_bytes
from aqwal.exports.slices import statements_csv
from aqwal.paths import FOLDERS


def lists(archive: Archive, sayings: Sayings) -> Iterator[tuple[str, bytes]]:
    """Yield the path below the root of the site and the bytes of every index: statements as the flat table."""
    for kind, name in FOLDERS.items():
        if kind == "statement":
            yield f"{name}.csv", statements_csv(sayings.all, archive)
        else:
            table = table_named(name)
            yield f"{name}.csv", csv_bytes(table, table.rows(archive))
