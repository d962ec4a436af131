"""Takes the word lists beside it; gives them folded: words by class, reporting verbs by every form, names of states."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from babel import Locale

from aqwal.arabic.lexemes import PLURALS, WORDS
from aqwal.arabic.normalise import fold
from aqwal.ingest.attribution.conjugation import forms_of

FOLDER = files("aqwal.ingest.attribution")


@dataclass(frozen=True, slots=True)
class Verb:
    """A form of a reporting verb."""

    lemma: str
    frames: frozenset[str]
    """t that-clause, q quotation or colon, n noun phrase, and folded prepositions."""
    act: str
    gender: str
    """m, f, or empty where the form does not tell."""
    number: int
    """1, 2, 3 (more than two), or 0 where the form does not tell."""
    participle: bool
    present: bool
    ambiguous: bool
    """Counts only with a that-clause, quotation or colon behind it."""


def rows(name: str) -> list[list[str]]:
    """Return the cells of a list, row by row, without comments and empty lines."""
    lines = (FOLDER / name).read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if line.strip() and not line.startswith("#")]


@cache
def word_list(name: str) -> frozenset[str]:
    """Return the folded words of a list without classes; an underscore joins the words of one name."""
    return frozenset(fold(word).replace("_", " ") for row in rows(name) for word in row[0].split())


def word_class(name: str, kind: str) -> frozenset[str]:
    """Return the folded words of one class of a list."""
    return _classes(name)[kind]


@cache
def _classes(name: str) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for kind, words in rows(name):
        found[kind] = found.get(kind, frozenset()) | {fold(word) for word in words.split()}
    return found


@cache
def verbs() -> dict[str, Verb]:
    """Return every form of every reporting verb, folded; of two verbs with one form, the first of the list."""
    found: dict[str, Verb] = {}
    for row in rows("verbs.tsv"):
        past, present, frames, act, participles, further = (*row, "", "")[:6]
        lemma = past.removeprefix("+")
        codes = frozenset(fold(code) for code in frames.split())
        for form in forms_of(lemma, present, participles.split(), further.split()):
            found.setdefault(fold(form.written), Verb(fold(lemma), codes, act, form.gender, form.number,
                                                      form.participle, form.present, lemma != past))
    return found


@cache
def states() -> frozenset[str]:
    """Return folded names of states, capitals and other powers that speak."""
    countries = (fold(name) for code, name in Locale("ar").territories.items() if len(code) == 2)
    return frozenset(countries) | word_list("capitals.txt")


@cache
def state_beginnings() -> frozenset[str]:
    """Return the first words of the names of states, by which most words are sorted out."""
    return frozenset(name.split()[0] for name in states())


@cache
def common_words() -> frozenset[str]:
    """Return folded dictionary words: what is none of them, and no place, may be a name."""
    return frozenset(fold(word) for word in f"{WORDS} {PLURALS}".replace("|", " ").split())
