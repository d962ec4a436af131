"""Takes any text; gives its folded form, in which the usual spellings of one Arabic word are equal.

The steps, in order, the same in docs/assets/search/10-normalise.js: NFKD; drop what folding.json names as dropped;
replace letter by letter as it says; lower case; NFKC. Decomposing first lets a hamza written as a mark fall away with
the marks.
"""

import json
import unicodedata
from importlib.resources import files

FOLDING = (files("aqwal.arabic") / "folding.json").read_text("utf-8")
"""The table that this program and the site's search share, as JSON: code points dropped, letters replaced."""
_TABLES = json.loads(FOLDING)


def _span(points: str) -> range:
    first, _, last = points.partition("-")
    return range(int(first, 16), int(last or first, 16) + 1)


DROPPED = frozenset(chr(point) for spans in _TABLES["dropped"].values() for span in spans for point in _span(span))
"""Characters that fall away: vowel signs, tatweel, joiners, direction controls, the lone hamza."""

FOLDED = {variant: letter for letter, variants in _TABLES["folded"].items() for variant in variants}
"""Character → the one it counts as: hamza carriers, letters of other languages, both sets of Arabic digits."""

_TABLE = str.maketrans(FOLDED | dict.fromkeys(DROPPED, ""))


def fold(text: str) -> str:
    """Return the folded form of a text. Folding twice changes nothing; the result is a key, never shown."""
    decomposed = unicodedata.normalize("NFKD", text)
    return unicodedata.normalize("NFKC", decomposed.translate(_TABLE).lower())
