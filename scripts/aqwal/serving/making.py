"""Takes what changed; makes the site anew from it, doing again only the stages that read it, or says what is wrong."""

import shutil
from collections.abc import Collection, Iterable
from dataclasses import replace
from pathlib import Path
from tempfile import mkdtemp

from aqwal import paths
from aqwal.builder import BuilderOutput, run_builder
from aqwal.dataset import Archive
from aqwal.issues import as_text
from aqwal.pages import catalogue
from aqwal.pages.assets import load_assets
from aqwal.paths import BESIDE_RECORDS, Repository
from aqwal.serving.memory import Memory
from aqwal.serving.snapshot import Snapshot
from aqwal.site import epoch

KEPT = 2
"""Rendered stages that are kept: the one in use and the one before, from which a page may just be being sent."""


class Maker:
    """Makes one site after another from a repository and the program's own files; `work` is a folder for its use."""

    def __init__(self, repository: Repository, work: Path) -> None:
        self.repository, self.work = repository, work
        self._memory = Memory(repository)
        self._waiting: set[Path] = set()
        self._stages: list[Path] = []
        self._rendered: BuilderOutput | None = None

    def watched(self) -> list[Path]:
        """Return the folders whose files make the site."""
        return [self.repository.dataset, paths.DOCS, paths.TEMPLATES, paths.CATALOGUES]

    def concerns(self, path: Path) -> bool:
        """Say whether a change at a path can change the site."""
        if path.name.startswith("."):
            return False
        if not path.is_relative_to(self.repository.dataset):
            return any(path.is_relative_to(folder) for folder in self.watched())
        below = path.relative_to(self.repository.dataset).parts
        return not below or below[0] not in BESIDE_RECORDS

    def make(self, changed: Collection[Path] | None, last: Snapshot | None) -> tuple[Snapshot | None, str]:
        """Return the site as it is after a change (None: of everything), or None and what is wrong with it."""
        changed = set(changed) if changed is not None else None
        of_records = {path for path in changed or () if path.is_relative_to(self.repository.dataset)}
        self._waiting |= (changed or set()) - of_records
        try:
            archive, issues = self._memory.load() if changed is None else self._memory.reload(of_records)
            if archive is None:
                return None, as_text(issues) or "no record of the dataset can be read"
            site = self._made(archive, last)
        except Exception as error:
            # Prose, templates, interface texts and styles can be broken in many ways. None may end the server.
            return None, f"{type(error).__name__}: {error}"
        self._waiting.clear()
        return site, ""

    def _made(self, archive: Archive, last: Snapshot | None) -> Snapshot:
        """Put a site together from an archive, and from whatever else has changed and is not yet in the last one."""
        if any(path.is_relative_to(paths.CATALOGUES) for path in self._waiting):
            catalogue.catalogue.cache_clear()
        if self._rendered is None or any(map(_is_of_builder, self._waiting)):
            self._rendered = self._render(archive)
        assets = load_assets()
        if last is None:
            site = Snapshot(archive, self._rendered, assets)
        else:
            site = replace(last, archive=archive, rendered=self._rendered, assets=assets)
        if self._waiting:
            _try_templates(site)
        return site

    def _render(self, archive: Archive) -> BuilderOutput:
        stage = Path(mkdtemp(prefix="stage-", dir=self.work))
        rendered = run_builder(stage, archive.about["url"], epoch(archive))
        self._stages.append(stage)
        while len(self._stages) > KEPT:
            shutil.rmtree(self._stages.pop(0), ignore_errors=True)
        return rendered


def _is_of_builder(path: Path) -> bool:
    folders: Iterable[Path] = (*paths.PROSE.values(), paths.FRAMES, paths.THEME)
    return any(path.is_relative_to(folder) for folder in folders)


def _try_templates(site: Snapshot) -> None:
    """Compile every template, so that a fault in one is found now and not when a page is asked for."""
    for one in site.presses.values():
        for name in one.environment.list_templates():
            one.environment.get_template(name)
