"""Takes records, prose and raw texts; gives documents: what of each is searched, and what of it a result shows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any, NamedTuple

from aqwal.dataset import Archive
from aqwal.derive.addresses import path_of
from aqwal.derive.paragraphs import Paragraph, paragraphs_of
from aqwal.derive.sayings import Saying, Sayings
from aqwal.derive.spans import exact_date
from aqwal.paths import FOLDERS
from aqwal.record_types import Article, Bilingual

Both = tuple[str, str]
"""A text in Arabic and in English; either may be empty."""


class Prose(NamedTuple):
    """A page that is no record: its path below a language, its title and its text."""

    path: str
    title: Both
    text: Both


class Entry(NamedTuple):
    """One thing that can be found: its texts, and the speakers it is by, as numbers."""

    texts: tuple[str, ...]
    speakers: tuple[int, ...] = ()


@dataclass(frozen=True)
class Document:
    """A record or page: its row in the table of entries, its entries in order, and the card that a result shows.

    In a reading copy an article also has the spans of its title, or None, and of its paragraphs.
    """

    row: list[Any]
    entries: list[Entry]
    card: dict[str, Any]
    spans: list[list[int] | None] = field(default_factory=list)


@dataclass(frozen=True)
class Source:
    """All that is searched. `texts` maps an article's id to the canonical text of its page, in a reading copy only."""

    archive: Archive
    sayings: Sayings
    prose: Sequence[Prose] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.numbers.update((one, number) for number, one in enumerate(self.archive.speakers))


def article_documents(source: Source) -> Iterator[Document]:
    """Yield every article with its title, digest, statements and, in a reading copy, paragraphs."""
    for article in source.archive.articles.values():
        yield _article(article, source)


def _article(article: Article, source: Source) -> Document:
    digests = _digests(article["digest"])
    sayings = source.sayings.by_article.get(article["id"], [])
    text = source.texts.get(article["id"])
    paragraphs = paragraphs_of(article, text) if text is not None else []
    span = article["title_span"] if text is not None else None
    # In a reading copy the title is a line of the source, found by its own words alone.
    titles = (article["title"] or "", *(() if span else (article["label"]["ar"], article["label"]["en"])))
    entries = [
        Entry(tuple(dict.fromkeys(titles))),
        *(Entry(both) for both in digests),
        *(_statement_entry(saying, source) for saying in sayings),
        *(Entry((paragraph.text,)) for paragraph in paragraphs),
    ]
    row = [article["id"], len(digests), _numbering(sayings), len(paragraphs), int(span is not None)]
    spans = [span, *([one.start, one.end] for one in paragraphs)] if source.texts else []
    return Document(row, entries, _article_card(article, digests, sayings, paragraphs, source), spans)


def _digests(digest: Bilingual) -> list[Both]:
    """Pair the paragraphs of both languages in order."""
    columns = ([part for part in text.split("\n") if part.strip()] for text in (digest["ar"], digest["en"]))
    return [(ar, en) for ar, en in zip_longest(*columns, fillvalue="")]


def _numbering(sayings: list[Saying]) -> int | list[str]:
    """Return how many statements there are when they are numbered from 01 on, else each one's number."""
    own = [saying.id.rpartition("-s")[2] for saying in sayings]
    return len(own) if own == [f"{number:02d}" for number in range(1, len(own) + 1)] else own


def _statement_entry(saying: Saying, source: Source) -> Entry:
    said, key_phrase = saying.statement["said"], saying.statement["key_phrase"]
    texts = (said["ar"], said["en"], *((key_phrase,) if key_phrase else ()))
    return Entry(texts, tuple(source.numbers[one] for one in saying.statement["speakers"]))


def _article_card(article: Article, digests: list[Both], sayings: list[Saying], paragraphs: list[Paragraph],
                  source: Source) -> dict[str, Any]:
    path = path_of(source.archive.about, "article", article["id"])
    title = [article["title"] or article["label"]["ar"], article["label"]["en"]]
    outlet = source.archive.publishers[article["publisher"]]["names"] if article["publisher"] else None
    return {
        "title": title, "path": path, "outlet": [outlet["ar"], outlet["en"]] if outlet else None,
        "date": exact_date(article),
        "parts": [{"text": title}, *({"text": both} for both in digests),
                  *(_statement_part(saying, source) for saying in sayings),
                  *({"text": [paragraph.text, ""], "path": f"{path}#p{number}"}
                    for number, paragraph in enumerate(paragraphs, 1))],
    }


def _statement_part(saying: Saying, source: Source) -> dict[str, Any]:
    names = [source.archive.speakers[one]["names"] for one in saying.statement["speakers"]]
    said = saying.statement["said"]
    return {
        "text": [said["ar"], said["en"]], "type": saying.statement["type"],
        "by": [" و".join(one["ar"] for one in names), " and ".join(one["en"] for one in names)],
        "path": path_of(source.archive.about, "statement", saying.id),
    }


def other_documents(source: Source) -> Iterator[Document]:
    """Yield every speaker, publisher, event, topic and prose page."""
    archive = source.archive
    for speaker in archive.speakers.values():
        names, roles = speaker["names"], speaker["roles"]
        titles = [role["title"] for role in roles]
        yield _other("speaker", speaker["id"], names, [
            names["ru"] or "", names["zh"] or "", *(one["form"] for one in speaker["spellings"]),
            *(text for title in titles for text in (title["ar"], title["en"])),
        ], titles[-1] if titles else None)
    for publisher in archive.publishers.values():
        yield _other("publisher", publisher["id"], publisher["names"], [], None)
    for event in archive.events.values():
        described = event["description"]
        yield _other("event", event["id"], event["names"], [described["ar"], described["en"]], described)
    for topic in archive.topics.values():
        defined = topic["definition"]
        yield _other("topic", topic["id"], topic["names"], [defined["ar"], defined["en"]], defined)
    for page in source.prose:
        shown = {"ar": page.text[0], "en": page.text[1]}
        yield _card_of("page", page.path, page.path, list(page.title), [*page.title, *page.text], shown)


def _other(kind: str, identifier: str, names: Any, more: list[str], shown: Any) -> Document:
    title = [str(names["ar"]), str(names["en"])]
    return _card_of(kind, identifier, f"{FOLDERS[kind]}/{identifier}/", title, [*title, *more], shown)


def _card_of(kind: str, identifier: str, path: str, title: list[str], texts: list[str], shown: Any) -> Document:
    text = [shown["ar"], shown["en"]] if shown else title
    card = {"title": title, "path": path, "outlet": None, "date": None, "parts": [{"text": text}]}
    return Document([kind, identifier], [Entry(tuple(dict.fromkeys(filter(None, texts))))], card)
