"""Takes any text; gives its folded form, in which the usual spellings of one Arabic word are equal.

The steps, in order, so that another language can do the same: NFKD; drop what DROPPED names; replace letter by
letter as FOLDED says; lower case; NFKC. Decomposing first lets a hamza written as a mark fall away with the marks.
"""

import unicodedata

_RANGES = (
    (0x00AD, 0x00AD),  # soft hyphen
    (0x0610, 0x061A), (0x064B, 0x065F), (0x0670, 0x0670),  # harakat, hamza and madda as marks, superscript alif
    (0x06D6, 0x06DC), (0x06DF, 0x06E4), (0x06E7, 0x06E8), (0x06EA, 0x06ED), (0x0898, 0x089F), (0x08CA, 0x08FF),
    (0x061C, 0x061C), (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x2060), (0x2066, 0x2069), (0xFEFF, 0xFEFF),
    (0x0621, 0x0621), (0x0674, 0x0674),  # hamza on the line, high hamza
    (0x0640, 0x0640),  # tatweel
)
DROPPED = frozenset(chr(code) for first, last in _RANGES for code in range(first, last + 1))
"""Characters that fall away: vowel signs, tatweel, joiners, direction controls, the lone hamza."""

_LETTERS = {
    "ا": "أإآٱٲٳٵ",
    "ي": "ىیېےئۓ",
    "و": "ؤ",
    "ه": "ةہۀۃەھۂ",
    "ك": "کگ",
    "ب": "پ",
    "ج": "چ",
    "ف": "ڤ",
}
_DIGITS = {chr(start + value): str(value) for start in (0x0660, 0x06F0) for value in range(10)}
FOLDED = {variant: letter for letter, variants in _LETTERS.items() for variant in variants} | _DIGITS
"""Character → the one it counts as: hamza carriers, Persian and Urdu letters, both sets of Arabic digits."""

_TABLE = str.maketrans(FOLDED | dict.fromkeys(DROPPED, ""))


def fold(text: str) -> str:
    """Return the folded form of a text. Folding twice changes nothing; the result is a key, never shown."""
    decomposed = unicodedata.normalize("NFKD", text)
    return unicodedata.normalize("NFKC", decomposed.translate(_TABLE).lower())
