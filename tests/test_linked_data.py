"""Takes the toy dataset; checks the JSON-LD of pages: right terms, absolute ids that resolve, nothing made up."""

import json
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest

from aqwal.dataset import Archive
from aqwal.derive.sayings import Sayings, sayings_of
from aqwal.pages.edition import Edition
from aqwal.pages.views import article, home, speaker, statement
from aqwal.pages.views.linked_data import article_data, breadcrumb, event_data, speaker_data, statement_data
from aqwal.paths import FOLDERS
from printed import printed
from test_home_page import File

THING = {"name", "alternateName", "description", "url", "sameAs", "mainEntityOfPage"}
WORK = THING | {"abstract", "about", "archivedAt", "creator", "dateCreated", "datePublished", "headline", "inLanguage",
                "isAccessibleForFree", "isPartOf", "license", "publisher", "sourceOrganization", "temporalCoverage",
                "usageInfo", "version", "copyrightNotice", "creditText", "keywords", "identifier"}
TERMS = {
    "NewsArticle": WORK | {"articleSection"},
    "Quotation": WORK | {"spokenByCharacter"},
    "Dataset": WORK | {"distribution", "variableMeasured"},
    "DataDownload": WORK | {"contentUrl", "contentSize", "encodingFormat", "sha256"},
    "WebSite": WORK,
    "PropertyValue": THING | {"propertyID"},
    "Person": THING | {"jobTitle", "affiliation", "familyName", "givenName"},
    "Organization": THING, "NewsMediaOrganization": THING, "GovernmentOrganization": THING, "Country": THING,
    "Place": THING, "DefinedTerm": THING,
    "Event": THING | {"startDate", "endDate", "location"},
    "BreadcrumbList": THING | {"itemListElement"},
    "ListItem": THING | {"position", "item"},
}
"""The part of schema.org that we use: type → properties it may have, inherited ones included."""
SAYERS = {"Person", "Organization", "GovernmentOrganization", "NewsMediaOrganization"}
"""What `spokenByCharacter` may name: a person or a kind of organisation."""


@pytest.fixture(params=["ar", "en"])
def edition(request: pytest.FixtureRequest, archive: Archive, sayings: Sayings) -> Edition:
    title = {"ar": "كل شيء", "en": "Everything"}
    files = (File("toy.zip", title, 81_400, "zip"),)  # type: ignore[arg-type]
    return Edition(archive, sayings, request.param, files)


def blocks_of(edition: Edition) -> Iterator[dict[str, Any]]:
    """Yield the JSON-LD of every page, read back from its HTML."""
    for view in (home, article, statement, speaker):
        for key in view.keys(edition):
            root = printed(view.page(key, edition), edition)
            for block in root.all("script", type="application/ld+json"):
                yield json.loads("".join(part for part in block.parts if isinstance(part, str)))
    for event in edition.archive.events.values():
        yield from event_data(event, edition)


def things(value: Any) -> Iterator[dict[str, Any]]:
    """Yield every object with a type, at any depth."""
    if isinstance(value, dict):
        if "@type" in value:
            yield value
        for inner in value.values():
            yield from things(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from things(inner)


def types_of(thing: dict[str, Any]) -> list[str]:
    return thing["@type"] if isinstance(thing["@type"], list) else [thing["@type"]]


def faults(block: dict[str, Any]) -> list[str]:
    """Return what is no schema.org: unknown types, properties their types do not have, values that say nothing."""
    found = [] if block.get("@context") == "https://schema.org" else ["no context"]
    for thing in things(block):
        unknown = [one for one in types_of(thing) if one not in TERMS]
        allowed = {"@context", "@type", "@id"}.union(*(TERMS.get(one, set()) for one in types_of(thing)))
        found += unknown + [f"{thing['@type']}.{name}" for name in thing if name not in allowed]
        found += [f"{name} is empty" for name, value in thing.items() if value in (None, "", [])]
    return found


def test_every_block_is_schema_org(edition: Edition) -> None:
    blocks = list(blocks_of(edition))
    assert len(blocks) == 2 * (1 + 4 + 25 + 11 + 2)
    assert [fault for block in blocks for fault in faults(block)] == []


def test_the_check_bites() -> None:
    assert faults({"@context": "https://schema.org", "@type": "Quote", "name": "x"}) != []
    assert faults({"@context": "https://schema.org", "@type": "Quotation", "spokenBy": "x"}) == ["Quotation.spokenBy"]
    assert faults({"@context": "https://schema.org", "@type": "Person", "name": ""}) == ["name is empty"]


def test_ids_are_absolute_and_resolve(edition: Edition) -> None:
    archive = edition.archive
    ids = {"article": archive.articles, "statement": edition.sayings.by_id, "speaker": archive.speakers,
           "publisher": archive.publishers, "event": archive.events, "topic": archive.topics}
    url = archive.about["url"]
    known = {url, f"{url}#site"} | {f"{url}{FOLDERS[kind]}/{one}/" for kind, records in ids.items() for one in records}
    named = [thing["@id"] for block in blocks_of(edition) for thing in things(block) if "@id" in thing]
    assert set(named) <= known
    assert {f"{url}statements/a0001-s02/", f"{url}publishers/nakhla/", f"{url}topics/bridges/"} <= set(named)


def test_both_languages_speak_of_one_thing(archive: Archive, sayings: Sayings) -> None:
    saying = sayings.by_id["a0001-s02"]
    arabic, english = (statement_data(saying, Edition(archive, sayings, language))[0] for language in ("ar", "en"))
    assert arabic["@id"] == english["@id"]
    assert english["mainEntityOfPage"] == "https://toy.example/data/en/statements/a0001-s02/"
    assert arabic["mainEntityOfPage"] == "https://toy.example/data/statements/a0001-s02/"


def test_a_paraphrase_is_never_given_as_the_text(edition: Edition) -> None:
    for saying in edition.sayings.all:
        block = statement_data(saying, edition)[0]
        assert "text" not in block
        assert block["abstract"] == edition.say(saying.statement["said"])
        assert block["isPartOf"]["@id"].endswith(f"articles/{saying.article['id']}/")
        assert [one["@id"].rsplit("/", 2)[1] for one in block["spokenByCharacter"]] == saying.statement["speakers"]
        assert all(SAYERS & set(types_of(one)) for one in block["spokenByCharacter"])


def test_dates_are_as_exact_as_known(edition: Edition) -> None:
    found = {key: article_data(one, edition)[0].get("datePublished") for key, one in edition.archive.articles.items()}
    assert found == {"a0001": "2030-04-17", "a0002": "2031-03", "a0003": "2030-04-18", "a0004": None}


def test_an_article_without_headline_or_outlet_claims_none(edition: Edition) -> None:
    block = article_data(edition.archive.articles["a0004"], edition)[0]
    assert not {"headline", "publisher", "url", "articleBody", "text"} & set(block)
    assert block["name"] == edition.say(edition.archive.articles["a0004"]["label"])


def test_speakers_have_their_other_names(archive: Archive, sayings: Sayings) -> None:
    edition = Edition(archive, sayings, "en")
    block = speaker_data(archive.speakers["lin-shan"], edition)[0]
    assert block["@type"] == "Person"
    assert block["alternateName"] == ["لين شان", "林山"]
    assert block["affiliation"][0]["@id"] == "https://toy.example/data/speakers/bridge-authority/"
    state = speaker_data(archive.speakers["burjana"], edition)[0]
    assert (state["@type"], "jobTitle" in state) == (["Country", "GovernmentOrganization"], False)


def test_wikidata_only_where_checked(archive: Archive) -> None:
    other = deepcopy(archive)
    other.speakers["lin-shan"]["wikidata"] = "Q42"
    edition = Edition(other, sayings_of(other), "en")
    assert speaker_data(other.speakers["lin-shan"], edition)[0]["sameAs"] == "https://www.wikidata.org/entity/Q42"
    assert "sameAs" not in speaker_data(other.speakers["burjana"], edition)[0]


def test_the_dataset_lists_its_files(edition: Edition) -> None:
    block = next(block for block in blocks_of(edition) if block["@type"] == "Dataset")
    assert block["version"] == "1.2.0"
    assert block["temporalCoverage"] == "2030-04-17/2031-04-30"
    assert block["distribution"] == [{
        "@type": "DataDownload", "contentUrl": "https://toy.example/data/downloads/latest/toy.zip",
        "name": edition.say({"ar": "كل شيء", "en": "Everything"}), "encodingFormat": "application/zip",
        "contentSize": "81400 B", "sha256": "0" * 64, "license": "https://spdx.org/licenses/CC-BY-4.0.html"}]


def test_breadcrumb_counts_from_one_and_ends_at_the_page(edition: Edition) -> None:
    items = breadcrumb("event", "stork-bridge-opening", "x", edition)["itemListElement"]
    assert [one["position"] for one in items] == [1, 2, 3]
    root = f"https://toy.example/data/{edition.base}"
    assert [one["item"] for one in items] == [root, f"{root}events/", f"{root}events/stork-bridge-opening/"]


def test_statements_without_pages_are_named_by_their_place(archive: Archive, sayings: Sayings) -> None:
    without = replace(archive, about={**archive.about, "statement_pages": False})
    block = statement_data(sayings.by_id["a0001-s02"], Edition(without, sayings, "ar"))[0]
    assert block["@id"] == "https://toy.example/data/articles/a0001/#a0001-s02"


def test_text_of_records_cannot_end_the_script(archive: Archive) -> None:
    hostile = deepcopy(archive)
    said = {"ar": "</script><script>قول</script><!--", "en": "</script><script>x & y\u2028</script>"}
    for one in hostile.statements["a0001"]:
        one["said"] = said  # type: ignore[typeddict-item]
    edition = Edition(hostile, sayings_of(hostile), "en")
    root = printed(statement.page("a0001-s01", edition), edition)
    blocks = root.all("script", type="application/ld+json")
    assert len(blocks) == 2
    assert len(root.all("script")) == 3
    assert json.loads("".join(map(str, blocks[0].parts)))["abstract"] == said["en"]
