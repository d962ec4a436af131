"""Takes the toy dataset's articles with made-up dates; checks the time they cover and the bounds of undated ones."""

from copy import deepcopy
from typing import Any, cast

import pytest

from aqwal.dataset import Archive
from aqwal.derive.sayings import sayings_of
from aqwal.derive.spans import bounds_of, coverage
from aqwal.pages.edition import Edition
from aqwal.pages.views.article import page, rights_of
from aqwal.record_types import Article
from printed import printed

Dates = tuple[str | None, str, str | None, str | None]
"""Date, precision, not before, not after."""


def articles(archive: Archive, *dates: Dates) -> list[Article]:
    fields = ("date", "precision", "earliest", "latest")
    model = archive.articles["a0001"]
    return [cast(Article, {**model, "published": {**model["published"], **dict(zip(fields, one, strict=True))}})
            for one in dates]


@pytest.mark.parametrize(("dates", "wanted"), [
    ([("2030-04-17", "day", None, None)], "2030-04-17/2030-04-17"),
    ([("2030-04-01", "month", None, None), ("2030-04-17", "day", None, None)], "2030-04/2030-04"),
    ([("2030-04-17", "day", None, None), (None, "unknown", "2029-01-01", "2031-01-01")], "2029-01-01/2031-01-01"),
    ([("2030-04-17", "day", None, None), (None, "unknown", "2031-01-01", None)], "2030-04-17/.."),
    ([("2030-04-17", "day", None, None), (None, "unknown", None, "2029-01-01")], "../2030-04-17"),
    ([("2030-04-17", "day", None, None), (None, "unknown", None, None)], "2030-04-17/2030-04-17"),
    ([(None, "unknown", None, None)], None),
    ([], None),
])
def test_coverage_is_not_narrower_than_what_is_known(archive: Archive, dates: list[Dates], wanted: str | None) -> None:
    assert coverage(articles(archive, *dates)) == wanted


def test_bounds_hold_for_every_undated_article(archive: Archive) -> None:
    first: Dates = (None, "unknown", "2030-02-01", "2030-03-01")
    later: Dates = (None, "unknown", "2030-05-01", None)
    dated: Dates = ("2020-01-01", "day", None, None)
    assert bounds_of(articles(archive, first, dated)) == ("2030-02-01", "2030-03-01")
    assert bounds_of(articles(archive, first, later)) == ("2030-02-01", None)
    assert bounds_of(articles(archive, first, (None, "unknown", None, None))) == (None, None)
    assert bounds_of(articles(archive, dated)) == (None, None)


@pytest.mark.parametrize(("address", "name"), [
    ("http://rightsstatements.org/vocab/InC/1.0/", "In copyright"),
    ("http://rightsstatements.org/vocab/InC-EDU/1.0/", "In copyright"),
    ("http://rightsstatements.org/vocab/NoC-US/1.0/", "No copyright (NoC-US)"),
    ("http://rightsstatements.org/vocab/UND/1.0/", "Copyright not settled (UND)"),
    ("https://creativecommons.org/licenses/by-sa/4.0/", "CC BY-SA 4.0"),
    ("https://creativecommons.org/publicdomain/zero/1.0/", "CC0 1.0"),
])
def test_rights_are_called_what_they_are(english: Edition, address: str, name: str) -> None:
    article = cast(Any, {**english.archive.articles["a0001"], "rights": address})
    found = rights_of(article, english)
    assert found[0] == name
    assert ("belongs to its publisher" in found[1]) == (name == "In copyright")


def test_granted_texts_are_said_to_be_granted(archive: Archive) -> None:
    other = deepcopy(archive)
    other.publishers["sada-burjana"]["rights"].update(policy="text-granted", licence="CC-BY-4.0")
    edition = Edition(other, sayings_of(other), "ar")
    text = printed(page("a0001", edition), edition).one("aside").text
    assert "أجاز الناشر نصه برخصة CC-BY-4.0" in text
    assert "النص ملك لناشره" not in text


def test_ledger_counts_agree_with_their_nouns(archive: Archive) -> None:
    edition = Edition(archive, sayings_of(archive), "ar")
    for key, article in archive.articles.items():
        ledger = printed(page(key, edition), edition).one("section", aria_labelledby="ledger").text
        noise = sum(span["end"] - span["start"] for span in article["noise"])
        assert (f"و{edition.texts.count('article.length', noise)} في الزوائد" in ledger) == bool(noise)
        assert edition.texts.count("article.length", article["document"]["length"]) in ledger
