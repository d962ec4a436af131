"""Takes the body of an article; gives how often each word stands in it, in a form from which no text can be rebuilt.

Words are folded and sorted, their order is lost. A word that stands once is counted, not named: most words of a news
report do, and its rare names and turns are among them, so that what is named is never more than a vocabulary of
repeated words. A body of fewer than FLOOR words gives nothing at all.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, TypedDict

from aqwal.arabic.tokens import words

FLOOR = 100
"""Least number of words in a body whose features may be written."""
LEAST = 2
"""How often a word must stand in a body to be named."""
SCHEME = "f1"
"""Name of this way of counting: folded words, those that stand at least LEAST times."""
ALIKE = 0.9
"""Share of an article's named words that a page must hold, for it to be taken as the article's page."""
TELLING = 8
"""Fewer different named words say too little of an article to know its page by."""


class Features(TypedDict):
    """Extracted features of one article's body. `once` is the number of words that stand once."""

    article: str
    scheme: str
    words: int
    once: int
    counts: dict[str, int]


def features_of(article_id: str, body: Iterable[str]) -> Features | None:
    """Return the features of a body given in pieces; None where it is too short."""
    counts = Counter(word for piece in body for word in words(piece))
    if counts.total() < FLOOR:
        return None
    named = {word: counts[word] for word in sorted(counts) if counts[word] >= LEAST}
    return {"article": article_id, "scheme": SCHEME, "words": counts.total(),
            "once": sum(count == 1 for count in counts.values()), "counts": named}


def as_text(features: Features) -> str:
    """Return features as they are written: the same words give the same bytes."""
    return json.dumps(features, ensure_ascii=False, indent=0) + "\n"


def load_features(folder: Path) -> dict[str, Features]:
    """Read the features of all articles that have some; a file that holds none is passed over."""
    each = ((path.stem, load_one(path)) for path in sorted(folder.glob("*.json")))
    return {name: found for name, found in each if found is not None}


def load_one(path: Path) -> Features | None:
    """Read the features of one article; None where the file is missing or holds none."""
    try:
        value: Any = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    is_ours = isinstance(value, dict) and value.get("scheme") == SCHEME and _are_counts(value.get("counts"))
    return value if is_ours else None


def _are_counts(value: object) -> bool:
    return isinstance(value, dict) and all(type(count) is int and count > 0 for count in value.values())


def is_telling(features: Features) -> bool:
    """Say whether features name enough words to know an article's page by."""
    return len(features["counts"]) >= TELLING


def likeness(features: Features, page: Mapping[str, int]) -> float:
    """Return which share of the named words a page with those counts holds."""
    wanted = features["counts"]
    return sum(min(count, page.get(word, 0)) for word, count in wanted.items()) / (sum(wanted.values()) or 1)
