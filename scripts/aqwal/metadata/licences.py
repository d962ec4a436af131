"""Takes a form of file and the dataset's record; says under what licence that file is ours to give, and what it covers.

Every description takes its licences from here, so that none claims what another does not. Everything that is written is
our own work or a fact; no file holds the text of an article, and none may be entered here under our licence.
"""

from aqwal.derive.formats import FormatName
from aqwal.record_types import Bilingual, Dataset

AND = " AND "
SPDX = "https://spdx.org/licenses/"
COVERED: Bilingual = {
    "ar": "تشمل الرخصة ما هو من عملنا: السجلات والخلاصات والصياغات. أما العناوين وأسماء الأقسام والعبارات المنقولة "
          "بلفظها فتُذكر كما نُشرت بوصفها وقائع، ولا تشملها الرخصة. والمقالات حقوقها لناشريها، ونصوصها ليست هنا.",
    "en": "The licence covers what is our own work: records, digests and paraphrases. Headlines, section labels and "
          "key phrases stand as published, as facts, and it does not cover them. The articles belong to their "
          "publishers, and their texts are not here.",
}
"""What a reader of a licence must be told beside it."""


def licence_of(form: FormatName, about: Dataset) -> str:
    """Return the SPDX expression for a file: the schemas are part of the program, the zip holds data and schemas."""
    data, code = about["licences"]["data"], about["licences"]["code"]
    return {"schema": code, "zip": data if data == code else f"{data}{AND}{code}"}.get(form, data)


def identifiers_in(expression: str) -> list[str]:
    """Return the identifiers of an expression that `licence_of` gave."""
    return expression.split(AND)


def address_of(identifier: str) -> str:
    """Return where a licence can be read."""
    return f"{SPDX}{identifier}.html"


def addresses_in(expression: str) -> list[str]:
    """Return the addresses of all licences of an expression."""
    return [address_of(one) for one in identifiers_in(expression)]
