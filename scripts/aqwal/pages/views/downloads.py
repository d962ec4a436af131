"""Takes an edition; gives the page of the downloads: every file by form, how to load it and how to check it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from aqwal.derive.formats import Download
from aqwal.derive.snippets import Snippet, snippets
from aqwal.pages.edition import Edition
from aqwal.pages.labels import size_label
from aqwal.pages.page import Page
from aqwal.pages.views.citing import citation_rows
from aqwal.pages.views.linked_data import dataset_data

FOLDER = "downloads/latest/"
"""Where the files stand below the root of the site."""
FORMS: dict[str, tuple[str, ...]] = {
    "zip": ("zip",),
    "csv": ("csv",),
    "sqlite": ("sqlite",),
    "parquet": ("parquet",),
    "json": ("json",),
    "jsonl": ("jsonl",),
    "schema": ("schema",),
    "citation": ("cff", "bibtex", "ris", "csl", "datacite", "zenodo"),
    "package": ("package", "croissant", "dcat", "schema_org", "crate", "text", "sums"),
}
"""The groups of files, in the order of the page, and the forms of each."""
OTHERS = "more"
"""The group of every form that no other group names, so that no file is left out."""
LAST = "package"
UNFOLDED = 7
"""Groups of more files than this are folded."""
FLAT = "statements_flat"
"""The table most readers want first."""
SUMS = "SHA256SUMS"


@dataclass(frozen=True)
class Group:
    """Files of one kind: which, how large together, and the one to begin with."""

    name: str
    files: list[Download]
    bytes: int
    is_folded: bool
    first: Download | None


def keys(edition: Edition) -> Iterable[str]:  # noqa: ARG001
    """Return the one key there is."""
    return [FOLDER]


def page(key: str, edition: Edition) -> Page:  # noqa: ARG001
    """Return the page of the downloads."""
    values: dict[str, Any] = {
        "groups": groups(edition), "folder": FOLDER, "size": lambda count: size_label(count, edition.texts),
        "snippets": programs(edition), "verify": verifying(edition), "counts": edition.archive.counts(),
        "citations": citation_rows("dataset", "", edition),
    }
    return Page(
        path="downloads/", section="downloads", template="downloads.html.j2",
        title=edition.texts.text("downloads.title"), description=edition.texts.text("downloads.lead"), values=values,
        jsonld=tuple(dataset_data(edition)),
    )


def groups(edition: Edition) -> list[Group]:
    """Return every file in its group; groups without files are left out."""
    place = {form: name for name, forms in FORMS.items() for form in forms}
    held: dict[str, list[Download]] = {name: [] for name in (*(one for one in FORMS if one != LAST), OTHERS, LAST)}
    for file in edition.downloads:
        held[place.get(file.format, OTHERS)].append(file)
    return [Group(name, files, sum(one.bytes for one in files), len(files) > UNFOLDED,
                  next((one for one in files if one.table == FLAT), None))
            for name, files in held.items() if files]


def programs(edition: Edition) -> list[Snippet]:
    """Return the programs that load the files from their address; none where there are no files."""
    database = next((one.path for one in edition.downloads if one.format == "sqlite"), None)
    return snippets(edition.archive.about["url"] + FOLDER, database) if database else []


def verifying(edition: Edition) -> str | None:
    """Return the shell commands that fetch the one archive and check it; None where there is none."""
    packed = next((one.path for one in edition.downloads if one.format == "zip"), None)
    if packed is None:
        return None
    base = edition.archive.about["url"] + FOLDER
    return (f"curl -O {base}{packed}\ncurl -O {base}{packed}.sha256\nsha256sum --strict --check {packed}.sha256\n"
            f"unzip {packed}\ncd {packed.removesuffix('.zip')}\nsha256sum --strict --check --quiet {SUMS}")
