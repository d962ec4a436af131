"""Takes the speakers met in a page; gives their ids: known ones, and proposed records for the others."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from aqwal.arabic.normalise import fold
from aqwal.ingest.knowledge import Knowledge
from aqwal.ingest.page import DraftArticle, Speaker

KINDS = ("person", "organisation", "state", "group")
MAX_SLUG = 60
# One Latin spelling a letter: enough for a name of a file, which a human renames.
LETTERS = dict(zip("ابتثجحخدذرزسشصضطظعغفقكلمنهوي", (
    "a", "b", "t", "th", "j", "h", "kh", "d", "dh", "r", "z", "s", "sh", "s", "d", "t", "z", "a", "gh", "f", "q", "k",
    "l", "m", "n", "h", "w", "y"), strict=True))


@dataclass(frozen=True)
class Proposal:
    """A record proposed for a speaker without one."""

    id: str
    record: dict[str, Any]
    comments: tuple[str, ...]


@dataclass(frozen=True)
class Cast:
    """The ids of a page's speakers without a record, by name, and the records proposed for them."""

    ids: dict[str, str]
    proposals: tuple[Proposal, ...]

    def id_of(self, speaker: Speaker) -> str:
        """Return the id of a speaker of the page."""
        return speaker.id or self.ids[speaker.name]


def cast_of(articles: Mapping[str, DraftArticle], knowledge: Knowledge) -> Cast:
    """Return the speakers of articles given by their ids. One name is one speaker; near ones are only told."""
    met: dict[str, list[tuple[Speaker, str]]] = {}
    for identifier, article in articles.items():
        for statement in article.statements:
            for speaker in statement.speakers:
                if speaker.id is None:
                    met.setdefault(speaker.name, []).append((speaker, identifier))
    ids: dict[str, str] = {}
    taken = set(knowledge.speaker_names)
    for name in met:
        ids[name] = _free(slug(name), taken)
        taken.add(ids[name])
    return Cast(ids, tuple(_proposal(ids[name], [speaker for speaker, _ in times], knowledge,
                                     list(dict.fromkeys(article for _, article in times)))
                           for name, times in met.items()))


def slug(name: str) -> str:
    """Return a name in Latin letters as an id; `speaker` where none of its letters has one."""
    spelt = "".join(LETTERS.get(char, char if char.isascii() and char.isalnum() else "-") for char in fold(name))
    return "-".join(part for part in spelt.split("-") if part)[:MAX_SLUG].strip("-") or "speaker"


def _free(wanted: str, taken: set[str]) -> str:
    number, chosen = 1, wanted
    while chosen in taken:
        number += 1
        chosen = f"{wanted}-{number}"
    return chosen


def _proposal(identifier: str, times: list[Speaker], knowledge: Knowledge, articles: list[str]) -> Proposal:
    speaker = times[0]
    near = tuple(f"Perhaps {known} ({knowledge.speaker_names.get(known, '')}): if so, use that id in the statements, "
                 "add this spelling to its record and delete this file."
                 for known in dict.fromkeys(known for one in times for known in one.maybe))
    record = {
        "id": identifier,
        "kind": speaker.kind if speaker.kind in KINDS else "person",
        "names": {"ar": speaker.name, "en": None, "ru": None, "zh": None},
        "spellings": [{"form": speaker.name, "articles": articles}],
        "roles": [], "wikidata": None, "note": None,
    }
    head = ("Proposed: no record has this name. Give the name in English and a better id (here, in the statements, and "
            "as the name of this file).")
    return Proposal(identifier, record, (head, *near))
