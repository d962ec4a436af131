"""Takes what was written so far; gives a Croissant description, version 1.1, of which every record set loads.

Each table is a record set over its Parquet file, where text, number, day and list have types of their own; out of CSV a
reader has to guess them. The file of each other form is described too.

`contentUrl` is relative. By the rules for addresses it then names the file beside the description, wherever that was
read: on the site, in a release, in the unpacked zip. mlcroissant 1.1 resolves it against the folder of a description on
disk alone; whoever has it read the description from the web joins each `contentUrl` to that address first.
"""

from typing import Any

from aqwal.derive.citation import cite_dataset, keywords
from aqwal.derive.columns import Column, ColumnType
from aqwal.derive.formats import Download
from aqwal.derive.spans import coverage
from aqwal.derive.tables import Table
from aqwal.metadata.agents import doi_of, name_of, orcid_of, publisher_of
from aqwal.metadata.holdings import Holdings
from aqwal.metadata.licences import COVERED, addresses_in
from aqwal.metadata.standards import STANDARDS
from aqwal.record_types import Bilingual, DatasetCreatorsItem

Part = dict[str, Any]
_TERMS = (
    "annotation", "arrayShape", "citeAs", "column", "containedIn", "equivalentProperty", "excludes", "extract", "field",
    "fileObject", "fileProperty", "fileSet", "format", "includes", "isArray", "isLiveDataset", "jsonPath", "key", "md5",
    "parentField", "path", "readLines", "recordSet", "references", "regex", "repeated", "replace", "samplingRate",
    "sdVersion", "separator", "source", "subField", "transform", "unArchive", "value",
)
CONTEXT: Part = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "sc": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "dct": "http://purl.org/dc/terms/",
    "conformsTo": "dct:conformsTo",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "description": {"@container": "@language"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "name": {"@container": "@language"},
    **{term: f"cr:{term}" for term in _TERMS},
}
"""The context that the specification asks for, whole: readers warn where a term is left out."""
_ENCODINGS = {"parquet": "application/x-parquet", "jsonl": "application/jsonlines"}
"""Form → media type as mlcroissant knows it: it loads nothing under the names that IANA gives."""
_TYPES: dict[ColumnType, str] = {"string": "sc:Text", "list": "sc:Text", "integer": "sc:Integer",
                                 "number": "sc:Float", "boolean": "sc:Boolean", "date": "sc:Date"}


def croissant(holdings: Holdings) -> Part:
    """Return the description of the whole dataset."""
    about = holdings.about
    files = {one.table: one for one in holdings.downloads if one.format == "parquet"}
    return _given({
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": STANDARDS["croissant"].address,
        "name": about["title"],
        "alternateName": about["name"],
        "description": about["description"],
        "url": about["url"],
        "version": about["version"],
        "datePublished": about["released"],
        "license": addresses_in(about["licences"]["data"]),
        "copyrightNotice": COVERED["en"],
        "creator": [_agent(creator) for creator in about["creators"]],
        "publisher": _agent(publisher_of(about)),
        "keywords": keywords(about),
        "inLanguage": ["ar", "en"],
        "temporalCoverage": coverage(holdings.archive.articles.values()),
        "identifier": doi_of(about),
        "citeAs": cite_dataset(about).bibtex,
        "distribution": [_file(one) for one in holdings.data],
        "recordSet": [_record_set(table, files[name]) for name, table in holdings.tables.items()
                      if name in files],
    })


def _file(download: Download) -> Part:
    return {
        "@type": "cr:FileObject",
        "@id": download.path,
        "name": download.path.rsplit("/", 1)[-1],
        "description": download.title,
        "contentUrl": download.path,
        "contentSize": f"{download.bytes} B",
        "encodingFormat": _ENCODINGS.get(download.format, download.media_type),
        "sha256": download.sha256,
        "license": addresses_in(download.licence),
    }


def _record_set(table: Table, file: Download) -> Part:
    return {
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.title,
        "description": table.description,
        "key": [{"@id": _id(table.name, name)} for name in table.key],
        "field": [_field(table, column, file) for column in table.columns],
    }


def _field(table: Table, column: Column, file: Download) -> Part:
    return _given({
        "@type": "cr:Field",
        "@id": _id(table.name, column.name),
        "name": column.name,
        "description": _described(column),
        "dataType": _TYPES[column.type],
        "isArray": True if column.type == "list" else None,
        "arrayShape": "-1" if column.type == "list" else None,
        "source": {"fileObject": {"@id": file.path}, "extract": {"column": column.name}},
    })


def _described(column: Column) -> Bilingual:
    """Return a column's name and meaning; its machine name is the name of the field."""
    return {"ar": f"{column.title['ar']}: {column.description['ar']}",
            "en": f"{column.title['en']}: {column.description['en']}"}


def _agent(creator: DatasetCreatorsItem) -> Part:
    kind = "sc:Person" if creator["kind"] == "person" else "sc:Organization"
    return _given({"@type": kind, "name": name_of(creator), "url": orcid_of(creator)})


def _id(table: str, column: str) -> str:
    return f"{table}/{column}"


def _given(part: Part) -> Part:
    return {name: value for name, value in part.items() if value is not None}
