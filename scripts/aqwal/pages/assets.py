"""Takes our styles, scripts and icon, and the installed fonts; gives the site's files, named by content."""

import re
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from aqwal.paths import ASSETS, NODE_MODULES, PROJECT

FONT = re.compile(r'url\("font:([a-z-]+)/([a-z]+-[0-9]+)"\)')
FIRST_FONT = "noto-naskh-arabic/arabic-400"
"""The face that the first paragraph needs, so that pages ask for it at once."""


class AssetError(Exception):
    """An installed browser part is missing; the message says how to get it."""


@dataclass(frozen=True)
class Assets:
    """`names` maps css, js, icon and font to their paths on the site; `files` maps every path to its bytes."""

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
    }
    for family in sorted({name.partition("/")[0] for name in fonts}):
        files[f"assets/{family}-LICENSE.txt"] = _installed(NODE_MODULES / "@fontsource" / family / "LICENSE")
    return Assets(names, files)


def _joined(kind: str) -> str:
    return "\n".join(path.read_text("utf-8") for path in sorted((ASSETS / kind).glob(f"*.{kind}")))


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
