"""Takes the catalogues and templates; checks that texts exist in both languages and plurals have their forms."""

import json
import re
from string import Formatter
from typing import Any

import pytest
from babel import Locale

from aqwal import contract
from aqwal.pages.catalogue import catalogue
from aqwal.pages.labels import field_label
from aqwal.paths import CATALOGUES, LANGUAGES, TEMPLATES

KEY = re.compile(r"\b(?:t|n)\('([a-z]+\.[A-Za-z0-9_-]*)'(\s*~)?")
"""A key as templates name it; one that is followed by `~` is the beginning of several."""
TEMPLATES_FOUND = sorted(TEMPLATES.glob("*.j2"))


def texts(language: str) -> dict[str, Any]:
    return {f"{path.stem}.{key}": value for path in sorted((CATALOGUES / language).glob("*.json"))
            for key, value in json.loads(path.read_text("utf-8")).items()}


def placeholders(value: Any) -> set[str]:
    forms = value.values() if isinstance(value, dict) else [value]
    return {name for form in forms for _, name, _, _ in Formatter().parse(form) if name}


def test_both_languages_have_the_same_texts() -> None:
    arabic, english = texts("ar"), texts("en")
    assert arabic.keys() == english.keys()
    assert [key for key in arabic if isinstance(arabic[key], dict) != isinstance(english[key], dict)] == []
    assert [key for key in arabic if placeholders(arabic[key]) - {"n"} != placeholders(english[key]) - {"n"}] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_plural_forms_are_known_ones_and_show_the_number(language: str) -> None:
    categories = {*Locale.parse(language).plural_form.tags, "other", "zero"}
    for key, forms in texts(language).items():
        if isinstance(forms, dict):
            assert forms.keys() <= categories, key
            assert "other" in forms, key
            numbered = {"{n}" in forms[form] for form in ("few", "many", "other") if form in forms}
            assert len(numbered) == 1, key


def test_counted_arabic_nouns_have_every_form() -> None:
    for key, forms in texts("ar").items():
        if isinstance(forms, dict) and "{n}" in forms["other"]:
            assert {"two", "few", "many"} <= forms.keys(), key


def test_arabic_counts_read_right() -> None:
    arabic = catalogue("ar")
    assert [arabic.count("speaker.in_articles", number) for number in (1, 2, 3, 10, 11, 99, 100, 103)] == [
        "في مقال واحد", "في مقالين", "في 3 مقالات", "في 10 مقالات", "في 11 مقالا", "في 99 مقالا", "في 100 مقال",
        "في 103 مقالات"]
    assert [arabic.count("home.unplaced", number) for number in (1, 2, 5, 20)] == [
        "ومقال بلا تاريخ", "ومقالان بلا تاريخ", "و5 مقالات بلا تاريخ", "و20 مقالا بلا تاريخ"]
    assert [arabic.count("statement.speakers", number) for number in (1, 2, 3)] == ["القائل", "القائلان", "القائلون"]


@pytest.mark.parametrize("template", TEMPLATES_FOUND, ids=lambda path: path.stem)
def test_every_text_that_a_template_names_exists(template: Any) -> None:
    known = texts("ar")
    missing = [key for key, joined in KEY.findall(template.read_text("utf-8"))
               if not (any(one.startswith(key) for one in known) if joined else key in known)]
    assert missing == []


def test_templates_name_texts_at_all() -> None:
    assert sum(len(KEY.findall(path.read_text("utf-8"))) for path in TEMPLATES_FOUND) > 100


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_allowed_value_has_its_words(language: str) -> None:
    found = texts(language)
    statement = contract.schema_of("statement")["properties"]
    wanted = [f"common.act_{one}" for one in statement["act"]["enum"]]
    wanted += [f"common.type_{one}" for one in statement["type"]["enum"]]
    wanted += [f"statement.explain_{one}" for one in statement["type"]["enum"]]
    wanted += [f"statement.certainty_{one}" for one in statement["certainty"]["enum"]]
    wanted += [f"statement.said_{one}" for one in statement["said_on"]["properties"]["basis"]["enum"]]
    wanted += [f"common.kind_{one}" for one in contract.schema_of("speaker")["properties"]["kind"]["enum"]]
    assert [key for key in wanted if key not in found] == []


def test_templates_never_switch_escaping_off() -> None:
    for path in TEMPLATES_FOUND:
        source = path.read_text("utf-8")
        assert not re.search(r"\|\s*safe\b|autoescape\s+false", source), path.name


def test_labels_come_from_the_schema() -> None:
    assert field_label("statement", "said_on", "en") == "Date said"
    assert field_label("statement", "said_on", "ar") == "تاريخ القول"
    with pytest.raises(KeyError):
        field_label("statement", "no_such_field", "en")
