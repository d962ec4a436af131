"""Takes nothing; gives the shapes that the steps of ingest hand on: a page, its articles, what was found in them."""

from dataclasses import dataclass

Span = tuple[int, int]
"""Code points of the canonical text: the first, and the one after the last."""


@dataclass(frozen=True, slots=True)
class RawPage:
    """A page as read: its name, canonical text, and what was seen while reading it.

    `sha256` is of the bytes the canonical text was made from: the file itself, or the text drawn from an HTML page.
    """

    stem: str
    text: str
    sha256: str
    url: str | None = None
    encoding: str = "utf-8"
    published: str | None = None
    outlet: str | None = None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Noise:
    """A span left out of the body: its kind (as in the article schema) and the rule that fired."""

    start: int
    end: int
    kind: str
    rule: str


@dataclass(frozen=True, slots=True)
class ArticleSpans:
    """One article of a page: every non-blank character of the page is in one span of one of its articles."""

    part: int
    title: Span | None
    title_rule: str
    body: tuple[Span, ...]
    noise: tuple[Noise, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A value for a field, how sure it is (0 to 1), the rule and the words of the page it rests on."""

    value: str
    confidence: float
    rule: str
    span: Span | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class ArticleFields:
    """What is known about an article besides its text; each entry with its evidence."""

    publisher: Found | None
    publisher_name: Found | None
    agencies: tuple[Found, ...]
    url: Found | None
    published: Found | None
    """ISO date as the value; `rule` begins with "stated" or "inferred"."""
    precision: str
    events: tuple[Found, ...]
    topics: tuple[Found, ...]
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: the fullest name the article gives, the authority record it is, or those it may be."""

    name: str
    id: str | None
    kind: str
    maybe: tuple[str, ...] = ()
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class DraftStatement:
    """A statement as found: who, where, how, and why we think so. `nested_in` counts within the article's list."""

    speakers: tuple[Speaker, ...]
    type: str
    act: str
    content: Span
    cue: Span | None
    confidence: float
    evidence: tuple[str, ...]
    in_title: bool = False
    via: tuple[Speaker, ...] = ()
    addressees: tuple[Speaker, ...] = ()
    nested_in: int | None = None


@dataclass(frozen=True, slots=True)
class DraftArticle:
    """One article of a page with all that was found; `unresolved` lists what the program would not decide."""

    spans: ArticleSpans
    fields: ArticleFields
    statements: tuple[DraftStatement, ...]
    unresolved: tuple[str, ...]
    repeats: tuple[Found, ...] = ()
    """Articles of the dataset that this one repeats, by id."""
    parallels: tuple[tuple[int, Found], ...] = ()
    """(Place in `statements`, the recorded statement that looks like the same utterance)."""


@dataclass(frozen=True, slots=True)
class PageDraft:
    """All that ingest makes of a page."""

    page: RawPage
    articles: tuple[DraftArticle, ...]
