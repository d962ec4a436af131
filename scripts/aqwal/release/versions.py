"""Takes a dataset, a version and what has changed; says why the version or its date cannot be, or what looks odd."""

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from aqwal.changes.difference import Difference, Level, is_enough
from aqwal.record_types import Dataset, Release
from aqwal.release.refusal import RefusedError
from aqwal.releases import version_of

FORM = re.compile(r"(0|[1-9][0-9]{0,8})\.(0|[1-9][0-9]{0,8})\.(0|[1-9][0-9]{0,8})")
RESERVED = re.compile(r"(^|\.)(example|test|invalid|localhost|example\.(com|net|org))$")
"""Domains that are set apart for examples (RFC 2606) and lead nowhere."""
EDIT = "set version and released in dataset/dataset.yml, commit, then release"


def check_version(version: str, about: Dataset, earlier: Sequence[Release]) -> None:
    """Raise RefusedError unless the version is that of the dataset and above all that were released."""
    if FORM.fullmatch(version) is None:
        raise RefusedError(f"{version!r} is not a version: three whole numbers, such as 1.2.0")
    if about["version"] != version:
        raise RefusedError(f"dataset/dataset.yml says version {about['version']}, not {version}; {EDIT}")
    if not earlier:
        return
    last = earlier[-1]
    if version_of(version) <= version_of(last["version"]):
        raise RefusedError(f"version {version} is not above {last['version']}, the last released; {EDIT}", 1)
    if about["released"] < last["released"]:
        raise RefusedError(f"released is {about['released']}, before version {last['version']} of {last['released']}; "
                           f"{EDIT}", 1)


def check_level(difference: Difference) -> None:
    """Raise RefusedError where the version does not say how much has changed."""
    if difference.old is None or is_enough(difference.level, difference.old, difference.new):
        return
    why = "; ".join(what for level, what in difference.reasons if level == difference.level)
    raise RefusedError(
        f"version {difference.new} is too small: since {difference.old} there is a {difference.level} change: {why}. "
        f"It takes {least_version(difference.level, difference.old)} at least; {EDIT}", 1)


def least_version(level: Level, old: str) -> str:
    """Return the lowest version that says changes of a level."""
    major, minor, patch = version_of(old)
    if level == "patch":
        return f"{major}.{minor}.{patch + 1}"
    return f"{major + 1}.0.0" if level == "major" and major else f"{major}.{minor + 1}.0"


def warnings_of(about: Dataset) -> Iterator[str]:
    """Yield what a reader of the release would miss."""
    host = urlsplit(about["url"]).hostname or ""
    if RESERVED.search(host):
        yield f"url is {about['url']}: {host} is a domain for examples, and no address in the release leads anywhere"
    if about["contact"] is None:
        yield "contact is null: nobody can be asked for a correction"
    if about["repository"] is None:
        yield "repository is null: nobody is told where the records and their earlier versions are"
