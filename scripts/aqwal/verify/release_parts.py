"""Takes a release's files and its manifest; gives what its checks share: records line by line, and what packs them."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from aqwal.changes.files import FolderFiles, UnreadableError, load_lines
from aqwal.changes.hashes import Record


@dataclass(frozen=True)
class Parts:
    """A release in a folder. `judge` says how a value breaks one of the schemas that the release holds."""

    files: FolderFiles
    manifest: Any
    judge: Callable[[str, object], str]

    @property
    def packs(self) -> set[str]:
        """The zip of the release and its sum, where they stand in the folder."""
        stem = f"{self.manifest['name']}-{self.manifest['version']}.zip"
        return {stem, f"{stem}.sha256"} & self.files.names()

    def records(self, folder: str) -> Iterator[tuple[bytes, Record]]:
        """Yield each line of a JSONL file, and the record in it. Raises UnreadableError."""
        name = f"jsonl/{folder}.jsonl"
        for number, line in enumerate(load_lines(self.files, name), 1):
            try:
                record = json.loads(line)
            except (ValueError, RecursionError) as error:
                raise UnreadableError(f"{name}: line {number} is not JSON") from error
            if not isinstance(record, dict):
                raise UnreadableError(f"{name}: line {number} is not a record")
            yield line, record
