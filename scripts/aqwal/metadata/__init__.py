"""Takes the dataset and its files; gives descriptions of it for catalogues, archives and citations, from one source."""

import json
from collections.abc import Callable
from typing import Any, NamedTuple

from aqwal.derive.formats import FormatName
from aqwal.metadata.bibliography import bibtex_file, cff_file, csl_file, ris_file, zenodo_file
from aqwal.metadata.croissant import croissant
from aqwal.metadata.datacite import datacite
from aqwal.metadata.datapackage import datapackage
from aqwal.metadata.dcat import dcat
from aqwal.metadata.holdings import Holdings
from aqwal.metadata.rocrate import FILE, rocrate
from aqwal.metadata.schema_org import schema_org

__all__ = ["DESCRIPTIONS", "INVENTORY", "Description", "Holdings"]


class Description(NamedTuple):
    """One file that describes the dataset; `text` is given all files written before it."""

    name: str
    form: FormatName
    text: Callable[[Holdings], str]


def _json(make: Callable[[Holdings], Any]) -> Callable[[Holdings], str]:
    return lambda holdings: json.dumps(make(holdings), ensure_ascii=False, indent=1) + "\n"


DESCRIPTIONS: tuple[Description, ...] = (
    Description("CITATION.cff", "cff", cff_file),
    Description("citation.bib", "bibtex", bibtex_file),
    Description("citation.ris", "ris", ris_file),
    Description("citation.csl.json", "csl", csl_file),
    Description("zenodo.json", "zenodo", zenodo_file),
    Description("datacite.json", "datacite", _json(datacite)),
    Description("datapackage.json", "package", _json(datapackage)),
    Description("croissant.json", "croissant", _json(croissant)),
    Description("dcat.jsonld", "dcat", _json(dcat)),
    Description("schema-org.jsonld", "schema_org", _json(schema_org)),
)
"""In the order in which they are written: each can describe those before it."""
INVENTORY = Description(FILE, "crate", _json(rocrate))
"""Written after all other files but the sums, as it names each with its hash."""
