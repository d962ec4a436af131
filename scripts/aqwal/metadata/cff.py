"""Takes the dataset's record; gives CITATION.cff, version 1.2.0 of the Citation File Format."""

from typing import Any

from aqwal import records
from aqwal.arabic.tokens import one_line
from aqwal.derive.citation import keywords, name_parts, orcid_link
from aqwal.record_types import Dataset, DatasetCreatorsItem

MESSAGE = "If you use this dataset, please cite it, with its version."


def citation_cff(about: Dataset) -> str:
    """Return the text of CITATION.cff; a key without a value is left out, as the format has no null."""
    value = {
        "cff-version": "1.2.0",
        "message": MESSAGE,
        "type": "dataset",
        "title": one_line(about["title"]["en"]),
        "authors": [_author(creator) for creator in about["creators"]],
        "version": about["version"],
        "date-released": about["released"],
        "doi": about["doi"],
        "url": about["url"],
        "repository-code": about["repository"],
        "license": about["licences"]["data"],
        "keywords": keywords(about),
        "abstract": one_line(about["description"]["en"]),
    }
    return records.dump({key: part for key, part in value.items() if part is not None})


def _author(creator: DatasetCreatorsItem) -> dict[str, Any]:
    """Return an author. A person's name that is not known to divide is given whole, not divided by a guess."""
    orcid = {"orcid": orcid_link(creator["orcid"])} if creator["orcid"] else {}
    if creator["kind"] == "organisation":
        return {"name": one_line(creator["en"])}
    parts = name_parts(creator)
    if parts is None:
        return {"family-names": one_line(creator["en"]), **orcid}
    return {"family-names": one_line(parts[0]), "given-names": one_line(parts[1]), **orcid}
