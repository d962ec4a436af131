"""Takes the archive and files of queries; prints what is found of what should be, beside peers; gives failures."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from aqwal.arabic.tokens import words
from aqwal.dataset import Archive
from aqwal.search.engine import SiteSearch
from aqwal.search.index import index_files
from bench.search import peers_material, peers_minisearch, peers_pagefind
from bench.search.corpus import Corpus, corpora, key_of
from bench.search.figures import FIRST, OUTSIDE, Figures, figures_of
from bench.search.judgments import Query, load_queries

FILES = {"queries.tsv": 0, "second.tsv": 0, "third.tsv": 1}
"""File of queries → the corpus that its judgments were made over, and that it is held to: 1 has the distractors."""
OURS = "aqwal"
RECALL, RANK, WORST, NAMES, NOISE, LOOK_ALIKES, NEGATIVES = 0.96, 0.96, 0.85, 1.0, 0.08, 1, 0
"""The claims."""
CLASSES = ("name", "latin")
Found = list[list[int]]


def measure(archive: Archive, work: Path, running: Any) -> list[str]:
    """Print the tables of both corpora; returns the claims that do not hold."""
    files = {name: load_queries(Path(__file__).with_name(name)) for name in FILES}
    known = known_names([query for queries in files.values() for query in queries], archive)
    failures: list[str] = []
    for number, corpus in enumerate(corpora(archive)):
        print(f"\nQuality over the {corpus.name}: {len(corpus.records)} records")
        judged = _judged(corpus, files, known, work / f"quality-{number}", running)
        for name in FILES:
            _print_file(name, files[name], {engine: figures[name] for engine, figures in judged.items()})
        if corpus.is_reading_copy:
            failures += [f"{name}: {text}" for name, own in FILES.items() if own == number
                         for text in failed(judged[OURS][name])]
    return failures


def known_names(queries: Sequence[Query], archive: Archive) -> set[str]:
    """Return the ids of the queries for names whose wanted words all stand in a name or spelling of one speaker."""
    forms = [[one["names"]["ar"], one["names"]["en"], *(spelling["form"] for spelling in one["spellings"])]
             for one in archive.speakers.values()]
    speakers = [{_bare(word) for text in texts for word in words(text)} for texts in forms]
    return {query.id for query in queries if query.kind in CLASSES
            and any(wanted <= own for wanted in _wanted(query) if wanted for own in speakers)}


def _wanted(query: Query) -> Iterator[set[str]]:
    for alternative in query.forms.split("|"):
        yield {_bare(word) for word in words(alternative)}


def _bare(word: str) -> str:
    return word.removeprefix("ال")


def _judged(corpus: Corpus, files: dict[str, list[Query]], known: set[str], work: Path,
            running: Any) -> dict[str, dict[str, Figures]]:
    """Return the figures by engine and file; every engine is asked all queries of both files at once."""
    typed = [query.typed for queries in files.values() for query in queries]
    judged = {}
    for engine, found in _engines(corpus, typed, work, running):
        left = iter(found)
        judged[engine] = {name: figures_of(queries, corpus.records, [next(left) for _ in queries], known)
                          for name, queries in files.items()}
    return judged


def _engines(corpus: Corpus, typed: list[str], work: Path, running: Any) -> Iterator[tuple[str, Found]]:
    texts = [record.text for record in corpus.records]
    yield OURS, _ours(corpus, typed, work / "ours")
    if peers_minisearch.version():
        for name, options in peers_minisearch.VARIANTS.items():
            yield name, peers_minisearch.answers(texts, typed, options, FIRST)
    if peers_pagefind.version() and running:
        peers_pagefind.build(texts, work / "pagefind")
        yield "Pagefind", peers_pagefind.answers(work / "pagefind", typed, FIRST, running)
    if peers_material.version() and running:
        peers_material.build(texts, work / "material")
        yield "Material", peers_material.answers(work / "material", typed, FIRST, running)


def peers(running: Any) -> str:
    """Say which peers are measured; Pagefind and Material need a browser."""
    found = {"MiniSearch": peers_minisearch.version(), "Pagefind": running and peers_pagefind.version(),
             "Material": running and peers_material.version()}
    return ", ".join(f"{name} {version or 'not installed'}" for name, version in found.items())


def _ours(corpus: Corpus, typed: list[str], site: Path) -> Found:
    for name, data in index_files(corpus.source, corpus.is_reading_copy):
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_bytes(data)
    numbers = {record.key: number for number, record in enumerate(corpus.records)}
    found = []
    with SiteSearch(site) as search:
        for query in typed:
            hits = search.search(query, limit=FIRST if corpus.is_reading_copy else 5 * FIRST, language="ar")["hits"]
            of_hits = [numbers.get(key_of(hit, corpus.is_reading_copy), OUTSIDE) for hit in hits]
            kept = of_hits if corpus.is_reading_copy else [number for number in of_hits if number != OUTSIDE]
            found.append(kept[:FIRST])
    return found


def failed(figures: Figures) -> list[str]:
    """Return the claims that the figures of one file do not bear out."""
    worst, kind = figures.worst
    claims = (
        (figures.recall >= RECALL, f"recall {figures.recall:.3f} < {RECALL}"),
        (figures.rank >= RANK, f"MRR {figures.rank:.3f} < {RANK}"),
        (worst >= WORST, f"worst class {kind} {worst:.3f} < {WORST}"),
        (figures.known >= NAMES, f"known names {figures.known:.3f} < {NAMES}"),
        (figures.noise <= NOISE, f"noise {figures.noise:.3f} > {NOISE}"),
        (len(figures.look_alikes) <= LOOK_ALIKES, f"look-alikes found: {figures.look_alikes}"),
        (len(figures.answered) <= NEGATIVES, f"negatives answered: {figures.answered}"),
    )
    return [text for holds, text in claims if not holds]


def _print_file(name: str, queries: Sequence[Query], judged: dict[str, Figures]) -> None:
    ours = judged[OURS]
    print(f"\n{name}: {len(queries)} queries, {sum(map(len, ours.scores.values()))} scored; recall@10 / MRR in %")
    width = max(map(len, judged))
    print(" " * width + "".join(f"{kind[:9]:>10}" for kind in ours.scores) + f"{'all':>13}  noise  names  alike  neg.")
    for engine, figures in judged.items():
        cells = "".join(f"{_percent(*figures.of_class(kind)):>10}" for kind in ours.scores)
        print(f"{engine:{width}}{cells}{f'{figures.recall:.3f}/{figures.rank:.3f}':>13}  {figures.noise:5.3f}  "
              f"{figures.known:5.3f}  {len(figures.look_alikes):5}  {len(figures.answered):4}")
    if ours.unscored:
        print(f"without any relevant record: {', '.join(ours.unscored)}")
    for label, found in (("known names missed", [text for text, recall in ours.names if recall < 1]),
                         ("look-alikes found", ours.look_alikes), ("negatives answered", ours.answered)):
        if found:
            print(f"{OURS}, {label}: {', '.join(found)}")
    for kind, typed, recall, rank in ours.weak:
        print(f"{OURS}, weak: {kind}: {typed} {_percent(recall, rank)}")


def _percent(recall: float, rank: float) -> str:
    return f"{100 * recall:.0f}/{100 * rank:.0f}"
