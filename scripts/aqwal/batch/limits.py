"""Takes a number of seconds; gives the work inside a bound, on the main thread of a process and on any other."""

import ctypes
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class TooLongError(Exception):
    """A page passed its time."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise TooLongError in the work once it has taken so many seconds."""
    on_main = threading.current_thread() is threading.main_thread()
    with _by_signal(seconds) if on_main and hasattr(signal, "setitimer") else _by_watch(seconds):
        yield


@contextmanager
def _by_signal(seconds: float) -> Iterator[None]:
    """Let the system tell the time; it interrupts a long wait or match as well."""
    def too_long(_number: int, _frame: FrameType | None) -> None:
        raise TooLongError

    before = signal.signal(signal.SIGALRM, too_long)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def _by_watch(seconds: float) -> Iterator[None]:
    """Let another thread tell the time: workers of a cluster work beside their main thread, which gets all signals."""
    own = threading.get_ident()
    lock = threading.Lock()
    working = True

    def watch() -> None:
        with lock:
            if working:
                ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(own), ctypes.py_object(TooLongError))

    timer = threading.Timer(seconds, watch)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        # Whoever holds the lock first decides: no exception is sent to work that has ended.
        with lock:
            working = False
        timer.cancel()
