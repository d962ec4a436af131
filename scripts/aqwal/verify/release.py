"""Takes the folder or the zip of a release; gives what is wrong with it, from nothing but what it holds."""

import json
import re
import zipfile
from collections.abc import Callable, Iterator
from hashlib import file_digest
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any

from aqwal import contract
from aqwal.changes.columns import parsed_schemas
from aqwal.changes.files import FAILURES, FolderFiles, UnreadableError, ZipFiles, load_bytes
from aqwal.changes.sides import MANIFEST
from aqwal.verify.holdings import SUMS, sum_problems
from aqwal.verify.release_changes import change_problems
from aqwal.verify.release_parts import Parts
from aqwal.verify.release_records import anchor_problems, record_problems
from aqwal.verify.release_tables import table_problems

VERSION = re.compile(r"\d+\.\d+\.\d+")
UNFORMED = (KeyError, TypeError, AttributeError, IndexError, RecursionError, *FAILURES)
"""What reading a file of another form than expected can raise."""
SCHEMA = "schemas/release.schema.json"
PIECE = 2**20


def is_release(place: Path) -> bool:
    """Say whether a path is a release: a zip, or a folder with a manifest that is no site."""
    return place.suffix == ".zip" or ((place / MANIFEST).is_file() and not (place / "index.html").exists())


def release_problems(place: Path) -> list[str]:
    """Return every problem of a release, in a fixed order; the dataset's repository is not asked."""
    if place.is_dir():
        return _folder_problems(place, VERSION.fullmatch(place.resolve().name))
    try:
        pack = ZipFiles(place)
        with TemporaryDirectory(prefix="aqwal-verify-") as folder:
            _unpack(pack, Path(folder))
            beside = place.with_name(f"{place.name}.sha256")
            problems = list(_sum_of_zip(place, beside)) if beside.is_file() else []
            return problems + _folder_problems(Path(folder), None)
    except UnreadableError as error:
        return [str(error)]


def _folder_problems(folder: Path, named: re.Match[str] | None) -> list[str]:
    files = FolderFiles(folder)
    names = files.names()
    problems = [f"{path.relative_to(folder).as_posix()}: a link; a release holds its own files"
                for path in sorted(folder.rglob("*")) if path.is_symlink()]
    problems += sum_problems(folder, set(names))
    try:
        manifest = load_manifest(files)
        if SCHEMA not in names:
            return [*problems, f"{SCHEMA}: missing, so that nothing can be held against it"]
        judge = contract.judge_of(_schemas(files))
        wrong = judge("release", manifest)
    except (UnreadableError, *UNFORMED) as error:
        return [*problems, f"{MANIFEST}: cannot be held against {SCHEMA}: {str(error).removeprefix(f'{folder}: ')}"]
    if wrong:
        return [*problems, f"{MANIFEST}: {wrong}"]
    parts = Parts(files, manifest, judge)
    if named and named[0] != manifest["version"]:
        problems.append(f"{MANIFEST}: is of version {manifest['version']}, the folder of {named[0]}")
    for check in (file_problems, record_problems, table_problems, zip_problems, anchor_problems, change_problems):
        problems += _guarded(check, parts)
    return list(dict.fromkeys(problems))


def _guarded(check: Callable[[Parts], Iterator[str]], parts: Parts) -> list[str]:
    """Run one check; a file that it cannot read is a problem, and the other checks go on."""
    found: list[str] = []
    try:
        found.extend(check(parts))
    except UnreadableError as error:
        found.append(str(error).removeprefix(f"{parts.files.label}: "))
    except UNFORMED as error:
        what = check.__name__.removesuffix("_problems")
        found.append(f"{what}s: a file is not of the form this program reads ({type(error).__name__}: {error})")
    return found


def load_manifest(files: FolderFiles) -> Any:
    """Return the manifest as it stands."""
    return json.loads(load_bytes(files, MANIFEST))


def _schemas(files: FolderFiles) -> Any:
    """Return the schemas that the release itself holds."""
    names = sorted(name for name in files.names() if re.fullmatch(r"schemas/[^/]+\.schema\.json", name))
    return parsed_schemas({name.removeprefix("schemas/"): load_bytes(files, name) for name in names}) or {}


def file_problems(parts: Parts) -> Iterator[str]:
    """Hold the list of files in the manifest against the files, both ways."""
    listed = {one["path"]: one for one in parts.manifest["files"]}
    if len(listed) != len(parts.manifest["files"]):
        yield f"{MANIFEST}: a file is listed twice"
    held = parts.files.names() - parts.packs - {MANIFEST, SUMS}
    yield from (f"{name}: not listed in {MANIFEST}" for name in sorted(held - listed.keys()))
    yield from (f"{name}: listed in {MANIFEST}, but not there" for name in sorted(listed.keys() - held))
    for name in sorted(held & listed.keys()):
        path = parts.files.folder / name
        with path.open("rb") as stream:
            found = file_digest(stream, "sha256").hexdigest()
        if (path.stat().st_size, found) != (listed[name]["bytes"], listed[name]["sha256"]):
            yield f"{name}: its size or SHA-256 is not what {MANIFEST} gives"


def zip_problems(parts: Parts) -> Iterator[str]:
    """Hold the zip against the folder that it stands in; a folder unpacked from a zip has none."""
    for name in sorted(one for one in parts.packs if one.endswith(".zip")):
        pack = ZipFiles(parts.files.folder / name)
        inside, outside = pack.names(), parts.files.names() - parts.packs
        if pack.stem != f"{name.removesuffix('.zip')}/":
            yield f"{name}: its files do not lie in the one folder {name.removesuffix('.zip')}/"
        yield from (f"{name}: lacks {one}" for one in sorted(outside - inside))
        yield from (f"{name}: holds {one}, which the folder does not" for one in sorted(inside - outside))
        for one in sorted(inside & outside):
            with pack.open(one) as packed, parts.files.open(one) as plain:
                if not _is_same(packed, plain):
                    yield f"{name}: holds another {one} than the folder"


def _is_same(one: IO[bytes], other: IO[bytes]) -> bool:
    """Say whether two files hold the same, reading both in pieces."""
    while piece := one.read(PIECE):
        if piece != other.read(len(piece)):
            return False
    return not other.read(1)


def _sum_of_zip(place: Path, beside: Path) -> Iterator[str]:
    """Hold a zip against the sum that lies beside it."""
    with place.open("rb") as stream:
        wanted = f"{file_digest(stream, 'sha256').hexdigest()}  {place.name}\n"
    if beside.read_text("utf-8", "replace") != wanted:
        yield f"{place.name}: its SHA-256 is not what {beside.name} gives"


def _unpack(pack: ZipFiles, folder: Path) -> None:
    """Write the files of a zip whose names were found to be harmless."""
    for name in sorted(pack.names()):
        target = folder / name
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            with pack.open(name) as packed, target.open("xb") as plain:
                while piece := packed.read(PIECE):
                    plain.write(piece)
        except FAILURES as error:
            if isinstance(error, OSError) and not isinstance(error, zipfile.BadZipFile) and error.errno:
                raise
            raise UnreadableError(f"{pack.label}: {name} cannot be unpacked: {error}") from error
