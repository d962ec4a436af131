"""Takes records; gives the SHA-256 of each as canonical JSON, by which two versions of it are told apart.

Canonical is the form of RFC 8785: keys sorted, no blanks, UTF-8, nothing escaped but what JSON must have escaped. Keys
of records are ASCII and their numbers whole, so that sorting and writing them need no rule of their own. A statement
is hashed without its article and its place there, which other forms add: moved within the page, it is the same.
"""

import json
from collections.abc import Iterator, Mapping
from hashlib import sha256
from operator import itemgetter
from typing import Any, cast

from aqwal.dataset import Archive
from aqwal.paths import FOLDERS
from aqwal.record_types import Bilingual

Record = dict[str, Any]
Hashes = dict[str, dict[str, str]]
"""Folder of a kind → id → hash of the record."""
PLACES = ("article_id", "position")
"""What JSON and CSV add to a statement."""
KIND_OF = {folder: kind for kind, folder in FOLDERS.items()}


def canonical_json(value: object) -> bytes:
    """Return the canonical JSON of a value without fractions. Raises ValueError for what JSON cannot hold."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return text.encode()


def record_hash(record: Mapping[str, Any]) -> str:
    """Return the SHA-256 of a record, in hexadecimal."""
    return sha256(canonical_json(record)).hexdigest()


def own_fields(folder: str, record: Record) -> Record:
    """Return a record as its own file holds it, without what other forms add."""
    return {key: value for key, value in record.items() if folder != FOLDERS["statement"] or key not in PLACES}


def records_of(archive: Archive, folder: str) -> Iterator[tuple[str, Record]]:
    """Yield id and record of every record in a folder, by id."""
    kind = KIND_OF[folder]
    if kind == "statement":
        listed = ((one["id"], cast(Record, one)) for of_article in archive.statements.values() for one in of_article)
        yield from sorted(listed, key=itemgetter(0))
        return
    tables: dict[str, Mapping[str, Any]] = {
        "article": archive.articles, "speaker": archive.speakers, "publisher": archive.publishers,
        "event": archive.events, "topic": archive.topics,
    }
    yield from sorted(tables[kind].items())


def hashes_of(archive: Archive) -> Hashes:
    """Return the hash of every record of an archive."""
    return {folder: {one: record_hash(record) for one, record in records_of(archive, folder)}
            for folder in FOLDERS.values()}


def label_of(folder: str, record: Mapping[str, Any]) -> Bilingual | None:
    """Return what to call a record: headline, name or what was said; None for a record of another form."""
    words = {FOLDERS["article"]: "label", FOLDERS["statement"]: "said"}.get(folder, "names")
    said = record.get(words)
    if not isinstance(said, dict) or not all(isinstance(said.get(language), str) for language in ("ar", "en")):
        return None
    title = record.get("title") if folder == FOLDERS["article"] else None
    return {"ar": title if isinstance(title, str) else said["ar"], "en": said["en"]}
