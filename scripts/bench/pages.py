"""Takes nothing; prints what a record page costs with Aqwal and, in the same run, with MkDocs and Material.

    python -m bench.pages [--articles 2000]

Both sides write the article and statement pages of one generated dataset in Arabic. The peer gets the same content as
Markdown (our own pages, turned into it mechanically beforehand, not timed), its search off and one page in its
navigation, which is its fastest setting. Our time includes rendering the frames. Times are wall-clock, each program
on the cores it uses; both write to memory where the machine has a folder for that, so that programs are measured, not
disks.
"""

import argparse
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from itertools import pairwise
from pathlib import Path

from markdownify import markdownify

from aqwal.builder import run_builder
from aqwal.dataset import Archive
from aqwal.derive.sayings import sayings_of
from aqwal.pages.assets import load_assets
from aqwal.pages.edition import Edition
from aqwal.pages.render import press
from aqwal.site import write_pages
from bench.generate import generate_archive

CONTENT = re.compile(r'<div class="aq-page"[^>]*>(.*)</div>\s*</article>\s*</div>\s*</div>\s*</main>', re.DOTALL)
KINDS = ("article", "statement")
FASTER, LINEAR = 10, 1.5
"""The claims: so many times as fast as the peer; a further page costs at most so many times what it did before."""
PEER = """site_name: peer
docs_dir: docs
site_dir: site
theme: {name: material, language: ar, direction: rtl, font: false}
plugins: []
markdown_extensions: [attr_list, tables]
nav: [index.md]
validation: {nav: {omitted_files: ignore}, links: {not_found: ignore, anchors: ignore, unrecognized_links: ignore}}
"""


def main() -> int:
    """Measure and print a table; returns 0 when the claim holds, 1 when it does not."""
    parser = argparse.ArgumentParser(description="Cost of a record page, beside MkDocs and Material.")
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--folder", default="/dev/shm" if Path("/dev/shm").is_dir() else None,
                        help="where both write (default: in memory where that is possible)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-", dir=options.folder) as folder:
        work = Path(folder)
        rows = []
        for size in (options.articles // 4, options.articles // 2, options.articles):
            pages, seconds = build_ours(generate_archive(size), work / f"ours-{size}")
            rows.append((f"aqwal, {size} articles", pages, seconds))
        written = write_markdown(work / f"ours-{options.articles}", work / "peer")
        seconds = build_peer(work / "peer")
        rows.append((f"mkdocs + material, {options.articles} articles", written, seconds))
    print(f"{'':42}{'pages':>8}{'seconds':>10}{'ms a page':>11}")
    for name, pages, seconds in rows:
        print(f"{name:42}{pages:8}{seconds:10.2f}{1000 * seconds / pages:11.3f}")
    ours, peer = rows[-2], rows[-1]
    ratio = (peer[2] / peer[1]) / (ours[2] / ours[1])
    further = [1000 * (more[2] - less[2]) / (more[1] - less[1]) for less, more in pairwise(rows[:-1])]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{ratio:.1f} times as fast; each further page costs {further[0]:.3f} ms up to {options.articles // 2} "
          f"articles and {further[1]:.3f} ms up to {options.articles}; {os.cpu_count()} cores; "
          f"peak memory {memory:.0f} MB")
    return int(ratio < FASTER or further[1] > LINEAR * further[0])


def build_ours(archive: Archive, out: Path) -> tuple[int, float]:
    """Write the article and statement pages of an archive; returns their number and the seconds."""
    out.mkdir()
    began = time.perf_counter()
    rendered = run_builder(out.with_suffix(".stage"), archive.about["url"], 0)
    edition = Edition(archive, sayings_of(archive), "ar")
    one = press(edition, rendered.languages["ar"].frames, load_assets().names)
    pages = write_pages(out, {"ar": one}, KINDS)
    return len(pages), time.perf_counter() - began


def write_markdown(site: Path, peer: Path) -> int:
    """Turn the content of our pages into Markdown files of a project for the peer; returns their number."""
    pages = sorted(site.rglob("index.html"))
    targets = [peer / "docs" / page.parent.relative_to(site).with_suffix(".md") for page in pages]
    for folder in {target.parent for target in targets}:
        folder.mkdir(parents=True, exist_ok=True)
    (peer / "docs" / "index.md").write_text("# Index\n", "utf-8")
    (peer / "mkdocs.yml").write_text(PEER, "utf-8")
    with ProcessPoolExecutor() as pool:
        list(pool.map(_write_one, pages, targets, chunksize=100))
    return len(pages)


def _write_one(page: Path, target: Path) -> None:
    found = CONTENT.search(page.read_text("utf-8"))
    if found is None:
        raise ValueError(f"{page}: no content found")
    target.write_text(markdownify(found[1], heading_style="ATX"), "utf-8")


def build_peer(project: Path) -> float:
    """Build the peer's project; returns the seconds."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    began = time.perf_counter()
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "--quiet"], cwd=project, check=True, env=environment)
    seconds = time.perf_counter() - began
    shutil.rmtree(project / "site")
    return seconds


if __name__ == "__main__":
    sys.exit(main())
