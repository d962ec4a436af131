"""Takes chunks of documents and a scheduler's address; gives their outcomes in order, worked on by a Dask cluster."""

import importlib
from collections import deque
from collections.abc import Iterable, Iterator
from typing import Any

from aqwal.batch.chunks import Chunk
from aqwal.batch.work import Known, Outcome, Wanted, failed, work

AHEAD = 3
LEAST_AHEAD = 8
CONNECT = 15
"""Seconds given to a scheduler to answer, and to its first worker to come."""
LOOK = 30
"""After so many seconds without a result it is asked whether any worker is left."""
LOOKS = 4
"""So often none may be left before the run is given up: others may be on their way."""
LOST = "every worker that took it was lost; is it one page, and have the workers memory enough?"


class ClusterError(RuntimeError):
    """The cluster cannot be used; the message says why and what to do."""


def run_cluster(chunks: Iterable[Chunk], known: Known, wanted: Wanted, address: str) -> Iterator[Outcome]:
    """Work on a cluster. What a lost worker had in hand is given to others by the scheduler; results come back once.

    Bytes travel, not paths: workers need the package and no folder of ours. Raises ClusterError.
    """
    dask = _engine()
    client = _connect(dask, address)
    try:
        # One future for all tasks, made by a task, so that the cluster can make it again where its holder is lost.
        held = client.submit(_same, known, pure=False)
        yield from _run(client, iter(chunks), held, wanted, dask.KilledWorker)
    finally:
        client.close(timeout=5)


def _run(client: Any, waiting: Iterator[Chunk], known: Any, wanted: Wanted, lost: type[Exception],
         ) -> Iterator[Outcome]:
    most = max(LEAST_AHEAD, AHEAD * sum(client.nthreads().values()))
    given: deque[tuple[Chunk, Any]] = deque()
    while True:
        while len(given) < most and (chunk := next(waiting, None)) is not None:
            given.append((chunk, _submit(client, chunk, known, wanted)))
        if not given:
            return
        chunk, future = given.popleft()
        try:
            outcomes = _result(client, future, lost)
        except lost:
            outcomes = _one_by_one(client, chunk, known, wanted, lost)
        yield from outcomes


def _one_by_one(client: Any, chunk: Chunk, known: Any, wanted: Wanted, lost: type[Exception]) -> list[Outcome]:
    """Work on each document of a chunk by itself, so that it shows which of them ends its workers."""
    outcomes: list[Outcome] = []
    for document in chunk:
        try:
            outcomes += _result(client, _submit(client, (document,), known, wanted), lost)
        except lost:
            outcomes.append(failed(document, LOST))
    return outcomes


def _submit(client: Any, chunk: Chunk, known: Any, wanted: Wanted) -> Any:
    try:
        return client.submit(work, chunk, known, wanted, pure=False)
    except Exception as error:
        raise _gone(error) from error


def _result(client: Any, future: Any, lost: type[Exception]) -> list[Outcome]:
    """Wait for the outcomes of a chunk, as long as there are workers that may bring them. Raises ClusterError, lost."""
    empty = 0
    while empty < LOOKS:
        try:
            outcomes: list[Outcome] = future.result(timeout=LOOK)
        except TimeoutError:
            empty = 0 if _workers(client) else empty + 1
        except lost:
            raise
        except Exception as error:
            raise _gone(error) from error
        else:
            return outcomes
    raise ClusterError("the scheduler has no workers left; start some and run again: drafts are kept")


def _workers(client: Any) -> int:
    try:
        return len(client.scheduler_info()["workers"])
    except Exception as error:
        raise _gone(error) from error


def _gone(error: Exception) -> ClusterError:
    what = " ".join(f"{type(error).__name__}: {error}".split())[:300]
    return ClusterError(f"the cluster failed ({what}); see that its scheduler runs and that its workers have the same "
                        "versions of Aqwal and Python, then run again: drafts are kept")


def _engine() -> Any:
    """Return the module of the cluster's engine, which only those who have a cluster install."""
    try:
        return importlib.import_module("distributed")
    except ImportError as error:
        raise ClusterError("--scheduler needs the package distributed: "
                           "in the repository, pip install '.[cluster]'") from error


def _connect(dask: Any, address: str) -> Any:
    try:
        client = dask.Client(address, timeout=CONNECT, set_as_default=False)
    except (OSError, ValueError) as error:
        raise ClusterError(f"no scheduler answers at {address} ({error}); start one with: dask scheduler") from error
    try:
        client.wait_for_workers(1, timeout=CONNECT)
    except TimeoutError as error:
        client.close(timeout=5)
        raise ClusterError(f"the scheduler at {address} has no workers; start some with: dask worker {address}"
                           ) from error
    return client


def _same(known: Known) -> Known:
    return known
