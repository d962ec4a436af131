"""Takes nothing; gives the texts of the word lists that know Arabic: words that exist, and broken plurals."""

from importlib.resources import files

_FOLDER = files("aqwal.arabic")
WORDS = (_FOLDER / "words.txt").read_text("utf-8")
"""Words of a dictionary, one a line, without article."""
PLURALS = (_FOLDER / "plurals.tsv").read_text("utf-8")
"""A line a lexeme: the singular, a tab, its plurals with blanks between."""
