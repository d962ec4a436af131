"""Takes an edition; gives the page that stands for every address without one."""

from collections.abc import Iterable

from aqwal.pages.edition import Edition
from aqwal.pages.page import Page
from aqwal.paths import FOLDERS

PATH = "404.html"


def keys(edition: Edition) -> Iterable[str]:  # noqa: ARG001
    """Return the one key there is."""
    return ["404"]


def page(key: str, edition: Edition) -> Page:  # noqa: ARG001
    """Return the page: what may have happened, and where to start."""
    texts = edition.texts
    return Page(path=PATH, section="404", template="notfound.html.j2", title=texts.text("common.not_found"),
                description=texts.text("common.not_found_help"), values={"folders": list(FOLDERS.values())})
