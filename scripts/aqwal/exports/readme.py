"""Takes the files of the downloads; gives README.txt, which says in Arabic and in English what each file is."""

import re
from collections.abc import Sequence
from typing import Literal

from aqwal.arabic.tokens import one_line
from aqwal.metadata.licences import COVERED
from aqwal.record_types import Bilingual, Dataset

ISOLATE, POP = "\u2066", "\u2069"
SEARCH = ("SELECT statement_id FROM statement_search JOIN statement_search_fts f ON f.rowid = number "
          "WHERE statement_search_fts MATCH 'word'")
NOTES = {
    "ar": """
        الترميز UTF-8 في كل الملفات. تبدأ ملفات CSV بعلامة ترتيب البايتات لتظهر العربية في برامج الجداول؛
        وتنتهي أسطرها بـ CR LF.
        الخلية الفارغة في CSV تعني أن لا قيمة. وعناصر القائمة تفصلها فاصلة منقوطة ومسافة، ولكل قائمة جدولها أيضا.
        لا تُغيَّر خلية تبدأ بأحد الرموز = + - @ لأن الملف نسخة أمينة من السجلات؛
        فاستورد الأعمدة نصا حين تفتحه في برنامج جداول.
        التواريخ بصيغة ISO 8601. وتُعد المواضع بنقاط ترميز يونيكود في النص القانوني للوثيقة، والنهاية بعد آخر نقطة.
        في SQLite جدولا statement_search وarticle_search نسختان بإملاء موحد للبحث؛
        وفهرساهما statement_search_fts وarticle_search_fts؛
        فوحّد إملاء عبارة البحث كذلك، ولا تقل الكلمة فيها عن ثلاثة أحرف: {query}
        للتحقق من الملفات: sha256sum --strict -c SHA256SUMS
    """,
    "en": """
        All files are UTF-8. CSV files begin with a byte-order mark so that spreadsheets show Arabic;
        lines end in CR LF.
        An empty CSV cell means that there is no value. Lists are joined by a semicolon and a space;
        each is a table too.
        A cell that begins with = + - or @ is not altered, because the file is a faithful copy of the records;
        import the columns as text when you open it in a spreadsheet.
        Dates are ISO 8601. Offsets count Unicode code points of the document's canonical text;
        an end is one past the last.
        In SQLite, statement_search and article_search hold copies in folded spelling for search;
        statement_search_fts and article_search_fts are the indexes over them;
        fold the query the same way, and give three letters or more a word: {query}
        To verify the files: sha256sum --strict -c SHA256SUMS
    """,
}
"""What a reader must know; a line that follows a semicolon continues the one before."""
LINES = {
    "ar": ("الإصدار", "الرخصة", "العنوان", "ملاحظات", "الملفات"),
    "en": ("Version", "Licence", "Address", "Notes", "Files"),
}

SCHEMAS: Bilingual = {"ar": "والمخططات برخصة {}.", "en": "The schemas are under {}."}
"""For a dataset whose schemas are under a licence other than that of its data."""

File = tuple[str, Bilingual]
"""A file's path, and what it holds."""


def readme(about: Dataset, files: Sequence[File]) -> str:
    """Return the text of README.txt, Arabic first."""
    return "\n".join([*_part("ar", about, files), "", "-" * 72, "", *_part("en", about, files), ""])


def _part(tongue: Literal["ar", "en"], about: Dataset, files: Sequence[File]) -> list[str]:
    version, licence, address, notes, listed = LINES[tongue]
    data, code = about["licences"]["data"], about["licences"]["code"]
    schemas = "" if code == data else f" {SCHEMAS[tongue].format(_isolated(code, tongue))}"
    return [
        one_line(about["title"][tongue]), "", one_line(about["description"][tongue]), "",
        f"{version}: {_isolated(about['version'], tongue)} ({_isolated(about['released'], tongue)})",
        f"{licence}: {_isolated(data, tongue)}. {COVERED[tongue]}{schemas}",
        f"{address}: {_isolated(about['url'], tongue)}", "",
        notes, *(f"- {note}" for note in _notes(tongue)), "",
        listed, *(f"- {_isolated(path, tongue)}: {one_line(title[tongue])}" for path, title in files),
    ]


def _notes(tongue: Literal["ar", "en"]) -> list[str]:
    joined = re.sub(r"([;؛])\n\s*", r"\1 ", NOTES[tongue]).replace("{query}", _isolated(SEARCH, tongue))
    return [line.strip() for line in joined.strip().splitlines()]


def _isolated(text: str, language: str) -> str:
    """Keep a Latin run in one piece within an Arabic line."""
    return f"{ISOLATE}{text}{POP}" if language == "ar" else text
