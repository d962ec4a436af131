"""What looks the same is proposed with its evidence: reports, utterances, spellings of a name. Nothing is merged."""

import pickle
import time
from pathlib import Path

import pytest

from aqwal.arabic.tokens import words
from aqwal.dataset import Archive, load_archive
from aqwal.ingest.knowledge import Knowledge, knowledge_of
from aqwal.ingest.likeness import (
    Recorded,
    Sketches,
    near_speakers,
    parallels,
    recorded_of,
    repeats,
    sketches_of,
)
from aqwal.ingest.likeness.spellings import skeleton
from aqwal.ingest.page import ArticleSpans, DraftStatement, RawPage, Speaker
from aqwal.paths import Repository

TOY = Path(__file__).parent / "toy"
NOUNS = ("الميناء", "السفينة", "الشحنة", "القافلة", "الرصيف", "المدينة", "الحقل", "المحطة", "الطريق", "السوق")
VERBS = ("وصلت", "غادرت", "انتظرت", "حملت", "أفرغت", "عبرت", "دخلت", "تجاوزت", "قصدت", "لحقت")


def report(seed: int, count: int = 60) -> str:
    """Return a text of short sentences, another for each seed."""
    return " ".join(f"{VERBS[(seed * 7 + one * one) % 10]} {NOUNS[(seed * 3 + one) % 10]} "
                    f"{NOUNS[(one * seed + 5) % 10]} رقم {(one * 31 + seed * 17) % 97}." for one in range(count))


def article(text: str, title: int = 0, part: int = 1) -> tuple[RawPage, ArticleSpans]:
    """Return a page that is all body, but for so many characters of title."""
    spans = ArticleSpans(part, (0, title) if title else None, "test", ((title, len(text)),), ())
    return RawPage("page", text, "0" * 64), spans


@pytest.fixture(scope="module")
def archive() -> Archive:
    found, _ = load_archive(Repository(TOY), use_cache=False)
    assert found
    return found


@pytest.fixture(scope="module")
def knowledge(archive: Archive) -> Knowledge:
    return knowledge_of(archive)


def first_article(archive: Archive) -> tuple[str, str]:
    """Return the id and the title of an article whose title has words enough."""
    return next((key, one["title"]) for key, one in archive.articles.items()
                if one["title"] and len(one["title"].split()) >= 4)


def test_a_document_already_recorded_is_known_by_its_hash(archive: Archive) -> None:
    sketches = sketches_of(archive)
    key, record = next((key, one) for key, one in archive.articles.items() if one["part"] == 1)
    page, spans = article("نص آخر")
    same = RawPage("page", page.text, record["document"]["sha256"])
    found = repeats(same, spans, sketches)
    assert [(one.value, one.confidence, one.rule) for one in found] == [(key, 1.0, "the same document")]


def test_another_part_of_a_recorded_document_is_only_perhaps_a_repeat(archive: Archive) -> None:
    key, record = next((key, one) for key, one in archive.articles.items() if one["part"] == 1)
    page, spans = article("نص آخر", part=9)
    found = repeats(RawPage("page", page.text, record["document"]["sha256"]), spans, sketches_of(archive))
    assert found[0].confidence <= 0.5
    assert key in {one.value for one in found}


def test_a_title_already_recorded_is_told_however_it_is_spelt(archive: Archive) -> None:
    key, title = first_article(archive)
    sketches = sketches_of(archive)
    for spelt, rule in ((title, "the same title"), (title.replace("أ", "ا") + " !", "the same title"),
                        (title + " في", "nearly the same title")):
        found = repeats(*article(f"{spelt}\n{report(1)}", len(spelt)), sketches)
        assert [(one.value, one.rule) for one in found] == [(key, rule)]
        assert found[0].confidence < 1


def test_a_title_of_few_words_says_nothing() -> None:
    sketches = Sketches(titles={"a0001": ("اخبار", "اليوم")})
    assert repeats(*article(f"أخبار اليوم\n{report(1)}", 11), sketches) == ()


def test_a_body_is_known_by_the_words_that_stand_repeatedly_in_it(archive: Archive) -> None:
    counts = words(report(3))
    named = sorted({word for word in counts if counts.count(word) > 1})
    sketches = sketches_of(archive, {"a0001": named, "a0002": ["شيء", "اخر", "تماما"]})
    found = repeats(*article(report(3)), sketches)
    assert [one.value for one in found] == ["a0001"]
    assert found[0].confidence <= 0.9 and "in common" in found[0].note


def test_a_short_body_is_not_known_by_its_words(archive: Archive) -> None:
    sketches = sketches_of(archive, {"a0001": ["رقم", "الميناء"]})
    assert repeats(*article(report(3, 6)), sketches) == ()


def test_sketches_go_to_other_processes_and_come_out_alike(archive: Archive) -> None:
    sketches = sketches_of(archive, {"a0001": ["رقم", "الميناء", "السفينه"]})
    again = pickle.loads(pickle.dumps(sketches))
    _, title = first_article(archive)
    page = article(f"{title}\n{report(2)}", len(title))
    assert repeats(*page, again) == repeats(*page, sketches)


def recorded_one(archive: Archive) -> tuple[str, str, str, str]:
    """Return the id, speaker, paraphrase and day of a recorded statement with words enough."""
    for record, statement in archive.each_statement():
        if len(statement["said"]["ar"].split()) > 8 and record["published"]["date"]:
            day = statement["said_on"]["date"] or record["published"]["date"]
            return statement["id"], statement["speakers"][0], statement["said"]["ar"], day or ""
    raise LookupError("no statement of the toy dataset serves")


def draft(text: str, speaker: str | None) -> DraftStatement:
    """Return a draft statement whose content is a whole text."""
    return DraftStatement((Speaker("متحدث", speaker, "person"),), "indirect", "affirm", (0, len(text)), None, 0.8, ())


def test_an_utterance_already_recorded_is_proposed_with_its_evidence(archive: Archive) -> None:
    key, speaker, said, day = recorded_one(archive)
    found = parallels([draft(said, speaker)], said, recorded_of(archive), day)
    assert found and found[0][0] == 0
    assert key in {one.value for _, one in found}
    assert all(one.confidence <= 0.8 and "words in common" in one.note for _, one in found)


def test_the_same_words_of_another_speaker_or_another_time_are_no_parallel(archive: Archive) -> None:
    _, speaker, said, day = recorded_one(archive)
    recorded = recorded_of(archive)
    assert parallels([draft(said, "nobody")], said, recorded, day) == ()
    assert parallels([draft(said, None)], said, recorded, day) == ()
    assert parallels([draft(said, speaker)], said, recorded, "1990-01-01") == ()


def test_where_a_day_is_not_known_the_likeness_counts_less(archive: Archive) -> None:
    key, speaker, said, day = recorded_one(archive)
    recorded = recorded_of(archive)
    sure, unsure = ({one.value: one for _, one in parallels([draft(said, speaker)], said, recorded, when)}
                    for when in (day, None))
    assert key in sure
    assert key not in unsure or "not known" in unsure[key].note


def test_other_words_of_the_same_speaker_are_no_parallel(archive: Archive) -> None:
    _, speaker, _, day = recorded_one(archive)
    other = "تزرع الحديقة أشجار التين والزيتون كل ربيع"
    assert parallels([draft(other, speaker)], other, recorded_of(archive), day) == ()


def test_recorded_statements_go_to_other_processes(archive: Archive) -> None:
    recorded = recorded_of(archive)
    assert pickle.loads(pickle.dumps(recorded)) == recorded


NAMES = Knowledge(speakers={
    "سيرغي لافروف": "sergey-lavrov", "لافروف": "sergey-lavrov", "sergey lavrov": "sergey-lavrov",
    "وانغ يي": "wang-yi", "عصام بدير": "issam-budayr", "وزاره النقل العمانيه": "transport-ministry",
})


@pytest.mark.parametrize(("name", "speaker"), [
    ("سرغي لافروف", "sergey-lavrov"),
    ("سيرجي لافروف", "sergey-lavrov"),
    ("Sergei Lavrov", "sergey-lavrov"),
    ("وانج يي", "wang-yi"),
    ("عصام البدير", "issam-budayr"),
    ("وزارة النقل", "transport-ministry"),
])
def test_a_near_spelling_is_proposed(name: str, speaker: str) -> None:
    found = near_speakers(name, NAMES)
    assert found and found[0].value == speaker
    assert found[0].confidence < 0.9 and found[0].note


@pytest.mark.parametrize("name", ["لافروف", "محمد علي", "أوشاكوف", "", "يي", "وزير", "١٢٣"])
def test_a_known_name_and_a_strange_one_have_no_near_spelling(name: str) -> None:
    assert near_speakers(name, NAMES) == ()


def test_the_skeleton_leaves_out_what_spellings_interchange() -> None:
    assert skeleton("غورباتشوف") == skeleton("جورباتشف") == skeleton("gorbachov")
    assert skeleton("بوتين") == skeleton("putin")
    assert skeleton("لافروف") != skeleton("لوكاشينكو")


def test_names_of_the_dataset_have_themselves_as_no_near_spelling(knowledge: Knowledge) -> None:
    assert all(near_speakers(name, knowledge) == () for name in knowledge.speakers)


def test_likeness_of_long_texts_takes_time_in_step_with_their_length() -> None:
    started = time.process_time()
    for text in ("ن" * 3_000_000, "كلمة " * 600_000, "1/" * 500_000, "«" * 100_000):
        page, spans = article(text)
        repeats(page, spans, Sketches(titles={"a0001": ("كلمه",) * 9}))
        parallels([draft(text, "one")] * 20, text, Recorded({"one": ()}), None)
        near_speakers(text, NAMES)
    assert time.process_time() - started < 3
