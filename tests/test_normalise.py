"""Takes spellings; shows that those of one word fold to one form, whatever marks, carriers or digits they use."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aqwal.arabic.normalise import DROPPED, FOLDED, fold

LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
MARKS = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670\u0640\u200c\u200d\u200e\u200f\u2067\u2069\ufeff"


@pytest.mark.parametrize(("written", "folded"), [
    ("الحُكُومَة", "الحكومه"),
    ("الحكومـــة", "الحكومه"),
    ("إلى أين آل ٱسم", "الي اين ال اسم"),
    ("مسؤول شؤون", "مسوول شوون"),
    ("هيئة بناء", "هييه بنا"),
    ("کتاب گل", "كتاب كل"),
    ("پارک چای ڤيلا", "بارك جاي فيلا"),
    ("خانۀ هۃ ہم ے", "خانه هه هم ي"),
    ("١٢٣ ۴۵۶ 789", "123 456 789"),
    ("ﷲ ﻻ ﺷﻤﺲ", "الله لا شمس"),
    ("RT Arabic ＡＢＣ", "rt arabic abc"),
    ("a\u200bb\u202ec\u00ad", "abc"),
    ("\u0627\u0654\u0645\u0631", "امر"),
    ("اآ\u0653", "اا"),
    ("e\u200d\u0301", "\u00e9"),
])
def test_spellings_fold(written: str, folded: str) -> None:
    assert fold(written) == folded


def test_different_words_stay_apart() -> None:
    assert len({fold(word) for word in ("جسر", "جسور", "حسر", "جزر", "صدى", "صد", "علم", "عالم")}) == 8


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_nothing_foldable_is_left(text: str) -> None:
    left = set(fold(text))
    assert not left & DROPPED
    assert not left & FOLDED.keys()
    assert unicodedata.is_normalized("NFKC", fold(text))


@given(st.text())
def test_case_and_normal_form_do_not_count(text: str) -> None:
    for form in ("NFC", "NFD", "NFKC", "NFKD"):
        assert fold(unicodedata.normalize(form, text)) == fold(text)


@given(st.text(LETTERS + " ", min_size=1), st.data())
def test_marks_anywhere_do_not_count(word: str, data: st.DataObject) -> None:
    places = data.draw(st.lists(st.tuples(st.integers(0, len(word)), st.sampled_from(MARKS))))
    marked = list(word)
    for place, mark in sorted(places, reverse=True):
        marked.insert(place, mark)
    assert fold("".join(marked)) == word


@given(st.text(st.characters(max_codepoint=127)))
def test_ascii_only_changes_case(text: str) -> None:
    assert fold(text) == text.lower()
