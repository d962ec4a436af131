"""Takes invented raw pages; proves that the cleaner parts body, title and noise, every character given once."""

import json
import re
import textwrap
import time
from importlib.resources import files
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aqwal.ingest.cleaning import clean
from aqwal.ingest.cleaning.lexicon import FURNITURE, PHRASES, opener
from aqwal.ingest.cleaning.scoring import WEIGHTS
from aqwal.ingest.page import ArticleSpans
from aqwal.paths import PROJECT

TITLE = "مجلس القرية يقر توسعة المدرسة ويؤجل شق الطريق"
LEAD = "أقر مجلس قرية الصفصاف، أمس الأحد، توسعة المدرسة الابتدائية بأربعة فصول جديدة، وأجل البت في شق الطريق الشمالي."
SECOND = "وقال رئيس المجلس نادر الحمصي إن المال مرصود منذ الربيع، وإن العمل سيبدأ فور انتهاء العام الدراسي."
THIRD = "وأضاف الحمصي: «لن نقطع شجرة واحدة قبل أن نسأل أهل القرية»."
BODY = f"{LEAD}\n{SECOND}\n{THIRD}"
HEADLINE = "مدرب نادي الصخور: الفوز على المرجان بداية الطريق"
OTHER = "أكد مدرب نادي الصخور فؤاد الدرعي أن الفوز على المرجان بداية الطريق نحو اللقب، وأن الفريق ينقصه الكثير.\n" \
    "وقال الدرعي في حديث إذاعي إن لاعبيه خاضوا المباراة بلا خوف، وإن الجمهور كان اللاعب الأول."
KINDS = set(json.loads((PROJECT / "schemas/article.schema.json").read_text("utf-8"))
            ["properties"]["noise"]["items"]["properties"]["kind"]["enum"])


def body_of(text: str, article: ArticleSpans) -> str:
    return "\n".join(text[start:end] for start, end in article.body)


def title_of(text: str, article: ArticleSpans) -> str | None:
    return text[slice(*article.title)] if article.title else None


def only(text: str) -> ArticleSpans:
    articles = clean(text)
    assert len(articles) == 1
    return articles[0]


def kinds_of(text: str, article: ArticleSpans) -> dict[str, str]:
    return {text[noise.start:noise.end]: noise.kind for noise in article.noise}


def assert_partition(text: str) -> None:
    spans = sorted((start, end) for article in clean(text) for start, end in (
        *article.body, *([article.title] if article.title else []),
        *((noise.start, noise.end) for noise in article.noise)))
    for start, end in spans:
        assert start < end
        assert not text[start].isspace()
        assert not text[end - 1].isspace()
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
    covered = "".join(text[start:end] for start, end in spans)
    assert "".join(covered.split()) == "".join(text.split())


FRAGMENTS = st.sampled_from([
    TITLE, LEAD, SECOND, THIRD, "اقرأ أيضا:", "المصدر: وكالات", "(يتبع)", "الرئيسية", "12:30", "•", "   ", "\n", "\n\n",
    "شارك الخبر", "القاهرة - (رويترز): ", "«", "»", "\"", ".", "ـ", "\u0651", "date 2024-05-01 ", "\t", "التعليقات",
    "كتب: سمير", "http://x.example/a", "ء", "_", "\u200f", "\x00", "|", "جميع الحقوق محفوظة", "إعلان"])


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=400), st.lists(FRAGMENTS, max_size=40).map("".join),
                 st.lists(FRAGMENTS, max_size=40).map(" ".join)))
def test_every_non_blank_character_is_in_exactly_one_span_of_one_article(text: str) -> None:
    assert_partition(text)


@settings(max_examples=60, deadline=None)
@given(st.lists(FRAGMENTS, max_size=30).map("\n".join))
def test_the_same_page_gives_the_same_spans_with_a_kind_of_the_schema_and_a_rule(text: str) -> None:
    articles = clean(text)
    assert articles == clean(text)
    assert [article.part for article in articles] == list(range(1, len(articles) + 1))
    for article in articles:
        assert article.title_rule
        assert all(noise.kind in KINDS and noise.rule for noise in article.noise)


def test_an_empty_page_is_one_article_without_title_or_body() -> None:
    assert only("") == ArticleSpans(1, None, "no body, hence no title", (), ())
    assert only(" \n\t ").noise == ()


def test_a_page_of_menu_and_report_keeps_the_report() -> None:
    text = f"الرئيسية\nسياسة\nرياضة\nاتصل بنا\n\n{TITLE}\n\nالأحد 12 مايو 2024 - 10:30 م\nكتب: سمير عواد\n\n" \
        f"{BODY}\n\nشارك الخبر\nفيسبوك تويتر واتساب\nأضف تعليقك\nجميع الحقوق محفوظة 2024"
    article = only(text)
    assert body_of(text, article) == BODY
    assert title_of(text, article) == TITLE
    kinds = kinds_of(text, article)
    assert kinds["فيسبوك تويتر واتساب"] == "share-link"
    assert kinds["أضف تعليقك"] == "comments-prompt"


def test_a_headline_that_stands_twice_is_a_title_once_and_a_duplicate_once() -> None:
    text = f"{TITLE}\n\nأخبار محلية\n\n{TITLE}\n\n{BODY}"
    article = only(text)
    assert article.title == (0, len(TITLE))
    assert [span.kind for span in article.noise].count("duplicate-title") == 1


def test_a_page_without_a_headline_has_no_title_and_says_why() -> None:
    article = only(BODY)
    assert article.title is None
    assert article.title_rule == "no line above the body reads as its headline"


@pytest.mark.parametrize("dateline", [
    "القاهرة - (رويترز):", "عواصم «وكالات»:", "الرياض – واس:", "(د ب أ) –", "( سند نيوز / وكالات - 23 مارس 2021)",
    "عمان -", "مرصد الوادي -", "بغداد / مرآة المدينة", "الجزائر (وكالات) –"])
def test_a_dateline_at_the_head_of_the_lead_is_cut_off(dateline: str) -> None:
    text = f"{TITLE}\n\n{dateline} {BODY}"
    article = only(text)
    assert body_of(text, article) == BODY
    assert kinds_of(text, article)[dateline] == "dateline"


@pytest.mark.parametrize("lead", [
    "الوزير الحمصي: أقر المجلس توسعة المدرسة بأربعة فصول جديدة، وأجل البت في شق الطريق الشمالي إلى الخريف.",
    "قال رئيس المجلس - وهو مهندس متقاعد - إن العمل سيبدأ فور انتهاء العام الدراسي الحالي في القرية.",
    "القاهرة الكبرى مدينة لا تنام، قالت المهندسة سعاد النجار في محاضرة مساء أمس بدار الكتب."])
def test_a_lead_that_only_looks_like_a_dateline_stays_whole(lead: str) -> None:
    text = f"{TITLE}\n\n{lead}\n{SECOND}\n{THIRD}"
    assert body_of(text, only(text)) == f"{lead}\n{SECOND}\n{THIRD}"


def test_a_mark_of_going_on_is_cut_out_of_the_body() -> None:
    text = f"{TITLE}\n\n{LEAD} (يتبع)\n{SECOND}\n(تستمر)\n{THIRD}"
    article = only(text)
    assert body_of(text, article) == BODY
    assert [noise.kind for noise in article.noise] == ["continuation-mark", "continuation-mark"]


def test_headlines_offered_inside_the_body_are_noise_and_the_body_goes_on() -> None:
    text = f"{TITLE}\n\n{LEAD}\n\nاقرأ أيضا\nحريق محدود في مخزن الحبوب\nموعد افتتاح السوق الجديدة\n\n{SECOND}\n{THIRD}"
    article = only(text)
    assert body_of(text, article) == BODY
    assert kinds_of(text, article) == {
        "اقرأ أيضا": "read-also-header", "حريق محدود في مخزن الحبوب": "related-headlines",
        "موعد افتتاح السوق الجديدة": "related-headlines"}


def test_a_subheading_between_paragraphs_is_noise() -> None:
    text = f"{TITLE}\n\n{LEAD}\nخلاف على الطريق\n{SECOND}\n{THIRD}"
    article = only(text)
    assert body_of(text, article) == BODY
    assert kinds_of(text, article) == {"خلاف على الطريق": "subheading"}


def test_a_second_report_with_its_own_headline_is_a_second_article() -> None:
    text = f"{TITLE}\n\n{BODY}\n\nالمصدر: صوت القرية\n\nإقرأ أيضاً:\n\n{HEADLINE}\n\n{OTHER}"
    first, second = clean(text)
    assert (body_of(text, first), title_of(text, first)) == (BODY, TITLE)
    assert (body_of(text, second), title_of(text, second), second.part) == (OTHER, HEADLINE, 2)
    assert_partition(text)


def test_credit_and_keywords_belong_to_the_report_they_close_and_read_also_to_the_one_it_opens() -> None:
    text = f"{TITLE}\n{BODY}\nالمصدر: صوت القرية\nكلمات دلالية: مدرسة طريق\nإقرأ أيضاً:\n{HEADLINE}\n{OTHER}"
    first, second = clean(text)
    assert [noise.kind for noise in first.noise] == ["source-credit", "keywords"]
    assert [noise.kind for noise in second.noise] == ["read-also-header"]


def test_a_second_report_behind_links_to_follow_needs_no_heading() -> None:
    text = f"{TITLE}\n{BODY}\nتابعونا على تلغرام\n{HEADLINE}\n{OTHER}"
    first, second = clean(text)
    assert (body_of(text, first), body_of(text, second)) == (BODY, OTHER)
    assert title_of(text, second) == HEADLINE


def test_a_list_of_headlines_or_of_teasers_is_no_second_article() -> None:
    text = f"{TITLE}\n\n{BODY}\n\nمقالات مشابهة\n\n" \
        "  • مدرب نادي الصخور: الفوز بداية الطريق\n  • حريق محدود في مخزن الحبوب\n  • موعد افتتاح السوق\n\n" \
        "أهم الأخبار\n\nحريق محدود في مخزن الحبوب\n\n" \
        "اندلع حريق محدود في مخزن الحبوب صباح اليوم من دون إصابات، وقال مصدر في الدفاع المدني إن"
    assert body_of(text, only(text)) == BODY


def test_comments_of_readers_are_not_body_however_long() -> None:
    text = f"{TITLE}\n\n{BODY}\n\nالتعليقات\n\nسعيد من القرية\n" \
        "قلت لكم من قبل إن الطريق أهم من المدرسة، فلا أحد يصل إلى المدرسة في الشتاء أصلا.\n" \
        "مريم\nكلام صحيح، وننتظر من المجلس أن يسمع رأي الناس قبل أن يقرر عنهم كل شيء."
    assert body_of(text, only(text)) == BODY


def test_a_page_on_one_line_is_cut_by_phrases_dates_and_sentences() -> None:
    body = f"{LEAD} {SECOND} {THIRD}"
    text = f"الرئيسية سياسة اقتصاد رياضة ثقافة {TITLE} الأحد 12 مايو 2024 - 10:30 م {body} " \
        "شارك الخبر: فيسبوك تويتر واتساب " \
        "اقرأ أيضا حريق محدود في مخزن الحبوب موعد افتتاح السوق الجديدة جميع الحقوق محفوظة 2024"
    article = only(text)
    assert body_of(text, article) == body
    assert title_of(text, article) == TITLE


@pytest.mark.parametrize("joint", ["  ", " | ", " / "])
def test_signs_that_took_the_place_of_line_ends_part_a_page(joint: str) -> None:
    text = f"الرئيسية\n{TITLE}\n12 مايو 2024\n{BODY}\n{SECOND.replace('نادر', 'عادل')}\nشارك الخبر".replace("\n", joint)
    article = only(text)
    assert title_of(text, article) == TITLE
    assert body_of(text, article).startswith(BODY)
    assert "شارك الخبر" in kinds_of(text, article)


@pytest.mark.parametrize("between", [" ", " 12 مايو 2024 - 10:30 م ", " الصفصاف - صوت القرية: "])
def test_a_headline_that_runs_into_its_lead_is_told_by_the_words_they_share(between: str) -> None:
    body = f"{LEAD} {SECOND} {THIRD}"
    text = f"{TITLE}{between}{body}"
    article = only(text)
    assert body_of(text, article) == body
    assert title_of(text, article) is not None


def test_keywords_and_related_headlines_end_a_page_without_line_ends() -> None:
    body = f"{LEAD} {SECOND} {THIRD}"
    text = f"{TITLE} {body} الوسوم مدرسة طريق مقالات ذات صلة حريق محدود في مخزن الحبوب كم بلغ سعر القمح؟ " \
        "اترك تعليقا لن يتم نشر عنوان بريدك الإلكتروني."
    assert body_of(text, only(text)) == body


@pytest.mark.parametrize("width", [40, 56, 72])
def test_lines_broken_at_a_fixed_width_are_put_together_again(width: int) -> None:
    body = "\n".join(textwrap.fill(paragraph, width) for paragraph in BODY.split("\n"))
    article = only(f"{TITLE}\n\n{body}\n\nشارك الخبر")
    assert len(article.body) == 3
    assert body_of(f"{TITLE}\n\n{body}\n\nشارك الخبر", article) == body


def test_lines_that_break_off_in_mid_sentence_are_put_together_again() -> None:
    body = f"{LEAD}\nوأكد وزير\nالزراعة عادل السهلي أن القمح يكفي القرية، وأن المخزن لن يفتح قبل\nالعيد.\n{SECOND}"
    text = f"{TITLE}\n\n{body}"
    assert body_of(text, only(text)) == body


@pytest.mark.parametrize("signature", ["كتب: سمير عواد", "بقلم: سمير عواد", "الأحد 12 مايو 2024", "12/05/2024 10:30 م"])
def test_a_byline_or_date_behind_the_headline_is_cut_off(signature: str) -> None:
    text = f"{TITLE} {signature}\n{BODY}"
    article = only(text)
    assert title_of(text, article) == TITLE
    assert kinds_of(text, article) == {signature: "other"}


def test_a_paragraph_above_the_date_sums_the_report_up() -> None:
    text = f"{TITLE}\n\nالمجلس يرصد المال ويعد بالعمل قريبا.\n\n12 مايو 2024 - 10:30\n\n{BODY}"
    article = only(text)
    assert (title_of(text, article), body_of(text, article)) == (TITLE, BODY)
    assert "subheading" in kinds_of(text, article).values()


def test_a_bulleted_list_in_mid_report_belongs_to_the_body() -> None:
    body = f"{LEAD}\n• توسعة المدرسة بأربعة فصول\n• حفر بئر جديدة\n{SECOND}\n{THIRD}"
    text = f"{TITLE}\n\n{body}"
    assert body_of(text, only(text)) == body


def test_headlines_parted_by_wide_gaps_are_noise() -> None:
    lines = ["عودة الصيادين إلى الميناء", "هزة خفيفة تضرب الساحل فجرا", "وفاة أقدم ساعاتي في المدينة",
             "شاهد.. قرد يسطو على محل حلويات", "أسعار الصرف صباح اليوم", "نادي الصخور يقيل مدربه"]
    text = "    ".join(lines) + f"\n\n{TITLE}\nنشر في صوت القرية يوم 12 - 03 - 2019\n{BODY}"
    article = only(text)
    assert body_of(text, article) == BODY
    assert title_of(text, article) == TITLE


def test_headlines_run_together_without_any_mark_are_noise() -> None:
    run = "عجوز يعود إلى قريته بعد أربعين عاما فيجد بيته مدرسة ارتفاع مفاجئ في أسعار الأسماك بسوق الصيادين " \
        "توضيح من شركة الكهرباء حول انقطاع التيار شاب يخترع مضخة تعمل بالشمس في ريف المحافظة " \
        "لاعب سابق يفتح مقهى للكتب في المدينة القديمة"
    text = f"{run}\n\n{TITLE}\n\n{BODY}"
    assert body_of(text, only(text)) == BODY


def test_captions_and_file_names_above_the_lead_are_not_the_title() -> None:
    text = f"{TITLE}\nمدرسة القرية (أرشيفية)\nschool-yard.jpg\nرئيس المجلس خلال الجلسة\n{BODY}"
    article = only(text)
    assert title_of(text, article) == TITLE
    assert body_of(text, article) == BODY


def test_a_credit_in_brackets_at_the_very_end_is_cut_off() -> None:
    text = f"{TITLE}\n\n{BODY} (رويترز)"
    article = only(text)
    assert body_of(text, article) == BODY
    assert kinds_of(text, article) == {"(رويترز)": "source-credit"}


def test_a_list_opened_by_a_colon_belongs_to_the_body() -> None:
    items = "وجاءت مطالب الأهالي على النحو الآتي:\n• مدرسة من طابقين\n• طريق واحد فقط\n• بئر جديدة"
    text = f"{TITLE}\n\n{BODY}\n{items}\nوانتهت الجلسة قبيل منتصف الليل بعد نقاش طويل."
    assert body_of(text, only(text)).endswith(f"{items}\nوانتهت الجلسة قبيل منتصف الليل بعد نقاش طويل.")


def test_paragraphs_that_no_full_stop_closes_are_body_all_the_same() -> None:
    body = re.sub(r"[.]$", "", BODY, flags=re.MULTILINE)
    text = f"{body}\nتم إضافة تعليقك وسوف يظهر بعد المراجعة"
    assert body_of(text, only(text)).startswith(body)


@pytest.mark.parametrize("text", [
    "\"" * 100_000, "«" * 50_000 + "»" * 50_000, "(يتبع" * 20_000, "• " * 50_000, "a@" * 50_000, "القاهرة - " * 10_000,
    "اقرأ أيضا: " * 10_000, f"{LEAD} " * 5_000, "ا" * 500_000, ("كلمة" + " " * 9) * 20_000, f"{TITLE}\n" * 10_000,
    "\x00" * 50_000, "وزير  " * 50_000, "قال / " * 50_000, "من\n" * 50_000, "أكد وزير القرية المدرسة\n" * 10_000,
    f"{TITLE} كتب: " * 8_000])
def test_hostile_pages_take_time_in_proportion_to_their_length(text: str) -> None:
    start = time.process_time()
    clean(text)
    assert time.process_time() - start < 6


def test_what_stands_beyond_the_length_of_any_page_is_noise() -> None:
    text = "سطر\n" * 21_000 + LEAD
    assert only(text).noise[-1].rule == "beyond the length of any page"
    assert_partition(text)


def test_the_lists_hold_rules_that_the_program_knows() -> None:
    phrases = [phrase for group in PHRASES.values() for phrase in group]
    assert {phrase.kind for phrase in phrases} <= KINDS
    assert {phrase.place for phrase in phrases} == {"alone", "label", "start", "line", "mark", "byline"}
    assert {phrase.follows for phrase in phrases} == {"-", "list", "end", "stop"}
    assert set(FURNITURE.values()) == {"date", "count", "share", "nav", "comment", "tool"}


def test_every_weight_is_of_a_feature_that_the_program_gives() -> None:
    source = (files("aqwal.ingest.cleaning") / "scoring.py").read_text("utf-8")
    families = ("words-", "ends-", "opener-")
    assert [name for name in WEIGHTS if not name.startswith(families) and f'"{name}"' not in source] == []


@pytest.mark.parametrize(("words", "way"), [
    (["قال", "الوزير"], "verb"), (["واضاف"], "and-verb"), (["والطريق", "مغلق"], "and"), (["وزير", "النقل"], ""),
    (["من", "جانبه"], "link"), (["ومن", "جانبه"], "link"), (["شاهد"], "teaser"), ([], "")])
def test_the_beginning_of_a_paragraph_is_told_by_its_first_words(words: list[str], way: str) -> None:
    assert opener(words) == way
