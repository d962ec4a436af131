"""Takes a built site; gives what is wrong with it: lost pages, dead links, wrong sums, foreign requests, leaks."""

import posixpath
from pathlib import Path
from urllib.parse import urlsplit

from aqwal.dataset import Archive
from aqwal.search.manifest import PACKED, unpacked
from aqwal.texts import RawText, guard_of
from aqwal.verify.holdings import missing_pages, sitemap_problems, stray_files, sum_problems
from aqwal.verify.index_files import index_problems, is_reading_copy
from aqwal.verify.links import link_problems, page_links, style_problems
from aqwal.verify.permanence import lost_pages
from aqwal.verify.reading import load_text
from aqwal.verify.versions import version_problems

__all__ = ["page_links", "verify_site"]

TEXT_SUFFIXES = frozenset({".html", ".json", ".jsonl", ".csv", ".xml", ".txt", ".js"})


def verify_site(site: Path, archive: Archive, texts: dict[str, RawText] | None = None) -> list[str]:
    """Return every problem of a built site, in order; `texts` adds the search for leaked source text."""
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    base = f"{urlsplit(archive.about['url']).path.rstrip('/')}/"
    problems = [*missing_pages(files, archive), *stray_files(files, archive)]
    problems += [*lost_pages(site, files, archive), *version_problems(site, files, archive)]
    problems += link_problems(site, files, base)
    problems += style_problems(site, files, base)
    problems += sum_problems(site, files)
    problems += sitemap_problems(site, files, archive)
    problems += index_problems(site, files)
    # A reading copy is made to hold the publishers' words, and is never published.
    if texts and not is_reading_copy(site):
        problems += _leak_problems(site, files, archive, texts)
    # A file that is read for several checks may be found not to be UTF-8 by each.
    return list(dict.fromkeys(problems))


def _leak_problems(site: Path, files: set[str], archive: Archive, texts: dict[str, RawText]) -> list[str]:
    titles = [article["title"] for article in archive.articles.values() if article["title"]]
    guard = guard_of((raw.text for raw in texts.values()), titles)
    problems: list[str] = []
    for name in sorted(files):
        suffix = posixpath.splitext(name)[1]
        if suffix in TEXT_SUFFIXES or suffix == PACKED:
            text = load_text(site, name, problems) if suffix != PACKED else unpacked((site / name).read_bytes()) or ""
            found = guard.leaks(text)
            if found:
                problems.append(f"{name}: {len(found)} runs of source text, first: {' '.join(found[0])}")
    return problems
