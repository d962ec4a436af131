"""Takes the archive, raw pages and distractors; gives the records that queries are judged on.

With the raw pages a record is a title or a body paragraph of the reading copy; without them, a title, digest paragraph
or statement of the published site. Our own search answers over its whole index; what it finds that is no such record
counts as a wrong hit in a reading copy and is passed over on the published site, which has more kinds than that.
"""

import copy
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from aqwal.arabic.tokens import words
from aqwal.dataset import Archive
from aqwal.derive.paragraphs import paragraphs_of
from aqwal.derive.sayings import sayings_of
from aqwal.paths import PROJECT
from aqwal.search.documents import Source
from aqwal.texts import load_texts, texts_of

SEEDS = PROJECT.parent / "shared" / "seeds"
DISTRACTORS = Path(__file__).with_name("distractors.txt")
Key = tuple[Any, ...]


@dataclass(frozen=True)
class Record:
    """A text that can be found, and how a hit of our own search names it."""

    key: Key
    text: str

    @cached_property
    def folded(self) -> str:
        """The words in folded form with a blank between, as judgments read them."""
        return " ".join(words(self.text))


@dataclass(frozen=True)
class Corpus:
    """The records, and the source of the index that our own search answers from."""

    name: str
    source: Source
    records: tuple[Record, ...]
    is_reading_copy: bool


def corpora(archive: Archive) -> list[Corpus]:
    """Return the corpus as it is, and again among texts on the same subjects that are no answer."""
    texts = texts_of(archive, load_texts(SEEDS)) if SEEDS.is_dir() else {}
    name = "reading copy" if texts else "published site (no raw pages beside the repository)"
    return [_corpus(name, archive, texts), _corpus(f"{name}, with distractors", *_distracted(archive, texts))]


def _corpus(name: str, archive: Archive, texts: Mapping[str, str]) -> Corpus:
    source = Source(archive, sayings_of(archive), (), texts)
    records = _source_records(archive, texts) if texts else _own_records(archive)
    return Corpus(name, source, tuple(one for one in records if one.text.strip()), bool(texts))


def _source_records(archive: Archive, texts: Mapping[str, str]) -> list[Record]:
    found = []
    for key, text in texts.items():
        article = archive.articles[key]
        span = article["title_span"]
        if span:
            found.append(Record((key, *span), text[slice(*span)]))
        found += [Record((key, one.start, one.end), one.text) for one in paragraphs_of(article, text)]
    return found


def _own_records(archive: Archive) -> list[Record]:
    found = []
    for key, article in archive.articles.items():
        found.append(Record(("title", key, None), f"{article['title'] or ''} {article['label']['ar']}"))
        digest = [part for part in article["digest"]["ar"].split("\n") if part.strip()]
        found += [Record(("digest", key, number), text) for number, text in enumerate(digest, 1)]
        found += [Record(("statement", one["id"], None), one["said"]["ar"]) for one in archive.statements.get(key, [])]
    return found


def _distracted(archive: Archive, texts: Mapping[str, str]) -> tuple[Archive, dict[str, str]]:
    """Add each distractor as an article of one paragraph: of the source in a reading copy, of the digest otherwise."""
    articles, all_texts = dict(archive.articles), dict(texts)
    model = next(iter(archive.articles.values()))
    for number, line in enumerate(DISTRACTORS.read_text("utf-8").splitlines()):
        key = f"a9{number:03d}"
        one: Any = copy.deepcopy(model)
        one |= {"id": key, "title": None, "title_span": None, "label": {"ar": "", "en": ""}, "publisher": None,
                "events": [], "topics": [], "digest": {"ar": "" if texts else line, "en": ""}, "body": [[0, len(line)]]}
        articles[key] = one
        if texts:
            all_texts[key] = line
    statements = {**archive.statements, **{key: [] for key in articles if key not in archive.statements}}
    return replace(archive, articles=articles, statements=statements), all_texts


def key_of(hit: Mapping[str, Any], is_reading_copy: bool) -> Key:
    """Return the key of the record that a hit of our own search is."""
    if is_reading_copy:
        return hit["article"], hit["start"], hit["end"]
    is_digest = hit["kind"] == "digest"
    return hit["kind"], hit["article"] if is_digest else hit["id"], hit["paragraph"] if is_digest else None
