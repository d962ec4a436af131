"""Takes records and an edition; gives schema.org descriptions of them (JSON-LD) for the heads of their pages.

A thing's `@id` is the address of its record on the Arabic site, so that both languages speak of one thing; the page
that describes it in this language is its `mainEntityOfPage`.
"""

from collections.abc import Iterable

from aqwal.derive.sayings import Saying
from aqwal.derive.spans import exact_date
from aqwal.metadata.schema_org import CONTEXT, Block, dataset_block, given
from aqwal.pages.edition import Edition
from aqwal.paths import FOLDERS
from aqwal.record_types import Article, Event, Speaker

WIKIDATA = "https://www.wikidata.org/entity/"
SPEAKER_TYPES: dict[str, str | list[str]] = {
    "person": "Person",
    "organisation": "Organization",
    "state": ["Country", "GovernmentOrganization"],
    "group": "Organization",
}
"""Kind of speaker → its types. A state is a place and a body at once: only a person or a body can say something."""
PUBLISHER_TYPES = {"outlet": "NewsMediaOrganization", "agency": "NewsMediaOrganization", "platform": "Organization"}


def article_data(article: Article, edition: Edition) -> list[Block]:
    """Describe the outlet's article, without its text; our digest stands as its abstract."""
    publisher = article["publisher"]
    thing = _record("NewsArticle", "article", article["id"], edition) | given({
        "headline": article["title"],
        "name": edition.say(article["label"]),
        "datePublished": exact_date(article),
        "inLanguage": article["language"],
        "publisher": _publisher(publisher, edition) if publisher else None,
        "sourceOrganization": [_publisher(one, edition) for one in article["agencies"]],
        "about": _about(article["events"], article["topics"], edition),
        "articleSection": article["section"],
        "url": article["url"],
        "archivedAt": article["archive_url"],
        "usageInfo": article["rights"],
        "abstract": edition.say(article["digest"]),
    })
    return [thing, breadcrumb("article", article["id"], edition.headline(article), edition)]


def statement_data(saying: Saying, edition: Edition) -> list[Block]:
    """Describe a statement. What we publish is a paraphrase, so it is the abstract, never the quotation's text."""
    statement = saying.statement
    thing = _record("Quotation", "statement", saying.id, edition) | given({
        "abstract": edition.say(statement["said"]),
        "inLanguage": saying.article["language"],
        "spokenByCharacter": [_speaker_reference(one, edition) for one in statement["speakers"]],
        "dateCreated": statement["said_on"]["date"],
        "isPartOf": {"@type": "NewsArticle", "@id": entity(edition, "article", saying.article["id"])},
        "about": _about([statement["event"]] if statement["event"] else [], statement["about"], edition),
    })
    return [thing, breadcrumb("statement", saying.id, saying.id, edition)]


def speaker_data(speaker: Speaker, edition: Edition) -> list[Block]:
    """Describe a speaker: names in every script and the spellings met as alternate names, roles where they have any."""
    thing = _record(SPEAKER_TYPES[speaker["kind"]], "speaker", speaker["id"], edition)
    thing.pop("isPartOf")
    own = speaker["names"]
    forms = [own["ar"], own["en"], own["ru"], own["zh"], *(spelling["form"] for spelling in speaker["spellings"])]
    name = edition.name("speaker", speaker["id"])
    thing |= given({
        "name": name,
        "alternateName": [form for form in dict.fromkeys(forms) if form and form != name],
        "jobTitle": [edition.say(role["title"]) for role in speaker["roles"]] if speaker["kind"] == "person" else None,
        "affiliation": _affiliations(speaker, edition) if speaker["kind"] == "person" else None,
        "description": edition.say(speaker["note"]) if speaker["note"] else None,
        "sameAs": WIKIDATA + speaker["wikidata"] if speaker["wikidata"] else None,
    })
    return [thing, breadcrumb("speaker", speaker["id"], name, edition)]


def event_data(event: Event, edition: Edition) -> list[Block]:
    """Describe an event."""
    name = edition.name("event", event["id"])
    thing = _record("Event", "event", event["id"], edition)
    thing.pop("isPartOf")
    thing |= given({
        "name": name,
        "description": edition.say(event["description"]),
        "startDate": event["date"]["start"],
        "endDate": event["date"]["end"],
        "location": {"@type": "Place", "name": edition.say(event["place"])} if event["place"] else None,
        "sameAs": WIKIDATA + event["wikidata"] if event["wikidata"] else None,
    })
    return [thing, breadcrumb("event", event["id"], name, edition)]


def dataset_data(edition: Edition) -> list[Block]:
    """Describe the dataset as a whole, with each file it can be had in, and the site."""
    about = edition.archive.about
    thing = dataset_block(about, edition.archive.articles.values(), edition.downloads, edition.say)
    site = {"@context": CONTEXT, "@type": "WebSite", "@id": f"{about['url']}#site", "url": about["url"] + edition.base,
            "name": edition.say(about["title"]), "inLanguage": edition.language}
    return [thing | {"url": about["url"] + edition.base}, site]


def breadcrumb(kind: str, identifier: str, name: str, edition: Edition) -> Block:
    """Return the way from the home page over the index of the kind to a record."""
    texts, url = edition.texts, edition.archive.about["url"] + edition.base
    steps = [(texts.text("linked.home"), url), (texts.text(f"linked.{kind}"), f"{url}{FOLDERS[kind]}/"),
             (name, edition.permalink(kind, identifier))]
    return {"@context": CONTEXT, "@type": "BreadcrumbList", "itemListElement": [
        {"@type": "ListItem", "position": position, "name": label, "item": address}
        for position, (label, address) in enumerate(steps, 1)]}


def entity(edition: Edition, kind: str, identifier: str) -> str:
    """Return the address that names a thing, the same in every language."""
    return edition.archive.about["url"] + edition.path(kind, identifier)


def _record(kind_of_thing: str | list[str], kind: str, identifier: str, edition: Edition) -> Block:
    return {"@context": CONTEXT, "@type": kind_of_thing, "@id": entity(edition, kind, identifier),
            "mainEntityOfPage": edition.permalink(kind, identifier),
            "isPartOf": {"@type": "Dataset", "@id": edition.archive.about["url"]}}


def _publisher(identifier: str, edition: Edition) -> Block:
    record = edition.archive.publishers[identifier]
    return {"@type": PUBLISHER_TYPES[record["kind"]], "@id": entity(edition, "publisher", identifier)} | given({
        "name": edition.say(record["names"]), "url": record["url"],
        "sameAs": WIKIDATA + record["wikidata"] if record["wikidata"] else None,
    })


def _speaker_reference(identifier: str, edition: Edition) -> Block:
    kind = edition.archive.speakers[identifier]["kind"]
    return {"@type": SPEAKER_TYPES[kind], "@id": entity(edition, "speaker", identifier),
            "name": edition.name("speaker", identifier)}


def _affiliations(speaker: Speaker, edition: Edition) -> list[Block]:
    ids = dict.fromkeys(role["organisation"] for role in speaker["roles"])
    return [_speaker_reference(one, edition) for one in ids
            if one and edition.archive.speakers[one]["kind"] != "person"]


def _about(events: Iterable[str], topics: Iterable[str], edition: Edition) -> list[Block]:
    found = [{"@type": "Event", "@id": entity(edition, "event", one), "name": edition.name("event", one)}
             for one in events]
    return found + [{"@type": "DefinedTerm", "@id": entity(edition, "topic", one), "name": edition.name("topic", one)}
                    for one in topics]
