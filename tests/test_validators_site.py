"""Takes the built toy site; holds feeds, sitemap, checksums and HTML against their standards, with other programs.

Every check is also shown a copy that was broken on purpose, and must refuse it.
"""

import json
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from urllib.parse import unquote

import pytest
from lxml import etree

from aqwal.paths import NODE_MODULES, Repository

pytestmark = pytest.mark.site

HERE = Path(__file__).parent
ATOM = "{http://www.w3.org/2005/Atom}"
LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
LINK = "{http://www.w3.org/1999/xhtml}link"
SITEMAP_SCHEMA = NODE_MODULES / "sitemap" / "schema" / "sitemap.xsd"
HTML_CHECKER = NODE_MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
NEEDS_JAVA = pytest.mark.skipif(shutil.which("java") is None, reason="no Java here, which the validator is written in")
NEEDS_SUMS = pytest.mark.skipif(shutil.which("sha256sum") is None, reason="no sha256sum here")
NEEDS_CHECKER = pytest.mark.skipif(not HTML_CHECKER.exists(), reason="no vnu-jar in node_modules")
ALTERNATES = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.w3.org/1999/xhtml">
<xs:element name="link"><xs:complexType>
<xs:attribute name="rel" use="required"><xs:simpleType><xs:restriction base="xs:string"><xs:enumeration
 value="alternate"/></xs:restriction></xs:simpleType></xs:attribute>
<xs:attribute name="hreflang" use="required" type="xs:language"/>
<xs:attribute name="href" use="required" type="xs:anyURI"/>
</xs:complexType></xs:element></xs:schema>"""
"""The published schema wants what other vocabularies bring to be declared; this is all that our sitemap has of them."""


def run(*command: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(part) for part in command], cwd=cwd, capture_output=True, text=True, encoding="utf-8",
                          check=False)


# Feeds: the grammar, run by jing, and the rules of RFC 4287 that no grammar can say.

def feeds_of(site: Path) -> list[Path]:
    return sorted(path for path in site.rglob("*.xml") if b"<feed" in path.read_bytes()[:200])


def grammar_faults(*feeds: Path) -> list[str]:
    done = run(Path(sys.executable).with_name("pyjing"), "-c", HERE / "atom.rnc", *feeds)
    return (done.stdout + done.stderr).splitlines() if done.returncode else []


def feed_faults(feed: Path, address: str) -> list[str]:
    """Return what a feed breaks of the rules about several elements at once; `address` is where it is published."""
    root = etree.parse(feed).getroot()
    entries = root.findall(f"{ATOM}entry")
    faults = [f"two entries have the id {one}" for one, times in
              Counter(entry.findtext(f"{ATOM}id") for entry in entries).items() if times > 1]
    if root.find(f"{ATOM}author") is None and any(entry.find(f"{ATOM}author") is None for entry in entries):
        faults.append("an entry has no author, and neither has the feed")
    if [one.get("href") for one in root.findall(f"{ATOM}link[@rel='self']")] != [address]:
        faults.append("the feed does not say where it stands itself")
    for element in [root, *entries]:
        alternates = [(one.get("type"), one.get("hreflang")) for one in element.findall(f"{ATOM}link")
                      if one.get("rel", "alternate") == "alternate"]
        if len(set(alternates)) < len(alternates):
            faults.append("two alternates of one type and language")
        if not alternates and element is not root and element.find(f"{ATOM}content") is None:
            faults.append("an entry without content or a page")
    return faults


@pytest.fixture(scope="session")
def home(site: Path) -> str:
    """The address that the site is built for."""
    return str(next(etree.parse(site / "sitemap.xml").iter(LOC)).text)


@NEEDS_JAVA
def test_every_feed_is_atom(site: Path, home: str) -> None:
    feeds = feeds_of(site)
    assert {"feed.xml", "en/feed.xml"} <= {path.relative_to(site).as_posix() for path in feeds}
    assert grammar_faults(*feeds) == []
    assert {feed: faults for feed in feeds
            if (faults := feed_faults(feed, home + feed.relative_to(site).as_posix()))} == {}


BROKEN_FEEDS = {
    "no id": (r"<id>.*?</id>", ""),
    "an id that is no address": (r"<id>.*?</id>", "<id>feed</id>"),
    "no title": (r"<title>.*?</title>", ""),
    "no date": (r"<updated>.*?</updated>", ""),
    "a date in words": (r"<updated>.*?</updated>", "<updated>Thu, 01 May 2031 00:00:00 GMT</updated>"),
    "a day that no calendar has": (r"<updated>.*?</updated>", "<updated>2031-02-30T00:00:00Z</updated>"),
    "a date without a time zone": (r"<updated>.*?</updated>", "<updated>2031-05-01T00:00:00</updated>"),
    "an unknown element": (r"<title>", "<guid>1</guid><title>"),
    "an element of another vocabulary": (r"<title>", '<x:y xmlns:x="urn:x"/><title>'),
    "XML that is none": (r"</feed>", ""),
    "an author without a name": (r"<name>.*?</name>", ""),
    "a link that leads nowhere": (r' href="[^"]*"', ""),
    "a title twice": (r"<title>", "<title>x</title><title>"),
}


@pytest.fixture(scope="session")
def refused_feeds(site: Path, tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The breakages that jing refuses; one run for all, since it takes a moment to start."""
    folder = tmp_path_factory.mktemp("feeds")
    text = (site / "feed.xml").read_text("utf-8")
    for number, (pattern, other) in enumerate(BROKEN_FEEDS.values()):
        broken, times = re.subn(pattern, other, text, count=1, flags=re.DOTALL)
        assert times == 1
        (folder / f"{number}.xml").write_text(broken, "utf-8")
    said = "\n".join(grammar_faults(*sorted(folder.iterdir())))
    return {breakage for number, breakage in enumerate(BROKEN_FEEDS) if f"/{number}.xml:" in said}


@NEEDS_JAVA
@pytest.mark.parametrize("breakage", BROKEN_FEEDS)
def test_a_broken_feed_is_refused(breakage: str, refused_feeds: set[str]) -> None:
    assert breakage in refused_feeds


FAULTY_FEEDS = {
    "no author": (r"<author>.*?</author>", "", "has no author"),
    "a foreign place": (r'(rel="self"[^>]*href=")[^"]*', r"\1https://elsewhere.example/feed.xml", "where it stands"),
    "an entry twice": (r"(<entry>.*?</entry>)", r"\1\1", "two entries have the id"),
    "a page twice": (r'(<link rel="alternate"[^>]*>)', r"\1\1", "two alternates of one type"),
    "an entry of nothing": (r'(<entry>.*?)<link rel="alternate"[^>]*>(.*?)<content.*?</content>', r"\1\2", "without"),
}


@pytest.mark.parametrize("breakage", FAULTY_FEEDS)
def test_a_feed_that_breaks_a_rule_beyond_the_grammar_is_refused(breakage: str, site: Path, home: str,
                                                                  tmp_path: Path) -> None:
    pattern, other, message = FAULTY_FEEDS[breakage]
    text, times = re.subn(pattern, other, (site / "feed.xml").read_text("utf-8"), count=1, flags=re.DOTALL)
    assert times == 1
    (tmp_path / "feed.xml").write_text(text, "utf-8")
    assert any(message in fault for fault in feed_faults(tmp_path / "feed.xml", f"{home}feed.xml"))


# The sitemap: the published schema, and a file for every address.

@pytest.fixture(scope="session")
def sitemap_schema(tmp_path_factory: pytest.TempPathFactory) -> etree.XMLSchema:
    if not SITEMAP_SCHEMA.exists():
        pytest.skip("no sitemap.xsd in node_modules")
    folder = tmp_path_factory.mktemp("schema")
    shutil.copy(SITEMAP_SCHEMA, folder / "sitemap.xsd")
    (folder / "xhtml.xsd").write_text(ALTERNATES, "utf-8")
    (folder / "all.xsd").write_text(
        '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">'
        '<xs:import namespace="http://www.sitemaps.org/schemas/sitemap/0.9" schemaLocation="sitemap.xsd"/>'
        '<xs:import namespace="http://www.w3.org/1999/xhtml" schemaLocation="xhtml.xsd"/></xs:schema>', "utf-8")
    return etree.XMLSchema(etree.parse(folder / "all.xsd"))


def lost_addresses(sitemap: Path, site: Path, home: str) -> list[str]:
    """Return the addresses in a sitemap that no file of the site answers."""
    root = etree.parse(sitemap)
    told = [str(one.text) for one in root.iter(LOC)] + [str(one.get("href")) for one in root.iter(LINK)]
    return [one for one in told if not one.startswith(home)
            or not (site / unquote(one.removeprefix(home)) / "index.html").is_file()]


def test_the_sitemap_fits_its_schema_and_every_address_has_a_page(site: Path, home: str,
                                                                   sitemap_schema: etree.XMLSchema) -> None:
    sitemap_schema.assertValid(etree.parse(site / "sitemap.xml"))
    assert lost_addresses(site / "sitemap.xml", site, home) == []


def test_every_page_but_the_retired_and_the_lost_is_in_the_sitemap(site: Path, home: str, toy: Repository) -> None:
    told = {str(one.text) for one in etree.parse(site / "sitemap.xml").iter(LOC)}
    pages = {home + path.parent.relative_to(site).as_posix().removeprefix(".") for path in site.rglob("index.html")}
    missing = {page for page in pages if f"{page}/" not in told and page not in told}
    retired = re.findall(r"^- id: (.+)$", toy.redirects.read_text("utf-8"), re.MULTILINE)
    assert {page for page in missing if page.rpartition("/")[2] not in retired} == set()


BROKEN_SITEMAPS = {
    "a date in words": (r"<lastmod>.*?</lastmod>", "<lastmod>yesterday</lastmod>"),
    "an unknown element": (r"<lastmod>.*?</lastmod>", "<when>2031-05-01</when>"),
    "an address too short": (r"<loc>.*?</loc>", "<loc>/a/</loc>"),
    "no address": (r"<loc>.*?</loc>", ""),
    "a language that is none": (r'hreflang="ar"', 'hreflang="Arabic (all)"'),
    "another relation": (r'rel="alternate"', 'rel="same"'),
}


@pytest.mark.parametrize("breakage", BROKEN_SITEMAPS)
def test_a_broken_sitemap_is_refused(breakage: str, site: Path, sitemap_schema: etree.XMLSchema) -> None:
    pattern, other = BROKEN_SITEMAPS[breakage]
    text, times = re.subn(pattern, other, (site / "sitemap.xml").read_text("utf-8"), count=1)
    assert times == 1
    assert not sitemap_schema.validate(etree.fromstring(text.encode()))


def test_an_address_without_a_page_is_noticed(site: Path, home: str, tmp_path: Path) -> None:
    text = (site / "sitemap.xml").read_text("utf-8")
    for other in (f"{home}articles/a9999/", "https://elsewhere.example/"):
        (tmp_path / "sitemap.xml").write_text(re.sub("<loc>.*?</loc>", f"<loc>{other}</loc>", text, count=1), "utf-8")
        assert lost_addresses(tmp_path / "sitemap.xml", site, home) == [other]


# Checksums: what a reader runs on the folder as it is published.

def downloads_of(site: Path) -> list[Path]:
    return sorted(path.parent for path in (site / "downloads").rglob("SHA256SUMS"))


def sums_hold(folder: Path) -> bool:
    return all(run("sha256sum", "--strict", "--quiet", "-c", sums.name, cwd=folder).returncode == 0
               for sums in [folder / "SHA256SUMS", *folder.glob("*.zip.sha256")])


@NEEDS_SUMS
def test_the_checksums_of_every_version_hold_where_they_are_published(site: Path) -> None:
    assert site / "downloads" / "latest" in downloads_of(site)
    assert [folder for folder in downloads_of(site) if not sums_hold(folder)] == []


def change(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1] + b"x")


DAMAGED = {
    "a changed table": lambda folder: change(folder / "csv" / "articles.csv"),
    "a changed zip": lambda folder: change(next(folder.glob("*.zip"))),
    "a lost file": lambda folder: (folder / "README.txt").unlink(),
    "a line that is no sum": lambda folder: (folder / "SHA256SUMS").write_text(
        (folder / "SHA256SUMS").read_text("utf-8") + "not a sum\n", "utf-8"),
}


@NEEDS_SUMS
@pytest.mark.parametrize("damage", DAMAGED)
def test_damaged_downloads_are_noticed(damage: str, site: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(site / "downloads" / "latest", tmp_path / "latest"))
    assert sums_hold(copy)
    DAMAGED[damage](copy)
    assert not sums_hold(copy)


# HTML: the checker that browsers' makers and the W3C share.

def html_faults(*paths: Path) -> list[str]:
    """Return the errors that the Nu Html Checker finds, each once, with the page it was first met on."""
    done = run("java", "-Xss2m", "-jar", HTML_CHECKER, "--skip-non-html", "--errors-only", "--exit-zero-always",
               "--format", "json", "--stdout", *paths)
    found: dict[str, str] = {}
    for one in json.loads(done.stdout)["messages"]:
        found.setdefault(one["message"], one.get("url", "").rpartition("/site/")[2])
    return [f"{page}: {message}" for message, page in found.items()]


@NEEDS_JAVA
@NEEDS_CHECKER
def test_every_page_is_valid_html(site: Path) -> None:
    assert html_faults(site) == []


BROKEN_HTML = {
    "a direction that is none": ('dir="ltr"', 'dir="right"'),
    "an id twice": ("</body>", '<p id="twice">x</p><p id="twice">x</p></body>'),
    "an image without words": ("</body>", '<img src="icon.svg"></body>'),
    "a paragraph in a heading": ("</body>", "<h2><p>x</p></h2></body>"),
    "an element left open": ("</body>", "<section><p>x</p></body>"),
    "an attribute that is none": ("<body", '<body markdown="1"'),
}


@pytest.fixture(scope="session")
def broken_pages(site: Path, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What the checker says of a page broken in each way; one run, since it takes a second to start."""
    folder = tmp_path_factory.mktemp("html") / "site"
    text = (site / "en" / "about" / "index.html").read_text("utf-8")
    for number, (old, new) in enumerate(BROKEN_HTML.values()):
        assert old in text
        (folder / f"{number}").mkdir(parents=True)
        (folder / f"{number}" / "index.html").write_text(text.replace(old, new, 1), "utf-8")
    done = run("java", "-jar", HTML_CHECKER, "--errors-only", "--exit-zero-always", "--format", "json", "--stdout",
               *sorted(folder.rglob("*.html")))
    return [str(one["url"]) for one in json.loads(done.stdout)["messages"]]


@NEEDS_JAVA
@NEEDS_CHECKER
@pytest.mark.parametrize("breakage", BROKEN_HTML)
def test_broken_html_is_refused(breakage: str, broken_pages: list[str]) -> None:
    number = list(BROKEN_HTML).index(breakage)
    assert any(url.endswith(f"/{number}/index.html") for url in broken_pages)
