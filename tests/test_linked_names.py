"""Takes the toy as a built site; proves that every address of our own in any download leads to something there."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import rdflib
from lxml import etree

from aqwal.dataset import Archive
from aqwal.linked.rdf_terms import definitions
from aqwal.pages.edition import Edition
from aqwal.pages.views import terms
from described import walk
from linked_files import strings_in
from printed import printed

NAME_ONLY = re.compile(r"#(u\d+|creator-\d+|generator|annotations(-1)?)|statements/[^/]+/#(cue-)?annotation"
                       r"|statements/[^/]+/#(content|cue)")
"""What names a thing that has no place on a page; the page of the terms says so."""


def own_iris(folder: Path, base: str) -> Iterator[str]:
    """Yield every address below that of the site, from each file that names things."""
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".ttl":
            found: Any = (str(one) for triple in rdflib.Graph().parse(path) for one in triple)
        elif path.name.endswith(".tei.xml"):
            found = (value for one in etree.parse(path).iter() for value in one.attrib.values())
        elif path.suffix in (".jsonld", ".json") and path.parent.name != "schemas":
            found = strings_in(json.loads(path.read_bytes()))
        else:
            continue
        yield from (one for one in found if one.startswith(base) and " " not in one)


def lost(site: Path, base: str, iris: set[str]) -> set[str]:
    """Return the addresses that lead to no file, or to no place in it, and are not told to be names alone."""
    faults, places = set(), {}
    for iri in iris:
        path, _, place = iri.removeprefix(base).partition("#")
        file = site / path / "index.html" if path.endswith("/") or not path else site / path
        if not file.is_file():
            faults.add(iri)
        elif place and not NAME_ONLY.fullmatch(iri.removeprefix(base)):
            if file not in places:
                text = file.read_text("utf-8")
                places[file] = ({one["@id"].partition("#")[2] for one in walk(json.loads(text)) if "@id" in one}
                                if file.suffix == ".jsonld" else set(re.findall(r'\sid="?([^"\s>]+)', text)))
            if place not in places[file]:
                faults.add(iri)
    return faults


def test_every_address_of_ours_leads_somewhere(site: Path, archive: Archive) -> None:
    base = archive.about["url"]
    iris = set(own_iris(site / "downloads" / "latest", base))
    assert len([one for one in iris if one.startswith(f"{base}terms/#")]) > 40
    assert len([one for one in iris if "#" not in one]) > 100
    assert lost(site, base, iris) == set()
    wrong = {f"{base}terms/#no", f"{base}speakers/no/", f"{base}#no", f"{base}downloads/latest/dcat.jsonld#no"}
    assert lost(site, base, iris | wrong) == wrong


@pytest.mark.parametrize("page", ["terms/", "en/terms/"])
def test_each_term_and_each_value_has_one_place(site: Path, page: str) -> None:
    places = re.findall(r'\sid="?([^"\s>]+)', (site / page / "index.html").read_text("utf-8"))
    assert len(places) == len(set(places))
    assert {one.name for one in definitions()} <= set(places)


def test_the_page_says_what_each_term_means_and_which_names_have_no_page(edition: Edition) -> None:
    page = printed(terms.page("terms", edition), edition)
    for one in definitions():
        said = page.one("div", id=one.name).text
        assert (one.comment["ar"] if edition.language == "ar" else one.comment["en"]) in said
    act = page.one("div", id="act").text
    assert ("تأكيد" if edition.language == "ar" else "affirm") in act
    told = [code.text.removeprefix(edition.archive.about["url"]) for code in page.all("code")]
    assert len([one for one in told if NAME_ONLY.fullmatch(one)]) == len(terms.NAMED) + len(terms.PARTS)
