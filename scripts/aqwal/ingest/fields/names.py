"""Takes words that stand where an outlet is named; gives its name as written, its core, its id if it is known."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from aqwal.arabic.normalise import fold
from aqwal.arabic.tokens import words
from aqwal.ingest.cleaning.lexicon import PLACES, starts
from aqwal.ingest.fields.lexicon import AGENCIES, CREDITS, MONTHS, WEEKDAYS, single
from aqwal.ingest.fields.prepared import prepared
from aqwal.ingest.knowledge import Knowledge
from aqwal.ingest.page import Span

GENERIC = single(CREDITS, "generic")
_UNNAMED = single(CREDITS, "unnamed")
_NEVER = frozenset(" ".join(phrase) for phrase in CREDITS["never"])
_PART = re.compile(r"[^|+/،,؛;:()\[\]«»\"“”•·©®\n\u2190-\u21ff<>\-–—‑_]+|(?<=\w)-(?=\w)")
_LONGEST = 60
_MOST_WORDS = 6


class Part(NamedTuple):
    """A stretch between separators, without blanks at its ends."""

    text: str
    start: int
    end: int
    words: tuple[str, ...]

    @property
    def span(self) -> Span:
        """The stretch."""
        return self.start, self.end


def parts_of(text: str, start: int, end: int) -> list[Part]:
    """Return the stretches between separators that are short enough to be names."""
    found = []
    for match in _PART.finditer(text, start, end):
        part = match.group()
        inner = part.strip(" \t.۔…\u00a0\u200f\u200e")
        if 1 < len(inner) <= _LONGEST:
            at = match.start() + part.index(inner)
            found.append(Part(inner, at, at + len(inner), tuple(words(inner))))
    return found


def without_for(part: Part) -> Part:
    """Return a name without the preposition written onto its first word: لوكالة, لصحيفة."""
    if part.words and len(part.words) > 1 and part.text.startswith("ل"):
        shorter = part.text[1:].lstrip("ـ ")
        bare = tuple(words(shorter))
        if bare and (bare[0] in GENERIC or part.text.startswith("لـ")):
            return Part(shorter, part.end - len(shorter), part.end, bare)
    return part


def core(name: tuple[str, ...]) -> tuple[str, ...]:
    """Return a name without the word for a kind of outlet before it."""
    return name[1:] if len(name) > 1 and name[0] in GENERIC else name


def can_be_outlet(part: Part) -> bool:
    """Say whether a stretch may name an outlet: few words, no place, no date, no unnamed desk, more than initials."""
    own = part.words
    if not own or len(own) > _MOST_WORDS or max(map(len, own)) < 2 or " ".join(own) in _NEVER:
        return False
    if all(word in _UNNAMED for word in own) or (own[0] in _UNNAMED and len(own) == 1):
        return False
    if starts(PLACES, list(own)) == len(own) or (own[0].isdigit() and (len(own) == 1 or own[1] in MONTHS)):
        return False
    if len(own) == 1 and own[0].startswith("لل"):
        return False
    return own[0] not in WEEKDAYS and agency_of(part) is None


def agency_of(part: Part) -> str | None:
    """Return the id of the agency a stretch names, as our list has it."""
    name = " ".join(part.words)
    return AGENCIES.get(name) or AGENCIES.get(" ".join(core(part.words)))


def is_unnamed(part: Part) -> bool:
    """Say whether a stretch credits agencies or a desk without a name."""
    return bool(part.words) and part.words[0] in _UNNAMED and len(part.words) <= 2


def known(name: str, knowledge: Knowledge) -> str | None:
    """Return the id of the publisher of this name, with or without the word for its kind before it."""
    if not knowledge.publishers:
        return None
    own = tuple(fold(name).split())
    found = knowledge.publishers.get(" ".join(own))
    if found:
        return found
    cores, begun = prepared(_cores, knowledge.publishers)
    return cores.get(" ".join(core(own))) or (begun.get(own[0]) if len(own) == 1 else None)


def _cores(publishers: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """Return names without the word for their kind, and first words in Latin letters, that only one publisher has."""
    cores: dict[str, set[str]] = {}
    begun: dict[str, set[str]] = {}
    for form, identifier in publishers.items():
        own = tuple(form.split())
        cores.setdefault(" ".join(core(own)), set()).add(identifier)
        if own and own[0].isascii() and len(own[0]) > 1:
            begun.setdefault(own[0], set()).add(identifier)
    return _single(cores), _single(begun)


def _single(found: dict[str, set[str]]) -> dict[str, str]:
    return {form: next(iter(ids)) for form, ids in found.items() if len(ids) == 1}


def site_of(url: str) -> str:
    """Return the host of an address without www."""
    host = url.partition("://")[2].partition("/")[0].partition(":")[0].lower()
    return host.removeprefix("www.")

