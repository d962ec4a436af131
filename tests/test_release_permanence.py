"""Takes the toy dataset and its site with a release behind them; proves that no id of a release is ever lost."""

import copy
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from aqwal.changes.hashes import hashes_of
from aqwal.checks import identity, permanence
from aqwal.dataset import Archive
from aqwal.paths import Repository
from aqwal.skeletons.ids import refusal
from aqwal.verify.permanence import lost_pages

PLACES = ("", "en/")


def released(archive: Archive, **more: list[str]) -> Archive:
    """Return the archive with a release of it behind it, which held some more records."""
    held: Any = copy.deepcopy(hashes_of(archive))
    for folder, ids in more.items():
        held[folder] |= dict.fromkeys(ids, "0" * 64)
    manifest: Any = {"version": "1.0.0", "records": held}
    return replace(archive, releases=[manifest])


def files_of(site: Path) -> set[str]:
    return {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}


def test_an_id_that_is_there_or_retired_is_not_lost(archive: Archive) -> None:
    assert list(permanence.check_lost_ids(archive)) == []
    assert list(permanence.check_lost_ids(released(archive, speakers=["salma-hadoun"], articles=["a0099"]))) == []


def test_a_lost_id_is_told_once_with_the_entry_to_write(archive: Archive) -> None:
    own = released(archive, topics=["boats"])
    own.releases.append(own.releases[0])
    (issue,) = permanence.check_lost_ids(own)
    assert (issue.code, issue.path) == ("lost-id", "dataset/redirects.yml")
    assert "the topic 'boats' of version 1.0.0 is gone" in issue.message
    assert "{id: boats, kind: topic, to: its successor or null, reason: {ar: …, en: …}" in issue.remedy


def test_an_id_is_lost_to_its_own_kind_alone(archive: Archive) -> None:
    assert [issue.message for issue in permanence.check_lost_ids(released(archive, speakers=["bridges"]))] == [
        "the speaker 'bridges' of version 1.0.0 is gone"]


@pytest.mark.parametrize("broken", [("redirect", "redirects"), ("statement", "a0001"), ("topic", "topics"),
                                    ("speaker", "lost-one")])
def test_an_id_in_a_file_that_cannot_be_read_is_not_called_lost(broken: tuple[str, str], archive: Archive) -> None:
    own = released(archive, statements=["a0001-s90"], topics=["boats"], speakers=["lost-one"])
    issues = permanence.check_lost_ids(replace(own, broken=frozenset([broken])))
    told = {issue.message.split("'")[1] for issue in issues}
    missing = {"redirect": {"a0001-s90", "boats", "lost-one"}, "statement": {"a0001-s90"}, "topic": {"boats"},
               "speaker": {"lost-one"}}[broken[0]]
    assert told == {"a0001-s90", "boats", "lost-one"} - missing


def test_a_chain_of_retired_ids_may_be_long_but_not_round(archive: Archive) -> None:
    def entry(identifier: str, to: str | None) -> Any:
        return {**archive.redirects[0], "id": identifier, "kind": "speaker", "to": to}

    long = [entry("one", "two"), entry("two", "salma-hadoun"), *archive.redirects, entry("four", "five"),
            entry("five", None)]
    assert list(identity.check_redirects(replace(archive, redirects=long))) == []
    ring = [entry("one", "two"), entry("two", "one"), entry("three", "two"), entry("self", "self")]
    told = [(issue.code, issue.pointer) for issue in identity.check_redirects(replace(archive, redirects=ring))]
    assert told == [("redirect-cycle", (0, "to")), ("redirect-cycle", (1, "to")), ("redirect-cycle", (3, "to"))]


def test_an_id_of_a_release_is_not_given_again(two_releases: Repository) -> None:
    assert "an id is never used again" in refusal(two_releases, "speaker", "lin-shan")
    assert refusal(two_releases, "publisher", "lin-shan") == ""


def test_every_released_id_has_its_page_or_the_page_that_says_what_happened(site: Path, archive: Archive) -> None:
    assert list(lost_pages(site, files_of(site), released(archive))) == []


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("name", ["speakers/salma-hadoun", "articles/a0099", "statements/a0001-s10", "topics/bridges"])
def test_a_page_that_is_gone_in_one_language_is_told(place: str, name: str, site: Path, archive: Archive) -> None:
    page = f"{place}{name}/index.html"
    (problem,) = lost_pages(site, files_of(site) - {page}, released(archive))
    assert problem.startswith(f"{page}: missing, ")
    assert problem.endswith("has neither page nor tombstone")


def test_a_released_id_with_neither_is_told_in_both_languages(site: Path, archive: Archive) -> None:
    own = released(archive, events=["flood-2030"])
    assert list(lost_pages(site, files_of(site), own)) == [
        f"{place}events/flood-2030/index.html: missing, event flood-2030 (of version 1.0.0) has neither page nor "
        f"tombstone" for place in PLACES]


def test_where_statements_have_no_pages_that_of_their_article_stands_for_them(site: Path, archive: Archive) -> None:
    about: Any = {**archive.about, "statement_pages": False}
    own = replace(released(archive, statements=["a0001-s90"]), about=about)
    files = {name for name in files_of(site) if "statements/" not in name}
    assert list(lost_pages(site, files, own)) == []
    assert len(list(lost_pages(site, files - {"articles/a0002/index.html"}, own))) > 1


def test_a_page_at_the_place_of_a_retired_id_must_name_it(site: Path, archive: Archive, tmp_path: Path) -> None:
    for place in PLACES:
        page = tmp_path / place / "articles" / "a0099" / "index.html"
        page.parent.mkdir(parents=True)
        page.write_text("<p>nothing</p>", "utf-8")
    own = replace(archive, redirects=[one for one in archive.redirects if one["id"] == "a0099"])
    assert list(lost_pages(tmp_path, files_of(tmp_path), own)) == [
        f"{place}articles/a0099/index.html: the page of a retired id does not name a0099" for place in PLACES]
    assert site.is_dir()
