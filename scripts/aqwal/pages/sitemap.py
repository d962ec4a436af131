"""Takes the paths of the pages; gives sitemap.xml with both languages of each, in parts where long; robots.txt."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from urllib.parse import quote
from xml.etree import ElementTree

from aqwal.dataset import Archive
from aqwal.pages.edition import BASES
from aqwal.paths import FOLDERS

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"
MOST = 50_000
"""Addresses that the protocol allows in one file. An entry is some 600 bytes, so the size allowed is not reached."""
DEFAULT = "x-default"

Element = ElementTree.Element


def sitemap_files(paths: Sequence[str], archive: Archive, is_private: bool = False) -> Iterator[tuple[str, bytes]]:
    """Yield path and bytes of the sitemap's files and robots.txt; `paths` count from the root of a language.

    A private copy asks every robot to stay away, should it ever stand where one comes by.
    """
    base, released = archive.about["url"], archive.about["released"]
    retired = {f"{FOLDERS[entry['kind']]}/{entry['id']}/" for entry in archive.redirects}
    wanted = list(product((path for path in paths if path not in retired), BASES))
    parts = [wanted[start:start + MOST] for start in range(0, len(wanted), MOST)] or [[]]
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)] if len(parts) > 1 else ["sitemap.xml"]
    for name, part in zip(names, parts, strict=True):
        yield name, _bytes(_part(part, base, released))
    if len(parts) > 1:
        yield "sitemap.xml", _bytes(_index(names, base, released))
    rules = "Disallow: /\n" if is_private else f"Allow: /\n\nSitemap: {base}sitemap.xml\n"
    yield "robots.txt", f"User-agent: *\n{rules}".encode()


def _part(wanted: Iterable[tuple[str, str]], base: str, released: str) -> Element:
    root = Element("urlset", {"xmlns": SITEMAP, "xmlns:xhtml": XHTML})
    for path, language in wanted:
        entry = ElementTree.SubElement(root, "url")
        addresses = {name: base + below + quote(path) for name, below in BASES.items()}
        ElementTree.SubElement(entry, "loc").text = addresses[language]
        ElementTree.SubElement(entry, "lastmod").text = released
        for name, address in (*addresses.items(), (DEFAULT, addresses["ar"])):
            ElementTree.SubElement(entry, "xhtml:link", {"rel": "alternate", "hreflang": name, "href": address})
    return root


def _index(names: Iterable[str], base: str, released: str) -> Element:
    root = Element("sitemapindex", {"xmlns": SITEMAP})
    for name in names:
        entry = ElementTree.SubElement(root, "sitemap")
        ElementTree.SubElement(entry, "loc").text = base + name
        ElementTree.SubElement(entry, "lastmod").text = released
    return root


def _bytes(root: Element) -> bytes:
    ElementTree.indent(root, "")
    text: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return text + b"\n"
