"""Takes the folder of a dataset repository; gives what git knows of it: what is not committed, and a tag's files."""

import os
import subprocess
import tarfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from aqwal.release.refusal import RefusedError

SOURCES = ("dataset", "schemas", "scripts", "requirements.txt", "pyproject.toml")
"""What a release is made from, where the repository holds it."""
DRAFTS = "dataset/drafts/"
NEW = ("??", "A ")
SHOWN = 5
SETTINGS = ("-c", "core.quotepath=off", "-c", "core.fsmonitor=false", "-c", "status.renames=false")


def check_committed(root: Path, allowed: Collection[str]) -> None:
    """Raise RefusedError unless all that a release is made from is committed; `allowed` are files that may be new."""
    prefix = _answer(root, "rev-parse", "--show-prefix")
    if prefix is None:
        raise RefusedError(f"{root} is not in a git repository; a release is made from what is committed: "
                           f"run `git init`, commit the dataset, then release it")
    if _answer(root, "ls-files", "--error-unmatch", "dataset/dataset.yml") is None:
        raise RefusedError("dataset/dataset.yml is not committed; a release is made from what is committed")
    own = {f"{prefix.strip()}{name}" for name in allowed}
    dirty = [f"{state.strip()} {path}" for state, path in _states(root) if not (path in own and state in NEW)]
    dirty += [f"!! {path}" for path in _ignored(root)]
    dirty += [f"{path} (git is told not to look at it)" for path in _unwatched(root)]
    if dirty:
        more = f" and {len(dirty) - SHOWN} more" if len(dirty) > SHOWN else ""
        raise RefusedError(f"not committed: {', '.join(dirty[:SHOWN])}{more}; commit or remove that, then release")


@contextmanager
def tagged(root: Path, tag: str) -> Iterator[Path | None]:
    """Lend a folder with the dataset and the schemas as they were at a tag; None where there is no such tag."""
    listed = _answer(root, "ls-tree", "--name-only", f"refs/tags/{tag}", "dataset", "schemas")
    if not listed:
        yield None
        return
    command = _command(root, "archive", "--format=tar", f"refs/tags/{tag}", "--", *listed.split())
    with TemporaryDirectory(prefix="aqwal-tag-") as folder:
        try:
            with (subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=_environment())
                  as run, tarfile.open(fileobj=run.stdout, mode="r|") as pack):
                pack.extractall(folder, filter="data")
        except tarfile.TarError as error:
            raise RefusedError(f"tag {tag} cannot be read: {error}; "
                               f"name the folder or zip of that release with --previous") from error
        yield Path(folder)


def _states(root: Path) -> Iterator[tuple[str, str]]:
    """Yield state and path, from the top of the repository, of what differs from the last commit."""
    said = _answer(root, "status", "--porcelain=v1", "-z", "--untracked-files=all", "--no-renames", "--", *SOURCES,
                   f":(exclude){DRAFTS.rstrip('/')}")
    if said is None:
        raise RefusedError(f"git cannot say what is committed in {root}")
    yield from ((entry[:2], entry[3:]) for entry in said.split("\0") if entry)


def _ignored(root: Path) -> list[str]:
    """Return the files in dataset/ that git is told to ignore: they are read as records, but not committed."""
    said = _answer(root, "ls-files", "-z", "--others", "--ignored", "--exclude-standard", "--", "dataset") or ""
    return [path for path in said.split("\0") if path and not path.startswith(DRAFTS)
            and not any(part.startswith(".") for part in path.split("/"))]


def _unwatched(root: Path) -> list[str]:
    """Return the files whose changes git does not show: marked as unchanged, or left out of the working tree."""
    said = _answer(root, "ls-files", "-v", "-z", "--", *SOURCES) or ""
    return [entry[2:] for entry in said.split("\0") if entry[:1].islower() or entry[:1] == "S"]


def _answer(root: Path, *arguments: str) -> str | None:
    """Return what git says; None where it fails."""
    try:
        done = subprocess.run(_command(root, *arguments), capture_output=True, check=False, env=_environment())
    except FileNotFoundError as error:
        raise RefusedError("git is not installed; a release is made from what is committed") from error
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None


def _command(root: Path, *arguments: str) -> list[str]:
    return ["git", *SETTINGS, "-C", str(root), *arguments]


def _environment() -> dict[str, str]:
    """Return the surroundings without what a hook of git sets, which would name another repository."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return {**kept, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
