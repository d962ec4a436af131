"""Takes an archive; gives it as one TEI P5 document in the manner of ParlaMint, an article after the other.

ParlaMint marks a speech as `u`, which is a transcript. What we have is a paraphrase of reported speech, so a
statement is `said` with `direct="false"`, and everything of ours names us as responsible.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from aqwal.dataset import Archive
from aqwal.derive.sayings import Saying, Sayings
from aqwal.derive.spans import exact_date
from aqwal.linked import names
from aqwal.linked.tei_elements import TEI, Element, element, in_both, name, pointers, xml_id
from aqwal.linked.tei_header import CERT, encoding_description, events, file_description, lists, responsible
from aqwal.record_types import Article, Dataset, Statement


def write_tei(archive: Archive, sayings: Sayings, path: Path) -> bool:
    """Write the document; only one record at a time is in memory as elements.

    What stays is every `xml:id`, which libxml2 keeps in a table of its own: a few dozen bytes a statement.
    """
    with etree.xmlfile(str(path), encoding="utf-8") as document:
        document.write_declaration()
        with document.element(name("TEI"), nsmap={None: TEI}):
            _write_header(document, archive)
            if archive.events:
                with document.element(name("standOff")), document.element(name("listEvent")):
                    _write_each(document, events(archive))
            with document.element(name("text")), document.element(name("body")):
                _write_each(document, (_article(article, sayings.by_article.get(identifier, []), archive, sayings)
                                       for identifier, article in archive.articles.items()))
                if not archive.articles:
                    document.write(element("p"))
    return True


def _write_header(document: Any, archive: Archive) -> None:
    with document.element(name("teiHeader")):
        _write_each(document, (file_description(archive), encoding_description(archive)))
        participants = lists(archive)
        if not participants:
            return
        with document.element(name("profileDesc")), document.element(name("particDesc")):
            for tag, kind, members in participants:
                with document.element(name(tag), type=kind):
                    _write_each(document, members)


def _write_each(document: Any, elements: Iterable[Element]) -> None:
    for one in elements:
        document.write("\n")
        document.write(one, pretty_print=True)


def _article(article: Article, own: list[Saying], archive: Archive, sayings: Sayings) -> Element:
    about = archive.about
    resp = responsible(about)
    title = [element("head", {"type": "title", "lang": article["language"]}, article["title"])
             ] if article["title"] else []
    division = element(
        "div", {"type": "article", "id": xml_id("article", article["id"]),
                "ana": pointers("topic", article["topics"]), "corresp": pointers("event", article["events"])},
        *title, *in_both("head", article["label"], {"type": "label", "resp": resp}),
        _source(article, archive), element("div", {"type": "digest"}, *in_both("p", article["digest"], {"resp": resp})))
    if own:
        division.append(element("div", {"type": "statements"},
                                *(_statement(saying, sayings, about) for saying in own)))
    return division


def _source(article: Article, archive: Archive) -> Element:
    """Return what is known of the article as it was published."""
    held, published = article["document"], article["published"]
    outlets = [element("publisher", {"ref": pointers("publisher", [one]), "lang": "ar"}, _outlet(one, archive))
               for one in (article["publisher"],) if one]
    agencies = [element("orgName", {"type": "agency", "ref": pointers("publisher", [one]), "lang": "ar"},
                        _outlet(one, archive))
                for one in article["agencies"]]
    day = exact_date(article)
    date = element("date", {"when": day, "notBefore": published["earliest"], "notAfter": published["latest"],
                            "ana": f"#basis-{published['basis']}"}, *([day] if day else []))
    links = [element("ref", {"type": kind, "target": target}) for kind, target in (
        ("published", article["url"]), ("archived", article["archive_url"])) if target]
    hashes = [element("idno", {"type": "sha256"}, held["sha256"]),
              element("idno", {"type": "canonical-sha256"}, held["canonical_sha256"])]
    return element(
        "bibl", None, *outlets, *agencies, date, *links,
        element("idno", {"type": "URI"}, names.thing(archive.about, "article", article["id"])), *hashes,
        element("availability", {"status": "restricted"},
                element("p", None, element("ref", {"target": article["rights"]}))),
        *in_both("note", article["note"]))


def _outlet(identifier: str, archive: Archive) -> str:
    return archive.publishers[identifier]["names"]["ar"]


def _statement(saying: Saying, sayings: Sayings, about: Dataset) -> Element:
    statement = saying.statement
    resp = responsible(about)
    analysis = [f"#act-{statement['act']}", f"#wording-{statement['type']}", f"#certainty-{statement['certainty']}",
                *(["#place-headline"] if statement["in_title"] else []), pointers("topic", statement["about"])]
    return element(
        "said", {"id": xml_id("statement", saying.id), "who": pointers("speaker", statement["speakers"]),
                 "toWhom": pointers("speaker", statement["addressees"]), "direct": "false",
                 "ana": " ".join(analysis), "cert": CERT[statement["certainty"]], "resp": resp,
                 "corresp": pointers("statement", [one.id for one in sayings.other_reports(saying)])},
        *in_both("seg", statement["said"], {"type": "paraphrase", "resp": resp}),
        element("date", {"when": statement["said_on"]["date"], "ana": f"#basis-{statement['said_on']['basis']}"}),
        *_links(statement, saying.article))


def _links(statement: Statement, article: Article) -> Iterator[Element]:
    """Yield where the statement stands in its document, and what else it leads to."""
    canonical = names.named_by_hash(article["document"]["canonical_sha256"])
    content, cue = statement["content"], statement["cue"]
    targets = [("content", f"{canonical}#char={content['start']},{content['end']}"),
               ("content-hash", names.named_by_hash(content["sha256"]))]
    if cue:
        targets.append(("cue", f"{canonical}#char={cue['start']},{cue['end']}"))
    targets += [("via", pointers("publisher", [one])) for one in statement["via"]]
    if statement["event"]:
        targets.append(("event", pointers("event", [statement["event"]])))
    if statement["nested_in"]:
        targets.append(("nested-in", pointers("statement", [statement["nested_in"]])))
    yield from (element("ptr", {"type": kind, "target": target}) for kind, target in targets)
