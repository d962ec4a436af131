"""Takes nothing; gives the shape that every description of the dataset is made from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from aqwal.dataset import Archive
from aqwal.derive.formats import Download, FormatName
from aqwal.derive.tables import Table
from aqwal.record_types import Dataset

FOLDER = "downloads/latest/"
"""Where the files stand below the dataset's address, until a release gives them a place for good."""
SUMS = "SHA256SUMS"
BESIDE: frozenset[FormatName] = frozenset({
    "schema", "text", "package", "croissant", "dcat", "schema_org", "crate", "cff", "bibtex", "ris", "csl", "zenodo",
    "datacite", "changes", "changes_table", "changes_text", "manifest", "sums", "zip",
})
"""Forms that hold no records of their own: what describes, explains, sums up or packs the others."""
Later = tuple[str, FormatName]
"""A file that is not there yet: its path and form."""


@dataclass(frozen=True)
class Holdings:
    """The dataset, the files written so far, and the tables by name that CSV and Parquet files hold."""

    archive: Archive
    downloads: Sequence[Download]
    tables: Mapping[str, Table]
    later: Sequence[Later] = ()
    """Files that are written after all descriptions, since they hold the hash of each."""
    folder: str = FOLDER
    """Where the files are published, below the dataset's address."""

    @property
    def about(self) -> Dataset:
        """The dataset's own record."""
        return self.archive.about

    @property
    def base(self) -> str:
        """The address that the paths of the files are relative to."""
        return self.about["url"] + self.folder

    @property
    def data(self) -> list[Download]:
        """The files that hold records."""
        return [one for one in self.downloads if one.format not in BESIDE]
