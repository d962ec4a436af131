"""Takes an article and the canonical text of its page; gives the paragraphs of the body, each with its offsets."""

from typing import NamedTuple

from aqwal.arabic.tokens import one_line
from aqwal.record_types import Article


class Paragraph(NamedTuple):
    """A paragraph of the source: code-point offsets in the canonical text, and its words without what is noise."""

    start: int
    end: int
    text: str


def paragraphs_of(article: Article, text: str) -> list[Paragraph]:
    """Return the non-blank lines of the body spans; spans on one line, with noise between them, are one paragraph."""
    found: list[Paragraph] = []
    for first, last in sorted(article["body"]):
        start = first
        for line in text[first:last].split("\n"):
            end = start + len(line)
            if line.strip():
                _add(found, Paragraph(start + len(line) - len(line.lstrip()), start + len(line.rstrip()),
                                      one_line(line)), text)
            start = end + 1
    return found


def _add(found: list[Paragraph], new: Paragraph, text: str) -> None:
    if found and "\n" not in text[found[-1].end:new.start]:
        before = found.pop()
        new = Paragraph(before.start, new.end, f"{before.text} {new.text}")
    found.append(new)
