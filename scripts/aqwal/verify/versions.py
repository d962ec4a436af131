"""Takes a site and the archive's releases; gives what is wrong with their manifests and files there, and strays."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

from aqwal.dataset import Archive
from aqwal.record_types import Release

PLACE = "downloads"
LATEST = "latest"
SUMS = "SHA256SUMS"
OF_RELEASE = ("manifest.json", SUMS)
"""Files of a release that its manifest does not list."""
MANIFEST_PATH = re.compile(r"releases/([^/]+)\.json")


def version_problems(site: Path, files: set[str], archive: Archive) -> Iterator[str]:
    """Yield what is missing, different or unaccounted for among manifests and files of released versions."""
    versions = {release["version"]: release for release in archive.releases}
    for version, release in versions.items():
        name = f"releases/{version}.json"
        if name not in files:
            yield f"{name}: missing, the manifest of a released version"
        elif _load(site / name) != release:
            yield f"{name}: differs from dataset/releases/{version}.json"
    for name in sorted(files):
        manifest, (place, _, rest) = MANIFEST_PATH.fullmatch(name), name.partition("/")
        if manifest and manifest[1] not in versions:
            yield f"{name}: no such version was released"
        version, _, below = rest.partition("/")
        if place == PLACE and below and not below.endswith(".html") and version not in {*versions, LATEST}:
            yield f"{name}: no such version was released"
    for version, release in versions.items():
        yield from _file_problems(site, files, release, f"{PLACE}/{version}/")


def _file_problems(site: Path, files: set[str], release: Release, place: str) -> Iterator[str]:
    """Hold the list of sums of a version against its manifest; that the files have those sums is checked elsewhere."""
    packed = f"{release['name']}-{release['version']}.zip"
    extra = {*OF_RELEASE, packed, f"{packed}.sha256"}
    there = {name.removeprefix(place) for name in files if name.startswith(place) and not name.endswith(".html")}
    if not there:
        return
    listed = {file["path"]: file["sha256"] for file in release["files"]}
    yield from (f"{place}{name}: missing from the files of version {release['version']}"
                for name in sorted({*listed, *OF_RELEASE} - there))
    yield from (f"{place}{name}: not in the manifest of version {release['version']}"
                for name in sorted(there - listed.keys() - extra))
    if SUMS in there:
        lines = (site / place / SUMS).read_text("utf-8", "replace").splitlines()
        sums = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
        yield from (f"{place}{SUMS}: gives another sum of {name} than the manifest of version {release['version']}"
                    for name, digest in listed.items() if sums.get(name, digest) != digest)


def _load(path: Path) -> object:
    try:
        return json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
