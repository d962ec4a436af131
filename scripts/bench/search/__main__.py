"""Takes nothing; prints how good, how large and how fast the site's search is, beside its peers, and tests the claims.

    python -m bench.search [quality|speed]
"""

import argparse
import sys
import tempfile
from pathlib import Path

from aqwal.dataset import load_archive
from aqwal.paths import PROJECT, Repository
from bench.search import quality, speed_report
from bench.search.browser import chromium

PARTS = ("quality", "speed")


def main() -> int:
    """Measure and print tables; returns 0 when all claims hold, 1 when one does not."""
    parser = argparse.ArgumentParser(description="Quality, size and speed of the search, beside its peers.")
    parser.add_argument("part", nargs="?", choices=PARTS, help="only this part (default: both)")
    parser.add_argument("--folder", default="/dev/shm" if Path("/dev/shm").is_dir() else None,
                        help="where indexes are written (default: in memory where that is possible)")
    options = parser.parse_args()
    failures: list[str] = []
    with tempfile.TemporaryDirectory(prefix="bench-search-", dir=options.folder) as folder, chromium() as running:
        print(f"Peers: {quality.peers(running)}")
        if options.part != "speed":
            archive, _ = load_archive(Repository(PROJECT))
            if archive is None:
                print("no dataset to search")
                return 1
            failures += quality.measure(archive, Path(folder), running)
        if options.part != "quality":
            failures += speed_report.measure(Path(folder), running)
    print("\n" + ("\n".join(f"claim fails: {one}" for one in failures) or "all claims hold"))
    return int(bool(failures))


if __name__ == "__main__":
    sys.exit(main())
