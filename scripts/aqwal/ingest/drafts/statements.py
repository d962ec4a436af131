"""Takes the statements found in an article; gives their records, the paraphrase left to the human, evidence above."""

from typing import Any

from aqwal.arabic.normalise import fold
from aqwal.canonical import sha256
from aqwal.ingest.drafts.articles import told
from aqwal.ingest.drafts.people import Cast
from aqwal.ingest.drafts.yaml_text import Commented, in_line
from aqwal.ingest.knowledge import Knowledge
from aqwal.ingest.page import DraftArticle, DraftStatement, Speaker

EXPLICIT = 0.5
"""Below this confidence a statement is proposed as borderline."""


def statement_records(text: str, article: DraftArticle, identifier: str, cast: Cast,
                      knowledge: Knowledge) -> list[Commented]:
    """Return the records in the order of the page, each with its evidence."""
    names = [f"{identifier}-s{number:02}" for number in range(1, len(article.statements) + 1)]
    parallels: dict[int, list[str]] = {}
    for place, found in article.parallels:
        parallels.setdefault(place, []).append(f"Perhaps the same utterance as {told(found)}")
    return [Commented(_record(text, one, names, name, cast, knowledge),
                      (*_evidence(text, one), *parallels.get(place, [])))
            for place, (name, one) in enumerate(zip(names, article.statements, strict=True))]


def _record(text: str, one: DraftStatement, names: list[str], identifier: str, cast: Cast,
            knowledge: Knowledge) -> dict[str, Any]:
    start, end = one.content
    return {
        "id": identifier,
        "speakers": list(dict.fromkeys(map(cast.id_of, one.speakers))),
        "type": one.type,
        "act": one.act,
        "said": {"ar": None, "en": None},
        "addressees": list(dict.fromkeys(speaker.id for speaker in one.addressees if speaker.id)),
        "about": [],
        "said_on": {"date": None, "basis": "unknown"},
        "via": list(dict.fromkeys(filter(None, (_carrier(speaker, knowledge) for speaker in one.via)))),
        "event": None,
        "nested_in": None if one.nested_in is None else names[one.nested_in],
        "utterance": None,
        "certainty": "explicit" if one.confidence >= EXPLICIT else "borderline",
        "in_title": one.in_title,
        "content": {"start": start, "end": end, "sha256": sha256(text[start:end])},
        "cue": {"start": one.cue[0], "end": one.cue[1]} if one.cue else None,
        "key_phrase": None,
    }


def _carrier(speaker: Speaker, knowledge: Knowledge) -> str | None:
    """Return the publisher record of an agency or medium that carried the words."""
    if speaker.id in knowledge.publisher_names:
        return speaker.id
    return knowledge.publishers.get(" ".join(fold(speaker.name).split()))


def _evidence(text: str, one: DraftStatement) -> tuple[str, ...]:
    """Return the words of the page and the reasons, as comments."""
    start, end = one.content
    by = " and ".join(speaker.name for speaker in one.speakers)
    cue = f" · {in_line(text[slice(*one.cue)], 60)}" if one.cue else ""
    others = [f"{what}: {', '.join(speaker.name for speaker in named)}"
              for what, named in (("To", one.addressees), ("Via", one.via)) if named]
    return (f"{by}{cue} · confidence {one.confidence:.2f}", in_line(text[start:end]), *others,
            *([f"Why: {'; '.join(one.evidence)}"] if one.evidence else []))
