"""Takes names, attributes and texts; gives TEI elements, with what no XML document may hold taken out of them.

lxml escapes and refuses; a text it would refuse has its forbidden characters replaced first.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from lxml import etree

TEI = "http://www.tei-c.org/ns/1.0"
XML = "{http://www.w3.org/XML/1998/namespace}"
Element = Any
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def name(tag: str) -> str:
    """Return the tag with the namespace of TEI."""
    return f"{{{TEI}}}{tag}"


def element(tag: str, attributes: Mapping[str, str | None] | None = None, *content: Element | str) -> Element:
    """Return an element. An attribute without a value is left out; `id` and `lang` stand in the namespace of XML."""
    made = etree.Element(name(tag), nsmap={None: TEI})
    for key, value in (attributes or {}).items():
        if value:
            made.set(f"{XML}{key}" if key in ("id", "lang") else key, fit(value))
    for piece in content:
        if isinstance(piece, str):
            made.text = fit(piece)
        else:
            made.append(piece)
    return made


def fit(text: str) -> str:
    """Return a text without characters that XML 1.0 forbids."""
    return _FORBIDDEN.sub("\ufffd", text)


def in_both(tag: str, words: Mapping[str, Any] | None, attributes: Mapping[str, str | None] | None = None,
            ) -> list[Element]:
    """Return an element in each language that the words are given in."""
    return [element(tag, {**(attributes or {}), "lang": language}, str(text))
            for language, text in (words or {}).items() if text]


def pointers(kind: str, identifiers: Iterable[str]) -> str:
    """Return the value of an attribute that points to records of a kind."""
    return " ".join(f"#{xml_id(kind, one)}" for one in identifiers)


def xml_id(kind: str, identifier: str) -> str:
    """Return the `xml:id` of a record: a slug may begin with a digit or be used by two kinds, so it has a prefix."""
    return identifier if kind in ("article", "statement") else f"{kind}-{identifier}"
