"""Takes an archive; gives its anchors as W3C Web Annotations in JSON-LD, one annotation a line, never a source word.

A statement has two annotations. One describes the span of the content by our paraphrases. The other links the span
of the reporting verb to the statement: as a second target of the first it would say that the paraphrase describes it.

The source of a target is the raw document; the positions count in its canonical text, which is the source in a given
state, and the canonicaliser is the rendering that leads from one to the other (sections 4.3 and 4.5 of the model).
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from aqwal.dataset import Archive
from aqwal.derive.sayings import Sayings
from aqwal.linked import names
from aqwal.record_types import Article, Dataset, Statement

CONTEXT: list[Any] = ["http://www.w3.org/ns/anno.jsonld", {"sha256": "https://schema.org/sha256"}]
"""The published context, and the one term it lacks."""
DIRECTIONS = {"ar": "rtl", "en": "ltr"}
Json = dict[str, Any]


def write_annotations(archive: Archive, sayings: Sayings, path: Path) -> bool:  # noqa: ARG001
    """Write one collection with one page. Lines are made one at a time, however many statements there are."""
    about = archive.about
    total = sum(2 if statement["cue"] else 1 for _, statement in archive.each_statement())
    head = _collection(about, total) | {"first": _page(about)}
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        stream.write(_line(head, indent=1).removesuffix("[]\n }\n}") + "[")
        for index, one in enumerate(annotations(archive)):
            stream.write((",\n" if index else "\n") + _line(one))
        stream.write("\n]}}\n")
    return True


def annotations(archive: Archive) -> Iterator[Json]:
    """Yield the annotations of every statement, in the order of the records."""
    shared = _shared(archive.about)
    for article, statement in archive.each_statement():
        iri = names.thing(archive.about, "statement", statement["id"])
        yield _of_content(iri, article, statement, archive.about) | shared
        if statement["cue"]:
            yield _of_cue(iri, article, statement["cue"], archive.about) | shared


def _collection(about: Dataset, total: int) -> Json:
    agents = [{"id": iri, "type": "Person" if creator["kind"] == "person" else "Organization",
               "name": [creator["ar"], creator["en"]]}
              for (_, iri), creator in zip(names.creators(about), about["creators"], strict=True)]
    return {
        "@context": CONTEXT, "id": names.own(about, "annotations"), "type": "AnnotationCollection",
        "label": [about["title"]["ar"], about["title"]["en"]], "creator": agents, "created": _released(about),
        "generator": {"id": names.own(about, "generator"), "type": "Software", "name": names.GENERATOR},
        "rights": names.licence(about), "total": total,
    }


def _page(about: Dataset) -> Json:
    return {"id": names.own(about, "annotations-1"), "type": "AnnotationPage",
            "partOf": names.own(about, "annotations"), "startIndex": 0, "items": []}


def _shared(about: Dataset) -> Json:
    """Return what every annotation says of its making. When it was first made is not recorded, so no `created`."""
    return {"creator": [iri for _, iri in names.creators(about)], "generator": names.own(about, "generator"),
            "generated": _released(about), "rights": names.licence(about)}


def _released(about: Dataset) -> str:
    return f"{about['released']}T00:00:00Z"


def _of_content(iri: str, article: Article, statement: Statement, about: Dataset) -> Json:
    said, content = statement["said"], statement["content"]
    bodies: list[Json] = [
        {"type": "TextualBody", "purpose": "describing", "value": text, "format": "text/plain",
         "language": language, "textDirection": DIRECTIONS[language]}
        for language, text in (("ar", said["ar"]), ("en", said["en"]))]
    bodies.append({"type": "SpecificResource", "purpose": "identifying", "source": iri})
    target = _target(names.part(iri, "content"), article, (content["start"], content["end"]), about)
    return {"id": names.part(iri, "annotation"), "type": "Annotation", "motivation": "describing",
            "body": bodies, "target": target | {"sha256": content["sha256"]}}


def _of_cue(iri: str, article: Article, cue: Any, about: Dataset) -> Json:
    return {"id": names.part(iri, "cue-annotation"), "type": "Annotation", "motivation": "linking", "body": iri,
            "target": _target(names.part(iri, "cue"), article, (cue["start"], cue["end"]), about)}


def _target(iri: str, article: Article, span: tuple[int, int], about: Dataset) -> Json:
    document = article["document"]
    return {
        "id": iri, "type": "SpecificResource", "source": names.named_by_hash(document["sha256"]),
        "state": names.named_by_hash(document["canonical_sha256"]),
        "renderedVia": names.term(about, document["canonicaliser"]),
        "selector": {"type": "TextPositionSelector", "start": span[0], "end": span[1]},
    }


def _line(value: Json, indent: int | None = None) -> str:
    separators = None if indent else (",", ":")
    return json.dumps(value, ensure_ascii=False, indent=indent, separators=separators)
