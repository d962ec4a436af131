"""Takes every file that was written; gives the RO-Crate metadata of the folder, version 1.2 of the specification.

It is written last and names all others with size and hash. SHA256SUMS, and the manifest of a release, come after it and
hold its hash: they are named without one. The zip, which stands beside the files and holds them, is no part.
"""

from collections.abc import Iterable
from typing import Any

from aqwal.derive.citation import cite_dataset, keywords
from aqwal.derive.formats import FORMATS, Download, FormatName
from aqwal.derive.spans import coverage
from aqwal.derive.tables import Table
from aqwal.metadata.agents import doi_of, orcid_of, publisher_of
from aqwal.metadata.holdings import Holdings
from aqwal.metadata.licences import COVERED, address_of, addresses_in, identifiers_in, licence_of
from aqwal.metadata.standards import STANDARDS
from aqwal.record_types import Dataset, DatasetCreatorsItem

Entity = dict[str, Any]
FILE = "ro-crate-metadata.json"
ROOT = "./"


def rocrate(holdings: Holdings) -> Entity:
    """Return the metadata document: its own descriptor, the dataset, every file, and what these refer to."""
    about, files = holdings.about, holdings.downloads
    version = STANDARDS["crate"].address
    return {"@context": f"{version}/context", "@graph": [
        {"@id": FILE, "@type": "CreativeWork", "about": _to(ROOT), "conformsTo": _to(version)},
        _root(holdings),
        *(_file(one, holdings.tables.get(one.table or "")) for one in files),
        *(_file_to_come(path, form, about) for path, form in holdings.later),
        *(_agent(one, about) for one in about["creators"]),
        *_contact(about),
        *_licences([about["licences"]["data"], *(one.licence for one in files)]),
        *_standards(files),
    ]}


def _root(holdings: Holdings) -> Entity:
    about, doi = holdings.about, doi_of(holdings.about)
    entity = {
        "@id": ROOT, "@type": "Dataset",
        "name": about["title"]["en"], "alternateName": about["title"]["ar"],
        "description": f"{about['description']['en']}\n\n{about['description']['ar']}",
        "url": about["url"], "identifier": doi, "version": about["version"], "datePublished": about["released"],
        "license": _licence(about["licences"]["data"]), "copyrightNotice": COVERED["en"],
        "author": [_to(_agent_id(one, about)) for one in about["creators"]],
        "publisher": _to(_agent_id(publisher_of(about), about)),
        "creditText": cite_dataset(about).plain["en"],
        "keywords": keywords(about), "inLanguage": ["ar", "en"],
        "temporalCoverage": coverage(holdings.archive.articles.values()),
        "hasPart": [*(_to(one.path) for one in holdings.downloads), *(_to(path) for path, _ in holdings.later)],
    }
    return {name: value for name, value in entity.items() if value is not None}


def _file(download: Download, table: Table | None) -> Entity:
    standard = STANDARDS.get(download.format)
    said = {"description": f"{table.description['en']}\n\n{table.description['ar']}"} if table else {}
    return {
        "@id": download.path, "@type": "File",
        "name": download.title["en"], "alternateName": download.title["ar"], **said,
        "contentSize": str(download.bytes), "sha256": download.sha256, "encodingFormat": download.media_type,
        "license": _licence(download.licence), **({"conformsTo": _to(standard.address)} if standard else {}),
    }


def _file_to_come(path: str, form: FormatName, about: Dataset) -> Entity:
    kind = FORMATS[form]
    return {"@id": path, "@type": "File", "name": kind.title["en"], "alternateName": kind.title["ar"],
            "encodingFormat": kind.media_type, "license": _licence(licence_of(form, about))}


def _agent(creator: DatasetCreatorsItem, about: Dataset) -> Entity:
    contact = about["contact"] if creator == publisher_of(about) else None
    return {
        "@id": _agent_id(creator, about), "@type": "Person" if creator["kind"] == "person" else "Organization",
        "name": creator["en"], "alternateName": creator["ar"], **({"contactPoint": _to(contact)} if contact else {}),
    }


def _agent_id(creator: DatasetCreatorsItem, about: Dataset) -> str:
    return orcid_of(creator) or f"#creator-{about['creators'].index(creator) + 1}"


def _contact(about: Dataset) -> list[Entity]:
    if not about["contact"]:
        return []
    return [{"@id": about["contact"], "@type": "ContactPoint", "name": "Corrections and takedown requests",
             "contactType": "corrections", "url": about["contact"]}]


def _licences(expressions: Iterable[str]) -> list[Entity]:
    found = dict.fromkeys(one for expression in expressions for one in identifiers_in(expression))
    return [{"@id": address_of(one), "@type": "CreativeWork", "name": one,
             "description": f"Licence that the SPDX licence list names {one}.", "identifier": one} for one in found]


def _standards(files: Iterable[Download]) -> list[Entity]:
    found = dict.fromkeys(STANDARDS[one.format] for one in files if one.format in STANDARDS)
    return [{"@id": one.address, "@type": "CreativeWork", "name": one.name} for one in found]


def _licence(expression: str) -> Entity | list[Entity]:
    links = [_to(one) for one in addresses_in(expression)]
    return links[0] if len(links) == 1 else links


def _to(identifier: str) -> Entity:
    return {"@id": identifier}
