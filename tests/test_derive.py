"""Takes the toy dataset; proves what is derived from it: time order, profiles, roles, events side by side."""

import copy

from aqwal.dataset import Archive
from aqwal.derive.events import event_table
from aqwal.derive.profiles import by_year, profile_of, ranked, role_on
from aqwal.derive.sayings import Saying, Sayings, sayings_of, time_order


def ids(sayings: list[Saying]) -> list[str]:
    return [saying.id for saying in sayings]


def test_every_statement_is_there_once_in_time_order(archive: Archive, sayings: Sayings) -> None:
    assert sorted(ids(sayings.all)) == sorted(statement["id"] for _, statement in archive.each_statement())
    assert set(sayings.by_id) == set(ids(sayings.all))
    dates = [saying.date for saying in sayings.all]
    known = [date for date in dates if date is not None]
    assert known == sorted(known)
    assert dates == known + [None] * (len(dates) - len(known))
    assert len(known) < len(dates)


def test_time_order_does_not_depend_on_the_order_of_files(archive: Archive, sayings: Sayings) -> None:
    turned = copy.copy(archive)
    object.__setattr__(turned, "articles", dict(reversed(archive.articles.items())))
    assert ids(sayings_of(turned).all) == ids(sayings.all)
    assert sorted(sayings.all, key=time_order) == sayings.all


def test_neighbours_are_those_on_the_page(sayings: Sayings) -> None:
    page = sayings.by_article["a0003"]
    assert [saying.number for saying in page] == [1, 2, 3, 4, 5, 6, 7]
    assert [saying.before for saying in page] == [None, *ids(page)[:-1]]
    assert [saying.after for saying in page] == [*ids(page)[1:], None]


def test_the_day_said_goes_before_the_day_published(sayings: Sayings) -> None:
    assert sayings.by_id["a0003-s01"].date == "2030-04-17"
    assert sayings.by_id["a0003-s03"].date == "2030-04-18"
    assert sayings.by_id["a0004-s01"].date is None
    assert sayings.by_id["a0004-s01"].year is None
    assert sayings.by_id["a0004-s03"].year == "2031"


def test_look_ups_from_all_sides(sayings: Sayings) -> None:
    assert "a0001-s05" in ids(sayings.by_speaker["salma-haddun"])
    assert "a0001-s05" in ids(sayings.by_speaker["salim-haddun"])
    assert ids(sayings.by_addressee["lin-shan"]) == ["a0001-s09"]
    assert ids(sayings.by_via["saha"]) == ["a0003-s05", "a0002-s04"]
    assert ids(sayings.nested_under["a0001-s08"]) == ["a0001-s09"]
    assert ids(sayings.by_utterance["u0001"]) == ["a0001-s02", "a0003-s01"]
    assert None not in sayings.by_publisher
    assert all(not saying.id.startswith("a0004") for listed in sayings.by_publisher.values() for saying in listed)


def test_other_reports_leave_out_the_report_itself(sayings: Sayings) -> None:
    assert ids(sayings.other_reports(sayings.by_id["a0001-s02"])) == ["a0003-s01"]
    assert sayings.other_reports(sayings.by_id["a0001-s01"]) == []


def test_profile_counts_the_speakers_own_statements(sayings: Sayings) -> None:
    profile = profile_of("nadir-karrami", sayings)
    assert ids(profile.sayings) == ["a0002-s01", "a0002-s02", "a0002-s03", "a0004-s03"]
    assert profile.years == [("2031", 4)]
    assert profile.undated == 0
    assert profile.outlets == [("sada-burjana", 3)]
    assert profile.types == [("direct", 2), ("indirect", 1), ("mixed", 1)]
    assert profile.topics == [("sport", 4)]


def test_profile_knows_company_and_addressees(sayings: Sayings) -> None:
    assert profile_of("salma-haddun", sayings).together_with == [("salim-haddun", 1)]
    assert profile_of("salma-haddun", sayings).spoke_to == [("lin-shan", 1)]
    assert profile_of("lin-shan", sayings).spoken_to_by == [("salma-haddun", 1)]
    assert profile_of("wadinur", sayings).spoken_to_by == [("burjana", 1)]
    assert profile_of("wadinur", sayings).undated == 1


def test_profile_of_a_stranger_is_empty(sayings: Sayings) -> None:
    profile = profile_of("nobody", sayings)
    assert (profile.sayings, profile.years, profile.outlets) == ([], [], [])


def test_years_without_a_statement_show_as_zero(sayings: Sayings) -> None:
    early, late = copy.deepcopy(sayings.by_id["a0001-s01"]), copy.deepcopy(sayings.by_id["a0002-s02"])
    early.statement["said_on"]["date"] = "2028-12-31"
    assert by_year([late, early]) == [("2028", 1), ("2029", 0), ("2030", 0), ("2031", 1)]


def test_ranking_breaks_ties_by_name_and_skips_nothing_given() -> None:
    assert ranked(["b", None, "a", "c", "c"]) == [("c", 2), ("a", 1), ("b", 1)]


def test_role_comes_from_the_article_or_from_dates_but_is_never_guessed(archive: Archive, sayings: Sayings) -> None:
    by_article = role_on(archive, "salma-haddun", sayings.by_id["a0001-s01"])
    assert by_article
    assert by_article["title"]["en"] == "Mayor of Wadinur"
    assert role_on(archive, "lin-shan", sayings.by_id["a0003-s07"]) is None
    earlier = copy.deepcopy(sayings.by_id["a0002-s02"])
    earlier.statement["said_on"]["date"] = "2015-05-05"
    by_date = role_on(archive, "salim-haddun", earlier)
    assert by_date
    assert by_date["title"]["en"] == "Teacher of mathematics"
    assert role_on(archive, "salim-haddun", sayings.by_id["a0004-s01"]) is None


def test_event_sets_outlets_side_by_side(archive: Archive, sayings: Sayings) -> None:
    table = event_table("stork-bridge-opening", archive, sayings)
    assert table.articles == ["a0001", "a0003"]
    assert [row.key for row in table.shared] == ["u0001", "u0002"]
    shared = table.shared[0]
    assert {article: report.id for article, report in shared.reports.items()} == {
        "a0001": "a0001-s02", "a0003": "a0003-s01"}
    assert shared.first.id == "a0001-s02"
    only = table.only_in("a0003")
    assert [row.first.id for row in only] == ["a0003-s02", "a0003-s03", "a0003-s04", "a0003-s06"]
    assert len(table.rows) == len(table.shared) + len(only) + len(table.only_in("a0001"))


def test_event_that_an_article_only_names_has_its_column(archive: Archive) -> None:
    silent = copy.deepcopy(archive)
    silent.articles["a0004"]["events"].append("stork-bridge-opening")
    table = event_table("stork-bridge-opening", silent, sayings_of(silent))
    assert table.articles == ["a0001", "a0003", "a0004"]
    assert table.only_in("a0004") == []
