"""Takes an edition and a statement's id; gives its page: who said what, the way it came, evidence, other reports."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from aqwal.derive.sayings import Saying
from aqwal.pages.edition import Edition
from aqwal.pages.labels import field_label
from aqwal.pages.page import Page, Twin
from aqwal.pages.views.article import shortened
from aqwal.pages.views.citing import citation_rows
from aqwal.pages.views.linked_data import statement_data

TITLE_LENGTH = 90
COMPARED = ("type", "act", "said_on", "via", "addressees", "in_title", "certainty")
"""Fields set side by side where one utterance has several reports, after the outlet and its date."""


@dataclass(frozen=True)
class Step:
    """A station on the way from the speaker to us: its relation to the one before, and the records that stand there."""

    relation: str
    kind: str
    ids: list[str]


@dataclass(frozen=True)
class Comparison:
    """One field of all reports of an utterance, in the order of the reports. `agrees` says that all are the same."""

    field: str
    label: str
    agrees: bool


def keys(edition: Edition) -> Iterable[str]:
    """Return the ids of all statements; none where the dataset keeps them on the articles' pages."""
    return edition.sayings.by_id if edition.archive.about["statement_pages"] else ()


def page(statement_id: str, edition: Edition) -> Page:
    """Return the page of a statement."""
    saying = edition.sayings.by_id[statement_id]
    text = edition.say(saying.statement["said"])
    reports = [saying, *edition.sayings.other_reports(saying)]
    colon = edition.texts.text("common.colon")
    values: dict[str, Any] = {
        "saying": saying,
        "chain": list(chain(saying, edition)),
        "reports": reports if len(reports) > 1 else [],
        "comparisons": list(compared(reports, edition)) if len(reports) > 1 else [],
        "before": _saying(saying.before, edition),
        "after": _saying(saying.after, edition),
        "parent": _saying(saying.statement["nested_in"], edition),
        "children": edition.sayings.nested_under.get(statement_id, []),
        "on_page": len(edition.sayings.by_article[saying.article["id"]]),
        "label": {name: field_label("statement", name, edition.language) for name in saying.statement},
        "citations": citation_rows("statement", statement_id, edition),
    }
    return Page(
        path=edition.path("statement", statement_id), section="statements", template="statement.html.j2",
        title=shortened(f"{edition.speakers(saying)}{colon} {text}", TITLE_LENGTH),
        description=shortened(f"{text} {_source(saying, edition)}"), values=values,
        jsonld=tuple(statement_data(saying, edition)),
        twins=(Twin("application/json", f"statements/{statement_id}.json"),),
    )


def chain(saying: Saying, edition: Edition) -> Iterator[Step]:
    """Yield how the words reached us: who said them, within whose words, in which outlet, citing whom."""
    yield Step("said", "speaker", saying.statement["speakers"])
    around, seen = _saying(saying.statement["nested_in"], edition), {saying.id}
    while around and around.id not in seen:
        yield Step("within", "speaker", around.statement["speakers"])
        seen.add(around.id)
        around = _saying(around.statement["nested_in"], edition)
    yield Step("reported", "publisher", [saying.article["publisher"]] if saying.article["publisher"] else [])
    if saying.statement["via"]:
        yield Step("citing", "publisher", saying.statement["via"])


def compared(reports: list[Saying], edition: Edition) -> Iterator[Comparison]:
    """Yield each compared field that any of the reports fills, and whether they agree in it."""
    yield _published(reports, edition)
    for name in COMPARED:
        found = [report.statement[name] for report in reports]  # type: ignore[literal-required]
        if any(value not in (None, [], False) for value in found):
            agrees = all(value == found[0] for value in found)
            yield Comparison(name, field_label("statement", name, edition.language), agrees)


def _published(reports: list[Saying], edition: Edition) -> Comparison:
    found = [report.article["published"] for report in reports]
    agrees = found[0]["date"] is not None and all(one["date"] == found[0]["date"] for one in found)
    return Comparison("published", field_label("article", "published", edition.language), agrees)


def _saying(statement_id: str | None, edition: Edition) -> Saying | None:
    return edition.sayings.by_id.get(statement_id or "")


def _source(saying: Saying, edition: Edition) -> str:
    """Return outlet and date as a preview shows them."""
    texts, published = edition.texts, saying.article["published"]
    if not published["date"]:
        return f"({edition.outlet(saying.article)})"
    return f"({edition.outlet(saying.article)}{texts.text('common.comma')}" \
           f"{texts.date(published['date'], published['precision'])})"
