"""Takes IRIs and texts; gives them as Turtle, escaped, a subject at a time.

Written by hand because rdflib builds the whole graph in memory before it writes a line. Only what is needed is here:
full IRIs, plain and typed literals, blank nodes in brackets. A property test reads it all back with rdflib.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

PREFIXES = {
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "oa": "http://www.w3.org/ns/oa#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
Pair = tuple[str, str]
"""A predicate and an object, both already written as Turtle."""

_FORBIDDEN = re.compile(r'[\x00-\x20<>"{}|^`\\\x7f-\x9f\ud800-\udfff]')
_SPECIAL = re.compile(r'["\\\x00-\x1f\x7f-\x9f\ud800-\udfff]')
_SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_DATES = {10: "date", 7: "gYearMonth", 4: "gYear"}


def prologue(prefixes: Mapping[str, str]) -> str:
    """Return the declarations of prefixes, in the order given."""
    return "".join(f"@prefix {name}: {iri(base)} .\n" for name, base in prefixes.items()) + "\n"


def iri(value: str) -> str:
    """Return an IRI in full; a character that no IRI may hold is percent-encoded."""
    return f"<{_FORBIDDEN.sub(_percent, value)}>"


def text(value: str, language: str | None = None) -> str:
    """Return a literal, with its language where it has one."""
    escaped = _SPECIAL.sub(_escape, value)
    return f'"{escaped}"@{language}' if language else f'"{escaped}"'


def typed(value: object, datatype: str) -> str:
    """Return a literal of a datatype of XML Schema."""
    return f'{text(str(value))}^^xsd:{datatype}'


def date(value: str) -> str:
    """Return a day, a month or a year as what it is."""
    return typed(value, _DATES[len(value)])


def blank(pairs: Sequence[Pair]) -> str:
    """Return a node without a name."""
    return f"[ {' ; '.join(f'{predicate} {value}' for predicate, value in pairs)} ]"


def block(subject: str, pairs: Iterable[Pair]) -> str:
    """Return all that is said of one subject; `subject` is written as Turtle already."""
    return f"{subject} " + " ;\n  ".join(f"{predicate} {value}" for predicate, value in pairs) + " .\n\n"


def both(predicate: str, words: Mapping[str, object] | None) -> Iterable[Pair]:
    """Yield a predicate with its text in each language that has one; nothing where there are no words at all."""
    for language, value in (words or {}).items():
        if value:
            yield predicate, text(str(value), language)


def _percent(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found.group().encode("utf-8", "replace"))


def _escape(found: re.Match[str]) -> str:
    character = found.group()
    # Half a surrogate pair is no character: there is no way to write it, and none to read it.
    return "\ufffd" if "\ud800" <= character <= "\udfff" else _SHORT.get(character, f"\\u{ord(character):04X}")
