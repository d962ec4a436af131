"""Takes what was written so far; gives the descriptor of a Data Package, version 2 of the specification."""

from typing import Any

from aqwal.derive.cells import SEPARATOR, cell
from aqwal.derive.columns import Column
from aqwal.derive.formats import Download
from aqwal.derive.tables import Table
from aqwal.metadata.holdings import Holdings
from aqwal.record_types import Bilingual

PROFILE = "https://datapackage.org/profiles/2.0/"
RESOURCES = ("csv", "parquet", "json", "jsonl", "sqlite")
_WHOLE = {"parquet": "apache-parquet", "jsonl": "json-lines"}
"""Format → its name here, which tools do not take for a table: frictionless 5.21 fails on lists in Parquet and on an
empty JSONL file, while it checks a file of any other name by bytes and hash. The media type says what it is."""
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
        "licenses": [licence(about["licences"]["data"])],
        "contributors": [{**_both("title", creator), "roles": ["creator"]} for creator in about["creators"]],
        "keywords": [word for keyword in about["keywords"] for word in (keyword["en"], keyword["ar"])],
        "resources": [resource(download, holdings.tables.get(download.table or ""))
                      for download in holdings.downloads if download.format in RESOURCES],
    }


def licence(identifier: str) -> Descriptor:
    """Return a licence by its SPDX identifier."""
    return {"name": identifier, "path": f"https://spdx.org/licenses/{identifier}.html"}


def resource(download: Download, table: Table | None) -> Descriptor:
    """Return the description of one file; a CSV file with the schema of its table."""
    result: Descriptor = {
        "$schema": f"{PROFILE}dataresource.json",
        "name": resource_name(download),
        "path": download.path,
        **_both("title", download.title),
        "format": _WHOLE.get(download.format, download.format),
        "mediatype": download.media_type,
        "bytes": download.bytes,
        "hash": f"sha256:{download.sha256}",
        "licenses": [licence(download.licence)],
    }
    if download.format in ("csv", "json", "jsonl"):
        result["encoding"] = "utf-8"
    if download.format == "csv" and table:
        result |= {"type": "table", "schema": table_schema(table)}
    return result


def resource_name(download: Download) -> str:
    """Return a name unique in the package; a CSV table has the plain name, as foreign keys use it."""
    stem = download.path.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    return stem if download.format == "csv" else f"{stem}-{download.format}"


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
    rules: Descriptor = {"required": True} if not column.nullable else {}
    if column.enum:
        rules["enum"] = list(column.enum)
    if column.pattern and column.type == "string":
        rules["pattern"] = column.pattern
    if column.minimum is not None:
        rules["minimum"] = column.minimum
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


def _both(key: str, text: Bilingual) -> Descriptor:
    return {key: text["en"], "x-ar": {key: text["ar"]}}
