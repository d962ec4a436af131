"""Takes an edition; gives its Atom feeds (newest statements, each speaker's, releases), dated by the data alone."""

import re
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import islice
from xml.etree import ElementTree

from aqwal.derive.sayings import Saying
from aqwal.pages.edition import BASES, Edition
from aqwal.pages.release_words import changes_in_words
from aqwal.pages.views.version import folder_of
from aqwal.paths import FOLDERS
from aqwal.record_types import Release

ATOM = "http://www.w3.org/2005/Atom"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
NEWEST = 50
"""Entries of a feed; readers of feeds want what is new, the archive is the site."""
NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold, not even escaped."""

Element = ElementTree.Element
ElementTree.register_namespace("", ATOM)


def feed_files(edition: Edition) -> Iterator[tuple[str, bytes]]:
    """Yield the path below the root of the site and the bytes of every feed of an edition."""
    title = edition.say(edition.archive.about["title"])
    yield _file(edition, "feed.xml", "", title, _entries(islice(edition.newest(), NEWEST), edition))
    releases = [_release(one, edition) for one in reversed(edition.archive.releases)]
    yield _file(edition, "releases.xml", "releases/", edition.texts.text("releases.feed_title", title=title), releases)
    folder = FOLDERS["speaker"]
    for speaker in edition.archive.speakers:
        own = edition.sayings.by_speaker.get(speaker, [])
        newest = sorted(own, key=lambda saying: saying.date or "", reverse=True)[:NEWEST]
        name = f"{edition.name('speaker', speaker)} · {title}"
        entries = _entries(newest, edition)
        yield _file(edition, f"{folder}/{speaker}.xml", edition.path("speaker", speaker), name, entries)


def _entries(sayings: Iterable[Saying], edition: Edition) -> Iterator[Element]:
    return (_entry(saying, edition) for saying in sayings)


def _file(edition: Edition, path: str, page: str, title: str, entries: Iterable[Element]) -> tuple[str, bytes]:
    """Make one feed; `path` and `page` (what the feed follows) count from the root of the language."""
    about = edition.archive.about
    feed = Element(f"{{{ATOM}}}feed", {LANG: edition.language})
    put = partial(_put, feed)
    put("id", about["url"] + edition.base + path)
    put("title", title)
    put("subtitle", edition.say(about["description"]))
    put("updated", _moment(about["released"]))
    put("link", rel="self", type="application/atom+xml", href=about["url"] + edition.base + path)
    put("link", rel="alternate", type="text/html", href=about["url"] + edition.base + page)
    other = edition.texts.other
    put("link", rel="alternate", type="application/atom+xml", hreflang=other, href=about["url"] + BASES[other] + path)
    for creator in about["creators"]:
        _put(_put(feed, "author"), "name", edition.say(creator))
    put("rights", about["licences"]["data"])
    feed.extend(entries)
    ElementTree.indent(feed, "")
    return edition.base + path, ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True) + b"\n"


def _entry(saying: Saying, edition: Edition) -> Element:
    """Make the entry of a statement. It is as new as the day it is from or, if that is not known, as the dataset."""
    texts, statement = edition.texts, saying.statement
    link = edition.permalink("statement", saying.id)
    entry = Element(f"{{{ATOM}}}entry")
    put = partial(_put, entry)
    put("id", link)
    act = texts.text(f"common.act_{statement['act']}")
    put("title", texts.text("feeds.entry_title", speakers=edition.speakers(saying), act=act,
                            said=edition.say(statement["said"])))
    if saying.date:
        put("published", _moment(saying.date))
    put("updated", _moment(saying.date or edition.archive.about["released"]))
    put("link", rel="alternate", type="text/html", href=link)
    put("link", rel="via", type="text/html", href=edition.permalink("article", saying.article["id"]))
    for topic in statement["about"]:
        put("category", term=topic, label=edition.name("topic", topic))
    put("summary", texts.text("feeds.entry_summary", how=texts.text(f"common.type_{statement['type']}"),
                              outlet=_outlet(saying, edition), title=edition.headline(saying.article)))
    put("content", edition.say(statement["said"]), type="text")
    return entry


def _release(release: Release, edition: Edition) -> Element:
    """Make the entry of a release; it is as new as the day of the release, and never changes."""
    texts, title, lines = edition.texts, edition.say(edition.archive.about["title"]), changes_in_words(release, edition)
    link = edition.archive.about["url"] + edition.base + folder_of(release["version"])
    entry = Element(f"{{{ATOM}}}entry")
    put = partial(_put, entry)
    put("id", link)
    put("title", f"{title} · {texts.text('releases.version_title', version=release['version'])}")
    put("published", _moment(release["released"]))
    put("updated", _moment(release["released"]))
    put("link", rel="alternate", type="text/html", href=link)
    put("summary", texts.text("common.semicolon").join(lines))
    put("content", "\n".join(lines), type="text")
    return entry


def _outlet(saying: Saying, edition: Edition) -> str:
    """Return the outlet as it stands within a sentence."""
    if saying.article["publisher"]:
        return edition.outlet(saying.article)
    return edition.texts.text("common.outlet_unknown_within")


def _put(parent: Element, name: str, content: str | None = None, /, **attributes: str) -> Element:
    clean = {key: NOT_IN_XML.sub("", value) for key, value in attributes.items()}
    child = ElementTree.SubElement(parent, f"{{{ATOM}}}{name}", clean)
    if content is not None:
        child.text = NOT_IN_XML.sub("", content)
    return child


def _moment(day: str) -> str:
    """Return a day as the moment it began, which is what RFC 3339 asks for; the data know no hours."""
    return f"{day}T00:00:00Z"
