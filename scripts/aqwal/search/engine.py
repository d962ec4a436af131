"""Takes a built site; gives its search in the terminal: the very script and files that a reader's browser uses."""

import json
from pathlib import Path
from typing import Any, Self

from py_mini_racer import JSEvalException, MiniRacer

from aqwal.search.manifest import FOLDER, MANIFEST, data_files, is_named_by_content, read_manifest, unpacked

ROUNDS = 12
"""A query asks for files at most so many times; more would mean that it never ends."""


class SearchError(Exception):
    """The index is missing, damaged or of another version; the message says which file and what to do."""


class SiteSearch:
    """A site's search, to be used in a `with` statement. Files are read when a query asks for them, and kept."""

    def __init__(self, site: Path) -> None:
        self._folder = site / FOLDER
        self._manifest = self._load_manifest()
        self._files = data_files(self._manifest)
        script = self._read_named(self._manifest["engine"]).decode("utf-8", "replace")
        self._context = MiniRacer()
        try:
            self._context.eval(script)
            self._context.eval(f"const search = aqwalSearch.open({json.dumps(self._manifest)});"
                               "const give = (name, text) => search.give(name, text) || true;"
                               "const ask = (request) => search.search(request);")
        except JSEvalException as error:
            self._context.close()
            raise SearchError(f"{self._folder}: {_said(error)}") from None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        # The engine has threads of its own, which must end before the interpreter does.
        self._context.close()

    def search(self, query: str, **request: Any) -> dict[str, Any]:
        """Answer a query; `request` holds what docs/assets/search/95-open.js reads. Raises SearchError."""
        asked = {"query": query, "spans": True, **request}
        for _ in range(ROUNDS):
            try:
                answer: dict[str, Any] = self._context.call("ask", asked)
                for name in answer.get("need", ()):
                    self._context.call("give", name, self._text(name))
            except JSEvalException as error:
                raise SearchError(f"{self._folder}: {_said(error)}") from None
            if "need" not in answer:
                return answer
        raise SearchError(f"{self._folder}: the search does not end; build the site again")

    def _load_manifest(self) -> dict[str, Any]:
        manifest = read_manifest(self._read(MANIFEST))
        if manifest is None:
            raise SearchError(f"{self._folder / MANIFEST}: damaged or of another version; build the site again")
        return manifest

    def _read(self, name: str) -> bytes:
        path = self._folder / name
        try:
            return path.read_bytes()
        except OSError as error:
            raise SearchError(f"{path}: {error.strerror}; build the site first (`aqwal build`)") from None

    def _text(self, name: str) -> str:
        file = self._files.get(name)
        if file is None:
            raise SearchError(f"{self._folder / MANIFEST}: does not name {name}; build the site again")
        text = unpacked(self._read_named(file))
        if text is None:
            raise _damaged(self._folder / file)
        return text

    def _read_named(self, name: str) -> bytes:
        """Read a file that bears the hash of its bytes in its name."""
        data = self._read(name)
        if not is_named_by_content(name, data):
            raise _damaged(self._folder / name)
        return data


def _damaged(path: Path) -> SearchError:
    return SearchError(f"{path}: damaged index file; build the site again")


def _said(error: Exception) -> str:
    """Return the message of an error in the script, without the place where it was thrown."""
    lines = [line.strip() for line in str(error).splitlines() if "Error: " in line]
    return (lines[-1] if lines else str(error)).partition("Error: ")[2] or str(error)
