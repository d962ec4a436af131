"""Takes words and their places as the index writes them; shows that both come back, in Python and in the script."""

from collections.abc import Iterator
from itertools import accumulate

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from py_mini_racer import MiniRacer

from aqwal.paths import SEARCH_SCRIPTS
from aqwal.search.places import GAP, LAST, Places, digits
from aqwal.search.wordlist import shared
from search_asked import numbers_in, places_in, words_in


@given(st.lists(st.integers(0, 2**40)))
def test_numbers_come_back_as_they_were_written(numbers: list[int]) -> None:
    written = b"".join(map(digits, numbers))
    assert numbers_in(written) == numbers
    assert b"\n" not in written


@given(st.dictionaries(st.integers(0, 3000), st.lists(st.text("ابجد ", max_size=40), max_size=3), max_size=30))
def test_places_come_back_as_the_texts_had_them(texts: dict[int, list[str]]) -> None:
    places, wanted = Places(), {}
    for entry, own in sorted(texts.items()):
        places.add(entry, own, [f"@s{entry % 3}"])
        wanted.setdefault(f"@s{entry % 3}", {})[entry] = [0]
        at = 0
        for text in own:
            for word in text.split():
                wanted.setdefault(word, {}).setdefault(entry, []).append(at)
                at += 1
            at += GAP
    assert {word: places_in(places.line(word)) for word in places} == wanted


def test_no_phrase_runs_from_one_text_into_the_next() -> None:
    places = Places()
    places.add(0, ["نهر واسع", "جسر"])
    assert places_in(places.line("جسر"))[0][0] - places_in(places.line("واسع"))[0][0] > GAP


def test_an_entry_of_endless_length_is_counted_up_to_a_limit() -> None:
    places = Places()
    places.add(0, ["موج " * (LAST + 5), "شاطئ"])
    assert places_in(places.line("موج"))[0][-1] == LAST
    assert "شاطي" not in set(places)


# --- words ----------------------------------------------------------------------------------------------------------

LONG = ["ب" * 40, "ب" * 41, "ب" * 25 + "ج", "𠀀𠀁", "𠀀𠀂"]
WORDS = st.text("abcابجد山𠀀1@", min_size=1, max_size=8) | st.sampled_from(LONG)
LINES = st.lists(st.lists(WORDS, min_size=1, max_size=12), min_size=1, max_size=4).map(
    lambda lines: [list(dict.fromkeys(line)) for line in lines])


@given(LINES)
def test_words_come_back_from_their_lines(lines: list[list[str]]) -> None:
    assert [words_in(shared(line)) for line in lines] == lines


@pytest.fixture(scope="module")
def script() -> Iterator[MiniRacer]:
    with MiniRacer() as opened:
        opened.eval((SEARCH_SCRIPTS / "35-words.js").read_text("utf-8"))
        opened.eval("const read = (text, counts, sought) => {"
                    "const { all, numberOf, starts } = aqwalWords(text, counts);"
                    "return [all(), starts, sought.map(numberOf)]; };")
        yield opened


@settings(deadline=None)
@given(LINES, st.lists(WORDS, max_size=5))
def test_the_script_reads_the_words_that_were_written(script: MiniRacer, lines: list[list[str]],
                                                      others: list[str]) -> None:
    every = list(dict.fromkeys(word for line in lines for word in line))
    kept = [[word for word in line if word not in {one for before in lines[:place] for one in before}]
            for place, line in enumerate(lines)]
    counts = {"words": len(every)}
    found, starts, numbers = script.call("read", "\n".join(map(shared, kept)), counts, [*every, *others])
    assert found == every
    assert starts == [0, *accumulate(map(len, kept))]
    assert numbers == [every.index(word) if word in every else -1 for word in (*every, *others)]
