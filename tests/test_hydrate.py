"""Takes the toy pages, whole and changed; proves that anchors are found again or said not to be, and words private."""

import json
import os
import random
import shutil
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aqwal import raw_texts
from aqwal.arabic.tokens import words
from aqwal.canonical import canonical_text, sha256
from aqwal.cli import main
from aqwal.commands import hydrate as command
from aqwal.dataset import Archive, load_archive
from aqwal.files import lock_alone
from aqwal.hydrate import joined, matching
from aqwal.hydrate import report as reports
from aqwal.hydrate.anchors import Anchor, Placed
from aqwal.hydrate.features import FLOOR, as_text, features_of, is_telling, likeness, load_features
from aqwal.hydrate.matching import Match, Page
from aqwal.hydrate.placing import place_anchors
from aqwal.hydrate.windows import MOST_HASHED, Windows
from aqwal.issues import quote
from aqwal.paths import Repository
from aqwal.texts import anchor_problems, guard_of
from conftest import TESTS, TOY
from tests_support import tree_of

PAGES = TESTS / "pages"
FRONT = "صحيفة الضفة\nالرئيسية | رياضة | طقس\n"


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """The toy's raw pages, to be changed."""
    return Path(shutil.copytree(PAGES, tmp_path / "pages"))


def change(pages: Path, name: str, before: str = "", old: str = "", new: str = "", after: str = "") -> None:
    """Put text before and after a page, and one text in the place of another that stands there once."""
    path = pages / name
    text = path.read_text("utf-8")
    assert not old or text.count(old) == 1
    path.write_text(before + (text.replace(old, new) if old else text) + after, "utf-8")


def hydrate(repository: Repository, pages: Path, *options: str) -> int:
    return main(["--root", str(repository.root), "hydrate", "--texts", str(pages), *options])


def asked(repository: Repository, pages: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """Return the report as JSON, by article."""
    capsys.readouterr()
    hydrate(repository, pages, "--json")
    return {one["article"]: one for one in json.loads(capsys.readouterr().out)["articles"]}


def anchors_of(report: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {f"{one['owner']} {one['field']}": one for one in report["anchors"]}


def test_the_pages_as_they_were_are_exact(toy_copy: Repository, pages: Path,
                                          capsys: pytest.CaptureFixture[str]) -> None:
    before = tree_of(toy_copy.dataset)
    assert hydrate(toy_copy, pages) == 0
    out, err = capsys.readouterr()
    assert out.splitlines()[0] == "a0001: exact: two-articles.txt (by its document): 36 exact"
    assert out.count("\n") == 4
    assert err == "4 articles: 4 exact, 0 moved, 0 ambiguous, 0 missing\n"
    assert tree_of(toy_copy.dataset) == before


def test_other_line_ends_and_a_byte_order_mark_are_the_same_canonical_text(
        toy_copy: Repository, pages: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = pages / "same-bridge.txt"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\r", b"").replace(b"\n", b"\r\n"))
    assert hydrate(toy_copy, pages) == 0
    assert "a0003: exact: same-bridge.txt (by its canonical)" in capsys.readouterr().out


def test_a_blank_line_after_every_line_moves_each_anchor_by_as_many(
        toy_copy: Repository, pages: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = pages / "same-bridge.txt"
    text = canonical_text(path.read_bytes())
    path.write_bytes(text.replace("\n", "\n\n").encode())
    report = asked(toy_copy, pages, capsys)["a0003"]
    for one in report["anchors"]:
        assert one["found"] == [place + text.count("\n", 0, place) for place in one["recorded"]]


def test_text_in_front_moves_every_anchor_alike(toy_copy: Repository, pages: Path,
                                                capsys: pytest.CaptureFixture[str]) -> None:
    change(pages, "same-bridge.txt", before=FRONT)
    assert hydrate(toy_copy, pages) == 1
    out = capsys.readouterr().out
    assert "a0003: moved: same-bridge.txt (by its title): 26 moved\n" in out
    assert f"  a0003-s01 content 152-194: moved: to {152 + len(FRONT)}-{194 + len(FRONT)}\n" in out


def test_text_between_moves_what_follows_and_leaves_what_comes_before(
        toy_copy: Repository, pages: Path, archive: Archive, capsys: pytest.CaptureFixture[str]) -> None:
    text = (pages / "same-bridge.txt").read_text("utf-8")
    start, end = archive.articles["a0003"]["body"][2]
    second = text[start:end]
    change(pages, "same-bridge.txt", old=second, new=f"اقرأ أيضا: حفل في الميناء\n{second}")
    found = anchors_of(asked(toy_copy, pages, capsys)["a0003"])
    assert found["a0003-s01 content"]["status"] == "exact"
    assert found["a0003 body[0]"]["found"] == archive.articles["a0003"]["body"][0]
    moved = found["a0003 body[2]"]
    assert moved["status"] == "moved"
    assert moved["found"] == [start + 26, end + 26]
    assert {one["status"] for one in found.values()} == {"exact", "moved"}


def test_words_that_are_gone_are_missing_and_the_rest_is_not(toy_copy: Repository, pages: Path, archive: Archive,
                                                             capsys: pytest.CaptureFixture[str]) -> None:
    text = (pages / "same-bridge.txt").read_text("utf-8")
    content = archive.statements["a0003"][2]["content"]
    change(pages, "same-bridge.txt", old=text[content["start"]:content["end"]], new="كلام آخر")
    found = anchors_of(asked(toy_copy, pages, capsys)["a0003"])
    assert found["a0003-s03 content"]["status"] == "missing"
    assert found["a0003-s03 content"]["found"] is None
    assert found["a0003-s02 content"]["status"] == "exact"
    assert found["a0003-s04 content"]["status"] == "moved"


def made(text: str, *contents: str) -> tuple[Any, list[Any]]:
    """Return an article whose body is a text, with a statement for each of some words that stand there once."""
    article = {"id": "a0001", "title": None, "title_span": None, "body": [[0, len(text)]], "noise": [],
               "document": {"sha256": sha256(text), "canonical_sha256": sha256(text), "length": len(text)}}
    statements = []
    for number, content in enumerate(contents, 1):
        assert text.count(content) == 1
        start = text.index(content)
        statements.append({"id": f"a0001-s{number:02d}", "cue": None, "key_phrase": None, "content": {
            "start": start, "end": start + len(content), "sha256": sha256(content)}})
    return article, statements


def placed(text: str, changed: str, *contents: str) -> list[Placed]:
    """Return where the contents stand in a changed text."""
    article, statements = made(text, *contents)
    return [one for one in place_anchors(article, statements, changed) if one.anchor.field == "content"]


def test_words_that_came_to_stand_twice_are_placed_by_their_neighbours_and_else_ambiguous() -> None:
    text = "قالت البلدية إن الجسر سليم. وأضافت أن العبور مجاني. وختمت بأن الموعد قريب."
    contents = ("الجسر سليم", "العبور مجاني", "الموعد قريب")
    front = "العبور مجاني للجميع.\n"
    assert [one.status for one in placed(text, front + text, *contents)] == ["moved"] * 3
    middle = placed(text, front + text, *contents)[1]
    assert middle.start == len(front) + text.index("العبور مجاني")
    alone = placed(text, front + text, "العبور مجاني")
    assert (alone[0].status, alone[0].start) == ("ambiguous", None)


def test_a_content_that_begins_within_a_word_is_found_too() -> None:
    text = "قال المهندس للصحيفة بأنه متفائل بالموسم المقبل."
    found = placed(text, "تنويه أول.\n" + text, "أنه متفائل بالموسم")
    assert [one.status for one in found] == ["moved"]


def test_a_hash_that_does_not_fit_its_own_page_is_not_called_exact() -> None:
    article, statements = made("قالت البلدية إن الجسر سليم.", "الجسر سليم")
    statements[0]["content"]["start"] += 1
    assert place_anchors(article, statements, "قالت البلدية إن الجسر سليم.")[0].status == "missing"


TOY_ARCHIVE = load_archive(Repository(TOY), use_cache=False)[0]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 40), st.sampled_from(["تابعونا على المنصة", "إعلان", "صورة: أرشيف", "\n"])),
                max_size=6))
def test_whatever_lines_are_put_between_others_a_placed_content_is_its_own_words(extra: list[tuple[int, str]]) -> None:
    assert TOY_ARCHIVE
    article, statements = TOY_ARCHIVE.articles["a0003"], TOY_ARCHIVE.statements["a0003"]
    lines = canonical_text((PAGES / "same-bridge.txt").read_bytes()).split("\n")
    for place, line in extra:
        lines.insert(min(place, len(lines)), line)
    text = "\n".join(lines)
    by_owner = {one["id"]: one["content"]["sha256"] for one in statements}
    for one in place_anchors(article, statements, text):
        if one.anchor.field == "content":
            assert one.status in ("exact", "moved")
            assert sha256(text[one.start:one.end]) == by_owner[one.anchor.owner]
        elif one.start is not None and one.end is not None:
            assert one.end - one.start == one.anchor.length


def test_where_no_words_of_the_article_stand_nothing_is_placed(archive: Archive) -> None:
    found = place_anchors(archive.articles["a0001"], archive.statements["a0001"], "كلام لا صلة له بشيء. " * 75)
    assert {one.status for one in found} == {"missing"}


def test_no_page_at_all_is_missing_and_said(toy_copy: Repository, tmp_path: Path,
                                            capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty").mkdir()
    assert hydrate(toy_copy, tmp_path / "empty") == 1
    assert capsys.readouterr().out.splitlines()[0] == "a0001: missing: no file is its page"


def test_a_page_that_only_links_to_the_headline_is_not_the_article_s(
        toy_copy: Repository, pages: Path, archive: Archive, capsys: pytest.CaptureFixture[str]) -> None:
    title = archive.articles["a0003"]["title"]
    assert title
    (pages / "same-bridge.txt").write_text(f"مقال آخر\n{title}\nنص قصير لا صلة له.\n", "utf-8")
    report = asked(toy_copy, pages, capsys)["a0003"]
    assert (report["status"], report["page"]) == ("missing", None)
    assert "none holds words of its statements" in report["why"]


def test_of_several_pages_with_the_headline_the_one_that_holds_most_is_taken(
        toy_copy: Repository, pages: Path, archive: Archive, capsys: pytest.CaptureFixture[str]) -> None:
    title = archive.articles["a0003"]["title"]
    (pages / "aaa.txt").write_text(f"مقال آخر\n{title}\nنص قصير لا صلة له.\n", "utf-8")
    change(pages, "same-bridge.txt", before=FRONT)
    assert asked(toy_copy, pages, capsys)["a0003"]["page"] == "same-bridge.txt"


def test_a_file_that_is_not_utf8_is_named_and_passed_over(toy_copy: Repository, pages: Path,
                                                          capsys: pytest.CaptureFixture[str]) -> None:
    (pages / "old.txt").write_bytes("خبر قديم".encode("windows-1256"))
    assert hydrate(toy_copy, pages) == 0
    assert "old.txt: not UTF-8, passed over\n" in capsys.readouterr().err


def test_a_file_that_cannot_be_read_or_named_is_passed_over(toy_copy: Repository, pages: Path,
                                                            monkeypatch: pytest.MonkeyPatch,
                                                            capsys: pytest.CaptureFixture[str]) -> None:
    whole = Path.read_bytes

    def read_bytes(path: Path) -> bytes:
        if path.name == "locked.txt":
            raise PermissionError(13, "Permission denied", str(path))
        return whole(path)

    (pages / "locked.txt").write_text("خبر", "utf-8")
    (pages / "اسم\x1b[2J.txt").write_bytes(b"\xff")
    odd = Path(os.fsdecode(os.fsencode(pages) + b"/odd\xff.txt"))
    (pages / "same-bridge.txt").rename(odd)
    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    assert hydrate(toy_copy, pages) == 1
    out, err = capsys.readouterr()
    assert "a0001: exact" in out
    assert "a0003: missing" in out
    assert "locked.txt: Permission denied, passed over\n" in err
    assert "its name is not UTF-8, passed over\n" in err
    assert f"{quote(chr(0x1b)).strip(chr(0x2068) + chr(0x2069))}[2J.txt" in err
    assert "\x1b" not in err


def test_a_journal_edited_into_nonsense_is_as_none(toy_copy: Repository, pages: Path,
                                                   capsys: pytest.CaptureFixture[str]) -> None:
    whole = asked(toy_copy, pages, capsys)
    journal = toy_copy.cache / "hydrate.jsonl"
    good = journal.read_text("utf-8").splitlines()
    key = json.loads(good[0])[0]
    for line in ('[[], {}]', '"ab"', '[1, 2]', json.dumps([key, {}]), json.dumps([key, 3]), "[" * 100_000,
                 json.dumps([key, {**json.loads(good[0])[1], "anchors": [{}]}])):
        journal.write_text("\n".join([*good[1:], line]) + "\n", "utf-8")
        assert asked(toy_copy, pages, capsys) == whole


def test_where_no_journal_can_be_kept_the_report_is_made_and_that_is_said(
        toy_copy: Repository, pages: Path, capsys: pytest.CaptureFixture[str]) -> None:
    toy_copy.cache.write_text("a file", "utf-8")
    assert hydrate(toy_copy, pages) == 0
    assert "hydrate.jsonl: File exists: a run that is cut off will begin anew\n" in capsys.readouterr().err


def test_a_disk_that_is_full_costs_the_journal_alone(toy_copy: Repository, pages: Path,
                                                     capsys: pytest.CaptureFixture[str]) -> None:
    whole = asked(toy_copy, pages, capsys)
    toy_copy.cache.joinpath("hydrate.jsonl").unlink()
    toy_copy.cache.joinpath("hydrate.jsonl").symlink_to("/dev/full")
    assert asked(toy_copy, pages, capsys) == whole
    assert hydrate(toy_copy, pages) == 0
    assert "No space left on device" in capsys.readouterr().err


def test_a_page_that_changes_while_it_is_read_is_not_reported_on(toy_copy: Repository, pages: Path, tmp_path: Path,
                                                                 monkeypatch: pytest.MonkeyPatch,
                                                                 capsys: pytest.CaptureFixture[str]) -> None:
    real = command._reports

    def then_changed(*given: Any) -> Any:
        yield from list(real(*given))
        change(pages, "same-bridge.txt", before=FRONT)

    monkeypatch.setattr(command, "_reports", then_changed)
    hydrate(toy_copy, pages, "--out", str(tmp_path / "joined"))
    assert "a0003: its page has changed meanwhile; run again\n" in capsys.readouterr().err
    joined = (tmp_path / "joined" / "joined.jsonl").read_text("utf-8")
    assert "a0001-s01" in joined
    assert "a0003-s01" not in joined
    page = Page(pages / "same-bridge.txt", sha256("another"))
    article: Any = {"id": "a0003"}
    assert reports.report_of(article, [], Match("document", (page,))).why == reports.GONE


def test_a_run_ended_while_joining_leaves_nothing_half_written(toy_copy: Repository, pages: Path, tmp_path: Path,
                                                               monkeypatch: pytest.MonkeyPatch) -> None:
    def cut(*_: Any) -> Any:
        raise KeyboardInterrupt

    out = tmp_path / "joined"
    monkeypatch.setattr(joined, "joined_rows", cut)
    assert hydrate(toy_copy, pages, "--out", str(out)) == 130
    assert [path.name for path in out.iterdir()] == [".gitignore"]
    (out / ".joined.jsonl.new").write_text("half of", "utf-8")
    monkeypatch.undo()
    assert hydrate(toy_copy, pages, "--out", str(out)) == 0
    assert sorted(path.name for path in out.iterdir()) == [".gitignore", "joined.jsonl"]


def test_a_full_disk_is_named_with_the_file(toy_copy: Repository, pages: Path, tmp_path: Path,
                                            monkeypatch: pytest.MonkeyPatch,
                                            capsys: pytest.CaptureFixture[str]) -> None:
    def full(*_: Any) -> Any:
        raise OSError(28, "No space left on device")

    out = tmp_path / "joined"
    monkeypatch.setattr(joined, "joined_rows", full)
    assert hydrate(toy_copy, pages, "--out", str(out)) == 2
    assert capsys.readouterr().err == f"aqwal: {out / 'joined.jsonl'}: No space left on device\n"
    monkeypatch.setattr(Path, "write_bytes", full)
    loose = toy_copy.folder("publisher") / "saha.yml"
    loose.write_text(loose.read_text("utf-8").replace("kind: platform", "kind:    platform"), "utf-8")
    assert main(["--root", str(toy_copy.root), "format"]) == 2
    assert capsys.readouterr() == ("", f"aqwal: {loose}: No space left on device\n")


def test_two_runs_do_not_join_into_one_folder_at_once(toy_copy: Repository, pages: Path, tmp_path: Path,
                                                      capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "joined"
    assert hydrate(toy_copy, pages, "--out", str(out)) == 0
    before = tree_of(out)
    capsys.readouterr()
    with (out / ".gitignore").open("rb") as held:
        lock_alone(held)
        assert hydrate(toy_copy, pages, "--out", str(out)) == 2
    assert f"aqwal: another run writes to {out}; " in capsys.readouterr().err
    assert tree_of(out) == before
    assert hydrate(toy_copy, pages, "--out", str(out)) == 0


def test_what_is_asked_for_is_written_even_if_nobody_reads_the_report(
        toy_copy: Repository, pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(command, "_show", gone)
    hydrate(toy_copy, pages, "--out", str(tmp_path / "joined"))
    assert (tmp_path / "joined" / "joined.jsonl").is_file()


def test_a_run_that_was_cut_off_goes_on_where_it_stopped(toy_copy: Repository, pages: Path,
                                                         monkeypatch: pytest.MonkeyPatch,
                                                         capsys: pytest.CaptureFixture[str]) -> None:
    whole = asked(toy_copy, pages, capsys)
    shutil.rmtree(toy_copy.cache)
    made_for: list[str] = []

    def place(article: Any, *rest: Any) -> list[Placed]:
        if len(made_for) == 2:
            raise KeyboardInterrupt
        made_for.append(article["id"])
        return place_anchors(article, *rest)

    monkeypatch.setattr(reports, "place_anchors", place)
    assert hydrate(toy_copy, pages) == 130
    journal = toy_copy.cache / "hydrate.jsonl"
    journal.write_bytes(journal.read_bytes() + b'["cut", {"arti')
    made_for[:] = ["", "", ""]
    assert asked(toy_copy, pages, capsys) == whole
    assert made_for[3:] == ["a0003", "a0004"]
    made_for.clear()
    assert asked(toy_copy, pages, capsys) == whole
    assert made_for == []
    assert len(journal.read_text("utf-8").splitlines()) == 4


def test_a_record_or_page_that_changed_is_looked_at_again(toy_copy: Repository, pages: Path,
                                                          capsys: pytest.CaptureFixture[str]) -> None:
    asked(toy_copy, pages, capsys)
    change(pages, "same-bridge.txt", after="\nتذييل\n")
    assert asked(toy_copy, pages, capsys)["a0003"]["basis"] == "title"
    guard = guard_of([raw.text for raw in raw_texts.load_texts(pages).values()], [])
    assert guard.leaks((toy_copy.cache / "hydrate.jsonl").read_text("utf-8")) == []


def test_joined_texts_are_private_and_dehydrated_ones_hold_no_source_word(
        toy_copy: Repository, pages: Path, tmp_path: Path, archive: Archive,
        capsys: pytest.CaptureFixture[str]) -> None:
    change(pages, "same-bridge.txt", before=FRONT)
    hydrate(toy_copy, pages, "--out", str(tmp_path / "joined"))
    assert "private" in capsys.readouterr().err
    assert (tmp_path / "joined" / ".gitignore").read_text("utf-8") == "*\n"
    rows = [json.loads(line) for line in (tmp_path / "joined" / "joined.jsonl").read_text("utf-8").splitlines()]
    assert [row["id"] for row in rows] == [one["id"] for _, one in archive.each_statement()]
    assert all(sha256(row["text"]) == row["content"]["sha256"] for row in rows)
    own = tmp_path / "own.jsonl"
    own.write_text("".join(json.dumps({**row, "tone": "calm"}) + "\n" for row in rows), "utf-8")
    shared = tmp_path / "shared.jsonl"
    assert main(["--root", str(toy_copy.root), "dehydrate", str(own), "--out", str(shared)]) == 0
    left = [json.loads(line) for line in shared.read_text("utf-8").splitlines()]
    assert left == [{key: value for key, value in {**row, "tone": "calm"}.items() if key not in ("text", "cue_text")}
                    for row in rows]
    assert not any(row["text"] in shared.read_text("utf-8") for row in rows)


def test_a_field_of_one_s_own_that_quotes_the_source_keeps_a_file_from_being_shared(
        toy_copy: Repository, pages: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    hydrate(toy_copy, pages, "--out", str(tmp_path / "joined"))
    lines = (tmp_path / "joined" / "joined.jsonl").read_text("utf-8").splitlines()
    row = max(map(json.loads, lines), key=lambda row: len(words(row["text"])))
    assert len(words(row["text"])) >= 8
    own, shared = tmp_path / "own.jsonl", tmp_path / "shared.jsonl"
    own.write_text(json.dumps({**row, "remarks": [{"quoted": row["text"]}]}), "utf-8")
    arguments = ["--root", str(toy_copy.root), "dehydrate", str(own), "--out", str(shared)]
    capsys.readouterr()
    assert main(arguments) == 1
    assert f"{row['id']}: the field 'remarks' holds 8 or more consecutive words" in capsys.readouterr().out
    assert not shared.exists()
    own.write_text(json.dumps({"id": row["id"], "remarks": row["text"]}), "utf-8")
    assert main([*arguments, "--texts", str(pages)]) == 1
    shared.write_text("kept", "utf-8")
    assert main(arguments) == 2
    assert shared.read_text("utf-8") == "kept"


@pytest.mark.parametrize("shape", ["list", "objects", "names", "rows"])
def test_source_words_that_stand_one_by_one_are_found_too(shape: str, toy_copy: Repository, pages: Path, tmp_path: Path,
                                                          capsys: pytest.CaptureFixture[str]) -> None:
    hydrate(toy_copy, pages, "--out", str(tmp_path / "joined"))
    lines = (tmp_path / "joined" / "joined.jsonl").read_text("utf-8").splitlines()
    row = max(map(json.loads, lines), key=lambda row: len(words(row["text"])))
    tokens = row["text"].split()
    rows: list[dict[str, Any]] = {
        "list": [{**row, "mine": tokens}],
        "objects": [{**row, "mine": [{"form": token, "tag": "X"} for token in tokens]}],
        "names": [{**row, "mine": dict.fromkeys(tokens, 1)}],
        "rows": [{**row, "mine": token} for token in tokens],
    }[shape]
    own, shared = tmp_path / "own.jsonl", tmp_path / "shared.jsonl"
    own.write_text("".join(json.dumps(one) + "\n" for one in rows), "utf-8")
    capsys.readouterr()
    assert main(["--root", str(toy_copy.root), "dehydrate", str(own), "--out", str(shared)]) == 1
    assert "the field 'mine' holds 8 or more consecutive words" in capsys.readouterr().out
    assert not shared.exists()


def test_what_other_programs_write_is_read_and_kept(toy_copy: Repository, tmp_path: Path) -> None:
    own, shared = tmp_path / "own.jsonl", tmp_path / "shared.jsonl"
    own.write_bytes(b'\xef\xbb\xbf{"id": "a0001-s01", "text": "x", "mark": "\\ud83d"}\r\n')
    assert main(["--root", str(toy_copy.root), "dehydrate", str(own), "--out", str(shared)]) == 0
    assert json.loads(shared.read_text("utf-8")) == {"id": "a0001-s01", "mark": "\ud83d"}


def test_pages_that_cannot_be_compared_with_are_named(toy_copy: Repository, pages: Path, tmp_path: Path,
                                                      capsys: pytest.CaptureFixture[str]) -> None:
    (pages / "old.txt").write_bytes("خبر قديم".encode("windows-1256"))
    own = tmp_path / "own.jsonl"
    own.write_text('{"id": "a0001-s01"}', "utf-8")
    assert main(["--root", str(toy_copy.root), "dehydrate", str(own), "--out", str(tmp_path / "shared.jsonl"),
                 "--texts", str(pages)]) == 0
    assert "old.txt: not UTF-8, not compared with" in capsys.readouterr().err


@pytest.mark.parametrize("content", ["no json", "[]", '{"text": "x"}', b"\xff"])
def test_a_file_that_is_no_joined_one_is_refused(content: str | bytes, toy_copy: Repository, tmp_path: Path) -> None:
    own = tmp_path / "own.jsonl"
    own.write_bytes(content if isinstance(content, bytes) else content.encode())
    out = tmp_path / "out.jsonl"
    assert main(["--root", str(toy_copy.root), "dehydrate", str(own), "--out", str(out)]) == 2
    assert not out.exists()


def test_joined_texts_never_go_among_the_records_or_over_other_files(toy_copy: Repository, pages: Path,
                                                                     tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "thesis.txt").write_text("kept", "utf-8")
    for out in (toy_copy.dataset / "joined", toy_copy.root, toy_copy.site, tmp_path / "full", pages / "joined"):
        assert hydrate(toy_copy, pages, "--out", str(out)) == 2
    assert not (toy_copy.dataset / "joined").exists()
    assert hydrate(toy_copy, tmp_path / "nowhere") == 2


def long_body(number: int) -> str:
    """Return a body of some length, made of words drawn by chance."""
    dice = random.Random(number)
    known = [f"كلمة{''.join(dice.choices('بتثجحخدذرز', k=6))}" for _ in range(60)]
    return " ".join(dice.choices(known, k=150))


def test_features_name_repeated_words_alone_in_the_order_of_the_alphabet() -> None:
    body = long_body(1)
    features = features_of("a0001", body.split(" ", 70))
    assert features
    listed = list(features["counts"])
    assert listed == sorted(listed)
    assert all(count > 1 for count in features["counts"].values())
    assert sum(features["counts"].values()) + features["once"] == features["words"]
    once = {word for word in words(body) if words(body).count(word) == 1}
    assert once
    assert not once & set(listed)
    shuffled = body.split()
    random.Random(2).shuffle(shuffled)
    again = features_of("a0001", [" ".join(shuffled)])
    assert again
    assert as_text(again) == as_text(features)


def test_a_body_too_short_has_no_features() -> None:
    assert features_of("a0001", ["كلمة " * (FLOOR - 1)]) is None
    assert features_of("a0001", ["كلمة " * FLOOR]) is not None


def test_features_are_written_beside_the_records_which_stay_as_they_are(
        toy_copy: Repository, pages: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = tree_of(toy_copy.dataset)
    assert hydrate(toy_copy, pages, "--features") == 0
    said = capsys.readouterr().err
    after = tree_of(toy_copy.dataset)
    new = set(after) - set(before)
    assert {name: data for name, data in after.items() if name in before} == before
    assert all(name.startswith("features/a") for name in new)
    assert all(f"{Path(name).stem}: features written" in said for name in new)
    assert f"fewer than {FLOOR} words" in said
    hydrate(toy_copy, pages, "--features")
    assert tree_of(toy_copy.dataset) == after
    assert main(["--root", str(toy_copy.root), "validate"]) == 0


def test_features_are_never_counted_in_a_page_that_has_changed(
        toy_copy: Repository, pages: Path, archive: Archive, capsys: pytest.CaptureFixture[str]) -> None:
    """Another word of the same length moves nothing, and is still another word."""
    text = (pages / "two-articles.txt").read_text("utf-8")
    start, _ = archive.articles["a0001"]["body"][0]
    other = "ق" if text[start] != "ق" else "ب"
    (pages / "two-articles.txt").write_text(text[:start] + other + text[start + 1:], "utf-8")
    hydrate(toy_copy, pages, "--features")
    said = capsys.readouterr().err
    assert "a0001: no features: the page its record was made from is not there\n" in said
    assert not (toy_copy.features / "a0001.json").exists()


@pytest.mark.parametrize("counts", [{"a": "x"}, {"a": [1]}, {"a": -1}, {"a": True}, [], None])
def test_features_edited_into_nonsense_are_passed_over(counts: Any, tmp_path: Path) -> None:
    (tmp_path / "a0001.json").write_text(json.dumps({"scheme": "f1", "counts": counts}), "utf-8")
    (tmp_path / "a0002.json").write_text("[" * 100_000, "utf-8")
    assert load_features(tmp_path) == {}


def test_an_article_without_a_headline_is_known_by_its_features(toy_copy: Repository, pages: Path, archive: Archive,
                                                                capsys: pytest.CaptureFixture[str]) -> None:
    text = canonical_text((pages / "no-headline.txt").read_bytes())
    change(pages, "no-headline.txt", before=FRONT)
    assert archive.articles["a0004"]["title"] is None
    assert asked(toy_copy, pages, capsys)["a0004"]["status"] == "missing"
    features = features_of("a0004", [text, text])
    assert features
    assert is_telling(features)
    counts = {word: count // 2 for word, count in features["counts"].items()}
    (toy_copy.dataset / "features").mkdir()
    (toy_copy.dataset / "features" / "a0004.json").write_text(as_text({**features, "counts": counts}), "utf-8")
    report = asked(toy_copy, pages, capsys)["a0004"]
    assert (report["page"], report["basis"]) == ("no-headline.txt", "features")
    assert likeness(features, {}) == 0


def test_a_hostile_page_ends_in_bounded_time() -> None:
    """A line of a million characters, and statements whose words stand nowhere in it."""
    text = "قالت البلدية إن الجسر سليم. " + "اب" * 500
    article, statements = made(text, "الجسر سليم", "اب" * 500)
    for number in range(4):
        words_hash = sha256(f"لا وجود له {number}")
        statements.append({**statements[0], "id": f"a0001-s{number + 10}",
                           "content": {"start": 0, "end": 900 + number, "sha256": words_hash}})
    began = time.process_time()
    found = place_anchors(article, statements, "اب ، " * 200_000)
    assert time.process_time() - began < 15
    assert {one.why for one in found if one.anchor.field == "content"} >= {"the page is too large to search all of it"}


def test_a_headline_repeated_many_times_is_looked_at_once(tmp_path: Path, archive: Archive,
                                                          monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[object] = []

    def likeness_of(*given: object) -> float:
        compared.append(given)
        return 1.0

    monkeypatch.setattr(matching, "likeness", likeness_of)
    title = archive.articles["a0003"]["title"]
    (tmp_path / "many.txt").write_text(f"{title}\n" * 1000, "utf-8")
    known: Any = {"a0003": {"scheme": "f1", "counts": dict.fromkeys("abcdefgh", 2)}}
    found, _ = matching.match_pages(archive, tmp_path.iterdir(), known)
    assert found["a0003"].basis == "title"
    assert len(compared) == 1


def test_spans_beyond_the_end_of_a_page_are_reported(archive: Archive) -> None:
    text = canonical_text((PAGES / "same-bridge.txt").read_bytes())
    article = archive.articles["a0003"]
    broken: Any = {**article, "body": [[0, 10**9]], "noise": []}
    raw = raw_texts.RawText(PAGES / "same-bridge.txt", article["document"]["sha256"], text)
    given = replace(archive, articles={"a0003": broken}, statements={})
    assert any("not covered exactly once" in one for one in anchor_problems(given, {raw.sha256: raw}))


def test_a_guard_that_knows_what_it_is_to_find_keeps_nothing_else() -> None:
    source = " ".join(f"كلمة{number}" for number in range(100))
    part = " ".join(source.split()[40:50])
    guard = guard_of([source], [], [part])
    assert guard.leaks(part) == guard_of([source], []).leaks(part)
    assert len(guard.shingles) == 3


def test_no_more_is_hashed_than_is_allowed() -> None:
    windows = Windows("كلمة " * 1000, most=10_000)
    assert windows.find(Anchor("a0001-s01", "content", 0, 100, sha256("x" * 100)), ()) is None
    assert windows.left < 100
    assert MOST_HASHED > 10_000


def test_progress_is_shown_on_a_terminal_alone(monkeypatch: pytest.MonkeyPatch,
                                               capsys: pytest.CaptureFixture[str]) -> None:
    command._progress(20, 40)
    assert capsys.readouterr().err == ""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    command._progress(20, 40)
    assert capsys.readouterr().err == "\r20 of 40 articles"
