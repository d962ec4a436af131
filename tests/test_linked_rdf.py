"""Takes the records as Turtle; reads it with rdflib and holds it against the records, the vocabularies and our shapes.

Every check is also shown a copy that was broken on purpose, and must refuse it.
"""

import copy
import re
from collections import Counter
from pathlib import Path

import pytest
import rdflib
from pyshacl import validate
from rdflib import namespace as ns
from rdflib.plugins.parsers.notation3 import BadSyntax

from aqwal.dataset import Archive
from aqwal.texts import guard_of
from linked_files import digest_of, hostile, id_in, said_in_rdf, said_in_records, toy_pages, write_forms

OA = rdflib.Namespace("http://www.w3.org/ns/oa#")
OA_TERMS = {OA[name] for name in ("SpecificResource", "TextPositionSelector", "hasSource", "hasState", "hasSelector",
                                  "renderedVia", "start", "end")}
CLOSED = (ns.DCTERMS, ns.FOAF, ns.OWL, ns.PROV, ns.RDF, ns.RDFS, ns.SDO, ns.SKOS, ns.XSD)
"""Vocabularies of which rdflib has every term."""
SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix schema: <https://schema.org/> . @prefix aq: <{terms}> .
@prefix oa: <http://www.w3.org/ns/oa#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> . @prefix dcterms: <http://purl.org/dc/terms/> .
[] a sh:NodeShape ; sh:targetClass schema:Quotation ;
  sh:property [ sh:path schema:spokenByCharacter ; sh:minCount 1 ; sh:nodeKind sh:IRI ;
                sh:or ( [ sh:class foaf:Person ] [ sh:class foaf:Organization ] [ sh:class foaf:Group ]
                        [ sh:class foaf:Agent ] ) ] ;
  sh:property [ sh:path schema:abstract ; sh:minCount 2 ; sh:uniqueLang true ; sh:languageIn ( "ar" "en" ) ] ;
  sh:property [ sh:path schema:isPartOf ; sh:minCount 1 ; sh:maxCount 1 ; sh:class schema:NewsArticle ] ;
  sh:property [ sh:path dcterms:subject ; sh:minCount 1 ; sh:class skos:Concept ] ;
  sh:property [ sh:path aq:act ; sh:minCount 1 ; sh:maxCount 1 ; sh:class skos:Concept ] ;
  sh:property [ sh:path aq:content ; sh:minCount 1 ; sh:maxCount 1 ; sh:class oa:SpecificResource ] ;
  sh:property [ sh:path aq:cue ; sh:maxCount 1 ; sh:class oa:SpecificResource ] ;
  sh:property [ sh:path schema:dateCreated ; sh:maxCount 1 ; sh:datatype xsd:date ] .
[] a sh:NodeShape ; sh:targetClass oa:TextPositionSelector ;
  sh:property [ sh:path oa:start ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:nonNegativeInteger ;
                sh:lessThan oa:end ] ;
  sh:property [ sh:path oa:end ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:nonNegativeInteger ] .
[] a sh:NodeShape ; sh:targetClass schema:NewsArticle ;
  sh:property [ sh:path schema:publisher ; sh:maxCount 1 ; sh:class foaf:Organization ] ;
  sh:property [ sh:path schema:encoding ; sh:minCount 1 ; sh:maxCount 1 ; sh:class schema:DigitalDocument ] ;
  sh:property [ sh:path dcterms:license ; sh:maxCount 0 ] .
"""


@pytest.fixture(scope="module")
def written(archive: Archive, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return write_forms(archive, tmp_path_factory.mktemp("linked"))


@pytest.fixture(scope="module")
def graph(written: dict[str, Path]) -> rdflib.Graph:
    return rdflib.Graph().parse(written["rdf"])


@pytest.fixture(scope="module")
def topics(written: dict[str, Path]) -> rdflib.Graph:
    return rdflib.Graph().parse(written["skos"])


@pytest.fixture
def broken(graph: rdflib.Graph) -> rdflib.Graph:
    """A copy of the graph, to be broken."""
    made = rdflib.Graph()
    for triple in graph:
        made.add(triple)
    return made


def own(archive: Archive) -> rdflib.Namespace:
    return rdflib.Namespace(f"{archive.about['url']}terms/#")


def ids(graph: rdflib.Graph, kind: rdflib.term.Node, under: str) -> Counter[str]:
    """Return the identifiers of the subjects of a type below an address."""
    return Counter(id_in(str(one)) for one in set(graph.subjects(ns.RDF.type, kind)) if f"/{under}/" in str(one))


def test_every_record_is_a_subject_of_its_type(graph: rdflib.Graph, archive: Archive) -> None:
    kinds = {"person": ns.FOAF.Person, "organisation": ns.FOAF.Organization, "state": ns.FOAF.Agent,
             "group": ns.FOAF.Group}
    for kind, named in kinds.items():
        assert ids(graph, named, "speakers") == Counter(
            one["id"] for one in archive.speakers.values() if one["kind"] == kind)
    assert ids(graph, ns.FOAF.Organization, "publishers") == Counter(list(archive.publishers))
    assert ids(graph, ns.SDO.NewsArticle, "articles") == Counter(list(archive.articles))
    assert ids(graph, ns.SDO.Event, "events") == Counter(list(archive.events))
    assert ids(graph, ns.SKOS.Concept, "topics") == Counter(list(archive.topics))
    assert ids(graph, ns.SDO.Quotation, "statements") == Counter(one["id"] for _, one in archive.each_statement())
    utterances = {one["utterance"] for _, one in archive.each_statement()} - {None}
    assert {id_in(str(one)) for one in graph.subjects(ns.RDF.type, own(archive).Utterance)} == utterances


def test_the_paraphrases_are_those_of_the_records(graph: rdflib.Graph, archive: Archive) -> None:
    assert digest_of(said_in_rdf(graph)) == digest_of(said_in_records(archive))


def test_what_is_said_of_a_statement_is_what_its_record_says(graph: rdflib.Graph, archive: Archive) -> None:
    base, terms = archive.about["url"], own(archive)
    for article, statement in archive.each_statement():
        subject = rdflib.URIRef(f"{base}statements/{statement['id']}/")
        told = {name: {id_in(str(one)) for one in graph.objects(subject, predicate)} for name, predicate in (
            ("speakers", ns.SDO.spokenByCharacter), ("addressees", terms.addressee), ("about", ns.DCTERMS.subject),
            ("via", terms.via), ("event", terms.event), ("nested_in", terms.nestedIn), ("utterance", terms.utterance))}
        wanted = {name: set(value) if isinstance(value, list) else {value} - {None}
                  for name, value in statement.items() if name in told}
        assert told == wanted
        assert graph.value(subject, terms.act) == terms[f"act-{statement['act']}"]
        assert id_in(str(graph.value(subject, ns.SDO.isPartOf))) == article["id"]
        selector = graph.value(graph.value(subject, terms.content), OA.hasSelector)
        assert [int(str(graph.value(selector, end))) for end in (OA.start, OA.end)] == [
            statement["content"]["start"], statement["content"]["end"]]


def test_whatever_has_a_name_has_it_in_schema_org(graph: rdflib.Graph) -> None:
    """So that one query finds the names of speakers, outlets, articles and events."""
    named = {one for kind in (ns.SDO.Person, ns.SDO.NewsMediaOrganization, ns.SDO.NewsArticle, ns.SDO.Event)
             for one in graph.subjects(ns.RDF.type, kind)}
    assert named
    assert all({text.language for text in graph.objects(one, ns.SDO.name) if isinstance(text, rdflib.Literal)}
               >= {"ar", "en"} for one in named)


def test_no_document_is_derived_from_itself(archive: Archive, graph: rdflib.Graph, tmp_path: Path) -> None:
    derived = set(graph.subject_objects(ns.PROV.wasDerivedFrom))
    held = [article["document"] for article in archive.articles.values()]
    assert len(derived) == len({one["sha256"] for one in held if one["sha256"] != one["canonical_sha256"]})
    changed = copy.deepcopy(archive)
    for article in changed.articles.values():
        article["document"]["canonical_sha256"] = article["document"]["sha256"]
    same = rdflib.Graph().parse(write_forms(changed, tmp_path)["rdf"])
    assert set(same.subject_objects(ns.PROV.wasDerivedFrom)) == set()


def test_a_month_is_not_made_a_day(graph: rdflib.Graph, archive: Archive) -> None:
    for article in archive.articles.values():
        found = graph.value(rdflib.URIRef(f"{archive.about['url']}articles/{article['id']}/"), ns.SDO.datePublished)
        assert (found is None) == (article["published"]["precision"] == "unknown")
        if isinstance(found, rdflib.Literal):
            assert found.datatype == {"day": ns.XSD.date, "month": ns.XSD.gYearMonth,
                                      "year": ns.XSD.gYear}[article["published"]["precision"]]


# References and vocabularies.

def undescribed(graph: rdflib.Graph, base: str) -> set[str]:
    """Return our own addresses that something leads to and nothing is said of."""
    held = set(graph.subjects())
    return {str(one) for one in graph.objects() if isinstance(one, rdflib.URIRef) and str(one).startswith(base)
            and one not in held}


def unknown_terms(graph: rdflib.Graph, terms: str) -> set[str]:
    """Return every property and class that its vocabulary does not have, or that we do not define."""
    held = set(graph.subjects())
    used = {*graph.predicates(), *graph.objects(None, ns.RDF.type)}
    return {str(term) for term in used if not (
        term in OA_TERMS or (str(term).startswith(terms) and term in held)
        or any(str(term).startswith(str(vocabulary)) and term in vocabulary for vocabulary in CLOSED))}


def test_whatever_of_ours_is_named_is_described(graph: rdflib.Graph, broken: rdflib.Graph, archive: Archive) -> None:
    assert undescribed(graph, archive.about["url"]) == set()
    lost = rdflib.URIRef(f"{archive.about['url']}speakers/salma-haddun/")
    broken.remove((lost, None, None))
    assert undescribed(broken, archive.about["url"]) == {str(lost)}


def test_every_property_and_class_exists(graph: rdflib.Graph, broken: rdflib.Graph, archive: Archive) -> None:
    terms = str(own(archive))
    assert unknown_terms(graph, terms) == set()
    subject = rdflib.URIRef(archive.about["url"])
    wrong = (rdflib.URIRef(f"{ns.SDO}spokenByCharakter"), rdflib.URIRef(f"{terms}acts"),
             OA["begin"])
    for one in wrong:
        broken.add((subject, one, subject))
    assert unknown_terms(broken, terms) == set(map(str, wrong))


def test_every_term_of_ours_is_used_and_explained_in_both_languages(graph: rdflib.Graph) -> None:
    used = {*graph.predicates(), *graph.objects(None, ns.RDF.type)}
    for kind in (ns.RDF.Property, ns.RDFS.Class):
        for term in graph.subjects(ns.RDF.type, kind):
            for words in (ns.RDFS.label, ns.RDFS.comment):
                assert {text.language for text in graph.objects(term, words)  # type: ignore[attr-defined]
                        } == {"ar", "en"}
            assert term in used, f"{term} is defined and never used"


@pytest.fixture(scope="module")
def shapes(archive: Archive) -> rdflib.Graph:
    return rdflib.Graph().parse(data=SHAPES.replace("{terms}", str(own(archive))), format="turtle")


def test_the_graph_fits_our_shapes(graph: rdflib.Graph, shapes: rdflib.Graph) -> None:
    conforms, _, report = validate(graph, shacl_graph=shapes)
    assert conforms, report


@pytest.mark.parametrize("name", ["no speaker", "an end before its start", "one language", "a licence on an article"])
def test_the_shapes_refuse_a_broken_graph(name: str, broken: rdflib.Graph, shapes: rdflib.Graph,
                                          archive: Archive) -> None:
    statement = rdflib.URIRef(f"{archive.about['url']}statements/a0001-s01/")
    if name == "no speaker":
        broken.remove((statement, ns.SDO.spokenByCharacter, None))
    elif name == "an end before its start":
        selector = broken.value(broken.value(statement, own(archive).content), OA.hasSelector)
        broken.set((selector, OA.end, rdflib.Literal(1, datatype=ns.XSD.nonNegativeInteger)))  # type: ignore[arg-type]
    elif name == "one language":
        english = archive.statement_by_id["a0001-s01"][1]["said"]["en"]
        broken.remove((statement, ns.SDO.abstract, rdflib.Literal(english, "en")))
    else:
        broken.add((rdflib.URIRef(f"{archive.about['url']}articles/a0001/"), ns.DCTERMS.license, statement))
    assert not validate(broken, shacl_graph=shapes)[0]


# Topics.

def faults_of_scheme(topics: rdflib.Graph) -> list[str]:
    """Return what SKOS itself forbids or makes useless: labels, circles, concepts outside the scheme."""
    found = []
    (scheme,) = topics.subjects(ns.RDF.type, ns.SKOS.ConceptScheme)
    labels = Counter(label for _, label in topics.subject_objects(ns.SKOS.prefLabel))
    found += [f"two concepts are called {label}" for label, count in labels.items() if count > 1]
    for concept in topics.subjects(ns.RDF.type, ns.SKOS.Concept):
        if sorted(label.language for label in topics.objects(concept, ns.SKOS.prefLabel)  # type: ignore[attr-defined]
                  ) != ["ar", "en"]:
            found.append(f"{concept} has not one label a language")
        if (concept, ns.SKOS.inScheme, scheme) not in topics:
            found.append(f"{concept} is in no scheme")
        above = list(topics.transitive_objects(concept, ns.SKOS.broader))[1:]
        if any((one, ns.SKOS.broader, concept) in topics for one in above):
            found.append(f"{concept} is above itself")
        if bool(above) == ((concept, ns.SKOS.topConceptOf, scheme) in topics):
            found.append(f"{concept} is neither or both of top and narrower")
        found += [f"{one} is no concept" for one in above if (one, ns.RDF.type, ns.SKOS.Concept) not in topics]
    return found


def test_the_topics_are_a_sound_scheme(topics: rdflib.Graph, graph: rdflib.Graph, archive: Archive) -> None:
    assert faults_of_scheme(topics) == []
    for topic in archive.topics.values():
        concept = rdflib.URIRef(f"{archive.about['url']}topics/{topic['id']}/")
        assert {one.language: str(one) for one in topics.objects(concept, ns.SKOS.prefLabel)  # type: ignore[attr-defined]
                } == topic["names"]
        assert {one.language: str(one) for one in topics.objects(concept, ns.SKOS.definition)  # type: ignore[attr-defined]
                } == topic["definition"]
        above = {id_in(str(one)) for one in topics.objects(concept, ns.SKOS.broader)}
        assert above == {topic["broader"]} - {None}
    assert not list(topics.triples((None, ns.SKOS.exactMatch, None))), "no match is recorded, so none is claimed"
    assert {triple for triple in topics if triple[1] != ns.DCTERMS.title} <= set(graph)


def test_an_unsound_scheme_is_refused(topics: rdflib.Graph, archive: Archive) -> None:
    made = rdflib.Graph()
    for triple in topics:
        made.add(triple)
    bridges, works = (rdflib.URIRef(f"{archive.about['url']}topics/{one}/") for one in ("bridges", "infrastructure"))
    made.add((works, ns.SKOS.broader, bridges))
    made.add((works, ns.SKOS.prefLabel, rdflib.Literal("Bridges", "en")))
    assert len(faults_of_scheme(made)) >= 4


# Whatever the records hold.

def test_no_word_of_a_source_stands_in_it(graph: rdflib.Graph, written: dict[str, Path], archive: Archive) -> None:
    guard = guard_of(toy_pages().values(), [article["title"] or "" for article in archive.articles.values()])
    texts = [str(one) for one in graph.objects() if isinstance(one, rdflib.Literal)]
    assert [text for text in texts if guard.leaks(text)] == []
    phrases = [one["key_phrase"] for _, one in archive.each_statement() if one["key_phrase"]]
    assert not [phrase for phrase in phrases if phrase in written["rdf"].read_text("utf-8")]


def test_a_hostile_record_is_only_text(graph: rdflib.Graph, archive: Archive, tmp_path: Path) -> None:
    spoiled = hostile(archive)
    spoiled.articles["a0001"]["url"] = 'https://x.example/a>.<b>"{|}^`\\u0020%20'
    found = rdflib.Graph().parse(write_forms(spoiled, tmp_path)["rdf"])
    assert said_in_rdf(found) == said_in_records(spoiled)
    assert len(found) == len(graph)
    address = found.value(rdflib.URIRef(f"{archive.about['url']}articles/a0001/"), ns.SDO.url)
    assert re.fullmatch(r"https://x\.example/[A-Za-z0-9.%]+", str(address))


def test_rdflib_refuses_a_file_that_is_no_turtle(written: dict[str, Path]) -> None:
    text = written["rdf"].read_text("utf-8")
    for given, broken in (('"@ar ;', '""@ar ;'), (" .\n\n", "\n\n"), ("aq:act ", "aqq:act ")):
        with pytest.raises(BadSyntax):
            rdflib.Graph().parse(data=text.replace(given, broken, 1), format="turtle")


def test_an_archive_without_topics_has_no_scheme(archive: Archive, tmp_path: Path) -> None:
    written = write_forms(Archive(archive.about, {}, {}, {}, {}, {}, {}, []), tmp_path)
    assert "skos" not in written
    rdflib.Graph().parse(written["rdf"])


def test_the_same_records_give_the_same_bytes(written: dict[str, Path], archive: Archive, tmp_path: Path) -> None:
    again = write_forms(archive, tmp_path)
    assert [again[form].read_bytes() for form in ("rdf", "skos")] == [
        written[form].read_bytes() for form in ("rdf", "skos")]
