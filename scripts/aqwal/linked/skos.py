"""Takes the topics; gives them as a SKOS concept scheme in Turtle."""

from collections.abc import Iterator
from pathlib import Path

from aqwal.dataset import Archive
from aqwal.derive.sayings import Sayings
from aqwal.linked import names
from aqwal.linked.turtle import PREFIXES, Pair, block, both, iri, prologue, text
from aqwal.paths import FOLDERS
from aqwal.record_types import Dataset, Topic


def write_topics(archive: Archive, sayings: Sayings, path: Path) -> bool:  # noqa: ARG001
    """Write the vocabulary; nothing where a dataset has no topics."""
    if not archive.topics:
        return False
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        stream.write(prologue({name: PREFIXES[name] for name in ("dcterms", "skos")}))
        stream.writelines(topic_blocks(archive))
    return True


def topic_blocks(archive: Archive) -> Iterator[str]:
    """Yield the scheme and each concept."""
    about = archive.about
    scheme = scheme_of(about)
    tops = [("skos:hasTopConcept", concept(about, topic["id"])) for topic in archive.topics.values()
            if not topic["broader"]]
    yield block(scheme, [("a", "skos:ConceptScheme"), *both("dcterms:title", about["title"]),
                         ("dcterms:license", iri(names.licence(about))), *tops])
    for topic in archive.topics.values():
        yield block(concept(about, topic["id"]), _pairs(topic, about))


def concept(about: Dataset, identifier: str) -> str:
    """Return the IRI of a topic."""
    return iri(names.thing(about, "topic", identifier))


def scheme_of(about: Dataset) -> str:
    """Return the IRI of the vocabulary: the address of its page."""
    return iri(f"{about['url']}{FOLDERS['topic']}/")


def _pairs(topic: Topic, about: Dataset) -> Iterator[Pair]:
    yield "a", "skos:Concept"
    yield "skos:inScheme", scheme_of(about)
    yield "skos:notation", text(topic["id"])
    yield from both("skos:prefLabel", topic["names"])
    yield from both("skos:definition", topic["definition"])
    if topic["broader"]:
        yield "skos:broader", concept(about, topic["broader"])
    else:
        yield "skos:topConceptOf", scheme_of(about)
