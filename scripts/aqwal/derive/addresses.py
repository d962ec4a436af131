"""Takes the dataset's record and a record's id; gives the permanent address of its page, and its path on the site."""

from aqwal.paths import FOLDERS
from aqwal.record_types import Dataset


def permalink(about: Dataset, kind: str, identifier: str) -> str:
    """Return the full address of a record's page."""
    return about["url"] + path_of(about, kind, identifier)


def path_of(about: Dataset, kind: str, identifier: str) -> str:
    """Return a record page's path below a language; where statements have no pages, the place on the article's."""
    if kind == "statement" and not about["statement_pages"]:
        return f"{FOLDERS['article']}/{article_of(identifier)}/#{identifier}"
    return f"{FOLDERS[kind]}/{identifier}/"


def article_of(statement_id: str) -> str:
    """Return the id of the article that a statement's id begins with."""
    return statement_id.rpartition("-")[0]
