"""Takes the manifests of releases and the folder they were made in; gives the site the files of earlier versions.

Each file is held against its manifest as it is copied, and one that differs ends the build: what stands under the
address of a released version is what was released.
"""

import json
import shutil
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from hashlib import file_digest, sha256
from pathlib import Path
from typing import IO

from aqwal.changes.files import FAILURES, Files, FolderFiles, UnreadableError, ZipFiles
from aqwal.record_types import Release

MANIFEST = "manifest.json"
SUMS = "SHA256SUMS"
SUM_OF_ZIP = ".sha256"
REMEDY = "fetch the release's own files again, or take this copy away"
PIECE = 2**20
Placed = dict[str, dict[str, int]]
"""Version → path and size of each of its files."""


class ReleaseFilesError(Exception):
    """What stands at hand as a release is not what its manifest says; the message names the file."""


def manifest_files(releases: Iterable[Release]) -> Iterator[tuple[str, bytes]]:
    """Yield the manifest of each release, by its path on the site."""
    for release in releases:
        yield f"releases/{release['version']}.json", manifest_bytes(release)


def manifest_bytes(release: Release) -> bytes:
    """Return a manifest as text, its fields in the order they were read in."""
    return (json.dumps(release, ensure_ascii=False, indent=1) + "\n").encode()


def place_earlier(releases: Iterable[Release], made: Path, out: Path) -> Placed:
    """Copy the files of each release at hand in `made` to a folder of its version in `out`; return what was copied.

    A release is at hand as a folder named by its version, as the archive `{name}-{version}.zip` in that folder or
    beside it, or as both. Raises ReleaseFilesError where a copy differs from its manifest.
    """
    return {release["version"]: placed for release in releases
            if (placed := _place(release, made, out / release["version"]))}


def _place(release: Release, made: Path, target: Path) -> dict[str, int]:
    """Copy one release: from its folder if that has files of it, else from its archive; and the archive itself."""
    folder, name = made / release["version"], f"{release['name']}-{release['version']}.zip"
    packed = next((path for path in (folder / name, made / name) if path.is_file()), None)
    is_laid_out = any((folder / file["path"]).exists() for file in release["files"])
    if is_laid_out:
        _take(FolderFiles(folder), release, target)
    if packed:
        pack = _opened(packed)
        with pack.pack:
            _take(pack, release, None if is_laid_out else target)
        _copy_packed(packed, target)
    return {path.relative_to(target).as_posix(): path.stat().st_size
            for path in sorted(target.rglob("*")) if path.is_file()}


def _opened(packed: Path) -> ZipFiles:
    try:
        return ZipFiles(packed)
    except UnreadableError as error:
        raise ReleaseFilesError(f"{error}; {REMEDY}") from None


def _take(files: Files, release: Release, target: Path | None) -> None:
    """Hold every file of a release against its manifest, copying it where there is a target."""
    sums: dict[str, str] = {}
    for file in release["files"]:
        size, sums[file["path"]] = _take_file(files, file["path"], target)
        if (size, sums[file["path"]]) != (file["bytes"], file["sha256"]):
            raise ReleaseFilesError(f"{files.label}: {file['path']} does not have the size and SHA-256 that the "
                                    f"manifest of {release['version']} gives; {REMEDY}")
    _, sums[MANIFEST] = _take_file(files, MANIFEST, target)
    if _load(files, MANIFEST) != release:
        raise ReleaseFilesError(f"{files.label}: {MANIFEST} is not dataset/releases/{release['version']}.json; "
                                f"{REMEDY}")
    _take_file(files, SUMS, target)
    listed = "".join(f"{digest}  {name}\n" for name, digest in sorted(sums.items()))
    if _load_text(files, SUMS) != listed:
        raise ReleaseFilesError(f"{files.label}: {SUMS} does not give the sums of the manifest; {REMEDY}")


def _take_file(files: Files, name: str, target: Path | None) -> tuple[int, str]:
    """Read one file through, copying it where there is a target; return its size and hash."""
    path = None if target is None else target / name
    if path is not None and target is not None and not path.resolve().is_relative_to(target.resolve()):
        raise ReleaseFilesError(f"{files.label}: {name} leads out of the release; {REMEDY}")
    digest, size = sha256(), 0
    try:
        with files.open(name) as stream, _written(path) as copy:
            while piece := stream.read(PIECE):
                digest.update(piece)
                size += len(piece)
                if copy is not None:
                    copy.write(piece)
    except FAILURES as error:
        raise ReleaseFilesError(f"{files.label}: {name} cannot be read ({type(error).__name__}); {REMEDY}") from None
    return size, digest.hexdigest()


def _written(path: Path | None) -> AbstractContextManager[IO[bytes] | None]:
    if path is None:
        return nullcontext()
    path.parent.mkdir(parents=True, exist_ok=True)
    return path.open("wb")


def _load(files: Files, name: str) -> object:
    try:
        return json.loads(_load_text(files, name))
    except (ValueError, RecursionError):
        return None


def _load_text(files: Files, name: str) -> str:
    with files.open(name) as stream:
        return stream.read().decode("utf-8", "replace")


def _copy_packed(packed: Path, target: Path) -> None:
    """Copy an archive with its sum; a sum that stands beside it must be right."""
    with packed.open("rb") as stream:
        line = f"{file_digest(stream, 'sha256').hexdigest()}  {packed.name}\n"
    beside = packed.with_name(packed.name + SUM_OF_ZIP)
    if beside.is_file() and beside.read_text("utf-8", "replace") != line:
        raise ReleaseFilesError(f"{packed}: does not have the SHA-256 in {beside.name}; {REMEDY}")
    shutil.copyfile(packed, target / packed.name)
    (target / beside.name).write_bytes(line.encode())
