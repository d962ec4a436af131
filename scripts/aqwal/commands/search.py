"""Takes a query and a built site; prints what the site's own search finds, for a reader or as JSON for a program."""

import json
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

HELP = "search a built site, as its search page does"
FILTERS = ("speaker", "publisher", "year", "topic", "event")
CHOICES = {"type": ("direct", "indirect", "mixed"),
           "kind": ("title", "digest", "statement", "paragraph", "speaker", "publisher", "event", "topic", "page")}
LIMIT = 20


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the options of `aqwal search`."""
    parser.add_argument("query", metavar="QUERY", help='words, "a phrase", -without (after -- if it begins so)')
    parser.add_argument("--site", type=Path, metavar="DIR", help="the built site (default: site/ in the repository)")
    parser.add_argument("--json", action="store_true", help="print the hits as JSON")
    parser.add_argument("--limit", type=int, default=LIMIT, metavar="N", help=f"how many hits (default: {LIMIT})")
    parser.add_argument("--language", choices=("ar", "en"), default="ar", help="language of titles and excerpts")
    for name in FILTERS:
        parser.add_argument(f"--{name}", metavar="VALUE", help=f"only hits of this {name}")
    for name, values in CHOICES.items():
        parser.add_argument(f"--{name}", choices=values, help=f"only hits of this {name}")


def run(options: Namespace) -> int:
    """Print the hits; returns 0, also when there is none, and 2 when the site has no index that can be read."""
    from aqwal.paths import Repository
    from aqwal.search.engine import SearchError, SiteSearch

    site: Path = options.site or Repository(options.root).site
    if options.limit < 1:
        print("aqwal: --limit must be at least 1", file=sys.stderr)
        return 2
    filters = {name: value for name in (*FILTERS, *CHOICES) if (value := getattr(options, name))}
    try:
        with SiteSearch(site) as search:
            answer = search.search(options.query, limit=options.limit, filters=filters, language=options.language,
                                   texts=not options.json)
    except SearchError as error:
        print(f"aqwal: {error}", file=sys.stderr)
        return 2
    for name, value in answer["unknown_filters"]:
        print(f"aqwal: there is no {name} {value!r}", file=sys.stderr)
    if options.json:
        print(json.dumps({key: answer[key] for key in ("query", "total", "partial", "notes", "suggestions", "hits")}))
    else:
        _show(answer)
    return 0


def _show(answer: dict[str, Any]) -> None:
    """Print groups with their excerpts; the matched words stand between brackets."""
    print(f"{answer['total']} hits")
    for note in answer["notes"]:
        used = ", ".join(note["used"])
        print(f"  {note['code']}: {note['word']}{f' → {used}' if used else ''}")
    for suggestion in answer["suggestions"]:
        print(f"  try: {suggestion['query']} ({suggestion['total']})")
    for group in answer["groups"]:
        about = " · ".join(part for part in (group["outlet"], group["date"]) if part)
        print(f"\n{group['title']}{f' ({about})' if about else ''}\n  {group['path']}")
        for hit in group["hits"]:
            excerpt = "".join(f"[{text}]" if is_marked else text for text, is_marked in hit["excerpt"])
            by = f"{hit['by']}: " if hit["by"] else ""
            print(f"  {hit['kind']} {hit['id']}: {by}{excerpt}")
