"""The fields of an article: outlet, agencies, address, day of publication, subjects, each with its evidence."""

import time
from datetime import date

import pytest

from aqwal.dataset import Archive, load_archive
from aqwal.ingest.fields import find_fields
from aqwal.ingest.fields.lexicon import AGENCIES, MONTHS, WEEKDAYS
from aqwal.ingest.fields.mentions import mentions_in
from aqwal.ingest.fields.tokens import tokens_of
from aqwal.ingest.knowledge import Knowledge, knowledge_of
from aqwal.ingest.page import ArticleFields, ArticleSpans, Noise, RawPage, Span
from aqwal.paths import PROJECT, Repository
from aqwal.texts import load_texts, texts_of

SEEDS = PROJECT.parent / "shared" / "seeds"
needs_seeds = pytest.mark.skipif(not SEEDS.is_dir(), reason="the raw seed pages are not beside this repository")
LEAD = "أعلنت بلدية الواحة خطة جديدة لتشجير الشوارع الرئيسية قبل حلول الصيف المقبل"
TITLE = "بلدية الواحة تطلق خطة لتشجير شوارعها"
KNOWN = Knowledge(
    publishers={"جريده عمان": "oman-daily", "تاس": "tass", "rt arabic": "rt-arabic", "منصه موج": "mawj"},
    publisher_names={"oman-daily": "جريدة عمان", "tass": "تاس", "rt-arabic": "آر تي", "mawj": "موج"},
    publisher_kinds={"oman-daily": "outlet", "tass": "agency", "rt-arabic": "outlet", "mawj": "platform"},
    publisher_sites={"omandaily.om": "oman-daily"},
    events={"tree-campaign": ("حمله", "تشجير", "الواحه"), "book-fair": ("معرض", "الكتاب")},
    event_days={"tree-campaign": ("2024-03-01", "2024-03-20")},
    topics={"gardens": ("الحدائق", "والتشجير"), "roads": ("الشوارع",)},
)


def page(*lines: tuple[str, str], published: str | None = None, outlet: str | None = None, url: str | None = None,
         part: int = 1) -> tuple[RawPage, ArticleSpans]:
    """Return a page of lines, each with what it is: title, body, or a kind of noise."""
    text = ""
    title: Span | None = None
    body: list[Span] = []
    noise: list[Noise] = []
    for kind, line in lines:
        span = (len(text), len(text) + len(line))
        text += line + "\n"
        if kind == "title":
            title = span
        elif kind == "body":
            body.append(span)
        else:
            noise.append(Noise(*span, kind, "test"))
    raw = RawPage("page", text, "0" * 64, url, published=published, outlet=outlet)
    return raw, ArticleSpans(part, title, "test", tuple(body), tuple(noise))


def fields(*lines: tuple[str, str], knowledge: Knowledge | None = None, **about: str | int | None) -> ArticleFields:
    return find_fields(*page(*lines, **about), knowledge or Knowledge())  # type: ignore[arg-type]


def dated(line: str, kind: str = "other", lead: str = LEAD, **about: str | int | None) -> ArticleFields:
    """Return the fields of an article with a line between its title and its body."""
    return fields(("title", TITLE), (kind, line), ("body", lead), **about)


def day_of(found: ArticleFields) -> str | None:
    return found.published.value if found.published else None


@pytest.mark.parametrize(("line", "day"), [
    ("23 مارس 2021", "2021-03-23"),
    ("٢٣ آذار ٢٠٢١", "2021-03-23"),
    ("۲۳ مارس ۲۰۲۱", "2021-03-23"),
    ("23 آذار/مارس 2021", "2021-03-23"),
    ("17 شباط / فبراير 2022", "2022-02-17"),
    ("9 كانون الثاني 2023", "2023-01-09"),
    ("9 كانون الثاني/يناير 2023", "2023-01-09"),
    ("30 تشرين الأول، 2023", "2023-10-30"),
    ("14 جانفي 2021", "2021-01-14"),
    ("3 ماي 2022", "2022-05-03"),
    ("5 جويلية 2022", "2022-07-05"),
    ("21 غشت 2020", "2020-08-21"),
    ("28 شتنبر 2020", "2020-09-28"),
    ("12/نوفمبر/2025", "2025-11-12"),
    ("نوفمبر 16, 2025", "2025-11-16"),
    ("March 23, 2021", "2021-03-23"),
    ("4th, November 2023 GMT", "2023-11-04"),
    ("2021-03-23", "2021-03-23"),
    ("2021-03-23T10:15:00+03:00", "2021-03-23"),
    ("2021/03/23 10:15", "2021-03-23"),
    ("23/03/2021 | 10:15", "2021-03-23"),
    ("23.03.2021", "2021-03-23"),
    ("23 - 12 - 2014", "2014-12-23"),
    ("23 مارس 2021ء", "2021-03-23"),
    ("في 23 من شهر مارس عام 2021", "2021-03-23"),
])
def test_a_date_between_title_and_body_is_the_day_of_publication(line: str, day: str) -> None:
    found = dated(line)
    assert found.published
    assert (found.published.value, found.precision) == (day, "day")
    assert found.published.rule.startswith("stated")
    assert found.published.span


def test_the_evidence_of_a_date_is_its_place_in_the_page() -> None:
    raw, spans = page(("title", TITLE), ("other", "الخبر 23 مارس 2021"), ("body", LEAD))
    found = find_fields(raw, spans, Knowledge()).published
    assert found and found.span and raw.text[slice(*found.span)] == "23 مارس 2021"


@pytest.mark.parametrize("line", ["23 مارش 2021", "31/02/2021", "2021-13-45", "16:42:08", "192.168.10.2021",
                                  "12 تعليقا", "1٬204 قراءة", "العدد 14207", "1" * 100_000, "10,842.15",
                                  "05-05-05-2021"])
def test_figures_that_are_no_date_are_none(line: str) -> None:
    assert day_of(dated(line)) is None


def test_without_a_date_there_is_none_and_it_is_said() -> None:
    found = dated("كتب: مراسل")
    assert (found.published, found.precision) == (None, "unknown")
    assert "no date of publication was found" in found.problems


def test_dates_in_sentences_are_not_the_day_of_publication() -> None:
    body = f"{LEAD} وكان المشروع قد بدأ في 3 مايو 2019 بمشاركة الأهالي"
    assert day_of(fields(("title", TITLE), ("body", body))) is None


def test_dates_in_lists_of_other_reports_are_not_the_day_of_publication() -> None:
    for kind in ("related-headlines", "read-also-header", "keywords", "comments-prompt"):
        assert day_of(fields(("title", TITLE), ("body", LEAD), (kind, "افتتاح المعرض 3 مايو 2019"))) is None


def test_a_labelled_date_counts_wherever_it_stands() -> None:
    found = fields(("other", "الاثنين 5 مايو 2025"), ("title", TITLE), ("body", LEAD),
                   ("other", "تاريخ النشر: 2 مايو 2025"))
    assert day_of(found) == "2025-05-02"
    assert found.published and "labelled as published" in found.published.rule
    for label in ("نشر في", "نُشر بتاريخ", "تم النشر", "Published"):
        assert day_of(fields(("title", TITLE), ("body", LEAD), ("other", f"{label} 2 مايو 2025"))) == "2025-05-02"


def test_the_day_of_publication_goes_before_that_of_the_last_change() -> None:
    found = dated("آخر تحديث: 4 مايو 2025 - نشر في: 2 مايو 2025")
    assert day_of(found) == "2025-05-02"
    only = dated("آخر تحديث: 4 مايو 2025")
    assert day_of(only) == "2025-05-04"
    assert any("last change" in problem for problem in only.problems)


def test_a_dateline_dates_the_report() -> None:
    found = fields(("title", TITLE), ("dateline", "مسقط - 2 مايو 2025 -"), ("body", LEAD))
    assert day_of(found) == "2025-05-02"
    assert found.published and found.published.rule == "stated: in the dateline"


def test_the_date_of_a_picture_is_not_that_of_the_report() -> None:
    for line in ("صورة أرشيفية لحديقة الواحة في 3 مايو 2019",
                 "رئيس البلدية يتحدث إلى الأهالي خلال زيارة الحديقة الكبرى وسط المدينة القديمة يوم 3 مايو 2019"):
        assert day_of(dated(line)) is None
    stamp = "الواحة اليوم الرئيسية أخبار محليات رياضة ثقافة اقتصاد صحة طقس الثلاثاء 23 مارس 2021 - 19:46 شارك المقال"
    assert day_of(dated(stamp)) == "2021-03-23"


def test_a_date_beside_today_in_the_lead_is_the_day_of_the_report() -> None:
    for lead in (f"{LEAD}، اليوم السبت (26 نيسان 2025)، بحضور الأهالي", f"{LEAD}، اليوم السبت الموافق 2025/4/26"):
        assert day_of(fields(("title", TITLE), ("body", lead))) == "2025-04-26"
    other = f"{LEAD} على أن تعرض اليوم نتائج المسح الذي أجرته فرق التطوع في الحي القديم يوم 3 مايو 2019"
    assert day_of(fields(("title", TITLE), ("body", other))) is None


def test_a_weekday_that_fits_is_told_and_one_that_does_not_is_a_problem() -> None:
    right, wrong = dated("الثلاثاء 23 مارس 2021"), dated("الأربعاء 23 مارس 2021")
    assert right.published and wrong.published
    assert "it was a Tuesday" in right.published.note
    assert wrong.published.value == "2021-03-23"
    assert wrong.published.confidence < right.published.confidence - 0.2
    assert any("Wednesday" in problem and "Tuesday" in problem for problem in wrong.problems)


def test_a_lead_that_calls_another_day_today_is_a_problem() -> None:
    right = dated("23 مارس 2021", lead=f"{LEAD}، اليوم الثلاثاء")
    late = dated("24 مارس 2021", lead=f"{LEAD}، اليوم الثلاثاء")
    wrong = dated("26 مارس 2021", lead=f"{LEAD}، اليوم الثلاثاء")
    assert right.published and late.published and wrong.published
    assert right.problems == late.problems == ("the page names no outlet",)
    assert wrong.published.confidence < right.published.confidence
    assert any("the lead says اليوم الثلاثاء" in problem for problem in wrong.problems)


def test_yesterday_in_the_lead_is_the_day_before() -> None:
    found = dated("23 مارس 2021", lead=f"{LEAD}، أمس الاثنين")
    assert found.published and "أمس الاثنين" in found.published.note


def test_day_before_month_is_usual_and_said_to_be_unsure() -> None:
    found = dated("03/05/2021")
    assert day_of(found) == "2021-05-03"
    assert any("2021-03-05" in problem for problem in found.problems)
    assert not any("may also be read" in problem for problem in dated("23/05/2021").problems)


def test_a_weekday_decides_between_day_and_month() -> None:
    assert day_of(dated("الجمعة 03/05/2021")) == "2021-03-05"
    assert day_of(dated("03/05/2021", lead=f"{LEAD}، اليوم الجمعة")) == "2021-03-05"
    assert day_of(dated("الاثنين 03/05/2021")) == "2021-05-03"


def test_a_year_of_two_figures_counts_only_where_something_speaks_for_it() -> None:
    assert day_of(dated("23/03/21")) is None
    assert day_of(dated("تاريخ النشر: 23/03/21")) == "2021-03-23"
    assert day_of(dated("الثلاثاء 23/03/21")) == "2021-03-23"


def test_a_date_on_top_of_the_page_may_be_the_day_it_was_read() -> None:
    alone = fields(("other", "الخميس 21 نوفمبر 2024"), ("title", TITLE), ("body", LEAD))
    assert alone.published is None
    assert any("2024-11-21 stands above the title" in problem for problem in alone.problems)
    borne_out = fields(("other", "الخميس 21 نوفمبر 2024"), ("title", TITLE), ("body", f"{LEAD}، اليوم الخميس"))
    assert day_of(borne_out) == "2024-11-21"
    contradicted = fields(("other", "الخميس 21 نوفمبر 2024"), ("title", TITLE), ("body", f"{LEAD}، اليوم الاثنين"))
    assert contradicted.published is None


def test_a_distance_in_time_is_counted_from_the_day_the_page_was_read() -> None:
    for words, day in (("منذ 5 ساعات", "2024-11-21"), ("منذ يومين", "2024-11-19"), ("قبل ٣ أيام", "2024-11-18"),
                       ("2 days ago", "2024-11-19")):
        found = fields(("other", "الخميس 21 نوفمبر 2024"), ("title", TITLE), ("other", f"المحرر {words}"),
                       ("body", LEAD))
        assert found.published
        assert found.published.value == day
        assert found.published.rule.startswith("inferred")
        assert "2024-11-21" in found.published.note


def test_a_distance_that_names_no_day_leaves_the_date_open() -> None:
    for words in ("منذ ساعتين", "منذ أسبوعين"):
        found = dated(words)
        assert found.published is None
        assert any(words in problem for problem in found.problems)


def test_the_head_of_the_page_dates_it() -> None:
    found = dated("كتب: مراسل", published="2021-03-23")
    assert found.published
    assert (found.published.value, found.published.rule) == ("2021-03-23", "stated in the head of the page")
    assert day_of(dated("منذ ساعتين", published="2021-03-23")) == "2021-03-23"


def test_head_and_text_that_differ_are_a_problem() -> None:
    assert not any("head" in problem for problem in dated("23 مارس 2021", published="2021-03-24").problems)
    assert any("2021-04-24" in problem for problem in dated("23 مارس 2021", published="2021-04-24").problems)


def test_the_head_of_the_page_does_not_date_a_second_article() -> None:
    assert day_of(dated("كتب: مراسل", published="2021-03-23", part=2)) is None


@pytest.mark.parametrize("line", ["10 شعبان 1442 هـ", "١٠ شعبان ١٤٤٢هـ", "10/8/1442", "1442/8/10هـ",
                                  "10 شعبان المعظم 1442"])
def test_a_hijri_date_is_converted_and_said_to_be_inferred(line: str) -> None:
    found = dated(line).published
    assert found
    assert found.value == "2021-03-23"
    assert found.rule.startswith("inferred")
    assert "Umm al-Qura" in found.note


def test_the_weekday_beside_a_hijri_date_corrects_it_by_a_day() -> None:
    assert day_of(dated("الأربعاء 10 شعبان 1442 هـ")) == "2021-03-24"


def test_our_calendar_goes_before_the_hijri_one() -> None:
    found = dated("الثلاثاء 10 شعبان 1442هـ - 23 مارس 2021م")
    assert found.published
    assert (found.published.value, found.published.rule) == ("2021-03-23", "stated: between title and body")


def test_a_dateline_without_a_year_takes_the_only_year_of_the_page_that_fits() -> None:
    found = fields(("title", TITLE), ("dateline", "الكويت - 25 - 1 (الصدف) --"), ("body", f"{LEAD}، اليوم الثلاثاء"),
                   ("other", "جميع الحقوق محفوظة © 2022"))
    assert found.published
    assert (found.published.value, found.published.rule[:8]) == ("2022-01-25", "inferred")
    without = fields(("title", TITLE), ("dateline", "الكويت - 25 - 1 (الصدف) --"), ("body", LEAD))
    assert without.published is None
    assert any("without a year" in problem for problem in without.problems)


def test_an_address_with_a_date_dates_a_page_that_says_nothing_else() -> None:
    found = dated("كتب: مراسل", url="https://news.example/2021/03/23/story").published
    assert found and found.value == "2021-03-23" and found.rule.startswith("inferred")


@pytest.mark.parametrize(("kind", "line", "name"), [
    ("source-credit", "المصدر: صدى الجرد", "صدى الجرد"),
    ("source-credit", "المصدر: لجريدة عمان", "جريدة عمان"),
    ("source-credit", "المصدر: مرسى الآن + وكالات", "مرسى الآن"),
    ("source-credit", "ظهرت المقالة أولا على مرسى نيوز.", "مرسى نيوز"),
    ("site-name", "مرسى الآن/ خاص", "مرسى الآن"),
    ("dateline", "الكويت - 25 - 1 (المرسى) --", "المرسى"),
    ("other", "جميع الحقوق محفوظة © بوابة المرسى 2025", "بوابة المرسى"),
    ("other", "© 2025 أسواق المرسى. كل الحقوق محفوظة", "أسواق المرسى"),
    ("other", "جميع الحقوق محفوظة لوكالة مرسى نيوز © 2014 - 2025", "وكالة مرسى نيوز"),
    ("other", "مرسى برس لاين 2019-2025 ©", "مرسى برس لاين"),
    ("other", "نشر في المرسى الحر يوم 22 - 11 - 2025", "المرسى الحر"),
    ("other", "مرسى24 الرئيسية سياسة مجتمع رياضة © 2025 مرسى24 جميع الحقوق محفوظة", "مرسى24"),
])
def test_the_outlet_is_named_as_the_page_writes_it(kind: str, line: str, name: str) -> None:
    raw, spans = page(("title", TITLE), ("body", LEAD), (kind, line))
    found = find_fields(raw, spans, Knowledge()).publisher_name
    assert found and found.value == name
    assert found.span and raw.text[slice(*found.span)] == name


def test_names_that_agree_bear_each_other_out() -> None:
    alone = fields(("title", TITLE), ("body", LEAD), ("other", "© 2025 أسواق المرسى"))
    both = fields(("title", TITLE), ("dateline", "صلالة - أسواق المرسى"), ("body", LEAD),
                  ("other", "© 2025 أسواق المرسى"))
    assert alone.publisher_name and both.publisher_name
    assert both.publisher_name.confidence > alone.publisher_name.confidence
    assert "borne out by" in both.publisher_name.rule


@pytest.mark.parametrize("line", ["المصدر: لجريدة عمان", "المصدر: صحيفة عمان"])
def test_a_known_outlet_is_known_by_its_name(line: str) -> None:
    found = fields(("title", TITLE), ("body", LEAD), ("source-credit", line), knowledge=KNOWN)
    assert found.publisher and found.publisher.value == "oman-daily"


def test_a_known_outlet_is_known_by_its_site() -> None:
    found = dated("كتب: مراسل", knowledge=KNOWN, url="https://www.omandaily.om/a/1")
    assert found.publisher and found.publisher.value == "oman-daily"
    assert found.url and found.url.value == "https://www.omandaily.om/a/1"


def test_an_unknown_outlet_has_a_name_and_no_id() -> None:
    found = fields(("title", TITLE), ("body", LEAD), ("source-credit", "المصدر: صدى الجرد"), knowledge=KNOWN)
    assert found.publisher is None and found.publisher_name


def test_a_page_that_names_no_outlet_says_so() -> None:
    found = fields(("title", TITLE), ("body", LEAD), ("source-credit", "المصدر: وكالات"), ("site-name", "الرئيسية"))
    assert found.publisher_name is None
    assert "the page names no outlet" in found.problems


def test_agencies_are_read_from_datelines_and_credits() -> None:
    found = fields(("title", TITLE), ("dateline", "باريس (أ ف ب) -"), ("body", LEAD),
                   ("source-credit", "المصدر: رويترز + تاس"), knowledge=KNOWN)
    assert [one.value for one in found.agencies] == ["afp", "reuters", "tass"]
    assert found.agencies[0].note and not found.agencies[2].note
    assert found.publisher_name is None


def test_an_agency_named_for_one_statement_in_the_body_is_not_credited() -> None:
    body = "وأضاف رئيس البلدية أن العمل يبدأ غدا، حسبما ذكرت وكالة تاس للأنباء"
    assert fields(("title", TITLE), ("body", LEAD), ("body", body), knowledge=KNOWN).agencies == ()
    first = fields(("title", TITLE), ("body", f"{LEAD}، بحسب وكالة تاس"), knowledge=KNOWN).agencies
    assert [(one.value, one.confidence <= 0.5) for one in first] == [("tass", True)]


def test_agencies_without_a_name_are_left_to_decide() -> None:
    found = fields(("title", TITLE), ("dateline", "عواصم «وكالات»:"), ("body", LEAD))
    assert found.agencies == ()
    assert "the page credits agencies without naming them" in found.problems


def test_an_address_in_the_text_is_that_of_the_page() -> None:
    found = dated("انسخ الرابطhttps://news.example/wr9h", kind="share-link").url
    assert found and found.value == "https://news.example/wr9h"


def test_events_and_topics_are_proposed_with_the_words_they_rest_on_and_never_as_certain() -> None:
    found = fields(("title", TITLE), ("body", f"{LEAD} ضمن حملة واسعة"), knowledge=KNOWN)
    assert [one.value for one in found.events] == ["tree-campaign"]
    assert {one.value for one in found.topics} == {"gardens", "roads"}
    assert all(0 < one.confidence <= 0.8 and one.note for one in (*found.events, *found.topics))


def test_an_event_that_has_not_yet_been_is_not_proposed() -> None:
    early = dated("نشر في 3 مايو 2023", lead=f"{LEAD} ضمن حملة", knowledge=KNOWN)
    then = dated("نشر في 12 مارس 2024", lead=f"{LEAD} ضمن حملة", knowledge=KNOWN)
    late = dated("نشر في 12 مارس 2025", lead=f"{LEAD} ضمن حملة", knowledge=KNOWN)
    assert early.events == ()
    assert late.events[0].confidence < then.events[0].confidence


def test_every_month_and_weekday_is_listed() -> None:
    assert {number for calendar, number in MONTHS.values() if calendar == "gregorian"} == set(range(1, 13))
    assert {number for calendar, number in MONTHS.values() if calendar == "hijri"} == set(range(1, 13))
    assert set(WEEKDAYS.values()) == set(range(7))
    assert all(identifier.replace("-", "").isalnum() for identifier in AGENCIES.values())


def test_all_dates_of_a_line_are_read() -> None:
    text = "12/3/2021 ثم 13 مارس 2021 ثم 2021-03-14"
    days = [mention.readings[0] for mention in mentions_in(text, tokens_of(text, 0, len(text)))]
    assert days == [date(2021, 3, 12), date(2021, 3, 13), date(2021, 3, 14)]


@pytest.mark.parametrize("piece", ["1", "1/", "12/3/2021 ", "منذ ", "منذ" + " " * 50, "«", "ل«", "© ", "حقوق ",
                                   "نشر في ",
                                   "المصدر: ", "https://", "كانون الثاني 1 ", "بحسب وكالة ", "نُ"])
def test_hostile_pages_take_time_in_step_with_their_length(piece: str) -> None:
    text = piece * (400_000 // len(piece))
    middle = len(text) // 2
    started = time.process_time()
    for kind in ("other", "source-credit", "dateline", "site-name", "follow-us", "share-link"):
        spans = ArticleSpans(1, None, "test", ((middle, len(text)),), (Noise(0, middle, kind, "test"),))
        find_fields(RawPage("page", text, "0" * 64), spans, KNOWN)
    pieces = tuple(Noise(start, start + 40, "site-name", "test") for start in range(0, middle - 40, 40))
    find_fields(RawPage("page", text, "0" * 64), ArticleSpans(1, None, "test", ((middle, len(text)),), pieces), KNOWN)
    assert time.process_time() - started < 2


# --- the real dataset -------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def seeds() -> tuple[Archive, dict[str, tuple[RawPage, ArticleSpans]]]:
    """Return the dataset and the pages of its articles, cut as their records say."""
    archive, _ = load_archive(Repository(PROJECT), use_cache=False)
    assert archive
    found = {}
    for key, text in texts_of(archive, load_texts(SEEDS)).items():
        record = archive.articles[key]
        title = tuple(record["title_span"]) if record["title_span"] else None
        noise = tuple(Noise(one["start"], one["end"], one["kind"], "record") for one in record["noise"])
        body = tuple((start, end) for start, end in record["body"])
        found[key] = (RawPage(key, text, "0" * 64),
                      ArticleSpans(record["part"], title, "record", body, noise))  # type: ignore[arg-type]
    return archive, found


@pytest.mark.seeds
@needs_seeds
def test_outlets_agencies_and_addresses_of_the_seeds_are_those_of_their_records(
        seeds: tuple[Archive, dict[str, tuple[RawPage, ArticleSpans]]]) -> None:
    archive, pages = seeds
    known = knowledge_of(archive)
    for key, one in pages.items():
        found, record = find_fields(*one, known), archive.articles[key]
        assert (found.publisher.value if found.publisher else None) == record["publisher"]
        assert [agency.value for agency in found.agencies] == record["agencies"]
        assert (found.url.value if found.url else None) == record["url"]


@pytest.mark.seeds
@needs_seeds
def test_a_date_of_the_seeds_is_found_only_where_the_page_states_it(
        seeds: tuple[Archive, dict[str, tuple[RawPage, ArticleSpans]]]) -> None:
    archive, pages = seeds
    stated = {key: one["published"]["date"] if one["published"]["basis"] == "stated" else None
              for key, one in archive.articles.items()}
    assert {key: day_of(find_fields(*one, Knowledge())) for key, one in pages.items()} == stated


@pytest.mark.seeds
@needs_seeds
def test_half_of_the_events_of_the_seeds_are_proposed(
        seeds: tuple[Archive, dict[str, tuple[RawPage, ArticleSpans]]]) -> None:
    archive, pages = seeds
    known = knowledge_of(archive)
    hits = [any(one.value in archive.articles[key]["events"] for one in find_fields(*page, known).events)
            for key, page in pages.items()]
    assert sum(hits) >= len(hits) / 2
