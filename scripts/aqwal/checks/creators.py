"""Takes an archive; gives authors of the dataset whose ORCID iD cannot be theirs."""

from collections.abc import Iterator

from aqwal.checks.walk import Place
from aqwal.dataset import Archive
from aqwal.issues import Issue


def check_orcids(archive: Archive) -> Iterator[Issue]:
    """Yield iDs that were mistyped, that an organisation bears, or that two authors share."""
    place = Place("dataset", archive.files["dataset", "dataset"], (), archive.about)
    first: dict[str, int] = {}
    for index, creator in enumerate(archive.about["creators"]):
        orcid, pointer = creator["orcid"], ("creators", index, "orcid")
        if orcid is None:
            continue
        if creator["kind"] == "organisation":
            yield place.problem(pointer, "orcid-organisation", "an organisation has no ORCID iD",
                                "write null, or give the author's kind as person")
        if orcid[-1] != last_character(orcid):
            yield place.problem(pointer, "orcid-check-digit", "the last character does not fit the others",
                                "copy the iD anew from the person's ORCID record", orcid)
        if orcid in first:
            yield place.problem(pointer, "orcid-duplicate", f"author {first[orcid] + 1} bears this iD too",
                                "give each iD to the one person whose it is", orcid)
        first.setdefault(orcid, index)


def last_character(orcid: str) -> str:
    """Return the last character that fits the other fifteen: ISO 7064, MOD 11-2."""
    total = 0
    for digit in orcid.replace("-", "")[:-1]:
        total = (total + int(digit)) * 2
    rest = (12 - total % 11) % 11
    return "X" if rest == 10 else str(rest)
