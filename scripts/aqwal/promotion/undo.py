"""Takes a dataset into which records are moved; gives a way back, whole, even after the program was killed.

What is to be taken back stands beside the drafts, with the hashes of what was written: a file that a human changed
since is never removed.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from aqwal.canonical import sha256
from aqwal.files import LockedError, lock_alone, write_text
from aqwal.ingest.drafts import STATE
from aqwal.paths import Repository

UNDO = ".promoting.json"
LOCK = ".promoting.lock"
GONE = ".promoted"
"""Ending of a draft's hidden name while its files are removed."""
MADE = frozenset({STATE, "review.html"})
"""What ingest makes again, so that it goes with the draft. The text drawn from a page is not: hashes are of it."""


class StuckError(Exception):
    """No promotion can be made now; the message says why and what to do."""


@contextmanager
def alone(repository: Repository) -> Iterator[None]:
    """Keep other promotions out, after taking back one that was cut off. Raises StuckError."""
    repository.drafts.mkdir(parents=True, exist_ok=True)
    with (repository.drafts / LOCK).open("ab") as file:
        try:
            lock_alone(file)
        except LockedError:
            raise StuckError("another promotion is running; wait for it") from None
        take_back(repository)
        for left in sorted(repository.drafts.glob(f".*{GONE}")):
            discard(left, left.with_name(left.name[1:].removesuffix(GONE)))
        yield


def note(repository: Repository, texts: Mapping[Path, str], about: str, draft: Path) -> None:
    """Write down what is about to be written, and the folder of the draft."""
    before = repository.about.read_bytes().decode("utf-8")
    state = {"new": {repository.name(path): sha256(text) for path, text in texts.items()}, "about": before,
             "about_after": sha256(about), "draft": str(draft.absolute())}
    write_text(repository.drafts / UNDO, json.dumps(state))


def done(repository: Repository) -> None:
    """Let what was written stand."""
    (repository.drafts / UNDO).unlink()


def take_back(repository: Repository) -> None:
    """Undo all that the noted promotion wrote, if there is one. Raises StuckError."""
    file = repository.drafts / UNDO
    try:
        state = json.loads(file.read_bytes())
        new = {_inside(repository, name): digest for name, digest in state["new"].items()}
        about, draft = str(state["about"]), Path(state["draft"])
        after = state["about_after"]
    except FileNotFoundError:
        return
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise StuckError(f"{file} cannot be read; look what `git status` says of the dataset, then remove it"
                         ) from error
    changed = [repository.name(path) for path, digest in new.items() if not _is(path, digest, missing=True)]
    if not _is(repository.about, after) and not _is(repository.about, sha256(about)):
        changed.append(repository.name(repository.about))
    if changed:
        raise StuckError(f"a promotion was cut off, and since then were changed: {', '.join(changed)}; put the dataset "
                         f"right (`git status` shows what is new in it), then remove {file}")
    for path in new:
        for left in (path, path.with_name(f".{path.name}.new")):
            left.unlink(missing_ok=True)
    write_text(repository.about, about)
    hidden = draft.with_name(f".{draft.name}{GONE}")
    if hidden.exists() and not draft.exists():
        hidden.rename(draft)
    file.unlink()


def hide(draft: Path) -> Path:
    """Take a draft out of sight in one step."""
    hidden = draft.with_name(f".{draft.name}{GONE}")
    draft.rename(hidden)
    return hidden


def discard(hidden: Path, draft: Path) -> tuple[Path, ...]:
    """Remove what a hidden draft holds of records and of what can be made again; the rest stays, and is returned."""
    for path in sorted(hidden.rglob("*"), reverse=True):
        if path.is_dir() and not path.is_symlink():
            with suppress(OSError):
                path.rmdir()
        elif (path.suffix == ".yml" and path.name[0] != ".") or (path.parent == hidden and path.name in MADE):
            path.unlink()
    if hidden.is_symlink() and not any(hidden.iterdir()):
        hidden.unlink()
        return ()
    with suppress(OSError):
        hidden.rmdir()
        return ()
    if not draft.exists():
        hidden.rename(draft)
    return tuple(path for path in sorted(draft.rglob("*")) if path.is_file())


def _inside(repository: Repository, name: str) -> Path:
    """Return the path of a record to take back. Raises ValueError for any other."""
    path = repository.root / name
    if not path.resolve().is_relative_to(repository.dataset.resolve()):
        raise ValueError(name)
    return path


def _is(path: Path, digest: Any, missing: bool = False) -> bool:
    """Say whether a file holds what has this hash; a missing one does if so asked."""
    try:
        return bool(sha256(path.read_bytes()) == digest)
    except OSError:
        return missing and not path.exists()
