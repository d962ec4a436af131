"""Takes the toy dataset; checks the facts on statement pages: who, when, how it came, evidence, other reports."""

from copy import deepcopy
from dataclasses import replace

import pytest

from aqwal.dataset import Archive
from aqwal.derive.sayings import Sayings, sayings_of
from aqwal.pages.edition import Edition
from aqwal.pages.views import statement
from printed import printed, scripts


@pytest.fixture
def arabic(archive: Archive, sayings: Sayings) -> Edition:
    return Edition(archive, sayings, "ar")


def test_every_statement_has_a_page(edition: Edition, archive: Archive) -> None:
    paths = [statement.page(key, edition).path for key in statement.keys(edition)]
    assert sorted(paths) == sorted(f"statements/{one['id']}/" for _, one in archive.each_statement())
    assert len(paths) == 25


def test_no_pages_where_the_dataset_turns_them_off(archive: Archive, sayings: Sayings) -> None:
    without = replace(archive, about={**archive.about, "statement_pages": False})
    assert list(statement.keys(Edition(without, sayings, "ar"))) == []


def test_every_page_prints_its_paraphrase_as_headline_and_balanced_markup(edition: Edition) -> None:
    for key in statement.keys(edition):
        root = printed(statement.page(key, edition), edition)
        assert root.one("h1").text == edition.say(edition.sayings.by_id[key].statement["said"])


def test_facts_of_a_statement(arabic: Edition) -> None:
    root = printed(statement.page("a0001-s02", arabic), arabic)
    assert root.one("h1", class_="aq-saying").attributes["data-type"] == "direct"
    speaker = root.one("p", class_="aq-speaker")
    assert speaker.text == "سلمى حدون، رئيسة بلدية وادينور"
    assert speaker.one("a").attributes["href"] == "../../speakers/salma-haddun/"
    assert root.one("p", class_="aq-chain").text == "سلمى حدون، حسب صدى برجانة."
    assert "لفظ قائله (" in root.one("section", aria_labelledby="way").text
    evidence = root.one("section", aria_labelledby="evidence").text
    assert "336–386" in evidence
    assert "328–333" in evidence
    assert arabic.sayings.by_id["a0001-s02"].statement["content"]["sha256"] in evidence
    phrase = root.one("span", class_="aq-phrase")
    assert (phrase.text, phrase.attributes["lang"]) == ("رسما للعبور", "ar")


def test_role_is_the_one_at_the_time(arabic: Edition) -> None:
    text = printed(statement.page("a0001-s03", arabic), arabic).one("p", class_="aq-speaker").text
    assert "رئيس هيئة الجسر المشترك" in text
    assert "معلم" not in text


def test_chain_names_every_station(archive: Archive, sayings: Sayings) -> None:
    english = Edition(archive, sayings, "en")
    said = printed(statement.page("a0001-s06", english), english).one("p", class_="aq-chain").text
    assert said == "Ferry owners, as reported by Sada Burjana, citing Nakhla News Agency."
    nested = printed(statement.page("a0001-s09", english), english).one("p", class_="aq-chain").text
    assert nested == "Salma Haddun, in the words of Lin Shan, as reported by Sada Burjana."
    unnamed = printed(statement.page("a0004-s02", english), english).one("p", class_="aq-chain").text
    assert unnamed == "Wadinur supporters, as reported by an outlet not named."


def test_chain_ends_even_where_statements_stand_in_one_another(archive: Archive) -> None:
    circular = deepcopy(archive)
    first, second = circular.statements["a0001"][:2]
    first["nested_in"], second["nested_in"] = second["id"], first["id"]
    edition = Edition(circular, sayings_of(circular), "ar")
    relations = [step.relation for step in statement.chain(edition.sayings.by_id[first["id"]], edition)]
    assert relations == ["said", "within", "reported"]


def test_nesting_is_shown_from_both_sides(arabic: Edition) -> None:
    inner = printed(statement.page("a0001-s09", arabic), arabic).one("section", aria_labelledby="context")
    assert "../../statements/a0001-s08/" in [one.attributes["href"] for one in inner.all("a")]
    outer = printed(statement.page("a0001-s08", arabic), arabic).one("section", aria_labelledby="context")
    assert "وفي ضمنه" in outer.text
    assert "لكل عمود من أعمدة الجسر شجرة توت" in outer.text


def test_context_shows_the_neighbours_on_the_page(arabic: Edition) -> None:
    context = printed(statement.page("a0001-s02", arabic), arabic).one("section", aria_labelledby="context")
    items = context.all("li", class_="aq-statement")
    assert [one.text.rsplit(" ", 1)[-1] for one in (items[0], items[2])] == ["a0001-s01", "a0001-s03"]
    assert items[1].attributes["aria-current"] == "true"
    assert "../../articles/a0001/#a0001-s02" in [one.attributes.get("href") for one in context.all("a")]
    first = printed(statement.page("a0001-s01", arabic), arabic).one("section", aria_labelledby="context")
    assert len(first.all("li", class_="aq-statement")) == 2


def test_reports_of_one_utterance_stand_side_by_side(archive: Archive, sayings: Sayings) -> None:
    english = Edition(archive, sayings, "en")
    table = printed(statement.page("a0001-s03", english), english).one("table", class_="aq-compare")
    heads = [one.text for one in table.one("thead").all("th")]
    assert heads == ["Sada BurjanaThis statement", "Wadinur Post"]
    rows = {row.one("th").text: [cell.text for cell in row.all("td")] for row in table.one("tbody").all("tr")}
    assert rows["Type differs"] == ["in substance", "word for word"]
    assert rows["Act differs"] == ["affirmed", "announced"]
    assert rows["Via differs"] == ["none", "Saha"]
    assert rows["Date said"] == ["17 April 2030", "17 April 2030"]
    assert rows["Publication date differs"] == ["17 April 2030", "18 April 2030"]
    assert "Addressees" not in rows


def test_single_reports_have_no_table(edition: Edition) -> None:
    assert printed(statement.page("a0001-s01", edition), edition).all("table", class_="aq-compare") == []


def test_what_is_not_known_says_so(archive: Archive, sayings: Sayings) -> None:
    english = Edition(archive, sayings, "en")
    root = printed(statement.page("a0002-s01", english), english)
    assert "The text does not say on which day." in root.text
    assert "no reporting phrase: the headline itself reports" in root.text
    assert "Whether this counts as an attributed statement is arguable" in root.text
    assert "March 2031 inferred date (inferred)" in root.text


def test_joint_statements_name_all_speakers(archive: Archive, sayings: Sayings) -> None:
    english = Edition(archive, sayings, "en")
    root = printed(statement.page("a0001-s05", english), english)
    assert root.one("p", class_="aq-speaker").text == (
        "Salma Haddun, Mayor of Wadinur and Salim Haddun, Head of the Joint Bridge Authority")
    assert "A joint statement." in root.one("aside").text
    single = printed(statement.page("a0001-s02", english), english).one("section", aria_labelledby="way").text
    assert "as the speaker’s own words (often in translation). What you read here is our paraphrase." in single
    assert "how the speakers put it is not known" in english.texts.count("statement.explain_indirect", 2)


def test_text_of_records_is_inert(archive: Archive) -> None:
    hostile = deepcopy(archive)
    for statements in hostile.statements.values():
        for one in statements:
            one["said"] = {"ar": '<script>قول</script>"><img src=x onerror=y>',
                           "en": "</script><script>x</script>{{ 7 * 7 }}"}
            one["key_phrase"] = "<b onclick=x>كلمة</b>"
    for speaker in hostile.speakers.values():
        speaker["names"].update(ar='"><script>اسم</script>', en="</title><script>x</script>")
    for article in hostile.articles.values():
        article["title"] = "</h1><script>x</script>"
    found = sayings_of(hostile)
    for language in ("ar", "en"):
        edition = Edition(hostile, found, language)
        for key in ("a0001-s03", "a0001-s09", "a0002-s01"):
            root = printed(statement.page(key, edition), edition)
            assert scripts(root) == []
            assert root.all("img") == []
            assert root.all("b") == []
            assert root.one("h1").text == edition.say(hostile.statements["a0001"][0]["said"])
            assert not any("onerror" in one.attributes or "onclick" in one.attributes for one in root.all())


def test_only_web_addresses_and_own_paths_are_links(edition: Edition) -> None:
    for key in statement.keys(edition):
        for link in printed(statement.page(key, edition), edition).all("a"):
            assert link.attributes["href"].startswith(("../", "#", "https://", "./")), link.attributes["href"]


def test_cite_box_holds_every_form_and_isolates_what_arabic_would_turn(arabic: Edition) -> None:
    box = printed(statement.page("a0001-s02", arabic), arabic).one("section", class_="aq-cite")
    forms = box.all("details")
    assert [one.one("summary").text for one in forms] == ["نص عربي", "نص إنجليزي", "BibTeX", "RIS", "CSL-JSON"]
    isolated = {one.text for one in forms[0].all("bdi", dir="ltr")}
    assert isolated == {"2030-04-17", "[a0001-s02]", "https://toy.example/data/statements/a0001-s02/"}
    assert "1.2.0" in forms[0].text
