"""Takes the dataset's record and a record's id; gives the permanent address of its page."""

from aqwal.paths import FOLDERS
from aqwal.record_types import Dataset


def permalink(about: Dataset, kind: str, identifier: str) -> str:
    """Return the address of a record's page; where statements have no pages, the place on the article's page."""
    if kind == "statement" and not about["statement_pages"]:
        return f"{permalink(about, 'article', article_of(identifier))}#{identifier}"
    return f"{about['url']}{FOLDERS[kind]}/{identifier}/"


def article_of(statement_id: str) -> str:
    """Return the id of the article that a statement's id begins with."""
    return statement_id.rpartition("-")[0]
