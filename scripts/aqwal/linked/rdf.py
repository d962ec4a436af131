"""Takes an archive; gives all its records as RDF in Turtle, with the terms of our own defined in the same file."""

from collections.abc import Iterator
from pathlib import Path

from aqwal.dataset import Archive
from aqwal.derive.sayings import Sayings
from aqwal.linked import names, rdf_records
from aqwal.linked.rdf_terms import PREFIX, term_blocks
from aqwal.linked.skos import topic_blocks
from aqwal.linked.turtle import PREFIXES, prologue


def write_rdf(archive: Archive, sayings: Sayings, path: Path) -> bool:
    """Write every record, a block a subject, in the order of the records."""
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        stream.write(prologue(PREFIXES | {PREFIX: names.terms(archive.about)}))
        stream.writelines(_blocks(archive, sayings))
    return True


def _blocks(archive: Archive, sayings: Sayings) -> Iterator[str]:
    about = archive.about
    yield rdf_records.dataset_block(about)
    yield from term_blocks(about)
    yield from topic_blocks(archive)
    yield from (rdf_records.speaker_block(one, about) for one in archive.speakers.values())
    yield from (rdf_records.publisher_block(one, about) for one in archive.publishers.values())
    yield from (rdf_records.event_block(one, about) for one in archive.events.values())
    yield from (rdf_records.utterance_block(one, about) for one in sorted(sayings.by_utterance))
    for identifier, article in archive.articles.items():
        yield rdf_records.article_block(article, about)
        yield from (rdf_records.statement_block(one, article, about)
                    for one in archive.statements.get(identifier, []))
