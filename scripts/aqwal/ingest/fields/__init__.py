"""Takes a page, the spans of an article of it and what the archive knows; gives the article's fields with evidence.

The steps, each in a module beside this one: `tokens` cuts the places that may hold a date, `mentions` reads the dates
in them, `conversion` turns calendars, `published` tells which of them is the day of publication, `outlets` names the
outlet, `agencies` those it credits, `subjects` proposes events and topics. Words and names are lists beside them.
"""

import re

from aqwal.ingest.fields.agencies import find_agencies
from aqwal.ingest.fields.outlets import find_outlet
from aqwal.ingest.fields.published import find_published
from aqwal.ingest.fields.subjects import find_subjects
from aqwal.ingest.knowledge import Knowledge
from aqwal.ingest.page import ArticleFields, ArticleSpans, Found, RawPage

__all__ = ["find_fields"]

_URL = re.compile(r"https?://[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]{4,500}")


def find_fields(page: RawPage, article: ArticleSpans, knowledge: Knowledge) -> ArticleFields:
    """Return what is known of an article besides its text."""
    url = _address(page, article)
    publisher, name, unnamed = find_outlet(page, article, knowledge, url)
    agencies, told = find_agencies(page.text, article, knowledge, publisher)
    published, problems = find_published(page, article, url)
    events, topics = find_subjects(page.text, article, knowledge, published)
    return ArticleFields(publisher, name, agencies, url, published, "day" if published else "unknown", events, topics,
                         tuple(dict.fromkeys((*unnamed, *told, *problems))))


def _address(page: RawPage, article: ArticleSpans) -> Found | None:
    """Return the page's address: as its head or its reader gives it, else as a link to itself in its text."""
    if article.part == 1 and page.url:
        return Found(page.url, 0.98, "address of the page")
    for noise in article.noise:
        if noise.kind in ("share-link", "site-name", "source-credit", "other"):
            found = _URL.search(page.text, noise.start, min(noise.end, noise.start + 2_000))
            if found:
                kind = 0.9 if noise.kind == "share-link" else 0.5
                return Found(found.group().rstrip(".,)"), kind, f"address in the text ({noise.kind})", found.span())
    return None
