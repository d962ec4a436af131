"""Takes nothing; gives the forms in which the data can be had: folder, media type and words of each."""

from dataclasses import dataclass
from typing import Literal

from aqwal.record_types import Bilingual

FormatName = Literal["csv", "json", "jsonl", "parquet", "sqlite", "schema", "text", "package", "sums", "zip"]


@dataclass(frozen=True)
class Format:
    """One form of file: its media type, and what to call it."""

    name: FormatName
    media_type: str
    title: Bilingual


FORMATS: dict[FormatName, Format] = {one.name: one for one in (
    Format("csv", "text/csv", {"ar": "جدول CSV", "en": "CSV table"}),
    Format("json", "application/json", {"ar": "سجلات JSON", "en": "JSON records"}),
    Format("jsonl", "application/jsonl", {"ar": "سجلات JSONL، سجل في كل سطر", "en": "JSON Lines, one record a line"}),
    Format("parquet", "application/vnd.apache.parquet", {"ar": "جدول Parquet", "en": "Parquet table"}),
    Format("sqlite", "application/vnd.sqlite3", {"ar": "قاعدة بيانات SQLite ببحث في النص",
                                                 "en": "SQLite database with full-text search"}),
    Format("schema", "application/schema+json", {"ar": "مخطط JSON", "en": "JSON Schema"}),
    Format("text", "text/plain", {"ar": "اقرأني: ما هذه الملفات", "en": "Read me: what these files are"}),
    Format("package", "application/json", {"ar": "وصف الحزمة (Data Package)", "en": "Data Package descriptor"}),
    Format("sums", "text/plain", {"ar": "بصمات SHA-256", "en": "SHA-256 checksums"}),
    Format("zip", "application/zip", {"ar": "كل الملفات في ملف واحد", "en": "All files in one archive"}),
)}


@dataclass(frozen=True)
class Download:
    """One file that was written. `path` is relative to the folder of the downloads, with forward slashes."""

    path: str
    title: Bilingual
    media_type: str
    bytes: int
    sha256: str
    licence: str
    format: FormatName
    table: str | None = None
