"""Takes the downloads; gives README.txt, which says in Arabic and in English what each file is."""

import re
from collections.abc import Sequence
from typing import Literal

from aqwal.arabic.tokens import one_line
from aqwal.derive.formats import Download
from aqwal.record_types import Dataset

ISOLATE, POP = "\u2066", "\u2069"
NOTES = {
    "ar": """
        الترميز UTF-8 في كل الملفات. تبدأ ملفات CSV بعلامة ترتيب البايتات لتظهر العربية في برامج الجداول؛
        وتنتهي أسطرها بـ CR LF.
        الخلية الفارغة في CSV تعني أن لا قيمة. وعناصر القائمة تفصلها فاصلة منقوطة ومسافة، ولكل قائمة جدولها أيضا.
        لا تُغيَّر خلية تبدأ بأحد الرموز = + - @ لأن الملف نسخة أمينة من السجلات؛
        فاستورد الأعمدة نصا حين تفتحه في برنامج جداول.
        التواريخ بصيغة ISO 8601. وتُعد المواضع بنقاط ترميز يونيكود في النص القانوني للوثيقة، والنهاية بعد آخر نقطة.
        في SQLite جدولا statement_search وarticle_search نسختان بإملاء موحد للبحث؛
        فوحّد إملاء عبارة البحث كذلك، ولا تقل الكلمة فيها عن ثلاثة أحرف.
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
        fold the query the same way, and give three letters or more a word.
        To verify the files: sha256sum --strict -c SHA256SUMS
    """,
}
"""What a reader must know; a line that follows a semicolon continues the one before."""
LINES = {
    "ar": ("الإصدار", "الرخصة", "العنوان", "ملاحظات", "الملفات"),
    "en": ("Version", "Licence", "Address", "Notes", "Files"),
}


def readme(about: Dataset, downloads: Sequence[Download]) -> str:
    """Return the text of README.txt, Arabic first."""
    return "\n".join([*_part("ar", about, downloads), "", "-" * 72, "", *_part("en", about, downloads), ""])


def _part(tongue: Literal["ar", "en"], about: Dataset, downloads: Sequence[Download]) -> list[str]:
    version, licence, address, notes, files = LINES[tongue]
    return [
        one_line(about["title"][tongue]), "", one_line(about["description"][tongue]), "",
        f"{version}: {_isolated(about['version'], tongue)} ({_isolated(about['released'], tongue)})",
        f"{licence}: {_isolated(about['licences']['data'], tongue)}",
        f"{address}: {_isolated(about['url'], tongue)}", "",
        notes, *(f"- {note}" for note in _notes(tongue)), "",
        files, *(f"- {_isolated(download.path, tongue)}: {one_line(download.title[tongue])}" for download in downloads),
    ]


def _notes(tongue: Literal["ar", "en"]) -> list[str]:
    joined = re.sub(r"([;؛])\n\s*", r"\1 ", NOTES[tongue])
    return [line.strip() for line in joined.strip().splitlines()]


def _isolated(text: str, language: str) -> str:
    """Keep a Latin run in one piece within an Arabic line."""
    return f"{ISOLATE}{text}{POP}" if language == "ar" else text
