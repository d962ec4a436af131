"""Takes finished content; puts it in the place of what was there, so that no reader meets half and no two write."""

import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

try:
    import fcntl
except ImportError:  # a system without such locks: the user must see to it that runs do not meet
    fcntl = None  # type: ignore[assignment]

STEP = 0.05
"""Seconds between two looks whether a lock is free."""


@contextmanager
def named(path: Path) -> Iterator[None]:
    """Name a file in the errors of writing to it: a full disk is told of without saying which."""
    try:
        yield
    except OSError as error:
        if error.filename is None:
            error.filename = str(path)
        raise


def beside_of(path: Path) -> Path:
    """Return where a file is written before it takes its place; a run that was killed may leave it there."""
    return path.with_name(f".{path.name}.new")


def write_text(path: Path, text: str) -> None:
    """Write UTF-8 text with LF line ends."""
    beside = beside_of(path)
    try:
        with named(path):
            beside.write_bytes(text.encode("utf-8"))
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def swap_in(new: Path, out: Path) -> None:
    """Put a finished folder in the place of an old one, which is whole until then and comes back if the swap fails."""
    old = out.with_name(f".{out.name}.old")
    if out.exists():
        shutil.rmtree(old, ignore_errors=True)
        out.rename(old)
    try:
        new.rename(out)
    except OSError:
        restore(out)
        raise
    shutil.rmtree(old, ignore_errors=True)


def restore(out: Path) -> None:
    """Put back the old folder of a swap that was cut off between its two steps."""
    old = out.with_name(f".{out.name}.old")
    if old.is_dir() and not out.exists():
        old.rename(out)


def unfit(out: Path, within: Sequence[Path]) -> str:
    """Say why a folder cannot be written as a whole: a file, a broken link, or inside or around the folders given."""
    if out.is_symlink() and not out.exists():
        return f"{out} is a link that leads nowhere; remove it or name another folder with --out"
    if out.exists() and not out.is_dir():
        return f"{out} is a file; name a folder with --out"
    for folder in within:
        if out.resolve().is_relative_to(folder.resolve()) or folder.resolve().is_relative_to(out.resolve()):
            return f"{out} lies inside or around {folder}, which is not a place for it; name another folder with --out"
    return ""


class LockedError(RuntimeError):
    """Somebody else holds the lock. A lock on an open file ends with the process that holds it, however it ends."""


def lock_alone(file: IO[bytes], patience: float = 0.0) -> None:
    """Hold a lock alone, after waiting so many seconds at most. Raises LockedError."""
    if fcntl is None:
        return
    end = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if time.monotonic() >= end:
                raise LockedError from error
            time.sleep(STEP)
        else:
            return


def lock_together(file: IO[bytes]) -> None:
    """Hold a lock that others of the same kind may hold too."""
    if fcntl is not None:
        fcntl.flock(file, fcntl.LOCK_SH)
