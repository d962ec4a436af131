"""Takes raw pages (text, HTML, WARC, folders of them); writes drafts of their records, or prints what it found."""

import json
import sys
import time
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aqwal.batch.counts import Counts
    from aqwal.batch.run import Engine
    from aqwal.batch.work import Known, Outcome
    from aqwal.dataset import Archive
    from aqwal.paths import Repository

HELP = "turn raw pages into drafts of their records, with the evidence for every choice"
UNITS = {"k": 1_000, "m": 1_000_000, "g": 1_000_000_000}
TYPES = ("direct", "indirect", "mixed")
HEADING = f"{'articles':>8} {'noise':>6} {'direct':>7} {'indirect':>8} {'mixed':>6} {'to decide':>9}  page"


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("paths", nargs="+", type=Path, metavar="FILE", help="page, WARC file, or folder of them")
    parser.add_argument("--json", action="store_true", help="print what was found as JSON; no drafts are written")
    parser.add_argument("--out", type=Path, metavar="DIR", help="folder of the drafts (default: dataset/drafts)")
    parser.add_argument("--again", action="store_true", help="draft anew what was drafted before, edited or not")
    parser.add_argument("--jobs", type=_jobs, default=0, metavar="N", help="processes (default: one a core)")
    parser.add_argument("--scheduler", metavar="ADDRESS", help="work on the Dask cluster of this scheduler")
    parser.add_argument("--max-size", type=_size, default=None, metavar="BYTES",
                        help="refuse larger pages (default: 20M)")
    parser.add_argument("--language", choices=("ar", "en"), default="ar", help="language of the review pages")


def run(options: Namespace) -> int:
    """Print the answer or a table; returns 1 if a page could not be read, 2 if nothing could be done."""
    from aqwal.batch.cluster import ClusterError
    from aqwal.batch.journal import OutInUseError
    from aqwal.batch.run import Engine
    from aqwal.batch.work import UnwritableError
    from aqwal.dataset import load_archive
    from aqwal.paths import Repository

    repository = Repository(options.root)
    archive, issues = load_archive(repository) if repository.about.is_file() else (None, [])
    why = _refusal(options, repository, archive is not None)
    if why:
        print(f"aqwal: {why}", file=sys.stderr)
        return 2
    if issues:
        print(f"aqwal: the dataset has {len(issues)} problems; what cannot be read of it is not made use of; "
              "run `aqwal validate`", file=sys.stderr)
    known = _known(archive, repository)
    engine = Engine(options.jobs, options.scheduler)
    try:
        if options.json:
            return _answer(options, known, engine)
        return _drafts(options, known, repository, engine)
    except (ClusterError, OutInUseError, UnwritableError) as error:
        print(f"aqwal: {error}", file=sys.stderr)
        return 2


def _refusal(options: Namespace, repository: "Repository", has_dataset: bool) -> str:
    """Say why nothing can be done; nothing if it can."""
    from aqwal.files import unfit

    if repository.about.is_file() and not has_dataset:
        return f"{repository.about} cannot be read; `aqwal validate` says why"
    if options.json:
        return ""
    if not has_dataset and options.out is None:
        return f"no dataset in {options.root}; name its repository with --root, or a folder with --out"
    # Drafts among the pages would be read as pages by the next run.
    return unfit(options.out or repository.drafts, [path for path in options.paths if path.is_dir()])


def _answer(options: Namespace, known: "Known", engine: "Engine") -> int:
    """Print one JSON object, page by page as they are done."""
    from aqwal.batch.run import run_answers

    status, before = 0, '{"pages": {'
    for outcome in _shown(run_answers(options.paths, known, engine, **_limit(options))):
        answer = outcome.answer
        if answer is None:
            status, answer = 1, {"articles": [], "error": outcome.error}
            _tell(outcome)
        print(f"{before}\n{json.dumps(outcome.stem)}: {json.dumps(answer)}", end="")
        before = ","
    print(("" if before == "," else before) + "\n}}")
    return status


def _drafts(options: Namespace, known: "Known", repository: "Repository", engine: "Engine") -> int:
    from aqwal.batch.counts import Counts
    from aqwal.batch.run import run_drafts
    from aqwal.ingest.drafts.naming import folder_name
    from aqwal.issues import plain

    out = options.out or repository.drafts
    total, broken = Counts(), 0
    print(HEADING)
    for outcome in _shown(run_drafts(options.paths, known, engine, out, _first_id(repository), options.language,
                                     options.again, **_limit(options))):
        if outcome.error:
            broken += 1
            _tell(outcome)
            continue
        print(_row(outcome.counts, folder_name(outcome.stem)))
        for warning in outcome.warnings:
            print(f"{'':>49}  {plain(warning)}")
        total += outcome.counts
    print(_row(total, f"{total.pages} drafted, {broken} not readable"))
    for what, counted in (("noise", total.noise), ("statements", total.statements)):
        if counted:
            print(f"{what}: " + ", ".join(f"{kind} {number}" for kind, number in counted.most_common()))
    print(f"aqwal: drafts are in {out}; pages drafted before were left alone", file=sys.stderr)
    return 1 if broken else 0


def _known(archive: "Archive | None", repository: "Repository") -> "Known":
    """Return what drafting may know of a dataset; nothing where there is none."""
    from aqwal.batch.work import Known
    from aqwal.hydrate.features import load_features
    from aqwal.ingest.knowledge import knowledge_of
    from aqwal.ingest.pipeline import likeness_of

    if archive is None:
        return Known()
    features = load_features(repository.features)
    return Known(knowledge_of(archive), likeness_of(archive, {key: one["counts"] for key, one in features.items()}))


def _first_id(repository: "Repository") -> int:
    """Return the number of the next free article, with which provisional ids begin."""
    if not repository.about.is_file():
        return 1
    from aqwal.skeletons.ids import IdError, next_article

    try:
        return int(next_article(repository).removeprefix("a"))
    except IdError:
        return 1  # told by `aqwal validate`; promoting will ask again


def _row(counts: "Counts", name: str) -> str:
    said = counts.statements
    return (f"{counts.articles:>8} {counts.noise.total():>6} {said['direct']:>7} {said['indirect']:>8} "
            f"{said['mixed']:>6} {counts.unresolved:>9}  {name}")


def _tell(outcome: "Outcome") -> None:
    from aqwal.issues import plain

    _clear()
    print(plain(f"{outcome.name}: {outcome.error}"), file=sys.stderr)


def _shown(outcomes: "Iterator[Outcome]") -> "Iterator[Outcome]":
    """Hand the outcomes on; on a terminal that shows no rows, say now and then how far the work is."""
    started = told = time.monotonic()
    for number, outcome in enumerate(outcomes, 1):
        yield outcome
        now = time.monotonic()
        if _watched() and now - told > 0.2:
            told = now
            print(f"\r{number} pages, {number / (now - started):.0f} a second ", end="", file=sys.stderr, flush=True)
    _clear()


def _clear() -> None:
    """Take the progress line away."""
    if _watched():
        print(f"\r{'':40}\r", end="", file=sys.stderr)


def _watched() -> bool:
    """Say whether somebody watches who does not see the rows of the table come."""
    return sys.stderr.isatty() and not sys.stdout.isatty()


def _limit(options: Namespace) -> "dict[str, int]":
    return {"max_bytes": options.max_size} if options.max_size else {}


def _size(text: str) -> int:
    number, unit = (text[:-1], UNITS[text[-1].lower()]) if text and text[-1].lower() in UNITS else (text, 1)
    if not number.isdigit() or int(number) == 0:
        raise ArgumentTypeError(f"{text!r} is no size; write bytes, or a number with k, M or G")
    return int(number) * unit


def _jobs(text: str) -> int:
    if not text.isdigit() or int(text) == 0:
        raise ArgumentTypeError(f"{text!r} is no number of processes; write 1 or more")
    return int(text)
