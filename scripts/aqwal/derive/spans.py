"""Takes articles; gives the days between which those without a date fall, and the time that all of them cover."""

from collections.abc import Iterable

from aqwal.record_types import Article

Bounds = tuple[str | None, str | None]
"""The day before which nothing falls, and the day after which nothing does; None where there is no such day."""


def bounds_of(articles: Iterable[Article]) -> Bounds:
    """Return the bounds that hold for every article without a date; dated ones are passed over."""
    undated = [article["published"] for article in articles if not article["published"]["date"]]
    earliest = [one["earliest"] for one in undated if one["earliest"]]
    latest = [one["latest"] for one in undated if one["latest"]]
    return (min(earliest) if earliest and len(earliest) == len(undated) else None,
            max(latest) if latest and len(latest) == len(undated) else None)


def exact_date(article: Article) -> str | None:
    """Return the date as exactly as it is known: a month known is YYYY-MM, and an unknown day is not made up."""
    published = article["published"]
    digits = {"day": 10, "month": 7, "year": 4}.get(published["precision"], 0)
    return (published["date"] or "")[:digits] or None


def coverage(articles: Iterable[Article]) -> str | None:
    """Return the time covered as an ISO 8601 interval, `..` for an end that an article bounded on one side leaves open.

    An article of which neither date nor bound is known tells nothing, and does not count.
    """
    starts: list[str | None] = []
    ends: list[str | None] = []
    for article in articles:
        day, published = exact_date(article), article["published"]
        if day or published["earliest"] or published["latest"]:
            starts.append(day or published["earliest"])
            ends.append(day or published["latest"])
    first = min(filter(None, starts), default=None) if all(starts) else None
    # A month ends after its days: `2031-03` stands behind `2031-03-05`.
    last = max(filter(None, ends), default=None, key=lambda day: f"{day}~") if all(ends) else None
    return f"{first or '..'}/{last or '..'}" if first or last else None
