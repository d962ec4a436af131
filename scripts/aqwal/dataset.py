"""Takes a dataset repository; gives all its records, checked against the schemas, and where each field stands."""

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from aqwal import contract, records
from aqwal.issues import Issue, in_order, problem
from aqwal.paths import BESIDE_RECORDS, FOLDERS, Repository
from aqwal.record_types import Article, Dataset, Event, Publisher, Redirect, Release, Speaker, Statement, Topic
from aqwal.releases import load_releases

PARALLEL_FROM = 200
"""Below this many files one process is faster than starting more."""
IN_FOLDERS = ("article", "speaker", "publisher", "event", "statement")
"""Kinds of record that have a folder of files; topics and redirects have one file each."""


class RecordFile(NamedTuple):
    """A file to load: its schema, the id its name promises, and its place."""

    schema: str
    stem: str
    path: Path
    name: str


@dataclass(frozen=True)
class Archive:
    """Every record of a dataset, by kind and id, in id order. `files` maps (kind, id) to the record's file.

    `broken` names the files that exist but break syntax or schema, as (kind, file stem): their records are not here.
    `releases` holds the manifests of what was released, oldest first; `features` is the folder of token counts.
    """

    about: Dataset
    articles: dict[str, Article]
    statements: dict[str, list[Statement]]
    speakers: dict[str, Speaker]
    publishers: dict[str, Publisher]
    events: dict[str, Event]
    topics: dict[str, Topic]
    redirects: list[Redirect]
    files: dict[tuple[str, str], str] = field(default_factory=dict)
    broken: frozenset[tuple[str, str]] = frozenset()
    releases: list[Release] = field(default_factory=list)
    features: Path | None = None

    def each_statement(self) -> Iterator[tuple[Article, Statement]]:
        """Yield every statement with its article, by article id and in page order."""
        for article_id, statements in self.statements.items():
            if article_id in self.articles:
                yield from ((self.articles[article_id], statement) for statement in statements)

    @cached_property
    def statement_by_id(self) -> dict[str, tuple[Article, Statement]]:
        """Statement id → its article and itself."""
        return {statement["id"]: (article, statement) for article, statement in self.each_statement()}

    def counts(self) -> dict[str, int]:
        """Return the number of records of each kind."""
        return {
            "articles": len(self.articles),
            "statements": sum(map(len, self.statements.values())),
            "speakers": len(self.speakers),
            "publishers": len(self.publishers),
            "events": len(self.events),
            "topics": len(self.topics),
        }


def load_archive(repository: Repository, use_cache: bool = True) -> tuple[Archive | None, list[Issue]]:
    """Load every record. Records that break their schema are left out and reported; no dataset.yml, no archive."""
    files = list(record_files(repository))
    values: dict[str, Any] = {}
    issues: list[Issue] = []
    for file, (value, found) in zip(files, _load_all(repository, files, use_cache), strict=True):
        issues.extend(found)
        if not found:
            values[file.name] = value
    archive, more = _assemble(files, values, repository)
    releases, broken = load_releases(repository)
    if archive is not None:
        archive.releases.extend(releases)
    return archive, in_order([*issues, *more, *broken, *misplaced(repository)])


def record_files(repository: Repository) -> Iterator[RecordFile]:
    """Yield every record file the repository has, in a fixed order."""
    def one(schema: str, path: Path) -> RecordFile:
        return RecordFile(schema, path.stem, path, repository.name(path))

    yield one("dataset", repository.about)
    yield one("topic-list", repository.topics)
    if repository.redirects.exists():
        yield one("redirect-list", repository.redirects)
    for kind in IN_FOLDERS:
        schema = "statement-list" if kind == "statement" else kind
        yield from (one(schema, path) for path in sorted(repository.folder(kind).glob("*.yml")) if not _hidden(path))


def misplaced(repository: Repository) -> Iterator[Issue]:
    """Yield what stands in dataset/ and is neither read as a record nor known to belong beside the records."""
    folders = {FOLDERS[kind] for kind in IN_FOLDERS}
    single = {repository.about, repository.topics, repository.redirects}
    for path in _entries(repository.dataset):
        if path.name in folders and path.is_dir():
            yield from (_misplaced(repository, inner) for inner in _entries(path) if inner.suffix != ".yml")
        elif path not in single and path.name not in BESIDE_RECORDS:
            yield _misplaced(repository, path)


def _misplaced(repository: Repository, path: Path) -> Issue:
    """Say that nothing is read from a path, and what to do with what it most likely is."""
    folders = ", ".join(f"{FOLDERS[kind]}/" for kind in IN_FOLDERS)
    at_top = path.parent == repository.dataset
    if path.is_dir():
        remedy = f"put record files straight into {folders}; keep all else outside dataset/"
    elif path.suffix.lower() in (".yml", ".yaml"):
        remedy = f"move it into the folder of its kind ({folders})" if at_top else "rename it to end in .yml"
    else:
        remedy = "keep outside dataset/ what is no record"
    what = "no record is read from this " + ("folder" if path.is_dir() else "file")
    return Issue(repository.name(path), 1, 1, "file-misplaced", (), what, remedy)


def _entries(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if not _hidden(path)) if folder.is_dir() else []


def _hidden(path: Path) -> bool:
    return path.name.startswith(".")


def load_file(file: RecordFile) -> tuple[Any, list[Issue]]:
    """Load one record file and hold it against its schema. A pure function of the file, run in parallel."""
    if file.schema == "dataset" and not file.path.exists():
        return None, [Issue(file.name, 1, 1, "dataset-missing", (), "the dataset has no record of its own",
                            "write dataset.yml: title, version, licences and the counts expected")]
    value, issues = records.load_record(file.path, file.name)
    if not issues and not contract.fits(file.schema, value):
        issues = located(contract.explain(file.schema, value, file.name), {file.name: file.path})
    return value, issues


def located(issues: Iterable[Issue], places: dict[str, Path]) -> list[Issue]:
    """Fill in the line and column of issues that name a field, reading each file once."""
    by_path: dict[str, list[Issue]] = {}
    for issue in issues:
        by_path.setdefault(issue.path, []).append(issue)
    result = []
    for name, group in by_path.items():
        marks = records.positions(places[name]) if name in places else {}
        for issue in group:
            pointer = issue.pointer
            while pointer and pointer not in marks:
                pointer = pointer[:-1]
            line, column = marks.get(pointer, (1, 1))
            result.append(Issue(name, issue.line or line, issue.column or column, *_rest(issue)))
    return result


def _rest(issue: Issue) -> tuple[Any, ...]:
    return issue.code, issue.pointer, issue.message, issue.remedy, issue.severity


def _assemble(files: list[RecordFile], values: dict[str, Any], repository: Repository,
              ) -> tuple[Archive | None, list[Issue]]:
    about = values.get(repository.name(repository.about))
    if about is None:
        return None, []
    tables: dict[str, dict[str, Any]] = {kind: {} for kind in IN_FOLDERS}
    places: dict[tuple[str, str], str] = {("dataset", "dataset"): repository.name(repository.about),
                                          ("topics", "topics"): repository.name(repository.topics),
                                          ("redirects", "redirects"): repository.name(repository.redirects)}
    for file in files:
        kind = file.schema.removesuffix("-list")
        if kind in tables and file.name in values:
            tables[kind][file.stem] = values[file.name]
            places[kind, file.stem] = file.name
    topic_list = values.get(repository.name(repository.topics), [])
    issues = [problem(repository.name(repository.topics), (index, "id"), "id-duplicate",
                      f"the topic {topic['id']!r} stands twice", "merge the two or give one another id")
              for index, topic in enumerate(topic_list)
              if topic["id"] in {earlier["id"] for earlier in topic_list[:index]}]
    archive = Archive(
        about=about, articles=tables["article"], statements=tables["statement"], speakers=tables["speaker"],
        publishers=tables["publisher"], events=tables["event"], topics={topic["id"]: topic for topic in topic_list},
        redirects=values.get(repository.name(repository.redirects), []), files=places,
        features=repository.features if repository.features.is_dir() else None,
        broken=frozenset((file.schema.removesuffix("-list"), file.stem) for file in files if file.name not in values),
    )
    return archive, located(issues, {repository.name(repository.topics): repository.topics})


def _load_all(repository: Repository, files: list[RecordFile], use_cache: bool,
              ) -> Iterator[tuple[Any, list[Issue]]]:
    """Yield value and issues of each file, in order: from the cache where its bytes are known, else loaded anew."""
    store = _Cache(repository.cache / "records.sqlite") if use_cache and len(files) >= PARALLEL_FROM else None
    keys = [_key(file) if store else "" for file in files]
    known = store.get(keys) if store else {}
    todo = [file for file, key in zip(files, keys, strict=True) if key not in known]
    workers = os.cpu_count() or 1
    if len(todo) < PARALLEL_FROM or workers == 1:
        fresh = map(load_file, todo)
        yield from _merge(files, keys, known, fresh, store)
        return
    with ProcessPoolExecutor(workers) as pool:
        yield from _merge(files, keys, known, pool.map(load_file, todo, chunksize=50), store)


def _merge(files: list[RecordFile], keys: list[str], known: dict[str, str],
           fresh: Iterator[tuple[Any, list[Issue]]], store: "_Cache | None") -> Iterator[tuple[Any, list[Issue]]]:
    new: dict[str, str] = {}
    for _, key in zip(files, keys, strict=True):
        if key in known:
            yield json.loads(known[key]), []
            continue
        value, issues = next(fresh)
        if store and key and not issues:
            new[key] = json.dumps(value, ensure_ascii=False)
        yield value, issues
    if store:
        store.put(new)


def _key(file: RecordFile) -> str:
    """Hash what a loaded value depends on: the bytes, the schemas and the loader."""
    try:
        data = records.load_bytes(file.path)
    except OSError:
        data = None
    return "" if data is None else sha256(_ground() + file.schema.encode() + data).hexdigest()


def _ground() -> bytes:
    if not _GROUND:
        loader = Path(records.__file__).read_bytes() + Path(contract.__file__).read_bytes()
        _GROUND.append(sha256(repr(contract.load_schemas()).encode() + loader).digest())
    return _GROUND[0]


_GROUND: list[bytes] = []


class _Cache:
    """Loaded values by content hash, in one SQLite file that may be deleted at any time."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.database = sqlite3.connect(path)
        self.database.execute("create table if not exists record (key text primary key, value text) without rowid")

    def get(self, keys: list[str]) -> dict[str, str]:
        """Return the stored values among `keys`."""
        rows = self.database.execute("select key, value from record where key in (select value from json_each(?))",
                                     ("[" + ",".join(f'"{key}"' for key in keys if key) + "]",))
        return dict(rows.fetchall())

    def put(self, values: dict[str, str]) -> None:
        """Store new values and close."""
        with self.database:
            self.database.executemany("insert or replace into record values (?, ?)", values.items())
        self.database.close()
