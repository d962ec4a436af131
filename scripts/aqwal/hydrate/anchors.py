"""Takes an article and its statements; gives its anchors, and the form in which one is found again in a text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from aqwal.canonical import sha256
from aqwal.record_types import Article, Statement

Status = Literal["exact", "moved", "ambiguous", "missing"]
STATUSES: tuple[Status, ...] = ("exact", "moved", "ambiguous", "missing")
"""How an anchor stands in the user's page, best first."""


@dataclass(frozen=True)
class Anchor:
    """A span of a record: whose it is, which field, its offsets, and what the record holds of the words there."""

    owner: str
    field: str
    start: int
    end: int
    sha256: str | None = None
    key_phrase: str | None = None

    @property
    def length(self) -> int:
        """Length in code points."""
        return self.end - self.start


@dataclass(frozen=True)
class Placed:
    """An anchor in the user's page. Where it is ambiguous or missing it has no place, and `why` says the reason."""

    anchor: Anchor
    status: Status
    start: int | None = None
    end: int | None = None
    why: str = ""


def known(article: Article, statements: Sequence[Statement]) -> list[Anchor]:
    """Return the anchors whose words a record holds, or their hash: the headline and the contents of statements."""
    found = [Anchor(one["id"], "content", one["content"]["start"], one["content"]["end"], one["content"]["sha256"],
                    one["key_phrase"]) for one in statements]
    title, span = article["title"], article["title_span"]
    if title and span and len(title) == span[1] - span[0]:
        found.insert(0, Anchor(article["id"], "title_span", span[0], span[1], sha256(title), title))
    return found


def spans(article: Article, statements: Sequence[Statement]) -> Iterator[Anchor]:
    """Yield the anchors of which a record holds nothing but the offsets."""
    name = article["id"]
    for number, (start, end) in enumerate(article["body"]):
        yield Anchor(name, f"body[{number}]", start, end)
    for number, noise in enumerate(article["noise"]):
        yield Anchor(name, f"noise[{number}]", noise["start"], noise["end"])
    for statement in statements:
        if statement["cue"]:
            yield Anchor(statement["id"], "cue", statement["cue"]["start"], statement["cue"]["end"])


def worst(statuses: Sequence[Status]) -> Status:
    """Return the status that stands for several."""
    return max(statuses, key=STATUSES.index, default="exact")
