"""Takes an archive; gives dates out of order, and dates whose basis does not fit them."""

from calendar import monthrange
from collections.abc import Iterator

from aqwal.checks import walk
from aqwal.dataset import Archive
from aqwal.issues import Issue, Pointer
from aqwal.record_types import ArticlePublished


def check_publication(archive: Archive) -> Iterator[Issue]:
    """Yield publication dates at odds with their bounds, precision, basis or note."""
    for place in walk.articles(archive):
        published: ArticlePublished = place.record["published"]
        yield from _basis(place, ("published",), published["date"], published["basis"])
        if (published["date"] is None) != (published["precision"] == "unknown"):
            yield place.problem(("published", "precision"), "date-basis",
                                f"the precision is {published['precision']} and the date {published['date'] or 'null'}",
                                "write null with precision unknown, else day, month or year")
        yield from _bounds(place, published)
        if published["basis"] != "stated" and published["note"] is None:
            yield place.problem(("published", "note"), "date-note-missing",
                                f"the basis is {published['basis']} and no note says why",
                                "say what the date was inferred from, or why none is known")


def check_said(archive: Archive) -> Iterator[Issue]:
    """Yield days said without a fitting basis, or after publication."""
    for place in walk.statements(archive):
        said = place.record["said_on"]
        yield from _basis(place, ("said_on",), said["date"], said["basis"])
        article = archive.articles.get(place.record["id"].rpartition("-")[0])
        last = last_day(article["published"]) if article else None
        if said["date"] and last and said["date"] > last:
            yield place.problem(("said_on", "date"), "date-order",
                                f"said on {said['date']}, after publication ({last} at the latest)",
                                "mend the day said or the publication date")


def check_roles_and_events(archive: Archive) -> Iterator[Issue]:
    """Yield roles and events that end before they begin, and events whose basis does not fit."""
    for place in walk.of_kind(archive, "speaker"):
        for index, role in enumerate(place.record["roles"]):
            yield from _ends_early(place, ("roles", index, "to"), role["from"], role["to"])
    for place in walk.of_kind(archive, "event"):
        date = place.record["date"]
        yield from _ends_early(place, ("date", "end"), date["start"], date["end"])
        yield from _basis(place, ("date",), date["start"] or date["end"], date["basis"])


def last_day(published: ArticlePublished) -> str | None:
    """Return the last day on which the article can have come out; None where nothing bounds it."""
    if published["latest"] or published["date"] is None:
        return published["latest"]
    year, month = published["date"][:4], published["date"][5:7]
    if published["precision"] == "year":
        return f"{year}-12-31"
    if published["precision"] == "month":
        return f"{year}-{month}-{monthrange(int(year), int(month))[1]:02d}"
    return published["date"]


def _bounds(place: walk.Place, published: ArticlePublished) -> Iterator[Issue]:
    earliest, latest, date = published["earliest"], published["latest"], published["date"]
    yield from _ends_early(place, ("published", "latest"), earliest, latest)
    if date is None:
        return
    end = last_day({**published, "latest": None}) or date
    if (earliest and end < earliest) or (latest and date > latest):
        yield place.problem(("published", "date"), "date-order",
                            f"{date} lies outside its bounds {earliest or '…'} to {latest or '…'}",
                            "mend the date or the bounds")


def _ends_early(place: walk.Place, pointer: Pointer, start: str | None, end: str | None) -> Iterator[Issue]:
    if start and end and start > end:
        yield place.problem(pointer, "date-order", f"ends on {end}, before it begins on {start}", "mend one of the two")


def _basis(place: walk.Place, pointer: Pointer, date: str | None, basis: str) -> Iterator[Issue]:
    if (date is None) != (basis == "unknown"):
        yield place.problem((*pointer, "basis"), "date-basis", f"the basis is {basis} and the date {date or 'null'}",
                            "write unknown without a date, stated or inferred with one")
