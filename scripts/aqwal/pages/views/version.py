"""Takes an edition and a released version; gives its page: its files and checksums, what changed, how to cite it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from aqwal.derive.citation import cite_dataset
from aqwal.pages.edition import Edition
from aqwal.pages.labels import size_label
from aqwal.pages.page import Feed, Page, Twin
from aqwal.pages.release_words import changes_in_words, counts_in_words, groups_of
from aqwal.pages.views.citing import CitationRow, rows_of
from aqwal.record_types import Dataset, Release

SHOWN = 100
"""Records of one kind that the page shows for one way of changing."""
MANIFEST = "manifest.json"
SUMS = "SHA256SUMS"
CHANGES = {"changes.json": "changes_json", "changes.csv": "changes_csv", "CHANGES.md": "changes_md"}
"""File of a release that says what changed → its words."""


@dataclass(frozen=True)
class Asset:
    """A file of a release as it can be had: its name, its full address, and what it is."""

    name: str
    address: str
    words: str


def keys(edition: Edition) -> Iterable[str]:
    """Return every released version, oldest first."""
    return [release["version"] for release in edition.archive.releases]


def page(key: str, edition: Edition) -> Page:
    """Return the page of a released version."""
    releases = edition.archive.releases
    release = next(one for one in releases if one["version"] == key)
    texts, title = edition.texts, edition.say(edition.archive.about["title"])
    here = edition.earlier.get(key, {})
    values: dict[str, Any] = {
        "release": release, "here_files": here, "kept": assets(release, edition),
        "folder": folder_of(key), "zip": zip_name(release) if zip_name(release) in here else None,
        "holds": counts_in_words(release["counts"], edition), "lines": changes_in_words(release, edition),
        "groups": groups_of(release, edition, SHOWN), "changes": address_of_changes(release, edition),
        "newest": releases[-1]["version"], "size": lambda count: size_label(count, texts),
        "verify": verifying(release, edition), "citations": citations(release, edition),
    }
    return Page(
        path=folder_of(key), section="downloads", template="version.html.j2",
        title=f"{title} · {texts.text('releases.version_title', version=key)}",
        description=texts.text("releases.lead_version", version=key, title=title), values=values,
        feeds=(Feed(texts.text("releases.feed"), f"{edition.base}releases.xml"),),
        twins=(Twin("application/json", manifest_path(key)),),
    )


def folder_of(version: str) -> str:
    """Return where the files of a version stand, and its page."""
    return f"downloads/{version}/"


def manifest_path(version: str) -> str:
    """Return where the manifest of a version stands on the site."""
    return f"releases/{version}.json"


def zip_name(release: Release) -> str:
    """Return the name of the one archive of a release."""
    return f"{release['name']}-{release['version']}.zip"


def asset_address(release: Release, name: str, about: Dataset) -> str | None:
    """Return the address of a file among the assets of a release; None where the dataset has no repository."""
    if about["repository"] is None:
        return None
    return f"{about['repository']}/releases/download/v{release['version']}/{quote(name)}"


def address_of_changes(release: Release, edition: Edition) -> str | None:
    """Return where the file that names every change is: a path on this site, or the address of the asset."""
    if not release["changes"] or all(file["path"] != "changes.json" for file in release["files"]):
        return None
    if "changes.json" in edition.earlier.get(release["version"], {}):
        return f"{folder_of(release['version'])}changes.json"
    return asset_address(release, "changes.json", edition.archive.about)


def assets(release: Release, edition: Edition) -> list[Asset]:
    """Return the files that the repository keeps of a release, in the order of their use."""
    packed, database, held = zip_name(release), f"{release['name']}.sqlite", {one["path"] for one in release["files"]}
    wanted = {packed: "zip", f"{packed}.sha256": "zip_sum", SUMS: "sums", MANIFEST: "manifest"}
    wanted |= {name: words for name, words in (*CHANGES.items(), (database, "sqlite")) if name in held}
    return [Asset(name, address, edition.texts.text(f"releases.asset_{words}")) for name, words in wanted.items()
            if (address := asset_address(release, name, edition.archive.about))]


def verifying(release: Release, edition: Edition) -> str:
    """Return the shell commands that fetch a release, where it can be fetched, and hold it against its sums."""
    packed, url = zip_name(release), edition.archive.about["url"] + folder_of(release["version"])
    here = edition.earlier.get(release["version"], {})
    check = f"sha256sum --strict --check {SUMS}"
    if here and packed not in here:
        return f"curl -O {url}{SUMS}\nsha256sum --strict --check --ignore-missing {SUMS}"
    base = url if here else None
    fetched = [(base + name if base else asset_address(release, name, edition.archive.about))
               for name in (packed, f"{packed}.sha256")]
    fetch = "".join(f"curl -LO {address}\n" for address in fetched if address)
    return (f"{fetch}sha256sum --strict --check {packed}.sha256\nunzip {packed}\n"
            f"cd {packed.removesuffix('.zip')}\n{check}")


def citations(release: Release, edition: Edition) -> list[CitationRow]:
    """Return how to cite the dataset at a version: its number, its year and its own address."""
    about = edition.archive.about
    version = release["version"]
    then: Dataset = {**about, "version": version, "released": release["released"], "url": about["url"]
                     + folder_of(version)}
    return rows_of(cite_dataset(then), edition)
