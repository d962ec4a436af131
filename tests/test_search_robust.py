"""Takes queries that nobody should type; shows that the search answers each without fail, soon, and runs none of it."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aqwal.dataset import Archive
from aqwal.derive.sayings import Sayings
from aqwal.search.documents import Source, article_documents, other_documents
from aqwal.search.engine import SiteSearch

pytestmark = pytest.mark.site
SOON = 5.0
"""Seconds; an answer takes a hundredth of that, but machines are sometimes busy."""
FIELDS = {"query", "total", "partial", "notes", "suggestions", "hits", "groups", "facets"}


@pytest.fixture(scope="module")
def search(site: Path) -> Iterator[SiteSearch]:
    with SiteSearch(site) as opened:
        yield opened


@pytest.fixture(scope="module")
def texts(archive: Archive, sayings: Sayings) -> list[str]:
    """Everything that a card may show of a record."""
    source = Source(archive, sayings)
    cards = (document.card for document in (*article_documents(source), *other_documents(source)))
    return [text for card in cards for part in card["parts"] for text in part["text"]]


def answered(search: SiteSearch, query: str, **request: Any) -> dict[str, Any]:
    """Ask for everything there is to show; the answer must be whole and come soon."""
    began = time.monotonic()
    answer = search.search(query, grouped=True, texts=True, facets=True, **request)
    assert time.monotonic() - began < SOON
    assert answer.keys() >= FIELDS
    assert len(answer["hits"]) <= answer["total"]
    return answer


@pytest.mark.parametrize("query", ["", " ", "\n", "\t \u00a0", "\u200f", "ـ", "َ", "ء"])
def test_the_first_query_of_all_may_be_empty(site: Path, query: str) -> None:
    with SiteSearch(site) as fresh:
        assert answered(fresh, query)["total"] == 0
        assert answered(fresh, "الجسر")["total"] > 0


@pytest.mark.parametrize("query", [
    '"', '""', '"""""', "«»", "“”„", "-", "--", "- - -", '-""', '"-"', '-"-"-', '" "', "()", "*", "?", ".*", "[", "\\",
    "^$", "(?=", "|", "%", "+", "&", "<", "<!--", "`${}`", "'", "';--", "_", "__", "🙂", "\0", "\x1b[", "\x7f\x80\x9f",
    "\u2028\u2029", "\ufffe\uffff", "\ud800", "\udc00", "\udc00\ud800", "\U0010ffff", "\ue000", "ـــــ", "ًٌٍَُِّْ",
    "\u202e\u2066", "\ufeff",
])
def test_what_holds_no_word_finds_nothing(search: SiteSearch, query: str) -> None:
    answer = answered(search, query)
    assert (answer["total"], answer["notes"], answer["suggestions"]) == (0, [], [])


@pytest.mark.parametrize("query", [
    "جسر\0", "\x07جسر", "جسر\ud800", "\udfffجسر", '"جسر', 'جسر"', "جسر)", "(جسر", "جسر*", "جسر.*", "[جسر]", "جسر\\",
    "<جسر>", "جسر & -", "جسر -", "- جسر", "'جسر'", "\u202eجسر\u202c", "\ufeffجسر", "جسر\u2028", "   جسر   ", "جسر؟!",
    "#جسر", "@جسر", "جسر/", "جسر\r\n",
])
def test_signs_around_a_word_do_not_hide_it(search: SiteSearch, query: str) -> None:
    ids = {hit["id"] for hit in answered(search, query)["hits"]}
    assert "a0001" in ids


@pytest.mark.parametrize("query", [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "javascript:alert(1)", "{{ 7*7 }}", "${7*7}",
    "');throw new Error('x');//", "\"]);throw 1;//", "*/throw 1/*", "\u2028throw 1",
])
def test_what_looks_like_a_program_is_text(search: SiteSearch, query: str) -> None:
    answer = answered(search, query)
    assert answer["query"] == query
    assert answered(search, "الجسر")["total"] > 0


def test_markup_in_a_record_is_found_as_text(search: SiteSearch) -> None:
    answer = answered(search, "<script>alert(1)</script>", language="en")
    assert "a0004" in {hit["id"] for hit in answer["hits"]}


PROTOTYPE = ["__proto__", "constructor", "prototype", "hasOwnProperty", "toString", "valueOf", "__defineGetter__",
             "isPrototypeOf", "then", "toJSON", "length", "undefined", "null", "NaN", "Infinity", "true"]


@pytest.mark.parametrize("name", PROTOTYPE)
def test_names_of_the_language_are_words_like_others(search: SiteSearch, name: str) -> None:
    for query in (name, f'"{name}"', f"-{name}", f"الجسر {name}", f"الجسر -{name}"):
        assert answered(search, query)["query"] == query
    assert answered(search, f"الجسر -{name.strip('_')}")["total"] == answered(search, "الجسر")["total"]


@pytest.mark.parametrize("name", PROTOTYPE)
def test_names_of_the_language_are_no_filters_and_no_values(search: SiteSearch, name: str) -> None:
    every = answered(search, "الجسر")["total"]
    assert answered(search, "الجسر", filters={name: "x"})["total"] == every
    for facet in ("speaker", "publisher", "year", "topic", "event", "type", "kind"):
        assert answered(search, "الجسر", filters={facet: name})["total"] == 0


@pytest.mark.parametrize("filters", [
    None, {}, [], "speaker", 5, {"speaker": None}, {"speaker": ""}, {"speaker": {"a": 1}},
    {"speaker": ["salma-haddun"]}, {"year": 2030}, {"type": 0}, {"kind": True}, {"speaker": "\ud800"},
    {"speaker": "x" * 10_000},
])
def test_filters_of_any_shape_are_answered(search: SiteSearch, filters: Any) -> None:
    answered(search, "الجسر", filters=filters)


@pytest.mark.parametrize("request_", [
    {"limit": 0}, {"limit": -1}, {"limit": 1.5}, {"limit": "20"}, {"limit": None}, {"limit": 10**9}, {"offset": -5},
    {"offset": 10**9}, {"offset": "x"}, {"language": "fr"}, {"language": None}, {"language": "__proto__"}, {"more": 1},
])
def test_requests_of_any_shape_are_answered(search: SiteSearch, request_: dict[str, Any]) -> None:
    assert answered(search, "الجسر", **request_)["total"] > 0


@pytest.mark.parametrize("query", [None, 5, True, ["الجسر"], {"a": 1}, []])
def test_a_query_that_is_no_text_is_answered(search: SiteSearch, query: Any) -> None:
    answered(search, query)


def test_an_endless_query_is_cut_and_said_to_be(search: SiteSearch) -> None:
    for query in ("جسر " * 2500, "ج" * 10_000, "جسر" * 3334, "\"" * 10_000, "-" * 10_000, "a" * 10_000, "🙂" * 5000,
                  "َ" * 10_000, "(" * 10_000, "\ud800" * 10_000 + "جسر " * 300):
        answer = answered(search, query)
        has_words = any(sign.isalpha() for sign in query)
        assert not has_words or "cut" in {note["code"] for note in answer["notes"]}, query[:10]


def test_a_pasted_text_is_answered_from_its_beginning(search: SiteSearch, texts: list[str]) -> None:
    """Everything the site shows, one text after another: the first twenty-four words are searched, and that is said."""
    pasted = "\n".join(text for text in texts if text)
    assert len(pasted) > 5_000
    answer = answered(search, pasted)
    assert "cut" in {note["code"] for note in answer["notes"]}
    assert answered(search, f"الجسر {pasted}")["notes"]


def test_a_pasted_paragraph_finds_where_it_was_taken_from(search: SiteSearch, texts: list[str]) -> None:
    longest = max(texts, key=len)
    found = answered(search, longest, limit=3)["hits"]
    assert found
    assert found[0]["kind"] in {"statement", "digest", "page", "event", "topic"}


def test_thousands_of_different_words_are_cut(search: SiteSearch) -> None:
    query = " ".join(f"كلمة{number}" for number in range(5000))
    assert "cut" in {note["code"] for note in answered(search, query)["notes"]}


def test_many_quotations_and_barred_words_are_answered(search: SiteSearch) -> None:
    answered(search, "\"جسر\" " * 150)
    answered(search, "-جسر " * 200)
    answered(search, "\"جسر " * 200)
    answered(search, "جسر الجسر والجسر للجسر " * 40)


def test_words_of_the_longest_query_that_is_read_are_all_used(search: SiteSearch) -> None:
    """Some fillers that join sentences, then the words that count."""
    assert "a0001-s09" in {hit["id"] for hit in answered(search, "من على في شجرة توت عمود")["hits"]}


WORDS = ["جسر", "الجسر", "حدون", "سلمى", "Salma", "lin", "لجنة", "2031", "٢٠٣١", "في", "the", "برتقل", "ال", "ب", "a"]
SIGNS = ["\"", "«", "»", "-", " ", " -", "\0", "\ud800", "\u202e", "َ", "ـ", "(", ".", "\n", "ﷲ", "﷼", "İ", "ß", "Σ"]
TYPED = st.lists(st.sampled_from(WORDS + SIGNS + [" "] * 8) | st.text(max_size=4), max_size=25).map("".join)
HALVES = st.text(st.characters(categories=["Cs"]) | st.sampled_from("جسر \""), max_size=20)


@settings(deadline=None, max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TYPED | st.text(max_size=60) | HALVES)
def test_any_text_is_answered_soon(search: SiteSearch, query: str) -> None:
    answered(search, query, limit=5)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.sampled_from(["speaker", "year", "kind", "type", "topic", "x"]) | st.text(max_size=8),
                       st.text(max_size=8) | st.integers() | st.none() | st.booleans(), max_size=4))
def test_any_filters_are_answered(search: SiteSearch, filters: dict[str, Any]) -> None:
    answered(search, "الجسر", filters=filters, limit=3)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TYPED)
def test_marks_give_the_text_back(search: SiteSearch, texts: list[str], query: str) -> None:
    """However a text is cut and marked, its pieces are the text."""
    for group in answered(search, query, limit=3)["groups"]:
        if group["kind"] == "page":
            continue
        for hit in group["hits"]:
            assert all(isinstance(piece, str) and piece and is_marked in (True, False)
                       for piece, is_marked in hit["excerpt"])
            text = "".join(piece for piece, _ in hit["excerpt"]).removeprefix("… ").removesuffix(" …")
            assert text
            assert any(text in one for one in texts)
