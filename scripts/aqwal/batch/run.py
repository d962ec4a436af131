"""Takes paths of pages and what the archive knows; gives the outcome of each, drafts written, nothing done twice."""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from aqwal.batch.chunks import chunked
from aqwal.batch.cluster import run_cluster
from aqwal.batch.journal import Journal
from aqwal.batch.local import run_here, run_local
from aqwal.batch.work import Known, Outcome, Wanted, put_draft, unwritable
from aqwal.canonical import sha256
from aqwal.ingest.reading import MAX_BYTES, Document, Unreadable, load_documents

FEW = 8
"""So few pages are done sooner here than by workers that must start first."""
TAKEN = "its name is taken by the draft of another page; promote or remove that one, or write over it with --again"


@dataclass(frozen=True)
class Engine:
    """Where the work is done: in so many processes of this machine, or on the cluster of a scheduler."""

    jobs: int = 0
    scheduler: str | None = None


def run_answers(paths: Sequence[Path], known: Known, engine: Engine, max_bytes: int = MAX_BYTES,
                ) -> Iterator[Outcome]:
    """Yield the answer of every page, in the order of the paths; nothing is written."""
    yield from _outcomes(load_documents(paths, max_bytes), known, Wanted(answer=True), engine)


def run_drafts(paths: Sequence[Path], known: Known, engine: Engine, out: Path, first_id: int = 1,
               language: str = "ar", again: bool = False, max_bytes: int = MAX_BYTES) -> Iterator[Outcome]:
    """Write the draft of every page not drafted before, and yield its outcome.

    Raises OutInUseError, UnwritableError, ClusterError.
    """
    journal = Journal(out, again)
    try:
        # Workers of a cluster may not see our folder; those of this machine write for themselves.
        wanted = Wanted(first_id=first_id, language=language, out=None if engine.scheduler else out)
        fresh = _fresh(load_documents(paths, max_bytes), journal)
        for outcome in _outcomes(fresh, known, wanted, engine):
            if outcome.error:
                yield outcome
                continue
            if outcome.files is not None:
                put_draft(out, outcome.stem, outcome.files)
            _note(journal, outcome)
            yield replace(outcome, files=None)
    finally:
        journal.close()


def _note(journal: Journal, outcome: Outcome) -> None:
    try:
        journal.note(outcome.stem, outcome.source)
    except OSError as error:
        raise unwritable(journal.out, error) from error


def _fresh(documents: Iterable[Document | Unreadable], journal: Journal) -> Iterator[Document | Unreadable]:
    """Yield the documents still to be done."""
    for document in documents:
        state = journal.state(document.stem, sha256(document.data)) if isinstance(document, Document) else "new"
        if state == "taken":
            yield Unreadable(document.stem, document.name, TAKEN)
        elif state == "new":
            yield document


def _outcomes(documents: Iterator[Document | Unreadable], known: Known, wanted: Wanted, engine: Engine,
              ) -> Iterator[Outcome]:
    if engine.scheduler:
        yield from run_cluster(chunked(documents), known, wanted, engine.scheduler)
        return
    jobs = engine.jobs or os.cpu_count() or 1
    first = [document for _, document in zip(range(FEW), documents, strict=False)]
    rest = next(documents, None)
    if jobs == 1 or rest is None:
        yield from run_here(chunked(_joined(first, rest, documents), 1), known, wanted)
    else:
        yield from run_local(chunked(_joined(first, rest, documents)), known, wanted, jobs)


def _joined(first: list[Document | Unreadable], then: Document | Unreadable | None,
            rest: Iterator[Document | Unreadable]) -> Iterator[Document | Unreadable]:
    yield from first
    first.clear()
    if then is not None:
        yield then
    yield from rest
