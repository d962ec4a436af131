"""Takes an edition and a publisher's id; gives its page: what it published, whom it carried, who cites it."""

from collections.abc import Iterable
from typing import Any

from babel import Locale

from aqwal.derive.profiles import ranked
from aqwal.pages.catalogue import LOCALES
from aqwal.pages.edition import Edition, article_order
from aqwal.pages.page import Page, Twin
from aqwal.pages.views import listing, listings
from aqwal.pages.views.linked_data import breadcrumb
from aqwal.pages.views.listings import ARTICLES, CITING, ON_RECORD, STATEMENTS
from aqwal.record_types import Article, Publisher

TOP = 15


def keys(edition: Edition) -> Iterable[str]:
    """Return the ids of all publishers."""
    return edition.archive.publishers


def page(publisher_id: str, edition: Edition) -> Page:
    """Return the page of an outlet, agency or platform."""
    publisher = edition.archive.publishers[publisher_id]
    articles = edition.articles_by("publisher", publisher_id)[::-1]
    sayings = edition.sayings.by_publisher.get(publisher_id, [])
    credited = _credited(edition).get(publisher_id, [])
    citing = edition.sayings.by_via.get(publisher_id, [])
    texts = edition.texts
    name = edition.name("publisher", publisher_id)
    values: dict[str, Any] = {
        "publisher": publisher, "country": country(publisher, edition),
        "articles": articles[:ON_RECORD], "all_articles": len(articles),
        "more_articles": listing.path_of_rest(ARTICLES, "outlet", publisher_id, len(articles)),
        "articles_span": listings.span_of(map(listings.published_day, articles)),
        "sayings_here": sayings, "span": listings.span_of(map(listings.said_day, sayings)),
        "all_statements": listing.path_of_rest(STATEMENTS, "outlet", publisher_id, len(sayings)),
        "types": [(texts.text(f"common.type_{one}"), count, None)
                  for one, count in ranked(saying.statement["type"] for saying in sayings)],
        "speakers": _bars("speaker", (one for saying in sayings for one in saying.statement["speakers"]), edition),
        "agencies": _bars("publisher", (one for article in articles for one in article["agencies"]), edition),
        "cites": _bars("publisher", (one for saying in sayings for one in saying.statement["via"]), edition),
        "credited": credited[:ON_RECORD], "all_credited": len(credited),
        "more_credited": listing.path_of_rest(ARTICLES, "agency", publisher_id, len(credited)),
        "citing": listings.newest_first(citing)[:CITING], "all_citing": len(citing),
        "more_citing": listing.path_of_rest(STATEMENTS, "via", publisher_id, len(citing)),
    }
    return Page(
        path=edition.path("publisher", publisher_id), section="publishers", template="publisher.html.j2", title=name,
        description=texts.text("publisher.description", name=name, kind=texts.text(f"common.kind_{publisher['kind']}"),
                               articles=texts.count("common.articles", len(articles)),
                               statements=texts.count("common.statements", len(sayings))),
        values=values, jsonld=(breadcrumb("publisher", publisher_id, name, edition),),
        twins=(Twin("application/json", f"publishers/{publisher_id}.json"),
               Twin("text/csv", f"publishers/{publisher_id}.csv")),
    )


def country(publisher: Publisher, edition: Edition) -> str | None:
    """Return the name of the publisher's country in this language; the code itself where it is not a known one."""
    code = publisher["country"]
    return Locale.parse(LOCALES[edition.language]).territories.get(code, code) if code else None


def _bars(kind: str, ids: Iterable[str], edition: Edition) -> dict[str, Any]:
    """Return the records named most often as rows of bars, and how many there are in all."""
    counts = ranked(ids)
    return {"rows": [(edition.name(kind, one), count, edition.path(kind, one)) for one, count in counts[:TOP]],
            "all": len(counts)}


def _credited(edition: Edition) -> dict[str, list[Article]]:
    """Return the articles that credit each agency, newest first."""
    def make() -> dict[str, list[Article]]:
        table: dict[str, list[Article]] = {}
        for article in sorted(edition.archive.articles.values(), key=article_order, reverse=True):
            for agency in article["agencies"]:
                table.setdefault(agency, []).append(article)
        return table

    return edition.once("credited", make)
