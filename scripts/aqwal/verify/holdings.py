"""Takes the names of a site's files and the archive; gives the files that should be there, and those that should not.

Also holds the downloads against their sums and the sitemap against the files.
"""

import posixpath
import re
from collections.abc import Iterable, Iterator
from hashlib import file_digest
from html import unescape
from pathlib import Path

from aqwal.dataset import Archive
from aqwal.derive.sayings import sayings_of
from aqwal.pages.edition import BASES, Edition
from aqwal.pages.inventory import VIEWS, page_of
from aqwal.paths import FOLDERS, PROSE
from aqwal.verify.reading import load_text

SUMS = "SHA256SUMS"
SUM_LINE = re.compile(r"([0-9a-f]{64})  (\S.*)")
LOCATION = re.compile(r"<loc>([^<]+)</loc>")


def missing_pages(files: set[str], archive: Archive) -> Iterator[str]:
    """Yield every record that lacks its page in a language or its JSON twin, and every retired one without its twin."""
    for kind, ids in _ids(archive).items():
        for identifier in ids:
            wanted = [f"{base}{FOLDERS[kind]}/{identifier}/index.html" for base in BASES.values()]
            wanted.append(f"{FOLDERS[kind]}/{identifier}.json")
            yield from (f"{name}: missing, the {kind} {identifier} has no such page" for name in wanted
                        if name not in files)
    twins = ((kind, one, f"{FOLDERS[kind]}/{one}.json") for kind, one in _retired(archive))
    yield from (f"{name}: missing, the retired {kind} {one} has no twin" for kind, one, name in twins
                if name not in files)


def stray_files(files: set[str], archive: Archive) -> Iterator[str]:
    """Yield every page that neither a record, an index nor the prose accounts for, and every twin without a record."""
    pages = set(_pages(archive))
    folders = {FOLDERS[kind]: set(ids) for kind, ids in _ids(archive).items()}
    for kind, identifier in _retired(archive):
        folders[FOLDERS[kind]].add(identifier)
    for name in sorted(files):
        # Paths are the same in both languages; the Arabic pages stand at the root.
        own = next((name.removeprefix(base) for base in BASES.values() if base and name.startswith(base)), name)
        folder, _, rest = own.partition("/")
        if own.endswith(".html"):
            if own not in pages:
                yield f"{name}: no record, index or text accounts for this page"
        elif folder in folders and (posixpath.splitext(rest)[0] not in folders[folder]):
            yield f"{name}: there is no record of which this could be a form"


def sum_problems(site: Path, files: set[str]) -> list[str]:
    """Hold every file against the sums of its folder, both ways; the zip, with a sum of its own, is not among them."""
    problems: list[str] = []
    sums_files = sorted(name for name in files if posixpath.basename(name) == SUMS or name.endswith(".zip.sha256"))
    for sums in sums_files:
        summed = _summed(site, sums, files, problems)
        folder = posixpath.dirname(sums)
        if posixpath.basename(sums) == SUMS:
            zips = {name.removesuffix(".sha256") for name in sums_files if name.endswith(".sha256")}
            known = summed | {sums} | zips | {f"{name}.sha256" for name in zips}
            inside = f"{folder}/" if folder else ""
            problems += [f"{name}: not listed in {sums}" for name in sorted(files - known)
                         if name.startswith(inside) and name != f"{inside}index.html"]  # The page of a version.
    if not any(posixpath.basename(name) == SUMS for name in sums_files):
        problems.append(f"{SUMS}: missing, the downloads cannot be checked")
    return problems


def _summed(site: Path, sums: str, files: set[str], problems: list[str]) -> set[str]:
    """Check each file that a list of sums names, adding to `problems`; return those files."""
    folder, found = posixpath.dirname(sums), set()
    for number, line in enumerate(load_text(site, sums, problems).splitlines(), 1):
        match = SUM_LINE.fullmatch(line)
        if match is None:
            problems.append(f"{sums}: line {number} is not a SHA-256 and a name")
            continue
        path = posixpath.join(folder, match[2])
        found.add(path)
        if path not in files:
            problems.append(f"{sums}: names {match[2]}, which is not there")
            continue
        with (site / path).open("rb") as file:
            if file_digest(file, "sha256").hexdigest() != match[1]:
                problems.append(f"{path}: its bytes do not have the SHA-256 that {sums} gives")
    return found


def sitemap_problems(site: Path, files: set[str], archive: Archive) -> list[str]:
    """Return the addresses of the sitemap that have no file."""
    home = archive.about["url"]
    problems: list[str] = []
    for name in sorted(name for name in files if re.fullmatch(r"sitemap[^/]*\.xml", name)):
        for address in LOCATION.findall(load_text(site, name, problems)):
            path = unescape(address).removeprefix(home)
            target = f"{path}index.html" if path.endswith("/") or not path else path
            if target not in files:
                problems.append(f"{name}: lists {address}, which has no file")
    return problems if "sitemap.xml" in files else [*problems, "sitemap.xml: missing"]


def _ids(archive: Archive) -> dict[str, Iterable[str]]:
    """Return the ids of the records of each kind that has pages."""
    return {
        "article": archive.articles, "speaker": archive.speakers, "publisher": archive.publishers,
        "event": archive.events, "topic": archive.topics,
        "statement": archive.statement_by_id if archive.about["statement_pages"] else (),
    }


def _retired(archive: Archive) -> Iterator[tuple[str, str]]:
    """Yield kind and id of each retired record that has a page of its own."""
    yield from ((entry["kind"], entry["id"]) for entry in archive.redirects
                if entry["kind"] != "statement" or archive.about["statement_pages"])


def _pages(archive: Archive) -> Iterator[str]:
    """Yield the file of every page below the root of a language."""
    edition = Edition(archive, sayings_of(archive), "ar")
    for kind, view in VIEWS.items():
        for key in view.keys(edition):
            if kind in FOLDERS:
                path = f"{FOLDERS[kind]}/{key}/"
            else:
                # A key of an index is its path; of the other kinds there are few pages, which know their own.
                path = key if kind == "indexes" else page_of((kind, key), edition).path
            yield path if path.endswith(".html") else f"{path}index.html"
    for text in PROSE["ar"].glob("*.md"):
        yield f"{text.stem}/index.html"
