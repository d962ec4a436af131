"""Takes a built site; gives what is wrong with its search index: files missing, stray, damaged or misnamed."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from aqwal.search.manifest import (
    FOLDER,
    FORMAT,
    MANIFEST,
    PACKED,
    data_files,
    is_named_by_content,
    read_manifest,
    unpacked,
)

REMEDY = "build the site again"


def index_problems(site: Path, files: set[str]) -> Iterator[str]:
    """Hold every file of the index against the manifest, both ways, and against the hash in its name."""
    manifest = _manifest(site)
    if isinstance(manifest, str):
        yield manifest
        return
    wanted = {f"{FOLDER}/{name}" for name in (*data_files(manifest).values(), manifest["engine"])}
    there = {name for name in files if name.startswith(f"{FOLDER}/") and name.endswith((PACKED, ".js"))}
    yield from (f"{name}: missing, {MANIFEST} names it; {REMEDY}" for name in sorted(wanted - there))
    yield from (f"{name}: not named in {FOLDER}/{MANIFEST}; {REMEDY}" for name in sorted(there - wanted))
    for name in sorted(wanted & there):
        data = (site / name).read_bytes()
        if not is_named_by_content(name.removeprefix(f"{FOLDER}/"), data):
            yield f"{name}: its bytes do not have the hash in its name; {REMEDY}"
        elif name.endswith(PACKED) and unpacked(data) is None:
            yield f"{name}: not gzip of UTF-8; {REMEDY}"


def is_reading_copy(site: Path) -> bool:
    """Say whether a site shows and searches the publishers' texts, and so is private."""
    manifest = _manifest(site)
    return not isinstance(manifest, str) and manifest.get("private") is True


def _manifest(site: Path) -> dict[str, Any] | str:
    """Return the manifest, or what is wrong with it."""
    name = f"{FOLDER}/{MANIFEST}"
    try:
        data = (site / name).read_bytes()
    except OSError:
        return f"{name}: missing; {REMEDY}"
    return read_manifest(data) or f"{name}: not a manifest of format {FORMAT}; {REMEDY}"
