"""Takes the names of a site's files and the archive; gives every id, retired or once released, that has no page."""

import posixpath
from collections.abc import Iterator
from pathlib import Path

from aqwal.dataset import Archive
from aqwal.derive.addresses import path_of
from aqwal.pages.edition import BASES
from aqwal.paths import FOLDERS


def lost_pages(site: Path, files: set[str], archive: Archive) -> Iterator[str]:
    """Yield each such id with the page it lacks: its own or, in both languages, the one that says what happened.

    Where statements have no pages of their own, a retired one is lost if its article has no page either.
    """
    wanted: dict[tuple[str, str], str] = {(entry["kind"], entry["id"]): "retired" for entry in archive.redirects}
    for release in archive.releases:
        for kind, folder in FOLDERS.items():
            for one in release["records"].get(folder, {}):
                wanted.setdefault((kind, one), f"of version {release['version']}")
    for (kind, identifier), what in wanted.items():
        path = path_of(archive.about, kind, identifier).partition("#")[0]
        for base in BASES.values():
            if f"{base}{path}index.html" not in files:
                yield f"{base}{path}index.html: missing, {kind} {identifier} ({what}) has neither page nor tombstone"
            elif what == "retired" and "#" not in path_of(archive.about, kind, identifier):
                yield from _wordless(site, f"{base}{path}index.html", identifier)


def _wordless(site: Path, name: str, identifier: str) -> Iterator[str]:
    """Yield a page of a retired id that does not even name it."""
    if identifier not in (site / posixpath.normpath(name)).read_text("utf-8", "replace"):
        yield f"{name}: the page of a retired id does not name {identifier}"
