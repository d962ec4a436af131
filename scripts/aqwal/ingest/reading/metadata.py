"""Takes the parts of an HTML head; gives the page's address, outlet, headline and day as its makers state them."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

OUTLET = ("og:site_name", "application-name", "twitter:site_name")
HEADLINE = ("og:title", "twitter:title", "headline")
ADDRESS = ("og:url", "twitter:url")
PUBLISHED = ("article:published_time", "og:article:published_time", "datepublished", "date", "dc.date",
             "dc.date.issued", "dcterms.created", "pubdate", "publishdate", "publish-date",
             "parsely-pub-date", "sailthru.date")
"""Names of the head's fields, the most trusted first."""
ISO_DAY = re.compile(r"\s*([12]\d{3}-\d{2}-\d{2})(?!\d)")
URL = re.compile(r"https?://[^\s<>\"]{1,1990}\Z")
MAX_NODES = 5_000
"""Structured data with more parts than this is not news metadata."""


class Head(NamedTuple):
    """What a page says of itself."""

    url: str | None
    outlet: str | None
    headline: str | None
    published: str | None


def head_of(metas: Sequence[tuple[str, str]], scripts: Iterable[str], canonical: str | None) -> Head:
    """Return what the fields and the structured data of a head say; fields come first."""
    fields: dict[str, str] = {}
    for name, value in metas:
        if name and value:
            fields.setdefault(name, value)
    data = next((node for text in scripts for node in _nodes(text) if "datePublished" in node), {})
    publisher = data.get("publisher")
    named = publisher.get("name") if isinstance(publisher, dict) else None
    return Head(
        url=_first(filter(None, [canonical, *_named(fields, ADDRESS)]), URL.match),
        outlet=next(_named(fields, OUTLET), None) or _text(named),
        headline=_line(next(_named(fields, HEADLINE), None) or _text(data.get("headline"))),
        published=next(filter(None, map(_day, [*_named(fields, PUBLISHED), _text(data.get("datePublished"))])), None),
    )


def _named(fields: dict[str, str], names: Sequence[str]) -> Iterator[str]:
    return (fields[name] for name in names if name in fields)


def _first(values: Iterable[str], fits: Any) -> str | None:
    return next((value.strip() for value in values if fits(value.strip())), None)


def _day(value: str | None) -> str | None:
    """Return the day of an ISO time as it was at the outlet, without turning time zones."""
    found = ISO_DAY.match(value or "")
    if not found:
        return None
    try:
        return date.fromisoformat(found[1]).isoformat()
    except ValueError:
        return None


def _text(value: object) -> str | None:
    return value.strip()[:500] or None if isinstance(value, str) else None


def _line(value: str | None) -> str | None:
    return " ".join(value.split()) if value else None


def _nodes(text: str) -> Iterator[dict[str, Any]]:
    """Yield the objects of structured data, outer ones first; nothing if it is broken or too deep."""
    try:
        queue: list[Any] = [json.loads(text)]
    except (ValueError, RecursionError):
        return
    for node in queue:
        if len(queue) > MAX_NODES:
            return
        if isinstance(node, dict):
            yield node
            queue.extend(node.values())
        elif isinstance(node, list):
            queue.extend(node)
