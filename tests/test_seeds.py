"""The real dataset against the raw pages it was made from, where these stand beside the repository."""

from pathlib import Path

import pytest

from aqwal.dataset import Archive, load_archive
from aqwal.paths import PROJECT, Repository
from aqwal.texts import anchor_problems, guard_of, load_texts

SEEDS = PROJECT.parent / "shared" / "seeds"
pytestmark = [
    pytest.mark.seeds,
    pytest.mark.skipif(not SEEDS.is_dir(), reason="the raw seed pages are not beside this repository"),
]


@pytest.fixture(scope="module")
def dataset() -> Archive:
    loaded, issues = load_archive(Repository(PROJECT), use_cache=False)
    assert issues == []
    assert loaded is not None
    return loaded


def test_every_anchor_is_exact_and_every_character_is_assigned_once(dataset: Archive) -> None:
    assert list(anchor_problems(dataset, load_texts(SEEDS))) == []


def test_six_articles_come_from_five_documents(dataset: Archive) -> None:
    documents = {article["document"]["sha256"] for article in dataset.articles.values()}
    assert (len(dataset.articles), len(documents)) == (6, 5)


def test_the_article_without_headline_has_none(dataset: Archive) -> None:
    assert [article["id"] for article in dataset.articles.values() if article["title"] is None] == ["a0002"]


def test_cues_stand_where_the_text_has_a_word(dataset: Archive) -> None:
    texts = load_texts(SEEDS)
    for article, statement in dataset.each_statement():
        text = texts[article["document"]["sha256"]].text
        if statement["cue"]:
            cue = text[statement["cue"]["start"]:statement["cue"]["end"]]
            assert cue == cue.strip() != "", statement["id"]
            assert "\n" not in cue, statement["id"]


def test_direct_statements_stand_in_quotation_marks(dataset: Archive) -> None:
    """Direct means quoted: on its line a mark stands before the content and one after it, save in headlines."""
    texts = load_texts(SEEDS)
    marks = set("\"«“”»")
    for article, statement in dataset.each_statement():
        if statement["type"] == "direct" and not statement["in_title"]:
            text, content = texts[article["document"]["sha256"]].text, statement["content"]
            before = text[text.rfind("\n", 0, content["start"]) + 1:content["start"] + 1]
            after = text[content["end"] - 1:].partition("\n")[0]
            assert marks & set(before), statement["id"]
            assert marks & set(after), statement["id"]


def test_direct_statements_are_quoted_after_their_own_verb(dataset: Archive) -> None:
    """A verb within the same quotation is quoted from another speaker, whose wording the content then is."""
    texts = load_texts(SEEDS)
    marks = set("\"«“”»")
    for article, statement in dataset.each_statement():
        cue, content = statement["cue"], statement["content"]
        if statement["type"] == "direct" and cue and not statement["in_title"]:
            text = texts[article["document"]["sha256"]].text
            first, second = sorted([(cue["start"], cue["end"]), (content["start"], content["end"])])
            assert marks & set(text[first[1]:second[0]]), statement["id"]


def test_statements_in_anothers_words_are_indirect(dataset: Archive) -> None:
    nested = {statement["id"]: statement["type"] for _, statement in dataset.each_statement() if statement["nested_in"]}
    assert len(nested) == 10
    assert set(nested.values()) == {"indirect"}


def test_no_source_text_in_records_outside_titles(dataset: Archive) -> None:
    titles = [article["title"] for article in dataset.articles.values() if article["title"]]
    guard = guard_of((raw.text for raw in load_texts(SEEDS).values()), titles)
    for path in sorted(Path(PROJECT / "dataset").rglob("*.yml")):
        assert guard.leaks(path.read_text("utf-8")) == [], path


def test_paraphrases_share_fewer_than_six_words_in_a_row_with_the_source(dataset: Archive) -> None:
    """The rule for annotators is stricter than the law of the repository, so that a small slip stays harmless."""
    from aqwal.arabic.tokens import words

    runs: set[tuple[str, ...]] = set()
    for raw in load_texts(SEEDS).values():
        items = words(raw.text)
        runs |= {tuple(items[place:place + 6]) for place in range(len(items) - 5)}
    for _, statement in dataset.each_statement():
        items = words(statement["said"]["ar"])
        assert not {tuple(items[place:place + 6]) for place in range(len(items) - 5)} & runs, statement["id"]
