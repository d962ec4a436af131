"""Takes the raw sample pages and the toy records; proves that each describes the other to the letter."""

from pathlib import Path

import pytest

from aqwal.canonical import canonical_text, sha256
from aqwal.dataset import Archive

PAGES = Path(__file__).parent / "pages"


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    """Canonical text of each raw page by the hash of its bytes."""
    return {sha256(path.read_bytes()): canonical_text(path.read_bytes()) for path in sorted(PAGES.glob("*.txt"))}


def test_every_page_has_its_article_and_every_article_its_page(archive: Archive, texts: dict[str, str]) -> None:
    assert {article["document"]["sha256"] for article in archive.articles.values()} == set(texts)
    for article in archive.articles.values():
        text = texts[article["document"]["sha256"]]
        assert article["document"]["canonical_sha256"] == sha256(text)
        assert article["document"]["length"] == len(text)


def test_the_ledgers_cover_every_letter_once(archive: Archive, texts: dict[str, str]) -> None:
    for digest, text in texts.items():
        covered = [0] * len(text)
        for article in archive.articles.values():
            if article["document"]["sha256"] == digest:
                spans = [*article["body"], *([article["title_span"]] if article["title_span"] else []),
                         *([noise["start"], noise["end"]] for noise in article["noise"])]
                for start, end in spans:
                    covered[start:end] = [count + 1 for count in covered[start:end]]
        for char, count in zip(text, covered, strict=True):
            assert count == 1 or (count == 0 and char.isspace())


def test_anchors_hold(archive: Archive, texts: dict[str, str]) -> None:
    for article, statement in archive.each_statement():
        text = texts[article["document"]["sha256"]]
        content = statement["content"]
        words = text[content["start"]:content["end"]]
        assert sha256(words) == content["sha256"]
        assert words == words.strip()
        assert statement["key_phrase"] is None or statement["key_phrase"] in words
        cue = statement["cue"]
        assert cue is None or text[cue["start"]:cue["end"]].isprintable()


def test_titles_stand_where_the_records_say(archive: Archive, texts: dict[str, str]) -> None:
    for article in archive.articles.values():
        span = article["title_span"]
        shown = texts[article["document"]["sha256"]][slice(*span)] if span else None
        assert shown == article["title"]


def test_the_toy_has_every_case(archive: Archive) -> None:
    """What others rely on meeting in it."""
    statements = [statement for _, statement in archive.each_statement()]
    assert {statement["type"] for statement in statements} == {"direct", "indirect", "mixed"}
    assert any(len(statement["speakers"]) > 1 for statement in statements)
    assert any(statement["nested_in"] for statement in statements)
    assert any(statement["via"] for statement in statements)
    assert any(statement["in_title"] and statement["cue"] is None for statement in statements)
    assert any(statement["certainty"] == "borderline" for statement in statements)
    assert {speaker["kind"] for speaker in archive.speakers.values()} == {"person", "organisation", "state", "group"}
    assert {publisher["kind"] for publisher in archive.publishers.values()} == {"outlet", "agency", "platform"}
    assert {redirect["to"] is None for redirect in archive.redirects} == {True, False}
    assert {article["published"]["basis"] for article in archive.articles.values()} == {"stated", "inferred", "unknown"}
    assert "<script>" in archive.articles["a0004"]["label"]["en"]
    assert any("{{" in statement["said"]["ar"] for statement in statements)
    assert any("](javascript:" in statement["said"]["en"] for statement in statements)
