"""Takes an archive; gives the header of its TEI document: what it is, who made it, by which rules, and who is in it."""

from collections.abc import Iterable, Iterator

from aqwal import contract
from aqwal.dataset import Archive
from aqwal.linked import names
from aqwal.linked.tei_elements import Element, element, in_both, pointers, xml_id
from aqwal.record_types import Bilingual, Dataset, Event, Publisher, Speaker, SpeakerRolesItem, Topic

PARAPHRASE: Bilingual = {
    "ar": "كل قول هنا (said) صياغة من عند أصحاب المجموعة، لا لفظ القائل ولا لفظ الناشر؛ وكذلك الخلاصات. والعنوان "
          "من نوع title هو وحده كما نُشر. ونوع النقل في المصدر (بالنص أو بالمعنى) يدل عليه ana.",
    "en": "Every statement here (said) is the makers' own paraphrase, in the words of neither speaker nor outlet, and "
          "so are the digests. Only a head of type title stands as published. How the source gives the words is told "
          "by ana: direct, indirect or mixed.",
}
POSITIONS: Bilingual = {
    "ar": "يشير ptr إلى موضع في النص القانوني للوثيقة الخام، مسمى ببصمته (RFC 6920)، ويعد بنقاط ترميز يونيكود "
          "(RFC 5147).",
    "en": "A ptr leads to a span of the raw document's canonical text, named by its hash (RFC 6920); positions count "
          "Unicode code points (RFC 5147).",
}
TAXONOMIES = {"act": ("statement", ("act",)), "wording": ("statement", ("type",)),
              "basis": ("statement", ("said_on", "basis")), "certainty": ("statement", ("certainty",))}
"""Prefix of a category → the field whose allowed values the categories are."""
PLACES = {"ar": "في العنوان", "en": "in the headline"}
CERT = {"explicit": "high", "borderline": "low"}
"""Certainty of a record → degree of TEI."""


def responsible(about: Dataset) -> str:
    """Return the value of `resp` on what is ours."""
    return " ".join(f"#{name}" for name, _ in names.creators(about))


def file_description(archive: Archive) -> Element:
    """Return what the document is, whose it is, and on which terms."""
    about = archive.about
    return element("fileDesc", None, _title(about), *_edition(about), _extent(archive), _publication(about),
                   element("sourceDesc", None, *in_both("p", about["coverage"])))


def encoding_description(archive: Archive) -> Element:
    """Return the rules by which it was made, and the vocabularies."""
    return element("encodingDesc", None, element("projectDesc", None, *in_both("p", archive.about["description"])),
                   element("editorialDecl", None, *in_both("p", PARAPHRASE), *in_both("p", POSITIONS)),
                   element("classDecl", None, *_taxonomies(archive.topics.values())))


def lists(archive: Archive) -> list[tuple[str, str, Iterator[Element]]]:
    """Return the lists of those who take part: element, type, and the members, each made when it is asked for."""
    speakers = archive.speakers.values()
    people = [one for one in speakers if one["kind"] == "person"]
    bodies = [one for one in speakers if one["kind"] != "person"]
    found = [("listOrg", "speakers", bodies, map(_body, bodies)),
             ("listOrg", "publishers", archive.publishers, map(_publisher, archive.publishers.values())),
             ("listPerson", "speakers", people, map(_person, people))]
    return [(tag, kind, members) for tag, kind, held, members in found if held]


def events(archive: Archive) -> Iterator[Element]:
    """Yield the events."""
    return map(_event, archive.events.values())


def _title(about: Dataset) -> Element:
    statement = element("titleStmt", None, *in_both("title", about["title"]))
    kinds = {"person": "persName", "organisation": "orgName"}
    for (name, iri), creator in zip(names.creators(about), about["creators"], strict=True):
        kind = kinds[creator["kind"]]
        statement.append(element(
            "respStmt", None, element(kind, {"id": name, "ref": iri, "lang": "ar"}, creator["ar"]),
            element(kind, {"lang": "en"}, creator["en"]),
            element("resp", {"lang": "en"}, "records, digests, paraphrases, positions")))
    return statement


def _edition(about: Dataset) -> Iterator[Element]:
    yield element("editionStmt", None, element("edition", {"n": about["version"]}, about["version"]))


def _extent(archive: Archive) -> Element:
    counts = archive.counts()
    return element("extent", None, *(
        element("measure", {"unit": unit, "quantity": str(counts[unit])}, str(counts[unit]))
        for unit in ("articles", "statements", "speakers")))


def _publication(about: Dataset) -> Element:
    licence = element("licence", {"target": names.licence(about)}, about["licences"]["data"])
    return element(
        "publicationStmt", None, element("publisher", {"lang": "en"}, about["creators"][0]["en"]),
        element("date", {"when": about["released"]}, about["released"]),
        element("idno", {"type": "URI"}, about["url"]),
        element("availability", {"status": "free"}, licence))


def _taxonomies(topics: Iterable[Topic]) -> Iterator[Element]:
    for prefix, (kind, path) in TAXONOMIES.items():
        field = contract.schema_of(kind)
        for step in path:
            field = contract.resolve(field)["properties"][step]
        desc = in_both("desc", {"ar": field["x-ar"]["description"], "en": field["description"]})
        yield element("taxonomy", {"id": prefix}, *desc, *(
            element("category", {"id": f"{prefix}-{value}"}, element("catDesc", {"lang": "en"}, value))
            for value in contract.resolve(field)["enum"]))
    yield element("taxonomy", {"id": "place"}, *in_both("desc", PLACES),
                  element("category", {"id": "place-headline"}, *in_both("catDesc", PLACES)))
    held = [element("category", {"id": xml_id("topic", topic["id"]),
                                 "corresp": pointers("topic", [topic["broader"]] if topic["broader"] else [])},
                    *(element("catDesc", {"lang": language}, element("term", None, topic["names"][language]),
                              element("gloss", None, topic["definition"][language])) for language in ("ar", "en")))
            for topic in topics]
    if held:
        yield element("taxonomy", {"id": "topics"}, *in_both("desc", {"ar": "الموضوعات", "en": "Topics"}), *held)


def _person(speaker: Speaker) -> Element:
    return element("person", {"id": xml_id("speaker", speaker["id"])}, *_names("persName", speaker),
                   *(_role(role) for role in speaker["roles"]), *_identifiers(speaker["wikidata"]),
                   *in_both("note", speaker["note"]))


def _body(speaker: Speaker) -> Element:
    return element("org", {"id": xml_id("speaker", speaker["id"]), "role": speaker["kind"]},
                   *_names("orgName", speaker), *_identifiers(speaker["wikidata"]),
                   *(element("note", {"type": "role"}, _role(role)) for role in speaker["roles"]),
                   *in_both("note", speaker["note"]))


def _names(tag: str, speaker: Speaker) -> Iterator[Element]:
    """Yield the preferred name in each script, then each spelling met, with the articles that have it."""
    yield from in_both(tag, speaker["names"], {"full": "yes"} if tag == "orgName" else None)
    yield from (element(tag, {"type": "spelling", "source": pointers("article", spelling["articles"])},
                        spelling["form"]) for spelling in speaker["spellings"])


def _role(role: SpeakerRolesItem) -> Element:
    """Return a role: an affiliation where the body it is held in has a record, an occupation elsewhere."""
    tag = "affiliation" if role["organisation"] else "occupation"
    body = pointers("speaker", [role["organisation"]]) if role["organisation"] else None
    return element(tag, {"ref": body, "from": role["from"], "to": role["to"],
                         "source": pointers("article", role["articles"])}, *in_both("roleName", role["title"]))


def _publisher(publisher: Publisher) -> Element:
    site = [element("idno", {"type": "URL"}, publisher["url"])] if publisher["url"] else []
    return element("org", {"id": xml_id("publisher", publisher["id"]), "role": publisher["kind"]},
                   *in_both("orgName", publisher["names"], {"full": "yes"}), *site,
                   *_identifiers(publisher["wikidata"]), *in_both("note", publisher["note"]))


def _identifiers(wikidata: str | None) -> Iterator[Element]:
    if wikidata:
        yield element("idno", {"type": "wikidata"}, names.WIKIDATA + wikidata)


def _event(event: Event) -> Element:
    when = event["date"]
    place = [element("note", {"type": "place", "lang": language}, str(text))
             for language, text in (event["place"] or {}).items()]
    return element("event", {"id": xml_id("event", event["id"]), "from": when["start"], "to": when["end"],
                             "ana": f"#basis-{when['basis']}"},
                   *in_both("label", event["names"]), *in_both("note", event["description"]), *place,
                   *in_both("note", event["note"]), *_identifiers(event["wikidata"]))
