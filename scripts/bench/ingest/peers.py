"""Takes a raw page of text; gives the places other extractors keep as body. Each line is a paragraph for them."""

import html
import importlib
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version

Places = set[int]


def available() -> dict[str, Callable[[str], Places]]:
    """Return the peers that are installed, by name and version."""
    peers: dict[str, Callable[[str], Places]] = {}
    for name, keep in (("justext", _justext), ("trafilatura", _trafilatura)):
        try:
            peers[f"{name} {version(name)}"] = keep
        except PackageNotFoundError:
            continue
    return peers | {"every line": _everything}


def _lines(text: str) -> list[tuple[int, str]]:
    found, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            found.append((start, line))
        start += len(line) + 1
    return found


def _as_html(text: str) -> str:
    body = "".join(f"<p>{html.escape(line)}</p>\n" for _, line in _lines(text))
    return f"<html lang='ar'><head><meta charset='utf-8'></head><body><article>{body}</article></body></html>"


def _kept(text: str, lines: list[str]) -> Places:
    """Return the places of the lines that were kept, each as often as it was."""
    left = [" ".join(line.split()) for line in lines]
    places: Places = set()
    for start, line in _lines(text):
        plain = " ".join(line.split())
        if plain in left:
            left.remove(plain)
            places |= {start + place for place, char in enumerate(line) if not char.isspace()}
    return places


def _justext(text: str) -> Places:
    justext = importlib.import_module("justext")
    paragraphs = justext.justext(_as_html(text).encode(), justext.get_stoplist("Arabic"))
    return _kept(text, [one.text for one in paragraphs if not one.is_boilerplate])


def _trafilatura(text: str) -> Places:
    trafilatura = importlib.import_module("trafilatura")
    kept = trafilatura.extract(_as_html(text), include_comments=False, include_tables=True, favor_recall=True)
    return _kept(text, (kept or "").split("\n"))


def _everything(text: str) -> Places:
    return {place for place, char in enumerate(text) if not char.isspace()}
