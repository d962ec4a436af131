"""Takes marked pages; prints how many pages a second ingest reads, and how its memory grows, beside trafilatura."""

import resource
import time
import tracemalloc
from collections.abc import Callable, Sequence

from aqwal.ingest.knowledge import Knowledge
from aqwal.ingest.page import RawPage
from aqwal.ingest.pipeline import draft_page
from bench.ingest import peers
from bench.ingest.gold import GoldPage

A_SECOND = 200
"""The claim: pages a second on one core."""
MANY = 10_000
GROWTH = 10_000_000
"""The claim: after ten thousand different pages at most so many bytes more are held than after one thousand."""
ROUNDS = 5


def measure(pages: Sequence[GoldPage]) -> list[str]:
    """Print the figures; returns the claims that do not hold."""
    texts = [page.text for page in pages]
    knowledge = Knowledge()

    def read(text: str) -> None:
        draft_page(RawPage("page", text, ""), knowledge)

    ours = _rate(texts, read)
    print(f"\nOne core, {len(texts)} pages of {sum(map(len, texts)) // len(texts)} characters, "
          f"processor time, best of {ROUNDS}: {ours:.0f} pages a second")
    for name, keep in peers.available().items():
        if name != "every line":
            theirs = _rate(texts, keep)
            print(f"  {name} (the body alone): {theirs:.0f} pages a second; ours is {ours / theirs:.2f} times that")
    first, last = _memory(texts, read)
    print(f"Memory held after 1,000 pages {first / 1e6:.1f} MB, after {MANY:,} {last / 1e6:.1f} MB; the process had at "
          f"most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    failures = [] if ours >= A_SECOND else [f"{ours:.0f} pages a second on one core, not {A_SECOND}"]
    if last - first > GROWTH:
        failures.append(f"memory grew by {(last - first) / 1e6:.1f} MB from 1,000 to {MANY:,} pages")
    return failures


def _rate(texts: Sequence[str], read: Callable[[str], object]) -> float:
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.process_time()
        for text in texts:
            read(text)
        best = min(best, time.process_time() - start)
    return len(texts) / best


def _memory(texts: Sequence[str], read: Callable[[str], None]) -> tuple[int, int]:
    """Return the bytes held after 1,000 and after 10,000 different pages: each is told apart by its number."""
    tracemalloc.start()
    held = []
    for number in range(MANY):
        read(f"{texts[number % len(texts)]}\nرقم{number}")
        if number + 1 in (1_000, MANY):
            held.append(tracemalloc.get_traced_memory()[0])
    tracemalloc.stop()
    return held[0], held[1]
