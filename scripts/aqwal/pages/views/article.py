"""Takes an edition and an article's id; gives its page: facts, digest, statements, outline, ledger, citations."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from aqwal.pages.edition import Edition
from aqwal.pages.page import Page, Twin
from aqwal.pages.views.citing import citation_rows
from aqwal.pages.views.linked_data import article_data
from aqwal.pages.views.retired import of_article
from aqwal.record_types import Article

WIDE = 1000
LICENCE = re.compile(r"creativecommons\.org/(?:licenses/([a-z-]+)/(\d\.\d)|publicdomain/(zero|mark))")
STATEMENT = re.compile(r"rightsstatements\.org/vocab/([A-Za-z-]+)")
PUBLIC_DOMAIN = {"zero": "CC0 1.0", "mark": "Public Domain Mark 1.0"}
DESCRIPTION_LENGTH = 200


@dataclass(frozen=True)
class Part:
    """A piece of the outline of the raw document, in a drawing 1000 wide and 30 high."""

    kind: str
    x: float
    y: int
    width: float
    height: int
    target: str
    title: str


def keys(edition: Edition) -> Iterable[str]:
    """Return the ids of all articles."""
    return edition.archive.articles


def page(article_id: str, edition: Edition) -> Page:
    """Return the page of an article."""
    article = edition.archive.articles[article_id]
    text = edition.say(article["digest"])
    path = edition.path("article", article_id)
    values: dict[str, Any] = {
        "article": article,
        "list": edition.sayings.by_article.get(article_id, []),
        "outline": list(outline(article, edition)),
        "retired": of_article(article_id, edition),
        "parts": [other for other in edition.articles_by("document", article["document"]["sha256"])
                  if other["id"] != article_id],
        "paragraphs": edition.paragraphs(article),
        "related": list(_related(article, edition)),
        "shares": {"body": sum(end - start for start, end in article["body"]),
                   "noise": sum(span["end"] - span["start"] for span in article["noise"])},
        "rights": rights_of(article, edition),
        "citations": citation_rows("article", article_id, edition),
    }
    return Page(
        path=path, section="articles", template="article.html.j2", title=edition.headline(article),
        description=shortened(text), values=values, jsonld=tuple(article_data(article, edition)), kind="article",
        twins=(Twin("application/json", f"articles/{article_id}.json"), Twin("text/csv", f"articles/{article_id}.csv")),
        extra={"article:published_time": article["published"]["date"]} if article["published"]["date"] else {},
    )


def rights_of(article: Article, edition: Edition) -> tuple[str, str]:
    """Return what the rights statement is called, and what it means for the text and for what is shown here."""
    texts = edition.texts
    publisher = edition.archive.publishers[article["publisher"]] if article["publisher"] else None
    if licence := LICENCE.search(article["rights"]):
        name = " ".join(("CC", licence[1].upper(), licence[2])) if licence[1] else PUBLIC_DOMAIN[licence[3]]
    else:
        statement = STATEMENT.search(article["rights"])
        code = statement[1] if statement else ""
        family = next((one for one in ("InC", "NoC") if code.startswith(one)), "other")
        name = texts.text(f"article.rights_{family}", code=code)
    if publisher and publisher["rights"]["policy"] == "text-granted":
        return name, texts.text("article.rights_note_granted", licence=publisher["rights"]["licence"] or name)
    is_reserved = not licence and family == "InC"
    return name, texts.text("article.rights_note" if is_reserved else "article.rights_note_open")


def shortened(text: str, limit: int = DESCRIPTION_LENGTH) -> str:
    """Return the first words of a text that fit the limit."""
    if len(text) <= limit:
        return text
    return text[:limit].rsplit(" ", 1)[0].rstrip("،,.;؛") + "…"


def outline(article: Article, edition: Edition) -> Iterator[Part]:
    """Yield body, noise and statements to scale along the raw document; mirrored where reading runs from the right."""
    texts = edition.texts

    def part(kind: str, start: int, end: int, target: str, title: str, y: int, height: int) -> Part:
        width = max(WIDE * (end - start) / article["document"]["length"], 1.5)
        x = WIDE * start / article["document"]["length"]
        return Part(kind, WIDE - x - width if texts.direction == "rtl" else x, y, width, height, target, title)

    if article["title_span"]:
        start, end = article["title_span"]
        yield part("body", start, end, "digest", texts.text("article.kind_title"), 0, 12)
    for start, end in article["body"]:
        yield part("body", start, end, "digest", texts.text("article.kind_body"), 0, 12)
    for number, span in enumerate(article["noise"], 1):
        yield part("noise", span["start"], span["end"], f"noise-{number}", texts.text(f"article.noise_{span['kind']}"),
                   0, 12)
    for saying in edition.sayings.by_article.get(article["id"], []):
        content = saying.statement["content"]
        yield part(saying.statement["type"], content["start"], content["end"], saying.id, edition.speakers(saying),
                   16, 14)


def _related(article: Article, edition: Edition) -> Iterator[tuple[str, list[Article]]]:
    """Yield each event of the article with the other articles on it."""
    for event in article["events"]:
        others = [other for other in edition.articles_by("event", event) if other["id"] != article["id"]]
        if others:
            yield event, others
