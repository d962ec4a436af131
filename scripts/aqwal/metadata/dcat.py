"""Takes what was written so far; gives a DCAT 3 catalogue of the dataset and its files, as DCAT-AP 3.0.1 asks for it.

The context stands in the file, so that nothing has to be fetched. What the profile wants to know the class of, such as
licences and media types, is described in the file too.
"""

from typing import Any, Literal

from aqwal.derive.formats import FORMATS, Download
from aqwal.derive.spans import coverage
from aqwal.metadata.agents import doi_of, name_of, orcid_of, publisher_of
from aqwal.metadata.holdings import Holdings
from aqwal.metadata.licences import COVERED, address_of, addresses_in, identifiers_in
from aqwal.metadata.standards import REGISTERED, STANDARDS
from aqwal.record_types import Bilingual, DatasetCreatorsItem

Node = dict[str, Any]
FILE = "dcat.jsonld"
TONGUES: tuple[Literal["ar"], Literal["en"]] = ("ar", "en")
_EUROPE = "http://publications.europa.eu/resource/authority/"
_IANA = "https://www.iana.org/assignments/media-types/"
_LINK = {"@type": "@id"}
_TEXT = {"@container": "@language"}
CONTEXT: Node = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "title": {"@id": "dct:title", **_TEXT},
    "description": {"@id": "dct:description", **_TEXT},
    "name": {"@id": "foaf:name", **_TEXT},
    "label": {"@id": "rdfs:label", **_TEXT},
    "keyword": {"@id": "dcat:keyword", **_TEXT},
    "contactName": {"@id": "vcard:fn", **_TEXT},
    "contactAddress": {"@id": "vcard:hasURL", **_LINK},
    "issued": {"@id": "dct:issued", "@type": "xsd:date"},
    "version": "dcat:version",
    "identifier": "dct:identifier",
    "startDate": "dcat:startDate",
    "endDate": "dcat:endDate",
    "byteSize": {"@id": "dcat:byteSize", "@type": "xsd:nonNegativeInteger"},
    "checksumValue": {"@id": "spdx:checksumValue", "@type": "xsd:hexBinary"},
    **{name: {"@id": f"{prefix}:{name}", **_LINK} for prefix, names in {
        "dct": ("publisher", "creator", "language", "license", "rights", "temporal", "accessRights", "format",
                "conformsTo"),
        "dcat": ("dataset", "distribution", "landingPage", "contactPoint", "accessURL", "downloadURL", "mediaType"),
        "foaf": ("homepage",),
        "spdx": ("checksum", "algorithm"),
    }.items() for name in names},
}
_LANGUAGES: dict[str, Bilingual] = {f"{_EUROPE}language/ARA": {"ar": "العربية", "en": "Arabic"},
                                    f"{_EUROPE}language/ENG": {"ar": "الإنجليزية", "en": "English"}}
_PUBLIC: Bilingual = {"ar": "متاح للجميع", "en": "public"}


def dcat(holdings: Holdings) -> Node:
    """Return the catalogue: every node once, each file that holds records a distribution."""
    about = holdings.about
    return {"@context": CONTEXT, "@graph": [
        {
            "@id": _mark(holdings, "catalogue"), "@type": "dcat:Catalog",
            "title": about["title"], "description": about["description"], "issued": about["released"],
            "publisher": _agent_id(publisher_of(about), holdings), "homepage": about["url"],
            "language": list(_LANGUAGES), "license": address_of(about["licences"]["data"]),
            "dataset": _mark(holdings, "dataset"),
        },
        _dataset(holdings),
        *(_distribution(one, holdings) for one in holdings.data),
        *(_agent(one, holdings) for one in about["creators"]),
        *_named(holdings),
    ]}


def _dataset(holdings: Holdings) -> Node:
    about, url = holdings.about, holdings.about["url"]
    node = {
        "@id": _mark(holdings, "dataset"), "@type": "dcat:Dataset",
        "title": about["title"], "description": about["description"],
        "identifier": doi_of(about) or url, "version": about["version"], "issued": about["released"],
        "creator": [_agent_id(one, holdings) for one in about["creators"]],
        "publisher": _agent_id(publisher_of(about), holdings),
        "keyword": {tongue: list(dict.fromkeys(pair[tongue] for pair in about["keywords"])) for tongue in TONGUES},
        "language": list(_LANGUAGES), "landingPage": url, "license": address_of(about["licences"]["data"]),
        "accessRights": f"{_EUROPE}access-right/PUBLIC",
        "temporal": _period(holdings),
        "contactPoint": _contact(holdings),
        "distribution": [_mark(holdings, one.path) for one in holdings.data],
    }
    return {name: value for name, value in node.items() if value is not None}


def _distribution(download: Download, holdings: Holdings) -> Node:
    """Return a file that holds records. The profile has room for one licence, and only the zip is under two."""
    about, standard = holdings.about, STANDARDS.get(download.format)
    return {
        "@id": _mark(holdings, download.path), "@type": "dcat:Distribution",
        "title": download.title, "issued": about["released"],
        "accessURL": f"{about['url']}downloads/", "downloadURL": holdings.base + download.path,
        "byteSize": download.bytes,
        "checksum": {"@type": "spdx:Checksum", "algorithm": "spdx:checksumAlgorithm_sha256",
                     "checksumValue": download.sha256},
        **_media(download),
        "license": addresses_in(download.licence)[0], "rights": _mark(holdings, "rights"),
        **({"conformsTo": standard.address} if standard else {}),
    }


def _media(download: Download) -> Node:
    """Return the media type, where IANA has it; where not, the form by a node of our own."""
    if download.media_type in REGISTERED:
        return {"mediaType": _IANA + download.media_type}
    return {"format": {"@type": "dct:MediaTypeOrExtent", "label": FORMATS[download.format].title}}


def _period(holdings: Holdings) -> Node | None:
    """Return the time covered; a month is a month and a year a year."""
    start, _, end = (coverage(holdings.archive.articles.values()) or "../..").partition("/")
    ends = {name: {"@value": day, "@type": {4: "xsd:gYear", 7: "xsd:gYearMonth"}.get(len(day), "xsd:date")}
            for name, day in (("startDate", start), ("endDate", end)) if day != ".."}
    return {"@type": "dct:PeriodOfTime", **ends} if ends else None


def _contact(holdings: Holdings) -> Node | None:
    about = holdings.about
    if not about["contact"]:
        return None
    return {"@type": "vcard:Kind", "contactName": about["title"], "contactAddress": about["contact"]}


def _agent(creator: DatasetCreatorsItem, holdings: Holdings) -> Node:
    kind = "foaf:Person" if creator["kind"] == "person" else "foaf:Organization"
    return {"@id": _agent_id(creator, holdings), "@type": ["foaf:Agent", kind], "name": name_of(creator)}


def _agent_id(creator: DatasetCreatorsItem, holdings: Holdings) -> str:
    number = holdings.about["creators"].index(creator) + 1
    return orcid_of(creator) or _mark(holdings, f"creator-{number}")


def _named(holdings: Holdings) -> list[Node]:
    """Return what others refer to: pages, licences, languages, media types, standards, rights."""
    about, data = holdings.about, holdings.data
    licences = dict.fromkeys([about["licences"]["data"],
                              *(one for each in data for one in identifiers_in(each.licence)[:1])])
    types = dict.fromkeys(each.media_type for each in data if each.media_type in REGISTERED)
    standards = dict.fromkeys(STANDARDS[each.format] for each in data if each.format in STANDARDS)
    return [
        {"@id": about["url"], "@type": "foaf:Document", "title": about["title"]},
        {"@id": f"{_EUROPE}access-right/PUBLIC", "@type": "dct:RightsStatement", "label": _PUBLIC},
        {"@id": _mark(holdings, "rights"), "@type": "dct:RightsStatement", "label": COVERED},
        *({"@id": one, "@type": "dct:LinguisticSystem", "label": label} for one, label in _LANGUAGES.items()),
        *({"@id": address_of(one), "@type": "dct:LicenseDocument", "identifier": one} for one in licences),
        *({"@id": _IANA + one, "@type": "dct:MediaType", "identifier": one} for one in types),
        *({"@id": one.address, "@type": "dct:Standard", "title": {"en": one.name}} for one in standards),
    ]


def _mark(holdings: Holdings, name: str) -> str:
    """Return the name of a node: a place in this file."""
    return f"{holdings.base}{FILE}#{name}"
