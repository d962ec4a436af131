"""Takes the folder of extracted features; gives them as one JSON line an article, and as one table of counts.

Files are read one at a time. What they count, and why no text can be rebuilt from it, is said in `hydrate.features`.
"""

import csv
import json
from collections.abc import Iterator
from pathlib import Path

from aqwal.dataset import Archive
from aqwal.derive.sayings import Sayings
from aqwal.hydrate.features import Features, load_one

COLUMNS = ("article_id", "token", "count")


def write_features(archive: Archive, sayings: Sayings, path: Path) -> bool:  # noqa: ARG001
    """Write a JSON line an article that has features; nothing where none has."""
    if next(load_each(archive), None) is None:
        return False
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        stream.writelines(json.dumps(one, ensure_ascii=False, separators=(",", ":")) + "\n"
                          for one in load_each(archive))
    return True


def write_token_counts(archive: Archive, sayings: Sayings, path: Path) -> bool:  # noqa: ARG001
    """Write a row a counted word of an article, in the same dialect as the other CSV files."""
    if next(load_each(archive), None) is None:
        return False
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(COLUMNS)
        for one in load_each(archive):
            writer.writerows((one["article"], word, count) for word, count in one["counts"].items())
    return True


def load_each(archive: Archive) -> Iterator[Features]:
    """Yield the features of every article that has a record and some, in the order of the articles' ids."""
    if archive.features is None:
        return
    for identifier in sorted(archive.articles):
        found = load_one(archive.features / f"{identifier}.json")
        if found is not None and found.keys() >= {"words", "once"}:
            # What else a file may hold is not ours to pass on.
            yield {"article": identifier, "scheme": found["scheme"], "words": found["words"], "once": found["once"],
                   "counts": {word: found["counts"][word] for word in sorted(found["counts"])}}
