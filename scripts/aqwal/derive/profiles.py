"""Takes an archive and its sayings; gives for each speaker the counts that a speaker page shows."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from aqwal.dataset import Archive
from aqwal.derive.sayings import Saying, Sayings
from aqwal.record_types import SpeakerRolesItem

Ranking = list[tuple[str, int]]
"""Identifier and count, highest first, equal counts by identifier."""


@dataclass(frozen=True)
class Profile:
    """What the records say of one speaker. Counts are of statements."""

    speaker: str
    sayings: list[Saying]
    years: list[tuple[str, int]]
    undated: int
    outlets: Ranking
    types: Ranking
    topics: Ranking
    together_with: Ranking
    spoke_to: Ranking
    spoken_to_by: Ranking


def profile_of(speaker_id: str, sayings: Sayings) -> Profile:
    """Count everything about one speaker; linear in the speaker's own statements."""
    own = sayings.by_speaker.get(speaker_id, [])
    to = sayings.by_addressee.get(speaker_id, [])
    return Profile(
        speaker=speaker_id,
        sayings=own,
        years=by_year(own),
        undated=sum(saying.year is None for saying in own),
        outlets=ranked(saying.article["publisher"] for saying in own),
        types=ranked(saying.statement["type"] for saying in own),
        topics=ranked(topic for saying in own for topic in saying.statement["about"]),
        together_with=ranked(other for saying in own for other in saying.statement["speakers"] if other != speaker_id),
        spoke_to=ranked(other for saying in own for other in saying.statement["addressees"]),
        spoken_to_by=ranked(other for saying in to for other in saying.statement["speakers"]),
    )


def by_year(sayings: list[Saying]) -> list[tuple[str, int]]:
    """Count statements by year, every year of the span included, so that a gap shows as zero."""
    counts = Counter(saying.year for saying in sayings if saying.year)
    if not counts:
        return []
    return [(f"{year:04d}", counts[f"{year:04d}"]) for year in range(int(min(counts)), int(max(counts)) + 1)]


def ranked(items: Iterable[str | None]) -> Ranking:
    """Count the items that are not None."""
    counts = Counter(item for item in items if item is not None)
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


def role_on(archive: Archive, speaker_id: str, saying: Saying) -> SpeakerRolesItem | None:
    """Return the role that the saying's article gives, else one whose dates hold the day; None rather than a guess."""
    roles = archive.speakers[speaker_id]["roles"]
    for role in roles:
        if saying.article["id"] in role["articles"]:
            return role
    day = saying.date
    if day is None:
        return None
    dated = [role for role in roles if role["from"] or role["to"]]
    return next((role for role in dated if (role["from"] or day) <= day <= (role["to"] or day)), None)
