"""Takes draft statements and a table of the recorded ones; gives those that look like one utterance, never merged.

The archive holds our paraphrase and at most six source words, so that likeness is a matter of the words that name
things: the same speaker, the same figures and names, about the same day.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from math import log
from typing import NamedTuple

from aqwal.arabic.tokens import words
from aqwal.dataset import Archive
from aqwal.ingest.fields.lexicon import STOP_WORDS
from aqwal.ingest.fields.prepared import prepared
from aqwal.ingest.fields.subjects import stem
from aqwal.ingest.page import DraftStatement, Found

_LEAST = 0.3
_DAYS = 10
"""Reports of one utterance appear within so many days."""
_MOST = 2
_SURE = 0.8
_CONTENT = 1_500
_EVERYWHERE, _TRIED = 400, 12


class Saying(NamedTuple):
    """A recorded statement: its id, the stems of its paraphrase, those of its key phrase, the day if it is known."""

    id: str
    stems: frozenset[str]
    phrase: tuple[str, ...]
    day: str | None


@dataclass(frozen=True)
class Recorded:
    """The recorded statements by speaker."""

    by_speaker: dict[str, tuple[Saying, ...]] = field(default_factory=dict)
    common: dict[str, int] = field(default_factory=dict)
    """Stem → in how many paraphrases it stands."""


def recorded_of(archive: Archive) -> Recorded:
    """Return the statements of an archive, as they are compared; names of the speakers are left out."""
    by_speaker: dict[str, list[Saying]] = {}
    common: dict[str, int] = {}
    for article, statement in archive.each_statement():
        own = {one for speaker in statement["speakers"] if speaker in archive.speakers
               for one in stems(archive.speakers[speaker]["names"]["ar"])}
        said = frozenset(stems(statement["said"]["ar"])) - own
        phrase = tuple(sorted(stems(statement["key_phrase"] or "")))
        day = statement["said_on"]["date"] or article["published"]["date"]
        saying = Saying(statement["id"], said, phrase, day)
        for speaker in statement["speakers"]:
            by_speaker.setdefault(speaker, []).append(saying)
        for one in said:
            common[one] = common.get(one, 0) + 1
    return Recorded({speaker: tuple(found) for speaker, found in by_speaker.items()}, common)


def stems(text: str) -> set[str]:
    """Return the stems of the words of a text that say something."""
    return {stem(word) for word in words(text[:_CONTENT]) if len(word) > 2 and word not in STOP_WORDS}


def parallels(statements: Iterable[DraftStatement], text: str, recorded: Recorded, published: str | None = None,
              ) -> tuple[tuple[int, Found], ...]:
    """Return (place of the draft statement, recorded statement that may be the same utterance), likeliest first.

    `published` is the day of the article: statements of other times are no parallels.
    """
    if not recorded.by_speaker:
        return ()
    weights = prepared(_weights, recorded.common)
    found: list[tuple[int, Found]] = []
    for place, statement in enumerate(statements):
        ids = dict.fromkeys(speaker.id for speaker in statement.speakers if speaker.id in recorded.by_speaker)
        content = stems(text[slice(*statement.content)]) if ids else set()
        near = [one for speaker in ids for saying in _sharing(content, recorded, speaker or "")
                if (one := _compared(content, saying, weights, published, speaker or ""))]
        best = {one.value: one for one in sorted(near, key=lambda one: one.confidence)}
        ranked = sorted(best.values(), key=lambda one: (-one.confidence, one.value))
        found += [(place, one) for one in ranked[:_MOST]]
    return tuple(found)


def _by_stem(by_speaker: Mapping[str, tuple[Saying, ...]]) -> dict[tuple[str, str], tuple[int, ...]]:
    """Return (speaker, stem) → places of the statements it stands in, without stems that stand everywhere."""
    found: dict[tuple[str, str], list[int]] = {}
    for speaker, sayings in by_speaker.items():
        for place, saying in enumerate(sayings):
            for one in saying.stems.union(saying.phrase):
                found.setdefault((speaker, one), []).append(place)
    return {key: tuple(places) for key, places in found.items() if len(places) <= _EVERYWHERE}


def _sharing(content: set[str], recorded: Recorded, speaker: str) -> list[Saying]:
    """Return the statements of a speaker that share most words with a content, so that few have to be weighed."""
    index = prepared(_by_stem, recorded.by_speaker)
    shared = Counter(place for one in sorted(content) for place in index.get((speaker, one), ()))
    sayings = recorded.by_speaker.get(speaker, ())
    return [sayings[place] for place, count in shared.most_common(_TRIED) if count > 1]


def _weights(common: Mapping[str, int]) -> dict[str, float]:
    most = max(common.values(), default=1)
    return {one: 1.0 + log(most / count) for one, count in common.items()}


def _compared(content: set[str], saying: Saying, weights: Mapping[str, float], published: str | None, speaker: str,
              ) -> Found | None:
    apart = _days_apart(published, saying.day)
    if apart is not None and apart > _DAYS:
        return None
    shared = content & saying.stems
    share = _weight(shared, weights) / (min(_weight(content, weights), _weight(saying.stems, weights)) or 1.0)
    has_phrase = len(saying.phrase) > 1 and content.issuperset(saying.phrase)
    score = share + (0.3 if has_phrase else 0.0) - (0.0 if apart is not None else 0.1)
    if score < _LEAST or (len(shared) < 2 and not has_phrase):
        return None
    told = [f"said by {speaker}", f"words in common: {' '.join(sorted(shared))}"]
    told += ["its key phrase stands there"] if has_phrase else []
    told += [f"{apart} days apart" if apart is not None else "the day of one is not known"]
    return Found(saying.id, round(min(score, _SURE), 2), "like an utterance already recorded", None, "; ".join(told))


def _weight(found: Iterable[str], weights: Mapping[str, float]) -> float:
    unknown = max(weights.values(), default=1.0)
    return sum(weights.get(one, unknown) for one in sorted(found))


def _days_apart(one: str | None, other: str | None) -> int | None:
    if not one or not other or len(one) < 10 or len(other) < 10:
        return None
    return abs((date.fromisoformat(one[:10]) - date.fromisoformat(other[:10])).days)
