"""Takes nothing; gives the shape that every description of the dataset is made from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from aqwal.dataset import Archive
from aqwal.derive.formats import Download
from aqwal.derive.tables import Table
from aqwal.record_types import Dataset


@dataclass(frozen=True)
class Holdings:
    """The dataset, the files written so far, and the tables by name that CSV and Parquet files hold."""

    archive: Archive
    downloads: Sequence[Download]
    tables: Mapping[str, Table]

    @property
    def about(self) -> Dataset:
        """The dataset's own record."""
        return self.archive.about
