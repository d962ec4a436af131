"""Takes records and queries; gives what MiniSearch finds, by itself or asked for prefixes and near words as well."""

import json
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from py_mini_racer import MiniRacer

from aqwal.paths import NODE_MODULES

SCRIPT = NODE_MODULES / "minisearch" / "dist" / "umd" / "index.js"
VARIANTS: dict[str, dict[str, Any]] = {
    "MiniSearch, default": {}, "MiniSearch, prefix+fuzzy": {"prefix": True, "fuzzy": 0.25},
}
OPEN = """const index = new MiniSearch({fields: ["text"]});
const add = (texts) => index.addAll(texts.map((text, id) => ({id, text}))) || true;
const ask = (query, options, limit) => index.search(query, options).slice(0, limit).map(({id}) => id);"""


@contextmanager
def _open(texts: Sequence[str]) -> Iterator[MiniRacer]:
    context = MiniRacer()
    try:
        context.eval(SCRIPT.read_text("utf-8"))
        context.eval(OPEN)
        context.call("add", list(texts))
        yield context
    finally:
        context.close()


def answers(texts: Sequence[str], queries: Sequence[str], options: dict[str, Any], limit: int) -> list[list[int]]:
    """Return the numbers of the first texts that are found, for each query."""
    with _open(texts) as context:
        return [list(context.call("ask", query, options, limit)) for query in queries]


def timed(texts: Sequence[str], queries: Sequence[str], options: dict[str, Any]) -> tuple[int, float, list[float]]:
    """Return the bytes of the index as JSON, the milliseconds to load it, and those of each query."""
    with _open(texts) as context:
        context.eval("globalThis.packed = JSON.stringify(index)")
        size = len(str(context.eval("packed")).encode())
        began = time.perf_counter()
        context.eval("MiniSearch.loadJSON(packed, {fields: ['text']}) && true")
        loading = 1000 * (time.perf_counter() - began)
        took = []
        for query in queries:
            began = time.perf_counter()
            context.call("ask", query, options, 10)
            took.append(1000 * (time.perf_counter() - began))
    return size, loading, took


def version() -> str | None:
    """Return the version that is installed, if any."""
    if not SCRIPT.is_file():
        return None
    return str(json.loads((SCRIPT.parents[2] / "package.json").read_text("utf-8"))["version"])
