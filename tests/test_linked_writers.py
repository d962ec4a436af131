"""Takes any text and any address; proves that what the Turtle and TEI writers make of it reads back as the same."""

import re
from urllib.parse import quote

import rdflib
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from rdflib.compare import isomorphic

from aqwal.linked import tei_elements, turtle

TROUBLE = '"\\\n\r\t<>{}|^`@.;,[]#%\'ab\u0000\ud800'
ANY = st.text(st.characters(codec=None), max_size=60) | st.text(st.sampled_from(TROUBLE))
LANGUAGES = st.sampled_from(["ar", "en", "zh", "und"]) | st.none()
S, P = rdflib.URIRef("http://example.org/s"), rdflib.URIRef("http://example.org/p")
SURROGATES = re.compile("[\ud800-\udfff]")
KEPT = {chr(code) for code in (*range(0x21, 0x7F), *range(0xA0, 0x3000))} - set('<>"{}|^`\\')


def parsed(body: str) -> rdflib.Graph:
    return rdflib.Graph().parse(data=turtle.prologue(turtle.PREFIXES) + body, format="turtle")


@given(ANY, LANGUAGES)
def test_any_text_comes_back_from_turtle_as_it_was(value: str, language: str | None) -> None:
    graph = parsed(turtle.block(turtle.iri(S), [(turtle.iri(P), turtle.text(value, language))]))
    found = graph.value(S, P)
    assert isinstance(found, rdflib.Literal)
    assert str(found) == SURROGATES.sub("\ufffd", value)
    assert found.language == language
    assert len(graph) == 1, "no text can say a second thing"


@given(ANY)
def test_any_address_stays_one_address_in_turtle(value: str) -> None:
    address = f"http://example.org/{value}"
    graph = parsed(turtle.block(turtle.iri(S), [(turtle.iri(P), turtle.iri(address))]))
    (found,) = graph.objects(S, P)
    assert isinstance(found, rdflib.URIRef)
    wanted = "".join(one if one in KEPT or (one >= "\u3000" and not SURROGATES.match(one))
                     else quote(one.encode("utf-8", "replace")) for one in address)
    assert str(found) == wanted


@given(st.lists(st.tuples(st.sampled_from(["rdfs:label", "skos:note"]), ANY), min_size=1, max_size=5))
def test_a_subject_with_a_nameless_node_says_exactly_its_pairs(pairs: list[tuple[str, str]]) -> None:
    inner = turtle.blank([(name, turtle.text(value)) for name, value in pairs])
    graph = parsed(turtle.block(turtle.iri(S), [(turtle.iri(P), inner)]))
    wanted, node = rdflib.Graph(), rdflib.BNode()
    wanted.add((S, P, node))
    for name, value in pairs:
        wanted.add((node, rdflib.RDFS.label if name == "rdfs:label" else rdflib.SKOS.note,
                    rdflib.Literal(SURROGATES.sub("\ufffd", value))))
    assert isomorphic(graph, wanted)


@given(st.sampled_from(["2030", "2030-04", "2030-04-17"]))
def test_a_day_a_month_and_a_year_are_told_apart(value: str) -> None:
    found = parsed(turtle.block(turtle.iri(S), [(turtle.iri(P), turtle.date(value))])).value(S, P)
    assert isinstance(found, rdflib.Literal)
    assert found.datatype == {4: rdflib.XSD.gYear, 7: rdflib.XSD.gYearMonth, 10: rdflib.XSD.date}[len(value)]
    assert str(found) == value


@given(ANY)
def test_any_text_is_one_text_in_tei(value: str) -> None:
    made = tei_elements.element("said", {"n": value, "lang": "ar"}, tei_elements.element("seg", None, value))
    found = etree.fromstring(etree.tostring(made, encoding="utf-8"))
    wanted = "".join(one if one in "\t\n\r" or " " <= one <= "\ud7ff" or "\ue000" <= one <= "\ufffd" or
                     one > "\uffff" else "\ufffd" for one in value)
    assert (found[0].text or "") == wanted
    assert (found.get("n") or "") == wanted
    assert len(found) == 1
    assert len(found[0]) == 0
