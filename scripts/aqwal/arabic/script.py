"""Takes text; gives which scripts it is written in and which characters in it deceive the eye."""

import re
from collections.abc import Iterator

LETTERS = {
    "Arabic": "ء-غف-يٮ-ۓەۮۯۺ-ۿݐ-ݿࢠ-ࣇﭐ-ﮱﯓ-ﴽﵐ-ﷻﹰ-ﻼ",
    "Latin": "A-Za-zÀ-ÖØ-öø-ʸḀ-ỿA-Za-z",
    "Cyrillic": "Ѐ-ҁҊ-ԯ",
    "Han": "々一-鿿㐀-䶿豈-龎\U00020000-\U0003134f",
}
"""Script → its letters, as the inside of a character class."""
_LETTER_OF = {script: re.compile(f"[{letters}]") for script, letters in LETTERS.items()}

INVISIBLE = re.compile(
    "[\u00ad\u061c\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]"
    # A joiner holds an emoji together; anywhere else nobody sees it.
    "|(?<![\u2600-\u27bf\ufe0f\U0001f000-\U0001faff])\u200d"
)
"""Direction controls and characters without width."""

TATWEEL = "\u0640"

LOOK_ALIKE = {
    "ی": "ي", "ې": "ي", "ے": "ي", "ێ": "ي", "ۍ": "ي", "ک": "ك", "ڪ": "ك", "ە": "ه", "ہ": "ه", "ھ": "ه",
    "ۀ": "ه", "ۂ": "ه", "ۃ": "ة", "ۆ": "و", "ۇ": "و", "ۋ": "و",
    **{chr(0x06F0 + digit): chr(0x0660 + digit) for digit in range(10)},
}
"""Letter or digit of Persian, Urdu or Kurdish → the Arabic one it is taken for. پ چ ڤ گ deceive nobody."""
_DECEIVING = re.compile(f"[{''.join(LOOK_ALIKE)}ﭐ-ﮱﯓ-ﴽﵐ-ﶏﶒ-ﷇﹰ-ﻼ]")


def holds(text: str, script: str) -> str:
    """Return the first letter of a script in the text, or nothing."""
    found = _LETTER_OF[script].search(text)
    return found.group() if found else ""


def scripts_of(text: str) -> frozenset[str]:
    """Return the names of the scripts whose letters the text holds."""
    return frozenset(script for script in LETTERS if holds(text, script))


def invisible_in(text: str) -> str:
    """Return the first direction control or zero-width character, or nothing."""
    found = INVISIBLE.search(text)
    return found.group() if found else ""


def look_alikes_in(text: str) -> Iterator[str]:
    """Yield each letter that only looks Arabic, and each ready-shaped form, in the order of the text."""
    return (found.group() for found in _DECEIVING.finditer(text))
