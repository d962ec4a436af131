"""Takes an article of a page and sketches of the archive; gives the articles it repeats, by hash, title and words.

The archive holds no source text. What can be compared honestly: the hash of the document, the title, and, where the
dataset has features, the set of words that stand at least twice in the body.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from rapidfuzz import fuzz
from rensa import RMinHash, RMinHashLSH

from aqwal.arabic.tokens import words
from aqwal.canonical import sha256
from aqwal.dataset import Archive
from aqwal.ingest.fields.prepared import prepared
from aqwal.ingest.page import ArticleSpans, Found, RawPage

PERMUTATIONS, BANDS, SEED = 128, 32, 1
"""Values in a sketch, the groups it is looked up by, and where its random numbers start: the same on any machine."""
FLOOR = 100
"""A body of fewer words says too little; the same as for features."""
LEAST_ALIKE = 0.5
"""Share of items two texts must have in common, as estimated."""
_TITLE_WORDS = 4
_TITLE_ALIKE = 88.0
_TRIED = 8
_READ = 300_000
"""Of a longer text only so many characters are sketched."""


@dataclass(frozen=True)
class Sketches:
    """What is known of the archive's articles for comparing; small, and fit to be sent to other processes."""

    documents: dict[str, dict[int, str]] = field(default_factory=dict)
    """Hash of a document or of its canonical text → part → article."""
    titles: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Article → folded words of its title."""
    vocabularies: dict[str, RMinHash] = field(default_factory=dict)
    """Article → sketch of the words that stand in its body at least twice."""


def sketches_of(archive: Archive, vocabularies: Mapping[str, Iterable[str]] | None = None) -> Sketches:
    """Return the sketches of an archive. `vocabularies`: article → the words its features name."""
    documents: dict[str, dict[int, str]] = {}
    for key, article in archive.articles.items():
        for mark in (article["document"]["sha256"], article["document"]["canonical_sha256"]):
            documents.setdefault(mark, {})[article["part"]] = key
    titles = {key: tuple(words(article["title"])) for key, article in archive.articles.items() if article["title"]}
    return Sketches(documents, titles, {key: sketch(named) for key, named in (vocabularies or {}).items()})


def sketch(items: Iterable[str]) -> RMinHash:
    """Return the MinHash of a set of words."""
    made = RMinHash(PERMUTATIONS, SEED)
    made.update(list(items))
    return made


def repeats(page: RawPage, article: ArticleSpans, sketches: Sketches) -> tuple[Found, ...]:
    """Return the recorded articles that this one repeats, the surest first."""
    if not (sketches.documents or sketches.titles or sketches.vocabularies):
        return ()
    found = {one.value: one for one in _by_words(page.text, article, sketches)}
    found |= {one.value: one for one in _by_title(page.text, article, sketches)
              if one.confidence > found.get(one.value, Found("", 0.0, "")).confidence}
    found |= {one.value: one for one in _by_document(page, article, sketches)}
    return tuple(sorted(found.values(), key=lambda one: (-one.confidence, one.value)))


def _by_document(page: RawPage, article: ArticleSpans, sketches: Sketches) -> list[Found]:
    """Return the article recorded of this very document; of another part of it, where parts were told otherwise."""
    same = sketches.documents.get(page.sha256)
    rule = "the same document"
    if same is None:
        same, rule = sketches.documents.get(sha256(page.text)), "the same canonical text"
    if not same:
        return []
    if article.part in same:
        return [Found(same[article.part], 1.0, rule)]
    return [Found(key, 0.5, f"{rule}, but part {part} of it") for part, key in sorted(same.items())]


def _titles_by_word(titles: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for key, own in titles.items():
        for word in dict.fromkeys(own):
            found.setdefault(word, []).append(key)
    return {word: tuple(keys) for word, keys in found.items()}


def _by_title(text: str, article: ArticleSpans, sketches: Sketches) -> list[Found]:
    """Return the articles whose title is the same or nearly so; a title of few words is that of many reports."""
    own = words(text[slice(*article.title)][:500]) if article.title else []
    if len(own) < _TITLE_WORDS:
        return []
    by_word = prepared(_titles_by_word, sketches.titles)
    rare = sorted((by_word.get(word, ()) for word in dict.fromkeys(own)), key=lambda keys: (len(keys), keys))
    shared = Counter(key for keys in rare for key in keys[:200])
    found = []
    for key, _ in sorted(shared.items(), key=lambda row: (-row[1], row[0]))[:_TRIED]:
        other = sketches.titles[key]
        alike = fuzz.ratio(" ".join(own), " ".join(other))
        if tuple(own) == other:
            found.append(Found(key, 0.85, "the same title", article.title))
        elif alike >= _TITLE_ALIKE:
            found.append(Found(key, 0.6, "nearly the same title", article.title, f"{alike:.0f} % alike"))
    return found


def body_words(text: str, article: ArticleSpans) -> list[str]:
    """Return the folded words of a body, of a very long one those of its beginning."""
    pieces, left = [], _READ
    for start, end in article.body:
        pieces.append(text[start:min(end, start + left)])
        left -= end - start
        if left <= 0:
            break
    return words("\n".join(pieces))


class _Known:
    """Sketches by what they are alike, with their keys; made once for a table of sketches."""

    def __init__(self, made: Mapping[str, RMinHash]) -> None:
        self.keys = tuple(made)
        self.made = made
        self.index = RMinHashLSH(LEAST_ALIKE, PERMUTATIONS, BANDS)
        for number, key in enumerate(self.keys):
            self.index.insert(number, made[key])

    def like(self, other: RMinHash) -> list[tuple[float, str]]:
        """Return how alike the known sketches are, the likeliest first."""
        keys = (self.keys[number] for number in self.index.query(other))
        near = ((other.jaccard(self.made[key]), key) for key in keys)
        return sorted((one for one in near if one[0] >= LEAST_ALIKE), key=lambda row: (-row[0], row[1]))


def _by_words(text: str, article: ArticleSpans, sketches: Sketches) -> list[Found]:
    if not sketches.vocabularies:
        return []
    counts = Counter(body_words(text, article))
    if counts.total() < FLOOR:
        return []
    own = sketch(sorted(word for word, count in counts.items() if count > 1))
    return [Found(key, round(min(alike, 0.9), 2), "the same words stand repeatedly in it", None,
                  f"about {alike:.0%} of them in common")
            for alike, key in prepared(_Known, sketches.vocabularies).like(own)]
