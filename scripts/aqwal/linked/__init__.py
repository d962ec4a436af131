"""Takes an archive; gives its records in the standard forms of other communities, written as streams."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from aqwal.dataset import Archive
from aqwal.derive.formats import FormatName
from aqwal.derive.sayings import Sayings
from aqwal.linked.annotations import write_annotations
from aqwal.linked.feature_fields import TABLE
from aqwal.linked.features_files import write_features, write_token_counts
from aqwal.linked.rdf import write_rdf
from aqwal.linked.skos import write_topics
from aqwal.linked.tei import write_tei

__all__ = ["FORMS", "LinkedForm"]


class LinkedForm(NamedTuple):
    """One file; `{name}` in its path is the dataset's name. `write` returns False where it wrote nothing."""

    path: str
    form: FormatName
    write: Callable[[Archive, Sayings, Path], bool]
    table: str | None = None
    """The name of the table that a file of rows holds."""


FORMS: tuple[LinkedForm, ...] = (
    LinkedForm("linked/annotations.jsonld", "annotations", write_annotations),
    LinkedForm("linked/{name}.tei.xml", "tei", write_tei),
    LinkedForm("linked/{name}.ttl", "rdf", write_rdf),
    LinkedForm("linked/topics.ttl", "skos", write_topics),
    LinkedForm("features/features.jsonl", "features", write_features),
    LinkedForm("features/token_counts.csv", "counts", write_token_counts, TABLE),
)
