"""Takes the words of a name as they stand; gives the mention they make: title, proper name, kind, gender, number."""

from typing import NamedTuple

from aqwal.ingest.attribution.lexicon import rows, word_class
from aqwal.ingest.attribution.vocabulary import head_class, is_given, without_owner
from aqwal.ingest.attribution.words import ARTICLE, Word, bare, folded
from aqwal.ingest.page import Span

FEMININE_HEADS = word_class("genders.tsv", "feminine_head")
MASCULINE = word_class("genders.tsv", "masculine")
FEMALE_NAMES = word_class("genders.tsv", "female_name")
DUALS = {folded(dual): folded(one) for dual, one in rows("duals.tsv")}
FEMININE_END = "ه"
OF_FAITH = (folded("الدين"),)
TO_THE = "لل"
SEVERAL = 3


class Mention(NamedTuple):
    """A name as it stands: the folded words of the title and of the proper name, what kind of speaker it makes."""

    span: Span
    title: tuple[str, ...]
    proper: tuple[str, ...]
    kind: str
    gender: str
    number: int
    text: str
    proper_text: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        """All folded words of the mention."""
        return (*self.title, *self.proper)


def mention(text: str, title: list[Word], proper: list[Word], kind: str) -> Mention:
    """Return the mention that the words of a title and those of a proper name behind it make."""
    words = [*title, *proper]
    titles = tuple(without_owner(word.key) for word in title)
    names = tuple(word.key for word in proper)
    kind, number = _counted(titles, bool(names), kind)
    gender = _gender(titles[0] if titles else "", names, kind)
    written = display(text, words)
    return Mention((words[0].start, words[-1].end), titles, names, kind, gender, number,
                   written, display(text, proper) if title else written)


def surname(text: str, word: Word) -> Mention:
    """Return the mention that a family name alone makes."""
    written = text[word.start:word.end]
    return Mention((word.start, word.end), (), (word.key,), "person", "", 1, written, written)


def plain(text: str, words: list[Word], kind: str, gender: str, number: int) -> Mention:
    """Return the mention that words make which are in no list: "the survivor", "the Syrians"."""
    start, end = words[0].start, words[-1].end
    return Mention((start, end), tuple(word.key for word in words), (), kind, gender, number, text[start:end])


def _counted(titles: tuple[str, ...], has_name: bool, kind: str) -> tuple[str, int]:
    """Return kind and number: two ministers are persons, more are a group."""
    if kind != "person" or not titles:
        return kind, SEVERAL if kind == "group" else 1
    head, stem = titles[0], bare(titles[0])
    if stem.endswith(("ان", "ين")) and head_class(stem[:-2]) == "title":
        # "-ayn" and "-in" are written alike: two where the word is known as a dual, several otherwise.
        return ("person", 2) if head.endswith("ان") or head in DUALS else ("group", SEVERAL)
    if stem.endswith("ون") and not has_name:
        return kind, SEVERAL
    return kind, 2 if len(titles) > 1 and head.endswith("ا") and head_class(head[:-1]) == "title" else 1


def _gender(head: str, proper: tuple[str, ...], kind: str) -> str:
    """Return m, f or, where nothing tells, an empty string."""
    if kind == "state" or head in FEMININE_HEADS or bare(head) in FEMININE_HEADS:
        return "f"
    if kind == "group":
        return ""
    if kind in ("org", "report") or (head and head not in MASCULINE):
        return "f" if head.endswith(FEMININE_END) else "m"
    if proper[1:2] == OF_FAITH:
        # "Nur" is a woman's name, "Nur al-Din" a man's.
        return "m"
    return _gender_of_name(proper[0]) if proper and is_given(proper[0]) else ""


def _gender_of_name(given: str) -> str:
    if given in FEMALE_NAMES:
        return "f"
    return "f" if given.endswith(FEMININE_END) and given not in MASCULINE else "m"


def display(text: str, words: list[Word]) -> str:
    """Return the page's own writing from the first to the last of some words, on one line, without a glued "to"."""
    if not words:
        return ""
    written = " ".join(text[words[0].start:words[-1].end].split())
    # The article loses its first letter behind "to"; the name alone has it again.
    return ARTICLE + written[len(ARTICLE):] if written.startswith(TO_THE) and len(words[0].key) > 4 else written
