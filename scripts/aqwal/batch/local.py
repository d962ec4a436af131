"""Takes chunks of documents; gives their outcomes in order, worked on by all cores of this machine."""

import multiprocessing
import os
import signal
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import IO

from aqwal.batch.chunks import Chunk
from aqwal.batch.work import WORKERS, Known, Outcome, Wanted, failed, work
from aqwal.files import lock_together

AHEAD = 3
"""Chunks given out for each worker: enough that none waits, few enough that results never pile up."""
LOST = "the program that worked on it was ended by the system; is it one page, and is there memory enough?"
_GIVEN: list[tuple[Known, Wanted]] = []
"""What a worker was given when it started."""
_HELD: list[IO[bytes]] = []
"""The files on which a worker holds a lock."""


def run_here(chunks: Iterable[Chunk], known: Known, wanted: Wanted) -> Iterator[Outcome]:
    """Work in this very process."""
    for chunk in chunks:
        yield from work(chunk, known, wanted)


def run_local(chunks: Iterable[Chunk], known: Known, wanted: Wanted, jobs: int) -> Iterator[Outcome]:
    """Work in `jobs` processes. A worker that dies costs no page but the one that kills it."""
    waiting = iter(chunks)
    given: deque[tuple[Chunk, Future[list[Outcome]]]] = deque()
    pool = _pool(jobs, known, wanted)
    try:
        while True:
            try:
                _give(pool, waiting, given, jobs * AHEAD)
                if not given:
                    return
                outcomes = given[0][1].result()
            except BrokenProcessPool:
                pool.shutdown(cancel_futures=True)
                doubtful = [chunk for chunk, _ in given]
                given.clear()
                for chunk in doubtful:
                    yield from _one_by_one(chunk, known, wanted)
                pool = _pool(jobs, known, wanted)
                continue
            given.popleft()
            yield from outcomes
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _give(pool: ProcessPoolExecutor, waiting: Iterator[Chunk], given: deque[tuple[Chunk, Future[list[Outcome]]]],
          most: int) -> None:
    """Hand out chunks until so many are out. A chunk the pool refuses is kept with those that are out."""
    while len(given) < most:
        chunk = next(waiting, None)
        if chunk is None:
            return
        given.append((chunk, Future()))
        with _unheard(signal.SIGINT):
            given[-1] = (chunk, pool.submit(_work_given, chunk))


def _one_by_one(chunk: Chunk, known: Known, wanted: Wanted) -> Iterator[Outcome]:
    """Work on each document of a chunk by itself, so that it shows which of them ends its worker."""
    pool = _pool(1, known, wanted)
    try:
        for document in chunk:
            try:
                with _unheard(signal.SIGINT):
                    alone = pool.submit(_work_given, (document,))
                yield from alone.result()
            except BrokenProcessPool:
                yield failed(document, LOST)
                pool = _pool(1, known, wanted)
    finally:
        pool.shutdown(cancel_futures=True)


def _pool(jobs: int, known: Known, wanted: Wanted) -> ProcessPoolExecutor:
    # Workers begin afresh: nothing of the parent's state or locks goes with them, on any system.
    return ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn"), _begin, (known, wanted, os.getpid()))


@contextmanager
def _unheard(number: signal.Signals) -> Iterator[None]:
    """Keep a signal for later. Workers that start meanwhile never hear it: the parent does, and ends them."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {number})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin(known: Known, wanted: Wanted, parent: int) -> None:
    _GIVEN[:] = [(known, wanted)]
    if wanted.out:
        # A run that follows a killed one waits until its workers have let go, lest both write one draft.
        _HELD.append((wanted.out / WORKERS).open("ab"))
        lock_together(_HELD[-1])
    if os.getppid() != parent:
        os._exit(1)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is told, and ends its workers
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: int) -> None:
    """End this worker when its parent is gone: a killed parent cannot tell it to."""
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)


def _work_given(chunk: Chunk) -> list[Outcome]:
    known, wanted = _GIVEN[0]
    return work(chunk, known, wanted)
