"""Takes made-up records; proves that what is written reads back the same, and that positions are true."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from aqwal import records
from aqwal.dataset import Archive, record_files
from aqwal.fields import in_schema_order
from aqwal.paths import Repository

AWKWARD = "\n:#-?{}[]&*!|>'\"%@`~ ءأبتة،؛؟\u200f\u0640"
TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from(AWKWARD))
KEY = st.from_regex(r"[a-z][a-z_]{0,8}", fullmatch=True).filter(lambda key: key not in records.NO_KEYS)
MISTAKABLE = ["2031-01-01", "null", "yes", "0x10", "1_000", "1e3", "12:30", "", " ", "~", "=", "<<", "- a", "a: b"]
VALUE = st.recursive(
    st.none() | st.booleans() | st.integers(-10**20, 10**20) | TEXT | st.sampled_from(MISTAKABLE),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEY, inner, max_size=4),
    max_leaves=12,
)


@given(VALUE)
def test_what_is_written_reads_back_the_same(value: object) -> None:
    assert records.parse(records.dump(value).encode(), "x.yml") == (value, [])


@given(VALUE)
def test_writing_again_changes_nothing(value: object) -> None:
    once = records.dump(value, "# head")
    assert once.startswith("# head\n")
    assert records.dump(records.parse(once.encode(), "x.yml")[0], "# head") == once


@given(st.text(max_size=200))
def test_any_text_gets_a_value_or_issues_but_never_both(text: str) -> None:
    data = text.encode("utf-8", "surrogatepass")
    value, issues = records.parse(data, "x.yml")
    assert value is None or issues == []
    assert all(issue.path == "x.yml" and issue.line >= 1 and issue.column >= 1 for issue in issues)


def test_dates_stay_text() -> None:
    text = b"day: 2031-01-01\nstamp: 2031-01-01 10:00:00\nnumber: 7\n"
    assert records.parse(text, "x.yml")[0] == {"day": "2031-01-01", "stamp": "2031-01-01 10:00:00", "number": 7}


def test_positions_are_those_of_keys_and_items(tmp_path: Path) -> None:
    path = tmp_path / "x.yml"
    path.write_text("# head\nid: a\nlist:\n- one\n- {start: 1, end: 2}\nنص:\n  ar: كلمة\n", "utf-8")
    places = records.positions(path)
    assert places[("id",)] == (2, 1)
    assert places["list", 0] == (4, 3)
    assert places["list", 1, "end"] == (5, 14)
    assert places["نص", "ar"] == (7, 3)


def test_a_comment_is_found_only_outside_texts() -> None:
    assert records.comment_at("a: 'x # y'\nb: >-\n  one # two\n  # three\n") == -1
    assert records.comment_at("a: x # y\n") == 5
    assert records.comment_at("# head\na: x\n", len("# head")) == -1
    assert records.comment_at("a: >-\n  text\n# below\n") > 0
    assert records.comment_at("a: []\n# end\n") == 6


def test_toy_files_are_in_canonical_form(toy: Repository, archive: Archive) -> None:
    assert archive.broken == frozenset()
    for file in record_files(toy):
        text = file.path.read_text("utf-8")
        head, body = text.split("\n", 1)
        value = records.parse(body.encode(), file.name)[0]
        assert records.dump(in_schema_order(file.schema, value), head) == text
        schema = (file.path.parent / head.removeprefix("# yaml-language-server: $schema=")).resolve()
        assert schema.name == f"{file.schema}.schema.json"
        assert schema.exists()
