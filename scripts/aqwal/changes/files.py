"""Takes a folder or a zip; gives its files by name, after refusing a zip that could harm or flood the reader."""

import stat
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import IO, Protocol
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

MAX_MEMBERS = 100_000
MAX_TOTAL = 32 * 2**30
MAX_RATIO, RATIO_FROM = 250, 2**24
"""A file of this size or more may be packed into no less than a 250th of it; tables of records never are."""
MAX_LINE = 2**24
MAX_NAME = 255
"""Bytes that a name between two slashes may have on common systems."""
ENCRYPTED = 1
FAILURES = (OSError, KeyError, EOFError, ValueError, NotImplementedError, zipfile.BadZipFile, zlib.error)
"""What reading a damaged file or zip can raise."""


class UnreadableError(Exception):
    """What was named cannot be read as what it should be; the message says why."""


class Files(Protocol):
    """Files by name below one place, wherever they are."""

    label: str

    def names(self) -> frozenset[str]:
        """Return the names, with forward slashes."""
        ...

    def open(self, name: str) -> IO[bytes]:
        """Open one for reading."""
        ...


class FolderFiles:
    """The files of a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.label = folder, str(folder)

    def names(self) -> frozenset[str]:
        """Return the names of all files below the folder."""
        return frozenset(path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*") if path.is_file())

    def open(self, name: str) -> IO[bytes]:
        """Open one for reading."""
        return (self.folder / name).open("rb")


class ZipFiles:
    """The files of a zip; the one folder that all of them lie in, if so, is left out of their names."""

    def __init__(self, path: Path) -> None:
        self.label = str(path)
        try:
            self.pack = ZipFile(path)
            infos = [info for info in self.pack.infolist() if not info.is_dir()]
        except FAILURES as error:
            raise UnreadableError(f"{path}: not a zip that can be read: {error}") from error
        why = unsafe(self.pack.infolist())
        if why:
            self.pack.close()
            raise UnreadableError(f"{path}: refused: {why}")
        heads = {info.filename.partition("/")[0] for info in infos}
        self.stem = f"{heads.pop()}/" if len(heads) == 1 and all("/" in info.filename for info in infos) else ""
        self.held = {info.filename.removeprefix(self.stem): info for info in infos}

    def names(self) -> frozenset[str]:
        """Return the names of all files in the zip."""
        return frozenset(self.held)

    def open(self, name: str) -> IO[bytes]:
        """Open one for reading; no more is ever read than its entry says."""
        return self.pack.open(self.held[name])


def unsafe(infos: list[ZipInfo]) -> str:
    """Say why a zip is not opened: names that lead out of it, links, doubled names, or more than it pretends to be."""
    if len(infos) > MAX_MEMBERS:
        return f"it holds {len(infos)} files"
    seen: set[str] = set()
    folders: set[str] = set()
    for info in infos:
        name = info.filename
        parts = PurePosixPath(name).parts
        if name.startswith("/") or "\\" in name or ":" in name or ".." in parts or "\0" in name or not parts:
            return f"the name {name!r} leads out of it"
        if name.rstrip("/") != str(PurePosixPath(name)) or max(len(part.encode()) for part in parts) > MAX_NAME:
            return f"the name {name[:MAX_NAME]!r} is not a plain name of a file"
        if name in seen:
            return f"the name {name!r} stands in it twice"
        if stat.S_ISLNK(info.external_attr >> 16) or info.flag_bits & ENCRYPTED:
            return f"{name!r} is a link or is encrypted"
        if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            return f"{name!r} is packed in a way that is not read here"
        if info.file_size >= RATIO_FROM and info.file_size > MAX_RATIO * info.compress_size:
            return f"{name!r} would unpack to {info.file_size} bytes from {info.compress_size}"
        seen.add(name)
        folders.update(map(str, PurePosixPath(name).parents))
    both = sorted(seen & folders)
    if both:
        return f"{both[0]!r} is a file in it, and a folder"
    total = sum(info.file_size for info in infos)
    return f"it would unpack to {total} bytes" if total > MAX_TOTAL else ""


def load_bytes(files: Files, name: str, limit: int = 2**30) -> bytes:
    """Return the content of one file. Raises UnreadableError."""
    try:
        with files.open(name) as stream:
            data = stream.read(limit + 1)
    except FAILURES as error:
        raise UnreadableError(f"{files.label}: {name} cannot be read: {_said(error)}") from error
    if len(data) > limit:
        raise UnreadableError(f"{files.label}: {name} is larger than {limit} bytes")
    return data


def load_lines(files: Files, name: str) -> Iterator[bytes]:
    """Yield the lines of one file without their ends. Raises UnreadableError."""
    try:
        with files.open(name) as stream:
            while line := stream.readline(MAX_LINE + 1):
                if len(line) > MAX_LINE:
                    raise UnreadableError(f"{files.label}: {name} has a line of more than {MAX_LINE} bytes")
                yield line.removesuffix(b"\n")
    except FAILURES as error:
        raise UnreadableError(f"{files.label}: {name} cannot be read: {_said(error)}") from error


def _said(error: Exception) -> str:
    return "missing" if isinstance(error, KeyError | FileNotFoundError) else str(error)
