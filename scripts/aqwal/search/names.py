"""Takes the authority records; gives rings of names: spellings, scripts and initials of one thing, in folded form.

Besides the archive's speakers and outlets there are the countries of the Unicode CLDR and a reviewed list of places,
organisations and persons in the news (names.tsv). A ring says what may be typed for what stands in a text; it never
makes two records one.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from itertools import chain

from babel import Locale

from aqwal.arabic.tokens import words
from aqwal.dataset import Archive
from aqwal.record_types import Publisher, Speaker

Ring = tuple[int, int, tuple[str, ...]]
"""Number of the speaker, -1 for what is none; how many forms hold words of a person's name; the folded forms."""


def rings(archive: Archive) -> list[list[int | str]]:
    """Return every ring as the search reads it: the two numbers, then the forms, those with name words first."""
    common = common_rings()
    claimed: dict[str, set[str]] = {}
    for ring in common:
        for form in ring:
            claimed.setdefault(form, set()).update(ring)
    found: list[Ring] = [(-1, 0, ring) for ring in common]
    for number, speaker in enumerate(archive.speakers.values()):
        forms = _own_forms(_speaker_forms(speaker), _names(speaker), claimed)
        named = _with_name_words(forms, _folded(_names(speaker))) if speaker["kind"] == "person" else ()
        found.append((number, len(named), (*named, *(form for form in forms if form not in named))))
    for publisher in archive.publishers.values():
        found.append((-1, 0, _folded(_names(publisher))))
    return [[number, named, *forms] for number, named, forms in dict.fromkeys(found) if forms]


def _with_name_words(forms: tuple[str, ...], names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names and the spellings that share a word with one: a title by itself is no name."""
    known = {word for name in names for word in name.split(" ")}
    return tuple(form for form in forms if form in names or known & set(form.split(" ")))


@cache
def common_rings() -> tuple[tuple[str, ...], ...]:
    """Return the rings that hold for every archive: names.tsv, and the countries as CLDR names them."""
    lines = (files("aqwal.search") / "names.tsv").read_text("utf-8").splitlines()
    listed = (_folded(chain.from_iterable(column.split(" | ") for column in line.split("\t"))) for line in lines)
    arabic, english = (Locale(language).territories for language in ("ar", "en"))
    countries = (_folded((arabic[code], english[code])) for code in sorted(set(arabic) & set(english))
                 if "(" not in arabic[code])
    return tuple(dict.fromkeys(ring for ring in chain(listed, countries) if len(ring) > 1))


def _folded(forms: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for form in forms if form and (key := " ".join(words(form)))))


def _names(record: Speaker | Publisher) -> Iterator[str | None]:
    yield from (str(name) for name in record["names"].values() if name)


def _speaker_forms(speaker: Speaker) -> Iterator[str | None]:
    yield from _names(speaker)
    yield from (spelling["form"] for spelling in speaker["spellings"])


def _own_forms(forms: Iterable[str | None], names: Iterable[str | None], claimed: dict[str, set[str]],
               ) -> tuple[str, ...]:
    """Leave out what is another thing's name: a capital that stands for its state is still the city."""
    own = set(_folded(names))
    return tuple(form for form in _folded(forms)
                 if form in own or form not in claimed or claimed[form] & own)
