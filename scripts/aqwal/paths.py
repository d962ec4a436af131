"""Takes the folder of a dataset repository; gives the place of everything in it. No other module spells a path."""

from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
SCHEMAS = PROJECT / "schemas"
DOCS = PROJECT / "docs"
FRAMES = DOCS / "frames"
THEME = DOCS / "theme"
ASSETS = DOCS / "assets"
SEARCH_SCRIPTS = ASSETS / "search"
RECORD_TYPES = Path(__file__).parent / "record_types.py"
NODE_MODULES = PROJECT / "node_modules"
TEMPLATES = Path(__file__).parent / "pages" / "templates"
CATALOGUES = Path(__file__).parent / "pages" / "catalogue"

LANGUAGES = ("ar", "en")
BUILDERS = ("mkdocs", "properdocs", "zensical")
"""The programs that can render theme, prose and frames; the first is the one used."""
CONFIGS = {"ar": PROJECT / "mkdocs.yml", "en": PROJECT / "mkdocs.en.yml"}
PROSE = {"ar": DOCS / "ar", "en": DOCS / "en"}

FOLDERS = {
    "article": "articles",
    "statement": "statements",
    "speaker": "speakers",
    "publisher": "publishers",
    "event": "events",
    "topic": "topics",
}
"""Kind of record → the folder of its files in dataset/ and of its pages on the site."""
BESIDE_RECORDS = frozenset({"LICENSE.txt", "releases", "features", "drafts"})
"""What dataset/ may hold beside the records."""


@dataclass(frozen=True)
class Repository:
    """A dataset repository: the folder that holds `dataset/`, and what is made beside it."""

    root: Path

    @property
    def dataset(self) -> Path:
        """Folder of the records."""
        return self.root / "dataset"

    @property
    def about(self) -> Path:
        """The dataset's own record."""
        return self.dataset / "dataset.yml"

    @property
    def topics(self) -> Path:
        """The controlled vocabulary."""
        return self.dataset / "topics.yml"

    @property
    def redirects(self) -> Path:
        """Retired identifiers."""
        return self.dataset / "redirects.yml"

    @property
    def releases(self) -> Path:
        """Manifests of earlier releases."""
        return self.dataset / "releases"

    @property
    def features(self) -> Path:
        """Token counts of the source bodies."""
        return self.dataset / "features"

    @property
    def drafts(self) -> Path:
        """What ingest proposes; never read by validation or building."""
        return self.dataset / "drafts"

    @property
    def citation(self) -> Path:
        """How to cite the dataset, for those who have the repository."""
        return self.root / "CITATION.cff"

    @property
    def zenodo(self) -> Path:
        """What the archive Zenodo reads; where it stands, CITATION.cff is not read there."""
        return self.root / ".zenodo.json"

    @property
    def site(self) -> Path:
        """The built site."""
        return self.root / "site"

    @property
    def dist(self) -> Path:
        """Folder of finished releases, one below it for each version."""
        return self.root / "dist"

    @property
    def cache(self) -> Path:
        """What may be deleted at any time."""
        return self.root / ".cache"

    def folder(self, kind: str) -> Path:
        """Return the folder that holds the record files of a kind."""
        return self.dataset / FOLDERS[kind]

    def name(self, path: Path) -> str:
        """Return a path as messages show it: relative to the repository, with forward slashes."""
        try:
            return path.relative_to(self.root).as_posix()
        except ValueError:
            return path.as_posix()
