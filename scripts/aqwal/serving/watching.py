"""Takes folders and files; tells which of them changed, and nothing of their being read."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirModifiedEvent,
    DirMovedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch
from watchdog.observers.polling import PollingObserver

CHANGES = [FileCreatedEvent, FileDeletedEvent, FileModifiedEvent, FileMovedEvent, DirCreatedEvent, DirDeletedEvent,
           DirMovedEvent]
"""What counts as a change. A folder is modified whenever an entry of it is, which has an event of its own."""
OF_FOLDERS = [DirCreatedEvent, DirDeletedEvent, DirMovedEvent]
POLL = 0.5
"""Seconds between two looks, where the system does not tell of changes."""


class _Handler(FileSystemEventHandler):
    def __init__(self, changed: Callable[[list[Path]], None]) -> None:
        self.changed = changed

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Pass on the paths of a change."""
        if not isinstance(event, DirModifiedEvent):
            named = (event.src_path, event.dest_path)
            self.changed([Path(path if isinstance(path, str) else path.decode()) for path in named if path])


def watch(folders: Iterable[Path], changed: Callable[[list[Path]], None]) -> BaseObserver:
    """Call `changed` with the paths of every change below the folders, from a thread; stop the observer to end."""
    wanted = [folder for folder in folders if folder.is_dir()]
    try:
        return _started(Observer(), wanted, changed)
    except OSError:  # The system has no more watches to give.
        return _started(PollingObserver(timeout=POLL), wanted, changed)


class _Above(FileSystemEventHandler):
    """Looks from the folder above whether a watched one is taken away or put back, which it cannot tell itself."""

    def __init__(self, observer: BaseObserver, folder: Path, changed: Callable[[list[Path]], None]) -> None:
        self.observer, self.folder, self.changed = observer, folder, changed
        self._handler = _Handler(changed)
        self._watch = self._begin()

    def _begin(self) -> ObservedWatch:
        return self.observer.schedule(self._handler, str(self.folder), recursive=True, event_filter=CHANGES)

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Watch a folder anew that was put in the place of the old one."""
        if str(self.folder) not in (event.src_path, event.dest_path):
            return
        with suppress(KeyError):
            self.observer.unschedule(self._watch)
        with suppress(OSError):  # It may be gone again.
            self._watch = self._begin()
        self.changed([self.folder])


def _started(observer: BaseObserver, folders: Iterable[Path], changed: Callable[[list[Path]], None]) -> BaseObserver:
    for folder in folders:
        above = _Above(observer, folder, changed)
        observer.schedule(above, str(folder.parent), recursive=False, event_filter=OF_FOLDERS)
    observer.start()
    return observer
