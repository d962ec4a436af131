"""Takes raw pages; gives whether the records' offsets fit them, and where their words leak."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from aqwal.arabic.tokens import words
from aqwal.canonical import sha256
from aqwal.dataset import Archive
from aqwal.raw_texts import RawText, load_texts, texts_of
from aqwal.record_types import Article

__all__ = ["RUN", "Guard", "RawText", "anchor_problems", "guard_of", "load_texts", "texts_of"]

RUN = 8
"""This many consecutive words of a source text, outside its title, are a leak."""
Shingle = tuple[str, ...]


def anchor_problems(archive: Archive, texts: dict[str, RawText]) -> Iterator[str]:
    """Yield every way in which offsets and hashes of the records do not fit the raw pages at hand."""
    by_document: dict[str, list[Article]] = {}
    for article in archive.articles.values():
        by_document.setdefault(article["document"]["sha256"], []).append(article)
    for document, articles in by_document.items():
        raw = texts.get(document)
        if raw is None:
            yield from (f"{article['id']}: no file with the SHA-256 {document[:16]}…" for article in articles)
            continue
        for article in articles:
            yield from _article_problems(article, archive, raw.text)
        yield from _coverage_problems(articles, raw.text)


def _article_problems(article: Article, archive: Archive, text: str) -> Iterator[str]:
    name = article["id"]
    if (len(text), sha256(text)) != (article["document"]["length"], article["document"]["canonical_sha256"]):
        yield f"{name}: length or hash of the canonical text differ"
    span = article["title_span"]
    if span and text[span[0]:span[1]] != article["title"]:
        yield f"{name}: the title span holds another text than the title"
    for statement in archive.statements.get(name, []):
        content = text[statement["content"]["start"]:statement["content"]["end"]]
        if sha256(content) != statement["content"]["sha256"]:
            yield f"{statement['id']}: the content hash does not fit its span"
        if content != content.strip():
            yield f"{statement['id']}: the content span begins or ends with a blank"
        if statement["key_phrase"] and statement["key_phrase"] not in content:
            yield f"{statement['id']}: the key phrase does not stand in the content"


def _coverage_problems(articles: list[Article], text: str) -> Iterator[str]:
    """Yield runs of the page that no span covers, or more than one."""
    covered = bytearray(len(text))
    for article in articles:
        spans = [*article["body"], *([article["title_span"]] if article["title_span"] else []),
                 *([span["start"], span["end"]] for span in article["noise"])]
        for start, end in spans:
            for place in range(max(start, 0), min(end, len(text))):
                covered[place] = min(covered[place] + 1, 2)
    name = "+".join(article["id"] for article in articles)
    wrong = [place for place, times in enumerate(covered) if times == 2 or (times == 0 and not text[place].isspace())]
    if wrong:
        yield f"{name}: {len(wrong)} characters not covered exactly once, first at {wrong[0]}"


@dataclass(frozen=True)
class Guard:
    """What must not stand anywhere: runs of source words; and what may: whole titles, which are bibliographic facts."""

    shingles: frozenset[Shingle]
    titles: tuple[Shingle, ...]

    def leaks(self, text: str) -> list[Shingle]:
        """Return the source runs that stand in a text outside whole titles."""
        items = words(text)
        if not _runs(items) & self.shingles:
            return []
        for title in self.titles:
            items = _without(items, title)
        return sorted(_runs(items) & self.shingles)


def guard_of(texts: Iterable[str], titles: Iterable[str], within: Iterable[str] | None = None) -> Guard:
    """Return the guard of some source texts and the titles that may stand.

    Where it is known `within` which texts it is to find runs, it keeps no others: texts may be as many as one likes.
    """
    wanted = None if within is None else {run for text in within for run in _runs(words(text))}
    named = sorted({tuple(words(title)) for title in titles}, key=lambda title: (-len(title), title))
    runs: set[Shingle] = set()
    for text in texts:
        runs |= _runs(words(text)) if wanted is None else _runs(words(text)) & wanted
    for title in named:
        runs -= _runs(title)
    return Guard(frozenset(runs), tuple(title for title in named if title))


def _without(items: Sequence[str], title: Shingle) -> list[str]:
    """Return the words with each whole title replaced by a break that no run can cross."""
    kept: list[str] = []
    place = 0
    while place < len(items):
        if tuple(items[place:place + len(title)]) == title:
            kept.append("\0")
            place += len(title)
        else:
            kept.append(items[place])
            place += 1
    return kept


def _runs(items: Sequence[str]) -> set[Shingle]:
    return {tuple(items[start:start + RUN]) for start in range(len(items) - RUN + 1)}
