"""Takes a name without a record and what the archive knows; gives the known speakers it may be a spelling of.

Two spellings of a foreign name differ in vowels and in letters of one class (غ ج ق, ت ط ث): the consonant skeleton
leaves both out. It cannot be trusted alone, so that each proposal says how alike the names are written.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from rapidfuzz import fuzz

from aqwal.arabic.tokens import words
from aqwal.ingest.fields.prepared import prepared
from aqwal.ingest.knowledge import Knowledge
from aqwal.ingest.page import Found

_LEAST, _LIKELY, _CLOSE = 80.0, 85.0, 92.0
_TRIED = 60
_MOST = 3
_LONGEST = 80


def _classes() -> dict[str, str]:
    lines = (files("aqwal.ingest.likeness") / "sounds.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return {letters: name for name, cell in rows for letters in cell.split()}


_CLASS = _classes()
_LETTER = re.compile("|".join(sorted(_CLASS, key=lambda letters: (-len(letters), letters))))


@lru_cache(maxsize=20_000)
def skeleton(word: str) -> str:
    """Return the consonants of a folded word as classes, doubled ones once, the article and a closing ه left out."""
    bare = word[2:] if word.startswith("ال") and len(word) > 4 else word
    bare = bare[:-1] if bare.endswith("ه") and len(bare) > 3 else bare
    sounds = "".join(_CLASS[found] for found in _LETTER.findall(bare))
    return re.sub(r"(.)\1+", r"\1", sounds)


class _Names(NamedTuple):
    """Folded form → id, and which forms hold a word of this skeleton."""

    forms: dict[str, str]
    by_skeleton: dict[str, tuple[str, ...]]


def _index(table: Mapping[str, str]) -> _Names:
    by_skeleton: dict[str, list[str]] = {}
    forms = {}
    for form, identifier in table.items():
        own = words(form)
        forms[" ".join(own)] = identifier
        for sound in {skeleton(word) for word in own} - {""}:
            by_skeleton.setdefault(sound, []).append(" ".join(own))
    return _Names(forms, {sound: tuple(found) for sound, found in by_skeleton.items()})


def near_speakers(name: str, knowledge: Knowledge) -> tuple[Found, ...]:
    """Return the known speakers that a name may be another spelling of, the likeliest first; never one for certain.

    A name the archive knows as it stands has no other spellings to look for.
    """
    own = words(name[:_LONGEST])
    names = prepared(_index, knowledge.speakers)
    if not own or " ".join(own) in names.forms:
        return ()
    best: dict[str, Found] = {}
    for form in _tried(own, names):
        found = _compared(own, form, names.forms[form])
        if found and found.confidence > best.get(found.value, Found("", 0.0, "")).confidence:
            best[found.value] = found
    return tuple(sorted(best.values(), key=lambda one: (-one.confidence, one.value))[:_MOST])


def _tried(own: list[str], names: _Names) -> list[str]:
    """Return the forms that share the skeleton of a word with the name, those of its rarest words first."""
    sounds = {skeleton(word) for word in own if len(skeleton(word)) > 1} or {skeleton(word) for word in own}
    groups = sorted((names.by_skeleton.get(sound, ()) for sound in sounds), key=lambda group: (len(group), group))
    return list(dict.fromkeys(form for group in groups for form in group))[:_TRIED]


def _compared(own: list[str], form: str, identifier: str) -> Found | None:
    other = form.split()
    written = fuzz.ratio(" ".join(own), form)
    sounds, other_sounds = ([skeleton(word) for word in one] for one in (own, other))
    if sounds == other_sounds and (sum(map(len, sounds)) >= 3 or written >= _LEAST):
        weight = 0.85 if written >= _CLOSE else 0.75 if written >= _LIKELY else 0.5
        return Found(identifier, weight if len(own) > 1 else min(weight, 0.6), "same consonants", None,
                     f"{form}: written {written:.0f} % alike")
    if written >= _CLOSE and len(own) == len(other):
        return Found(identifier, 0.6, "nearly the same letters", None, f"{form}: written {written:.0f} % alike")
    short, long = sorted((sounds, other_sounds), key=len)
    is_written_so = len(short) > 1 or any(fuzz.ratio(one, two) >= _LEAST for one in own for two in other)
    if len(short) < len(long) and is_written_so and len("".join(short)) >= 3 and all(short) and _is_part(short, long):
        weight = 0.5 if short[-1] == long[-1] else 0.4
        return Found(identifier, weight, "one name is part of the other", None, form)
    return None


def _is_part(short: list[str], long: list[str]) -> bool:
    """Say whether the words of one stand in the other in the same order."""
    rest = iter(long)
    return all(any(word == other for other in rest) for word in short)
