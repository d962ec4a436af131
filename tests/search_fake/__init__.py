"""Takes nothing; gives a fake search index for browser tests: what a page asks for below search/, by file name."""

import gzip
import json
from pathlib import Path
from typing import Any

from aqwal.search.manifest import FORMAT, file_name

DIGITS, OTHER_DIGITS = "abcdef0123", "fedcba9876"
ENGINE = "engine.0123456789.js"
WORDS, LATE, GHOST = (file_name(name, DIGITS) for name in ("words", "late", "ghost"))
NAMES = {
    "salma": ("سلمى حدّون", "Salma Haddun"), "nadir": ("نادر كرّامي", "Nadir Karrami"),
    "sada": ("صدى برجانة", "Sada Burjana"), "saha": ("ساحة", "Saha"), "bridges": ("الجسور", "Bridges"),
    "sport": ("الرياضة", "Sport"), "opening": ("افتتاح جسر اللقلق", "Opening of the Stork Bridge"),
}
SEVERAL = {0: 12, 3: 6}  # The first article has more hits than an answer holds.
HOSTILE = "<img src=x onerror=alert(1)> عبارة"


def both(arabic: str, english: str) -> dict[str, str]:
    return {"ar": arabic, "en": english}


def article(number: int, statements: int) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Return a group and its entries: the title, and some statements."""
    name, outlet = ("salma", "sada") if number % 2 else ("nadir", "saha")
    identifier, year = f"a{number:04}", str(2029 + number % 3)
    title = both(f"فتح جسر اللقلق أمام المارة {number}", f"Stork bridge open to walkers {number}")
    shared = {"publisher": [outlet], "year": [year], "topic": ["bridges"], "event": ["opening"] if number % 3 else []}
    group = {"kind": "article", "id": identifier, "path": f"articles/{identifier}/", "title": title,
             "outlet": both(*NAMES[outlet]), "date": f"{year}-04-1{number % 9}"}
    entries: list[dict[str, Any]] = [{
        "group": number, "kind": "title", "id": identifier, "path": f"articles/{identifier}/", "text": title,
        "facets": {**shared, "kind": ["title"]}}]
    for order in range(1, statements + 1):
        kind = ("direct", "indirect", "mixed")[order % 3]
        entries.append({
            "group": number, "kind": "statement", "id": f"{identifier}-s0{order}", "type": kind,
            "path": f"statements/{identifier}-s0{order}/", "by": both(*NAMES[name]),
            "text": both(f"قالت إن جسر اللقلق رقم {order} يحمل المارة من غير رسوم، وإن العمل فيه انتهى قبل موعده بشهر",
                         f"She said that bridge {order} would carry walkers without a toll, a month ahead of time"),
            "facets": {**shared, "kind": ["statement"], "type": [kind], "speaker": [name]}})
    return group, entries


def index() -> dict[str, Any]:
    """Return forty-five articles, a speaker, a page, and a text that would do harm as markup."""
    groups: list[dict[str, Any]] = []
    entries: list[dict[str, Any]] = []
    for number in range(45):
        group, own = article(number, SEVERAL.get(number, 1 + number % 2))
        groups.append(group)
        entries += own
    for kind, path, title, text in (
        ("speaker", "speakers/salma/", both(*NAMES["salma"]), both(*NAMES["salma"])),
        ("page", "method/", both("المنهج", "Method"), both("كيف تُقرأ الصفحات وينقل القول", "How pages are read")),
        ("page", "about/", both(HOSTILE, HOSTILE), both(HOSTILE, HOSTILE)),
    ):
        groups.append({"kind": kind, "id": path, "path": path, "title": title, "outlet": None, "date": None})
        entries.append({"group": len(groups) - 1, "kind": kind, "id": path, "path": path, "text": text,
                        "facets": {"kind": [kind]}})
    labels = {key: both(*names) for key, names in NAMES.items()}
    return {"groups": groups, "entries": entries, "labels": labels, "also": {"سلمي": ["سلمى"], "bridges": ["bridge"]}}


def files() -> dict[str, bytes]:
    """Return the fake files below search/ by name."""
    manifest = {"format": FORMAT, "engine": ENGINE, "private": False, "first": ["words"],
                "files": dict.fromkeys(("words", "late", "ghost"), DIGITS), "parts": {}}
    return {
        "manifest.json": json.dumps(manifest).encode(),
        ENGINE: (Path(__file__).parent / "engine.js").read_bytes(),
        WORDS: gzip.compress(json.dumps(index(), ensure_ascii=False).encode(), mtime=0),
        LATE: gzip.compress(b"{}", mtime=0),
    }
