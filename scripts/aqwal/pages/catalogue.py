"""Takes a language; gives the texts of the interface in it, with the right plural and date forms."""

import json
from datetime import date
from functools import cache
from typing import Any

from babel import Locale
from babel.dates import format_date

from aqwal.paths import CATALOGUES

LOCALES = {"ar": "ar_EG", "en": "en_GB"}
FORMS = {"day": "d MMMM y", "month": "MMMM y", "year": "y"}


class Catalogue:
    """The texts of one language, by `file.key`. A missing key is a KeyError: a page never shows a raw key."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.direction = "rtl" if language == "ar" else "ltr"
        self.other = "en" if language == "ar" else "ar"
        self._texts: dict[str, Any] = {
            f"{path.stem}.{key}": value
            for path in sorted((CATALOGUES / language).glob("*.json"))
            for key, value in json.loads(path.read_text("utf-8")).items()
        }
        self._locale = Locale.parse(LOCALES[language])

    def text(self, key: str, **values: object) -> str:
        """Return a text with its {placeholders} filled."""
        return str(self._texts[key]).format(**values) if values else str(self._texts[key])

    def count(self, key: str, number: int, **values: object) -> str:
        """Return a counted noun in the right plural form; the forms are the CLDR categories, `other` required."""
        forms = self._texts[key]
        form = "zero" if number == 0 and "zero" in forms else self._locale.plural_form(number)
        return str(forms.get(form, forms["other"])).format(n=self.number(number), **values)

    def number(self, value: int) -> str:
        """Return a number with Western digits, grouped in thousands."""
        return f"{value:,}"

    def date(self, iso: str, precision: str = "day") -> str:
        """Return an ISO date as readers write it: 23 مارس 2021, 23 March 2021."""
        return _date(iso, precision, self.language)

    def part(self, file: str) -> dict[str, Any]:
        """Return the texts of one file by their keys, as they stand there: for a script, which fills them itself."""
        start = f"{file}."
        return {key.removeprefix(start): value for key, value in self._texts.items() if key.startswith(start)}

    def keys(self) -> set[str]:
        """Return every key."""
        return set(self._texts)


@cache
def _date(iso: str, precision: str, language: str) -> str:
    shown = format_date(date.fromisoformat(iso), FORMS[precision], locale=LOCALES[language])
    return shown.translate({0x0660 + digit: str(digit) for digit in range(10)})


@cache
def catalogue(language: str) -> Catalogue:
    """Return the catalogue of a language, read once."""
    return Catalogue(language)
