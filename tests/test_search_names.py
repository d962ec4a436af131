"""Takes the names of the toy dataset and made-up ones; shows what may be typed for what, and who stays apart."""

from collections.abc import Iterable
from copy import deepcopy
from pathlib import Path
from typing import Any

from aqwal.arabic.tokens import words
from aqwal.dataset import Archive
from aqwal.derive.sayings import sayings_of
from aqwal.search.documents import Source
from aqwal.search.engine import SiteSearch
from aqwal.search.index import index_files
from aqwal.search.names import common_rings, rings


def rings_of(archive: Archive, key: str) -> list[list[Any]]:
    number = list(archive.speakers).index(key)
    return [ring[2:] for ring in rings(archive) if ring[0] == number]


def with_speaker(archive: Archive, key: str, names: tuple[str, str], spellings: Iterable[str] = ()) -> Archive:
    """A copy of the archive in which a speaker has these names and spellings."""
    other = deepcopy(archive)
    speaker = deepcopy(other.speakers["burjana"])
    speaker["names"].update(ar=names[0], en=names[1])
    speaker["spellings"] = [{"form": form, "articles": ["a0001"]} for form in spellings]
    other.speakers[key] = {**speaker, "id": key}
    return other


def test_a_ring_has_every_name_and_spelling_once(archive: Archive) -> None:
    (ring,) = rings_of(archive, "salma-haddun")
    assert ring == ["سلمي حدون", "salma haddun", "salma haddoun", "رييسه بلديه وادينور"]
    assert rings_of(archive, "lin-shan") == [["لين شان", "lin shan", "林山"]]


def test_every_speaker_and_outlet_has_a_ring(archive: Archive) -> None:
    forms = {form for ring in rings(archive) for form in ring[2:]}
    for table in (archive.speakers, archive.publishers):
        for record in table.values():
            assert " ".join(words(record["names"]["ar"])) in forms
            assert " ".join(words(record["names"]["en"])) in forms


def test_a_capital_that_stands_for_its_state_is_not_a_name_of_the_state(archive: Archive) -> None:
    other = with_speaker(archive, "united-states", ("الولايات المتحدة", "United States"), ["واشنطن", "أمريكا"])
    (ring,) = rings_of(other, "united-states")
    assert "واشنطن" not in ring
    assert {"الولايات المتحده", "united states"} <= set(ring)
    assert all(not {"واشنطن", "الولايات المتحده"} <= set(forms) for _, _, *forms in rings(other))


def test_the_capital_keeps_its_own_ring(archive: Archive) -> None:
    other = with_speaker(archive, "united-states", ("الولايات المتحدة", "United States"), ["واشنطن"])
    assert any({"واشنطن", "washington"} <= set(ring) for ring in rings(other))


def test_people_of_one_family_name_keep_rings_of_their_own(archive: Archive) -> None:
    other = with_speaker(archive, "layla-karrami", ("ليلى كرامي", "Layla Karrami"), ["كرامي"])
    hers, his = rings_of(other, "layla-karrami")[0], rings_of(other, "nadir-karrami")[0]
    assert set(hers) & set(his) == {"كرامي"}


def test_rings_that_hold_everywhere_have_two_forms_or_more() -> None:
    assert len(common_rings()) > 1000
    assert all(len(set(ring)) == len(ring) > 1 for ring in common_rings())
    assert all(form == " ".join(words(form)) for ring in common_rings() for form in ring)


def search_in(archive: Archive, folder: Path, query: str, **request: Any) -> dict[str, Any]:
    """Ask the index of an archive that is no site."""
    (folder / "search").mkdir(exist_ok=True)
    for path, content in index_files(Source(archive, sayings_of(archive))):
        (folder / path).write_bytes(content)
    with SiteSearch(folder) as search:
        return search.search(query, **request)


def by_whom(answer: dict[str, Any], archive: Archive) -> set[str]:
    statements = [hit["id"] for hit in answer["hits"] if hit["kind"] == "statement"]
    return {speaker for one in statements for speaker in archive.statement_by_id[one][1]["speakers"]}


def test_one_persons_name_does_not_find_what_another_of_the_family_said(archive: Archive, tmp_path: Path) -> None:
    other = with_speaker(archive, "layla-karrami", ("ليلى كرامي", "Layla Karrami"), ["كرامي"])
    other.statements["a0004"][2]["speakers"] = ["layla-karrami"]
    assert by_whom(search_in(other, tmp_path, "ليلى كرامي", limit=50), other) == {"layla-karrami"}
    assert by_whom(search_in(other, tmp_path, "Nadir Karrami", limit=50), other) == {"nadir-karrami"}
    assert by_whom(search_in(other, tmp_path, "كرامي", limit=50), other) == {"layla-karrami", "nadir-karrami"}


def test_an_empty_archive_has_an_index_that_can_be_read(archive: Archive, tmp_path: Path) -> None:
    bare = Archive(archive.about, {}, {}, {}, {}, {}, {}, [])
    assert search_in(bare, tmp_path, "جسر")["total"] == 0
