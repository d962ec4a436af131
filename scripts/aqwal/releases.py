"""Takes a dataset repository; gives the manifests of its releases, oldest first, and what is wrong with any of them."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from aqwal import contract
from aqwal.issues import Issue
from aqwal.paths import Repository
from aqwal.record_types import Release

Version = tuple[int, int, int]
REMEDY = "take it as `aqwal release` wrote it; a manifest is never edited"


def load_releases(repository: Repository) -> tuple[list[Release], list[Issue]]:
    """Read every manifest in dataset/releases/; one that breaks its schema is left out and reported."""
    found: list[Release] = []
    issues: list[Issue] = []
    for path in sorted(repository.releases.glob("*.json")):
        manifest, wrong = load_manifest(path, repository.name(path))
        issues += wrong
        if manifest is not None:
            found.append(manifest)
    return sorted(found, key=lambda manifest: version_of(manifest["version"])), [*issues, *_gaps(found, repository)]


def _gaps(found: list[Release], repository: Repository) -> Iterator[Issue]:
    """Yield a manifest whose previous one is gone, and with it the promise that every id of it keeps its page."""
    for manifest in found:
        before = repository.releases / f"{manifest['previous']}.json"
        if manifest["previous"] is not None and not before.exists():
            yield Issue(repository.name(before), 1, 1, "file-unreadable", (),
                        f"missing: version {manifest['version']} was made after it", "bring the manifest back; "
                        "it stands in the repository at the tag of its version, and among the files of that release")


def load_manifest(path: Path, name: str) -> tuple[Release | None, list[Issue]]:
    """Read one manifest; `name` is what messages call the file, whose stem must be the version it holds."""
    try:
        value: Any = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError) as error:
        return None, [_issue(name, "file-unreadable", f"not a manifest: {type(error).__name__}")]
    if not contract.fits("release", value):
        return None, [Issue(name, 1, 1, *_rest(issue)) for issue in contract.explain("release", value, name)]
    if path.parent.name == "releases" and path.stem != value["version"]:
        return None, [_issue(name, "id-file-name", f"the manifest is of version {value['version']}")]
    return value, []


def version_of(text: str) -> Version:
    """Return a version as three numbers that compare; `text` has the form of the schema."""
    major, minor, patch = (int(part) for part in text.split("."))
    return major, minor, patch


def _issue(name: str, code: str, message: str) -> Issue:
    return Issue(name, 1, 1, code, (), message, REMEDY)


def _rest(issue: Issue) -> tuple[Any, ...]:
    # What the schema's own remedy asks for, to edit the file, is not for a manifest.
    return issue.code, issue.pointer, issue.message, REMEDY, issue.severity
