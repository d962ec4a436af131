"""Takes the manifest of a search index; gives the file that stands for each of its names, and the text inside one.

A data file is named by what it holds, its number where there are several, and the hash of its bytes, so the manifest
keeps the hashes alone: `files` one for each name, `parts` those of a numbered kind in a row.
"""

import gzip
import json
import re
import zlib
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any

FOLDER = "search"
MANIFEST = "manifest.json"
FORMAT = 2
DIGITS = 10
"""So much of a file's SHA-256 stands in its name."""
HASHES = re.compile(f"(?:[0-9a-f]{{{DIGITS}}})*")
NAMED = re.compile(rf"[a-z]+(?:-[0-9]+)?\.([0-9a-f]{{{DIGITS}}})\.(?:bin|js)")
PACKED = ".bin"


def content_hash(data: bytes) -> str:
    """Return what a file's name says of its bytes."""
    return sha256(data).hexdigest()[:DIGITS]


def file_name(name: str, digits: str) -> str:
    """Return the file of a name such as `words` or `places/3`, whose bytes have this hash."""
    return f"{name.replace('/', '-')}.{digits}{PACKED}"


def is_named_by_content(file: str, data: bytes) -> bool:
    """Say whether a file's bytes have the hash that stands in its name."""
    match = NAMED.fullmatch(file)
    return match is not None and match[1] == content_hash(data)


def unpacked(data: bytes) -> str | None:
    """Return the text of a data file, or None where it is damaged."""
    try:
        return gzip.decompress(data).decode()
    except (OSError, EOFError, zlib.error, UnicodeDecodeError):
        return None


def read_manifest(data: bytes) -> dict[str, Any] | None:
    """Return the manifest, or None for what is none of this format."""
    try:
        manifest = json.loads(data)
    except ValueError:
        return None
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        return None
    tables = [manifest.get(table) for table in ("files", "parts")]
    return manifest if isinstance(manifest.get("engine"), str) and all(map(_is_of_hashes, tables)) else None


def _is_of_hashes(table: object) -> bool:
    return isinstance(table, dict) and all(
        isinstance(row, str) and HASHES.fullmatch(row) for row in table.values())


def data_files(manifest: Mapping[str, Any]) -> dict[str, str]:
    """Return the file of every name of the index."""
    return {name: file_name(name, digits) for name, digits in (*manifest["files"].items(), *_parts(manifest))}


def _parts(manifest: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for kind, row in manifest["parts"].items():
        for number in range(len(row) // DIGITS):
            yield f"{kind}/{number}", row[number * DIGITS:][:DIGITS]
