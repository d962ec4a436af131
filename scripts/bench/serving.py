"""Takes nothing; prints how long `aqwal serve` takes from an edited record to the page that shows it.

    python -m bench.serving [--articles 2000]

A generated dataset is written to files, the server is started on it as a user starts it, and records are edited one
after another. The clock runs from the write to the last byte of the new page, which is asked for as soon as the server
tells the open page of the change. Then it runs until the files beside the pages, such as the downloads, are right too.
"""

import argparse
import http.client
import json
import re
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

from aqwal import records
from aqwal.dataset import Archive
from aqwal.paths import FOLDERS
from bench.generate import generate_archive

MOST = 1.0
"""The claim: seconds from an edit to its page."""
EDITS = 10
PATIENCE = 60.0
UNAVAILABLE = 503
PAUSE = 3.0
"""Seconds between two edits, in which the server has begun to make the files beside the pages of the one before."""


def main() -> int:
    """Measure and print; returns 0 when the claim holds, 1 when it does not."""
    parser = argparse.ArgumentParser(description="Time from an edited record to its page.")
    parser.add_argument("--articles", type=int, default=2000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        root = Path(folder)
        write_dataset(generate_archive(options.articles), root / "dataset")
        began = time.perf_counter()
        with subprocess.Popen([sys.executable, "-m", "aqwal", "--root", folder, "serve", "--port", "0"],
                              stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
            assert server.stdout is not None
            try:
                host = urlsplit(server.stdout.readline().split()[0]).netloc
                ask(host, "/")
                print(f"{options.articles} articles: served after {time.perf_counter() - began:.1f} s")
                files = sorted((root / "dataset" / "articles").glob("*.yml"))
                edited = files[::max(1, len(files) // EDITS)]
                taken = [edit(host, path, f"عنوان {number}") for number, path in enumerate(edited)]
                behind = time_beside(host, files[-1])
            finally:
                server.send_signal(signal.SIGINT)
    print(f"edit to page: median {median(taken):.2f} s, longest {max(taken):.2f} s, of {len(taken)}")
    print(f"all files that are no pages: {behind:.1f} s after an edit")
    return int(max(taken) > MOST)


def write_dataset(archive: Archive, folder: Path) -> None:
    """Write an archive as record files that are valid."""
    about = {**archive.about, "expected": archive.counts()}
    folder.mkdir()
    for name, value in (("dataset", about), ("topics", list(archive.topics.values())), ("redirects", [])):
        (folder / f"{name}.yml").write_text(records.dump(value), "utf-8")
    for article in archive.articles.values():
        # No gap between spans may be longer than blank lines are.
        article["noise"][0]["end"] = article["body"][0][0] - 2
        article["noise"][1]["start"] = article["body"][-1][1] + 2
    for kind, of_kind in (("article", archive.articles), ("statement", archive.statements),
                        ("speaker", archive.speakers), ("publisher", archive.publishers), ("event", archive.events)):
        (folder / FOLDERS[kind]).mkdir()
        for name, record in of_kind.items():
            write_record(folder / FOLDERS[kind] / f"{name}.yml", record)


def write_record(path: Path, record: object) -> None:
    """Write a record as JSON, which is YAML and quicker to write."""
    path.write_text(json.dumps(record, ensure_ascii=False, indent=1), "utf-8")


def edit(host: str, path: Path, title: str) -> float:
    """Give an article another title; returns the seconds until its page, which is open, has been sent anew."""
    place = f"/articles/{path.stem}/"
    seen = re.search('data-seen="([0-9a-f]+)"', ask(host, place))
    assert seen
    line = http.client.HTTPConnection(host, timeout=PATIENCE)
    line.request("GET", f"/__aqwal/events?path={place}&seen={seen[1]}")
    events = line.getresponse()
    time.sleep(PAUSE)
    record = json.loads(path.read_text("utf-8"))
    began = time.perf_counter()
    write_record(path, {**record, "title": title})
    told = b":"
    while told and not told.startswith(b"event: changed"):
        told = events.readline()
        assert time.perf_counter() - began < PATIENCE, "the edit is not told of"
    page = ask(host, place)
    seconds = time.perf_counter() - began
    line.close()
    assert title in page
    return seconds


def time_beside(host: str, path: Path) -> float:
    """Edit an article; returns the seconds until the file of data beside its page says so."""
    began = time.perf_counter()
    edit(host, path, "عنوان أخير")
    while "عنوان أخير" not in ask(host, f"/articles/{path.stem}.json"):
        assert time.perf_counter() - began < PATIENCE * 10, "the file beside the page is not made"
        time.sleep(0.2)
    return time.perf_counter() - began - PAUSE


def ask(host: str, path: str) -> str:
    """Return what is served at a path."""
    connection = http.client.HTTPConnection(host)
    connection.request("GET", path)
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    assert answer.status != UNAVAILABLE, text
    return text


if __name__ == "__main__":
    sys.exit(main())
