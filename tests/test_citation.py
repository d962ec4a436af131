"""Takes records of the toy archive; shows that page data and citations say what the records say, in each form."""

import csv
import json
import re
from dataclasses import replace
from io import StringIO
from typing import Any, cast

import pytest
from jsonschema import Draft7Validator

from aqwal.dataset import Archive
from aqwal.derive.citation import Citation, cite_article, cite_dataset, cite_statement, tex
from aqwal.derive.sayings import Sayings
from aqwal.exports.slices import Context, record_json, statements_csv
from aqwal.paths import PROJECT

CSL = PROJECT.parent / "shared" / "validators" / "csl-data.json"
NASTY = "50% of {x}\\y & #1_a $b ~c ^d\n@misc{boom,"


def citations(archive: Archive) -> dict[str, Citation]:
    article, statement = archive.statement_by_id["a0001-s01"]
    publisher = archive.publishers[article["publisher"] or ""]
    speakers = [archive.speakers[one] for one in statement["speakers"]]
    nasty = cast(Any, {**article, "label": {"ar": NASTY, "en": NASTY}, "title": None})
    return {"dataset": cite_dataset(archive.about), "article": cite_article(archive.about, article, publisher),
            "statement": cite_statement(archive.about, statement, article, publisher, speakers),
            "nasty": cite_article(archive.about, nasty, None)}


def test_citations_pin_version_and_address(archive: Archive) -> None:
    for name, citation in citations(archive).items():
        for text in (citation.plain["ar"], citation.plain["en"], citation.bibtex, citation.ris, citation.csl_json):
            assert archive.about["version"] in text
            assert archive.about["url"] in text, name
    assert "https://toy.example/data/statements/a0001-s01/" in citations(archive)["statement"].plain["ar"]
    assert "In: Sayings of the Two Banks" in citations(archive)["article"].plain["en"]
    assert "2030-04-17" in citations(archive)["article"].plain["en"]


def test_statement_without_a_page_is_cited_in_its_article(archive: Archive) -> None:
    about = cast(Any, {**archive.about, "statement_pages": False})
    article, statement = archive.statement_by_id["a0001-s02"]
    cited = cite_statement(about, statement, article, None, [])
    assert "https://toy.example/data/articles/a0001/#a0001-s02" in cited.bibtex


def test_a_day_of_publication_is_not_given_as_the_day_said(archive: Archive) -> None:
    article, statement = archive.statement_by_id["a0001-s01"]
    unknown = cast(Any, {**statement, "said_on": {"date": None, "basis": "unknown"}})
    speakers = [archive.speakers["salma-haddun"]]
    cited = cite_statement(archive.about, statement, article, None, speakers).plain["en"]
    assert " on 2030-04-17, as reported" in cited
    text = cite_statement(archive.about, unknown, article, None, speakers).plain["en"]
    assert "Salma Haddun, as reported by an outlet not named, 2030-04-17 [a0001-s01]" in text


@pytest.mark.parametrize(("published", "english", "arabic"), [
    ({"date": None, "precision": "unknown", "earliest": "2030-04-18", "latest": "2030-04-20"},
     "article published between 2030-04-18 and 2030-04-20 [", "ونُشر المقال بين 2030-04-18 و2030-04-20 ["),
    ({"date": None, "precision": "unknown", "earliest": "2030-04-18", "latest": None},
     "article published not before 2030-04-18 [", "ونُشر المقال ليس قبل 2030-04-18 ["),
    ({"date": None, "precision": "unknown", "earliest": None, "latest": "2030-04-20"},
     "article published not after 2030-04-20 [", "ونُشر المقال ليس بعد 2030-04-20 ["),
    ({"date": None, "precision": "unknown", "earliest": None, "latest": None},
     "Sada Burjana, article undated [", "صدى برجانة، والمقال بلا تاريخ ["),
    ({"date": "2030-04-01", "precision": "month", "earliest": None, "latest": None},
     "Sada Burjana, 2030-04 [", "بنقل صدى برجانة، 2030-04 ["),
])
def test_a_statement_is_cited_with_what_is_known_of_its_articles_date(
        archive: Archive, published: dict[str, str | None], english: str, arabic: str) -> None:
    article, statement = archive.statement_by_id["a0001-s01"]
    changed = cast(Any, {**article, "published": {**article["published"], **published}})
    publisher = archive.publishers["sada-burjana"]
    cited = cite_statement(archive.about, statement, changed, publisher, [archive.speakers["salma-haddun"]])
    assert english in cited.plain["en"]
    assert arabic in cited.plain["ar"]


def fields_of_bibtex(entry: str) -> dict[str, str]:
    """Read one entry as BibTeX does: braces balance, escaped ones do not count."""
    head = re.match(r"@misc\{([A-Za-z0-9.:-]+),\n", entry)
    assert head
    fields, place = {"key": head[1]}, head.end()
    while entry[place:] != "}\n":
        name = re.match(r"\s*(\w+) = \{", entry[place:])
        assert name, entry[place:]
        start = place = place + name.end()
        depth = 1
        while depth:
            step = entry[place]
            place += 2 if step == "\\" else 1
            depth += (step == "{") - (step == "}")
        fields[name[1]] = entry[start:place - 1]
        place += len(re.match(r",?\n", entry[place:])[0])  # type: ignore[index]
    return fields


@pytest.mark.parametrize("name", ["dataset", "article", "statement", "nasty"])
def test_bibtex_is_well_formed(archive: Archive, name: str) -> None:
    fields = fields_of_bibtex(citations(archive)[name].bibtex)
    assert {"author", "title", "year", "url", "version", "note"} <= set(fields)
    assert fields["year"] == "2031"
    assert not re.search(r"(?<!\\)[%&#$_~^]", fields["title"])


def test_bibtex_reader_of_this_test_notices_what_is_not_escaped() -> None:
    with pytest.raises((AssertionError, IndexError)):
        fields_of_bibtex("@misc{a,\n  title = {open { brace}\n}\n")
    assert tex(NASTY).count("\n") == 0


@pytest.mark.parametrize("name", ["dataset", "article", "statement", "nasty"])
def test_ris_is_lines_of_tags(archive: Archive, name: str) -> None:
    lines = citations(archive)[name].ris.split("\r\n")
    assert lines[0] == "TY  - DATA"
    assert lines[-2:] == ["ER  - ", ""]
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines[:-1])


def test_csl_fits_its_schema(archive: Archive) -> None:
    if not CSL.is_file():
        pytest.skip("the official CSL-JSON schema is not beside the repository")
    schema = Draft7Validator(json.loads(CSL.read_text("utf-8")))
    for citation in citations(archive).values():
        assert list(schema.iter_errors(json.loads(citation.csl_json))) == []
        assert list(schema.iter_errors([{**json.loads(citation.csl_json)[0], "type": "data set"}])) != []


def test_unnamed_outlet_and_unknown_date_are_said(archive: Archive) -> None:
    undated = cast(Any, {**archive.articles["a0001"],
                         "published": {**archive.articles["a0001"]["published"], "date": None}})
    assert "outlet not named, undated" in cite_article(archive.about, undated, None).plain["en"]
    assert "بلا تاريخ" in cite_article(archive.about, undated, None).plain["ar"]
    bounded = archive.articles["a0004"]
    text = cite_article(archive.about, bounded, None).plain["en"]
    assert "outlet not named, published between 2031-04-01 and 2031-04-30." in text


def test_flat_csv_joins_statement_article_and_names(archive: Archive, sayings: Sayings) -> None:
    text = statements_csv(sayings.all, archive).decode("utf-8-sig")
    rows = list(csv.DictReader(StringIO(text, newline="")))
    assert [row["id"] for row in rows] == [saying.id for saying in sayings.all]
    for row, saying in zip(rows, sayings.all, strict=True):
        names = [archive.speakers[one]["names"]["ar"] for one in saying.statement["speakers"]]
        assert row["speaker_names_ar"] == "; ".join(names)
        assert row["outlet"] == (saying.article["publisher"] or "")
        assert row["date_said"] == (saying.statement["said_on"]["date"] or "")
        assert row["date_published"] == (saying.article["published"]["date"] or "")
        assert row["said_en"] == saying.statement["said"]["en"]
        assert row["permalink"] == f"{archive.about['url']}statements/{saying.id}/"


def test_flat_csv_of_nobody_has_only_its_heading(archive: Archive) -> None:
    assert statements_csv([], archive).count(b"\r\n") == 1


def test_record_json_names_its_source(archive: Archive) -> None:
    about = replace(archive).about
    speaker = archive.speakers["salma-haddun"]
    value = json.loads(record_json("speaker", speaker, Context(about, {"statements": ["a0001-s01"]})))
    assert value["record"] == speaker
    assert value["permalink"] == "https://toy.example/data/speakers/salma-haddun/"
    assert (value["version"], value["licence"]) == ("1.2.0", "CC-BY-4.0")
    assert value["related"] == {"statements": ["a0001-s01"]}
