"""Takes the user's own raw pages; says where the records' anchors stand in them, and joins or counts their words."""

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aqwal.dataset import Archive
    from aqwal.hydrate.report import Report
    from aqwal.paths import Repository

HELP = "find the records' anchors in your own copies of the pages: exact, moved, ambiguous or missing"
JOINED = "joined.jsonl"
NOTE = b"*\n"
LEFT = {".gitignore", f".{JOINED}.new"}
"""What a run that was cut off may leave beside it."""


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the options of `aqwal hydrate`."""
    parser.add_argument("--texts", type=Path, required=True, metavar="DIR", help="folder of raw pages")
    parser.add_argument("--json", action="store_true", help="print the report as JSON")
    parser.add_argument("--out", type=Path, metavar="DIR",
                        help=f"write {JOINED}: every statement with its source words, for yourself alone")
    parser.add_argument("--features", action="store_true",
                        help="write dataset/features/: how often words stand in each body, unordered")


def run(options: Namespace) -> int:
    """Report on every article; returns 0 when all anchors are exact, 1 when one is not, 2 for an unusable folder."""
    from aqwal.commands._valid import load_valid
    from aqwal.paths import Repository

    repository = Repository(options.root)
    refusal = _refusal(options, repository)
    if refusal:
        print(f"aqwal: {refusal}", file=sys.stderr)
        return 2
    archive, status = load_valid(repository)
    if archive is None:
        return status
    reports = list(_reports(archive, options.texts, repository))
    # What is asked for is written first: who reads the report may, as `head` does, stop before its end.
    if options.out and not _join(reports, archive, options.out):
        return 2
    if options.features:
        _write_features(reports, repository)
    _show(reports, options)
    return int(any(report.status != "exact" for report in reports))


def _refusal(options: Namespace, repository: "Repository") -> str:
    """Say why a folder cannot be used. What is joined is private: it never goes among records or into a site."""
    from aqwal.files import unfit

    if not options.texts.is_dir():
        return f"{options.texts} is not a folder of raw pages"
    if options.out is None:
        return ""
    out: Path = options.out.absolute()
    why = unfit(out, (repository.dataset, repository.cache, repository.site, options.texts))
    if not why and out.is_dir() and not (out / JOINED).is_file() and {one.name for one in out.iterdir()} - LEFT:
        return f"{out} is not empty and holds no {JOINED}; name another folder with --out"
    return why


def _reports(archive: "Archive", folder: Path, repository: "Repository") -> Iterator["Report"]:
    """Yield the report of each article: those made before from the journal, the others made and entered there."""
    from aqwal.hydrate.features import load_features
    from aqwal.hydrate.journal import Journal, key_of
    from aqwal.hydrate.matching import match_pages
    from aqwal.hydrate.report import GONE, report_of
    from aqwal.raw_texts import files_below, name_below

    matches, unread = match_pages(archive, files_below(folder), load_features(repository.features))
    for path, why in unread:
        print(f"{name_below(folder, path)}: {why}, passed over", file=sys.stderr)
    with Journal(repository.cache / "hydrate.jsonl", folder) as journal:
        for number, (name, article) in enumerate(archive.articles.items(), 1):
            match, statements = matches.get(name), archive.statements.get(name, [])
            key = key_of(article, statements, match, folder) if match else ""
            kept = journal.get(key)
            report = kept or report_of(article, statements, match)
            if match and not kept and report.why != GONE:
                journal.add(key, report)
            _progress(number, len(archive.articles))
            yield report
    if journal.trouble:
        print(f"aqwal: {journal.trouble}", file=sys.stderr)


def _progress(number: int, total: int) -> None:
    if sys.stderr.isatty() and (number % 20 == 0 or number == total):
        print(f"\r{number} of {total} articles", end="\n" if number == total else "", file=sys.stderr, flush=True)


def _show(reports: list["Report"], options: Namespace) -> None:
    from collections import Counter

    from aqwal.hydrate.anchors import STATUSES
    from aqwal.hydrate.report import as_lines, as_value

    if options.json:
        print(json.dumps({"articles": [as_value(report, options.texts) for report in reports]}, ensure_ascii=False))
    else:
        for report in reports:
            print("\n".join(as_lines(report, options.texts)))
    counted = Counter(report.status for report in reports)
    print(f"{len(reports)} articles: " + ", ".join(f"{counted[one]} {one}" for one in STATUSES), file=sys.stderr)


def _join(reports: list["Report"], archive: "Archive", out: Path) -> bool:
    """Write the statements with their words, beside a note that keeps them out of any repository, and is the lock."""
    from aqwal.files import LockedError, lock_alone, write_text

    out.mkdir(parents=True, exist_ok=True)
    note = out / ".gitignore"
    if not note.is_file() or note.read_bytes() != NOTE:
        write_text(note, NOTE.decode())
    with note.open("r+b") as lock:
        try:
            lock_alone(lock)
        except LockedError:
            print(f"aqwal: another run writes to {out}; wait for it, or name another folder with --out",
                  file=sys.stderr)
            return False
        rows = _write_joined(reports, archive, out)
    print(f"{out / JOINED}: {rows} statements with their source words: private, not to be published; "
          f"`aqwal dehydrate` takes the words out again", file=sys.stderr)
    return True


def _write_joined(reports: list["Report"], archive: "Archive", out: Path) -> int:
    from aqwal.files import named
    from aqwal.hydrate.joined import as_line, joined_rows
    from aqwal.hydrate.matching import text_of

    beside, rows = out / f".{JOINED}.new", 0
    try:
        with named(out / JOINED), beside.open("w", encoding="utf-8", newline="\n") as file:
            for report in reports:
                text = text_of(report.page) if report.page else None
                if text is None:
                    _say_changed(report)
                    continue
                statements = archive.statements.get(report.article, [])
                for row in joined_rows(archive.articles[report.article], statements, report, text):
                    file.write(as_line(row))
                    rows += 1
        beside.replace(out / JOINED)
    finally:
        beside.unlink(missing_ok=True)
    return rows


def _say_changed(report: "Report") -> None:
    if report.page:
        print(f"{report.article}: its page has changed meanwhile; run again", file=sys.stderr)


def _write_features(reports: list["Report"], repository: "Repository") -> None:
    """Write the features of every body whose page is the recorded one; say of which nothing is written, and why."""
    from aqwal.files import write_text
    from aqwal.hydrate.features import FLOOR, as_text, features_of
    from aqwal.hydrate.matching import text_of

    folder = repository.features
    for report in reports:
        # In a page that has changed, a body may have its length and yet other words.
        text = text_of(report.page) if report.page and report.basis in ("document", "canonical") else None
        body = [one for one in report.placed if one.anchor.field.startswith("body[")]
        if text is None or not body or any(one.status != "exact" for one in body):
            print(f"{report.article}: no features: the page its record was made from is not there", file=sys.stderr)
            continue
        features = features_of(report.article, [text[one.start:one.end] for one in body])
        if features is None:
            print(f"{report.article}: no features: its body has fewer than {FLOOR} words", file=sys.stderr)
            continue
        folder.mkdir(exist_ok=True)
        write_text(folder / f"{report.article}.json", as_text(features))
        print(f"{report.article}: features written", file=sys.stderr)
