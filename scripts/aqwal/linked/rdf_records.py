"""Takes one record; gives what is said of it in RDF, in schema.org, FOAF, Dublin Core and SKOS before terms of our own.

The source's words are not among it, save titles and names: what a statement says is our paraphrase, so it stands as
`schema:abstract`, and where it stands is a `oa:TextPositionSelector`, the same as in the annotations.
"""

from collections.abc import Iterator
from typing import Any

from aqwal.derive.spans import exact_date
from aqwal.linked import names
from aqwal.linked.rdf_terms import own, value_of
from aqwal.linked.skos import concept
from aqwal.linked.turtle import Pair, blank, block, both, date, iri, text, typed
from aqwal.record_types import Article, Dataset, Event, Publisher, Speaker, SpeakerRolesItem, Statement

SPEAKER_TYPES = {
    "person": "schema:Person, foaf:Person",
    "organisation": "schema:Organization, foaf:Organization",
    "state": "schema:Country, schema:GovernmentOrganization, foaf:Agent",
    "group": "schema:Organization, foaf:Group",
}
"""A state is a place and a body at once: only a person or a body can say something."""
PUBLISHER_TYPES = {
    "outlet": "schema:NewsMediaOrganization, foaf:Organization",
    "agency": "schema:NewsMediaOrganization, foaf:Organization",
    "platform": "schema:Organization, foaf:Organization",
}


def dataset_block(about: Dataset) -> str:
    """Describe the dataset, its makers and its licence."""
    pairs = [("a", "schema:Dataset"), *both("dcterms:title", about["title"]),
             *both("dcterms:description", about["description"]),
             ("schema:version", text(about["version"])), ("dcterms:issued", date(about["released"])),
             ("dcterms:license", iri(names.licence(about))),
             *(("dcterms:creator", iri(one)) for _, one in names.creators(about))]
    makers = (block(iri(one), [("a", "foaf:Person" if creator["kind"] == "person" else "foaf:Organization"),
                               ("foaf:name", text(creator["ar"], "ar")), ("foaf:name", text(creator["en"], "en"))])
              for (_, one), creator in zip(names.creators(about), about["creators"], strict=True))
    return block(iri(about["url"]), pairs) + "".join(makers)


def speaker_block(speaker: Speaker, about: Dataset) -> str:
    """Describe a speaker: names, the spellings met, roles."""
    pairs = [("a", SPEAKER_TYPES[speaker["kind"]]), *_named(speaker["names"]),
             *(("schema:alternateName", text(spelling["form"])) for spelling in speaker["spellings"]),
             *(_role(role, about) for role in speaker["roles"]), *_known(speaker)]
    return block(_thing(about, "speaker", speaker["id"]), pairs)


def publisher_block(publisher: Publisher, about: Dataset) -> str:
    """Describe an outlet, an agency or a platform."""
    pairs = [("a", PUBLISHER_TYPES[publisher["kind"]]), *_named(publisher["names"]),
             (own("rightsPolicy"), value_of("rightsPolicy", publisher["rights"]["policy"]))]
    if publisher["country"]:
        pairs.append(("schema:address", blank([("a", "schema:PostalAddress"),
                                               ("schema:addressCountry", text(publisher["country"]))])))
    if publisher["url"]:
        pairs.append(("foaf:homepage", iri(publisher["url"])))
    return block(_thing(about, "publisher", publisher["id"]), [*pairs, *_known(publisher)])


def event_block(event: Event, about: Dataset) -> str:
    """Describe an event."""
    when = event["date"]
    pairs = [("a", "schema:Event"), *both("schema:name", event["names"]),
             *both("schema:description", event["description"]),
             (own("dateBasis"), value_of("dateBasis", when["basis"]))]
    pairs += [(name, date(day)) for name, day in (("schema:startDate", when["start"]), ("schema:endDate", when["end"]))
              if day]
    if event["place"]:
        place: list[Pair] = [("a", "schema:Place"), *both("schema:name", event["place"])]
        pairs.append(("schema:location", blank(place)))
    return block(_thing(about, "event", event["id"]), [*pairs, *_known(event)])


def article_block(article: Article, about: Dataset) -> str:
    """Describe the outlet's article and the raw document it stands in; our digest is its abstract."""
    pairs: list[Pair] = [("a", "schema:NewsArticle")]
    if article["title"]:
        pairs.append(("schema:headline", text(article["title"], article["language"])))
    pairs += [*both("schema:name", article["label"]), *both("schema:abstract", article["digest"]),
              ("schema:inLanguage", text(article["language"])), *_dating(article), *_where(article, about),
              *(("schema:about", _thing(about, "event", one)) for one in article["events"]),
              *(("dcterms:subject", concept(about, one)) for one in article["topics"]),
              ("dcterms:rights", iri(article["rights"])),
              ("schema:encoding", iri(names.named_by_hash(article["document"]["sha256"]))),
              ("schema:position", typed(article["part"], "integer")), *both("skos:note", article["note"])]
    return block(_thing(about, "article", article["id"]), pairs) + _document(article)


def statement_block(statement: Statement, article: Article, about: Dataset) -> str:
    """Describe a statement and the spans of its content and its reporting verb."""
    name = names.thing(about, "statement", statement["id"])
    pairs: list[Pair] = [
        ("a", "schema:Quotation"), ("schema:isPartOf", _thing(about, "article", article["id"])),
        *(("schema:spokenByCharacter", _thing(about, "speaker", one)) for one in statement["speakers"]),
        *both("schema:abstract", statement["said"]),
        (own("act"), value_of("act", statement["act"])), (own("wording"), value_of("wording", statement["type"])),
        (own("certainty"), value_of("certainty", statement["certainty"])),
        *(("dcterms:subject", concept(about, one)) for one in statement["about"]),
        *_circumstances(statement, about), (own("content"), iri(names.part(name, "content")))]
    content, cue = statement["content"], statement["cue"]
    span = _span(names.part(name, "content"), article, (content["start"], content["end"]), content["sha256"])
    if cue:
        pairs.append((own("cue"), iri(names.part(name, "cue"))))
        span += _span(names.part(name, "cue"), article, (cue["start"], cue["end"]), None)
    return block(iri(name), pairs) + span


def utterance_block(identifier: str, about: Dataset) -> str:
    """Describe an act of speech that several statements report."""
    return block(_utterance(about, identifier), [("a", own("Utterance")), ("skos:notation", text(identifier))])


def _thing(about: Dataset, kind: str, identifier: str) -> str:
    return iri(names.thing(about, kind, identifier))


def _utterance(about: Dataset, identifier: str) -> str:
    return iri(names.own(about, identifier))


def _named(names: Any) -> Iterator[Pair]:
    """Yield names for readers of either vocabulary: all else that has a name has it in schema.org's."""
    yield from both("foaf:name", names)
    yield from both("schema:name", names)


def _known(record: Any) -> Iterator[Pair]:
    """Yield the item at Wikidata, where somebody checked it, and the note."""
    if record["wikidata"]:
        yield "schema:sameAs", iri(names.WIKIDATA + record["wikidata"])
    yield from both("skos:note", record["note"])


def _role(role: SpeakerRolesItem, about: Dataset) -> Pair:
    """Return a role held in an organisation as an affiliation, any other as an occupation."""
    pairs: list[Pair] = [("a", "schema:OrganizationRole" if role["organisation"] else "schema:Role"),
                         *both("schema:roleName", role["title"])]
    pairs += [(name, date(day)) for name, day in (("schema:startDate", role["from"]), ("schema:endDate", role["to"]))
              if day]
    pairs += [("dcterms:source", _thing(about, "article", one)) for one in role["articles"]]
    if role["organisation"]:
        pairs.append(("schema:affiliation", _thing(about, "speaker", role["organisation"])))
        return "schema:affiliation", blank(pairs)
    return "schema:hasOccupation", blank(pairs)


def _dating(article: Article) -> Iterator[Pair]:
    published, day = article["published"], exact_date(article)
    if day:
        yield "schema:datePublished", date(day)
    yield own("dateBasis"), value_of("dateBasis", published["basis"])
    if published["earliest"]:
        yield own("notBefore"), date(published["earliest"])
    if published["latest"]:
        yield own("notAfter"), date(published["latest"])


def _where(article: Article, about: Dataset) -> Iterator[Pair]:
    if article["publisher"]:
        yield "schema:publisher", _thing(about, "publisher", article["publisher"])
    for agency in article["agencies"]:
        yield "schema:sourceOrganization", _thing(about, "publisher", agency)
    if article["url"]:
        yield "schema:url", iri(article["url"])
    if article["archive_url"]:
        yield "schema:archivedAt", iri(article["archive_url"])
    if article["section"]:
        yield "schema:articleSection", text(article["section"], article["language"])


def _document(article: Article) -> str:
    """Describe the raw document and its canonical text by their hashes; articles of one document repeat it."""
    held = article["document"]
    raw, canonical = (iri(names.named_by_hash(held[key])) for key in ("sha256", "canonical_sha256"))
    described = block(raw, [("a", "schema:DigitalDocument, schema:MediaObject"),
                            ("schema:sha256", text(held["sha256"]))])
    # A file that is canonical as it came is derived from nothing: one name stands for both.
    derived = [("prov:wasDerivedFrom", raw)] if canonical != raw else []
    return described + block(canonical, [
        ("a", own("CanonicalText")), *derived, ("schema:sha256", text(held["canonical_sha256"])),
        (own("canonicaliser"), own(held["canonicaliser"])),
        (own("length"), typed(held["length"], "nonNegativeInteger"))])


def _circumstances(statement: Statement, about: Dataset) -> Iterator[Pair]:
    said_on = statement["said_on"]
    if said_on["date"]:
        yield "schema:dateCreated", date(said_on["date"])
    yield own("dateBasis"), value_of("dateBasis", said_on["basis"])
    yield own("inTitle"), "true" if statement["in_title"] else "false"
    for addressee in statement["addressees"]:
        yield own("addressee"), _thing(about, "speaker", addressee)
    for carrier in statement["via"]:
        yield own("via"), _thing(about, "publisher", carrier)
    if statement["event"]:
        yield own("event"), _thing(about, "event", statement["event"])
    if statement["nested_in"]:
        yield own("nestedIn"), _thing(about, "statement", statement["nested_in"])
    if statement["utterance"]:
        yield own("utterance"), _utterance(about, statement["utterance"])


def _span(name: str, article: Article, span: tuple[int, int], sha256: str | None) -> str:
    document = article["document"]
    selector = blank([("a", "oa:TextPositionSelector"), ("oa:start", typed(span[0], "nonNegativeInteger")),
                      ("oa:end", typed(span[1], "nonNegativeInteger"))])
    pairs = [("a", "oa:SpecificResource"), ("oa:hasSource", iri(names.named_by_hash(document["sha256"]))),
             ("oa:hasState", iri(names.named_by_hash(document["canonical_sha256"]))),
             ("oa:renderedVia", own(document["canonicaliser"])), ("oa:hasSelector", selector)]
    return block(iri(name), [*pairs, ("schema:sha256", text(sha256))] if sha256 else pairs)
