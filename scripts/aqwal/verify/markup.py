"""Takes a page's HTML or a style sheet; gives the addresses it refers to, and the places a fragment can lead to.

It reads tags as browsers do: attributes with double, single or no quotes, none in comments, scripts or text.
"""

import re
from functools import lru_cache
from html import unescape
from typing import NamedTuple

ATTRIBUTES = r"""(?:[\s/]++|=?[^\s/>=]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+|))?+)*+"""
TOKEN = re.compile(
    rf"<!--(?s:.*?)(?:-->|\Z)"
    rf"|<(script|style|textarea|title)(?=[\s/>])({ATTRIBUTES})>((?s:.*?))(?:</\1(?=[\s/>])|\Z)"
    rf"|<([a-z][^\s/>]*+)({ATTRIBUTES})>", re.IGNORECASE)
"""A comment; or an element that holds text, with it; or the tag of any other element, with its attributes."""
ATTRIBUTE = re.compile(r"""(=?[^\s/>=]++)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>"'][^\s>]*+)|))?+""")
CANDIDATE = re.compile(r"[\s,]*+(?:([^\s,](?:\S*[^\s,])?),+(?=\s|$)|([^\s,]\S*+)[^,]*+)")
"""One image of a srcset; a comma ends its address only before a blank."""
REFRESH = re.compile(r"""\s*[\d.]*\s*[;,\s]\s*(?:url\s*=\s*)?["']?([^"']*)""", re.IGNORECASE)
BREAKS = {ord(break_): None for break_ in "\t\n\r"}
STYLE_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
STYLE_URL = re.compile(
    r"""\burl\(\s*(?:"([^"]*)"|'([^']*)'|([^\s"')]+))\s*\)|@import\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)

LINKING = frozenset({"a", "area"})
"""Elements whose href is followed only when the reader asks for it."""
FETCHING_RELATIONS = frozenset({"stylesheet", "preload", "prefetch", "prerender", "modulepreload", "preconnect",
                                "dns-prefetch", "icon", "apple-touch-icon", "mask-icon", "manifest"})
ADDRESSES = frozenset({"src", "poster", "action", "formaction", "background", "manifest"})
DRAWN = frozenset({"style", "fill", "stroke", "filter", "mask", "clip-path", "cursor"})
"""Attributes whose value is style and may hold `url(…)`."""


class Reference(NamedTuple):
    """An address as a page gives it. `is_fetched`: the browser asks for it unasked, or sends a form to it."""

    url: str
    is_fetched: bool


class Markup(NamedTuple):
    """What a page refers to, in order, and the fragments that lead to a place on it."""

    references: list[Reference]
    places: set[str]


def read_page(html: str) -> Markup:
    """Return the references and places of a page."""
    references: list[Reference] = []
    places: set[str] = set()
    for text_tag, text_attributes, text, tag, attributes in TOKEN.findall(html):
        if attributes:
            found, own = _read_tag(tag, attributes)
        elif text_tag:
            found, own = _read_tag(text_tag, text_attributes)
            if text_tag.lower() == "style":
                references += (Reference(url, True) for url in style_urls(text))
        else:
            continue
        if found:
            references += found
        if own:
            places.update(own)
    return Markup(references, places)


def style_urls(style: str) -> list[str]:
    """Return the addresses that a style sheet, or the value of a style attribute, asks for."""
    if "url(" not in style.lower() and "@import" not in style.lower():
        return []
    return ["".join(found) for found in STYLE_URL.findall(STYLE_COMMENT.sub(" ", style))]


@lru_cache(maxsize=1 << 15)
def _read_tag(tag: str, attributes: str) -> tuple[tuple[Reference, ...], tuple[str, ...]]:
    """Return the references and places of one tag; most tags stand on many pages."""
    tag = tag.lower()
    values: dict[str, str] = {}
    for name, double, single, bare in ATTRIBUTE.findall(attributes):
        # Of two attributes of one name the first counts; browsers drop the breaks within an address.
        values.setdefault(name.lower(), unescape(double or single or bare).translate(BREAKS))
    places = [values["id"]] if values.get("id") else []
    if tag == "a" and values.get("name"):
        places.append(values["name"])
    return tuple(_references(tag, values)), tuple(places)


def _references(tag: str, values: dict[str, str]) -> list[Reference]:
    found = []
    for name, value in values.items():
        if name in ("href", "xlink:href"):
            found.append(Reference(value.strip(), _is_fetched(tag, values)))
        elif name in ADDRESSES or (name == "data" and tag == "object"):
            found.append(Reference(value.strip(), True))
        elif name in ("srcset", "imagesrcset"):
            found += [Reference(one or other, True) for one, other in CANDIDATE.findall(value)]
        elif name == "ping":
            found += [Reference(one, True) for one in value.split()]
        elif name in DRAWN:
            found += [Reference(one, True) for one in style_urls(value)]
    if tag == "meta" and values.get("http-equiv", "").lower() == "refresh":
        target = REFRESH.match(values.get("content", ""))
        found += [Reference(target[1].strip(), True)] if target else []
    return found


def _is_fetched(tag: str, values: dict[str, str]) -> bool:
    """Say whether an href makes the browser ask; links of canonical, alternate and licence do not, those of SVG do."""
    if tag == "link":
        return not FETCHING_RELATIONS.isdisjoint(values.get("rel", "").lower().split())
    return tag not in LINKING
