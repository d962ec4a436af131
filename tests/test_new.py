"""Takes `aqwal new`; proves that what it writes names every field, fails until it is filled in, and passes then."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from aqwal import contract, records
from aqwal.cli import main
from aqwal.commands import new as command
from aqwal.commands.new import MODELINE
from aqwal.fields import in_schema_order
from aqwal.paths import Repository
from aqwal.skeletons import ids
from aqwal.skeletons import skeleton as skeletons
from aqwal.skeletons.ids import next_article
from aqwal.skeletons.skeleton import KINDS, notes_of, skeleton

IDS = {"article": "a0200", "speaker": "nadia-bahri", "publisher": "daily-quay", "event": "quay-opening"}


def new(repository: Repository, kind: str, *options: str) -> int:
    return main(["--root", str(repository.root), "new", kind, *options])


def begun(repository: Repository, kind: str) -> Path:
    """Begin a record of a kind and return its file."""
    assert new(repository, kind, "--id", IDS[kind]) == 0
    return repository.folder(kind) / f"{IDS[kind]}.yml"


def problems_of(kind: str, value: Any) -> set[str]:
    return {issue.target for issue in contract.explain(kind, value, "x.yml")}


def test_the_kinds_are_those_of_the_command() -> None:
    assert command.KINDS == KINDS


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_skeleton_has_every_field_and_a_comment_on_each(kind: str, language: str) -> None:
    text = skeleton(kind, IDS[kind], f"{MODELINE}x", language)
    value, issues = records.parse(text.encode(), "x.yml")
    assert issues == []
    schema = contract.schema_of(kind)
    assert list(value) == list(schema["properties"])
    head = [line for line in text.splitlines() if line.startswith("#")]
    for note in notes_of(kind):
        said = [line for line in head if line.startswith(f"# {note.path} (")]
        assert len(said) == 1
        texts = note.schema["x-ar"] if language == "ar" else note.schema
        assert said[0].endswith(texts["description"])
        assert all(str(value) in said[0] for value in note.schema.get("enum", ()))


def test_comments_name_nested_fields_and_what_may_be_null() -> None:
    lines = skeleton("speaker", "x", MODELINE).splitlines()
    assert "# roles[].title.ar (required): The text in Arabic." in lines
    assert "# names.ru (or null): Name in Russian, where known." in lines
    assert lines[3].startswith("# kind (one of: person, organisation, state, group; required): Person")
    arabic = skeleton("speaker", "x", MODELINE, "ar").splitlines()
    assert "# names.ru (أو null): الاسم بالروسية إن عُرف." in arabic


@pytest.mark.parametrize("kind", KINDS)
def test_a_skeleton_fails_at_each_field_that_must_be_filled_in(kind: str, toy_copy: Repository,
                                                               capsys: pytest.CaptureFixture[str]) -> None:
    path = begun(toy_copy, kind)
    value, _ = records.load_record(path, path.name)
    capsys.readouterr()
    assert main(["--root", str(toy_copy.root), "validate"]) == 1
    out = capsys.readouterr().out
    told = set(re.findall(rf"{IDS[kind]}\.yml:\d+:\d+: error [\w-]+ (\$[\w.\[\]]+): .+; .+", out))
    assert told == problems_of(kind, value) == unfilled(kind, value)


def unfilled(kind: str, value: Any) -> set[str]:
    """Return the fields of a skeleton that hold nothing and may not."""
    found = set()
    for note in notes_of(kind):
        steps, held = note.path.split("."), value
        if "[]" in note.path:
            continue
        for step in steps:
            held = None if held is None else held.get(step)
        parent_is_null = any(at(value, steps[:length]) is None for length in range(1, len(steps)))
        is_list = note.schema.get("type") == "array" and not note.schema.get("minItems")
        if not held and not note.may_be_null and not parent_is_null and not is_list:
            found.add(f"$.{note.path}")
    return found


def at(value: Any, steps: list[str]) -> Any:
    for step in steps:
        value = None if value is None else value.get(step)
    return value


@pytest.mark.parametrize("kind", KINDS)
def test_filled_in_with_the_schema_s_own_examples_it_fits(kind: str) -> None:
    value, _ = records.parse(skeleton(kind, IDS[kind], MODELINE).encode(), "x.yml")
    for target in sorted(problems_of(kind, value)):
        *steps, last = target.removeprefix("$.").split(".")
        note = next(note for note in notes_of(kind) if f"$.{note.path}" == target)
        at(value, steps)[last] = note.schema["examples"][0]
    assert contract.explain(kind, value, "x.yml") == []


def test_a_speaker_filled_in_and_referred_to_passes_validation(toy_copy: Repository) -> None:
    path = begun(toy_copy, "speaker")
    text = path.read_text("utf-8").replace("\nkind: ''", "\nkind: person")
    path.write_text(text.replace("  ar: ''", "  ar: نادية البحري").replace("  en: ''", "  en: Nadia Bahri"), "utf-8")
    statements = toy_copy.folder("statement") / "a0001.yml"
    value, _ = records.load_record(statements, "x")
    value[0]["addressees"] = [IDS["speaker"]]
    statements.write_text(records.dump(in_schema_order("statement-list", value)), "utf-8")
    about = toy_copy.about.read_text("utf-8")
    toy_copy.about.write_text(about.replace("speakers: 11", "speakers: 12"), "utf-8")
    assert main(["--root", str(toy_copy.root), "validate"]) == 0
    assert main(["--root", str(toy_copy.root), "format", "--check"]) == 0
    assert path.read_text("utf-8").startswith(f"{MODELINE}../../../../schemas/speaker.schema.json\n# Fill in")


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_format_leaves_what_is_written_as_it_is(kind: str, language: str, toy_copy: Repository) -> None:
    assert new(toy_copy, kind, "--id", IDS[kind], "--language", language) == 0
    path = toy_copy.folder(kind) / f"{IDS[kind]}.yml"
    before = path.read_bytes()
    for options in (["--check"], [], ["--check"]):
        assert main(["--root", str(toy_copy.root), "format", *options]) == 0
        assert path.read_bytes() == before


def test_the_next_article_has_the_id_after_the_highest_ever_used(toy_copy: Repository,
                                                                 capsys: pytest.CaptureFixture[str]) -> None:
    redirects = toy_copy.redirects.read_text("utf-8")
    toy_copy.redirects.unlink()
    assert next_article(toy_copy) == "a0005"
    assert new(toy_copy, "article") == 0
    assert capsys.readouterr().out == "dataset/articles/a0005.yml\n"
    (toy_copy.folder("statement") / "a0007.yml").write_text("broken: [", "utf-8")
    assert next_article(toy_copy) == "a0008"
    toy_copy.redirects.write_text(redirects, "utf-8")
    assert next_article(toy_copy) == "a0100"
    toy_copy.redirects.write_text(redirects.replace("id: a0001-s10", "id: a0111-s10"), "utf-8")
    assert next_article(toy_copy) == "a0112"
    toy_copy.releases.mkdir()
    (toy_copy.releases / "1.0.0.json").write_text(json.dumps(
        {"records": {"articles": {"a0120": "0"}, "speakers": {"salim": "0"}}}), "utf-8")
    assert next_article(toy_copy) == "a0121"
    assert new(toy_copy, "article", "--id", "a0120") == 2
    (toy_copy.folder("article") / "a00198.yml").write_text("", "utf-8")
    assert next_article(toy_copy) == "a00199"


def test_an_id_that_is_taken_retired_or_no_id_is_refused(toy_copy: Repository,
                                                         capsys: pytest.CaptureFixture[str]) -> None:
    path = toy_copy.folder("speaker") / "lin-shan.yml"
    before = path.read_bytes()
    assert new(toy_copy, "speaker", "--id", "lin-shan") == 2
    assert "dataset/speakers/lin-shan.yml exists" in capsys.readouterr().err
    assert path.read_bytes() == before
    toy_copy.releases.mkdir()
    (toy_copy.releases / "1.0.0.json").write_text(json.dumps(
        {"records": {"speakers": {"old-name": "0"}, "publishers": {"saha": "0"}}}), "utf-8")
    for name in ("Nadia", "nadia bahri", "../nadia", "نادية", "", "a" * 90, "old-name"):
        assert new(toy_copy, "speaker", "--id", name) == 2
        assert capsys.readouterr().err.count("\n") == 1
    # The release names a publisher so, which is still there.
    assert new(toy_copy, "speaker", "--id", "saha") == 0
    assert not (toy_copy.dataset / "nadia.yml").exists()


def test_several_are_begun_at_once_or_none(toy_copy: Repository) -> None:
    assert new(toy_copy, "event", "--id", "one-day", "two-days") == 0
    assert new(toy_copy, "event", "--id", "three-days", "two-days") == 2
    assert new(toy_copy, "event", "--id", "four-days", "four-days") == 2
    assert new(toy_copy, "event", "--id", "five-days", "--id", "two-days") == 2
    assert {path.stem for path in toy_copy.folder("event").glob("*-day*.yml")} == {"one-day", "two-days"}


def test_a_fault_in_writing_leaves_no_record_half_written(toy_copy: Repository, monkeypatch: pytest.MonkeyPatch,
                                                          capsys: pytest.CaptureFixture[str]) -> None:
    def full(kind: str, identifier: str, *rest: str) -> str:
        if identifier == "two-days":
            raise OSError(28, "No space left on device")
        return skeleton(kind, identifier, *rest)

    monkeypatch.setattr(skeletons, "skeleton", full)
    assert new(toy_copy, "event", "--id", "one-day", "two-days") == 2
    assert "No space left on device" in capsys.readouterr().err
    assert list(toy_copy.folder("event").glob("*-day*")) == []


def test_of_two_runs_at_once_each_gets_an_article_of_its_own(toy_copy: Repository, monkeypatch: pytest.MonkeyPatch,
                                                             capsys: pytest.CaptureFixture[str]) -> None:
    first = next_article(toy_copy)
    given = iter([first, first])
    monkeypatch.setattr(ids, "next_article", lambda repository: next(given, "") or next_article(repository))
    assert new(toy_copy, "article") == 0
    assert new(toy_copy, "article") == 0
    names = [Path(line).stem for line in capsys.readouterr().out.splitlines()]
    assert names == [first, f"a{int(first[1:]) + 1:04}"]


def test_what_is_needed_is_said(toy_copy: Repository, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert new(toy_copy, "speaker") == 2
    assert "--id" in capsys.readouterr().err
    assert new(Repository(tmp_path), "article") == 2
    toy_copy.redirects.write_text("- broken", "utf-8")
    assert new(toy_copy, "article") == 2
    assert "run `aqwal validate`" in capsys.readouterr().err


def test_a_first_record_names_its_schema_by_the_way_there(toy_copy: Repository) -> None:
    for path in toy_copy.folder("event").glob("*.yml"):
        path.unlink()
    (toy_copy.root / "schemas").mkdir()
    assert begun(toy_copy, "event").read_text("utf-8").startswith(f"{MODELINE}../../schemas/event.schema.json\n")
