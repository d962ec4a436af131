"""Takes paths of files and folders; gives the documents in them one after the other, none of them held back."""

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from aqwal.ingest.reading.document import MAX_BYTES, Document, Unreadable
from aqwal.ingest.reading.warc import is_warc, load_records


def load_documents(paths: Sequence[Path], max_bytes: int = MAX_BYTES) -> Iterator[Document | Unreadable]:
    """Yield every document: files as named, folders with all below them in sorted order, WARC files record by record.

    What cannot be read is yielded as such and stops nothing. A stem met before gets a number (`page`, `page-2`).
    """
    taken: dict[str, int] = {}
    for path in paths:
        for file in _files(path):
            for found in [file] if isinstance(file, Unreadable) else _documents(file, max_bytes):
                yield replace(found, stem=_free(found.stem, taken))


def _files(path: Path) -> Iterator[Path | Unreadable]:
    if not os.path.isdir(path):  # noqa: PTH112 - the method of Path raises where a folder above cannot be entered
        yield path
        return
    empty = True
    for found in _below(path):
        empty = False
        yield found
    if empty:
        yield Unreadable(_stem(path), _shown(path), "there are no pages in this folder; files that begin with a dot "
                                                    "are passed over")


def _below(path: Path) -> Iterator[Path | Unreadable]:
    """Yield the files of a folder and of those in it, in order, and the folders that are not entered."""
    closed: list[OSError] = []
    for folder, inner, names in os.walk(path, onerror=closed.append):
        yield from _closed(closed)
        inner[:] = sorted(name for name in inner if not name.startswith("."))
        for name in sorted([*names, *(name for name in inner if os.path.islink(Path(folder, name)))]):  # noqa: PTH114
            file = Path(folder, name)
            if name in inner:
                yield Unreadable(_stem(file), _shown(file), "it is a link to a folder, which may lead in a circle; "
                                                            "name that folder itself")
            elif not name.startswith(".") and _may_be_page(file):
                yield file
    yield from _closed(closed)


def _closed(errors: list[OSError]) -> Iterator[Unreadable]:
    while errors:
        error = errors.pop(0)
        path = Path(os.fsdecode(error.filename))
        yield Unreadable(_stem(path), _shown(path), f"the folder cannot be read ({error.strerror}); check its rights")


def _may_be_page(file: Path) -> bool:
    """Say whether something in a folder is taken up: pipes and devices are no pages; what cannot be read is told."""
    try:
        return stat.S_ISREG(file.stat().st_mode)
    except OSError:
        return True


def _documents(path: Path, max_bytes: int) -> Iterator[Document | Unreadable]:
    name, stem = _shown(path), _stem(path)
    try:
        # Asked before it is opened: opening a pipe waits for ever, and a device has no end.
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            yield Unreadable(stem, name, "it is not a plain file; name a file, or a folder of files")
        elif is_warc(path):
            yield from load_records(path, stem, name, max_bytes)
        elif status.st_size > max_bytes:
            yield _too_large(stem, name, f"{status.st_size:,}", max_bytes)
        else:
            with path.open("rb") as file:
                data = file.read(status.st_size + 1)
            if len(data) > status.st_size:
                yield Unreadable(stem, name, "it grew while it was read; run again when it is whole")
            else:
                yield Document(stem, name, data)
    except OSError as error:
        yield Unreadable(stem, name, f"it cannot be read ({error.strerror or error}); check the path and its rights")


def _too_large(stem: str, name: str, size: str, max_bytes: int) -> Unreadable:
    return Unreadable(stem, name, f"it has {size} bytes, more than the {max_bytes:,} allowed; is it one page? "
                                  "Raise --max-size if it is")


def _free(stem: str, taken: dict[str, int]) -> str:
    """Return a stem not given before: the same, or with the next number."""
    while stem in taken:
        taken[stem] += 1
        numbered = f"{stem}-{taken[stem]}"
        if numbered not in taken:
            stem = numbered
    taken[stem] = 1
    return stem


def _stem(path: Path) -> str:
    name = _shown(Path(path.name))
    for ending in (".warc.gz", ".warc"):
        name = name.removesuffix(ending)
    return Path(name).stem or name


def _shown(path: Path) -> str:
    """Return a path as text that can be printed and written as JSON, whatever bytes the file system has for it."""
    return os.fsencode(path).decode("utf-8", "replace")
