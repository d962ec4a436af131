"""Takes generated archives; prints what a search costs to build, store, fetch and ask, beside peers; gives failures."""

import os
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Any

from bench.search import peers_minisearch, peers_pagefind
from bench.search.asked import Asked, asked
from bench.search.generated import published, reading_copy
from bench.search.speed import Read, Stored, Took, at_share, in_browser, in_terminal, write_index

SMALL, LARGE = 1_000, 10_000
BUILD, SIZE, FIRST_BYTES, FIRST_MS, WARM_MS = 1.5, 2_500_000, 1_000_000, 300, 30
"""The claims: ms an article, bytes per 1,000 articles, bytes of a first query, its milliseconds, p95 of warm ones."""
ARCHIVES = {"published": published, "reading copy": reading_copy}
BUSY = 1.2
"""Where warm queries, which wait for nothing, take so many times their processor time, other programs are running."""


def measure(work: Path, running: Any) -> list[str]:
    """Print the tables; returns the claims that do not hold."""
    failures: list[str] = []
    made = {}
    print(f"\nSpeed, over generated archives of about 350 searched words an article; {_load()}")
    print(f"{'':32}{'ms/article':>11}{'stored MB/1000':>16}{'unpacked MB/1000':>18}{'words':>9}{'files':>7}")
    for size in (SMALL, LARGE):
        for name, generate in ARCHIVES.items():
            generated = generate(size)
            folder = work / f"{name}-{size}".replace(" ", "-")
            stored = write_index(generated, folder)
            _print_stored(f"aqwal, {name}, {size}", stored)
            failures += [f"{name}, {size}: {text}" for text in _stored_failures(stored)]
            made[name, size] = folder, asked(generated)
            if (name, size) == ("reading copy", SMALL):
                texts = list(generated.source.texts.values())
            del generated
    for name in ARCHIVES:
        failures += [f"{name}: {text}" for text in _print_read(name, *made[name, LARGE], running)]
    small_folder, queries = made["reading copy", SMALL]
    _print_peers(texts, small_folder, queries, work, running)
    return failures


def _load() -> str:
    """Say how much of a core this process gets, so that times on a busy machine are read as such."""
    return f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores, times are stretched {stretch():.1f} times"


def stretch() -> float:
    """Return how many times longer than its processor time some work takes."""
    wall, own = time.perf_counter(), time.process_time()
    while time.process_time() - own < 0.2:
        pass
    return (time.perf_counter() - wall) / (time.process_time() - own)


def _print_stored(name: str, stored: Stored) -> None:
    each = 1000 / stored.articles / 1e6
    print(f"{name:32}{stored.milliseconds:11.2f}{stored.stored * each:16.2f}{stored.unpacked * each:18.2f}"
          f"{stored.words:9}{stored.files:7}")


def _stored_failures(stored: Stored) -> list[str]:
    sizes = {name: 1000 * size / stored.articles for name, size in (("stored", stored.stored),
                                                                    ("unpacked", stored.unpacked))}
    found = [f"{name} {size / 1e6:.2f} MB per 1,000 articles" for name, size in sizes.items() if size > SIZE]
    return found + ([f"{stored.milliseconds:.2f} ms an article"] if stored.milliseconds > BUILD else [])


def _print_read(name: str, folder: Path, queries: list[Asked], running: Any) -> list[str]:
    print(f"\n{name}, {LARGE} articles, {len(queries)} queries; ms by the clock, and (of the processor alone)")
    opening, again = in_terminal(folder, queries)
    print(f"{'terminal, from nothing to an answer':40}{_both(opening.clock, opening.own)}")
    _print_times("terminal, warm", again)
    if running is None:
        print("browser: not installed")
        return []
    read = in_browser(folder, queries, running, FIRST_MS)
    is_busy = sum(one.clock for one in read.again) > BUSY * sum(one.own for one in read.again)
    first, whole = ([median([getattr(one, kind) for one in takes]) for kind in ("clock", "own")]
                    for takes in (read.first, read.whole))
    print(f"{'first query, median of fresh pages':40}{_both(*first)}, ten more results {_both(*whole)}; "
          f"{median(read.sent) / 1e3:.0f} kB, at most {max(read.sent) / 1e3:.0f} kB, "
          f"in {min(read.files)} to {max(read.files)} files")
    _print_times("further queries, for the first time", read.next)
    _print_times("warm queries", read.again)
    _print_times("their counts for the filters", read.facets)
    worst: dict[str, float] = {}
    for one in read.again:
        worst[one.query.kind] = max(one.own, worst.get(one.query.kind, 0))
    print("slowest of each class, warm, of the processor: " + ", ".join(
        f"{kind} {took:.0f}" for kind, took in sorted(worst.items(), key=lambda pair: -pair[1])))
    if is_busy:
        print("the machine is busy: the claims are judged by the processor's time")
    return _read_failures(read, "own" if is_busy else "clock")


def _both(clock: float, own: float) -> str:
    return f"{clock:7.1f} ({own:.1f})"


def _print_times(label: str, times: Sequence[Took]) -> None:
    cells = (f"{name} {_both(*(at_share([getattr(one, kind) for one in times], share) for kind in ('clock', 'own')))}"
             for name, share in (("p50", 0.5), ("p95", 0.95), ("max", 1)))
    print(f"{label:40}" + ", ".join(cells))


def _read_failures(read: Read, kind: str) -> list[str]:
    first = median([getattr(one, kind) for one in read.first])
    warm = at_share([getattr(one, kind) for one in read.again], 0.95)
    claims = ((max(read.sent) <= FIRST_BYTES, f"a first query fetches {max(read.sent)} bytes"),
              (first <= FIRST_MS, f"a first query takes {first:.0f} ms"),
              (warm <= WARM_MS, f"p95 of warm queries is {warm:.1f} ms"))
    return [text for holds, text in claims if not holds]


def _print_peers(texts: list[str], folder: Path, queries: list[Asked], work: Path, running: Any) -> None:
    """Print what peers need for the same texts; each by the clock, with our own beside them."""
    typed = [query.typed for query in queries]
    print(f"\nPeers, reading copy, {SMALL} articles; ms by the clock; {_load()}")
    if peers_minisearch.version():
        for name, options in peers_minisearch.VARIANTS.items():
            size, loading, took = peers_minisearch.timed(texts, typed, options)
            print(f"{name + ', terminal':36}index {size / 1e6:.2f} MB raw, loaded in {loading:.0f} ms; {_shares(took)}")
    _, again = in_terminal(folder, queries)
    print(f"{'aqwal, terminal':36}{_shares([one.clock for one in again])}")
    if running and peers_pagefind.version():
        size = peers_pagefind.build(texts, work / "peer")
        sent, first, took = peers_pagefind.timed(work / "peer", typed, running)
        print(f"{'Pagefind, browser':36}index and fragments {size / 1e6:.2f} MB; first query {sent / 1e3:.0f} kB, "
              f"{first:.0f} ms; {_shares(took)}")
    if running:
        read = in_browser(folder, queries, running, FIRST_MS)
        print(f"{'aqwal, browser':36}first query {median(read.sent) / 1e3:.0f} kB, "
              f"{median([one.clock for one in read.first]):.0f} ms; {_shares([one.clock for one in read.again])}")


def _shares(times: Sequence[float]) -> str:
    return f"p50 {at_share(times, 0.5):.1f}, p95 {at_share(times, 0.95):.1f}"
