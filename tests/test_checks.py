"""Takes small changes to the toy archive; proves the edges of the checks that no folder of tests/bad shows."""

import copy
from collections.abc import Iterator
from typing import cast

import pytest

from aqwal.checks import (
    CHECKS,
    counts,
    creators,
    dates,
    identity,
    permanence,
    references,
    run_checks,
    spans,
    statements,
    text,
)
from aqwal.codes import CODES
from aqwal.dataset import Archive
from aqwal.issues import Issue
from aqwal.paths import PROJECT, Repository
from aqwal.record_types import ArticlePublished


@pytest.fixture
def own(archive: Archive) -> Archive:
    """An archive to change."""
    return copy.deepcopy(archive)


def codes(issues: Iterator[Issue]) -> list[str]:
    return [issue.code for issue in issues]


def with_broken(archive: Archive, *broken: tuple[str, str]) -> Archive:
    object.__setattr__(archive, "broken", frozenset(broken))
    return archive


def test_every_check_is_listed() -> None:
    modules = (identity, permanence, references, spans, statements, dates, text, counts, creators)
    written = {value for module in modules for name, value in vars(module).items() if name.startswith("check_")}
    assert written == set(CHECKS)


def test_a_sound_archive_passes_each_check(archive: Archive, toy: Repository) -> None:
    assert [issue for check in CHECKS for issue in check(archive)] == []
    assert run_checks(archive, toy) == []


def test_a_wider_topic_is_used_through_a_used_narrower_one_only(own: Archive) -> None:
    own.topics["lone"] = {**own.topics["trade"], "id": "lone", "broader": "wide"}
    own.topics["wide"] = {**own.topics["trade"], "id": "wide", "broader": "lone"}
    assert [issue.message for issue in references.check_references(own)] == [
        "nothing refers to the topic 'lone'", "nothing refers to the topic 'wide'"]
    own.topics["trade"]["broader"] = "lone"
    assert codes(references.check_references(own)) == []


def test_a_speaker_is_not_used_by_itself(own: Archive) -> None:
    lone = copy.deepcopy(own.speakers["salma-haddun"])
    lone.update(id="lone")
    lone["roles"][0]["organisation"] = "lone"
    own.speakers["lone"] = lone
    own.files["speaker", "lone"] = "dataset/speakers/lone.yml"
    assert codes(references.check_references(own)) == ["record-unused"]


def test_a_reference_to_a_file_that_could_not_be_read_is_not_a_second_mistake(own: Archive) -> None:
    del own.speakers["nadir-karrami"], own.files["speaker", "nadir-karrami"]
    assert set(codes(references.check_references(own))) == {"reference-unknown"}
    assert codes(references.check_references(with_broken(own, ("speaker", "nadir-karrami")))) == []
    assert codes(counts.check_counts(own)) == []


def test_unread_topics_make_no_unknown_references(own: Archive) -> None:
    own.topics.clear()
    assert "reference-unknown" in codes(references.check_references(own))
    assert codes(references.check_references(with_broken(own, ("topic", "topics")))) == []


def test_unread_articles_leave_no_gaps_or_orphans(own: Archive) -> None:
    del own.articles["a0001"], own.files["article", "a0001"]
    assert "span-gap" in codes(spans.check_ledgers(own))
    assert codes(identity.check_orphans(own)) == ["statements-orphan"]
    with_broken(own, ("article", "a0001"))
    assert codes(spans.check_ledgers(own)) == codes(identity.check_orphans(own)) == []
    assert codes(statements.check_utterances(own)) == []


def test_one_id_in_two_kinds_is_fine(own: Archive) -> None:
    own.events["orange-cup-2031"]["id"] = "sport"
    assert codes(identity.check_duplicates(own)) == []


def test_spans_of_two_articles_in_one_page_may_not_meet(own: Archive) -> None:
    own.articles["a0002"]["body"][0][0] = own.articles["a0001"]["body"][-1][0]
    issues = list(spans.check_ledgers(own))
    assert {issue.code for issue in issues} == {"span-overlap"}
    assert any("a0001" in issue.message and issue.path.endswith("a0002.yml") for issue in issues)


@pytest.mark.parametrize("missing", [0, -1])
def test_gaps_at_both_ends_of_a_document_are_seen(own: Archive, missing: int) -> None:
    own.articles["a0003"]["noise"].pop(missing)
    title = own.articles["a0003"]["title_span"]
    assert title
    if missing == 0:
        title[0] += spans.MAX_BLANK
    assert codes(spans.check_ledgers(own)) == ["span-gap"]


def test_a_short_blank_is_no_gap(own: Archive) -> None:
    last = max(noise["end"] for noise in own.articles["a0003"]["noise"])
    own.articles["a0003"]["document"]["length"] = last + spans.MAX_BLANK
    assert codes(spans.check_ledgers(own)) == []
    own.articles["a0003"]["document"]["length"] += 1
    assert codes(spans.check_ledgers(own)) == ["span-gap"]


def test_content_may_bridge_noise_but_not_end_in_it(own: Archive) -> None:
    bridging = own.statements["a0001"][4]["content"]
    noise = next(span for span in own.articles["a0001"]["noise"] if span["kind"] == "other")
    assert bridging["start"] < noise["start"] < noise["end"] < bridging["end"]
    bridging["end"] = noise["end"]
    assert codes(statements.check_anchors(own)) == ["content-outside-body"]


def test_a_cue_may_stand_in_a_subheading(own: Archive) -> None:
    heading = next(span for span in own.articles["a0001"]["noise"] if span["kind"] == "subheading")
    own.statements["a0001"][5]["cue"] = {"start": heading["start"], "end": heading["end"]}
    assert codes(statements.check_anchors(own)) == []
    heading["kind"] = "keywords"
    assert codes(statements.check_anchors(own)) == ["cue-outside"]


def test_a_long_circle_is_told_once(own: Archive) -> None:
    listed = own.statements["a0003"]
    for inner, outer in zip(listed, [*listed[1:], listed[0]], strict=True):
        inner["nested_in"] = outer["id"]
    assert codes(statements.check_nesting(own)) == ["nested-cycle"]


def test_two_articles_of_one_outlet_do_not_make_an_utterance(own: Archive) -> None:
    own.statements["a0001"][1]["utterance"] = own.statements["a0002"][1]["utterance"] = "u0009"
    told = [issue.message for issue in statements.check_utterances(own)]
    assert "only sada-burjana reports the utterance 'u0009'" in told


def test_articles_without_an_outlet_stand_for_themselves(own: Archive) -> None:
    own.statements["a0002"][1]["utterance"] = own.statements["a0004"][2]["utterance"] = "u0009"
    assert codes(statements.check_utterances(own)) == []


@pytest.mark.parametrize(("date", "precision", "latest", "last"), [
    ("2031-02-01", "month", None, "2031-02-28"), ("2032-02-01", "month", None, "2032-02-29"),
    ("2031-01-01", "year", None, "2031-12-31"), ("2031-02-03", "day", None, "2031-02-03"),
    ("2031-01-01", "year", "2031-06-30", "2031-06-30"), (None, "unknown", "2031-06-30", "2031-06-30"),
    (None, "unknown", None, None),
])
def test_last_day_of_publication(date: str | None, precision: str, latest: str | None, last: str | None) -> None:
    published = {"date": date, "precision": precision, "earliest": None, "latest": latest, "basis": "stated"}
    assert dates.last_day(cast(ArticlePublished, published)) == last


def test_a_day_said_in_the_month_of_publication_is_in_order(own: Archive) -> None:
    own.statements["a0002"][1]["said_on"]["date"] = "2031-03-31"
    assert codes(dates.check_said(own)) == []
    own.statements["a0002"][1]["said_on"]["date"] = "2031-04-01"
    assert codes(dates.check_said(own)) == ["date-order"]


def test_spellings_are_evidence_and_may_be_strange(own: Archive) -> None:
    own.speakers["salma-haddun"]["spellings"][0]["form"] = "سلمی Haddoun ـــ"
    assert codes(text.check_scripts(own)) == codes(text.check_characters(own)) == []


def test_blank_is_more_than_spaces(own: Archive) -> None:
    own.articles["a0001"]["section"] = "\u00a0\u3000"
    assert codes(text.check_characters(own)) == ["text-empty"]


def test_each_kind_of_text_is_looked_at() -> None:
    assert {kind: len(text.text_fields(kind)) for kind in ("article", "statement", "speaker", "publisher")} == {
        "article": 12, "statement": 3, "speaker": 9, "publisher": 8}
    assert ("names", "ru") in text.written_fields("speaker")
    assert ("roles", "[]", "title", "ar") in text.written_fields("speaker")


def test_the_blank_that_a_ledger_may_leave_is_the_one_told() -> None:
    told = [CODES["span-gap"].en, CODES["span-gap"].ar, (PROJECT / "CONTRIBUTING.md").read_text("utf-8")]
    assert all(f"{spans.MAX_BLANK} " in text and "verify" in text and "--texts" in text for text in told)
