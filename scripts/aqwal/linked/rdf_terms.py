"""Takes the schemas; gives the terms that no established vocabulary has, defined with the schemas' own words.

A field that only we have is a property; each value that a field allows is a concept of a scheme of that field's name.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from aqwal import contract
from aqwal.contract import Schema
from aqwal.linked import names
from aqwal.linked.turtle import Pair, block, both, iri, text
from aqwal.record_types import Bilingual, Dataset

PREFIX = "aq"


class OwnTerm(NamedTuple):
    """A property of our own: its name here, and the field of a kind of record that it stands for."""

    name: str
    kind: str
    path: tuple[str, ...]


class Definition(NamedTuple):
    """A term as it is explained: `values` are those that it allows, of the field called `field`."""

    name: str
    label: Bilingual
    comment: Bilingual
    field: str = ""
    values: tuple[str, ...] = ()


PROPERTIES = (
    OwnTerm("act", "statement", ("act",)),
    OwnTerm("wording", "statement", ("type",)),
    OwnTerm("certainty", "statement", ("certainty",)),
    OwnTerm("dateBasis", "article", ("published", "basis")),
    OwnTerm("notBefore", "article", ("published", "earliest")),
    OwnTerm("notAfter", "article", ("published", "latest")),
    OwnTerm("addressee", "statement", ("addressees",)),
    OwnTerm("via", "statement", ("via",)),
    OwnTerm("event", "statement", ("event",)),
    OwnTerm("nestedIn", "statement", ("nested_in",)),
    OwnTerm("utterance", "statement", ("utterance",)),
    OwnTerm("inTitle", "statement", ("in_title",)),
    OwnTerm("content", "statement", ("content",)),
    OwnTerm("cue", "statement", ("cue",)),
    OwnTerm("rightsPolicy", "publisher", ("rights", "policy")),
    OwnTerm("canonicaliser", "article", ("document", "canonicaliser")),
    OwnTerm("length", "article", ("document", "length")),
)
CLASSES: dict[str, tuple[str, Bilingual, Bilingual]] = {
    "Utterance": ("rdfs:Resource", {"ar": "ملفوظ", "en": "Utterance"},
                  {"ar": "فعل كلامي واحد قد ينقله أكثر من ناشر.",
                   "en": "One act of speech, which several outlets may report."}),
    "CanonicalText": ("schema:DigitalDocument", {"ar": "نص قانوني", "en": "Canonical text"},
                      {"ar": "نص الوثيقة الخام بعد التقنين، وفيه تُعد المواضع بنقاط ترميز يونيكود.",
                       "en": "The text of a raw document after canonicalisation; positions in it count Unicode code "
                             "points."}),
}
"""Class → what it is a kind of, its name, and what it is."""
CANONICALISER = "canonicaliser"
"""The one field whose values are programs, not concepts; annotations name them as what a source is rendered by."""


def own(name: str) -> str:
    """Return a term of ours as Turtle."""
    return f"{PREFIX}:{name}"


def value_of(field: str, value: str) -> str:
    """Return an allowed value of a field as Turtle."""
    return own(local_name(field, value))


def definitions() -> Iterator[Definition]:
    """Yield every term of ours and what it means, classes first."""
    yield from (Definition(name, label, comment) for name, (_, label, comment) in CLASSES.items())
    for term in PROPERTIES:
        field = _field(term)
        yield Definition(term.name, *_words(field), term.path[-1], tuple(contract.resolve(field).get("enum", ())))


def local_name(property_name: str, value: str) -> str:
    """Return the name of an allowed value of a property."""
    return value if property_name == CANONICALISER else f"{property_name}-{value}"


def scheme_name(property_name: str) -> str:
    """Return the name of the scheme of a property's allowed values."""
    return f"{property_name}-values"


def term_blocks(about: Dataset) -> Iterator[str]:
    """Yield the definition of every term of ours, and of every allowed value."""
    yield block(iri(names.terms(about)), [("a", "owl:Ontology"), *both("dcterms:title", about["title"])])
    for name, (parent, label, comment) in CLASSES.items():
        yield block(own(name), [("a", "rdfs:Class"), ("rdfs:subClassOf", parent), *_said(label, comment, about)])
    for term in PROPERTIES:
        field = _field(term)
        yield block(own(term.name), [("a", "rdf:Property"), *_said(*_words(field), about)])
        values = contract.resolve(field).get("enum", [])
        if term.name == CANONICALISER:
            yield from (block(own(value), [("a", "prov:SoftwareAgent"), ("skos:notation", text(value)),
                                           *both("rdfs:comment", _words(field)[1])]) for value in values)
        elif values:
            yield from _value_blocks(term.name, values, field)


def _value_blocks(name: str, values: list[str], field: Schema) -> Iterator[str]:
    scheme = own(scheme_name(name))
    yield block(scheme, [("a", "skos:ConceptScheme"), *both("dcterms:title", _words(field)[0])])
    yield from (block(value_of(name, value), [("a", "skos:Concept"), ("skos:inScheme", scheme),
                                              ("skos:notation", text(value)), ("skos:prefLabel", text(value, "en"))])
                for value in values)


def _field(term: OwnTerm) -> Schema:
    found: Any = contract.schema_of(term.kind)
    for step in term.path:
        found = contract.resolve(found)["properties"][step]
    result: Schema = found
    return result


def _words(field: Schema) -> tuple[Bilingual, Bilingual]:
    arabic = field["x-ar"]
    return ({"ar": arabic["title"], "en": field["title"]},
            {"ar": arabic["description"], "en": field["description"]})


def _said(label: Bilingual, comment: Bilingual, about: Dataset) -> Iterator[Pair]:
    yield from both("rdfs:label", label)
    yield from both("rdfs:comment", comment)
    yield "rdfs:isDefinedBy", iri(names.terms(about))
