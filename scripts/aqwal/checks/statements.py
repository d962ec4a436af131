"""Takes an archive; gives statements whose anchors, order, nesting or utterance do not hold."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from aqwal.checks import walk
from aqwal.dataset import Archive
from aqwal.issues import Issue
from aqwal.record_types import Article


def check_anchors(archive: Archive) -> Iterator[Issue]:
    """Yield contents outside the body (or the title), and cues outside body, title and subheadings."""
    for place in walk.statements(archive):
        article = archive.articles.get(place.record["id"].rpartition("-")[0])
        if article is None or any(end <= start for start, end in article["body"]):
            continue
        content, cue = place.record["content"], place.record["cue"]
        home = _title(article) if place.record["in_title"] else sorted(article["body"])
        start, end = content["start"], content["end"]
        # Between its ends the content may bridge noise, such as a continuation mark.
        if not (_covers(home, start, start + 1) and _covers(home, end - 1, end)):
            where = "title" if place.record["in_title"] else "body"
            yield place.problem(("content",), "content-outside-body",
                                f"the content {start}-{end} does not begin and end in the {where}",
                                "mend the offsets, the body spans or in_title")
        if cue and not _covers(_cue_ground(article), cue["start"], cue["end"]):
            yield place.problem(("cue",), "cue-outside",
                                f"the cue {cue['start']}-{cue['end']} stands in no paragraph, title or subheading",
                                "mend the offsets")


def check_order(archive: Archive) -> Iterator[Issue]:
    """Yield statements that stand above one that comes earlier on the page; nested ones go with their frame."""
    reached, file = -1, ""
    for place in walk.statements(archive):
        if place.file != file:
            reached, file = -1, place.file
        if place.record["nested_in"] is not None:
            continue
        start = place.record["content"]["start"]
        if start < reached:
            yield place.problem((), "statement-order",
                                f"the content begins at {start}, before that of a statement above",
                                "list the statements in the order of the page")
        reached = max(reached, start)


def check_nesting(archive: Archive) -> Iterator[Issue]:
    """Yield statements nested in another article's, and circles."""
    frames = {place.record["id"]: place.record["nested_in"] for place in walk.statements(archive)}
    settled: set[str] = set()
    for place in walk.statements(archive):
        own, frame = place.record["id"], place.record["nested_in"]
        if frame is not None and frame in frames and frame.rpartition("-")[0] != own.rpartition("-")[0]:
            yield place.problem(("nested_in",), "nested-elsewhere", f"{frame!r} is a statement of another article",
                                "name the statement of this article in whose words it stands, or null")
        circle = _circle(own, frames, settled)
        if circle:
            yield place.problem(("nested_in",), "nested-cycle",
                                f"a statement stands in its own words: {' in '.join(circle)}",
                                "let the outermost have null")


def check_utterances(archive: Archive) -> Iterator[Issue]:
    """Yield utterances that only one outlet reports: an utterance exists to join reports of several."""
    if any(kind in ("statement", "article") for kind, _ in archive.broken):
        return
    first: dict[str, walk.Place] = {}
    outlets: dict[str, set[str]] = {}
    for place in walk.statements(archive):
        utterance = place.record["utterance"]
        article = archive.articles.get(place.record["id"].rpartition("-")[0])
        if utterance is None or article is None:
            continue
        first.setdefault(utterance, place)
        # An article without a known outlet stands for itself.
        outlets.setdefault(utterance, set()).add(article["publisher"] or article["id"])
    for utterance, place in first.items():
        if len(outlets[utterance]) == 1:
            yield place.problem(("utterance",), "utterance-single-outlet",
                                f"only {next(iter(outlets[utterance]))} reports the utterance {utterance!r}",
                                "give the other outlet's statement the same id, or write null")


def _circle(start: str, frames: dict[str, str | None], settled: set[str]) -> list[str]:
    """Follow the frames outwards; returns the circle met for the first time, if any. Each statement is walked once."""
    way: list[str] = []
    on_way: set[str] = set()
    current: str | None = start
    while current is not None and current not in settled and current not in on_way:
        way.append(current)
        on_way.add(current)
        current = frames.get(current)
    settled.update(on_way)
    return [*way[way.index(current):], current] if current is not None and current in on_way else []


def _title(article: Article) -> list[list[int]]:
    return [article["title_span"]] if article["title_span"] else []


def _cue_ground(article: Article) -> list[list[int]]:
    headings = [[noise["start"], noise["end"]] for noise in article["noise"] if noise["kind"] == "subheading"]
    return sorted([*article["body"], *_title(article), *headings])


def _covers(spans: Sequence[Sequence[int]], start: int, end: int) -> bool:
    """Say whether one of the sorted spans holds start-end."""
    index = bisect_right(spans, start, key=lambda span: span[0]) - 1
    return index >= 0 and end <= spans[index][1]
