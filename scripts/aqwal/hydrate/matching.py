"""Takes articles and the files of a folder; gives which file is each article's page, and by what that is known."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, NamedTuple

from aqwal.arabic.tokens import words
from aqwal.canonical import sha256
from aqwal.dataset import Archive
from aqwal.hydrate.features import ALIKE, Features, is_telling, likeness
from aqwal.raw_texts import RawText, load_raw
from aqwal.record_types import Article

Basis = Literal["document", "canonical", "title", "features"]
OPENING = 3
"""Pages are looked through for the first words of headlines, so many of them."""
RARE = 3
"""Pages are looked through for the rarest of an article's named words, so many of them."""
MOST = 5
"""At most so many pages are tried for an article that more than one could be the page of."""


class Page(NamedTuple):
    """A file and the hash of its bytes."""

    path: Path
    sha256: str


@dataclass(frozen=True)
class Match:
    """The files that may be an article's page, the likeliest first. Known by a hash, it is one."""

    basis: Basis
    pages: tuple[Page, ...]


@dataclass
class _Wanted:
    """What pages are looked through for: articles by the opening words of their headline, and by their features."""

    by_opening: dict[tuple[str, ...], list[tuple[str, list[str]]]] = field(default_factory=dict)
    by_word: dict[str, list[str]] = field(default_factory=dict)
    features: Mapping[str, Features] = field(default_factory=dict)


def match_pages(archive: Archive, files: Iterable[Path], features: Mapping[str, Features],
                ) -> tuple[dict[str, Match], list[tuple[Path, str]]]:
    """Return the page of each article that has one among the files, and the files passed over, each with the reason."""
    by_hash: dict[str, Page] = {}
    by_canonical: dict[str, Page] = {}
    unread: list[tuple[Path, str]] = []
    for path in files:
        raw = _raw_or_why(path)
        if isinstance(raw, str):
            unread.append((path, raw))
            continue
        page = Page(path, raw.sha256)
        by_hash.setdefault(raw.sha256, page)
        by_canonical.setdefault(sha256(raw.text), page)
    found: dict[str, Match] = {}
    for key, article in archive.articles.items():
        document = article["document"]
        if document["sha256"] in by_hash:
            found[key] = Match("document", (by_hash[document["sha256"]],))
        elif document["canonical_sha256"] in by_canonical:
            found[key] = Match("canonical", (by_canonical[document["canonical_sha256"]],))
    rest = [article for key, article in archive.articles.items() if key not in found]
    if rest:
        known = {page for match in found.values() for page in match.pages}
        found |= _by_words(rest, [page for page in by_canonical.values() if page not in known], features)
    return found, unread


def _raw_or_why(path: Path) -> RawText | str:
    """Read a page; returns why it is of no use where it is not."""
    try:
        str(path).encode("utf-8")
        return load_raw(path) or "not UTF-8"
    except UnicodeEncodeError:
        return "its name is not UTF-8"
    except OSError as error:
        return error.strerror or str(error)


def text_of(page: Page) -> str | None:
    """Return the canonical text of a page as it was when it was matched; None where its file has changed since."""
    raw = _raw_or_why(page.path)
    return None if isinstance(raw, str) or raw.sha256 != page.sha256 else raw.text


def _by_words(articles: Iterable[Article], pages: Iterable[Page], features: Mapping[str, Features]) -> dict[str, Match]:
    """Match by headline and by features: each page is read once and its words are looked up."""
    wanted = _wanted(articles, features)
    scored: dict[str, list[tuple[float, Basis, Page]]] = {}
    for page in pages:
        text = text_of(page)
        if text is not None:
            for key, (score, basis) in _matches(words(text), wanted).items():
                scored.setdefault(key, []).append((score, basis, page))
    found = {}
    for key, rows in scored.items():
        rows.sort(key=lambda row: (-row[0], row[2]))
        found[key] = Match(rows[0][1], tuple(page for _, _, page in rows[:MOST]))
    return found


def _wanted(articles: Iterable[Article], features: Mapping[str, Features]) -> _Wanted:
    wanted = _Wanted(features=features)
    for article in articles:
        key = article["id"]
        title = words(article["title"] or "")
        if len(title) >= OPENING:
            wanted.by_opening.setdefault(tuple(title[:OPENING]), []).append((key, title))
        elif key in features and is_telling(features[key]):
            # The longest words are the rarest, so that few pages have to be compared in full.
            for word in sorted(features[key]["counts"], key=lambda word: (-len(word), word))[:RARE]:
                wanted.by_word.setdefault(word, []).append(key)
    return wanted


def _matches(page: list[str], wanted: _Wanted) -> dict[str, tuple[float, Basis]]:
    """Return the articles a page may belong to, with how well it fits."""
    counts = Counter(page)
    found: dict[str, tuple[float, Basis]] = {}
    for place in range(len(page) - OPENING + 1):
        for key, title in wanted.by_opening.get(tuple(page[place:place + OPENING]), ()):
            if key not in found and page[place:place + len(title)] == title:
                known = wanted.features.get(key)
                score = likeness(known, counts) if known and is_telling(known) else ALIKE
                if score >= ALIKE:
                    found[key] = score, "title"
    for key in dict.fromkeys(key for word in counts for key in wanted.by_word.get(word, ())):
        score = likeness(wanted.features[key], counts)
        if score >= ALIKE:
            found[key] = score, "features"
    return found
