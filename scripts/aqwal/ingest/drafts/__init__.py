"""Takes the draft of a page; gives the files a human edits: records with comments that say what each value rests on."""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from aqwal.canonical import sha256
from aqwal.files import swap_in
from aqwal.ingest.drafts.articles import article_record, told
from aqwal.ingest.drafts.naming import folder_name
from aqwal.ingest.drafts.people import Cast, cast_of
from aqwal.ingest.drafts.statements import statement_records
from aqwal.ingest.drafts.yaml_text import write_mapping, write_sequence
from aqwal.ingest.knowledge import Knowledge
from aqwal.ingest.page import DraftArticle, PageDraft
from aqwal.ingest.reading import is_drawn

STATE = "draft.json"
"""The file that holds all the program found, and the fingerprint of the bytes it was found in."""
TO_DO = ("Draft by aqwal ingest. Fill in what is empty, correct what is wrong, then: aqwal promote {name}",
         "review.html shows every choice in the page. Comments are dropped when the draft is promoted.")


def draft_files(draft: PageDraft, knowledge: Knowledge, source: str, first_id: int = 1) -> dict[str, str]:
    """Return the files of a draft by name. `source` is the SHA-256 of the bytes read, `first_id` the next free article.

    The ids are provisional: every draft of a run begins with the same, and promoting gives the final ones.
    """
    files = {STATE: state_of(draft, source)}
    canonical = sha256(draft.page.text)
    articles = {f"a{first_id + number:04}": article for number, article in enumerate(draft.articles)}
    cast = cast_of(articles, knowledge)
    for number, (identifier, article) in enumerate(articles.items()):
        ending = f"-{number + 1}" if number else ""
        record = article_record(draft, article, identifier, canonical, knowledge)
        files[f"article{ending}.yml"] = write_mapping(record, _head(draft, article, "article"))
        listed = statement_records(draft.page.text, article, identifier, cast, knowledge)
        files[f"statements{ending}.yml"] = write_sequence(listed, _head(draft, article, "statement-list"))
    files.update(_speaker_files(cast))
    if is_drawn(draft.page):
        files[f"{folder_name(draft.page.stem)}.txt"] = draft.page.text
    return files


def state_of(draft: PageDraft, source: str) -> str:
    """Return the machine's side of a draft as JSON; the source comes first, so that it is found without reading on."""
    return json.dumps({"source": source, "draft": draft}, default=_fields, ensure_ascii=False,
                      separators=(",", ":")) + "\n"


def source_of(folder: Path) -> str | None:
    """Return the fingerprint of the bytes that the draft in a folder was made from; None where there is no draft."""
    try:
        with (folder / STATE).open("rb") as file:
            start = file.read(100)
    except OSError:
        return None
    before, _, rest = start.partition(b'{"source":"')
    return rest[:64].decode("ascii", "replace") if not before and len(rest) >= 64 else None


def write_draft(folder: Path, files: Mapping[str, str]) -> None:
    """Write a draft so that it is there whole or not at all, in the place of an earlier one."""
    beside = folder.with_name(f".{folder.name}.new")
    shutil.rmtree(beside, ignore_errors=True)
    try:
        for inner in {"", *(name.rpartition("/")[0] for name in files)}:
            (beside / inner).mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            (beside / name).write_bytes(text.encode("utf-8", "replace"))
        swap_in(beside, folder)
    except BaseException:
        # A full disk is not to be kept full by halves of drafts.
        shutil.rmtree(beside, ignore_errors=True)
        raise


def _head(draft: PageDraft, article: DraftArticle, schema: str) -> list[str]:
    lines = [line.format(name=folder_name(draft.page.stem)) for line in TO_DO]
    if schema == "article":
        lines += [f"Reading: {warning}" for warning in draft.page.warnings]
        lines += [f"To decide: {what}" for what in article.unresolved]
        lines += [f"Repeats {told(found)}" for found in article.repeats]
    return lines


def _speaker_files(cast: Cast) -> dict[str, str]:
    return {f"speakers/{proposal.id}.yml": write_mapping(proposal.record, proposal.comments)
            for proposal in cast.proposals}


def _fields(value: Any) -> dict[str, Any]:
    """Return one of the shapes of ingest as a dictionary, for JSON."""
    return {name: getattr(value, name) for name in type(value).__slots__}
