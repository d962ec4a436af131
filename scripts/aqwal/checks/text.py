"""Takes an archive; gives texts in the wrong script, without content, or with characters that deceive the eye."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from aqwal.arabic import script
from aqwal.checks import walk
from aqwal.dataset import Archive
from aqwal.fields import FieldPath, fields_of, values_at
from aqwal.issues import Issue, Pointer

FOREIGN = {
    "ar": ("Latin", "Cyrillic", "Han"),
    "en": ("Arabic", "Cyrillic", "Han"),
    "ru": ("Arabic", "Latin", "Han"),
    "zh": ("Arabic", "Latin", "Cyrillic"),
}
"""Language of a field → scripts that do not belong in it."""
OWN = {"ru": "Cyrillic", "zh": "Han"}
"""Language of a name → the script it must be written in."""


def check_scripts(archive: Archive) -> Iterator[Issue]:
    """Yield texts of ours that hold letters of another script, and Arabic ones with look-alike letters or tatweel."""
    for place in walk.every_record(archive):
        for path in written_fields(place.kind):
            for pointer, text in values_at(place.record, path):
                yield from _script(place, pointer, path[-1], text)
                if path[-1] == "ar":
                    yield from _letters(place, pointer, text)


def check_characters(archive: Archive) -> Iterator[Issue]:
    """Yield texts that are blank, and texts with characters nobody can see."""
    for place in walk.every_record(archive):
        for path in text_fields(place.kind):
            for pointer, text in values_at(place.record, path):
                if not text.strip() or not script.INVISIBLE.sub("", text).strip():
                    yield place.problem(pointer, "text-empty", "the text is blank",
                                        "write a value or, where the field allows it, null")
                found = script.invisible_in(text)
                if found:
                    yield place.problem(pointer, "bidi-control", f"holds the invisible character {_name(found)}",
                                        "remove it; direction is set by the page", text)


@cache
def written_fields(kind: str) -> tuple[FieldPath, ...]:
    """Return the fields of a kind that we write in a given language: those whose last step is a language code."""
    return tuple(field.path for field in fields_of(kind) if field.path[-1] in FOREIGN)


@cache
def text_fields(kind: str) -> tuple[FieldPath, ...]:
    """Return the fields of a kind that can hold any character: no list of values, no pattern of named characters."""
    return tuple(field.path for field in fields_of(kind)
                 if "string" in field.schema.get("type", ()) and "enum" not in field.schema
                 and re.search(r"\\S|\[\^|^$", field.schema.get("pattern", "")))


def _script(place: walk.Place, pointer: Pointer, language: str, text: str) -> Iterator[Issue]:
    for foreign in FOREIGN[language]:
        letter = script.holds(text, foreign)
        if letter:
            yield place.problem(pointer, "script-wrong", f"{foreign} letters in the field {language!r}",
                                "write it in the field's own script", text)
            return
    if language in OWN and not script.holds(text, OWN[language]):
        yield place.problem(pointer, "script-wrong", f"no {OWN[language]} letter in the field {language!r}",
                            "write it in the field's own script, or null", text)


def _letters(place: walk.Place, pointer: Pointer, text: str) -> Iterator[Issue]:
    found = dict.fromkeys(script.look_alikes_in(text))
    if found:
        shown = ", ".join(f"{_name(letter)} for {_name(_meant(letter))}" for letter in found)
        yield place.problem(pointer, "persian-letter", f"letters that only look Arabic: {shown}",
                            "write the Arabic letters", text)
    if script.TATWEEL in text:
        yield place.problem(pointer, "text-tatweel", "holds the stretching stroke U+0640", "remove it", text)


def _meant(letter: str) -> str:
    return script.LOOK_ALIKE.get(letter) or unicodedata.normalize("NFKC", letter)[0]


def _name(char: str) -> str:
    return f"U+{ord(char):04X}"
