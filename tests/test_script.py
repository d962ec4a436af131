"""Takes words in several scripts; proves that scripts and deceiving characters are told apart."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aqwal.arabic import script


@pytest.mark.parametrize(("text", "scripts"), [
    ("كلمة", {"Arabic"}), ("word", {"Latin"}), ("Łódź", {"Latin"}), ("слово", {"Cyrillic"}),
    ("词", {"Han"}),
    ("كلمة word", {"Arabic", "Latin"}),
    ("پنجره گچ ڤ", {"Arabic"}), ("2031 ٢٠٣١ !؟،", set()), ("📣", set()), ("", set()),
    ("ﻻ", {"Arabic"}), ("\U00020000", {"Han"}),
])
def test_scripts_are_told(text: str, scripts: set[str]) -> None:
    assert script.scripts_of(text) == scripts


@given(st.characters())
def test_scripts_agree_with_the_names_of_letters(char: str) -> None:
    """A letter that we place in a script bears that script in its Unicode name."""
    words = {"Arabic": "ARABIC", "Latin": "LATIN", "Cyrillic": "CYRILLIC", "Han": "CJK"}
    for found in script.scripts_of(char):
        assert words[found] in unicodedata.name(char, words[found]) or char in "々ʰʱʲʳʴʵʶʷʸ"


@pytest.mark.parametrize("char", ["\u200b", "\u200c", "\u200d", "\u200e", "\u200f", "\u202a", "\u202e", "\u2066",
                                  "\u2069", "\ufeff", "\u061c", "\u00ad", "\u2060"])
def test_invisible_characters_are_found(char: str) -> None:
    assert script.invisible_in(f"قبل{char}بعد") == char


def test_visible_text_is_left_in_peace() -> None:
    assert script.invisible_in("كلمةٌ مُشكَّلة، word 📣\n") == ""
    assert script.invisible_in("👩\u200d🔬") == ""


@pytest.mark.parametrize(("text", "found"), [
    ("سلمی", "ی"), ("کتاب", "ک"), ("خانۀ", "ۀ"), ("ېہھە", "ېہھە"), ("۱۲", "۱۲"), ("ﻭ", "ﻭ"),
    ("عربي ٱلكتاب پ چ ڤ گ", ""), ("ﷺ", ""),
])
def test_look_alikes_are_found(text: str, found: str) -> None:
    assert "".join(script.look_alikes_in(text)) == found


def test_look_alikes_name_the_letter_meant() -> None:
    for letter, meant in script.LOOK_ALIKE.items():
        assert list(script.look_alikes_in(letter)) == [letter]
        assert list(script.look_alikes_in(meant)) == []
