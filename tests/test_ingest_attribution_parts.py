"""Takes marks, verb forms, any text; proves the parts of the attribution, and that no text breaks or stalls it."""

import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aqwal.arabic.normalise import fold
from aqwal.ingest.attribution import find_statements
from aqwal.ingest.attribution.lexicon import rows, verbs
from aqwal.ingest.attribution.mentions import Line
from aqwal.ingest.attribution.quotations import quotations
from aqwal.ingest.attribution.spellings import same_name
from aqwal.ingest.attribution.subjects import subject_at
from aqwal.ingest.attribution.vocabulary import head_class, is_given, names_somebody
from aqwal.ingest.attribution.words import words_in
from aqwal.ingest.page import ArticleSpans, Span
from aqwal.paths import PROJECT
from attribution_reading import KNOWN, read, spans
from bench.ingest.gold import GoldArticle, read_page

GOLDEN = Path(__file__).with_name("attribution_golden.tsv")
PIECES = ("قال", "وأضافت", "مؤكدا", "بحسب", "على حد قوله", "جاء في بيان", "إن", "أن", "إلى", "لم", "الذي", "المصدر",
          "الوزير", "الوزيران", "وزيرة النقل", "سمير الحلبي", "سميرة", "والسفير", "بعض", "من", "فتح", "الجسر", "123",
          "Ab", "«", "»", '"', "“", "''", ":", "،", ".", "\n", "(", "ـ", "ء")
SECONDS = 4.0


def quoted(text: str) -> list[str]:
    return [text[one.inner:one.inner_end] for one in quotations(text, 0, len(text))]


def names(text: str) -> list[str]:
    return [one.text for one in subject_at(Line(text, words_in(text, 0, len(text))), 0)[0]]


def test_a_quotation_within_another_of_the_same_kind_is_nested() -> None:
    text = "قال «إن «الجسر» متين»."
    assert [(text[one.inner:one.inner_end], one.depth) for one in quotations(text, 0, len(text))] == [
        ("إن «الجسر» متين", 0), ("الجسر", 1)]


def test_a_missing_closing_mark_ends_the_outermost_quotation() -> None:
    assert quoted("قال «إن «الجسر متين».") == ["إن «الجسر متين"]


def test_a_quotation_left_open_reaches_to_the_end() -> None:
    assert [one.is_closed for one in quotations("قال «الجسر متين", 0, 15)] == [False]


def test_a_letter_may_be_glued_before_a_mark() -> None:
    assert quoted('وصفه بـ"الجسر الكبير" وبـ"الباب"') == ["الجسر الكبير", "الباب"]


@pytest.mark.parametrize(("form", "lemma", "gender", "number", "participle"), [
    ("قالت", "قال", "f", 0, False), ("قالا", "قال", "m", 2, False), ("يؤكدون", "أكد", "m", 3, False),
    ("مشيرة", "أشار", "f", 1, True), ("تدعو", "دعا", "f", 0, False), ("نفت", "نفى", "f", 0, False),
    ("شارحا", "شرح", "m", 1, True),
])
def test_a_verb_is_known_by_its_forms(form: str, lemma: str, gender: str, number: int, participle: bool) -> None:
    verb = verbs()[fold(form)]
    assert (verb.lemma, verb.gender, verb.number, verb.participle) == (fold(lemma), gender, number, participle)


def test_every_row_of_the_verbs_has_a_verb_of_its_own() -> None:
    lemmas = [fold(row[0].removeprefix("+")) for row in rows("verbs.tsv")]
    assert len(lemmas) == len(set(lemmas))


def test_a_word_is_the_head_of_a_name_also_with_article_owner_or_dual() -> None:
    assert [head_class(fold(word)) for word in ("وزير", "الوزيرة", "مديرها", "الوزيران", "شركة", "سكان", "شجرة")] == [
        "title", "title", "title", "title", "org", "group", ""]


def test_a_word_of_the_language_names_nobody() -> None:
    assert is_given(fold("سمير"))
    assert not names_somebody(fold("شجرة"))
    assert not names_somebody(fold("سيذهبون"))


@pytest.mark.parametrize(("text", "expected"), [
    ("وزير النقل السابق سمير الحلبي في دمشق", ["وزير النقل السابق سمير الحلبي"]),
    ("سمير عبد الله الحلبي إن", ["سمير عبد الله الحلبي"]),
    ("مصدر في وزارة النقل أن", ["مصدر في وزارة النقل"]),
    ("روسيا والصين إن", ["روسيا", "الصين"]),
    ("عدد من السكان إن", ["عدد من السكان"]),
    ("شجرة كبيرة", []),
])
def test_a_name_is_read_to_its_end(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(("one", "other", "same"), [
    ("لافروف", "سيرغي لافروف", True), ("سيرجي لافروف", "سيرغي لافروف", True), ("عبد", "سمير عبد", True),
    ("سمير الحلبي", "سامر الحمصي", False),
])
def test_names_are_one_persons_if_one_is_part_of_the_other(one: str, other: str, same: bool) -> None:
    assert same_name(tuple(fold(one).split()), tuple(fold(other).split())) is same


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join) | st.text(max_size=120), st.booleans())
def test_any_text_gives_statements_within_it(text: str, has_title: bool) -> None:
    result = read(text, title="قال الوزير: نعم" if has_title else None)
    whole = f"قال الوزير: نعم\n{text}" if has_title else text
    for one in result.statements:
        start, end = one.content
        assert 0 <= start < end <= len(whole)
        assert whole[start:end] == whole[start:end].strip()
        assert one.speakers
        assert 0 < one.confidence < 1
        assert one.cue is None or 0 <= one.cue[0] < one.cue[1] <= len(whole)
        assert one.nested_in is None or one.nested_in < len(result.statements)


def test_the_same_text_gives_the_same_statements() -> None:
    text = "قالت الوزيرة سميرة النجدي إن الجسر يفتح غدا، مضيفة أن العمل انتهى."
    assert read(text) == read(text)


@pytest.mark.parametrize("text", [
    pytest.param('"' * 100_000, id="straight marks"),
    pytest.param("«" * 50_000, id="opening marks"),
    pytest.param("«" * 30_000 + "»" * 30_000, id="deep nesting"),
    pytest.param("» «\n" * 20_000, id="reversed marks"),
    pytest.param("ن" * 10_000_000, id="one word"),
    pytest.param("قال " * 50_000, id="verbs"),
    pytest.param(":" * 100_000, id="colons"),
    pytest.param("بعض " * 50_000, id="quantities"),
    pytest.param("قال" + " " * 1_000_000 + "إن", id="blanks"),
    pytest.param("قال سمير: نعم. " * 5_000, id="short speeches"),
    pytest.param("وجاء في بيان أن " * 10_000, id="texts"),
    pytest.param("قال أن " * 8_000, id="clauses"),
])
def test_a_hostile_text_ends_in_time(text: str) -> None:
    begun = time.process_time()
    find_statements(text, spans(text), KNOWN)
    assert time.process_time() - begun < SECONDS


def lines_of(text: str, article: GoldArticle) -> tuple[Span, ...]:
    """Return the lines of a body, from the first of its places to the last."""
    body = article.body(text)
    lines = [[place for place in range(*line.span()) if place in body] for line in re.finditer("[^\n]+", text)]
    return tuple((places[0], places[-1] + 1) for places in lines if places)


@pytest.mark.parametrize("stem", ["02-two-ministers", "12-riyadh-delhi"])
def test_two_pages_are_read_as_before(stem: str) -> None:
    page = read_page(PROJECT / "scripts/bench/ingest/pages" / f"{stem}.page")
    article = page.articles[0]
    whole = ArticleSpans(1, article.title, "gold", lines_of(page.text, article), ())
    result = find_statements(page.text, whole, KNOWN)
    lines = [f"{stem}\t{one.type}\t{' + '.join(speaker.name for speaker in one.speakers)}\t"
             f"{' '.join(page.text[slice(*one.content)].split())}" for one in result.statements]
    assert lines == [line for line in GOLDEN.read_text("utf-8").splitlines() if line.startswith(f"{stem}\t")]
