"""Takes a page as the builder rendered it; gives its text cut at the marks, with addresses that fit any place."""

import posixpath
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape

MARK = re.compile(r"@@aqwal:([a-z]+)@@")
ADDRESS = re.compile(r"""(?P<before>\s(?:href|src|action)=")(?P<url>[^"]*)(?P<after>")""")
BLANK_LINES = re.compile(r"\n\s*\n")
NOT_HTML = re.compile(r'(<input class="md-toggle"[^>]*?) autocomplete="off"|(<label\b[^>]*?) tabindex=""|'
                      r'(<div\b[^>]*?) markdown="\d"')
"""Attributes that the theme and the frames write and the HTML standard does not know there; nothing reads them."""
ROOT = "root"
"""The slot for the way from a page to the root of the site, such as `../../`; it may stand any number of times."""

ONCE = frozenset({"head", "search", "language", "footer", "content", "title"})
"""The slots that a record page fills exactly once."""
ON_PROSE = frozenset({"head", "search", "language", "footer"})
"""The slots of a page that the builder filled itself."""


class FrameError(Exception):
    """A frame lacks a mark or has one twice; the message names the page and the mark."""


@dataclass(frozen=True)
class Frame:
    """Literal text and slot names in turn; `pieces[1::2]` are the slots."""

    pieces: tuple[str, ...]

    def fill(self, values: Mapping[str, str]) -> str:
        """Join the pieces around the values, which must be finished HTML."""
        return "".join(values[piece] if index % 2 else piece for index, piece in enumerate(self.pieces))


def cut(html: str, page: str, base: str, language: str, slots: frozenset[str], shared: str = "") -> Frame:
    """Cut a rendered page at its marks.

    `page` is its path on the builder's site (`frames/articles/`), `base` the path of that site below the root (`en/` or
    nothing), `shared` the path prefix of files that all languages share. Raises FrameError.
    """
    html = NOT_HTML.sub(lambda match: "".join(filter(None, match.groups())), BLANK_LINES.sub("\n", html))
    html = html.replace("<html lang=", f'<html dir="{"rtl" if language == "ar" else "ltr"}" lang=', 1)
    found = Counter(MARK.findall(html))
    for slot in sorted(slots | set(found)):
        if slot not in slots:
            raise FrameError(f"{page}: the mark {slot} has no meaning here")
        if found[slot] != 1:
            raise FrameError(f"{page}: the mark {slot} stands {found[slot]} times, it must stand once")
    html = ADDRESS.sub(lambda match: _freed_address(match, page, base, shared), html)
    return Frame(tuple(MARK.split(html)))


def root_of(path: str) -> str:
    """Return the way from a page to the root of the site: `articles/a0001/` → `../../`, the home page → nothing."""
    return "../" * path.count("/")


def _freed_address(match: re.Match[str], page: str, base: str, shared: str) -> str:
    url = match["url"]
    if re.match(r"[a-z]+:|//|#|@@", url) or not url:
        return match[0]
    path, mark, fragment = url.partition("#")
    target = posixpath.normpath(posixpath.join("/", page, path)).lstrip("/")
    if path.endswith(("/", ".")) or path in ("", ".", ".."):
        target = f"{target}/" if target else ""
    return f'{match["before"]}@@aqwal:{ROOT}@@{_place(target, base, shared)}{mark}{fragment}{match["after"]}'


def _place(target: str, base: str, shared: str) -> str:
    """Map a path of the builder's site to ours: `frames/x/` is the section x, shared files stand at the root."""
    if shared and target.startswith(shared):
        return target
    if target.startswith("frames/"):
        section = target.removeprefix("frames/")
        target = "" if section == "home/" else section
    return (base + target) or "./"


def heading(html: str) -> str:
    """Return the text of a rendered page's first h1, without markup."""
    match = re.search(r"<h1[^>]*>(.*?)</h1>", html, re.DOTALL)
    return unescape(re.sub(r"<[^>]+>", "", match[1])).strip() if match else ""
