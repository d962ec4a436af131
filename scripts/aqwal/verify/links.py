"""Takes the pages and style sheets of a site; gives the links that lead nowhere, and requests to other hosts."""

import multiprocessing
import os
import posixpath
import re
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from aqwal.verify.markup import read_page, style_urls
from aqwal.verify.reading import load_text

SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|[/\\]{2}")
ALLOWED_SCHEMES = ("http://", "https://", "mailto:")
CHUNK = 200
PARALLEL_FROM = 1000


class PageLinks(NamedTuple):
    """What one page refers to: problems found at once, and the fragments it wants on other pages."""

    problems: list[str]
    wanted: set[tuple[str, str]]


def link_problems(site: Path, files: set[str], base: str) -> list[str]:
    """Return the problems of the links of all pages; `base` is the site's path on its host, with a slash at its end."""
    pages = sorted(name for name in files if name.endswith(".html"))
    chunks = [(site, pages[start:start + CHUNK], files, base) for start in range(0, len(pages), CHUNK)]
    problems: list[str] = []
    wanted: dict[str, dict[str, str]] = {}
    for page, links in _each(chunks, len(pages)):
        problems.extend(links.problems)
        for target, fragment in links.wanted:
            wanted.setdefault(target, {}).setdefault(fragment, page)
    for target, fragments in sorted(wanted.items()):
        places = read_page(load_text(site, target, problems)).places
        problems += [f"{page}: the link to {target}#{fragment} leads to no such place"
                     for fragment, page in sorted(fragments.items()) if fragment not in places]
    return problems


def _each(chunks: list[tuple[Path, list[str], set[str], str]], pages: int) -> Iterator[tuple[str, PageLinks]]:
    if pages < PARALLEL_FROM or "fork" not in multiprocessing.get_all_start_methods():
        for chunk in chunks:
            yield from _read_chunk(chunk)
        return
    _FILES.update(chunks[0][2])
    slim: list[tuple[Path, list[str], set[str], str]] = [(site, names, set(), base) for site, names, _, base in chunks]
    with ProcessPoolExecutor(os.cpu_count(), mp_context=multiprocessing.get_context("fork")) as pool:
        for result in pool.map(_read_chunk, slim):
            yield from result
    _FILES.clear()


_FILES: set[str] = set()
"""The names of all files, shared with the worker processes by being forked."""


def _read_chunk(chunk: tuple[Path, list[str], set[str], str]) -> list[tuple[str, PageLinks]]:
    site, names, files, base = chunk
    found = []
    for name in names:
        problems: list[str] = []
        links = page_links(name, load_text(site, name, problems), files or _FILES, base)
        found.append((name, PageLinks(problems + links.problems, links.wanted)))
    return found


def page_links(name: str, html: str, files: set[str], base: str) -> PageLinks:
    """Check the links of one page against the files of the site; `base` is the site's path on its host."""
    problems: list[str] = []
    wanted: set[tuple[str, str]] = set()
    markup = read_page(html)
    for url, is_fetched in dict.fromkeys(markup.references):
        if SCHEME.match(url):
            problems += _foreign(name, url, is_fetched)
            continue
        found = _target(name, url, base)
        if found is None:
            problems.append(f"{name}: the link {url} leads out of the site, which stands at {base}")
            continue
        target, fragment = found
        if target not in files:
            problems.append(f"{name}: the link {url} leads nowhere (no file {target})")
        elif fragment and target == name:
            if fragment not in markup.places:
                problems.append(f"{name}: there is no place #{fragment} on the page")
        elif fragment and target.endswith(".html"):
            wanted.add((target, fragment))
    return PageLinks(problems, wanted)


def style_problems(site: Path, files: set[str], base: str) -> list[str]:
    """Return what style sheets ask for on other hosts, and what is not there."""
    problems: list[str] = []
    for name in sorted(name for name in files if name.endswith(".css")):
        for url in style_urls(load_text(site, name, problems)):
            found = None if SCHEME.match(url) else _target(name, url, base)
            if SCHEME.match(url):
                if not url.startswith("data:"):
                    problems.append(f"{name}: the style sheet would request {url} from another host")
            elif found is None or found[0] not in files:
                problems.append(f"{name}: the style sheet asks for {url}, which is not there")
    return problems


def _foreign(name: str, url: str, is_fetched: bool) -> list[str]:
    if not url.startswith(ALLOWED_SCHEMES):
        return [f"{name}: a link of the form {SCHEME.match(url)[0]} is not allowed"]  # type: ignore[index]
    return [f"{name}: the page would request {url} from another host"] if is_fetched else []


def _target(page: str, url: str, base: str) -> tuple[str, str] | None:
    """Return the file and fragment that a link within the host leads to; None where it leaves the site."""
    path, _, fragment = url.partition("#")
    path = unquote(path.partition("?")[0])
    if path.startswith("/"):
        if not f"{path}/".startswith(base):
            return None
        place = posixpath.normpath(path[len(base):] or ".")
        is_folder = path.endswith("/") or place == "."
    else:
        place = posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page
        is_folder = path.endswith(("/", "."))
    if place.startswith("../") or place == "..":
        return None
    return (posixpath.normpath(posixpath.join(place, "index.html")) if is_folder else place), unquote(fragment)
