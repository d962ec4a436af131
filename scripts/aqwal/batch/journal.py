"""Takes the folder of drafts; gives which pages are done already, and keeps note of each that is done now."""

import json
import re
import shutil
from contextlib import suppress
from pathlib import Path
from typing import IO

from aqwal.batch.work import WORKERS
from aqwal.files import LockedError, lock_alone, restore
from aqwal.ingest.drafts import source_of
from aqwal.ingest.drafts.naming import folder_name

NAME = ".journal.jsonl"
NUMBER = re.compile(r"-(?:[2-9]|[1-9][0-9]+)\Z")
"""What is put to a name that another page of the run has."""
PATIENCE = 15.0
"""Seconds given to the workers of a killed run to see that it is gone, and to end."""


class OutInUseError(RuntimeError):
    """Another run writes to the same folder."""


class Journal:
    """The pages done, by name and by the hash of their bytes, one line a page, written as soon as each is done.

    A draft stands whole before its line is written: a run that was killed leaves at most drafts without a line, which
    are known by what they say of their source.
    """

    def __init__(self, out: Path, again: bool = False) -> None:
        out.mkdir(parents=True, exist_ok=True)
        self.out = out
        self._file: IO[bytes] = (out / NAME).open("a+b")
        self._keep_others_out()
        _sweep(out)
        self._done = _load(self._file)
        self._earlier = {(_shared(stem), source) for stem, source in self._done.items()}
        self._again = again

    def _keep_others_out(self) -> None:
        try:
            lock_alone(self._file)
            with (self.out / WORKERS).open("ab") as workers:
                lock_alone(workers, PATIENCE)
        except LockedError as error:
            self._file.close()
            raise OutInUseError(f"another run writes to {self.out}; wait for it, or name another folder with --out"
                                ) from error

    def state(self, stem: str, source: str) -> str:
        """Return `done` for a page done before, `taken` where its name holds the draft of another page, else `new`.

        Names of pages that share one are numbered run by run: a page that was done under another number is done.
        """
        if self._again:
            return "new"
        if self._done.get(stem) == source:
            return "done"
        drafted = source_of(self.out / folder_name(stem))
        if drafted == source:
            self.note(stem, source)
            return "done"
        if (_shared(stem), source) in self._earlier:
            return "done"
        return "new" if drafted is None and not (self.out / folder_name(stem)).exists() else "taken"

    def note(self, stem: str, source: str) -> None:
        """Write down that a page is done. Raises OSError."""
        self._done[stem] = source
        self._file.write(json.dumps({"stem": stem, "sha256": source}).encode() + b"\n")
        self._file.flush()

    def close(self) -> None:
        """Let others write to the folder."""
        with suppress(OSError):  # what a full disk has no room for was told when it was written
            self._file.close()


def _shared(stem: str) -> str:
    """Return the name that pages share which are told apart by a number."""
    return NUMBER.sub("", stem)


def _load(file: IO[bytes]) -> dict[str, str]:
    """Read the lines; a last one that was cut off in writing is dropped from the file."""
    file.seek(0)
    done: dict[str, str] = {}
    whole = 0
    for line in file:
        try:
            entry = json.loads(line)
            done[entry["stem"]] = entry["sha256"]
        except (ValueError, KeyError, TypeError, RecursionError):
            if not line.endswith(b"\n"):
                break
        whole += len(line)
    file.truncate(whole)
    return done


def _sweep(out: Path) -> None:
    """Take away what a killed run left half-written; bring back what it had moved out of the way."""
    for left in sorted(out.glob(".*.old")):
        restore(left.with_name(left.name[1:].removesuffix(".old")))
        shutil.rmtree(left, ignore_errors=True)
    for left in sorted(out.glob(".*.new")):
        shutil.rmtree(left, ignore_errors=True)
