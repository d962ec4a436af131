"""Takes the dataset's record; says who made it and who publishes it, by names and addresses that every form shares.

The record names creators and no publisher: where a form asks for one, the first of them stands, who puts the site up.
"""

from aqwal.derive.citation import doi_link, orcid_link
from aqwal.record_types import Bilingual, Dataset, DatasetCreatorsItem


def name_of(creator: DatasetCreatorsItem) -> Bilingual:
    """Return a creator's name in both languages."""
    return {"ar": creator["ar"], "en": creator["en"]}


def orcid_of(creator: DatasetCreatorsItem) -> str | None:
    """Return the address of a creator's ORCID record."""
    return orcid_link(creator["orcid"]) if creator["orcid"] else None


def publisher_of(about: Dataset) -> DatasetCreatorsItem:
    """Return who publishes the dataset."""
    return about["creators"][0]


def doi_of(about: Dataset) -> str | None:
    """Return the address that the dataset's DOI resolves at."""
    return doi_link(about["doi"]) if about["doi"] else None
