"""Takes the builder's configuration and prose; gives what it rendered: frames to fill, and prose pages."""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

from aqwal import paths
from aqwal.pages import frame, prose_tables
from aqwal.pages.edition import BASES
from aqwal.pages.frame import Frame

SHARED = "assets/"
"""Files of the theme: the same for every language, so they stand once, at the root."""
LATIN_CODE = re.compile(r"<code>(?=[^<]*[A-Za-z/])([^<\u0590-\u08ff]+)</code>")
"""Code without a letter of Arabic script: its first and last signs keep their sides in an Arabic line if it says so."""
WHOLE = 24
"""Code of no more signs than this goes to the next line whole: it fits into any line of a phone."""
UNUSED = ("javascripts/lunr/", "javascripts/workers/", ".map", "search.json", "sitemap.xml")
"""What the theme brings for its own search, which is off, and for debugging."""


class BuilderError(Exception):
    """The builder cannot be run or failed; the message holds the end of what it said."""


@dataclass(frozen=True)
class Rendered:
    """What the builder made of one language: frames by section, prose pages by path, and the 404 page."""

    frames: dict[str, Frame]
    prose: dict[str, Frame]
    titles: dict[str, str]


@dataclass(frozen=True)
class BuilderOutput:
    """The builder's work for all languages, and the theme's files by their path on the site."""

    languages: dict[str, Rendered]
    theme_files: dict[str, Path]


def run_builder(stage: Path, url: str, epoch: int, builder: str = paths.BUILDERS[0]) -> BuilderOutput:
    """Lay out the project's pages in `stage`, render each language, cut the frames. Raises BuilderError, FrameError."""
    _write_stage(stage)
    for config in paths.CONFIGS.values():
        _render(stage, config.name, url, epoch, builder)
    theme_files: dict[str, Path] = {}
    languages = {}
    for language in paths.LANGUAGES:
        out = stage / "out" / language
        languages[language] = load_rendered(out, language, urlsplit(url).path)
        for path in sorted(out.rglob("*")):
            name = path.relative_to(out).as_posix()
            if path.is_file() and name.startswith(SHARED) and not any(part in name for part in UNUSED):
                theme_files.setdefault(name, path)
    return BuilderOutput(languages, theme_files)


def load_rendered(out: Path, language: str, place: str = "/") -> Rendered:
    """Read one language's rendered pages and cut each at its marks; `place` is the site's path on its host."""
    frames: dict[str, Frame] = {}
    prose: dict[str, Frame] = {}
    titles: dict[str, str] = {}
    base = BASES[language]
    for path in sorted(out.rglob("*.html")):
        name = path.relative_to(out).as_posix()
        page = name.removesuffix("index.html")
        html = LATIN_CODE.sub(_latin_code, path.read_text("utf-8"))
        if name == "404.html":
            slots = frame.ON_PROSE | {"content"}
            # It answers for any address, so the builder links from the root of the host, not that of the site.
            html = html.replace(f'="{place}', '="/')
            frames["404"] = frame.cut(html, page, base, language, slots, SHARED)
        elif name.startswith("frames/"):
            frames[Path(page).name] = frame.cut(html, page, base, language, frame.ONCE, SHARED)
        else:
            prose[page] = frame.cut(prose_tables.with_heads(html), page, base, language, frame.ON_PROSE, SHARED)
            titles[page] = frame.heading(html)
    return Rendered(frames, prose, titles)


def _latin_code(match: re.Match[str]) -> str:
    whole = ' class="aq-whole"' if len(unescape(match[1])) <= WHOLE else ""
    return f'<code dir="ltr"{whole}>{match[1]}</code>'


def _write_stage(stage: Path) -> None:
    """Lay out a project that each builder can read: configuration, theme, and per language prose and frames."""
    for language, prose in paths.PROSE.items():
        shutil.copytree(prose, stage / "docs" / language)
        shutil.copytree(paths.FRAMES, stage / "docs" / language / "frames")
    shutil.copytree(paths.THEME, stage / "theme")
    for config in paths.CONFIGS.values():
        shutil.copy(config, stage / config.name)


def _render(stage: Path, config: str, url: str, epoch: int, builder: str) -> None:
    command = [sys.executable, "-m", builder, "build", "-f", config]
    environment = {**os.environ, "AQWAL_SITE_URL": url, "SOURCE_DATE_EPOCH": str(epoch), "NO_MKDOCS_2_WARNING": "1",
                   "PYTHONWARNINGS": "ignore"}
    done = subprocess.run(command, cwd=stage, env=environment, capture_output=True, text=True, encoding="utf-8",
                          check=False)
    if done.returncode:
        said = "\n".join((done.stdout + done.stderr).strip().splitlines()[-12:])
        raise BuilderError(f"{builder} failed on {config} with status {done.returncode}:\n{said}")
