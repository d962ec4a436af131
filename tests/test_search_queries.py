"""Takes the toy site's index; shows what queries find in it: spellings, forms, names, slips, phrases."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from aqwal.dataset import Archive
from aqwal.search.engine import SiteSearch
from search_asked import ALL, found

pytestmark = pytest.mark.site
SALMA = {f"statement {one}" for one in ("a0001-s01", "a0001-s02", "a0001-s05", "a0001-s09", "a0003-s01", "a0003-s02")}
SALIM = {f"statement {one}" for one in ("a0001-s03", "a0001-s04", "a0001-s05", "a0003-s05")}


@pytest.fixture(scope="module")
def search(site: Path) -> Iterator[SiteSearch]:
    with SiteSearch(site) as opened:
        yield opened


def notes(search: SiteSearch, query: str) -> dict[str, list[str]]:
    return {note["code"]: note["used"] for note in search.search(query)["notes"]}


def matched(search: SiteSearch, query: str) -> set[str]:
    return {form for hit in search.search(query, limit=ALL)["hits"] for form in hit["matched"]}


# --- spellings and forms -------------------------------------------------------------------------------------------

@pytest.mark.parametrize(("plain", "others"), [
    ("لجنة", ["لجنه", "لَجْنَة", "لجنـــة", "لجنۃ", "لـجـنـة", "لج\u200cنة", "\u202bلجنة\u202c", "لجنةٌ"]),
    ("كأس", ["کأس", "كاس", "كأْس", "كـأس", "كٱس", "ﻛﺄس", "\u0643\u0627\u0654\u0633"]),
    ("الأعمدة", ["الاعمدة", "الأعمده", "ألأعمدة", "الأعْمِدَة", "الآعمدة", "اﻷعمدة"]),
    ("رأي", ["راي", "رأى", "رأی", "رأے"]),
    ("وادينور", ["وادینور", "ۆادينور", "واديـنور", "وادِينُور"]),
    ("2031", ["٢٠٣١", "۲۰۳۱", "２０３１", "٢0۳1"]),
    ("mulberry", ["Mulberry", "MULBERRY", "ｍｕｌｂｅｒｒｙ"]),
    ("Звёздный", ["звёздный", "ЗВЁЗДНЫЙ", "Зве\u0308здный"]),
])
def test_spellings_of_one_word_find_the_same(search: SiteSearch, plain: str, others: list[str]) -> None:
    wanted = found(search, plain)
    assert wanted != []
    for other in others:
        assert found(search, other) == wanted, other


@pytest.mark.parametrize(("one", "other"), [
    ("لقلق", "اللقلق"), ("عبور", "العبور"), ("سقالات", "السقالات"), ("مهندس", "المهندس"), ("جمهور", "الجمهور")])
def test_the_article_may_stand_or_not(search: SiteSearch, one: str, other: str) -> None:
    assert set(found(search, one)) == set(found(search, other)) != set()


@pytest.mark.parametrize(("word", "led"), [
    ("العبور", ["والعبور", "بالعبور", "للعبور", "لعبور", "وعبور", "فالعبور"]),
    ("مجاني", ["المجاني", "ومجاني", "بمجاني"]),
    ("برجانة", ["وبرجانة", "لبرجانة", "ببرجانة"]),
    ("الجمهور", ["للجمهور", "والجمهور", "كالجمهور", "وبالجمهور"]),
])
def test_what_is_written_before_a_word_does_not_hide_it(search: SiteSearch, word: str, led: list[str]) -> None:
    wanted = set(found(search, word))
    for one in led:
        assert wanted <= set(found(search, one)), one


def test_what_is_written_before_a_word_in_the_text_does_not_hide_it(search: SiteSearch) -> None:
    """The texts have باشجار, للعبور, بوادينور and وعبورها."""
    assert "statement a0001-s08" in found(search, "أشجار")
    assert "topic bridges" in found(search, "عبور")
    assert "statement a0002-s05" in found(search, "وادينور")


def test_a_first_letter_that_belongs_to_the_word_stays(search: SiteSearch) -> None:
    """فحص is not ف and حص, nor is برتقال ب and رتقال."""
    assert found(search, "حص") == found(search, "رتقال") == []


@pytest.mark.parametrize(("singular", "plural", "where"), [
    ("عمود", "أعمدة", "statement a0001-s09"), ("شجرة", "أشجار", "statement a0001-s09"),
    ("سائق", "سائقين", "statement a0003-s04"), ("مركب", "مراكب", "statement a0003-s07"),
    ("لجنة", "لجان", "statement a0001-s05"), ("ضيف", "ضيوف", "statement a0004-s04"),
    ("برغي", "براغي", "statement a0001-s04"), ("جمهور", "جماهير", "statement a0004-s01"),
    ("مدينة", "مدن", "statement a0003-s01"), ("سنة", "سنوات", "statement a0004-s02"),
    ("مدرب", "مدربون", "title a0002"), ("bridge", "bridges", "topic bridges"),
])
def test_singular_and_plural_find_each_other(search: SiteSearch, singular: str, plural: str, where: str) -> None:
    assert where in found(search, singular)
    assert where in found(search, plural)


def test_the_form_that_was_typed_comes_first(search: SiteSearch) -> None:
    assert found(search, "الجسور")[0] == "topic bridges"
    assert found(search, "المدينتين").index("statement a0003-s01") < found(search, "المدينتين").index("digest a0004")


def test_the_result_says_which_forms_it_found(search: SiteSearch) -> None:
    hits = {hit["id"]: hit["matched"] for hit in search.search("عمود", limit=ALL)["hits"] if hit["kind"] == "statement"}
    assert hits["a0001-s09"] == ["عمود", "اعمده"]
    assert hits["a0001-s03"] == ["الاعمده"]
    assert "اعمده" in notes(search, "عمود")["also"]


@pytest.mark.parametrize(("query", "false_friend"), [
    ("السنة", "بلسانه"), ("سنة", "لسان"), ("أربعين", "اربع"), ("حدون", "حدود"), ("جسر", "خسر")])
def test_words_that_only_look_alike_are_not_found(search: SiteSearch, query: str, false_friend: str) -> None:
    assert false_friend not in matched(search, query)


# --- names -----------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize(("speaker", "names"), [
    ("salma-haddun", ["سلمى حدون", "سلمى حدّون", "Salma Haddun", "salma haddoun", "SALMA HADDOUN", "سلمى", "Salma"]),
    ("salim-haddun", ["سليم حدون", "سليم حدّون", "Salim Haddun", "Saleem Haddoun", "Salim"]),
    ("lin-shan", ["لين شان", "Lin Shan", "林山", "lin shan"]),
    ("ivan-zvyozdny", ["إيفان زفيوزدني", "ايفان زفيوزدني", "Ivan Zvyozdny", "Иван Звёздный", "Zvyozdny", "زفيوزدني"]),
    ("nadir-karrami", ["نادر كرامي", "نادر كرّامي", "Nadir Karrami", "Nader Karami", "Karrami", "كرامي", "كارامي"]),
    ("wadinur-fans", ["مشجعو وادينور", "Wadinur supporters"]),
    ("ferry-owners", ["أصحاب العبارات", "أصحاب العبّارات", "Ferry owners"]),
    ("bridge-authority", ["هيئة الجسر المشترك", "Joint Bridge Authority"]),
])
def test_a_speaker_is_found_by_every_name_with_all_that_was_said(search: SiteSearch, archive: Archive, speaker: str,
                                                                  names: list[str]) -> None:
    said = [statement for _, statement in archive.each_statement() if speaker in statement["speakers"]]
    own = {f"statement {statement['id']}" for statement in said}
    assert own != set()
    for name in names:
        hits = found(search, name)
        assert hits[0] == f"speaker {speaker}", name
        assert own <= set(hits), name


def test_one_letter_apart_is_another_person(search: SiteSearch) -> None:
    """سلمى and سليم, both حدون, are said in the records not to be the same."""
    assert set(found(search, "سلمى حدون")) >= SALMA
    assert not (SALIM - SALMA) & set(found(search, "سلمى حدون"))
    assert set(found(search, "Salim Haddun")) >= SALIM
    assert not (SALMA - SALIM) & set(found(search, "Salim Haddun"))
    assert found(search, "سليم حدون").count("speaker salma-haddun") == 0


def test_a_family_name_finds_all_of_the_family(search: SiteSearch) -> None:
    for name in ("حدون", "Haddun"):
        assert set(found(search, name)) >= SALMA | SALIM


def test_a_misspelled_name_finds_the_person_it_is_nearest_to(search: SiteSearch) -> None:
    assert found(search, "سلما حدون")[0] == "speaker salma-haddun"


def test_an_outlet_is_found_by_both_names(search: SiteSearch) -> None:
    assert found(search, "Wadinur Post")[0] == found(search, "بريد وادينور")[0] == "publisher wadinur-post"


def test_the_title_of_a_mayor_is_no_name_of_all_she_says(search: SiteSearch) -> None:
    """The town is a word of رئيسة بلدية وادينور; what she says of other things is no hit for the town."""
    assert "statement a0001-s09" not in found(search, "وادينور")


# --- slips ----------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize(("slip", "meant", "where"), [
    ("البرتقل", "البرتقال", "event orange-cup-2031"), ("mulbery", "mulberry", "statement a0001-s09"),
    ("وادينوور", "وادينور", "speaker wadinur"), ("سقالاات", "السقالات", "statement a0001-s03"),
    ("الجهمور", "جمهور", "statement a0004-s01"), ("Hadun", "haddun", "speaker salma-haddun"),
])
def test_a_slip_is_corrected_and_said(search: SiteSearch, slip: str, meant: str, where: str) -> None:
    assert where in found(search, slip)
    assert meant in notes(search, slip)["corrected"]


def test_a_correction_names_only_words_that_there_are(search: SiteSearch) -> None:
    for slip in ("وادنور", "وادينوور", "الوادينوور"):
        assert {word for used in notes(search, slip).values() for word in used} <= {"وادينور", "wadinur"} != set(), slip


def test_a_letter_left_out_is_found_before_a_letter_mistaken(search: SiteSearch) -> None:
    assert "statement a0001-s03" in found(search, "السقلات")


@pytest.mark.parametrize("word", ["زرافة", "قلقاس", "xyzzy", "9871", "長崎", "ъыь"])
def test_a_word_that_nobody_wrote_is_said_to_be_unknown(search: SiteSearch, word: str) -> None:
    answer = search.search(word)
    assert (answer["total"], answer["hits"], answer["suggestions"]) == (0, [], [])
    assert answer["notes"] == [{"code": "unknown", "word": word, "used": []}]


def test_what_is_left_without_the_unknown_word_is_suggested(search: SiteSearch) -> None:
    answer = search.search("المهندس زرافة")
    assert (answer["total"], [note["code"] for note in answer["notes"]]) == (0, ["unknown"])
    (suggestion,) = answer["suggestions"]
    assert suggestion["query"] == "المهندس"
    assert suggestion["total"] == search.search("المهندس")["total"] > 0


# --- several words --------------------------------------------------------------------------------------------------

def test_what_has_all_words_comes_before_what_has_some(search: SiteSearch) -> None:
    for query in ("افتتاح الجسر السقالات", "لجنة مشتركة العبور", "the mayor calls the bridge"):
        flags = [hit["all"] for hit in search.search(query, limit=ALL)["hits"]]
        assert flags == sorted(flags, reverse=True), query
    assert found(search, "لجنة مشتركة العبور")[:2] == ["statement a0001-s05", "digest a0001"]


def test_words_of_the_title_help_what_stands_below_it(search: SiteSearch) -> None:
    """افتتاح stands in the title alone, السقالات in one statement alone."""
    assert found(search, "افتتاح السقالات") == ["statement a0001-s03"]


def test_words_beside_each_other_come_first(search: SiteSearch) -> None:
    assert found(search, "الجسر المشترك")[0] == "speaker bridge-authority"
    assert found(search, "شجرة توت")[0] == "statement a0001-s09"


def test_a_word_that_only_joins_is_not_asked_for(search: SiteSearch) -> None:
    assert found(search, "توت في") == found(search, "توت")
    assert found(search, "the mulberry") == found(search, "mulberry")


@pytest.mark.parametrize(("phrase", "wanted"), [
    ('"لجنة مشتركة"', {"digest a0001", "statement a0001-s05"}),
    ("«لجنة مشتركة»", {"digest a0001", "statement a0001-s05"}),
    ("“لجنة مشتركة”", {"digest a0001", "statement a0001-s05"}),
    ('"مشتركة لجنة"', set()),
    ('"الجسر المشترك"', {"speaker bridge-authority", "speaker salim-haddun"}),
    ('"mulberry tree"', {"statement a0001-s09"}),
    ('"tree mulberry"', set()),
    ('"رسما للعبور"', {"statement a0001-s02"}),
    ('"افتتاح جسر اللقلق"', {"title a0001", "event stork-bridge-opening"}),
])
def test_a_phrase_stands_as_it_is_quoted(search: SiteSearch, phrase: str, wanted: set[str]) -> None:
    assert set(found(search, phrase)) == wanted


def test_a_quotation_mark_that_is_never_closed_quotes_nothing(search: SiteSearch) -> None:
    assert set(found(search, '"مشتركة لجنة')) == set(found(search, "مشتركة لجنة")) != set()


def test_a_barred_word_bars_all_its_forms(search: SiteSearch) -> None:
    every, without = set(found(search, "الجسر")), set(found(search, "الجسر -لجنة"))
    assert every - without == set(found(search, "لجنة")) & every != set()


def test_a_phrase_can_be_barred(search: SiteSearch) -> None:
    every, without = set(found(search, "الجسر")), set(found(search, 'الجسر -"رئيسة البلدية"'))
    assert every - without == set(found(search, '"رئيسة البلدية"')) & every != set()


@pytest.mark.parametrize("query", ["لجنة-مشتركة", "لجنة - مشتركة", "لجنة مشتركة-"])
def test_a_hyphen_that_begins_no_word_bars_nothing(search: SiteSearch, query: str) -> None:
    assert "statement a0001-s05" in found(search, query)


def test_a_query_of_barred_words_alone_finds_nothing(search: SiteSearch) -> None:
    assert search.search("-الجسر")["total"] == 0
