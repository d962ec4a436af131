"""Takes any text; gives its words in folded form, the unit in which texts are compared, or the text on one line."""

import re

from aqwal.arabic.normalise import fold

WORD = re.compile(r"[^\W_]+")


def words(text: str) -> list[str]:
    """Return the folded words of a text in order: runs of letters and digits, so that all punctuation separates."""
    return WORD.findall(fold(text))


def one_line(text: str) -> str:
    """Return a text with every run of blanks as one space."""
    return " ".join(text.split())
