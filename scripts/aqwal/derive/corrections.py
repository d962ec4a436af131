"""Takes the dataset's record and a record's page; gives the addresses of the issue forms that report a mistake in it.

The forms stand in .github/ISSUE_TEMPLATE/; the fields filled here are fields of each of them.
"""

from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote, urlencode

from aqwal.record_types import Dataset

FormName = Literal["wrong-speaker", "wrong-date", "other-mistake", "takedown"]

FORMS: dict[str, tuple[FormName, ...]] = {
    "article": ("wrong-speaker", "wrong-date", "other-mistake", "takedown"),
    "statement": ("wrong-speaker", "wrong-date", "other-mistake", "takedown"),
    "speaker": ("wrong-speaker", "wrong-date", "other-mistake", "takedown"),
    "publisher": ("other-mistake", "takedown"),
    "event": ("wrong-date", "other-mistake", "takedown"),
    "topic": ("other-mistake",),
    "retired": ("other-mistake", "takedown"),
}
"""Kind of page → the forms that fit it: a topic is a word of ours and has neither speaker, day nor owner."""
TITLE_LENGTH = 80
"""Characters of a page's title that a form's title repeats: each letter of Arabic is six in an address."""


@dataclass(frozen=True)
class Reported:
    """The page that a report is about: what stands on it, and its full address."""

    identifier: str
    title: str
    address: str


def form_address(about: Dataset, form: FormName, page: Reported, form_title: str) -> str | None:
    """Return the address of a form with what is known filled in; None where the dataset has no repository."""
    if about["repository"] is None:
        return None
    shown = page.title if len(page.title) <= TITLE_LENGTH else page.title[:TITLE_LENGTH].rstrip() + "…"
    title = f"{form_title[:1].upper()}{form_title[1:]}: {page.identifier}"
    title += f" · {shown}" if shown and page.identifier not in shown else ""
    fields = {"template": f"{form}.yml", "title": title, "record": page.identifier, "page": page.address,
              "version": about["version"]}
    return f"{about['repository']}/issues/new?{urlencode(fields, quote_via=quote, safe='')}"
