"""Takes a built site; gives what is wrong with it: lost pages, dead links, wrong sums, foreign requests, leaks."""

import multiprocessing
import os
import posixpath
import re
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from hashlib import file_digest
from html import unescape
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from aqwal.dataset import Archive
from aqwal.pages.edition import BASES
from aqwal.paths import FOLDERS
from aqwal.texts import RawText, guard_of

INERT = re.compile(r"<(pre|code|script)\b[^>]*>.*?</\1>", re.DOTALL)
OPEN_SCRIPT = re.compile(r"<script\b[^>]*>")
LINK = re.compile(r"""<(\w+)\b[^>]*?\s(href|src|action)="([^"]*)\"""")
IDENTIFIER = re.compile(r"""\s(?:id|name)="([^"]*)\"""")
REQUESTED = frozenset({"script", "img", "iframe", "source", "video", "audio", "embed", "object", "form"})
STYLE_URL = re.compile(r"""url\(["']?([^"')]+)""")
LOCATION = re.compile(r"<loc>([^<]+)</loc>")
CHUNK = 200
PARALLEL_FROM = 1000
TEXT_SUFFIXES = frozenset({".html", ".json", ".jsonl", ".csv", ".xml", ".txt", ".js"})


class PageLinks(NamedTuple):
    """What one page refers to: problems found at once, and the fragments it wants on other pages."""

    problems: list[str]
    wanted: set[tuple[str, str]]


def verify_site(site: Path, archive: Archive | None, texts: dict[str, RawText] | None = None) -> list[str]:
    """Return every problem of a built site, in order; `texts` adds the search for leaked source text."""
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    problems = [*_missing_pages(files, archive)] if archive else []
    base = urlsplit(archive.about["url"]).path if archive else "/"
    problems += _link_problems(site, files, base)
    problems += _style_problems(site, files)
    problems += _sum_problems(site, files)
    problems += _sitemap_problems(site, files, archive)
    if texts and archive:
        problems += _leak_problems(site, files, archive, texts)
    return problems


def _missing_pages(files: set[str], archive: Archive) -> Iterator[str]:
    """Yield every record that lacks its page in a language, or its JSON twin."""
    tables: dict[str, Iterable[str]] = {
        "article": archive.articles, "speaker": archive.speakers, "publisher": archive.publishers,
        "event": archive.events, "topic": archive.topics,
        "statement": archive.statement_by_id if archive.about["statement_pages"] else (),
    }
    for kind, ids in tables.items():
        for identifier in ids:
            wanted = [f"{base}{FOLDERS[kind]}/{identifier}/index.html" for base in BASES.values()]
            wanted.append(f"{FOLDERS[kind]}/{identifier}.json")
            yield from (f"{name}: missing, the {kind} {identifier} has no such page" for name in wanted
                        if name not in files)


def _link_problems(site: Path, files: set[str], base: str) -> list[str]:
    pages = sorted(name for name in files if name.endswith(".html"))
    chunks = [(site, pages[start:start + CHUNK], files, base) for start in range(0, len(pages), CHUNK)]
    problems: list[str] = []
    wanted: dict[str, dict[str, str]] = {}
    for page, links in _each(chunks, len(pages)):
        problems.extend(links.problems)
        for target, fragment in links.wanted:
            wanted.setdefault(target, {}).setdefault(fragment, page)
    for target, fragments in sorted(wanted.items()):
        ids = _identifiers((site / target).read_text("utf-8"))
        problems += [f"{page}: the link to {target}#{fragment} leads to no such place"
                     for fragment, page in sorted(fragments.items()) if fragment not in ids]
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
    return [(name, page_links(name, (site / name).read_text("utf-8"), files or _FILES, base)) for name in names]


def page_links(name: str, html: str, files: set[str], base: str) -> PageLinks:
    """Check the links of one page against the files of the site; `base` is the site's path on its host."""
    problems: list[str] = []
    wanted: set[tuple[str, str]] = set()
    ids: set[str] | None = None
    scripts = "".join(OPEN_SCRIPT.findall(html))
    for tag, attribute, address in LINK.findall(INERT.sub("", html) + scripts):
        url = unescape(address)
        if re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//", url):
            if not url.startswith(("http://", "https://", "mailto:")):
                problems.append(f"{name}: a link of the form {url.partition(':')[0]}: is not allowed")
            elif tag in REQUESTED or (tag == "link" and _is_fetched(html, address)):
                problems.append(f"{name}: the page would request {url} from another host")
            continue
        target, fragment = _target(name, url, base)
        if target not in files:
            problems.append(f"{name}: the link {url} leads nowhere (no file {target})")
        elif fragment and target == name:
            ids = _identifiers(html) if ids is None else ids
            if fragment not in ids:
                problems.append(f"{name}: there is no place #{fragment} on the page")
        elif fragment and target.endswith(".html") and attribute == "href":
            wanted.add((target, fragment))
    return PageLinks(problems, wanted)


def _is_fetched(html: str, address: str) -> bool:
    """Say whether a link element makes the browser fetch its address; canonical, alternate and licence links do not."""
    element = next((found for found in re.findall(r"<link\b[^>]*>", html) if f'"{address}"' in found), "")
    return bool(re.search(r"""rel="(?:stylesheet|preload|icon|preconnect|dns-prefetch|modulepreload)""", element))


def _target(page: str, url: str, base: str) -> tuple[str, str]:
    path, _, fragment = url.partition("#")
    path = unquote(path.partition("?")[0])
    if path.startswith("/"):
        path = path.removeprefix(base.rstrip("/")).lstrip("/")
        place = path
    else:
        place = posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page
    if path.endswith(("/", ".")) or (path == "" and place != page):
        place = posixpath.normpath(posixpath.join(place, "index.html"))
    return place.removeprefix("./"), unquote(fragment)


def _identifiers(html: str) -> set[str]:
    return {unescape(name) for name in IDENTIFIER.findall(html)}


def _style_problems(site: Path, files: set[str]) -> list[str]:
    problems = []
    for name in sorted(name for name in files if name.endswith(".css")):
        for url in STYLE_URL.findall((site / name).read_text("utf-8")):
            if url.startswith(("http:", "https:", "//")):
                problems.append(f"{name}: the style sheet would request {url} from another host")
            elif not url.startswith("data:") and posixpath.normpath(
                    posixpath.join(posixpath.dirname(name), url.partition("#")[0].partition("?")[0])) not in files:
                problems.append(f"{name}: the style sheet asks for {url}, which is not there")
    return problems


def _sum_problems(site: Path, files: set[str]) -> list[str]:
    """Hold every file against the SHA256SUMS of its folder, both ways."""
    problems = []
    for sums in sorted(name for name in files if posixpath.basename(name) == "SHA256SUMS"):
        folder = posixpath.dirname(sums)
        for line in (site / sums).read_text("utf-8").splitlines():
            digest, _, name = line.partition("  ")
            path = posixpath.join(folder, name)
            if path not in files:
                problems.append(f"{sums}: names {name}, which is not there")
            else:
                with (site / path).open("rb") as file:
                    if file_digest(file, "sha256").hexdigest() != digest:
                        problems.append(f"{path}: its bytes do not have the SHA-256 that {sums} gives")
    if not any(posixpath.basename(name) == "SHA256SUMS" for name in files):
        problems.append("SHA256SUMS: missing, the downloads cannot be checked")
    return problems


def _sitemap_problems(site: Path, files: set[str], archive: Archive | None) -> list[str]:
    if archive is None:
        return []
    home = archive.about["url"]
    problems = []
    for name in sorted(name for name in files if re.fullmatch(r"sitemap[^/]*\.xml", name)):
        for address in LOCATION.findall((site / name).read_text("utf-8")):
            path = unescape(address).removeprefix(home)
            target = f"{path}index.html" if path.endswith("/") or not path else path
            if target not in files:
                problems.append(f"{name}: lists {address}, which has no file")
    return problems if "sitemap.xml" in files else [*problems, "sitemap.xml: missing"]


def _leak_problems(site: Path, files: set[str], archive: Archive, texts: dict[str, RawText]) -> Iterator[str]:
    titles = [article["title"] for article in archive.articles.values() if article["title"]]
    guard = guard_of((raw.text for raw in texts.values()), titles)
    for name in sorted(files):
        if posixpath.splitext(name)[1] in TEXT_SUFFIXES:
            found = guard.leaks((site / name).read_text("utf-8"))
            if found:
                yield f"{name}: {len(found)} runs of source text, first: {' '.join(found[0])}"
