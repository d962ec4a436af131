"""Takes a form of file; says which published standard a file of that form follows, if it follows one."""

from typing import NamedTuple

from aqwal.derive.formats import FormatName


class Standard(NamedTuple):
    """A standard: its name, and the address that stands for it."""

    name: str
    address: str


_CSV = Standard("RFC 4180: Common Format and MIME Type for CSV Files", "https://www.rfc-editor.org/rfc/rfc4180")
STANDARDS: dict[FormatName, Standard] = {
    "csv": _CSV,
    "counts": _CSV,
    "changes_table": _CSV,
    "schema": Standard("JSON Schema, draft 2020-12", "https://json-schema.org/draft/2020-12/schema"),
    "package": Standard("Data Package, version 2.0", "https://datapackage.org/profiles/2.0/datapackage.json"),
    "croissant": Standard("Croissant, version 1.1", "http://mlcommons.org/croissant/1.1"),
    "dcat": Standard("Data Catalog Vocabulary (DCAT), version 3", "https://www.w3.org/TR/vocab-dcat-3/"),
    "schema_org": Standard("Schema.org", "http://schema.org/"),
    "cff": Standard("Citation File Format, version 1.2.0", "https://citation-file-format.github.io/"),
    "datacite": Standard("DataCite Metadata Schema, version 4", "http://datacite.org/schema/kernel-4"),
    "annotations": Standard("Web Annotation Data Model", "https://www.w3.org/TR/annotation-model/"),
    "tei": Standard("TEI P5: Guidelines for Electronic Text Encoding and Interchange",
                    "https://tei-c.org/guidelines/p5/"),
    "rdf": Standard("RDF 1.1 Turtle", "https://www.w3.org/TR/turtle/"),
    "skos": Standard("SKOS Simple Knowledge Organization System", "https://www.w3.org/TR/skos-reference/"),
    "crate": Standard("RO-Crate Metadata Specification, version 1.2", "https://w3id.org/ro/crate/1.2"),
}
REGISTERED = frozenset({
    "application/json", "application/ld+json", "application/vnd.apache.parquet", "application/vnd.sqlite3",
    "application/tei+xml", "application/xml", "application/zip", "text/csv", "text/plain", "text/turtle",
})
"""Media types of ours that IANA lists; an address is claimed for no other."""
