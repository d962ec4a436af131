"""Takes an archive; gives what ingest may know of it, small enough for many processes: names, outlets, subjects."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from aqwal.arabic.normalise import fold
from aqwal.dataset import Archive
from aqwal.record_types import Speaker


@dataclass(frozen=True)
class Knowledge:
    """Names by folded form. Nothing here is changed after it is made; it may be empty."""

    speakers: dict[str, str] = field(default_factory=dict)
    """Folded name or spelling → id of the one speaker who bears it; names that several bear are left out."""
    speaker_names: dict[str, str] = field(default_factory=dict)
    """Id → Arabic name."""
    speaker_kinds: dict[str, str] = field(default_factory=dict)
    roles: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Id → folded Arabic titles of the offices held."""
    publishers: dict[str, str] = field(default_factory=dict)
    """Folded name of an outlet or agency → id."""
    publisher_names: dict[str, str] = field(default_factory=dict)
    publisher_kinds: dict[str, str] = field(default_factory=dict)
    publisher_sites: dict[str, str] = field(default_factory=dict)
    """Host of an outlet's site, without www → id of the one outlet that has it."""
    events: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Id → folded words of its Arabic name."""
    event_days: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Id → first and last day, where both are known."""
    topics: dict[str, tuple[str, ...]] = field(default_factory=dict)


def knowledge_of(archive: Archive) -> Knowledge:
    """Return what an archive knows."""
    return Knowledge(
        speakers=_by_name({key: _forms(speaker) for key, speaker in archive.speakers.items()}),
        speaker_names={key: speaker["names"]["ar"] for key, speaker in archive.speakers.items()},
        speaker_kinds={key: speaker["kind"] for key, speaker in archive.speakers.items()},
        roles={key: tuple(fold(role["title"]["ar"]) for role in speaker["roles"])
               for key, speaker in archive.speakers.items()},
        publishers=_by_name({key: tuple(value for value in publisher["names"].values() if isinstance(value, str))
                             for key, publisher in archive.publishers.items()}),
        publisher_names={key: publisher["names"]["ar"] for key, publisher in archive.publishers.items()},
        publisher_kinds={key: publisher["kind"] for key, publisher in archive.publishers.items()},
        publisher_sites=_by_name({key: (_host(publisher["url"]),) for key, publisher in archive.publishers.items()
                                  if publisher["url"]}),
        events={key: tuple(fold(event["names"]["ar"]).split()) for key, event in archive.events.items()},
        event_days={key: (start, end) for key, event in archive.events.items()
                    for start, end in [(event["date"]["start"], event["date"]["end"])] if start and end},
        topics={key: tuple(fold(topic["names"]["ar"]).split()) for key, topic in archive.topics.items()},
    )


def _forms(speaker: Speaker) -> tuple[str, ...]:
    names = [value for value in speaker["names"].values() if isinstance(value, str)]
    return (*names, *(spelling["form"] for spelling in speaker["spellings"]))


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


def _by_name(forms: dict[str, tuple[str, ...]]) -> dict[str, str]:
    """Return folded form → id, without the forms that two records share."""
    found: dict[str, set[str]] = {}
    for key, names in forms.items():
        for name in names:
            found.setdefault(" ".join(fold(name).split()), set()).add(key)
    return {name: next(iter(keys)) for name, keys in sorted(found.items()) if len(keys) == 1}
