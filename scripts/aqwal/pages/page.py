"""Takes nothing; gives the form of a page before it is rendered: its place, its head, what fills its template."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Feed:
    """An Atom feed that a page announces; `path` counts from the root of the site."""

    title: str
    path: str


@dataclass(frozen=True)
class Twin:
    """The same record in another form; `path` counts from the root of the site."""

    media_type: str
    path: str


@dataclass(frozen=True)
class Page:
    """One page in one language. `path` counts from the root of that language and ends in a slash, or is empty."""

    path: str
    section: str
    template: str
    title: str
    description: str
    values: Mapping[str, Any]
    jsonld: tuple[Mapping[str, Any], ...] = ()
    feeds: tuple[Feed, ...] = ()
    twins: tuple[Twin, ...] = ()
    kind: str = "website"
    extra: Mapping[str, str] = field(default_factory=dict)
    """Further Open Graph properties, such as `article:published_time`."""
    canonical: str | None = None
    """The full address that stands for this page, where it is another one: the successor of a retired record."""
    is_unlisted: bool = False
    """Whether search engines are asked to leave the page out: it says only that its record was withdrawn."""
