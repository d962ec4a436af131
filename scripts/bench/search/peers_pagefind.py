"""Takes records and queries; gives what Pagefind finds over one page a record, asked through its own script."""

import html
import json
import platform
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from aqwal.paths import NODE_MODULES
from bench.search.browser import fresh_page, served

SYSTEM = {"Linux": "linux", "Darwin": "darwin", "Windows": "windows"}.get(platform.system(), "")
MACHINE = {"x86_64": "x64", "AMD64": "x64", "aarch64": "arm64", "arm64": "arm64"}.get(platform.machine(), "")
FOLDER = NODE_MODULES / "@pagefind" / f"{SYSTEM}-{MACHINE}" / "bin"
PROGRAMS = ("pagefind", "pagefind_extended", "pagefind.exe", "pagefind_extended.exe")
PAGE = """<!doctype html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{number}</title></head>
<body><main data-pagefind-body><p>{text}</p></main></body></html>
"""
START = '<!doctype html><html lang="ar"><link rel="icon" href="data:,"><title>peer</title>'
OPEN = """async () => {
  globalThis.pagefind = await import(new URL("pagefind/pagefind.js", location.href).href);
  await pagefind.options({ excerptLength: 30 });
  globalThis.pages = new Map();
  globalThis.shown = async (query, limit) => {
    const { results } = await pagefind.search(query);
    return Promise.all(results.slice(0, limit).map(async (one) => {
      if (!pages.has(one.id)) pages.set(one.id, (await one.data()).url);
      return Number(/(\\d+)\\.html/.exec(pages.get(one.id))[1]);
    }));
  };
}"""
ASK = """async ([queries, limit]) => {
  const found = [];
  for (const query of queries) found.push(await shown(query, limit));
  return found;
}"""
TIME = """async ([queries, limit]) => {
  const took = [];
  for (const query of queries) {
    const began = performance.now();
    await shown(query, limit);
    took.push(performance.now() - began);
  }
  return took;
}"""


def version() -> str | None:
    """Return the version that is installed, if any."""
    if _program() is None:
        return None
    return str(json.loads((FOLDER.parent / "package.json").read_text("utf-8"))["version"])


def _program() -> Path | None:
    return next((FOLDER / name for name in PROGRAMS if (FOLDER / name).is_file()), None)


def build(texts: Sequence[str], folder: Path) -> int:
    """Write one page a text and index them; returns the bytes of the index with what it shows, its scripts left out."""
    program = _program()
    assert program is not None
    folder.mkdir(parents=True)
    for number, text in enumerate(texts):
        page = PAGE.format(number=number, text="</p><p>".join(map(html.escape, text.split("\n"))))
        (folder / f"{number}.html").write_text(page, "utf-8")
    (folder / "index.html").write_text(START, "utf-8")
    subprocess.run([program, "--site", folder], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    return sum(path.stat().st_size for path in (folder / "pagefind").rglob("*") if path.suffix.startswith(".pf_"))


def answers(folder: Path, queries: Sequence[str], limit: int, running: Any) -> list[list[int]]:
    """Return the numbers of the first pages that are found, for each query."""
    with served(folder) as (address, _), fresh_page(running, address) as page:
        page.evaluate(OPEN)
        found: list[list[int]] = page.evaluate(ASK, [list(queries), limit])
        return found


def timed(folder: Path, queries: Sequence[str], running: Any) -> tuple[int, float, list[float]]:
    """Return bytes and milliseconds of a first query, and the milliseconds of each query when it is asked again."""
    with served(folder) as (address, traffic), fresh_page(running, address) as page:
        traffic.reset()
        page.evaluate(OPEN)
        first = page.evaluate(TIME, [list(queries[:1]), 10])
        sent = traffic.sent
        page.evaluate(TIME, [list(queries), 10])
        return sent, first[0], page.evaluate(TIME, [list(queries), 10])
