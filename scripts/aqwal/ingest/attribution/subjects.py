"""Takes the words of a sentence and a place; gives the speakers named there, joint ones all, and where they end."""

import re

from aqwal.ingest.attribution.lexicon import states, verbs
from aqwal.ingest.attribution.mentions import Line, Read, after_relations
from aqwal.ingest.attribution.names import Mention, mention
from aqwal.ingest.attribution.proper_names import proper_end
from aqwal.ingest.attribution.vocabulary import AFTER_NAME, HONORIFICS, head_class, is_given, is_relation
from aqwal.ingest.attribution.words import AND, ARTICLE, Word, gap_before, is_apart, without_first_letter

MOST_JOINT = 4
COMMA_BESIDE = re.compile(r"[\s\"«»“”)(]*[،,\-–][\s\"«»“”)(]*")
LONE = ("state", "anaphor", "group")
"""Kinds beside which no apposition stands."""


def subject_at(line: Line, place: int) -> tuple[list[Mention], int]:
    """Return the speakers whose names begin at a place, joint ones all, and the place behind; none: ([], place)."""
    first = _with_apposition(line, place)
    if first is None:
        return [], place
    found, after = [first[0]], first[1]
    while after < len(line.words) and len(found) < MOST_JOINT and not is_apart(line.text, line.words, after):
        joined = _joined(line, after, found[-1])
        if joined is None:
            break
        found.append(joined[0])
        after = joined[1]
    return found, after


def subject_if(line: Line, place: int, word: Word) -> tuple[list[Mention], int]:
    """Return the speakers at a place as if a word stood there in another form: without a glued letter."""
    found, after = subject_at(line.instead(place, word), 0)
    return found, after + place


def name_if(line: Line, place: int, word: Word) -> Read | None:
    """Return the one name at a place as if a word stood there in another form: without a glued letter."""
    found = line.instead(place, word).name_at(0)
    return (found[0], found[1] + place) if found else None


def _with_apposition(line: Line, place: int) -> Read | None:
    """Read a name and what stands behind a comma beside it: "Samir Hasan, minister of …," or the other way round."""
    found = line.name_at(place)
    if found is None or found[1] >= len(line.words) or found[0].kind in LONE:
        return found
    one, after = found
    gap = gap_before(line.text, line.words, after)
    is_beside = not gap.strip() and one.proper and head_class(line.words[after].key) == "title"
    if not is_beside and (gap == " " or not COMMA_BESIDE.fullmatch(gap)):
        return found
    other = line.name_at(after)
    if other is None or other[0].kind not in ("person", one.kind) or not _completes(line, one, other, after):
        return found
    return _merged(line.text, one, other[0]), other[1]


def _completes(line: Line, one: Mention, other: Read, after: int) -> bool:
    """Tell whether two names side by side are one person's: an office and a name, or a name and an office."""
    second, end = other
    if not one.proper:
        return bool(second.proper) and one.kind == "person" and all(word in HONORIFICS for word in second.title)
    if second.proper or not second.title:
        return False
    return not line.words[after].key.startswith(ARTICLE) or (
        end < len(line.words) and is_apart(line.text, line.words, end))


def _merged(text: str, one: Mention, other: Mention) -> Mention:
    proper = one if one.proper else other
    return Mention((one.span[0], other.span[1]), one.title + other.title, proper.proper, "person",
                   one.gender or other.gender, 1, text[one.span[0]:other.span[1]], proper.proper_text)


def _joined(line: Line, place: int, before: Mention) -> Read | None:
    """Read a further speaker glued on by "and"."""
    key = line.words[place].key
    if not key.startswith(AND) or len(key) < 3 or head_class(key) or (is_given(key) and not before.proper):
        return None
    cut = without_first_letter(line.words[place])
    if is_relation(cut.key) and cut.key not in states():
        if before.number == 2:
            return _joined_relation(line, place, cut)
        if before.title or not before.proper or len(before.proper) > 1:
            return None
        # Two bare surnames: "al-Zoubi and al-Harthi".
        return mention(line.text, [], [cut], "person"), place + 1
    if cut.key in verbs() or cut.key in AFTER_NAME:
        return None
    found = name_if(line, place, cut)
    return None if found is None or found[0].kind == "anaphor" else found


def _joined_relation(line: Line, place: int, cut: Word) -> Read:
    """Read "the two ministers, the Russian Sergey and the Egyptian Samih": the adjective stands for the office."""
    words = line.instead(place, cut).words
    end = after_relations(line.text, words, 1)
    last = proper_end(line.text, words, end)
    return mention(line.text, words[:end], words[end:last], "person"), place + last
