"""Takes a folder of raw pages; gives each page's hash and canonical text, and which articles they are the pages of."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from aqwal.canonical import canonical_text, sha256
from aqwal.dataset import Archive
from aqwal.issues import quote

LONGEST_NAME = 200


@dataclass(frozen=True)
class RawText:
    """A raw page: its file, the hash of its bytes, its canonical text."""

    path: Path
    sha256: str
    text: str


def load_texts(folder: Path) -> dict[str, RawText]:
    """Read every text file of a folder by the hash of its bytes. Files that are not UTF-8 are passed over."""
    return {raw.sha256: raw for path in files_below(folder) if (raw := load_raw(path)) is not None}


def files_below(folder: Path) -> Iterator[Path]:
    """Yield every file of a folder and the folders in it, in a fixed order."""
    yield from sorted(path for path in folder.rglob("*") if path.is_file())


def name_below(folder: Path, path: Path) -> str:
    """Return the name of a file in a folder as messages show it: in one line, and in its own direction."""
    name = path.relative_to(folder).as_posix()
    return name if name.isascii() and name.isprintable() else quote(name, LONGEST_NAME)


def load_raw(path: Path) -> RawText | None:
    """Read one raw page; None where it is not UTF-8."""
    data = path.read_bytes()
    try:
        return RawText(path, sha256(data), canonical_text(data))
    except UnicodeDecodeError:
        return None


def texts_of(archive: Archive, texts: dict[str, RawText]) -> dict[str, str]:
    """Return the canonical text of each article whose raw page is at hand, by its bytes or by its canonical text."""
    by_canonical = {sha256(raw.text): raw for raw in texts.values()}
    found = {}
    for key, article in archive.articles.items():
        document = article["document"]
        raw = texts.get(document["sha256"]) or by_canonical.get(document["canonical_sha256"])
        if raw is not None:
            found[key] = raw.text
    return found
