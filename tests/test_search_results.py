"""Takes the toy site's index; shows what an answer holds: filters and counts, groups and pages, excerpts, fields."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from aqwal.arabic.tokens import words
from aqwal.dataset import Archive
from aqwal.search.engine import SiteSearch
from search_asked import ALL, found

pytestmark = pytest.mark.site


@pytest.fixture(scope="module")
def search(site: Path) -> Iterator[SiteSearch]:
    with SiteSearch(site) as opened:
        yield opened


def values_of(hit: dict[str, Any], archive: Archive) -> dict[str, list[str]]:
    """Return what the records say a hit can be filtered by."""
    values: dict[str, list[str]] = {"kind": [hit["kind"]]}
    if hit["article"] is None:
        return values
    article = archive.articles[hit["article"]]
    values["publisher"] = [article["publisher"]] if article["publisher"] else []
    values["year"] = [article["published"]["date"][:4]] if article["published"]["date"] else []
    values["topic"], values["event"] = article["topics"], article["events"]
    if hit["kind"] == "statement":
        _, statement = archive.statement_by_id[hit["id"]]
        values["speaker"], values["type"] = statement["speakers"], [statement["type"]]
        values["topic"], values["event"] = statement["about"], [statement["event"]] if statement["event"] else []
    return values


FILTERS = [("speaker", "salma-haddun"), ("publisher", "wadinur-post"), ("year", "2030"), ("topic", "trade"),
           ("event", "stork-bridge-opening"), ("type", "direct"), ("kind", "statement"), ("kind", "digest")]
QUERIES = ["الجسر", "حدون", "العبور", "bridge"]


@pytest.mark.parametrize("query", QUERIES)
def test_facets_count_what_the_records_say(search: SiteSearch, archive: Archive, query: str) -> None:
    answer = search.search(query, limit=ALL, facets=True)
    wanted: dict[str, Counter[str]] = {name: Counter() for name in answer["facets"]}
    for hit in answer["hits"]:
        for name, values in values_of(hit, archive).items():
            wanted[name].update(values)
    given = {name: {value: count for value, _, count in rows} for name, rows in answer["facets"].items()}
    assert given == wanted
    assert all(given[name] for name in ("speaker", "publisher", "year", "topic", "event", "type", "kind"))


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize(("name", "value"), FILTERS)
def test_a_filter_leaves_what_the_records_say(search: SiteSearch, archive: Archive, query: str, name: str,
                                              value: str) -> None:
    every = search.search(query, limit=ALL)["hits"]
    wanted = {f"{hit['kind']} {hit['id']}" for hit in every if value in values_of(hit, archive).get(name, [])}
    assert set(found(search, query, filters={name: value})) == {one for one in wanted if not one.startswith("page")}


def test_the_count_of_a_value_is_what_its_filter_leaves(search: SiteSearch) -> None:
    facets = search.search("الجسر", facets=True)["facets"]
    for name, rows in facets.items():
        for value, _, count in rows:
            assert search.search("الجسر", filters={name: value})["total"] == count, (name, value)


def test_filters_are_combined(search: SiteSearch) -> None:
    filters = {"speaker": "salma-haddun", "publisher": "sada-burjana", "type": "indirect"}
    wanted = {f"statement a0001-s{number}" for number in ("01", "05", "09")}
    assert set(found(search, "حدون", filters=filters)) == wanted


@pytest.mark.parametrize(("name", "value"), FILTERS[:-1])
def test_a_filter_alone_finds_all_it_leaves(search: SiteSearch, archive: Archive, name: str, value: str) -> None:
    wanted = set()
    for _, statement in archive.each_statement():
        hit = {"kind": "statement", "id": statement["id"], "article": statement["id"].partition("-")[0]}
        if value in values_of(hit, archive).get(name, []):
            wanted.add(f"statement {statement['id']}")
    assert wanted != set()
    assert wanted == {one for one in found(search, "", filters={name: value}) if one.startswith("statement")}


def test_a_facet_has_names_in_the_language_asked_for(search: SiteSearch) -> None:
    names = {language: {value: name for value, name, _ in search.search("الجسر", facets=True, language=language)
                        ["facets"]["publisher"]} for language in ("ar", "en")}
    assert names == {"ar": {"sada-burjana": "صدى برجانة", "wadinur-post": "بريد وادينور"},
                     "en": {"sada-burjana": "Sada Burjana", "wadinur-post": "Wadinur Post"}}


@pytest.mark.parametrize("filters", [{"type": "shouted"}, {"speaker": "nobody"}, {"year": "1999"}, {"kind": "poem"}])
def test_a_value_that_no_record_has_leaves_nothing(search: SiteSearch, filters: dict[str, str]) -> None:
    assert search.search("الجسر", filters=filters)["total"] == 0


# --- what is shown --------------------------------------------------------------------------------------------------

def test_hits_are_grouped_by_article_in_the_order_of_their_best(search: SiteSearch) -> None:
    answer = search.search("الأعمدة", limit=ALL, grouped=True, texts=True)
    assert answer["groups_total"] == len(answer["groups"])
    articles = [group for group in answer["groups"] if group["kind"] == "article"]
    assert [group["path"] for group in articles] == ["articles/a0001/", "articles/a0003/"]
    assert [hit["id"] for hit in articles[1]["hits"]] == ["a0003", "a0003-s05"]


def test_pages_of_groups_follow_each_other(search: SiteSearch) -> None:
    every = search.search("الجسر", limit=ALL, grouped=True, texts=True)["groups"]
    assert len(every) > 4
    pages = [search.search("الجسر", limit=2, offset=start, grouped=True, texts=True)["groups"]
             for start in range(0, len(every) + 2, 2)]
    assert [group for page in pages for group in page] == every
    assert pages[-1] == []


def test_pages_of_hits_follow_each_other(search: SiteSearch) -> None:
    every = search.search("الجسر", limit=ALL)["hits"]
    pages = [search.search("الجسر", limit=5, offset=start)["hits"] for start in range(0, len(every), 5)]
    assert [hit for page in pages for hit in page] == every


@pytest.mark.parametrize("query", ["الأعمدة", "عمود", "لجنة مشتركة", "mulberry", "العبور", "سلمى حدون", '"له بطاقة"'])
@pytest.mark.parametrize("language", ["ar", "en"])
def test_excerpts_mark_whole_words_that_were_found(search: SiteSearch, query: str, language: str) -> None:
    answer = search.search(query, limit=ALL, texts=True, language=language)
    assert answer["total"] > 0
    forms = {f"{hit['kind']} {hit['id']}": set(hit["matched"]) for hit in answer["hits"]}
    for group in answer["groups"]:
        for hit in group["hits"]:
            text = "".join(piece for piece, _ in hit["excerpt"])
            for before, (piece, is_marked) in zip([["", False], *hit["excerpt"]], hit["excerpt"], strict=False):
                if is_marked:
                    assert set(words(piece)) & forms[f"{hit['kind']} {hit['id']}"], piece
                    assert not before[0][-1:].isalnum(), text
            marked = [piece for piece, is_marked in hit["excerpt"] if is_marked]
            assert len(words(text)) >= len(marked)


def test_an_excerpt_marks_words_with_their_vowel_signs(search: SiteSearch) -> None:
    (group,) = search.search("فحصت", texts=True, filters={"kind": "statement", "publisher": "wadinur-post"})["groups"]
    assert ["فُحصت", True] in group["hits"][0]["excerpt"]


def test_a_statement_is_shown_with_its_speaker_and_page(search: SiteSearch) -> None:
    answer = search.search("مشتركة", texts=True, filters={"kind": "statement"})
    shown = answer["groups"][0]["hits"][0]
    assert {key: shown[key] for key in ("kind", "id", "path", "by", "type", "lang")} == {
        "kind": "statement", "id": "a0001-s05", "path": "statements/a0001-s05/", "by": "سلمى حدون وسليم حدون",
        "type": "indirect", "lang": "ar"}
    english = search.search("مشتركة", texts=True, filters={"kind": "statement"}, language="en")["groups"][0]
    assert english["hits"][0]["by"] == "Salma Haddun and Salim Haddun"
    assert english["outlet"] == "Sada Burjana"


def test_a_title_that_is_markup_is_given_as_the_text_it_is(search: SiteSearch) -> None:
    answer = search.search("alert", texts=True, language="en", filters={"kind": "title"})
    assert answer["groups"][0]["title"] == '<script>alert(1)</script> & "quotes"'


def test_a_hit_has_the_fields_that_are_documented(search: SiteSearch) -> None:
    answer = search.search("الجسر", limit=ALL)
    assert {"query", "total", "partial", "notes", "suggestions", "hits"} <= answer.keys()
    for hit in answer["hits"]:
        assert {"kind", "id", "article", "paragraph", "start", "end", "score", "matched"} <= hit.keys()
        assert isinstance(hit["score"], float | int)
        assert (hit["start"], hit["end"]) == (None, None), "a public index has no places in the source"
        assert (hit["article"] is None) == (hit["kind"] in {"speaker", "publisher", "event", "topic", "page"})
        assert (hit["paragraph"] is not None) == (hit["kind"] == "digest")


@pytest.mark.parametrize("query", ["الجسر", "عمود", "Salma", "لجنة مشتركة", "البرتقل"])
def test_every_hit_says_which_form_was_found(search: SiteSearch, query: str) -> None:
    assert [hit["id"] for hit in search.search(query, limit=ALL)["hits"] if not hit["matched"]] == []


def test_the_same_question_has_the_same_answer(search: SiteSearch, site: Path) -> None:
    queries = ["الجسر", "سلمى حدون", "البرتقل", "", "الجسر"]
    answers = [search.search(query, grouped=True, texts=True, facets=True) for query in queries]
    with SiteSearch(site) as other:
        again = [other.search(query, grouped=True, texts=True, facets=True) for query in reversed(queries)]
    assert answers == list(reversed(again))
