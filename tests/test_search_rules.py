"""Takes a small archive made for each rule; proves what the search says of whole queries: order, exclusion, advice."""

import copy
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from aqwal.dataset import Archive
from aqwal.derive.sayings import sayings_of
from aqwal.search.documents import Prose, Source
from aqwal.search.engine import SiteSearch
from aqwal.search.index import index_files
from search_asked import found


@contextmanager
def searching(archive: Archive, folder: Path, said: dict[str, tuple[str, str]] | None = None,
              titles: dict[str, str] | None = None, prose: tuple[Prose, ...] = ()) -> Iterator[SiteSearch]:
    """Open the search over a copy of the archive in which some statements and titles say something else."""
    other = copy.deepcopy(archive)
    for _, statement in other.each_statement():
        if said and statement["id"] in said:
            statement["said"] = {"ar": said[statement["id"]][0], "en": said[statement["id"]][1]}
            statement["key_phrase"] = None
    for key, title in (titles or {}).items():
        other.articles[key]["title"] = title
    for name, data in index_files(Source(other, sayings_of(other), prose)):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    with SiteSearch(folder) as search:
        yield search


@pytest.fixture(scope="module")
def search(archive: Archive, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SiteSearch]:
    with searching(archive, tmp_path_factory.mktemp("rules")) as opened:
        yield opened


def test_no_phrase_runs_from_one_text_into_the_next(archive: Archive, tmp_path: Path) -> None:
    with searching(archive, tmp_path, {"a0001-s01": ("قالت إن القنطرة", "zebras graze")}) as search:
        assert found(search, '"zebras graze"') == ["statement a0001-s01"]
        assert found(search, '"القنطرة zebras"') == []


def test_a_word_of_the_headline_raises_what_its_article_says(archive: Archive, tmp_path: Path) -> None:
    said = {"a0001-s01": ("قالت إن القنطرة متينة", "one"), "a0002-s01": ("قالت إن القنطرة متينة", "one")}
    with searching(archive, tmp_path, said, {"a0002": "زلزال يضرب الضفة"}) as search:
        assert next(one for one in found(search, "القنطرة زلزال") if "statement" in one) == "statement a0002-s01"


def test_a_page_stands_behind_the_records(archive: Archive, tmp_path: Path) -> None:
    page = Prose("about/", ("القنطرة", "Arch"), ("القنطرة القنطرة", "Arch"))
    with searching(archive, tmp_path, {"a0001-s01": ("قالت إن القنطرة متينة", "one")}, prose=(page,)) as search:
        assert [hit["kind"] for hit in search.search("القنطرة")["hits"]] == ["statement", "page"]


@pytest.mark.parametrize("query", ["الجسر و العبور", "هل الجسر العبور", "ماذا عن الجسر العبور"])
def test_small_words_and_a_lone_and_ask_for_nothing(search: SiteSearch, query: str) -> None:
    assert set(found(search, query)) == set(found(search, "الجسر العبور")) != set()


@pytest.mark.parametrize("barred", ["الجسسر", "الجسرر", "Jisr"])
def test_what_only_resembles_a_word_is_not_left_out(search: SiteSearch, barred: str) -> None:
    answer = search.search(f"سلمى -{barred}", limit=500)
    assert answer["total"] == search.search("سلمى", limit=500)["total"]
    assert {"code": "barred", "word": barred, "used": []} in answer["notes"]


@pytest.mark.parametrize("query", ['-"الجسر', '-"الجسر الجديد', "-الجسر", '-"الجسر"'])
def test_an_exclusion_alone_is_never_a_wish(search: SiteSearch, query: str) -> None:
    answer = search.search(query)
    assert answer["hits"] == []
    assert answer["notes"][-1]["code"] == "missing"


def test_an_open_exclusion_ends_with_the_text(search: SiteSearch) -> None:
    assert found(search, 'سلمى -"افتتاح الجسر') == found(search, 'سلمى -"افتتاح الجسر"')


def suggested(search: SiteSearch, query: str, **request: Any) -> list[dict[str, Any]]:
    return list(search.search(query, **request)["suggestions"])


@pytest.mark.parametrize("filters", [{}, {"speaker": "salma-haddun"}, {"year": "2030"}])
@pytest.mark.parametrize("query", [
    "الجسر زظغثخ", "الجسر زظغثخ -العبور", '"افتتاح الجسر" زظغثخ', "الجسر البرتقال التوت"])
def test_a_suggestion_finds_what_it_promises(search: SiteSearch, query: str, filters: dict[str, str]) -> None:
    for one in suggested(search, query, filters=filters):
        answer = search.search(one["query"], filters=filters, limit=500)
        assert sum(hit["all"] for hit in answer["hits"]) == one["total"] > 0
        assert ("-العبور" in one["query"]) == ("-العبور" in query)


def test_unknown_words_lead_to_a_suggestion_without_them(search: SiteSearch) -> None:
    assert [one["query"] for one in suggested(search, "الجسر زظغثخ -العبور")] == ["الجسر -العبور"]


def test_an_article_gives_all_its_hits_when_asked(archive: Archive, tmp_path: Path) -> None:
    ids = [statement["id"] for statement in archive.statements["a0001"]]
    with searching(archive, tmp_path, dict.fromkeys(ids, ("قالت إن القنطرة متينة", "the arch"))) as search:
        (group,) = search.search("القنطرة", grouped=True, texts=True)["groups"]
        assert (group["id"], group["total"], len(group["hits"])) == ("a0001", len(ids), min(8, len(ids)))
        (whole,) = search.search("القنطرة", grouped=True, texts=True, article="a0001")["groups"]
        assert [hit["id"] for hit in whole["hits"]] == ids
        assert search.search("القنطرة", grouped=True, article="a0002")["total"] == 0


@pytest.mark.parametrize("text", ["جمال " + "字" * 480, "ب" * 130_000])
def test_words_without_end_are_indexed_and_cut(archive: Archive, tmp_path: Path, text: str) -> None:
    with searching(archive, tmp_path, {"a0001-s01": (text, "one")}) as search:
        assert search.search("الجسسر")["notes"][0]["code"] == "corrected"
        (hit,) = search.search(text.rpartition(" ")[2] if len(text) < 900 else "one", texts=True)["groups"][0]["hits"]
        assert any(is_marked for _, is_marked in hit["excerpt"])


def test_a_pasted_text_is_answered_soon(search: SiteSearch) -> None:
    answer = search.search(" ".join(f"زظغ{one}خ" for one in "ابتثجحخدذرزسشصضطظعغفقكلمنهوي" * 5))
    assert answer["hits"] == []
    assert "cut" in {note["code"] for note in answer["notes"]}
