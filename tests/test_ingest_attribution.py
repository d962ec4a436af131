"""Takes short sentences of invented news; proves who says what in them, one construction at a time."""

import pytest

from attribution_reading import Said, found, read, said

MINISTER = "قال الوزير سمير الحلبي إن الجسر يفتح غدا."
WOMAN = "قالت وزيرة النقل سميرة النجدي إن الجسر يفتح غدا."
ENGINEER = "وقال المهندس وليد الحمصي إن الحديد متين."
OPENS = "الجسر يفتح غدا"
WE_OPEN = "نفتح الجسر أمام السيارات صباح الغد"
DONE = "العمل انتهى قبل موعده"


def test_verb_subject_and_that_make_an_indirect_statement() -> None:
    assert said(MINISTER) == [Said("سمير الحلبي", OPENS)]
    assert found(MINISTER)[0].evidence == ("verb قال", "named beside the verb", "that")


def test_a_quotation_behind_a_colon_is_direct() -> None:
    assert said(f"قال سمير الحلبي: «{WE_OPEN}».") == [Said("سمير الحلبي", WE_OPEN, "direct")]


def test_a_quotation_may_stand_before_its_verb() -> None:
    assert said(f"«{WE_OPEN}»، قال سمير الحلبي.") == [Said("سمير الحلبي", WE_OPEN, "direct")]


def test_a_subject_may_stand_before_its_verb() -> None:
    assert said("وزيرة النقل سميرة النجدي أكدت أن الجسر يفتح غدا.") == [Said("سميرة النجدي", OPENS)]


def test_unmarked_words_behind_a_colon_are_direct() -> None:
    assert said(f"قال سمير الحلبي: {WE_OPEN}.") == [Said("سمير الحلبي", WE_OPEN, "direct")]


def test_a_clause_with_some_words_quoted_is_mixed() -> None:
    text = "قال الوزير سمير الحلبي إن الجسر «آية من آيات البناء» يفتح غدا."
    assert said(text) == [Said("سمير الحلبي", "الجسر «آية من آيات البناء» يفتح غدا", "mixed")]


def test_an_elided_subject_is_whoever_spoke_last() -> None:
    assert said(f"{MINISTER} وأضاف أن {DONE}.")[1] == Said("سمير الحلبي", DONE)


def test_the_gender_of_the_verb_tells_which_of_two_goes_on() -> None:
    assert said(f"{WOMAN} {ENGINEER} وأضافت أن {DONE}.")[2] == Said("سميرة النجدي", DONE)
    assert said(f"{WOMAN} {ENGINEER} وأضاف أن {DONE}.")[2] == Said("وليد الحمصي", DONE)


def test_a_sentence_about_somebody_leads_up_to_what_he_said() -> None:
    assert said(f"زار الوزير سمير الحلبي الجسر صباح أمس. وقال إن {DONE}.") == [Said("سمير الحلبي", DONE)]


def test_a_dual_means_the_two_met_before() -> None:
    text = f"التقى الوزير سمير الحلبي الوزير خالد الراشد أمس. وقال الوزيران إن {OPENS}."
    assert said(text) == [Said("سمير الحلبي + خالد الراشد", OPENS)]


def test_two_names_joined_by_and_speak_together() -> None:
    assert said(f"قال الوزير سمير الحلبي والسفير خالد الراشد إن {OPENS}.") == [
        Said("سمير الحلبي + خالد الراشد", OPENS)]


def test_an_apposition_between_commas_belongs_to_the_name() -> None:
    assert said(f"قال سمير الحلبي، مدير شركة الجسور، إن {DONE}.") == [Said("سمير الحلبي", DONE)]


def test_a_title_alone_means_the_person_named_with_it() -> None:
    text = f"زار وزير النقل سمير الحلبي الجسر. وقال الوزير إن {DONE}."
    assert said(text) == [Said("سمير الحلبي", DONE)]
    assert "office of a person named before" in found(text)[0].evidence


def test_a_surname_alone_means_the_person_named_in_full() -> None:
    assert said(f"{MINISTER} وشدد الحلبي على أن {DONE}.")[1] == Said("سمير الحلبي", DONE)


def test_an_institution_speaks() -> None:
    statement = found("أعلنت وزارة النقل أن الجسر يفتح غدا.")[0]
    assert (statement.speakers[0].name, statement.speakers[0].kind, statement.act) == (
        "وزارة النقل", "organisation", "announce")


def test_what_stands_in_a_statement_is_said_by_its_issuer() -> None:
    assert said("وجاء في بيان للوزارة أن الجسر يفتح غدا.") == [Said("الوزارة", OPENS)]
    assert said(f"أعلنت وزارة النقل أن {OPENS}. وجاء في البيان أن {DONE}.")[1] == Said("وزارة النقل", DONE)


@pytest.mark.parametrize(("phrase", "who"), [
    ("بحسب وزارة النقل", "وزارة النقل"),
    ("وفق ما قال الوزير سمير الحلبي", "سمير الحلبي"),
    ("وفقا للوزير سمير الحلبي", "سمير الحلبي"),
    ("حسبما أعلن الوزير سمير الحلبي", "سمير الحلبي"),
])
def test_according_to_ascribes_what_stands_before_it(phrase: str, who: str) -> None:
    assert said(f"{WE_OPEN}، {phrase}.") == [Said(who, WE_OPEN)]


def test_in_his_words_means_whoever_was_spoken_of() -> None:
    text = "تحدث الوزير سمير الحلبي عن الجسر. فالعمل كله انتهى قبل موعده بشهر، على حد قوله."
    assert [one.who for one in said(text)] == ["سمير الحلبي"]


def test_according_to_an_agency_tells_only_how_the_words_came() -> None:
    assert said(f"{WE_OPEN}، بحسب وكالة الغد.") == []
    statement = found("قال الوزير سمير الحلبي إن الجسر يفتح غدا، بحسب وكالة الغد.")[0]
    assert [one.name for one in statement.via] == ["وكالة الغد"]


def test_an_address_with_his_means_whoever_was_spoken_of() -> None:
    assert said(f"{MINISTER} وأضاف معاليه أن {DONE}.")[1] == Said("سمير الحلبي", DONE)


def test_a_counterpart_holds_the_same_office() -> None:
    text = f"التقى الوزير سمير الحلبي نظيرته المجرية مريم هوفر أمس. وقالت الوزيرة المجرية إن {DONE}."
    assert said(text) == [Said("مريم هوفر", DONE)]


def test_a_participle_is_said_by_the_subject_of_its_sentence() -> None:
    assert said(f"زار الوزير سمير الحلبي الجسر أمس، مؤكدا أن {DONE}.") == [Said("سمير الحلبي", DONE)]


def test_words_an_agency_passes_on_are_the_speakers() -> None:
    assert said(f"نقلت وكالة الغد عن الوزير سمير الحلبي قوله إن {DONE}.") == [Said("سمير الحلبي", DONE)]


def test_a_report_within_a_report_is_nested() -> None:
    outer, inner = found("قال الوزير سمير الحلبي إن المهندس وليد الحمصي أكد أن الحديد متين.")
    assert (outer.nested_in, inner.nested_in) == (None, 0)
    assert inner.speakers[0].name == "وليد الحمصي"


def test_an_object_is_content_behind_verbs_that_take_one() -> None:
    assert said("دعا الوزير سمير الحلبي إلى بناء جسر ثان فوق النهر.") == [Said("سمير الحلبي", "بناء جسر ثان فوق النهر")]
    assert said("نفى الوزير سمير الحلبي وجود شقوق في الجسر.") == [Said("سمير الحلبي", "وجود شقوق في الجسر")]


def test_not_hiding_is_showing() -> None:
    assert said("لم يخف الوزير سمير الحلبي قلقه من تأخر العمل.") == [Said("سمير الحلبي", "قلقه من تأخر العمل")]


def test_a_name_in_marks_is_no_speech() -> None:
    assert said("افتتح الوزير سمير الحلبي معرض «بيت الماء والنار» أمس.") == []


def test_a_name_in_marks_makes_no_clause_mixed() -> None:
    assert said("قال الوزير سمير الحلبي إن صحيفة «الغد الجديد» أخطأت في الخبر.")[0].type == "indirect"


def test_a_headline_with_a_colon_names_its_speaker() -> None:
    statements = read(f"قال الوزير سمير الحلبي إن {DONE}.", title=f"الحلبي: {OPENS} أمام السيارات").statements
    assert [(one.in_title, one.speakers[0].name) for one in statements] == [
        (True, "سمير الحلبي"), (False, "سمير الحلبي")]


def test_a_headline_about_a_thing_makes_no_statement() -> None:
    assert not any(one.in_title for one in read(MINISTER, title="جسر النهر: عام من العمل").statements)


@pytest.mark.parametrize("text", [
    "لم يقل الوزير سمير الحلبي إن الجسر يفتح غدا.",
    "يذكر أن الجسر بني قبل خمسين عاما.",
    "يشار إلى أن الجسر بني قبل خمسين عاما.",
])
def test_what_was_not_said_or_the_newsroom_says_is_no_statement(text: str) -> None:
    assert [one for one in said(text) if OPENS in one.what or "بني" in one.what] == []


def test_a_quotation_cut_in_two_is_one() -> None:
    text = "قال سمير الحلبي: «نفتح الجسر غدا أمام السيارات». «ونفتح بعده النفق الكبير»."
    assert said(text)[0].what.endswith("النفق الكبير")
    assert len(said(text)) == 1


def test_a_quotation_goes_on_over_a_line_end() -> None:
    text = "قال سمير الحلبي: «نفتح الجسر غدا.\nونفتح بعده النفق الكبير»."
    assert said(text) == [Said("سمير الحلبي", "نفتح الجسر غدا.\nونفتح بعده النفق الكبير", "direct")]


@pytest.mark.parametrize(("opening", "closing"), [
    ("«", "»"), ("»", "«"), ('"', '"'), ("“", "”"), ("“", "“"), ("„", "“"), ('"', "“"), ("''", "''"), ("«", ""),
])
def test_a_quotation_is_read_whatever_its_marks(opening: str, closing: str) -> None:
    assert said(f"قال سمير الحلبي: {opening}{WE_OPEN}{closing}") == [Said("سمير الحلبي", WE_OPEN, "direct")]


def test_nobody_to_ascribe_it_to_is_said_and_not_guessed() -> None:
    result = read("وقال إن الجسر يفتح غدا أمام السيارات.")
    assert (result.statements, len(result.unresolved)) == ((), 1)
    assert result.unresolved[0].endswith("nobody to ascribe it to")


def test_only_speakers_on_record_have_an_id() -> None:
    assert found(WOMAN)[0].speakers[0].id == "samira-najdi"
    assert found(MINISTER)[0].speakers[0].id is None
    assert found("أعلنت وزارة النقل أن الجسر يفتح غدا.")[0].speakers[0].id == "transport-ministry"


def test_the_cue_is_the_verb_without_its_conjunction() -> None:
    text = f"{MINISTER} وأضاف أن {DONE}."
    assert [text[slice(*one.cue)] for one in found(text) if one.cue] == ["قال", "أضاف"]


def test_a_carried_speaker_is_less_sure_than_a_named_one() -> None:
    named, carried = found(f"{MINISTER} وأضاف أن {DONE}.")
    assert carried.confidence < named.confidence


@pytest.mark.parametrize(("text", "addressee"), [
    ("وقال الوزير سمير الحلبي لنظيره نادر الشهابي إن الجسر يفتح غدا.", "نادر الشهابي"),
    ("وطالب المهندس سمير الحلبي وزارة النقل بفتح الجسر غدا.", "وزارة النقل"),
])
def test_who_is_spoken_to_is_an_addressee_and_no_part_of_the_content(text: str, addressee: str) -> None:
    only, = found(text)
    assert [one.name for one in only.addressees] == [addressee]
    assert [one.name for one in only.speakers] == ["سمير الحلبي"]


def test_who_carries_the_words_of_somebody_else_is_kept_as_the_source() -> None:
    only, = found("ونقلت وكالة الأنباء عن المهندس سمير الحلبي قوله إن الجسر يفتح غدا.")
    assert [one.name for one in only.via] == ["وكالة الأنباء"]
    assert [one.name for one in only.speakers] == ["سمير الحلبي"]


def test_a_study_without_an_author_speaks_for_itself() -> None:
    assert said("كشفت دراسة حديثة أن الجسر متين جدا.") == [Said("دراسة حديثة", "الجسر متين جدا")]


def test_an_aside_between_commas_parts_the_subject_from_its_object() -> None:
    text = "نفت وزارة النقل، في بيان مقتضب، إغلاق الجسر القديم."
    assert said(text) == [Said("وزارة النقل", "إغلاق الجسر القديم")]


def test_a_new_contrast_ends_what_was_said() -> None:
    text = f"{MINISTER.rstrip('.')}، لكنه لم يذكر موعدا."
    assert [text[slice(*one.content)] for one in found(text)] == [
        MINISTER[slice(*one.content)] for one in found(MINISTER)]
