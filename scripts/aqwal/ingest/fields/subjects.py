"""Takes an article and what the archive knows; gives the events and topics it may be about, never as certain.

A subject is proposed where the words of its name stand in the title, the lead or, with less weight, the body. Words
are compared without the article and the particles written onto them; rare words count more than those of many names.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from math import log
from typing import NamedTuple

from aqwal.arabic.tokens import words
from aqwal.ingest.fields.lexicon import STOP_WORDS
from aqwal.ingest.fields.prepared import prepared
from aqwal.ingest.knowledge import Knowledge
from aqwal.ingest.page import ArticleSpans, Found

_LEAD = 700
_LEAST, _CERTAIN = 0.4, 0.8
_MOST = 5
_EARLIER, _LATER = 14, 60
"""So many days before an event, and after it, a report of it is to be expected."""


def find_subjects(text: str, article: ArticleSpans, knowledge: Knowledge, published: Found | None = None,
                  ) -> tuple[tuple[Found, ...], tuple[Found, ...]]:
    """Return the events and the topics proposed, the likeliest first."""
    if not (knowledge.events or knowledge.topics):
        return (), ()
    title = _stems(text[slice(*article.title)]) if article.title else set()
    lead = _stems(_lead(text, article))
    events = _in_time(_proposed(knowledge.events, title, lead, 2), knowledge.event_days, published)
    return events, _proposed(knowledge.topics, title, lead, 1)


def _in_time(events: tuple[Found, ...], days: Mapping[str, tuple[str, str]], published: Found | None,
             ) -> tuple[Found, ...]:
    """Return the events with less confidence in those that were over long before the article, without later ones."""
    if not published:
        return events
    day = date.fromisoformat(published.value)
    kept = []
    for one in events:
        start, end = (date.fromisoformat(value) for value in days.get(one.value, (published.value, published.value)))
        if start <= day + timedelta(_EARLIER):
            late = day > end + timedelta(_LATER)
            kept.append(replace(one, confidence=round(one.confidence * 0.6, 2), note=f"{one.note}; it ended on {end}")
                        if late else one)
    return tuple(sorted(kept, key=lambda one: (-one.confidence, one.value)))


def _lead(text: str, article: ArticleSpans) -> str:
    """Return the first characters of the body."""
    pieces, left = [], _LEAD
    for start, end in article.body:
        pieces.append(text[start:min(end, start + left)])
        left -= end - start
        if left <= 0:
            break
    return "\n".join(pieces)


def _stems(text: str) -> set[str]:
    """Return the stems of a text's words, and what they are if their first letter is a particle: لتشجير, تشجير."""
    return set().union(*map(_forms, set(words(text))))


@lru_cache(maxsize=20_000)
def _forms(word: str) -> tuple[str, ...]:
    return (stem(word), stem(word[1:])) if word[0] in "ولبفك" and len(word) > 4 else (stem(word),)


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Return a folded word without the particles, the article and the commonest endings written onto it."""
    if word[:1] in "وفبكل" and word[1:3] == "ال" and len(word) > 5:
        word = word[1:]
    elif word.startswith("لل") and len(word) > 4:
        word = word[2:]
    if word.startswith("ال") and len(word) > 4:
        word = word[2:]
    for ending in ("يه", "ات", "ين", "ون", "ي", "ه"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[:-len(ending)]
    return word


class _Subjects(NamedTuple):
    """The words of each subject's name by stem, how much each says, and which subjects a stem belongs to."""

    names: dict[str, dict[str, str]]
    weights: dict[str, float]
    by_stem: dict[str, tuple[str, ...]]


def _subjects(table: Mapping[str, tuple[str, ...]]) -> _Subjects:
    names = {key: {stem(word): word for word in own if word not in STOP_WORDS and not word.isdigit() and len(word) > 2}
             for key, own in table.items()}
    by_stem: dict[str, list[str]] = {}
    for key, own in names.items():
        for one in own:
            by_stem.setdefault(one, []).append(key)
    weights = {one: 1.0 + log((1 + len(names)) / len(keys)) for one, keys in by_stem.items()}
    return _Subjects(names, weights, {one: tuple(keys) for one, keys in by_stem.items()})


def _proposed(table: Mapping[str, tuple[str, ...]], title: set[str], lead: set[str], least: int) -> tuple[Found, ...]:
    subjects = prepared(_subjects, table)
    met: dict[str, list[str]] = {}
    for one in sorted((title | lead) & subjects.by_stem.keys()):
        for key in subjects.by_stem[one]:
            met.setdefault(key, []).append(one)
    found = [_found(key, stems, subjects, title) for key, stems in met.items()
             if len(stems) >= min(least, len(subjects.names[key]))]
    best = sorted((one for one in found if one.confidence >= _LEAST), key=lambda one: (-one.confidence, one.value))
    return tuple(best[:_MOST])


def _found(key: str, stems: list[str], subjects: _Subjects, title: set[str]) -> Found:
    own = subjects.names[key]
    total = sum(subjects.weights[one] for one in own)
    share = sum(subjects.weights[one] * (1.0 if one in title else 0.9) for one in stems) / total
    words_met = " ".join(word for one, word in own.items() if one in stems)
    place = "title" if any(one in title for one in stems) else "lead"
    return Found(key, round(share * _CERTAIN, 2), f"words of its name in the {place}", None, words_met)
