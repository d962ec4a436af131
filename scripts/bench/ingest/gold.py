"""Takes *.page files (a raw page with marks in it) or a dataset with its raw pages; gives text and gold spans.

Marks: ⟦t⟧title⟦/t⟧, ⟦n KIND⟧noise⟦/n⟧, ⟦article⟧ where another article of the page begins, ⟦c ID⟧cue⟦/c ID⟧,
⟦s ID TYPE "NAME|NAME & NAME"⟧content⟦/s ID⟧ (may nest). What is neither title nor noise is body.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from aqwal.dataset import Archive
from aqwal.texts import load_texts, texts_of

Span = tuple[int, int]
Names = tuple[tuple[str, ...], ...]
"""Joint speakers, each with every form the page names it by."""
MARK = re.compile(r"⟦([^⟦⟧]*)⟧")


@dataclass
class GoldStatement:
    """Content, type, the speakers with their forms."""

    content: Span
    type: str
    speakers: Names


@dataclass
class GoldArticle:
    """One article of a page."""

    title: Span | None = None
    noise: list[tuple[int, int, str]] = field(default_factory=list)
    cues: dict[str, Span] = field(default_factory=dict)
    statements: dict[str, GoldStatement] = field(default_factory=dict)
    start: int = 0
    end: int = 0

    def body(self, text: str) -> set[int]:
        """Return the places of the body: all that is neither blank, title nor noise."""
        taken = set(range(*self.title)) if self.title else set()
        for start, end, _ in self.noise:
            taken |= set(range(start, end))
        return {place for place in range(self.start, self.end) if place not in taken and not text[place].isspace()}


@dataclass
class GoldPage:
    """A raw page, what its header says, its articles."""

    name: str
    about: dict[str, str]
    text: str
    articles: list[GoldArticle]


def read_page(path: Path) -> GoldPage:
    """Read a marked page. Raises ValueError naming the file and the mark that does not fit."""
    head, _, marked = unicodedata.normalize("NFC", path.read_text("utf-8")).partition("\n---\n")
    about = dict(line[2:].strip().split(":", 1) for line in head.splitlines() if line.startswith("#:"))
    try:
        text, articles = _without_marks(marked)
    except (KeyError, ValueError, IndexError) as error:
        raise ValueError(f"{path}: {error}") from error
    return GoldPage(path.stem, {key.strip(): value.strip() for key, value in about.items()}, text, articles)


def _without_marks(marked: str) -> tuple[str, list[GoldArticle]]:
    text = ""
    articles = [GoldArticle()]
    opened: dict[str, tuple[int, str]] = {}
    for number, piece in enumerate(MARK.split(marked)):
        if number % 2 == 0:
            text += piece
        elif piece == "article":
            articles[-1].end = len(text)
            articles.append(GoldArticle(start=len(text)))
        elif piece.startswith("/"):
            _close(piece[1:], opened, articles[-1], len(text))
        else:
            kind = piece.split(" ")[0]
            opened[piece if kind == "t" else kind if kind == "n" else " ".join(piece.split(" ")[:2])] = (
                len(text), piece)
    if opened:
        raise ValueError(f"marks never closed: {', '.join(opened)}")
    articles[-1].end = len(text)
    return text, articles


def _close(name: str, opened: dict[str, tuple[int, str]], article: GoldArticle, end: int) -> None:
    start, piece = opened.pop(name)
    if name == "t":
        article.title = (start, end)
    elif name == "n":
        article.noise.append((start, end, piece[2:]))
    elif name[0] == "c":
        article.cues[name[2:]] = (start, end)
    else:
        _, key, kind, names = piece.split(" ", 3)
        speakers = tuple(tuple(form.strip() for form in one.split("|")) for one in names.strip('"').split(" & "))
        article.statements[key] = GoldStatement((start, end), kind, speakers)


def pages_in(folder: Path) -> list[GoldPage]:
    """Return the marked pages of a folder, by name."""
    return [read_page(path) for path in sorted(folder.glob("*.page"))]


def pages_of(archive: Archive, texts: Path) -> Iterator[GoldPage]:
    """Yield the pages of a dataset whose raw text is at hand; the records are the gold."""
    found = texts_of(archive, load_texts(texts))
    pages: dict[str, GoldPage] = {}
    for key, text in found.items():
        record = archive.articles[key]
        page = pages.setdefault(record["document"]["sha256"], GoldPage(key, {}, text, []))
        article = GoldArticle(tuple(record["title_span"]) if record["title_span"] else None)  # type: ignore[arg-type]
        article.noise = [(span["start"], span["end"], span["kind"]) for span in record["noise"]]
        spans = [*record["body"], *([record["title_span"]] if record["title_span"] else []),
                 *((span["start"], span["end"]) for span in record["noise"])]
        article.start, article.end = min(span[0] for span in spans), max(span[1] for span in spans)
        for statement in archive.statements.get(key, []):
            content, cue = statement["content"], statement["cue"]
            names = tuple(_forms(archive, speaker) for speaker in statement["speakers"])
            article.statements[statement["id"]] = GoldStatement(
                (content["start"], content["end"]), statement["type"], names)
            if cue:
                article.cues[statement["id"]] = (cue["start"], cue["end"])
        page.articles.append(article)
    yield from pages.values()


def _forms(archive: Archive, speaker: str) -> tuple[str, ...]:
    record = archive.speakers[speaker]
    return (record["names"]["ar"], *(spelling["form"] for spelling in record["spellings"]))
