"""Takes documents and what the archive knows; gives what became of each. The same function on one core and on many."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aqwal.batch.answer import answer_of
from aqwal.batch.counts import Counts, counts_of
from aqwal.batch.limits import TooLongError, time_limit
from aqwal.canonical import sha256
from aqwal.ingest.drafts import draft_files, write_draft
from aqwal.ingest.drafts.naming import folder_name
from aqwal.ingest.knowledge import Knowledge
from aqwal.ingest.page import PageDraft
from aqwal.ingest.pipeline import Likeness, draft_page
from aqwal.ingest.reading import Document, PageError, Unreadable, page_of
from aqwal.pages.review import review_page

SECONDS = 60
"""A page that takes longer is given up: one of news takes a few thousandths of one."""
WORKERS = ".workers"
"""The file in the folder of drafts that every worker holds together with the others while it lives."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to make of a page: the answer as JSON, or the files of a draft; `out` where the worker writes them."""

    answer: bool = False
    first_id: int = 1
    language: str = "ar"
    out: Path | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a page: counts, and its answer or the files of its draft unless they are written; or the error."""

    stem: str
    name: str
    source: str
    counts: Counts = field(default_factory=Counts)
    warnings: tuple[str, ...] = ()
    answer: dict[str, Any] | None = None
    files: dict[str, str] | None = None
    error: str = ""


class UnwritableError(RuntimeError):
    """A draft cannot be written, nor could those after it; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Known:
    """All of the archive that drafting makes use of; sent to every worker once."""

    knowledge: Knowledge = field(default_factory=Knowledge)
    likeness: Likeness = field(default_factory=Likeness)


def work(documents: Sequence[Document | Unreadable], known: Known, wanted: Wanted) -> list[Outcome]:
    """Return the outcome of each document; whatever goes wrong with one concerns that one alone."""
    return [_outcome(document, known, wanted) for document in documents]


def failed(document: Document | Unreadable, message: str) -> Outcome:
    """Return the outcome of a document that came to nothing."""
    return Outcome(document.stem, document.name, "", error=message)


def put_draft(out: Path, stem: str, files: dict[str, str]) -> None:
    """Write the draft of a page to its folder in `out`. Raises UnwritableError."""
    try:
        write_draft(out / folder_name(stem), files)
    except OSError as error:
        raise unwritable(out, error) from error


def unwritable(out: Path, error: OSError) -> UnwritableError:
    """Return what to say where the folder of the drafts takes nothing more."""
    return UnwritableError(f"{out} cannot be written to ({error.strerror or error}); mend that and run again: drafts "
                           "that are done are kept")


def _outcome(document: Document | Unreadable, known: Known, wanted: Wanted) -> Outcome:
    if isinstance(document, Unreadable):
        return failed(document, document.message)
    try:
        with time_limit(SECONDS):
            draft = draft_page(page_of(document), known.knowledge, known.likeness)
            return _made(document, draft, known.knowledge, wanted)
    except PageError as error:
        return failed(document, str(error))
    except TooLongError:
        return failed(document, f"it took more than {SECONDS} seconds and was given up; is it one page?")
    except UnwritableError:
        raise
    except MemoryError:
        return failed(document, "there was not memory enough for it; is it one page?")
    except Exception as error:  # a page nobody thought of: it is told, and the others go on
        what = " ".join(str(error).split())[:200]
        return failed(document, f"internal error: {type(error).__name__}: {what}")


def _made(document: Document, draft: PageDraft, knowledge: Knowledge, wanted: Wanted) -> Outcome:
    source = sha256(document.data)
    answer: dict[str, Any] | None = None
    files: dict[str, str] | None = None
    if wanted.answer:
        answer = answer_of(draft, knowledge)
    else:
        files = draft_files(draft, knowledge, source, wanted.first_id)
        files["review.html"] = review_page(draft, knowledge, wanted.language)
        if wanted.out:
            put_draft(wanted.out, document.stem, files)
            files = None
    return Outcome(document.stem, document.name, source, counts_of(draft), draft.page.warnings, answer, files)
