"""Takes changed record files; gives the archive as it is now, loading and checking again only what has to be.

A change to one record file loads that file; files that come or go, and those that hold many records, load all anew.
The checks that compare nothing beyond one raw document, which take longest, look again at what was loaded and at its
documents; all others run in full.
"""

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from typing import Any

from aqwal.checks import CHECKS, dates, spans, statements, text
from aqwal.dataset import IN_FOLDERS, Archive, RecordFile, load_archive, load_file, located
from aqwal.issues import Issue, in_order
from aqwal.paths import Repository

NEAR = (spans.check_documents, spans.check_spans, spans.check_ledgers, statements.check_anchors,
        statements.check_order, dates.check_publication, dates.check_said, text.check_scripts, text.check_characters)
"""Checks whose findings in a file depend on that file, or on the articles of one document and their statements."""
TABLES = {"article": "articles", "statement": "statements", "speaker": "speakers", "publisher": "publishers",
          "event": "events"}


class Memory:
    """The records of a repository as they were last read."""

    def __init__(self, repository: Repository) -> None:
        self.repository = repository
        self._archive: Archive | None = None
        self._broken: dict[str, list[Issue]] = {}
        self._findings: dict[str, list[Issue]] = {}
        self._unchecked: set[str] = set()

    def load(self) -> tuple[Archive | None, list[Issue]]:
        """Load and check every record; returns the archive, None while something is wrong, and what is."""
        archive, issues = load_archive(self.repository)
        self._broken = {}
        # A part of the records is no ground to go on from: until all of them load, all are loaded again.
        self._archive = None if issues else archive
        if archive is None or issues:
            return None, issues
        return self._checked(archive, None)

    def reload(self, changed: Collection[Path]) -> tuple[Archive | None, list[Issue]]:
        """Load and check what changed; returns as `load` does."""
        files = [self._known_file(path) for path in changed if not self._was_never(path)]
        known = [file for file in files if file is not None]
        if self._archive is None or len(known) < len(files):
            return self.load()
        archive = self._archive
        names = _near(archive, known)
        for file in known:
            value, issues = load_file(file)
            self._broken.pop(file.name, None)
            if issues:
                self._broken[file.name] = issues
                continue
            kind = file.schema.removesuffix("-list")
            table: dict[str, Any] = {**getattr(archive, TABLES[kind]), file.stem: value}
            archive = replace(archive, **{TABLES[kind]: table})  # type: ignore[arg-type]
        self._archive = archive
        # The records of a change that was broken are looked at once it is mended.
        self._unchecked |= names | _near(archive, known)
        if self._broken:
            return None, in_order(issue for issues in self._broken.values() for issue in issues)
        return self._checked(archive, self._unchecked)

    def _was_never(self, path: Path) -> bool:
        """Say whether a path is of a file that came and went, as those do that editors write beside a record."""
        if path.exists() or path.suffix == ".yml" or self._archive is None:
            return False
        return path.parent in {self.repository.dataset, *map(self.repository.folder, IN_FOLDERS)} and (
            path not in set(map(self.repository.folder, IN_FOLDERS)))

    def _known_file(self, path: Path) -> RecordFile | None:
        """Return the record file at a path, if it is there and was there when all were loaded."""
        kind = next((kind for kind in IN_FOLDERS if path.parent == self.repository.folder(kind)), None)
        if self._archive is None or kind is None or path.suffix != ".yml" or not path.is_file():
            return None
        schema = "statement-list" if kind == "statement" else kind
        is_known = (kind, path.stem) in self._archive.files
        return RecordFile(schema, path.stem, path, self.repository.name(path)) if is_known else None

    def _checked(self, archive: Archive, names: set[str] | None) -> tuple[Archive | None, list[Issue]]:
        """Check an archive; where files are named, the near checks look at these alone."""
        found = [issue for check in CHECKS if check not in NEAR for issue in check(archive)]
        if names is None:
            self._findings = {}
        for name in names or ():
            self._findings.pop(name, None)
        part = archive if names is None else _part(archive, names)
        for issue in (issue for check in NEAR for issue in check(part)):
            self._findings.setdefault(issue.path, []).append(issue)
        self._unchecked = set()
        found += [issue for issues in self._findings.values() for issue in issues]
        issues = in_order(located(found, {issue.path: self.repository.root / issue.path for issue in found}))
        has_errors = any(issue.severity == "error" for issue in issues)
        return None if has_errors else archive, issues


def _near(archive: Archive, files: Collection[RecordFile]) -> set[str]:
    """Return the names of files, and of all that belong to the same raw documents."""
    stems = {file.stem for file in files if file.schema in ("article", "statement-list")}
    documents = {archive.articles[stem]["document"]["sha256"] for stem in stems if stem in archive.articles}
    stems |= {stem for stem, article in archive.articles.items() if article["document"]["sha256"] in documents}
    return {file.name for file in files} | {archive.files[kind, stem] for kind in ("article", "statement")
                                            for stem in stems if (kind, stem) in archive.files}


def _part(archive: Archive, names: Collection[str]) -> Archive:
    """Return an archive that holds, of the records in folders, those of the files named; the rest stays."""
    tables: dict[str, Any] = {
        table: {stem: value for stem, value in getattr(archive, table).items() if archive.files[kind, stem] in names}
        for kind, table in TABLES.items()}
    return replace(archive, **tables)
