"""Takes the dataset and its files; gives those by which people and archives cite it, written beside the downloads."""

from aqwal.derive.citation import cite_dataset
from aqwal.metadata.cff import citation_cff
from aqwal.metadata.holdings import Holdings
from aqwal.metadata.zenodo import zenodo_json


def cff_file(holdings: Holdings) -> str:
    """Return CITATION.cff."""
    return citation_cff(holdings.about)


def zenodo_file(holdings: Holdings) -> str:
    """Return zenodo.json, the same as the repository's `.zenodo.json`."""
    return zenodo_json(holdings.about)


def bibtex_file(holdings: Holdings) -> str:
    """Return the citation of the whole for BibTeX."""
    return cite_dataset(holdings.about).bibtex


def ris_file(holdings: Holdings) -> str:
    """Return the citation of the whole for reference managers."""
    return cite_dataset(holdings.about).ris


def csl_file(holdings: Holdings) -> str:
    """Return the citation of the whole for citation processors."""
    return cite_dataset(holdings.about).csl_json
