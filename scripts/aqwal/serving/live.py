"""Takes changes as they are told; keeps the newest site that is whole, and what is wrong with what came after it."""

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

from aqwal.serving.beside import Beside
from aqwal.serving.making import Maker
from aqwal.serving.snapshot import Snapshot

QUIET = 0.04
"""Seconds without a further change before one is taken up: programs write a file in several steps."""
CALM = 1.0
"""Seconds without a further change before the files beside the pages are made."""
MOST_NAMED = 5
NOT_MADE = "downloads, data files and search index could not be made; those before stay"
LAST = "aqwal: the last good site is shown until this is mended"


@dataclass(frozen=True)
class State:
    """What is served: the last site that was whole, if there was one, and what is wrong now. `number` only grows."""

    number: int = 0
    site: Snapshot | None = None
    problems: str = ""
    sent: dict[str, Any] = field(default_factory=dict, compare=False)
    """What was made of this state when it was asked for, by path."""


class Live:
    """The site of a repository, kept up with changes by two threads: pages at once, files beside them in their wake."""

    def __init__(self, maker: Maker, say: Callable[[str], None]) -> None:
        self.state = State()
        self._maker, self._say = maker, say
        self._change = threading.Condition()
        self._changed: set[Path] = set()
        self._told = 0
        self._ended = False
        self._beside: Beside | None = None
        self._threads = [threading.Thread(target=run, daemon=True) for run in (self._follow_changes, self._follow_up)]

    def start(self) -> None:
        """Make the first site, whole or not, and follow changes from then on."""
        self._take_up(None)
        for thread in self._threads:
            thread.start()

    def end(self) -> None:
        """Stop following, and end what is being made."""
        with self._change:
            self._ended = True
            self._change.notify_all()
            beside = self._beside
        if beside is not None:
            beside.give_up()
        for thread in self._threads:
            if thread.is_alive():
                thread.join(timeout=10)

    def tell(self, paths: Iterable[Path]) -> None:
        """Take note of changed files."""
        changed = {path for path in paths if self._maker.concerns(path)}
        if not changed:
            return
        with self._change:
            self._changed |= changed
            self._told += 1
            self._change.notify_all()
            beside = self._beside
        if beside is not None:
            beside.give_up()

    def wait(self, number: int, seconds: float) -> State | None:
        """Return the state once it is another than the one numbered so, or after some time; None at the end."""
        with self._change:
            self._change.wait_for(lambda: self._ended or self.state.number != number, seconds)
            return None if self._ended else self.state

    def wait_for_files(self, seconds: float) -> State:
        """Return the state once the files beside the pages have been made for the first time, or after some time."""
        with self._change:
            self._change.wait_for(lambda: self._ended or bool(self.state.site and self.state.site.beside), seconds)
            return self.state

    def _rest(self, seconds: float) -> bool:
        """Wait, holding the lock, until no change has been told for so long; returns False at the end."""
        is_quiet = False
        while not self._ended and not is_quiet:
            told = self._told
            self._change.wait_for(partial(self._has_been_told, told), seconds)
            is_quiet = self._told == told
        return not self._ended

    def _has_been_told(self, told: int) -> bool:
        return self._ended or self._told != told

    def _follow_changes(self) -> None:
        while True:
            with self._change:
                self._change.wait_for(lambda: self._ended or self._changed)
                if not self._rest(QUIET):
                    return
                changed, self._changed = self._changed, set()
            self._take_up(changed)

    def _take_up(self, changed: set[Path] | None) -> None:
        """Make the site anew from what changed; from everything, where nothing is named. Keep the last on a fault."""
        site, problems = self._maker.make(changed, self.state.site)
        with self._change:
            was = self.state.problems
            if site is not None and self.state.site is not None:
                # The files beside may have been finished meanwhile.
                site = replace(site, downloads=self.state.site.downloads, beside=self.state.site.beside)
            self.state = State(self.state.number + 1, site or self.state.site, problems)
            self._change.notify_all()
        if problems and problems != was:
            self._say(f"{problems}\n{LAST}" if self.state.site else problems)
        elif not problems and changed is not None:
            names = ", ".join(sorted({path.name for path in changed})[:MOST_NAMED])
            self._say(f"aqwal: {names}: {'mended' if was else 'taken up'}")

    def _follow_up(self) -> None:
        """Make the files beside the pages once changes rest, for the newest site."""
        made: Snapshot | None = None
        while True:
            with self._change:
                self._change.wait_for(partial(self._has_other_records, made))
                if not self._rest(CALM):
                    return
                site, told = self.state.site, self._told
            try:
                if site is not None and self._make_beside(site, told):
                    made = site
            except OSError as error:
                made = site
                self._say(f"aqwal: {error.filename or self._maker.work}: {error.strerror}; {NOT_MADE}")

    def _has_other_records(self, made: Snapshot | None) -> bool:
        """Say whether the site has records or prose that those files were not made from."""
        site = self.state.site
        return self._ended or (site is not None and (
            made is None or site.archive is not made.archive or site.rendered is not made.rendered))

    def _make_beside(self, site: Snapshot, told: int) -> bool:
        """Make the files beside one site and join them to it; returns False if they were given up for newer ones."""
        new, old = Beside(site.archive, site.rendered, self._maker.work), self._beside
        with self._change:
            self._beside = new
            is_late = self._has_been_told(told)
        downloads = None if is_late else new.result()
        if downloads is None:
            new.remove()
            with self._change:
                self._beside = old
                is_late = is_late or self._has_been_told(told)
            if not is_late:
                self._say(f"aqwal: {NOT_MADE}")
            return not is_late
        with self._change:
            now = self.state.site
            if now is not None:
                self.state = State(self.state.number + 1, replace(now, downloads=downloads, beside=new.files()),
                                   self.state.problems)
            self._change.notify_all()
        if old is not None:
            old.remove()
        return True
