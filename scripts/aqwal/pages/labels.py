"""Takes a kind of record and a field's name; gives what the schema calls the field, in either language."""

from aqwal import contract


def field_label(kind: str, name: str, language: str) -> str:
    """Return the title of a field: a page and the data dictionary use one word. KeyError for an unknown field."""
    part = contract.resolve(contract.schema_of(kind)["properties"][name])
    return str(part["x-ar"]["title"] if language == "ar" else part["title"])
