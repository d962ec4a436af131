"""Takes our styles, scripts and icon, the installed fonts and SQLite; gives the site's files, named by content."""

import gzip
import json
import re
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from aqwal.arabic.normalise import FOLDING
from aqwal.paths import ASSETS, NODE_MODULES, PROJECT, SEARCH_SCRIPTS

FONT = re.compile(r'url\("font:([a-z-]+)/([a-z]+-[0-9]+)"\)')
FIRST_FONT = "noto-naskh-arabic/arabic-400"
"""The face that the first paragraph needs, so that pages ask for it at once."""
SQLITE = NODE_MODULES / "@sqlite.org" / "sqlite-wasm" / "dist"
NOTICE = re.compile(r"^/\* @preserve\n(.*?)\*/", re.DOTALL | re.MULTILINE)
"""The comments at the head of SQLite's own script that say who wrote it and on what terms."""


class AssetError(Exception):
    """An installed browser part is missing; the message says how to get it."""


@dataclass(frozen=True)
class Assets:
    """`names` maps css, js, icon and font to their paths on the site; `files` maps every path to its bytes.

    `explore`, `worker` and `sqlite` are the parts of the page that opens the database; no other page loads them.
    """

    names: dict[str, str]
    files: dict[str, bytes]


def load_assets() -> Assets:
    """Read styles and scripts (in the order of their names) and the fonts they use. Raises AssetError."""
    files: dict[str, bytes] = {}
    fonts: dict[str, str] = {}

    def font_url(match: re.Match[str]) -> str:
        name = f"{match[1]}/{match[2]}"
        if name not in fonts:
            fonts[name] = _add(files, f"{match[1]}-{match[2]}", "woff2", _font(match[1], match[2]))
        return f'url("{fonts[name].removeprefix("assets/")}")'

    css = FONT.sub(font_url, _joined("css"))
    names = {
        "css": _add(files, "aqwal", "css", css.encode()),
        "js": _add(files, "aqwal", "js", _joined("js").encode()),
        "icon": _add(files, "icon", "svg", (ASSETS / "icon.svg").read_bytes()),
        "font": fonts[FIRST_FONT],
        "explore": _add(files, "explore", "js", _joined("explore/page", "js").encode()),
        "worker": _add(files, "explore-worker", "js", _worker(_add(files, "sqlite3", "js", _script())).encode()),
        "sqlite": _add(files, "sqlite3", "wasm", _engine()),
    }
    files["assets/sqlite-LICENSE.txt"] = _sqlite_notice()
    for family in sorted({name.partition("/")[0] for name in fonts}):
        files[f"assets/{family}-LICENSE.txt"] = _installed(NODE_MODULES / "@fontsource" / family / "LICENSE")
    return Assets(names, files)


@cache
def engine_size() -> int:
    """Return how many bytes the database engine and its script have, packed as hosts send them. Raises AssetError."""
    return sum(len(gzip.compress(part, mtime=0)) for part in (_engine(), _script()))


def _engine() -> bytes:
    """Return SQLite as WebAssembly. It is not packed here: hosts do that for its media type."""
    return _installed(SQLITE / "sqlite3.wasm")


def _script() -> bytes:
    """Return SQLite's own script; named .js, for not every host knows that .mjs is a script."""
    return _installed(SQLITE / "index.mjs")


def _worker(sqlite: str) -> str:
    """Return the module that answers queries beside the page, by SQLite's script; it folds text as the search does."""
    library = f'import sqlite3InitModule from "./{sqlite.removeprefix("assets/")}";'
    normaliser = (SEARCH_SCRIPTS / "10-normalise.js").read_text("utf-8")
    table = json.dumps(json.loads(FOLDING), ensure_ascii=False, separators=(",", ":"))
    return "\n".join([library, normaliser, f"const aqwalFolding = {table};", _joined("explore/worker", "js")])


def _sqlite_notice() -> bytes:
    """Return the notice that SQLite's script carries, which covers what is compiled into the engine."""
    comments = NOTICE.findall(_script().decode())
    lines = [line.lstrip("*").removeprefix(" ") if line.startswith("**") else line
             for comment in comments for line in comment.splitlines()]
    if not lines:
        raise AssetError("the installed SQLite carries no licence notice at its head; run `npm ci`")
    return "\n".join(["sqlite3.wasm and sqlite3.js, of @sqlite.org/sqlite-wasm", "", *lines, ""]).encode()


def _joined(folder: str, suffix: str = "") -> str:
    paths = sorted((ASSETS / folder).glob(f"*.{suffix or folder}"))
    return "\n".join(path.read_text("utf-8") for path in paths)


def _font(family: str, face: str) -> bytes:
    return _installed(NODE_MODULES / "@fontsource" / family / "files" / f"{family}-{face}-normal.woff2")


def _installed(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        raise AssetError(f"{path.relative_to(PROJECT)} is not installed; run `make site`, or `npm ci`") from None


def _add(files: dict[str, bytes], stem: str, suffix: str, data: bytes) -> str:
    name = f"assets/{stem}.{sha256(data).hexdigest()[:10]}.{suffix}"
    files[name] = data
    return name
