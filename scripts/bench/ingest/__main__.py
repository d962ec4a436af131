"""Takes nothing; prints how well and how fast ingest reads raw pages, beside its peers, and tests the claims.

    python -m bench.ingest [quality|speed] [--pages DIR]
"""

import argparse
import sys
from pathlib import Path

from aqwal.dataset import load_archive
from aqwal.ingest.knowledge import Knowledge, knowledge_of
from aqwal.paths import PROJECT, Repository
from bench.ingest import quality, speed
from bench.ingest.gold import pages_in, pages_of

PARTS = ("quality", "speed")
PAGES = Path(__file__).parent / "pages"
SEEDS = PROJECT.parent / "shared" / "seeds"
ON_SEEDS = 0.85
"""The claim for statements F1 on the dataset's own pages, whose speakers are known."""


def main() -> int:
    """Measure and print tables; returns 0 when all claims hold, 1 when one does not."""
    parser = argparse.ArgumentParser(description="Quality and speed of ingest, beside its peers.")
    parser.add_argument("part", nargs="?", choices=PARTS, help="only this part (default: both)")
    parser.add_argument("--pages", type=Path, metavar="DIR", help="another folder of marked pages, measured as well")
    parser.add_argument("--texts", type=Path, default=SEEDS, metavar="DIR", help="raw pages of the dataset")
    options = parser.parse_args()
    failures: list[str] = []
    if options.part != "speed":
        for folder in filter(None, (PAGES, options.pages)):
            failures += quality.measure(f"Marked pages of {folder.name}/", pages_in(folder), Knowledge())
        failures += _on_seeds(options.texts)
    if options.part != "quality":
        failures += speed.measure(pages_in(PAGES))
    print("\n" + ("\n".join(f"claim fails: {one}" for one in failures) or "all claims hold"))
    return int(bool(failures))


def _on_seeds(texts: Path) -> list[str]:
    archive, _ = load_archive(Repository(PROJECT))
    if archive is None or not texts.is_dir():
        print("\nno raw pages of the dataset at hand: not measured")
        return []
    return quality.measure("The dataset's own pages", list(pages_of(archive, texts)), knowledge_of(archive), ON_SEEDS)


if __name__ == "__main__":
    sys.exit(main())
