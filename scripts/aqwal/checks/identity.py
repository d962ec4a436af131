"""Takes an archive; gives identifiers that are misplaced, doubled, retired or lead nowhere."""

from collections.abc import Iterator, Mapping

from aqwal.checks import walk
from aqwal.dataset import Archive
from aqwal.issues import Issue

IN_FILES = ("article", "speaker", "publisher", "event")
"""Kinds of record whose file bears their id."""
KINDS = (*IN_FILES, "statement", "topic")


def check_file_names(archive: Archive) -> Iterator[Issue]:
    """Yield ids that differ from the file's name, and statements that bear another article's id."""
    for kind in IN_FILES:
        for place in walk.of_kind(archive, kind):
            stem = file_stem(place.file)
            if place.record["id"] != stem:
                yield place.problem(("id",), "id-file-name", f"the id differs from the file name {stem!r}",
                                    "rename the file or mend the id", place.record["id"])
    for place in walk.statements(archive):
        article_id = file_stem(place.file)
        if place.record["id"].rpartition("-")[0] != article_id:
            yield place.problem(("id",), "id-file-name", f"the id is not one of article {article_id!r}",
                                f"let it begin with {article_id}-s, or move it to its article's file",
                                place.record["id"])


def check_duplicates(archive: Archive) -> Iterator[Issue]:
    """Yield ids that two records of one kind share. Repeated topics are found while loading."""
    for kind in (*IN_FILES, "statement", "redirect"):
        first: dict[str, str] = {}
        places = walk.redirects(archive) if kind == "redirect" else walk.of_kind(archive, kind)
        for place in places:
            key = place.record["id"] if kind != "redirect" else f"{place.record['kind']} {place.record['id']}"
            if key in first:
                yield place.problem(("id",), "id-duplicate", f"the {kind} {key!r} stands already in {first[key]}",
                                    "merge the two or give one a new id")
            first.setdefault(key, place.file)


def check_redirects(archive: Archive) -> Iterator[Issue]:
    """Yield retired ids that are in use, and successors that neither exist nor are retired in turn, or go in a ring."""
    known = {kind: ids_of(archive, kind) for kind in KINDS}
    following: dict[tuple[str, str], str | None] = {
        (entry["kind"], entry["id"]): entry["to"] for entry in archive.redirects}
    for place in walk.redirects(archive):
        kind, retired, successor = place.record["kind"], place.record["id"], place.record["to"]
        if retired in known[kind]:
            yield place.problem(("id",), "id-retired", f"the {kind} {retired!r} is retired, yet a record bears that id",
                                "give the record a new id; a retired one is never used again")
        if successor is not None and successor not in known[kind] and (kind, successor) in following:
            if goes_round(kind, retired, following):
                yield place.problem(("to",), "redirect-cycle", f"{retired!r} leads back to itself",
                                    "let the last of them lead to a record, or to null if that was withdrawn")
        elif successor is not None and successor not in known[kind]:
            yield place.problem(("to",), "redirect-unknown", f"there is no {kind} {successor!r}",
                                "name the record that took its place, or null if it was withdrawn")


def goes_round(kind: str, start: str, following: Mapping[tuple[str, str], str | None]) -> bool:
    """Say whether successors of a retired id come back to it. A ring that it only leads into is told of its members."""
    seen: set[str] = set()
    reached = following[kind, start]
    while reached is not None and reached not in seen and (kind, reached) in following:
        if reached == start:
            return True
        seen.add(reached)
        reached = following[kind, reached]
    return reached == start


def check_orphans(archive: Archive) -> Iterator[Issue]:
    """Yield statement files without an article."""
    articles = ids_of(archive, "article")
    for article_id in archive.statements:
        if article_id not in articles:
            file = archive.files["statement", article_id]
            yield walk.Place("statement", file, (), None).problem(
                (), "statements-orphan", f"there is no article {article_id!r} for these statements",
                "add the article, or rename or remove the file")


def ids_of(archive: Archive, kind: str) -> set[str]:
    """Return the ids of a kind. Files count by their names too, read or not, so that one mistake is told once."""
    named = {stem for other, stem in [*archive.broken, *archive.files] if other == kind and kind in IN_FILES}
    return {place.record["id"] for place in walk.of_kind(archive, kind)} | named


def file_stem(file: str) -> str:
    """Return the id that a record file's name promises."""
    return file.rpartition("/")[2].removesuffix(".yml")
