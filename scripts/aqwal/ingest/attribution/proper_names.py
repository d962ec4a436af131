"""Takes the words of a sentence and a place; gives where the proper name that begins there ends."""

import re

from aqwal.arabic.normalise import fold
from aqwal.ingest.attribution.lexicon import states, verbs, word_class
from aqwal.ingest.attribution.vocabulary import (
    AFTER_NAME,
    BESIDE_VERB,
    MASDARS,
    PRESS,
    head_class,
    is_common,
    is_future,
    is_given,
    is_name_here,
    is_relation,
    is_state,
    names_somebody,
)
from aqwal.ingest.attribution.words import AND, ARTICLE, Word, bare, gap_before, is_apart

MOST_PROPER = 5
OPENING, CLOSING = re.compile(r"[\"«“]$"), re.compile(r"[\"»”]")
SHORT = 40
"""Code points of a name in quotation marks, at most."""
PARTICLES = word_class("name_words.tsv", "particle")
SURNAMES = word_class("name_words.tsv", "surname")
CLOSING_PARTICLES = (fold("الدين"), fold("الله"))
"""Particles that end what they go on with; the others need a word behind them."""
HAMZA_BELOW = "إ"
"""No particle is written with it, though folding makes some words equal to one."""
INITIALS = frozenset(("د", "م", "ا", "دكتور"))
"""Titles cut short, behind which a stop ends nothing."""
DOUBTFUL_END = "ت"
OBLIQUE = "ين"


def breaks_name(text: str, words: list[Word], place: int) -> bool:
    """Tell whether a word goes on with no name begun before it."""
    gap = gap_before(text, words, place)
    if gap != " " and OPENING.search(gap) and not CLOSING.search(text, words[place].start, words[place].start + SHORT):
        # Behind the name a quotation begins that is no name itself.
        return True
    if not is_apart(text, words, place):
        return False
    return not (gap_before(text, words, place).startswith(".") and words[place - 1].key in INITIALS)


def begins_name(key: str) -> bool:
    """Tell whether a proper name may begin with a word."""
    return is_given(key) or key in PARTICLES or (len(key) > 2 and names_somebody(key))


def given_ahead(text: str, words: list[Word], index: int, far: int = 4) -> bool:
    """Tell whether a given name follows soon, so that a word nobody knows is a club's or a firm's name in the title."""
    for place in range(index + 1, min(index + far + 1, len(words))):
        if words[place].key in AFTER_NAME or breaks_name(text, words, place):
            return False
        if is_given(words[place].key):
            return True
    return False


def proper_end(text: str, words: list[Word], place: int) -> int:
    """Return the place behind a proper name that may begin at a place."""
    second = index = place + _first_step(text, words, place)
    last = min(len(words), place + MOST_PROPER + 1)
    while place < index < last and not breaks_name(text, words, index):
        step = _further_step(text, words, index, second)
        if not step:
            break
        index += step
    return min(index, len(words))


def _first_step(text: str, words: list[Word], place: int) -> int:
    """Return how many words make the first name, or 0: Samir, Abd Allah."""
    if place >= len(words):
        return 0
    particle = _particle(text, words, place)
    if particle or not is_name_here(words[place]) or _is_to_press(words[place].key):
        return particle
    return int(names_somebody(words[place].key) or _reads_as_name(text, words, place))


def _reads_as_name(text: str, words: list[Word], place: int) -> bool:
    """Tell a first name that happens to be a dictionary word, in front of a surname that is none."""
    key = words[place].key
    if len(key) < 3 or place + 1 >= len(words) or breaks_name(text, words, place + 1):
        return False
    if _is_no_name(key) or _has_preposition(key):
        return False
    if key.startswith(ARTICLE):
        # "al-Fatih Abu Daqn"
        return _particle(text, words, place + 1) > 1
    surname = words[place + 1].key
    return len(surname) > 4 and not is_given(surname) and names_somebody(surname)


def _further_step(text: str, words: list[Word], index: int, second: int) -> int:
    """Return how many words go on with the name, or 0."""
    particle = _particle(text, words, index)
    if particle or not is_name_here(words[index]):
        return particle
    return int(not _is_joined_speaker(words, index, second) and _is_further_name(text, words, index, second))


def _particle(text: str, words: list[Word], index: int) -> int:
    """Return how many words a particle goes on with the name by, or 0 if there is none."""
    word = words[index]
    if word.key not in PARTICLES or HAMZA_BELOW in word.raw:
        return 0
    if index + 1 >= len(words) or breaks_name(text, words, index + 1):
        return 0
    if word.key in CLOSING_PARTICLES:
        return 1
    # Particles may follow each other: Sidi Ould Baba.
    return 1 + (_particle(text, words, index + 1) or 1)


def _is_joined_speaker(words: list[Word], index: int, second: int) -> bool:
    """Tell "and Russia", "and Samir" from a surname that begins with the same letter."""
    key = words[index].key
    if not key.startswith(AND) or is_given(key):
        return False
    rest = key[1:]
    if index == second and _is_first_name(words, second) and not is_given(rest) and not is_common(key):
        return False
    return names_somebody(rest) or bool(head_class(rest)) or rest in states() or is_relation(rest)


def _is_first_name(words: list[Word], second: int) -> bool:
    """Tell whether a given name ends right before the second one: Samir, Abd Allah."""
    return is_given(words[second - 1].key) or words[second - 1].key in CLOSING_PARTICLES


def _is_further_name(text: str, words: list[Word], index: int, second: int) -> bool:
    key, is_second = words[index].key, index == second
    if is_given(key):
        return True
    if is_second and key in SURNAMES and _is_first_name(words, second):
        return index + 1 >= len(words) or not is_given(words[index + 1].key)
    if len(key) < 2 or key[0].isdigit() or _is_no_name(key) or (not is_second and is_state(words, index)):
        return False
    is_behind_given = is_second and _is_first_name(words, second)
    if key.startswith("بال") and is_behind_given:
        return True
    if _has_preposition(key) or (key.startswith((AND, "ف")) and key[1:] in verbs()):
        return False
    if not is_second and key.startswith(ARTICLE) and key.endswith(OBLIQUE):
        # "The donors" behind a full name.
        return False
    if not is_common(key):
        return (is_second or not key.endswith(DOUBTFUL_END)) and not is_future(key)
    if is_relation(key) and words[index - 1].key in CLOSING_PARTICLES:
        return True
    # A dictionary word may be a surname, directly behind a given name that stands alone.
    return is_behind_given and (key.startswith(ARTICLE) or _ends_clause(text, words, index)
                                or _name_follows(text, words, index))


def _is_no_name(key: str) -> bool:
    return key in AFTER_NAME or key in BESIDE_VERB or key in verbs() or key in MASDARS or bool(head_class(key))


def _has_preposition(key: str) -> bool:
    rest = key[1:]
    return key[:1] in ("ل", "ب") and (is_common(rest) or bare(rest) in PRESS or rest in states())


def _is_to_press(key: str) -> bool:
    return key.startswith("ل") and key[1:] in PRESS


def _ends_clause(text: str, words: list[Word], index: int) -> bool:
    return index + 1 >= len(words) or is_apart(text, words, index + 1) or words[index + 1].key in AFTER_NAME


def _name_follows(text: str, words: list[Word], index: int) -> bool:
    return not breaks_name(text, words, index + 1) and names_somebody(words[index + 1].key)
