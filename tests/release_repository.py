"""Takes a folder; gives the toy dataset in a git repository there, changed between two releases in known ways."""

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

from aqwal import records
from aqwal.cli import main
from aqwal.paths import Repository

WHO = {"GIT_AUTHOR_NAME": "T", "GIT_AUTHOR_EMAIL": "t@toy.example", "GIT_COMMITTER_NAME": "T",
       "GIT_COMMITTER_EMAIL": "t@toy.example", "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
FIRST, SECOND = "1.2.0", "2.0.0"
DIFFERENT = {
    ("articles", "a0004", "changed"): [("$.published.earliest", "changed"), ("$.topics[1]", "added")],
    ("statements", "a0001-s08", "changed"): [("$.speakers[0]", "changed")],
    ("statements", "a0001-s09", "changed"): [("$.addressees[0]", "changed")],
    ("statements", "a0003-s07", "changed"): [("$.speakers[0]", "changed")],
    ("statements", "a0004-s04", "removed"): [],
    ("speakers", "lin-shan", "removed"): [],
    ("speakers", "lin-shan-engineer", "added"): [],
    ("topics", "ferries", "added"): [],
}
"""All that `change` changes: folder, id and way → fields."""


def git(repository: Repository, *arguments: str) -> None:
    subprocess.run(["git", "-C", str(repository.root), *arguments], check=True, capture_output=True,
                   env={**os.environ, **WHO})


def commit(repository: Repository) -> None:
    git(repository, "add", "-A")
    git(repository, "commit", "-qm", "x", "--allow-empty")


def committed_toy(toy: Repository, root: Path) -> Repository:
    """Copy the toy dataset and commit it in a repository of its own."""
    shutil.copytree(toy.dataset, root / "dataset")
    repository = Repository(root)
    git(repository, "init", "-q")
    (root / ".gitignore").write_text("dist/\n.cache/\n", "utf-8")
    commit(repository)
    return repository


def load(path: Path) -> Any:
    value, issues = records.load_record(path, path.name)
    assert issues == []
    return value


def store(path: Path, value: Any) -> None:
    path.write_text(records.dump(value), "utf-8")


def release(repository: Repository, version: str, *arguments: str) -> int:
    return main(["--root", str(repository.root), "release", version, *arguments])


def set_about(repository: Repository, /, **fields: Any) -> None:
    about = load(repository.about)
    about["expected"] |= fields.pop("expected", {})
    store(repository.about, {**about, **fields})


def change(repository: Repository) -> None:
    """Change the dataset in every way there is; nothing is committed."""
    article = load(repository.folder("article") / "a0004.yml")
    article["published"]["earliest"] = "2031-04-02"
    article["topics"].append("ferries")
    store(repository.folder("article") / "a0004.yml", article)
    store(repository.topics, [*load(repository.topics), {
        "id": "ferries", "names": {"ar": "العبّارات", "en": "Ferries"},
        "definition": {"ar": "عبور النهر بالقوارب.", "en": "Crossing the river by boat."}, "broader": None}])
    path = repository.folder("statement") / "a0004.yml"
    store(path, [one for one in load(path) if one["id"] != "a0004-s04"])
    old = repository.folder("speaker") / "lin-shan.yml"
    store(old.with_name("lin-shan-engineer.yml"), {**load(old), "id": "lin-shan-engineer"})
    old.unlink()
    for name in ("a0001", "a0003"):
        path = repository.folder("statement") / f"{name}.yml"
        path.write_text(path.read_text("utf-8").replace("[lin-shan]", "[lin-shan-engineer]"), "utf-8")
    why = {"ar": "ليس قولا منقولا.", "en": "It is not a reported statement."}
    merged = {"ar": "معرّف أوضح.", "en": "A clearer identifier."}
    store(repository.redirects, [*load(repository.redirects),
                                 {"id": "a0004-s04", "kind": "statement", "to": None, "reason": why,
                                  "date": "2031-06-01"},
                                 {"id": "lin-shan", "kind": "speaker", "to": "lin-shan-engineer", "reason": merged,
                                  "date": "2031-06-01"}])
    set_about(repository, expected={"statements": 24, "topics": 6})


def released_twice(toy: Repository, root: Path) -> Repository:
    """Return a repository with both releases, each committed and tagged, in dist/."""
    repository = committed_toy(toy, root)
    assert release(repository, FIRST) == 0
    commit(repository)
    git(repository, "tag", f"v{FIRST}")
    change(repository)
    set_about(repository, version=SECOND, released="2031-06-02")
    commit(repository)
    assert release(repository, SECOND) == 0
    commit(repository)
    git(repository, "tag", f"v{SECOND}")
    return repository
