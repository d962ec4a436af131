"""Takes an edition; gives the page of the terms that the linked forms define: the places that their IRIs name."""

from collections.abc import Iterable
from typing import NamedTuple

from aqwal.linked import names
from aqwal.linked.rdf_terms import CANONICALISER, PREFIX, Definition, definitions, local_name, scheme_name
from aqwal.pages.edition import Edition
from aqwal.pages.page import Page
from aqwal.pages.views.dictionary import word_for

NAMED = ("#u0001", "#creator-1", "#generator", "#annotations", "#annotations-1")
"""What names a thing of the dataset as a whole, by an example each."""
PARTS = ("content", "cue", "annotation", "cue-annotation")
"""What names a part of a statement."""


class Value(NamedTuple):
    """A value that a term allows: the place that its IRI names, the value itself, and what the site calls it."""

    place: str
    value: str
    word: str | None


def keys(edition: Edition) -> Iterable[str]:  # noqa: ARG001
    """Return the one key there is."""
    return ("terms",)


def page(key: str, edition: Edition) -> Page:
    """Return the page of the terms."""
    about, texts = edition.archive.about, edition.texts
    example = names.thing(about, "statement", "a0001-s01")
    return Page(
        path=names.TERMS, section="dictionary", template="terms.html.j2", title=texts.text(f"{key}.title"),
        description=texts.text(f"{key}.lead"),
        values={"terms": list(definitions()), "values_of": lambda term: values_of(term, edition), "prefix": PREFIX,
                "namespace": names.terms(about), "scheme": scheme_of,
                "named": [(one, f"{about['url']}{one}") for one in NAMED],
                "parts": [(one, names.part(example, one)) for one in PARTS]},
    )


def values_of(term: Definition, edition: Edition) -> list[Value]:
    """Return the values that a term allows."""
    return [Value(local_name(term.name, value), value, word_for(term.field, value, edition)) for value in term.values]


def scheme_of(term: Definition) -> str | None:
    """Return the place that the scheme of a term's values names; programs are in none."""
    return scheme_name(term.name) if term.values and term.name != CANONICALISER else None
