"""Takes a valid archive; writes the whole site into a new folder: pages, twins, downloads, feeds, sitemap."""

import gc
import multiprocessing
import os
import re
import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from aqwal.builder import BuilderOutput, run_builder
from aqwal.dataset import Archive
from aqwal.derive.sayings import sayings_of
from aqwal.exports.downloads import write_downloads
from aqwal.exports.earlier import manifest_files, place_earlier
from aqwal.exports.lists import lists
from aqwal.exports.twins import twins
from aqwal.pages import feeds, sitemap
from aqwal.pages.assets import Assets, load_assets
from aqwal.pages.edition import BASES, Edition
from aqwal.pages.inventory import PageKey, page_keys, page_of
from aqwal.pages.page import Page
from aqwal.pages.plain import visible_text
from aqwal.pages.render import Press, press
from aqwal.paths import BUILDERS, LANGUAGES
from aqwal.search.documents import Prose, Source
from aqwal.search.index import index_files

DOWNLOADS = "downloads/latest"
VERSIONS = "downloads"
"""Where each released version has a folder, named by its number."""
CHUNK = 100
PARALLEL_FROM = 400
"""Below this many pages one process is faster than starting more."""


@dataclass(frozen=True)
class Built:
    """What a build wrote: paths of the record pages below the root of a language, and the number of all files."""

    pages: list[str]
    files: int


def write_site(archive: Archive, out: Path, stage: Path, builder: str = BUILDERS[0],
               texts: Mapping[str, str] | None = None, releases: Path | None = None) -> Built:
    """Build the site into a new folder; the builder works in `stage`. Raises BuilderError, FrameError, AssetError.

    `texts` (article id → canonical text) makes it a reading copy, which shows and searches the source as well;
    `releases` is the folder of finished releases, whose files are put on the site. Raises ReleaseFilesError.
    """
    assets = load_assets()
    rendered = run_builder(stage, archive.about["url"], epoch(archive), builder)
    sayings = sayings_of(archive)
    downloads = tuple(write_downloads(archive, sayings, out / DOWNLOADS))
    earlier = place_earlier(archive.releases, releases, out / VERSIONS) if releases else {}
    presses = presses_of(Edition(archive, sayings, LANGUAGES[0], downloads, texts or {}, earlier), rendered, assets)
    _write_static(out, rendered, assets)
    pages = write_pages(out, presses)
    for language, one in presses.items():
        write_files(out, ((f"{BASES[language]}{path}index.html", prose_page(path, one, rendered).encode())
                          for path in rendered.languages[language].prose))
    editions = [one.edition for one in presses.values()]
    write_files(out, side_files(editions, pages, prose_of(rendered)))
    return Built(pages, sum(1 for path in out.rglob("*") if path.is_file()))


def prose_of(rendered: BuilderOutput) -> list[Prose]:
    """Return the pages that are no records, in both languages, as the search reads them."""
    arabic, english = (rendered.languages[language] for language in ("ar", "en"))
    return [Prose(path, (arabic.titles[path], english.titles[path]),
                  (visible_text(arabic.prose[path]), visible_text(english.prose[path])))
            for path in arabic.prose if path in english.prose]


def side_files(editions: Sequence[Edition], pages: Iterable[str],
               prose: Sequence[Prose]) -> Iterator[tuple[str, bytes]]:
    """Yield path and bytes of every file that is neither a page nor a download; `pages` are paths of record pages."""
    first = editions[0]
    archive, sayings = first.archive, first.sayings
    for edition in editions:
        yield from feeds.feed_files(edition)
    yield from twins(archive, sayings)
    yield from lists(archive, sayings)
    yield from manifest_files(archive.releases)
    yield from index_files(Source(archive, sayings, prose, first.source), first.is_private)
    listed = {path for path in pages if not path.endswith(".html")} | {page.path for page in prose}
    yield from sitemap.sitemap_files(sorted(listed), archive, first.is_private)


class EpochError(Exception):
    """SOURCE_DATE_EPOCH is set to something that is no moment."""


def epoch(archive: Archive) -> int:
    """Return the one moment that stands in for now: SOURCE_DATE_EPOCH, else the day of the dataset's version."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not given:
        return int(datetime.fromisoformat(archive.about["released"]).replace(tzinfo=UTC).timestamp())
    if re.fullmatch("[0-9]{1,11}", given) is None:
        raise EpochError(f"SOURCE_DATE_EPOCH is {given!r}; set it to a number of seconds since 1970, or unset it")
    return int(given)


def presses_of(edition: Edition, rendered: BuilderOutput, assets: Assets) -> dict[str, Press]:
    """Return what prints the pages of each language of an edition."""
    edition.read_history()  # Before processes are forked, so that all of them have it.
    return {language: press(replace(edition, language=language), rendered.languages[language].frames, assets.names)
            for language in LANGUAGES}


def prose_page(path: str, one: Press, rendered: BuilderOutput) -> str:
    """Fill the head and foot of a page that the builder rendered from Markdown."""
    texts = rendered.languages[one.edition.language]
    description = one.edition.say(one.edition.archive.about["description"])
    return one.print_prose(texts.prose[path], Page(path, "prose", "", texts.titles[path], description, {}))


def _write_static(out: Path, rendered: BuilderOutput, assets: Assets) -> None:
    for name, path in rendered.theme_files.items():
        target = out / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    write_files(out, assets.files.items())


def write_files(out: Path, files: Iterable[tuple[str, bytes]]) -> None:
    """Write files, given by path and bytes, below a folder."""
    made: set[Path] = set()
    for name, data in files:
        target = out / name
        if target.parent not in made:
            target.parent.mkdir(parents=True, exist_ok=True)
            made.add(target.parent)
        target.write_bytes(data)


@dataclass
class _Floor:
    """What the worker processes share by being forked after it is filled; filled only while pages are written."""

    presses: dict[str, Press] = field(default_factory=dict)
    out: Path = field(default_factory=Path)


_FLOOR = _Floor()


def write_pages(out: Path, presses: dict[str, Press], kinds: Collection[str] = ()) -> list[str]:
    """Write every record page (or those of some kinds) of every language on all cores; return their paths."""
    _FLOOR.presses, _FLOOR.out = presses, out
    work = [(language, key) for language, one in presses.items() for key in page_keys(one.edition)
            if not kinds or key[0] in kinds]
    chunks = [work[start:start + CHUNK] for start in range(0, len(work), CHUNK)]
    gc.collect()
    gc.freeze()  # What is loaded stays; collecting after each chunk then looks at that chunk's objects alone.
    try:
        written = [path for paths in _each_chunk(chunks, len(work)) for path in paths]
    finally:
        gc.unfreeze()
        _FLOOR.presses = {}
    return sorted(set(written))


def _each_chunk(chunks: list[list[tuple[str, PageKey]]], pages: int) -> Iterator[list[str]]:
    workers = os.cpu_count() or 1
    if pages < PARALLEL_FROM or workers == 1 or "fork" not in multiprocessing.get_all_start_methods():
        yield from map(_write_chunk, chunks)
        return
    with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("fork")) as pool:
        yield from pool.map(_write_chunk, chunks)


def _write_chunk(chunk: list[tuple[str, PageKey]]) -> list[str]:
    """Write some pages. Garbage is collected once for all of them, which is faster than after every few objects."""
    gc.disable()
    paths = [_write_page(language, key) for language, key in chunk]
    gc.enable()
    gc.collect()
    return paths


def _write_page(language: str, key: PageKey) -> str:
    one = _FLOOR.presses[language]
    page = page_of(key, one.edition)
    name = page.path if page.path.endswith(".html") else f"{page.path}index.html"
    # Plain calls of the system: pathlib takes three times as long for each of the many files.
    target = os.path.join(_FLOOR.out, BASES[language], name)  # noqa: PTH118
    folder = os.path.dirname(target)  # noqa: PTH120
    if not os.path.isdir(folder):  # noqa: PTH112
        os.makedirs(folder, exist_ok=True)  # noqa: PTH103
    with open(target, "wb", buffering=0) as file:  # noqa: PTH123
        file.write(one.print_page(page).encode())
    return page.path
