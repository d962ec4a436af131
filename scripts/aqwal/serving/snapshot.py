"""Takes everything a site is made of; gives any of its files when it is asked for. Pages are rendered then."""

import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit

from aqwal.builder import BuilderOutput
from aqwal.dataset import Archive
from aqwal.derive.formats import Download
from aqwal.derive.sayings import Sayings, sayings_of
from aqwal.pages.assets import Assets
from aqwal.pages.edition import BASES, Edition
from aqwal.pages.inventory import VIEWS, PageKey, page_keys, page_of
from aqwal.pages.render import Press
from aqwal.pages.views import listing, listings
from aqwal.paths import FOLDERS, LANGUAGES
from aqwal.site import presses_of, prose_page

HTML = "text/html; charset=utf-8"
TYPES = {".html": HTML, ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8",
         ".json": "application/json", ".woff2": "font/woff2", ".svg": "image/svg+xml",
         ".csv": "text/csv; charset=utf-8", ".txt": "text/plain; charset=utf-8", ".xml": "application/xml"}
LOST = "404.html"
KINDS = {folder: kind for kind, folder in FOLDERS.items()}
SINGLES = ("home", "checks", "search", "downloads", "version", "releases", "dictionary", "explore", "terms", "notfound")
"""Kinds of page that belong to no record, of which there are few."""


@dataclass(frozen=True)
class Answer:
    """What stands at an address; `location` is another address to go to."""

    status: int
    media_type: str
    body: bytes
    location: str = ""


@dataclass(frozen=True)
class Snapshot:
    """A whole site at one moment. `beside` maps the path of every file that is no page to the file that holds it."""

    archive: Archive
    rendered: BuilderOutput
    assets: Assets
    downloads: tuple[Download, ...] = ()
    beside: Mapping[str, Path] = field(default_factory=dict)

    @cached_property
    def sayings(self) -> Sayings:
        """The statements in order."""
        return sayings_of(self.archive)

    @cached_property
    def presses(self) -> dict[str, Press]:
        """What prints the pages of each language."""
        edition = Edition(self.archive, self.sayings, LANGUAGES[0], self.downloads)
        return presses_of(edition, self.rendered, self.assets)

    @cached_property
    def singles(self) -> dict[str, PageKey]:
        """The pages of which there is one, by path, which depends neither on the records nor on the language."""
        edition = self.presses["ar"].edition
        keys = [(kind, key) for kind in SINGLES for key in VIEWS[kind].keys(edition)]
        return {page_of(key, edition).path: key for key in keys}

    def answer(self, path: str) -> Answer:
        """Return what stands at a path, counted from the root of the site without a slash before it."""
        place = urlsplit(self.archive.about["url"]).path.lstrip("/")
        if place and path.startswith(place):
            path = path.removeprefix(place)  # The page for lost addresses links from the root of the host.
        path = path.removesuffix("index.html") if path.endswith("/index.html") or path == "index.html" else path
        data = self._file(path)
        if data is not None:
            return Answer(200, media_type(path), data)
        page = self._page(path)
        if page is not None:
            return Answer(404 if path.endswith(LOST) else 200, HTML, page.encode())
        if path and not path.endswith("/") and self._page(f"{path}/") is not None:
            return Answer(301, HTML, b"", f"/{path}/")
        lost = self._page(BASES["en"] + LOST if path.startswith(BASES["en"]) else LOST) or ""
        return Answer(404, HTML, lost.encode())

    def _page(self, path: str) -> str | None:
        """Render the page at a path; None where there is none."""
        language = "en" if path.startswith(BASES["en"]) else "ar"
        path = path.removeprefix(BASES[language])
        one = self.presses[language]
        key = self._key(path, one.edition)
        if key is not None:
            return one.print_page(page_of(key, one.edition))
        if path in self.rendered.languages[language].prose:
            return prose_page(path, one, self.rendered)
        return None

    def _key(self, path: str, edition: Edition) -> PageKey | None:
        """Return the key of the record page at a path. Only the keys of the kind that the path names are looked at."""
        folder, _, rest = path.partition("/")
        name = rest.removesuffix("/")
        kind = KINDS.get(folder)
        if kind and rest.endswith("/"):
            if name in VIEWS[kind].keys(edition):
                return kind, name
            if f"{kind}/{name}" in VIEWS["retired"].keys(edition):
                return "retired", f"{kind}/{name}"
        if folder in listings.LISTINGS:
            return ("indexes", path) if path in listing.sheets(listings.LISTINGS[folder], edition) else None
        return self.singles.get(path)

    def _file(self, path: str) -> bytes | None:
        """Read a file that is no page. Only paths that are known are looked at, so none leads anywhere else."""
        if path in self.assets.files:
            return self.assets.files[path]
        file = self.beside.get(path) or self.rendered.theme_files.get(path)
        try:
            return file.read_bytes() if file else None
        except FileNotFoundError:  # Made anew while it was asked for.
            return None


def media_type(path: str) -> str:
    """Return the media type of a file by its name."""
    suffix = Path(path).suffix
    return TYPES.get(suffix) or mimetypes.guess_type(path)[0] or "application/octet-stream"


def paths_of(edition: Edition) -> dict[str, PageKey]:
    """Return the key of every record page by the page's path."""
    return {_path_of(key, edition): key for key in page_keys(edition)}


def _path_of(key: PageKey, edition: Edition) -> str:
    """Return the path of a page without making it, where its key tells it; pages there is one of are made."""
    kind, name = key
    if kind in FOLDERS:
        return f"{FOLDERS[kind]}/{name}/"
    if kind == "indexes":
        return name
    if kind == "retired":
        return edition.path(*name.split("/", 1))
    return page_of(key, edition).path
