"""Takes nothing; gives the types of the records. Generated from schemas/ by `aqwal types`; do not edit."""

from typing import Literal, TypedDict


class Bilingual(TypedDict):
    """A text in both languages of the site."""

    ar: str
    en: str


class ArticlePublished(TypedDict):
    """When it was published, how exactly that is known, and from what."""

    date: str | None
    precision: Literal["day", "month", "year", "unknown"]
    earliest: str | None
    latest: str | None
    basis: Literal["stated", "inferred", "unknown"]
    note: Bilingual | None


class ArticleDocument(TypedDict):
    """Fingerprint of the raw document the offsets refer to."""

    sha256: str
    canonical_sha256: str
    canonicaliser: Literal["c1"]
    length: int


class ArticleNoiseItem(TypedDict):
    """One item of the list."""

    start: int
    end: int
    kind: Literal["duplicate-title", "dateline", "continuation-mark", "share-link", "cookie-banner", "comments-prompt", "follow-us", "keywords", "read-also-header", "related-headlines", "source-credit", "section-label", "site-name", "subheading", "blank", "other"]


class Article(TypedDict):
    """One article of one raw document: bibliographic facts, our own digest, and the cleaning ledger as offsets into the canonical text."""

    id: str
    title: str | None
    label: Bilingual
    publisher: str | None
    agencies: list[str]
    published: ArticlePublished
    language: str
    url: str | None
    archive_url: str | None
    section: str | None
    events: list[str]
    topics: list[str]
    digest: Bilingual
    rights: str
    document: ArticleDocument
    part: int
    body: list[list[int]]
    title_span: list[int] | None
    noise: list[ArticleNoiseItem]
    note: Bilingual | None


class StatementSaidOn(TypedDict):
    """The day it was said, and how that is known."""

    date: str | None
    basis: Literal["stated", "inferred", "unknown"]


class StatementContent(TypedDict):
    """Where the content stands in the canonical text, and its hash."""

    start: int
    end: int
    sha256: str


class StatementCue(TypedDict):
    """Where the reporting verb or phrase stands; null for a headline without one."""

    start: int
    end: int


class Statement(TypedDict):
    """One attributed statement: speaker, reporting cue and content, paraphrased by us and anchored in the source."""

    id: str
    speakers: list[str]
    type: Literal["direct", "indirect", "mixed"]
    act: Literal["affirm", "announce", "accuse", "deny", "demand", "propose", "thank", "congratulate", "predict", "warn", "criticise", "ask", "other"]
    said: Bilingual
    addressees: list[str]
    about: list[str]
    said_on: StatementSaidOn
    via: list[str]
    event: str | None
    nested_in: str | None
    utterance: str | None
    certainty: Literal["explicit", "borderline"]
    in_title: bool
    content: StatementContent
    cue: StatementCue | None
    key_phrase: str | None


class SpeakerNames(TypedDict):
    """Preferred name in each script."""

    ar: str
    en: str
    ru: str | None
    zh: str | None


class SpeakerSpellingsItem(TypedDict):
    """One item of the list."""

    form: str
    articles: list[str]


SpeakerRolesItem = TypedDict("SpeakerRolesItem", {
    "title": Bilingual,
    "organisation": str | None,
    "from": str | None,
    "to": str | None,
    "articles": list[str],
})
"""One item of the list."""


class Speaker(TypedDict):
    """Authority record of a person, organisation, state or group that speaks or is spoken to."""

    id: str
    kind: Literal["person", "organisation", "state", "group"]
    names: SpeakerNames
    spellings: list[SpeakerSpellingsItem]
    roles: list[SpeakerRolesItem]
    wikidata: str | None
    note: Bilingual | None


class PublisherRights(TypedDict):
    """What may be published of the source texts."""

    policy: Literal["facts-only", "text-granted"]
    licence: str | None
    note: Bilingual | None


class Publisher(TypedDict):
    """An outlet, agency or platform that publishes or carries articles."""

    id: str
    kind: Literal["outlet", "agency", "platform"]
    names: Bilingual
    country: str | None
    url: str | None
    rights: PublisherRights
    wikidata: str | None
    note: Bilingual | None


class EventDate(TypedDict):
    """First and last day, and how they are known."""

    start: str | None
    end: str | None
    basis: Literal["stated", "inferred", "unknown"]


class Event(TypedDict):
    """Something that happened at a time and place, on which articles report."""

    id: str
    names: Bilingual
    date: EventDate
    place: Bilingual | None
    description: Bilingual
    wikidata: str | None
    note: Bilingual | None


class Topic(TypedDict):
    """A term of the controlled vocabulary."""

    id: str
    names: Bilingual
    definition: Bilingual
    broader: str | None


class Redirect(TypedDict):
    """An identifier no longer in use: where it went, or why it was withdrawn."""

    id: str
    kind: Literal["article", "statement", "speaker", "publisher", "event", "topic"]
    to: str | None
    reason: Bilingual
    date: str


class DatasetCreatorsItem(TypedDict):
    """One item of the list."""

    ar: str
    en: str
    kind: Literal["person", "organisation"]
    orcid: str | None


class DatasetLicences(TypedDict):
    """Licence of each part that is ours."""

    data: str
    code: str


class DatasetExpected(TypedDict):
    """Validation fails when a count differs, so that nothing is lost unseen."""

    articles: int
    statements: int
    speakers: int
    publishers: int
    events: int
    topics: int


class Dataset(TypedDict):
    """What the dataset is, its version, licences, and the counts that validation expects."""

    name: str
    title: Bilingual
    description: Bilingual
    version: str
    released: str
    url: str
    contact: str | None
    repository: str | None
    doi: str | None
    creators: list[DatasetCreatorsItem]
    keywords: list[Bilingual]
    licences: DatasetLicences
    coverage: Bilingual
    statement_pages: bool
    expected: DatasetExpected


class ReleaseFilesItem(TypedDict):
    """One item of the list."""

    path: str
    bytes: int
    sha256: str


class ReleaseChangesRemovedValueValue(TypedDict):
    """One item of the list."""

    to: str | None
    reason: Bilingual | None


class ReleaseChanges(TypedDict):
    """What differs from the previous version, by folder of the kind of record; null for the first."""

    level: Literal["major", "minor", "patch"]
    added: dict[str, list[str]]
    changed: dict[str, dict[str, list[str]]]
    removed: dict[str, dict[str, ReleaseChangesRemovedValueValue]]
    fields_added: list[str]
    fields_removed: list[str]
    fields_changed: list[str]


class Release(TypedDict):
    """Manifest of one release: what it holds, with checksums."""

    name: str
    version: str
    released: str
    previous: str | None
    counts: dict[str, int]
    files: list[ReleaseFilesItem]
    fields: dict[str, str]
    records: dict[str, dict[str, str]]
    changes: ReleaseChanges | None
