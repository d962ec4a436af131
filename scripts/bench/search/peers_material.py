"""Takes records and queries; gives what the search of Material for MkDocs finds over one page a record.

A site is built with the theme in Arabic and its search plugin as they come; then the theme's own web worker answers,
with the messages that the theme's script sends it: 0 sets up, 1 is ready, 2 asks, 3 answers.
"""

import os
import subprocess
import sys
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path
from typing import Any

from bench.search.browser import fresh_page, served

CONFIG = """site_name: peer
docs_dir: docs
site_dir: site
theme: {name: material, language: ar, direction: rtl, font: false}
plugins: [search]
nav: [index.md]
validation: {nav: {omitted_files: ignore}, links: {not_found: ignore, anchors: ignore, unrecognized_links: ignore}}
"""
ASK = """async ([queries, limit, script]) => {
  const index = await (await fetch("search/search_index.json")).json();
  const worker = new Worker(script);
  const send = (type, data) => new Promise((resolve) => {
    worker.onmessage = ({ data: answer }) => resolve(answer);
    worker.postMessage({ type, data });
  });
  await send(0, { config: index.config, docs: index.docs, options: { suggest: false } });
  const found = [];
  for (const query of queries) {
    const { data } = await send(2, query);
    found.push(data.items.slice(0, limit).map(([{ location }]) => Number(/\\d+/.exec(location) ?? -1)));
  }
  worker.terminate();
  return found;
}"""


def version() -> str | None:
    """Return the version that is installed, if any."""
    try:
        return metadata.version("mkdocs-material")
    except metadata.PackageNotFoundError:
        return None


def build(texts: Sequence[str], folder: Path) -> None:
    """Write one page a text and build the site."""
    (folder / "docs").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(CONFIG, "utf-8")
    (folder / "docs" / "index.md").write_text("\n", "utf-8")
    for number, text in enumerate(texts):
        (folder / "docs" / f"{number}.md").write_text(f"{text}\n", "utf-8")
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "--quiet"], cwd=folder, check=True, env=environment)


def answers(folder: Path, queries: Sequence[str], limit: int, running: Any) -> list[list[int]]:
    """Return the numbers of the first pages that are found, for each query."""
    site = folder / "site"
    script = next((site / "assets" / "javascripts" / "workers").glob("search.*.js")).relative_to(site).as_posix()
    with served(site) as (address, _), fresh_page(running, address) as page:
        found: list[list[int]] = page.evaluate(ASK, [list(queries), limit, script])
        return found
