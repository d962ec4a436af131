"""Takes short sentences of invented news; proves who says what where words are passed on, turned or left out."""

import pytest

from attribution_reading import Said, read, said

MINISTER = "قال الوزير سمير الحلبي إن الجسر متين."
STRONG = Said("سمير الحلبي", "الجسر متين")


@pytest.mark.parametrize("text", [
    "وأوردت وكالة الميناء، نقلا عن المهندس سمير الحلبي، أن الجسر متين.",
    "ونقل موقع الميناء عن المهندس سمير الحلبي أن الجسر متين.",
    "ونقلت القناة السابعة عن المهندس سمير الحلبي الذي زار الموقع قوله إن الجسر متين.",
])
def test_whoever_is_quoted_by_an_agency_is_the_speaker(text: str) -> None:
    assert said(text) == [STRONG]


def test_a_verbal_noun_may_be_what_an_agency_passes_on() -> None:
    assert said("ونقلت مصادر مطلعة عن المهندس سمير الحلبي استعداد فريقه للعمل ليلا.") == [
        Said("سمير الحلبي", "استعداد فريقه للعمل ليلا")]


def test_according_to_a_statement_counts_once_where_the_verb_names_its_subject() -> None:
    assert said("ووفق بيان للوزارة، أكد الوزير سمير الحلبي أن الجسر متين.") == [STRONG]


def test_closing_by_pointing_something_out_says_it() -> None:
    assert said("واختتم الوزير سمير الحلبي كلمته بالإشارة إلى أن الجسر متين.") == [STRONG]


def test_in_his_words_goes_on_with_whoever_spoke() -> None:
    assert said(f"{MINISTER} ووفقا له، فإن العمل انتهى قبل موعده بشهر.")[1] == Said(
        "سمير الحلبي", "العمل انتهى قبل موعده بشهر")
    assert said(f"{MINISTER} وعلى حد تعبيره، «المدينة كلها تنتظر هذا اليوم».")[1].who == "سمير الحلبي"


def test_the_latter_is_the_last_one_named() -> None:
    text = "قال الوزير سمير الحلبي إن الجسر أقوى مما ظنته شركة السدود، فيما اتهمت الأخيرة الوزارة بتأخير الدفع."
    assert said(text)[1] == Said("شركة السدود", "تأخير الدفع")


def test_a_dual_takes_both_whom_its_sentence_names() -> None:
    text = "تلقى الوزير سمير الحلبي اتصالا هاتفيا من نظيره خالد الراشد، أكدا خلاله متانة الجسر."
    assert said(text) == [Said("سمير الحلبي + خالد الراشد", "متانة الجسر")]


def test_the_two_sides_are_the_last_two_who_spoke() -> None:
    text = f"{MINISTER} وقال السفير خالد الراشد إن العمل انتهى. واتفق الجانبان على فتح الجسر غدا."
    assert said(text)[2] == Said("سمير الحلبي + خالد الراشد", "فتح الجسر غدا")


def test_a_verb_that_needs_an_object_finds_it_in_the_one_name_behind_it() -> None:
    assert said(f"{MINISTER} واتهم المعارضة بتعطيل العمل.")[1] == Said("سمير الحلبي", "تعطيل العمل")


def test_whoever_is_reminded_or_reassured_does_not_speak() -> None:
    assert said(f"{MINISTER} وذكّر الحضور بأن العمل انتهى.")[1].who == "سمير الحلبي"
    assert said(f"{MINISTER} وطمأن المواطنين إلى أن العمل انتهى.")[1].who == "سمير الحلبي"


def test_one_institution_may_report_another_within_a_quotation() -> None:
    text = 'قال الوزير سمير الحلبي إن "شركة السدود نفت وجود عيب في الجسر".'
    assert said(text) == [Said("سمير الحلبي", "شركة السدود نفت وجود عيب في الجسر", "direct"),
                          Said("شركة السدود", "وجود عيب في الجسر")]


def test_a_quotation_with_its_verb_behind_it_ends_what_was_said_before() -> None:
    text = f"{MINISTER[:-1]}، و«لن نفتح الطريق قبل آخر فحص»، يضيف الوزير."
    assert said(text) == [STRONG, Said("سمير الحلبي", "لن نفتح الطريق قبل آخر فحص", "direct")]


def test_a_present_that_goes_on_with_a_present_begins_a_new_report() -> None:
    assert said("يرى الوزير سمير الحلبي أن الجسر متين، ويدعو إلى فتحه غدا.") == [
        STRONG, Said("سمير الحلبي", "فتحه غدا")]


def test_an_insertion_of_those_among_them_does_not_end_what_was_said() -> None:
    assert said("أعلنت وزارة النقل إصابة سبعة عمال، بينهم مهندسان، في حادث على الجسر.")[0].what == (
        "إصابة سبعة عمال، بينهم مهندسان، في حادث على الجسر")


def test_a_contrast_with_a_verb_of_its_own_is_left_out() -> None:
    assert said("رحب الوزير سمير الحلبي بالقرار، لكنه حذر من تأخير العمل.") == [
        Said("سمير الحلبي", "القرار"), Said("سمير الحلبي", "تأخير العمل")]


@pytest.mark.parametrize(("name", "text"), [
    ("سلطان الكيلاني", "أكد سعادة سلطان الكيلاني أن الجسر متين."),
    ("الهادي أبو عون", "قال المتحدث باسم الشركة الهادي أبو عون إن الجسر متين."),
    ("سمير القاضي", "قال سمير القاضي مدير الشركة إن الجسر متين."),
    ("نادر الشهابي", "قال المدير العام لوكالة الموانئ نادر الشهابي إن الجسر متين."),
    ("صانعو القرار", "وقال صانعو القرار إن الجسر متين."),
])
def test_names_that_look_like_something_else(name: str, text: str) -> None:
    assert said(text) == [Said(name, "الجسر متين")]


def test_the_short_name_of_a_ministry_opens_a_headline() -> None:
    spoken = read("أعلنت وزارة الموارد المائية فتح السد.", "الموارد المائية: السد مفتوح").statements
    assert [one.speakers[0].name for one in spoken] == ["وزارة الموارد المائية"] * 2


def test_two_dots_with_and_behind_them_go_on_with_the_same_words() -> None:
    title = "الحلبي: الجسر متين.. وموعد فتحه قريب"
    first = read(MINISTER, title).statements[0]
    assert title[slice(*first.content)] == "الجسر متين.. وموعد فتحه قريب"


@pytest.mark.parametrize("text", [
    "قال لوكالة الميناء المهندس سمير الحلبي إن الجسر متين.",
    "وقال الوزير، سمير الحلبي، لصحيفة الميناء إن الجسر متين.",
    "وكان الوزير، سمير الحلبي، قد صرح أمس، وفق محضر الجلسة، بأن الجسر متين.",
    "وأكد رئيس اللجنة، المهندس سمير الحلبي، أن الجسر متين.",
])
def test_an_outlet_an_aside_or_an_address_keeps_no_speaker_from_his_verb(text: str) -> None:
    assert said(text) == [STRONG]


@pytest.mark.parametrize("text", [
    "رفض الوزير سمير الحلبي التعليق على تأخر العمل.",
    "وعمل في الجسر 25 ألف طالب، بدعوة من البلدية.",
    "وقد عُرضت الجسور الخشبية للمرة الأخيرة في المتحف.",
])
def test_what_only_looks_like_speech_says_nothing(text: str) -> None:
    assert said(text) == []


def test_whoever_asks_not_to_be_named_says_only_what_follows() -> None:
    assert said("وقال مسؤول بارز، طلب عدم الكشف عن هويته، إن الجسر متين.") == [Said("مسؤول بارز", "الجسر متين")]


def test_his_excellency_behind_the_first_verb_is_whom_the_sentence_is_about() -> None:
    text = f"{MINISTER} ورفع معاليه التهنئة لولي العهد، مؤكدا أن العمل انتهى."
    assert said(text)[-1] == Said("سمير الحلبي", "العمل انتهى")


def test_the_same_official_is_who_spoke_before() -> None:
    assert said(f"{MINISTER} وأكد ذات المسؤول أن العمل انتهى.")[1] == Said("سمير الحلبي", "العمل انتهى")


def test_states_joined_by_and_speak_together_and_take_a_dual() -> None:
    assert said("دعت فرنسا والسعودية إلى فتح الجسر، ودعتا إلى مواصلة العمل.") == [
        Said("فرنسا + السعودية", "فتح الجسر"), Said("فرنسا + السعودية", "مواصلة العمل")]


def test_what_somebody_is_described_as_is_said() -> None:
    assert said("وعرض خطة وصفتها وزارة النقل بأنها «بداية طيبة» للمدينة.") == [
        Said("وزارة النقل", "«بداية طيبة» للمدينة", "mixed")]


def test_a_quoted_object_is_what_is_criticised() -> None:
    assert said("انتقد النائب سمير الحلبي «سياسة الوعود» في المدينة.") == [
        Said("سمير الحلبي", "«سياسة الوعود» في المدينة", "mixed")]


@pytest.mark.parametrize("text", [
    "حث الوزير المواطنين على ترشيد المياه.",
    "حث الوزير نظيره التونسي على ترشيد المياه.",
])
def test_an_object_is_no_part_of_the_office_before_it(text: str) -> None:
    assert said(text) == [Said("الوزير", "ترشيد المياه")]


def test_a_percentage_does_not_hide_the_participle_behind_it() -> None:
    assert said("ذكر الوزير سمير الحلبي أن العمل زاد بنسبة 12%، موضحا أن الجسر متين.")[1] == STRONG


def test_before_he_adds_goes_on_with_the_speaker_of_the_sentence() -> None:
    text = "وأفاد نور الدين الحلبي أن “الجسر متين جدا كما ترون”، قبل أن يضيف: “العمل انتهى اليوم”."
    assert [one.who for one in said(text)] == ["نور الدين الحلبي"] * 2


def test_a_headline_may_name_who_is_spoken_to() -> None:
    title = "الحلبي لوزيرة النقل: متى يفتح الجسر؟"
    whole = f"{title}\n{MINISTER}"
    assert "متى يفتح الجسر؟" in [whole[slice(*one.content)] for one in read(MINISTER, title).statements]
