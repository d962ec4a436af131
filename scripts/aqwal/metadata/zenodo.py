"""Takes the dataset's record; gives what the archive Zenodo reads from a repository's `.zenodo.json`.

Zenodo gives every version a DOI of its own. So the DOI of all versions is not handed in as that of this one, which
would be refused or would take its place; it stands among the related identifiers.
"""

import json
from html import escape
from typing import Any

from aqwal.arabic.tokens import one_line
from aqwal.derive.citation import keywords
from aqwal.metadata.licences import COVERED
from aqwal.record_types import Dataset, DatasetCreatorsItem

LANGUAGE = "ara"
"""The one language that Zenodo takes; it knows codes of three letters."""


def zenodo_json(about: Dataset) -> str:
    """Return the text of `.zenodo.json`."""
    return json.dumps(_deposit(about), ensure_ascii=False, indent=2) + "\n"


def _deposit(about: Dataset) -> dict[str, Any]:
    return {
        "upload_type": "dataset",
        "title": one_line(about["title"]["en"]),
        "creators": [_creator(creator) for creator in about["creators"]],
        "description": "".join(f"<p>{escape(one_line(about[part][tongue]), quote=False)}</p>"
                               for tongue in ("en", "ar") for part in ("description", "coverage")),
        "version": about["version"],
        "publication_date": about["released"],
        "access_right": "open",
        "license": about["licences"]["data"].lower(),
        "notes": f"<p>{COVERED['en']} The program and the schemas are under {about['licences']['code']}.</p>",
        "keywords": keywords(about),
        "language": LANGUAGE,
        "related_identifiers": _related(about),
    }


def _creator(creator: DatasetCreatorsItem) -> dict[str, str]:
    return {"name": one_line(creator["en"])} | ({"orcid": creator["orcid"]} if creator["orcid"] else {})


def _related(about: Dataset) -> list[dict[str, str]]:
    site = {"identifier": about["url"], "relation": "isDocumentedBy", "resource_type": "dataset"}
    if about["doi"] is None:
        return [site]
    return [site, {"identifier": about["doi"], "relation": "isVersionOf", "resource_type": "dataset"}]
