"""Takes the dataset's record and its files; gives its metadata in the schema of DataCite, version 4.5.

A DOI is what DataCite registers, so its schema asks for none: without one the record is that of a draft, and the
dataset's own address is given in the field for other identifiers.
"""

from typing import Any

from aqwal.arabic.tokens import one_line
from aqwal.derive.citation import name_parts, orcid_link
from aqwal.metadata.holdings import Holdings
from aqwal.metadata.licences import SPDX, address_of
from aqwal.record_types import Bilingual, Dataset, DatasetCreatorsItem

LANGUAGE = "ar"


def datacite(holdings: Holdings) -> dict[str, Any]:
    """Return the metadata; `sizes` and `formats` are those of the files that hold records."""
    about = holdings.about
    return {
        "schemaVersion": "http://datacite.org/schema/kernel-4",
        **({"doi": about["doi"]} if about["doi"] else {}),
        "url": about["url"],
        "alternateIdentifiers": [{"alternateIdentifier": about["url"], "alternateIdentifierType": "URL"}],
        "types": {"resourceTypeGeneral": "Dataset", "resourceType": "Dataset"},
        "titles": [{"title": one_line(about["title"]["en"]), "lang": "en"},
                   {"title": one_line(about["title"]["ar"]), "lang": "ar", "titleType": "TranslatedTitle"}],
        "creators": [_creator(creator) for creator in about["creators"]],
        "publisher": {"name": one_line(about["creators"][0]["en"]), "lang": "en"},
        "publicationYear": about["released"][:4],
        "dates": [{"date": about["released"], "dateType": "Issued"}],
        "version": about["version"],
        "language": LANGUAGE,
        "subjects": [{"subject": one_line(keyword[tongue]), "lang": tongue}
                     for tongue in ("en", "ar") for keyword in _unlike(about["keywords"])],
        "descriptions": [*_descriptions(about["description"], "Abstract"), *_descriptions(about["coverage"], "Other")],
        "rightsList": _rights(about),
        "sizes": [f"{number} {kind}" for kind, number in holdings.archive.counts().items()]
                 + [f"{sum(one.bytes for one in holdings.data)} bytes in {len(holdings.data)} data files"],
        "formats": list(dict.fromkeys(one.media_type for one in holdings.data)),
        **_source(about),
    }


def _creator(creator: DatasetCreatorsItem) -> dict[str, Any]:
    parts = name_parts(creator)
    result: dict[str, Any] = {
        "name": one_line(creator["en"]),
        "nameType": "Personal" if creator["kind"] == "person" else "Organizational",
    }
    if parts:
        result |= {"familyName": one_line(parts[0]), "givenName": one_line(parts[1])}
    if creator["orcid"]:
        result["nameIdentifiers"] = [{"nameIdentifier": orcid_link(creator["orcid"]), "nameIdentifierScheme": "ORCID",
                                      "schemeUri": "https://orcid.org"}]
    return result


def _unlike(keywords: list[Bilingual]) -> list[Bilingual]:
    """Return the keywords, each once."""
    return [one for index, one in enumerate(keywords) if one not in keywords[:index]]


def _descriptions(text: Bilingual, kind: str) -> list[dict[str, str]]:
    return [{"description": one_line(words), "descriptionType": kind, "lang": tongue}
            for tongue, words in (("en", text["en"]), ("ar", text["ar"]))]


def _rights(about: Dataset) -> list[dict[str, str]]:
    """Return the licences: that of the data, and that of the schemas, which are among the files."""
    data, code = about["licences"]["data"], about["licences"]["code"]
    rights = [_licence(data, data)]
    return rights if code == data else [*rights, _licence(code, f"{code} (the schemas)")]


def _licence(identifier: str, words: str) -> dict[str, str]:
    return {"rights": words, "rightsUri": address_of(identifier), "rightsIdentifier": identifier,
            "rightsIdentifierScheme": "SPDX", "schemeUri": SPDX, "lang": "en"}


def _source(about: Dataset) -> dict[str, Any]:
    if about["repository"] is None:
        return {}
    return {"relatedIdentifiers": [{"relatedIdentifier": about["repository"], "relatedIdentifierType": "URL",
                                    "relationType": "IsDerivedFrom"}]}
