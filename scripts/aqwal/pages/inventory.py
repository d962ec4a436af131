"""Takes an edition; gives the key of every page it has, and makes a page from its key."""

from collections.abc import Iterator
from types import ModuleType

from aqwal.pages.edition import Edition
from aqwal.pages.page import Page
from aqwal.pages.views import (
    article,
    checks,
    dictionary,
    downloads,
    event,
    explore,
    home,
    indexes,
    notfound,
    publisher,
    releases,
    retired,
    search,
    speaker,
    statement,
    terms,
    topic,
    version,
)

VIEWS: dict[str, ModuleType] = {
    "home": home,
    "article": article,
    "statement": statement,
    "speaker": speaker,
    "checks": checks,
    "event": event,
    "publisher": publisher,
    "topic": topic,
    "indexes": indexes,
    "search": search,
    "downloads": downloads,
    "dictionary": dictionary,
    "releases": releases,
    "version": version,
    "explore": explore,
    "terms": terms,
    "retired": retired,
    "notfound": notfound,
}
"""Kind of page → its module, which has `keys(edition)` and `page(key, edition)`."""

PageKey = tuple[str, str]
"""Kind of page and the key of one page of that kind."""


def page_keys(edition: Edition) -> Iterator[PageKey]:
    """Yield the keys of all pages of an edition, in a fixed order."""
    for kind, view in VIEWS.items():
        yield from ((kind, key) for key in view.keys(edition))


def page_of(key: PageKey, edition: Edition) -> Page:
    """Make the page of a key."""
    page: Page = VIEWS[key[0]].page(key[1], edition)
    return page
