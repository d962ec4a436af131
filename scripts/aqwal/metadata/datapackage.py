"""Takes what was written so far; gives the descriptor of a Data Package, version 2 of the specification."""

from typing import Any

from aqwal.derive.cells import SEPARATOR, cell
from aqwal.derive.citation import keywords
from aqwal.derive.columns import Column
from aqwal.derive.formats import Download
from aqwal.derive.tables import Table
from aqwal.metadata.agents import name_of, orcid_of
from aqwal.metadata.holdings import Holdings
from aqwal.metadata.licences import COVERED, address_of, identifiers_in
from aqwal.record_types import Bilingual, DatasetCreatorsItem

PROFILE = "https://datapackage.org/profiles/2.0/"
BINARY = ("parquet", "sqlite")
ROWS = ("csv", "counts")
"""Forms whose files are tables in CSV."""
_WHOLE = {"parquet": "apache-parquet", "jsonl": "json-lines", "csv": "comma-separated-values"}
"""Ending → a name for its format that tools do not take for a table: frictionless 5.21 fails on lists in Parquet and on
an empty JSONL file, and guesses the types of a CSV file that comes without a schema. A file of any other name it checks
by bytes and hash. The media type says what it is."""
Descriptor = dict[str, Any]


def datapackage(holdings: Holdings) -> Descriptor:
    """Return the descriptor of the whole dataset; one resource for each file that holds records."""
    about = holdings.about
    return {
        "$schema": f"{PROFILE}datapackage.json",
        "name": about["name"],
        "title": about["title"]["en"],
        "description": about["description"]["en"],
        "x-ar": {"title": about["title"]["ar"], "description": about["description"]["ar"]},
        "homepage": about["url"],
        "version": about["version"],
        "created": f"{about['released']}T00:00:00Z",
        "licenses": licences(about["licences"]["data"]),
        "x-rights": COVERED,
        "contributors": [contributor(creator) for creator in about["creators"]],
        "keywords": keywords(about),
        "resources": [resource(download, holdings.tables.get(download.table or ""))
                      for download in holdings.data],
    }


def licences(expression: str) -> list[Descriptor]:
    """Return the licences of an SPDX expression."""
    return [{"name": one, "path": address_of(one)} for one in identifiers_in(expression)]


def contributor(creator: DatasetCreatorsItem) -> Descriptor:
    """Return a creator, with an address where there is an ORCID iD."""
    address = orcid_of(creator)
    return {**_both("title", name_of(creator)), **({"path": address} if address else {}), "roles": ["creator"]}


def resource(download: Download, table: Table | None) -> Descriptor:
    """Return the description of one file; a CSV file with the schema of its table."""
    is_table, ending = download.format in ROWS and table is not None, download.path.rsplit(".", 1)[-1]
    result: Descriptor = {
        "$schema": f"{PROFILE}dataresource.json",
        "name": resource_name(download),
        "path": download.path,
        **_both("title", download.title),
        "format": ending if is_table else _WHOLE.get(ending, ending),
        "mediatype": download.media_type,
        "bytes": download.bytes,
        "hash": f"sha256:{download.sha256}",
        "licenses": licences(download.licence),
    }
    if download.format not in BINARY:
        result["encoding"] = "utf-8"
    if is_table and table:
        result |= {"type": "table", "schema": table_schema(table)}
    return result


def resource_name(download: Download) -> str:
    """Return a name unique in the package; a CSV table has the plain name, as foreign keys use it."""
    stem, *_, ending = download.path.rsplit("/", 1)[-1].split(".")
    return stem if download.format in ROWS else f"{stem}-{ending}"


def table_schema(table: Table) -> Descriptor:
    """Return the Table Schema of a table's CSV file."""
    references = [
        {"fields": list(key.columns),
         "reference": {"resource": "" if key.table == table.name else key.table, "fields": list(key.targets)}}
        for key in table.foreign_keys
    ]
    return {
        "$schema": f"{PROFILE}tableschema.json",
        "fields": [field(column) for column in table.columns],
        "primaryKey": list(table.key),
        **({"foreignKeys": references} if references else {}),
        "missingValues": [""],
    }


def field(column: Column) -> Descriptor:
    """Return the description of one column."""
    rules = constraints(column)
    described: Descriptor = {
        "name": column.name,
        "type": "string" if column.type == "list" else column.type,
        "title": column.title["en"],
        "description": column.description["en"],
        "x-ar": {"title": column.title["ar"], "description": column.description["ar"]},
    }
    if column.type == "list":
        # The specification has a type `list`, but its own JSON Schema of 2.0 refuses it.
        described["x-list"] = {"delimiter": SEPARATOR, "itemType": "string"}
    if column.unit:
        described["x-unit"] = column.unit
    if column.example is not None:
        described["example"] = cell(column.example)
    return described | ({"constraints": rules} if rules else {})


def constraints(column: Column) -> Descriptor:
    """Return what every value of a column obeys; of a list, whose items stand in one cell, only that it is given."""
    rules: Descriptor = {"required": True} if not column.nullable else {}
    if column.type == "list":
        return rules
    is_text, bounds = column.type == "string", column.bounds
    given = {"enum": list(column.enum) or None, "pattern": column.pattern if is_text else None,
             "minimum": bounds.minimum, "maximum": bounds.maximum,
             "minLength": bounds.min_length if is_text else None, "maxLength": bounds.max_length if is_text else None}
    return rules | {name: value for name, value in given.items() if value is not None}


def _both(key: str, text: Bilingual) -> Descriptor:
    return {key: text["en"], "x-ar": {key: text["ar"]}}
