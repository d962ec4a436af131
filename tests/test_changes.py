"""Takes pairs of values, schemas and zips; proves what counts as a change, what it asks for, and what is not opened."""

import copy
import json
import re
import stat
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aqwal import contract
from aqwal.changes.columns import ColumnChanges, column_changes, comparable, fields_of
from aqwal.changes.difference import difference_of, is_enough, summary_of
from aqwal.changes.files import MAX_LINE, FolderFiles, UnreadableError, ZipFiles, load_lines, unsafe
from aqwal.changes.hashes import canonical_json, hashes_of, own_fields, record_hash
from aqwal.changes.prose import code, escaped, markdown, target
from aqwal.changes.sides import Side, side_of_archive
from aqwal.changes.values import Absent, FieldChange, field_changes
from aqwal.dataset import Archive
from aqwal.derive.tables import tables

JSON = st.recursive(st.none() | st.booleans() | st.integers(-9, 9) | st.text("ab", max_size=2),
                    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("ab", min_size=1, max_size=2),
                                                                               inner, max_size=3), max_leaves=12)


def found(old: Any, new: Any) -> list[tuple[Any, ...]]:
    return [(one.path, one.what) for one in field_changes(old, new)]


def test_a_record_is_hashed_as_canonical_json_of_its_own_fields() -> None:
    assert canonical_json({"b": [1, None], "a": "ع\"\n\u0001", "é": True}) == \
        '{"a":"ع\\"\\n\\u0001","b":[1,null],"é":true}'.encode()
    assert record_hash({"a": 1, "b": 2}) == record_hash({"b": 2, "a": 1})
    listed = {"id": "a0001-s01", "article_id": "a0001", "position": 3, "type": "direct"}
    assert own_fields("statements", listed) == {"id": "a0001-s01", "type": "direct"}
    assert own_fields("articles", {"position": 1}) == {"position": 1}


def test_a_change_is_named_where_it_is_however_deep() -> None:
    old = {"id": "x", "published": {"date": "2031-04-01", "note": None}, "body": [[0, 10], [12, 20]]}
    assert found(old, {"id": "x", "published": {"date": None, "note": None}, "body": [[0, 10], [12, 21]]}) == [
        ("$.published.date", "changed"), ("$.body[1]", "changed")]
    assert found({"a": 1}, {"b": 1}) == [("$.b", "added"), ("$.a", "removed")]
    assert found({"a b.c": 1}, {"a b.c": 2}) == [('$["a b.c"]', "changed")]


def test_null_is_not_the_same_as_no_value_nor_true_as_one() -> None:
    assert found({"a": None}, {}) == [("$.a", "removed")]
    assert found({"a": 1}, {"a": True}) == [("$.a", "changed")]
    assert found({"a": []}, {"a": [None]}) == [("$.a[0]", "added")]


@pytest.mark.parametrize(("old", "new", "changes"), [
    ("abc", "xabc", [("$[0]", "added")]),
    ("abc", "ac", [("$[1]", "removed")]),
    ("abc", "abd", [("$[2]", "changed")]),
    ("abc", "bc", [("$[0]", "removed")]),
    ("", "ab", [("$[0]", "added"), ("$[1]", "added")]),
])
def test_an_item_put_into_a_list_changes_no_other(old: str, new: str, changes: list[tuple[str, str]]) -> None:
    assert found(list(old), list(new)) == changes


def test_a_long_list_is_compared_in_linear_time() -> None:
    old = [str(number % 7) for number in range(20_000)]
    assert len(found(old, ["x", *old])) > 0


@given(JSON, JSON)
def test_two_values_have_changes_only_where_they_differ(old: Any, new: Any) -> None:
    changes = list(field_changes(old, new))
    assert bool(changes) == (json.dumps(old, sort_keys=True) != json.dumps(new, sort_keys=True))
    assert all(one.old is not Absent.ABSENT or one.new is not Absent.ABSENT for one in changes)


# Columns and rules ------------------------------------------------------------------------------------------------


def with_rule(path: list[str], rule: str, value: Any) -> dict[str, Any]:
    """Return the schemas with one rule of the article changed; None takes it away."""
    schemas = copy.deepcopy(contract.load_schemas())
    part: Any = schemas["article.schema.json"]
    for step in path:
        part = part[step]
    part.pop(rule, None)
    if value is not None:
        part[rule] = value
    return schemas


def rules_between(old: Any, new: Any) -> tuple[dict[str, str], dict[str, str]]:
    changes = column_changes({"a.b": "string"}, {"a.b": "string"}, old, new)
    return dict(changes.tighter), dict(changes.looser)


@pytest.mark.parametrize(("path", "rule", "value", "column"), [
    (["properties", "published", "properties", "precision"], "enum", ["day", "month", "year"],
     "articles.published_precision"),
    (["properties", "part"], "minimum", 2, "articles.part"),
    (["properties", "part"], "maximum", 3, "articles.part"),
    (["properties", "section"], "pattern", "^[a-z]+$", "articles.section"),
])
def test_a_rule_that_refuses_more_is_tighter_and_taken_back_it_is_looser(path: list[str], rule: str, value: Any,
                                                                         column: str) -> None:
    own, other = dict(contract.load_schemas()), with_rule(path, rule, value)
    assert rules_between(own, other) == ({column: rule}, {})
    assert rules_between(other, own)[1] == {column: rule}
    assert rules_between(own, own) == ({}, {})


def test_a_field_that_may_be_null_no_more_is_tighter() -> None:
    own = dict(contract.load_schemas())
    other = with_rule(["properties", "title"], "type", "string")
    other["article.schema.json"]["properties"]["title"].pop("anyOf", None)
    assert rules_between(own, other)[0]["articles.title"].split(", ")[0] == "null"
    assert "null" in rules_between(other, own)[1]["articles.title"]


def test_the_columns_of_the_schemas_are_those_of_the_tables_but_for_what_places_a_row() -> None:
    schemas = contract.load_schemas()
    derived, _ = comparable(None, None, schemas, schemas)
    held = fields_of(tables())
    assert derived == {name: kind for name, kind in held.items() if name in derived}
    assert all(re.search(r"\.(\w+_)?(position|id|name)$", name) for name in held.keys() - derived.keys())


# Levels -----------------------------------------------------------------------------------------------------------


SIDE = Side("old", {"articles": {"a0001": "1", "a0002": "2"}}, about={"name": "toy", "version": "1.2.0"},
            fields={"articles.id": "string", "articles.part": "integer"})


def level_of(**new: Any) -> str:
    return difference_of(SIDE, replace(SIDE, **new)).level


def test_the_level_is_that_of_the_gravest_change() -> None:
    same = {"a0001": "1", "a0002": "2"}
    assert level_of() == "patch"
    assert level_of(hashes={"articles": {**same, "a0001": "9"}}) == "patch"
    assert level_of(hashes={"articles": {**same, "a0003": "3"}}) == "minor"
    assert level_of(hashes={"articles": {"a0001": "1", "a0003": "3"}}) == "major"
    assert level_of(fields={"articles.id": "string"}) == "major"
    assert level_of(fields={**(SIDE.fields or {}), "articles.new": "string"}) == "major"
    assert level_of(fields={**(SIDE.fields or {}), "lists.new": "string"}) == "minor"
    assert level_of(fields={"articles.id": "string", "articles.part": "string"}) == "major"
    assert level_of(fields={"articles.part": "integer", "articles.id": "string"}) == "major"


@pytest.mark.parametrize(("level", "old", "new", "enough"), [
    ("patch", "1.2.3", "1.2.4", True), ("patch", "1.2.3", "1.3.0", True), ("patch", "1.2.3", "1.2.3", False),
    ("minor", "1.2.3", "1.2.4", False), ("minor", "1.2.3", "1.3.0", True), ("minor", "1.2.3", "2.0.0", True),
    ("major", "1.2.3", "1.3.0", False), ("major", "1.2.3", "2.0.0", True), ("major", "0.2.3", "0.3.0", True),
    ("major", "0.2.3", "0.2.4", False), ("major", "0.2.3", "1.0.0", True), ("minor", "0.9.0", "0.10.0", True),
])
def test_a_version_must_be_far_enough_above_the_last(level: Any, old: str, new: str, enough: bool) -> None:
    assert is_enough(level, old, new) is enough


def test_a_first_release_names_every_record_and_has_no_summary(archive: Archive) -> None:
    first = difference_of(None, side_of_archive(archive, "toy", {}))
    assert {one.what for one in first.records} == {"added"}
    assert len(first.records) == sum(map(len, hashes_of(archive).values()))
    assert summary_of(first) is None
    assert "first release" in markdown(first)


# Words ------------------------------------------------------------------------------------------------------------


HOSTILE = ["</details><script>alert(1)</script>", "x`y``z", "[a](javascript:alert(1))", "![](https://evil.example/x)",
           "a\n# Heading\n\n| a | b |", "@everyone #12 https://evil.example www.evil.example", "\u202egnp.exe",
           "&lt;b&gt;", "\x1b[31mred", "$x$ ~~gone~~ *bold* _slant_ **", "`", "``` \n```", "a\u2028b", "<!-- -->", "\\"]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_value_of_a_record_acts_as_markup(text: str) -> None:
    pandoc = pytest.importorskip("pypandoc")
    change = FieldChange("$.title", text, text + "x")
    record = difference_of(SIDE, replace(SIDE, hashes={"articles": {"a0001": "9", "a0002": "2"}})).records[0]
    told = replace(record, label={"ar": text, "en": text}, fields=(change,))
    difference = replace(difference_of(SIDE, SIDE), records=(told,), name=text)
    page = markdown(difference)
    html = pandoc.convert_text(page, "html", format="gfm", extra_args=["--wrap=none"])
    tags = set(re.findall(r"<([a-z0-9]+)", html))
    assert tags <= {"h1", "h2", "p", "table", "thead", "tbody", "tr", "th", "td", "ul", "li", "code", "strong", "col",
                    "colgroup"}, tags
    assert html.count("<h1") == 1
    assert html.count("<strong") == 1
    assert not re.search(r"[\u202a-\u202e\u2066\u2067\x1b]", page)


def test_the_check_of_markup_sees_what_is_not_escaped() -> None:
    pandoc = pytest.importorskip("pypandoc")
    html = pandoc.convert_text("- x: <script>a</script> [a](b) https://evil.example", "html", format="gfm")
    assert {"script", "a"} <= set(re.findall(r"<([a-z0-9]+)", html))


def test_a_mention_is_broken_up_and_an_address_is_no_link() -> None:
    assert escaped("@all") == "@<!-- -->all"
    assert escaped("https://x www.y") == "https\\://x www\\.y"
    assert code("a`b") == "``a`b``"
    assert code("`") == "`` ` ``"
    assert target("https://x/a)b [c]") == "https://x/a%29b%20%5Bc%5D"


# Zips -------------------------------------------------------------------------------------------------------------


def packed(path: Path, **members: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, data in members.items():
            pack.writestr(name, data)
    return path


@pytest.mark.parametrize("name", ["../x", "/etc/x", "a/../../x", "a\\..\\x", "C:/x"])
def test_a_zip_whose_names_lead_out_of_it_is_not_opened(name: str, tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="leads out of it"):
        ZipFiles(packed(tmp_path / "x.zip", **{name: b"x"}))


@pytest.mark.parametrize(("names", "why"), [
    (["a", "a/b"], "a file in it, and a folder"), (["x", "./x"], "not a plain name"), (["a//b"], "not a plain name"),
    (["n" * 300], "not a plain name"), (["ن" * 200], "not a plain name")])
def test_a_zip_that_no_folder_could_hold_is_not_opened(names: list[str], why: str, tmp_path: Path) -> None:
    assert unsafe([zipfile.ZipInfo(name) for name in ("a/", "b/c/", "b/c/d")]) == ""
    with pytest.raises(UnreadableError, match=why):
        ZipFiles(packed(tmp_path / "x.zip", **dict.fromkeys(names, b"x")))


def test_a_zip_that_would_flood_the_disk_is_not_opened(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="would unpack to"):
        ZipFiles(packed(tmp_path / "x.zip", zeros=b"\0" * 2**25))
    many = [zipfile.ZipInfo(f"{number}") for number in range(3)]
    for one in many:
        one.file_size = one.compress_size = 2**34
    assert "would unpack to" in unsafe(many)


def test_a_zip_with_links_doubles_or_secrets_is_not_opened(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("link")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    assert "a link" in unsafe([link])
    assert "twice" in unsafe([zipfile.ZipInfo("a"), zipfile.ZipInfo("a")])
    secret = zipfile.ZipInfo("a")
    secret.flag_bits = 1
    assert "encrypted" in unsafe([secret])
    other = zipfile.ZipInfo("a")
    other.compress_type = zipfile.ZIP_LZMA
    assert "packed in a way" in unsafe([other])
    (tmp_path / "x.zip").write_bytes(b"PK no zip")
    with pytest.raises(UnreadableError, match="not a zip"):
        ZipFiles(tmp_path / "x.zip")


def test_a_line_without_end_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"x" * (MAX_LINE + 2))
    with pytest.raises(UnreadableError, match="a line of more than"):
        list(load_lines(FolderFiles(tmp_path), "x"))


def test_no_columns_differ_where_those_of_one_side_are_not_known() -> None:
    assert column_changes(None, {"a.b": "string"}, None, None) == ColumnChanges()
