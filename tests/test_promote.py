"""Takes drafts as a human leaves them; shows that a draft enters the dataset whole once it is right, never before."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from aqwal import records
from aqwal.cli import main
from aqwal.files import lock_alone
from aqwal.paths import Repository
from aqwal.promotion import Promoted, Refused, promote
from aqwal.promotion.undo import LOCK, UNDO
from ingest_pages import PAGE

DIGEST = {"ar": "أعلنت البلدية فتح جسر.", "en": "The municipality announced the opening of a bridge."}


@pytest.fixture
def draft(toy_copy: Repository, tmp_path: Path) -> Path:
    """A draft as ingest leaves it, in the toy dataset."""
    (tmp_path / "page.txt").write_text(PAGE, "utf-8")
    assert main(["--root", str(toy_copy.root), "ingest", str(tmp_path / "page.txt")]) == 0
    return toy_copy.dataset / "drafts" / "page"


def load(path: Path) -> Any:
    value, issues = records.load_record(path, path.name)
    assert issues == []
    return value


def change(path: Path, **values: Any) -> None:
    path.write_text(records.dump({**load(path), **values}), "utf-8")


def fill(folder: Path) -> None:
    """Do what a human does with a draft."""
    note = {"ar": "لا تذكر الصفحة ناشرا.", "en": "The page names no outlet."}
    unknown = {"date": None, "precision": "unknown", "earliest": "2032-01-01", "latest": "2032-12-31",
               "basis": "unknown", "note": note}
    change(folder / "article.yml", label=DIGEST, digest=DIGEST, topics=["bridges"], events=[], publisher=None,
           published=unknown, note=note)
    listed = load(folder / "statements.yml")
    for number, one in enumerate(listed, 1):
        one |= {"said": {"ar": f"قول رقم {number}.", "en": f"Statement {number}."}, "about": ["bridges"]}
    (folder / "statements.yml").write_text(records.dump(listed), "utf-8")
    for path in (folder / "speakers").iterdir():
        change(path, names={**load(path)["names"], "en": "A Name"})


def everything(repository: Repository) -> dict[str, bytes]:
    return {path.relative_to(repository.dataset).as_posix(): path.read_bytes()
            for path in sorted(repository.dataset.rglob("*")) if path.is_file() and "drafts" not in path.parts}


def promoted(folder: Path, repository: Repository) -> Promoted:
    result = promote(folder, repository)
    assert isinstance(result, Promoted), result
    return result


def refused(folder: Path, repository: Repository) -> Refused:
    before = everything(repository)
    result = promote(folder, repository)
    assert isinstance(result, Refused)
    assert everything(repository) == before
    assert folder.is_dir()
    assert not (repository.drafts / UNDO).exists()
    return result


def test_a_draft_as_it_comes_is_refused_at_each_empty_field(toy_copy: Repository, draft: Path) -> None:
    result = refused(draft, toy_copy)
    told = {(issue.path.rpartition("/")[2], issue.target): issue for issue in result.issues}
    label = told["article.yml", "$.label.ar"]
    assert "left empty" in label.message
    assert "Our own short headline" in label.remedy
    assert (draft / "article.yml").read_text("utf-8").splitlines()[label.line - 1] == "  ar: null"
    assert {("article.yml", "$.digest.en"), ("statements.yml", "$[0].said.ar"),
            ("statements.yml", "$[4].about")} <= set(told)


def test_a_filled_draft_enters_the_dataset_and_the_dataset_is_valid(toy_copy: Repository, draft: Path) -> None:
    before = load(toy_copy.about)["expected"]
    provisional = load(draft / "article.yml")["id"]
    fill(draft)
    speakers = sorted(path.name for path in (draft / "speakers").iterdir())
    result = promoted(draft, toy_copy)
    assert result.articles == (provisional,)
    after = load(toy_copy.about)["expected"]
    assert {name: after[name] - before[name] for name in before} == {
        "articles": 1, "statements": 5, "speakers": len(speakers), "publishers": 0, "events": 0, "topics": 0}
    assert main(["--root", str(toy_copy.root), "validate"]) == 0
    assert main(["--root", str(toy_copy.root), "format", "--check"]) == 0
    assert not draft.exists()
    assert "#" not in (toy_copy.folder("article") / f"{provisional}.yml").read_text("utf-8").split("\n", 1)[1]


def test_ids_are_final_only_when_promoted(toy_copy: Repository, draft: Path, tmp_path: Path) -> None:
    (tmp_path / "other.txt").write_text(PAGE.replace("الجسر", "الرصيف"), "utf-8")
    main(["--root", str(toy_copy.root), "ingest", str(tmp_path / "other.txt")])
    other = draft.with_name("other")
    for folder in (draft, other):
        fill(folder)
    first = promoted(draft, toy_copy).articles[0]
    for path in (other / "speakers").iterdir():
        path.unlink()  # they have records now
    second = promoted(other, toy_copy).articles[0]
    assert int(second[1:]) == int(first[1:]) + 1
    assert all(one["id"].startswith(f"{second}-s") for one in load(toy_copy.folder("statement") / f"{second}.yml"))


def test_a_speaker_that_has_a_record_is_never_written_over(toy_copy: Repository, draft: Path) -> None:
    fill(draft)
    known = sorted(toy_copy.folder("speaker").glob("*.yml"))[0]
    (draft / "speakers" / known.name).write_bytes(known.read_bytes())
    assert [issue.code for issue in refused(draft, toy_copy).issues] == ["id-duplicate"]


def test_words_of_the_page_are_kept_out_of_our_texts(toy_copy: Repository, draft: Path) -> None:
    fill(draft)
    listed = load(draft / "statements.yml")
    listed[1]["said"]["ar"] = "الجسر الجديد سيفتح أمام السيارات مطلع الأسبوع المقبل بعد انتهاء أعمال الطلاء"
    (draft / "statements.yml").write_text(records.dump(listed), "utf-8")
    (told,) = refused(draft, toy_copy).messages
    assert "statements.yml $[1].said.ar" in told
    assert "other words" in told


def test_hashes_follow_offsets_that_the_human_moved(toy_copy: Repository, draft: Path) -> None:
    fill(draft)
    listed = load(draft / "statements.yml")
    listed[-1]["content"]["end"] = listed[-1]["content"]["start"] + 7
    (draft / "statements.yml").write_text(records.dump(listed), "utf-8")
    promoted(draft, toy_copy)


def test_an_anchor_that_begins_with_a_blank_is_told(toy_copy: Repository, draft: Path) -> None:
    fill(draft)
    listed = load(draft / "statements.yml")
    listed[-1]["content"]["start"] -= 1
    (draft / "statements.yml").write_text(records.dump(listed), "utf-8")
    assert any("blank" in told for told in refused(draft, toy_copy).messages)


@pytest.mark.parametrize(("name", "text"), [("article.yml", "id: ["), ("statements.yml", "- 1"), ("extra.yml", "a: b")])
def test_broken_files_are_told_by_name(toy_copy: Repository, draft: Path, name: str, text: str) -> None:
    fill(draft)
    (draft / name).write_text(text, "utf-8")
    assert any(issue.path.endswith(f"drafts/page/{name}") for issue in refused(draft, toy_copy).issues)


def test_an_error_while_writing_takes_everything_back(toy_copy: Repository, draft: Path,
                                                      monkeypatch: pytest.MonkeyPatch) -> None:
    fill(draft)
    before = everything(toy_copy)
    module = sys.modules["aqwal.promotion.promote"]
    monkeypatch.setattr(module, "run_checks", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        promote(draft, toy_copy)
    assert everything(toy_copy) == before
    assert draft.is_dir()


@pytest.mark.parametrize("step", ["run_checks", "undo.done", "undo.discard"])
def test_a_promotion_that_was_killed_is_whole_or_taken_back_by_the_next(toy_copy: Repository, draft: Path, step: str,
                                                                        tmp_path: Path) -> None:
    (tmp_path / "other.txt").write_text(PAGE.replace("الجسر", "الرصيف"), "utf-8")
    main(["--root", str(toy_copy.root), "ingest", str(tmp_path / "other.txt")])
    fill(draft)
    before = everything(toy_copy)
    killed_in(step, draft, toy_copy)
    refusal = promote(draft.with_name("other"), toy_copy)
    assert isinstance(refusal, Refused)  # it is not filled in; what counts is that the killed one is put right first
    assert not list(toy_copy.drafts.glob(".*.promoted"))
    if step == "undo.discard":
        assert not draft.exists()
        assert len(everything(toy_copy)) > len(before)
        assert main(["--root", str(toy_copy.root), "validate"]) == 0
    else:
        assert everything(toy_copy) == before
        promoted(draft, toy_copy)


def killed_in(step: str, folder: Path, repository: Repository) -> None:
    """Promote a draft in a process that ends without a word at a step."""
    program = ("import os, sys; from pathlib import Path; from aqwal.paths import Repository\n"
               "from aqwal.promotion import promote, undo\n"
               "module = undo if sys.argv[1].startswith('undo.') else sys.modules['aqwal.promotion.promote']\n"
               "setattr(module, sys.argv[1].removeprefix('undo.'), lambda *_: os._exit(9))\n"
               "promote(Path(sys.argv[2]), Repository(Path(sys.argv[3])))")
    ended = subprocess.run([sys.executable, "-c", program, step, str(folder), str(repository.root)], check=False)
    assert ended.returncode == 9


def test_what_a_human_changed_after_a_promotion_was_cut_off_is_never_taken_back(toy_copy: Repository,
                                                                                draft: Path) -> None:
    fill(draft)
    killed_in("run_checks", draft, toy_copy)
    changed = toy_copy.folder("article") / f"{load(draft / 'article.yml')['id']}.yml"
    changed.write_text(changed.read_text("utf-8") + "# seen\n", "utf-8")
    before = everything(toy_copy)
    result = promote(draft, toy_copy)
    assert isinstance(result, Refused)
    assert changed.name in result.messages[0]
    assert UNDO in result.messages[0]
    assert everything(toy_copy) == before


@pytest.mark.parametrize("state", [
    "{", "[]", '{"new": {"../../outside": ""}, "about": "", "about_after": "", "draft": ""}', "[" * 100_000])
def test_nonsense_in_the_way_back_is_told_and_touches_nothing(toy_copy: Repository, draft: Path, state: str) -> None:
    (toy_copy.drafts / UNDO).write_text(state, "utf-8")
    before = everything(toy_copy)
    result = promote(draft, toy_copy)
    assert isinstance(result, Refused)
    assert "git status" in result.messages[0]
    assert everything(toy_copy) == before


def test_two_promotions_never_run_at_once(toy_copy: Repository, draft: Path) -> None:
    fill(draft)
    with (toy_copy.drafts / LOCK).open("ab") as file:
        lock_alone(file)
        result = promote(draft, toy_copy)
    assert isinstance(result, Refused)
    assert "another promotion is running" in result.messages[0]
    promoted(draft, toy_copy)


@pytest.mark.parametrize("name", ["article-1.yml", "statements-1.yml", "speakers/new.yaml", "speakers/more/new.yml",
                                  "topics/new.yml", "NOTE.YML"])
def test_nothing_that_looks_like_a_record_goes_unread(toy_copy: Repository, draft: Path, name: str) -> None:
    fill(draft)
    (draft / name).parent.mkdir(exist_ok=True)
    (draft / name).write_bytes((draft / "article.yml").read_bytes())
    (told,) = refused(draft, toy_copy).issues
    assert (told.code, told.path.endswith(name)) == ("file-misplaced", True)


def test_what_is_no_record_stays_when_the_draft_goes(toy_copy: Repository, draft: Path) -> None:
    fill(draft)
    for name in ("page.txt", "my notes.txt"):
        (draft / name).write_text(PAGE, "utf-8")
    kept = promoted(draft, toy_copy).kept
    assert [name.rpartition("/")[2] for name in kept] == ["my notes.txt", "page.txt"]
    assert sorted(path.name for path in draft.iterdir()) == ["my notes.txt", "page.txt"]


def test_a_draft_may_be_the_current_folder_or_a_link(toy_copy: Repository, draft: Path, tmp_path: Path,
                                                     monkeypatch: pytest.MonkeyPatch) -> None:
    fill(draft)
    link = tmp_path / "link"
    link.symlink_to(draft, target_is_directory=True)
    monkeypatch.chdir(draft)
    promoted(Path(), toy_copy)
    assert not draft.exists()


def test_a_draft_behind_a_link_is_promoted_and_the_link_goes(toy_copy: Repository, draft: Path,
                                                             tmp_path: Path) -> None:
    fill(draft)
    real = tmp_path / "elsewhere"
    draft.rename(real)
    draft.symlink_to(real, target_is_directory=True)
    assert promoted(draft, toy_copy).kept == ()
    assert not draft.is_symlink()
    assert list(real.iterdir()) == []


def test_records_that_are_links_are_followed_and_stay_links(toy_copy: Repository, draft: Path) -> None:
    fill(draft)
    known = sorted(toy_copy.folder("speaker").glob("*.yml"))[0]
    known.rename(toy_copy.root / known.name)
    known.symlink_to(Path("../..") / known.name)
    promoted(draft, toy_copy)
    assert known.is_symlink()


def test_without_the_page_it_says_what_was_not_checked(toy_copy: Repository, draft: Path) -> None:
    fill(draft)
    (draft / "draft.json").write_text("[" * 100_000, "utf-8")
    assert any("draft.json" in note for note in promoted(draft, toy_copy).notes)


def test_a_document_that_is_not_the_page_is_told(toy_copy: Repository, draft: Path) -> None:
    fill(draft)
    document = load(draft / "article.yml")["document"]
    change(draft / "article.yml", document={**document, "length": 10_000_000}, body=[[0, 9_000_000]], title_span=None,
           title=None, noise=[])
    assert refused(draft, toy_copy).messages == (
        "article.yml $.document: length and hashes are not those of the page of this draft; take them from draft.json, "
        "or draft the page anew",)


@pytest.mark.parametrize("about", ["title: [", "- 1", "title: x\nexpected: 5\n", ""])
def test_a_broken_dataset_takes_no_draft(toy_copy: Repository, draft: Path, about: str) -> None:
    fill(draft)
    toy_copy.about.write_text(about, "utf-8")
    assert any(issue.path == "dataset/dataset.yml" for issue in refused(draft, toy_copy).issues)


def test_the_command_says_what_to_mend_and_where_the_records_went(toy_copy: Repository, draft: Path,
                                                                  capsys: pytest.CaptureFixture[str]) -> None:
    root = ["--root", str(toy_copy.root), "promote"]
    capsys.readouterr()
    assert main([*root, "nothing"]) == 2
    assert main([*root, "page"]) == 1
    assert "dataset/drafts/page/article.yml:" in capsys.readouterr().out
    fill(draft)
    assert main([*root, "--check", "page"]) == 0
    assert draft.is_dir()
    assert main([*root, str(draft)]) == 0
    assert "dataset/statements/" in capsys.readouterr().out
