"""Takes a field or a number of bytes; gives what pages call it, in either language."""

from functools import cache

from aqwal import contract
from aqwal.pages.catalogue import Catalogue


@cache
def field_label(kind: str, name: str, language: str) -> str:
    """Return the title of a field: a page and the data dictionary use one word. KeyError for an unknown field."""
    part = contract.resolve(contract.schema_of(kind)["properties"][name])
    return str(part["x-ar"]["title"] if language == "ar" else part["title"])


def size_label(count: int, texts: Catalogue) -> str:
    """Return a number of bytes as readers say it: three digits at most, in steps of a thousand."""
    if count < 1000:
        return texts.count("downloads.bytes", count)
    value, unit = float(count), ""
    for name in ("kilobytes", "megabytes", "gigabytes"):
        value, unit = value / 1000, name
        if value < 999.5:
            break
    shown = f"{value:.0f}" if value >= 99.95 else f"{value:.1f}"
    return texts.text(f"downloads.{unit}", n=shown)
