"""Takes a built site; gives what is wrong with its search index: files missing, stray, damaged or misnamed."""

import gzip
import json
import re
import zlib
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from aqwal.search.index import FOLDER, FORMAT, MANIFEST

NAMED = re.compile(r"[a-z]+(?:-[0-9]+)?\.([0-9a-f]{10})\.(?:bin|js)")
REMEDY = "build the site again"


def index_problems(site: Path, files: set[str]) -> Iterator[str]:
    """Hold every file of the index against the manifest, both ways, and against the hash in its name."""
    manifest = _manifest(site)
    if isinstance(manifest, str):
        yield manifest
        return
    wanted = {f"{FOLDER}/{name}" for name in (*manifest["files"].values(), manifest["engine"])}
    there = {name for name in files if name.startswith(f"{FOLDER}/") and name.endswith((".bin", ".js"))}
    yield from (f"{name}: missing, {MANIFEST} names it; {REMEDY}" for name in sorted(wanted - there))
    yield from (f"{name}: not named in {FOLDER}/{MANIFEST}; {REMEDY}" for name in sorted(there - wanted))
    for name in sorted(wanted & there):
        data = (site / name).read_bytes()
        match = NAMED.fullmatch(name.removeprefix(f"{FOLDER}/"))
        if match is None or sha256(data).hexdigest()[:10] != match[1]:
            yield f"{name}: its bytes do not have the hash in its name; {REMEDY}"
        elif name.endswith(".bin") and unpacked(data) is None:
            yield f"{name}: not gzip of UTF-8; {REMEDY}"


def is_reading_copy(site: Path) -> bool:
    """Say whether a site shows and searches the publishers' texts, and so is private."""
    manifest = _manifest(site)
    return not isinstance(manifest, str) and manifest.get("private") is True


def unpacked(data: bytes) -> str | None:
    """Return the text of an index file, or None where it is damaged."""
    try:
        return gzip.decompress(data).decode()
    except (OSError, EOFError, zlib.error, UnicodeDecodeError):
        return None


def _manifest(site: Path) -> dict[str, Any] | str:
    """Return the manifest, or what is wrong with it."""
    name = f"{FOLDER}/{MANIFEST}"
    try:
        manifest = json.loads((site / name).read_bytes())
    except (OSError, ValueError):
        return f"{name}: missing or no JSON; {REMEDY}"
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT or not isinstance(
            manifest.get("engine"), str) or not isinstance(manifest.get("files"), dict):
        return f"{name}: not a manifest of format {FORMAT}; {REMEDY}"
    return manifest
