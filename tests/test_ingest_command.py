"""Takes raw pages through `aqwal ingest`; shows the drafts it writes, the answer it prints, and what it refuses."""

import json
from pathlib import Path
from typing import Any

import pytest

from aqwal import records
from aqwal.canonical import sha256
from aqwal.cli import main
from aqwal.ingest.drafts import draft_files
from aqwal.ingest.drafts.people import slug
from aqwal.ingest.drafts.yaml_text import Commented, write_mapping, write_sequence
from aqwal.ingest.knowledge import Knowledge
from aqwal.ingest.page import (
    ArticleFields,
    ArticleSpans,
    DraftArticle,
    DraftStatement,
    Found,
    Noise,
    PageDraft,
    RawPage,
    Speaker,
)
from aqwal.ingest.pipeline import draft_page, in_page_order
from aqwal.ingest.reading import Document, page_of
from aqwal.pages.review import review_page
from aqwal.paths import Repository
from ingest_pages import HTML, PAGE

EVIL = "<script>alert(1)</script> # \"x\": - {a: b} 'y'"


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_text(PAGE, "utf-8")
    return path


def answer(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, dict[str, Any]]:
    status = main([str(one) for one in ("ingest", "--json", *arguments)])
    value: dict[str, Any] = json.loads(capsys.readouterr().out)
    return status, value


def parsed(text: str) -> Any:
    value, issues = records.parse(text.encode(), "draft.yml")
    assert issues == []
    return value


def test_the_answer_is_what_the_issue_of_it_says(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                                                 capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)  # no dataset here
    status, value = answer(capsys, page)
    (article,) = value["pages"]["page"]["articles"]
    assert status == 0
    assert {"title", "publisher", "published", "body_spans", "noise", "statements"} <= article.keys()
    assert article["title"] == "بلدية الميناء تعلن موعد فتح الجسر الجديد"
    assert all({"start", "end", "kind"} <= noise.keys() for noise in article["noise"])
    direct = next(one for one in article["statements"] if one["type"] == "direct")
    assert PAGE[direct["start"]:direct["end"]] == "لن نسمح بعبور الشاحنات الثقيلة قبل انتهاء الفحص"
    assert direct["speaker"] == "سلمى الحداد"
    assert 0 < direct["confidence"] <= 1
    assert not (tmp_path / "dataset").exists()


def test_every_character_of_the_page_is_in_one_span(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, value = answer(capsys, page)
    covered = [0] * len(PAGE)
    for article in value["pages"]["page"]["articles"]:
        spans = [*article["body_spans"], *([article["title_span"]] if article["title_span"] else []),
                 *([noise["start"], noise["end"]] for noise in article["noise"])]
        for start, end in spans:
            covered[start:end] = [times + 1 for times in covered[start:end]]
    assert {covered[place] for place, char in enumerate(PAGE) if not char.isspace()} == {1}


def test_those_who_speak_together_are_joined() -> None:
    from aqwal.batch.answer import answer_of

    both = (Speaker("سامر", None, "person"), Speaker("ليلى", None, "person"))
    said = DraftStatement(both, "direct", "affirm", (0, 4), None, 0.9, ())
    (article,) = answer_of(invented("نص ما", (said,)), Knowledge())["articles"]
    assert article["statements"][0]["speaker"] == "سامر و ليلى"


@pytest.mark.usefixtures("page")
def test_a_page_that_cannot_be_read_is_told_and_gives_status_1(tmp_path: Path, capsys: pytest.CaptureFixture[str],
                                                              ) -> None:
    (tmp_path / "no.txt").write_bytes(b"%PDF-1.4")
    status, value = answer(capsys, tmp_path)
    assert status == 1
    assert value["pages"]["no"]["articles"] == []
    assert "PDF" in value["pages"]["no"]["error"]
    assert value["pages"]["page"]["articles"]


def test_control_characters_are_in_the_ledger_and_move_no_offset() -> None:
    draft = draft_page(page_of(Document("p", "p", PAGE.replace("\n", "\n\0\0\n", 1).encode())), Knowledge())
    spans = draft.articles[0].spans
    place = draft.page.text.index("\0")
    assert [(noise.start, noise.end) for noise in spans.noise if noise.rule == "control characters"] == [
        (place, place + 2)]
    assert spans.title
    assert draft.page.text[slice(*spans.title)] == "بلدية الميناء تعلن موعد فتح الجسر الجديد"


def test_drafts_stand_in_the_dataset_and_validation_does_not_see_them(toy_copy: Repository, page: Path,
                                                                      capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(toy_copy.root), "ingest", str(page)]) == 0
    table = capsys.readouterr().out
    assert "1 drafted, 0 not readable" in table
    assert "statements: " in table
    folder = toy_copy.dataset / "drafts" / "page"
    assert {path.name for path in folder.iterdir()} == {"article.yml", "statements.yml", "speakers", "draft.json",
                                                        "review.html"}
    assert main(["--root", str(toy_copy.root), "validate"]) == 0


def test_a_draft_holds_what_is_known_and_leaves_the_rest_empty(toy_copy: Repository, page: Path) -> None:
    main(["--root", str(toy_copy.root), "ingest", str(page)])
    folder = toy_copy.dataset / "drafts" / "page"
    article = parsed((folder / "article.yml").read_text("utf-8"))
    assert article["title"] == PAGE[slice(*article["title_span"])]
    assert article["document"]["sha256"] == sha256(PAGE)
    assert article["label"] == article["digest"] == {"ar": None, "en": None}
    for statement in parsed((folder / "statements.yml").read_text("utf-8")):
        content = statement["content"]
        assert sha256(PAGE[content["start"]:content["end"]]) == content["sha256"]
        assert (statement["said"], statement["key_phrase"]) == ({"ar": None, "en": None}, None)
        assert all((folder / "speakers" / f"{one}.yml").exists() for one in statement["speakers"])


def test_the_text_drawn_from_html_is_kept_beside_the_draft(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(HTML, "utf-8")
    assert main(["--root", str(tmp_path), "ingest", "--out", str(tmp_path / "out"), str(tmp_path / "page.html")]) == 0
    text = (tmp_path / "out" / "page" / "page.txt").read_bytes()
    article = parsed((tmp_path / "out" / "page" / "article.yml").read_text("utf-8"))
    assert article["document"]["sha256"] == sha256(text)
    assert article["url"] == "https://marfa.example/news/7"


@pytest.mark.parametrize("arguments", [["--max-size", "0"], ["--max-size", "ten"], ["--jobs", "0"], []])
def test_wrong_use_is_refused(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["ingest", *arguments])
    assert stopped.value.code == 2


def test_without_a_dataset_drafts_need_a_folder(tmp_path: Path, page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(tmp_path), "ingest", str(page)]) == 2
    assert "--out" in capsys.readouterr().err


@pytest.mark.parametrize("more", [[], ["--json"]])
def test_a_broken_dataset_is_told_and_not_taken_for_none(toy_copy: Repository, page: Path, more: list[str],
                                                        capsys: pytest.CaptureFixture[str]) -> None:
    toy_copy.about.write_text("title: [", "utf-8")
    assert main(["--root", str(toy_copy.root), "ingest", *more, str(page)]) == 2
    told = capsys.readouterr()
    assert "aqwal validate" in told.err
    assert told.out == ""


def test_broken_records_are_told_and_the_others_made_use_of(toy_copy: Repository, page: Path,
                                                            capsys: pytest.CaptureFixture[str]) -> None:
    sorted(toy_copy.folder("speaker").glob("*.yml"))[0].write_text("- 1", "utf-8")
    assert main(["--root", str(toy_copy.root), "ingest", str(page)]) == 0
    assert "aqwal validate" in capsys.readouterr().err


def test_drafts_never_stand_among_the_pages(tmp_path: Path, page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["--root", str(tmp_path), "ingest", "--out"]
    assert main([*command, str(tmp_path / "out"), str(tmp_path)]) == 2
    assert "lies inside or around" in capsys.readouterr().err
    assert main([*command, str(page), str(page)]) == 2
    assert "is a file" in capsys.readouterr().err
    assert main([*command, str(tmp_path / "out"), str(page)]) == 0


def test_an_empty_answer_is_an_answer_and_a_refusal_prints_none(tmp_path: Path, page: Path,
                                                                capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty").mkdir()
    status, value = answer(capsys, tmp_path / "empty")
    assert (status, list(value["pages"])) == (1, ["empty"])
    pytest.importorskip("distributed")
    assert main(["ingest", "--json", "--scheduler", "no-such-protocol://here", str(page)]) == 2
    assert capsys.readouterr().out == ""


def test_names_of_files_cannot_steer_the_terminal_and_the_table_names_the_draft(
        tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a\x1b[31m b\n.txt").write_text(PAGE, "utf-8")
    (tmp_path / "in" / "b\x1b[31m.txt").write_bytes(b"%PDF-1.4")
    out = tmp_path / "out"
    assert main(["--root", str(tmp_path), "ingest", "--out", str(out), str(tmp_path / "in")]) == 1
    told = capsys.readouterr()
    assert "\x1b" not in told.out + told.err
    (draft,) = (path.name for path in out.iterdir() if path.name[0] != ".")
    assert f"  {draft}\n" in told.out
    head = (out / draft / "article.yml").read_text("utf-8").replace("#", "")
    assert f"aqwal promote {draft}" in " ".join(head.split())


def invented(text: str, statements: tuple[DraftStatement, ...] = (), stem: str = "page") -> PageDraft:
    spans = ArticleSpans(1, None, "none", ((0, len(text)),), (Noise(0, 0, "other", EVIL),))
    fields = ArticleFields(None, Found(EVIL, 0.5, EVIL), (), None, None, "unknown", (), (), (EVIL,))
    return PageDraft(RawPage(stem, text, sha256(text), warnings=(EVIL,)),
                     (DraftArticle(spans, fields, statements, (EVIL,)),))


def test_nothing_of_a_page_can_break_out_of_a_draft() -> None:
    text = f"{EVIL}\u2028\x85\0\ud7ff\U000e0001\n# {EVIL}" * 2
    said = DraftStatement((Speaker(text, None, "person", (EVIL,)),), "direct", "affirm", (0, len(text)), (0, 3), 0.4,
                          (EVIL, text))
    files = draft_files(invented(text, (said,)), Knowledge(), sha256(text))
    assert parsed(files["article.yml"])["publisher"] is None
    (statement,) = parsed(files["statements.yml"])
    assert parsed(files[f"speakers/{statement['speakers'][0]}.yml"])["names"]["ar"] == text
    assert json.loads(files["draft.json"])["draft"]["page"]["text"] == text


@pytest.mark.parametrize("value", ["null", "a: b", "- x", "yes", "'", '"', "\\", "a\nb", " a ", "\u0085", "\U0001f600",
                                   "", "a-b", "2031-01-02", "&a", "*a", "#", "نص: نص", "\u200f", "1e3", "~"])
def test_every_text_is_read_back_as_it_was_written(value: str) -> None:
    record = {"a": value, "b": [value, value], "c": {"d": value}, "e": [{"f": value, "g": [[1, 2]]}], "h": None}
    assert parsed(write_mapping(record, [value])) == record
    assert parsed(write_sequence([Commented(record, (value,))] * 2)) == [record, record]


def test_statements_stand_in_the_order_of_the_page_and_keep_their_frames() -> None:
    def said(start: int, end: int, frame: int | None = None) -> DraftStatement:
        return DraftStatement((), "direct", "affirm", (start, end), None, 1.0, (), nested_in=frame)

    ordered = in_page_order((said(50, 60), said(12, 15, 2), said(10, 30)))
    assert [(one.content, one.nested_in) for one in ordered] == [((10, 30), None), ((12, 15), 0), ((50, 60), None)]


def test_a_name_gives_an_id_in_latin_letters() -> None:
    assert slug("سامر العلي") == "samr-alaly"
    assert slug("«»") == "speaker"


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_review_page_escapes_everything_and_asks_nothing_of_anybody(language: str) -> None:
    said = DraftStatement((Speaker(EVIL, None, "person", (EVIL,)),), "direct", "affirm", (3, 9), (0, 2), 0.4, (EVIL,))
    shown = review_page(invented(EVIL, (said,), EVIL), Knowledge(), language)
    assert shown.count("<script>") == 1
    assert "alert(1)</script>" not in shown
    assert "default-src &#39;none&#39;" in shown
    assert "http:" not in shown
    assert "https:" not in shown


def test_the_review_page_shows_the_whole_text_once() -> None:
    import html
    import re

    draft = draft_page(page_of(Document("p", "p", PAGE.encode())), Knowledge())
    shown = re.search(r'<div class="page"[^>]*>(.*?)</div>', review_page(draft, Knowledge()), re.DOTALL)
    assert shown
    assert html.unescape(re.sub("<[^>]+>", "", shown[1])) == PAGE


def test_the_review_page_of_a_huge_page_stays_small() -> None:
    text = "كلمة «قال» " * 100_000
    statements = tuple(DraftStatement((), "direct", "affirm", (place, place + 1000), None, 1.0, ())
                       for place in range(0, 20_000, 10))
    assert len(review_page(invented(text, statements), Knowledge())) < 8_000_000
