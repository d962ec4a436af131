"""Takes the manifest of the previous release; gives its records in full, from the first place that has them."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from aqwal.changes.files import UnreadableError
from aqwal.changes.sides import MANIFEST, Side, check_hashes, load_side
from aqwal.paths import Repository
from aqwal.record_types import Release
from aqwal.release.git import tagged
from aqwal.release.refusal import RefusedError
from aqwal.release.versions import FORM
from aqwal.releases import version_of


def previous_side(repository: Repository, manifest: Release, out: Path, given: Path | None) -> Side:
    """Return the previous release: as given, as made before in `out`, or as committed at its tag.

    Wherever the records come from, each must be the one that the manifest promises. Raises RefusedError.
    """
    version = manifest["version"]
    if given is not None:
        return _checked(given, manifest)
    for place in _made_before(out, manifest):
        return _checked(place, manifest)
    with tagged(repository.root, f"v{version}") as folder:
        if folder is not None:
            return _checked(folder, manifest, f"tag v{version}")
    raise RefusedError(f"the records of the previous release {version} are not at hand: name its folder or zip with "
                       f"--previous, or fetch its tag (`git fetch origin tag v{version}`)")


def check_known(out: Path, name: str, version: str, earlier: Sequence[Release]) -> None:
    """Raise RefusedError where a lower version was made in `out` whose manifest the repository lacks.

    Without that manifest the version would count as never released, and what it promised as promised to nobody.
    """
    known = {one["version"] for one in earlier}
    for path in sorted(out.glob(f"*/{MANIFEST}")):
        found = path.parent.name
        if FORM.fullmatch(found) and found not in known and version_of(found) < version_of(version) \
                and _name_in(path) == name:
            raise RefusedError(f"{path.parent} is a release, but dataset/releases/{found}.json is missing: commit "
                               f"{path} under that name; or, if it was never published, remove {path.parent}")


def _name_in(path: Path) -> object:
    """Return the name of the dataset in a manifest; None where it is none."""
    try:
        value = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    return value.get("name") if isinstance(value, dict) else None


def _made_before(out: Path, manifest: Release) -> Iterator[Path]:
    """Yield where the folder or the zip of a release stands, if it does; a folder may hold the zip alone."""
    folder, name = out / manifest["version"], f"{manifest['name']}-{manifest['version']}.zip"
    if (folder / MANIFEST).is_file():
        yield folder
    yield from (place for place in (folder / name, out / name) if place.is_file())


def _checked(place: Path, manifest: Release, called: str = "") -> Side:
    label = called or str(place)
    try:
        side = load_side(place)
        check_hashes(side.hashes, manifest, label)
    except UnreadableError as error:
        raise RefusedError(f"this is not the previous release {manifest['version']}: {error}; "
                           f"name its folder or zip with --previous") from error
    if side.load is None:
        raise RefusedError(f"{label} is a manifest, which does not hold the records; name a folder or zip")
    return replace(side, label=label, fields=dict(manifest["fields"]), manifest=manifest)
