"""Takes the dataset and its files; gives descriptions of it for catalogues, archives and citations, from one source."""

import json
from collections.abc import Callable
from typing import Any, NamedTuple

from aqwal.derive.formats import FormatName
from aqwal.metadata.datapackage import datapackage
from aqwal.metadata.holdings import Holdings

__all__ = ["DESCRIPTIONS", "Description", "Holdings"]


class Description(NamedTuple):
    """One file that describes the dataset; `text` is given all files written before it."""

    name: str
    form: FormatName
    text: Callable[[Holdings], str]


def _json(make: Callable[[Holdings], Any]) -> Callable[[Holdings], str]:
    return lambda holdings: json.dumps(make(holdings), ensure_ascii=False, indent=1) + "\n"


DESCRIPTIONS: tuple[Description, ...] = (
    Description("datapackage.json", "package", _json(datapackage)),
)
"""In the order in which they are written: each can describe those before it."""
