"""Takes an archive and the prose; writes every file of a site that is no page, in a process of its own.

They take longer than a page and are seldom looked at while a record is edited, so they follow behind: the process is
given up as soon as the records have changed again.
"""

import os
import pickle
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import mkdtemp

from aqwal.builder import BuilderOutput
from aqwal.dataset import Archive
from aqwal.derive.formats import Download
from aqwal.derive.sayings import sayings_of
from aqwal.exports.downloads import write_downloads
from aqwal.pages.edition import Edition
from aqwal.paths import LANGUAGES
from aqwal.search.documents import Prose
from aqwal.serving.snapshot import paths_of
from aqwal.site import DOWNLOADS, prose_of, side_files, write_files

LESS_URGENT = 10
"""How far the process stands back behind the one that renders the page being edited."""


class Beside:
    """The files beside the pages of one archive, being made."""

    def __init__(self, archive: Archive, rendered: BuilderOutput, parent: Path) -> None:
        self.folder = Path(mkdtemp(prefix="beside-", dir=parent))
        self._work = archive, prose_of(rendered)
        # A session of its own: Ctrl-C is for the server, which then ends this.
        self._process = subprocess.Popen([sys.executable, "-m", __name__, str(self.folder)], stdin=subprocess.PIPE,
                                         stdout=subprocess.PIPE, start_new_session=True)

    def result(self) -> tuple[Download, ...] | None:
        """Wait until all is written; returns the downloads, or None if the process was given up or failed."""
        answer, _ = self._process.communicate(pickle.dumps(self._work))
        if self._process.returncode:
            return None
        downloads: tuple[Download, ...] = pickle.loads(answer)
        return downloads

    def files(self) -> Mapping[str, Path]:
        """Return what was written, by path on the site."""
        return {path.relative_to(self.folder).as_posix(): path for path in self.folder.rglob("*") if path.is_file()}

    def give_up(self) -> None:
        """End the process if it still runs."""
        self._process.terminate()

    def remove(self) -> None:
        """End the process and remove what it wrote."""
        self.give_up()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                stream.close()
        self._process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


def write_beside(archive: Archive, prose: Sequence[Prose], folder: Path) -> tuple[Download, ...]:
    """Write the files into a folder; returns the downloads among them."""
    sayings = sayings_of(archive)
    downloads = tuple(write_downloads(archive, sayings, folder / DOWNLOADS))
    editions = [Edition(archive, sayings, language, downloads) for language in LANGUAGES]
    write_files(folder, side_files(editions, paths_of(editions[0]), prose))
    return downloads


if __name__ == "__main__":
    if hasattr(os, "nice"):
        os.nice(LESS_URGENT)
    given_archive, given_prose = pickle.load(sys.stdin.buffer)
    sys.stdout.buffer.write(pickle.dumps(write_beside(given_archive, given_prose, Path(sys.argv[1]))))
