"""Takes a generated archive; gives what its index costs to build, to store, to fetch and to ask."""

import gzip
import json
import random
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from aqwal.paths import ASSETS
from aqwal.search.engine import SiteSearch
from aqwal.search.index import index_files
from aqwal.search.manifest import MANIFEST
from bench.search.asked import Asked
from bench.search.browser import Traffic, fresh_page, served
from bench.search.generated import Generated

FRESH, TURNS = 9, 3
"""So many pages are opened, each for a first query of its own; and so many times that number at most."""
PAGE = """<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><title>bench</title>
<script src="load.js"></script>
"""
REQUEST = {"language": "ar", "offset": 0, "filters": {}, "facets": False, "texts": True, "grouped": True, "limit": 20}
"""What the search page asks for in all; it shows the first of them while the rest is on its way."""
FIRST, REST = {"limit": 10}, {"offset": 10, "limit": 10}
OPEN = "() => { globalThis.loader = aqSearchLoad(new URL('./', location.href).href); }"
ASK = """async (request) => {
  const began = performance.now();
  await loader.ask(request);
  return performance.now() - began;
}"""
ROUNDS = 2
"""Warm queries are asked so many times over, each time in another order."""


@dataclass(frozen=True)
class Stored:
    """What an index costs: processor milliseconds an article; bytes as stored; unpacked ones, without what is shown."""

    articles: int
    milliseconds: float
    stored: int
    unpacked: int
    words: int
    files: int


@dataclass(frozen=True)
class Took:
    """Milliseconds of one query: by the clock, and of the processor alone, which a busy machine does not stretch."""

    query: Asked
    clock: float
    own: float


class _First(NamedTuple):
    took: Took
    whole: Took
    sent: int
    files: int


@dataclass(frozen=True)
class Read:
    """What a reader waits for: first queries on fresh pages, then queries after the first.

    Of first queries: until the first results and until all that the page shows are there; bytes and files of all.
    """

    first: Sequence[Took]
    whole: Sequence[Took]
    sent: Sequence[int]
    files: Sequence[int]
    next: Sequence[Took]
    again: Sequence[Took]
    facets: Sequence[Took]


def at_share(times: Sequence[float], share: float) -> float:
    """Return the time that this share of the queries does not exceed."""
    return sorted(times)[min(len(times) - 1, int(share * len(times)))]


def write_index(generated: Generated, folder: Path) -> Stored:
    """Build the index and write it with a page that loads it as the site does; processor time, writing left out."""
    began = time.process_time()
    files = list(index_files(generated.source, generated.is_private))
    seconds = time.process_time() - began
    stored = unpacked = words = 0
    for name, data in files:
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
        if target.suffix == ".js":
            continue
        stored += len(data)
        plain = gzip.decompress(data) if target.suffix == ".bin" else data
        unpacked += 0 if target.name.startswith("texts-") else len(plain)
        words = json.loads(data)["counts"]["words"] if target.name == MANIFEST else words
    (folder / "index.html").write_text(PAGE, "utf-8")
    (folder / "load.js").write_bytes((ASSETS / "js" / "60-search-load.js").read_bytes())
    articles = len(generated.source.archive.articles)
    return Stored(articles, 1000 * seconds / articles, stored, unpacked, words, len(files))


def in_browser(folder: Path, queries: Sequence[Asked], running: Any, enough: float) -> Read:
    """Ask in a browser: first queries on fresh pages; then, in one page, all of them, all again, and their facets.

    What other programs do stretches first queries most, which a browser answers with several processes: nine that take
    longer than `enough` at the median are followed by nine others, twice at most, and the fastest nine count.
    """
    with served(folder) as (address, traffic):
        rounds: list[list[_First]] = []
        while len(rounds) < TURNS and (not rounds or _middle(rounds[-1]) > enough):
            part = queries[len(rounds) * FRESH:][:FRESH]
            rounds.append([_first(query, address, traffic, running) for query in part])
        with fresh_page(running, address) as page:
            ask = _asker(page)
            ask(queries[0], {})
            following = [ask(query, {}) for query in queries]
            mixed = [query for turn in range(ROUNDS) for query in random.Random(turn).sample(queries, len(queries))]
            again = [ask(query, {}) for query in mixed]
            counted = [ask(query, {"facets": True, "texts": False, "limit": 1}) for query in queries]
    every = [one for part in rounds for one in part]
    best = min(rounds, key=_middle)
    return Read([one.took for one in best], [one.whole for one in best], [one.sent for one in every],
                [one.files for one in every], following, again, counted)


def _first(query: Asked, address: str, traffic: Traffic, running: Any) -> _First:
    """Ask in a page that has fetched nothing yet."""
    with fresh_page(running, address) as page:
        ask = _asker(page)
        traffic.reset()
        took, rest = ask(query, FIRST), ask(query, REST)
        return _First(took, Took(query, took.clock + rest.clock, took.own + rest.own), traffic.sent, traffic.files)


def _middle(part: Sequence[_First]) -> float:
    return median(one.took.clock for one in part)


def _asker(page: Any) -> Callable[[Asked, dict[str, Any]], Took]:
    """Open the loader in a page; returns a function that asks and takes the times, the page's own thread's too."""
    page.evaluate(OPEN)
    tools = page.context.new_cdp_session(page)
    tools.send("Performance.enable", {"timeDomain": "threadTicks"})

    def own() -> float:
        metrics = tools.send("Performance.getMetrics")["metrics"]
        return 1000 * float(next(one["value"] for one in metrics if one["name"] == "TaskDuration"))

    def ask(query: Asked, changes: dict[str, Any]) -> Took:
        before = own()
        clock = page.evaluate(ASK, {**REQUEST, **changes, "query": query.typed})
        return Took(query, clock, own() - before)

    return ask


def in_terminal(folder: Path, queries: Sequence[Asked]) -> tuple[Took, list[Took]]:
    """Ask the terminal's engine; returns the time from nothing to the first answer, and those of all queries, warm."""
    with ExitStack() as stack:
        opened: list[SiteSearch] = []

        def ask(query: Asked) -> Took:
            clock, own = time.perf_counter(), time.process_time()
            if not opened:
                opened.append(stack.enter_context(SiteSearch(folder)))
            opened[0].search(query.typed, limit=20)
            return Took(query, 1000 * (time.perf_counter() - clock), 1000 * (time.process_time() - own))

        first = ask(queries[0])
        for query in queries:
            ask(query)
        return first, [ask(query) for query in queries]
