"""Takes the golden vectors of the normaliser; holds its Python form and its JavaScript form to them and to each other.

`pytest tests/test_normaliser_js.py --bless` makes the vectors anew from made-up syllables; read what changed.
"""

import itertools
import json
import random
import re
import sys
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from py_mini_racer import MiniRacer

from aqwal.arabic.normalise import DROPPED, FOLDING, fold
from aqwal.arabic.tokens import words
from aqwal.paths import SEARCH_SCRIPTS

VECTORS = Path(__file__).parent / "normaliser.json"
Read = tuple[str, list[str], list[tuple[int, int, list[str]]]]
"""Folded form, words, and stretches: start and end in UTF-16 units, words."""
NO_CHARACTER = frozenset({"Cn", "Cs", "Co"})
UNSEEN = frozenset({"Cc", "Cf", "Cs", "Mn", "Me", "Zl", "Zp", "Zs"})
FORM = """
const normaliser = aqwalNormalise({tables});
const all = (texts) => texts.map((text) => [normaliser.fold(text), normaliser.words(text), normaliser.stretches(text)]);
const each = (text) => [...text].map((character) => [normaliser.fold(character), normaliser.words(character)]);
"""
LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأؤإئىة"
OTHERS = "پچژگکیےہھۀۃەۆێڵڕڤٹڈڑں"
MARKS = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0653\u0654\u0655\u0670\u06d6\u06e1\u08f0"
JOINERS = ("\u0640\u200c\u200d\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e"
           "\u2066\u2067\u2068\u2069\u2060\ufeff\u00ad\u200b")
SIGNS = "،؛؟.!:«»“”\"'()[]{}<>-–—…/\\|*+?^$_=%٪٫٬۔&@#~`\u00a0\u2003\t\n\r"
ARABIC = [range(0x0600, 0x0700), range(0x0750, 0x0780), range(0x0870, 0x0900), range(0xFB50, 0xFE00),
          range(0xFE70, 0xFF00), range(0x1EE00, 0x1EF00)]
LATIN = [range(0x00C0, 0x0250), range(0x1E00, 0x1F00), range(0xFF21, 0xFF5B)]
CYRILLIC = [range(0x0400, 0x0530), range(0x0370, 0x0400), range(0x1F00, 0x2000)]
EMOJI = "😀👍🏽👩‍💻🇯🇴❤️📣👨‍👩‍👧‍👦☕⚽"


def assigned(ranges: list[range]) -> list[str]:
    return [chr(code) for codes in ranges for code in codes if unicodedata.category(chr(code)) not in NO_CHARACTER]


class Maker:
    """Makes words that no language has, always the same ones."""

    def __init__(self) -> None:
        self.chance = random.Random(1444)

    def word(self, letters: str = LETTERS) -> str:
        return "".join(self.chance.choices(letters, k=self.chance.randint(2, 7)))

    def dressed(self, word: str, among: str, most: int = 3) -> str:
        """Put some characters after each letter."""
        return "".join(letter + "".join(self.chance.choices(among, k=self.chance.randint(0, most))) for letter in word)

    def sentence(self, size: int) -> str:
        kinds = [self.word, lambda: self.word(OTHERS + LETTERS), lambda: self.dressed(self.word(), MARKS),
                 lambda: self.dressed(self.word(), JOINERS, 1), lambda: self.word("abcdefghijklmnopqrstuvwxyzÉÖñŠ"),
                 lambda: self.word("٠١٢٣٤٥٦٧٨٩"), lambda: self.word("۰۱۲۳۴۵۶۷۸۹"), lambda: self.word("0123456789"),
                 lambda: self.word("АБВГДЕЖЗИЙЪыэюяё"), lambda: self.word("山林水火木金土天地人")]
        return "".join(self.chance.choice(kinds)() + self.chance.choice(SIGNS + " " * 40) for _ in range(size))

    def inputs(self) -> Iterator[str]:
        """Yield what the vectors hold, kind by kind."""
        yield from ("", " ", "\0", "\u0640\u0640", "\u064e", "\ufeff", "\u200d", "_", "a_b", "ب_ت", "1\u06602\u06f03",
                    "İIıi", "ΑΣ ΣΑΣ", "ﬁ ﬀ ẞ ß", "e\u0301 é", "ﷲ ﷺ ﻻ ﻷ ﷴ", "½ ² ① Ⅷ ㊀",
                    "x\u0000y\u0007z", "한국 ﾊﾟ カ゛")
        yield from (f"ب{letter}ت" for letter in assigned(ARABIC))
        for ranges in (LATIN, CYRILLIC):
            letters = assigned(ranges)
            yield from ("".join(letters[start:start + 4]) for start in range(0, len(letters), 4))
        digits = [chr(code) for code in range(sys.maxunicode) if unicodedata.category(chr(code)) == "Nd"]
        yield from ("".join(digits[start:start + 10]) for start in range(0, len(digits), 10))
        yield from (f"{self.word()}{sign}{self.word()}" for sign in SIGNS + EMOJI + JOINERS for _ in range(2))
        yield from (self.dressed(self.word(), MARKS) for _ in range(250))
        yield from (self.dressed(self.word(LETTERS + OTHERS), JOINERS, 2) for _ in range(200))
        yield from (self.dressed(self.word(), "\u0640", 9) for _ in range(40))
        yield from (unicodedata.normalize(form, self.dressed(self.word("أإآؤئۀۂۓéöñ"), MARKS, 1))
                    for form in ("NFC", "NFD", "NFKC", "NFKD") for _ in range(15))
        yield from (self.sentence(self.chance.randint(2, 9)) for _ in range(350))
        yield from ("".join(self.chance.choices(EMOJI + LETTERS + JOINERS, k=12)) for _ in range(60))
        yield from (self.sentence(400) for _ in range(3))
        yield from (self.word() * 500, self.dressed(self.word() * 200, MARKS + JOINERS, 3))


def printable(vectors: list[Any]) -> str:
    """Write a vector in each line; what cannot be seen is escaped, so that the file reads as it is."""
    lines = (json.dumps(vector, ensure_ascii=False) for vector in vectors)
    return "[\n" + ",\n".join("".join(map(seen, line)) for line in lines) + "\n]\n"


def seen(sign: str) -> str:
    is_shown = sign == " " or unicodedata.category(sign) not in UNSEEN or ord(sign) > 0xFFFF
    return sign if is_shown else f"\\u{ord(sign):04x}"


@pytest.fixture(scope="module")
def vectors(bless: bool) -> list[tuple[str, str, list[str]]]:
    if bless:
        inputs = list(dict.fromkeys(Maker().inputs()))
        VECTORS.write_text(printable([[text, fold(text), words(text)] for text in inputs]), "utf-8")
    return [(text, folded, found) for text, folded, found in json.loads(VECTORS.read_text("utf-8"))]


@pytest.fixture(scope="module")
def context() -> Iterator[MiniRacer]:
    with MiniRacer() as opened:
        opened.eval((SEARCH_SCRIPTS / "10-normalise.js").read_text("utf-8") + FORM.replace("{tables}", FOLDING))
        yield opened


@pytest.fixture(scope="module")
def in_script(context: MiniRacer) -> Callable[[list[str]], list[Read]]:
    """The JavaScript form, many texts at once."""
    def read(texts: list[str]) -> list[Read]:
        return [(folded, found, [(start, end, inside) for start, end, inside in stretches])
                for folded, found, stretches in context.call("all", texts)]
    return read


def differences(texts: list[str], script: list[Read]) -> list[str]:
    return [text for text, (folded, found, _) in zip(texts, script, strict=True)
            if (folded, found) != (fold(text), words(text))]


def pieces(text: str, stretches: list[tuple[int, int, list[str]]]) -> list[str]:
    """Cut the stretches out of the original, whose places JavaScript counts in UTF-16 units."""
    units = text.encode("utf-16-le", "surrogatepass")
    return [units[2 * start:2 * end].decode("utf-16-le", "surrogatepass") for start, end, _ in stretches]


def is_inside(character: str) -> bool:
    return unicodedata.category(character)[0] in "LNM" or character in DROPPED


def test_there_are_enough_vectors_and_none_twice(vectors: list[tuple[str, str, list[str]]]) -> None:
    assert len({text for text, _, _ in vectors}) == len(vectors) >= 2000


def test_vectors_hold_every_letter_and_mark_of_the_arabic_blocks(vectors: list[tuple[str, str, list[str]]]) -> None:
    held = set().union(*(text for text, _, _ in vectors))
    assert [letter for letter in assigned(ARABIC) if letter not in held] == []


def test_the_file_shows_every_invisible_character_as_its_number() -> None:
    unseen = "[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u064b-\u0652]"
    assert re.findall(unseen, VECTORS.read_text("utf-8")) == []


def test_python_gives_the_vectors(vectors: list[tuple[str, str, list[str]]]) -> None:
    assert [text for text, folded, found in vectors if (fold(text), words(text)) != (folded, found)] == []


def test_javascript_gives_the_vectors(vectors: list[tuple[str, str, list[str]]],
                                      in_script: Callable[[list[str]], list[Read]]) -> None:
    script = in_script([text for text, _, _ in vectors])
    wrong = [text for (text, *wanted), (folded, found, _) in zip(vectors, script, strict=True)
             if wanted != [folded, found]]
    assert wrong == []


def test_folding_a_vector_twice_changes_nothing(vectors: list[tuple[str, str, list[str]]],
                                                in_script: Callable[[list[str]], list[Read]]) -> None:
    again = in_script([folded for _, folded, _ in vectors])
    assert [text for (text, folded, found), (twice, others, _) in zip(vectors, again, strict=True)
            if (folded, found) != (twice, others)] == []
    assert [text for text, folded, _ in vectors if fold(folded) != folded] == []


def test_stretches_hold_the_words_of_the_vectors_in_order(vectors: list[tuple[str, str, list[str]]],
                                                          in_script: Callable[[list[str]], list[Read]]) -> None:
    script = in_script([text for text, _, _ in vectors])
    held = [[words(piece) for piece in pieces(text, stretches)]
            for (text, *_), (_, _, stretches) in zip(vectors, script, strict=True)]
    assert [inside for _, _, stretches in script for _, _, inside in stretches] == list(itertools.chain(*held))
    assert [text for (text, _, found), inside in zip(vectors, held, strict=True)
            if list(itertools.chain(*inside)) != found] == []


def test_stretches_begin_and_end_where_words_do(vectors: list[tuple[str, str, list[str]]],
                                                in_script: Callable[[list[str]], list[Read]]) -> None:
    """No mark, joiner or letter stands right before or after one, so that marking it breaks no joined letters."""
    script = in_script([text for text, _, _ in vectors])
    for (text, _, _), (_, _, stretches) in zip(vectors, script, strict=True):
        units = text.encode("utf-16-le", "surrogatepass")
        for start, end, _ in stretches:
            before = units[:2 * start].decode("utf-16-le")[-1:]
            after = units[2 * end:].decode("utf-16-le")[:1]
            assert not before or not is_inside(before), text
            assert not after or not is_inside(after), text


@pytest.mark.parametrize("sign", ["﷼", "﷽", "5㎏", "№7", "20℃", "ل™", "㏂", "🄰", "㈱"])
def test_signs_that_stand_for_letters_are_in_a_stretch_too(sign: str,
                                                           in_script: Callable[[list[str]], list[Read]]) -> None:
    """A word of the index that is in no stretch can be neither typed nor marked."""
    _, found, stretches = in_script([f"ب {sign} ت"])[0]
    assert list(itertools.chain.from_iterable(inside for _, _, inside in stretches)) == found


def test_both_forms_agree_on_every_character_there_is(context: MiniRacer) -> None:
    every = assigned([range(sys.maxunicode + 1)])
    assert len(every) > 140_000
    script = context.call("each", "".join(every))
    assert [one for one, given in zip(every, script, strict=True) if given != [fold(one), words(one)]] == []


def test_no_word_has_a_capital_of_ascii() -> None:
    """The list of words keeps them for what it says of each word."""
    every = assigned([range(sys.maxunicode + 1)])
    assert [one for one in every if any("A" <= letter <= "Z" for letter in fold(one))] == []


ANY = st.text(st.characters(exclude_categories=["Cn", "Cs"]), max_size=30)
NEAR = st.text(st.sampled_from(LETTERS + OTHERS + MARKS + JOINERS + SIGNS + EMOJI + "٣۴5Aéßſıİﷲﻻ한ㄱ"), max_size=40)


@settings(deadline=None, max_examples=40)
@given(st.lists(ANY | NEAR, min_size=20, max_size=60))
def test_both_forms_agree_on_any_text(in_script: Callable[[list[str]], list[Read]], texts: list[str]) -> None:
    assert differences(texts, in_script(texts)) == []


@settings(deadline=None, max_examples=40)
@given(st.lists(st.lists(st.sampled_from([*LETTERS, *MARKS, " ", "\ud83d"]) | st.characters(
    categories=["Cs"], max_codepoint=0xDBFF), max_size=12), min_size=20, max_size=40))
def test_both_forms_agree_on_half_characters(in_script: Callable[[list[str]], list[Read]],
                                             texts: list[list[str]]) -> None:
    joined = ["".join(one) for one in texts]
    assert differences(joined, in_script(joined)) == []
