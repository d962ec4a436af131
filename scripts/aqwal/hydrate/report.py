"""Takes an article and its possible pages; gives how each of its anchors stands in the likeliest of them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aqwal.hydrate.anchors import STATUSES, Anchor, Placed, Status, worst
from aqwal.hydrate.matching import Match, Page, text_of
from aqwal.hydrate.placing import place_anchors
from aqwal.raw_texts import name_below
from aqwal.record_types import Article, Statement

NO_PAGE = "no file is its page"
GONE = "its page has changed while it was read; run again"
NOT_ITS_WORDS = "files bear its headline, but none holds words of its statements"


@dataclass(frozen=True)
class Report:
    """How one article stands in the user's pages; `page` is None where none was found, and `why` says so."""

    article: str
    status: Status
    page: Page | None = None
    basis: str | None = None
    placed: tuple[Placed, ...] = ()
    why: str = ""

    def counts(self) -> dict[str, int]:
        """Return the number of anchors by status, those that occur."""
        counted = Counter(one.status for one in self.placed)
        return {status: counted[status] for status in STATUSES if counted[status]}


def report_of(article: Article, statements: Sequence[Statement], match: Match | None) -> Report:
    """Place an article's anchors in each of its possible pages; returns the report of the page that holds most."""
    name = article["id"]
    if match is None:
        return Report(name, "missing", why=NO_PAGE)
    best: tuple[int, Report] | None = None
    for page in match.pages:
        text = text_of(page)
        if text is None:
            continue
        placed = tuple(place_anchors(article, statements, text))
        held = sum(one.status in ("exact", "moved") for one in placed if one.anchor.field == "content")
        report = Report(name, worst([one.status for one in placed]), page, match.basis, placed)
        if best is None or held > best[0]:
            best = held, report
    if best is None or (match.basis == "title" and statements and not best[0]):
        return Report(name, "missing", why=GONE if best is None else NOT_ITS_WORDS)
    return best[1]


def as_value(report: Report, folder: Path) -> dict[str, Any]:
    """Return a report as JSON can hold it, the page named from the folder it was found in. No source word is in it."""
    page = report.page
    return {
        "article": report.article, "status": report.status,
        "page": page.path.relative_to(folder).as_posix() if page else None, "sha256": page.sha256 if page else None,
        "basis": report.basis, "why": report.why, "anchors": [_anchor_value(one) for one in report.placed],
    }


def _anchor_value(placed: Placed) -> dict[str, Any]:
    anchor = placed.anchor
    found = None if placed.start is None else [placed.start, placed.end]
    return {"owner": anchor.owner, "field": anchor.field, "status": placed.status,
            "recorded": [anchor.start, anchor.end], "found": found, "why": placed.why}


def of_value(value: Mapping[str, Any], folder: Path) -> Report:
    """Return the report that `as_value` made a value of; the hashes of anchors are not in it."""
    page = Page(folder / value["page"], value["sha256"]) if value["page"] else None
    placed = tuple(_of_anchor_value(one) for one in value["anchors"])
    return Report(value["article"], value["status"], page, value["basis"], placed, value["why"])


def _of_anchor_value(value: Mapping[str, Any]) -> Placed:
    anchor = Anchor(value["owner"], value["field"], value["recorded"][0], value["recorded"][1])
    start, end = value["found"] or (None, None)
    return Placed(anchor, value["status"], start, end, value["why"])


def as_lines(report: Report, folder: Path) -> list[str]:
    """Return a report as lines to read: one for the article, one for each anchor that is not exact."""
    if report.page is None:
        return [f"{report.article}: {report.status}: {report.why}"]
    counted = ", ".join(f"{number} {status}" for status, number in report.counts().items())
    page = name_below(folder, report.page.path)
    return [f"{report.article}: {report.status}: {page} (by its {report.basis}): {counted}",
            *(_anchor_line(one) for one in report.placed if one.status != "exact")]


def _anchor_line(placed: Placed) -> str:
    anchor = placed.anchor
    said = f"to {placed.start}-{placed.end}" if placed.start is not None else placed.why
    return f"  {anchor.owner} {anchor.field} {anchor.start}-{anchor.end}: {placed.status}: {said}"
