"""Takes an edition; gives the page of its releases: what the site shows now, every release and what it changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from aqwal.pages.edition import Edition
from aqwal.pages.page import Feed, Page
from aqwal.pages.release_words import Group, changes_in_words, counts_in_words, groups_of, waiting_groups
from aqwal.pages.views import retired
from aqwal.pages.views.version import address_of_changes
from aqwal.record_types import Release
from aqwal.releases import version_of

PATH = "releases/"
SHOWN = 12
"""Records of one kind that a release shows for one way of changing."""
UNFOLDED = 8
"""A release with more records to show than this has them folded."""
LOG_LENGTH = 100
"""Retired records on the page; all are among the downloads."""


@dataclass(frozen=True)
class Card:
    """A release as the list shows it."""

    release: Release
    holds: str
    lines: list[str]
    groups: list[Group]
    is_folded: bool
    changes: str | None


def keys(edition: Edition) -> Iterable[str]:  # noqa: ARG001
    """Return the one key there is."""
    return [PATH]


def page(key: str, edition: Edition) -> Page:
    """Return the page of the releases."""
    log = retired.tombstones(edition)
    values: dict[str, Any] = {
        "now": now_in_words(edition), "waiting": waiting(edition),
        "cards": [card(release, edition) for release in reversed(edition.archive.releases)],
        "log": [retired.tombstone(entry, edition) for entry in log[:LOG_LENGTH]], "all_log": len(log),
        "place_of": lambda entry: retired.place_of(entry["kind"], entry["id"], edition),
        "redirects": redirects_file(edition),
    }
    return Page(path=key, section="releases", template="releases.html.j2", title=edition.texts.text("releases.title"),
                description=edition.texts.text("releases.lead"), values=values, feeds=(feed_of(edition),))


def feed_of(edition: Edition) -> Feed:
    """Return the feed of the releases as a page announces it."""
    return Feed(edition.texts.text("releases.feed"), f"{edition.base}releases.xml")


def now_in_words(edition: Edition) -> str | None:
    """Say how what the site shows stands to the newest release; None where there is none."""
    if not edition.archive.releases:
        return None
    texts, shown, last = edition.texts, edition.archive.about["version"], edition.archive.releases[-1]["version"]
    differs = bool(edition.history and edition.history.unreleased)
    if version_of(shown) != version_of(last):
        ahead = texts.text("releases.now_ahead", version=shown, last=last)
        return ahead if differs else f"{ahead} {texts.text('releases.now_no_difference')}"
    return texts.text("releases.now_edited", last=last) if differs else texts.text("releases.now_same", version=last)


def waiting(edition: Edition) -> list[Group]:
    """Return the records that differ from the newest release."""
    return waiting_groups(edition.history.unreleased, edition, SHOWN) if edition.history else []


def card(release: Release, edition: Edition) -> Card:
    """Return a release as the list shows it."""
    groups = groups_of(release, edition, SHOWN)
    lines = changes_in_words(release, edition) if release["changes"] else [edition.texts.text("releases.first_one")]
    return Card(release, counts_in_words(release["counts"], edition), lines, groups,
                sum(len(group.entries) for group in groups) > UNFOLDED, address_of_changes(release, edition))


def redirects_file(edition: Edition) -> str | None:
    """Return the path, among the downloads, of the table of all retired records."""
    return next((one.path for one in edition.downloads if one.format == "csv" and one.table == "redirects"), None)
