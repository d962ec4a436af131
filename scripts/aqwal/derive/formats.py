"""Takes nothing; gives the forms in which the data can be had: folder, media type and words of each."""

from dataclasses import dataclass
from typing import Literal

from aqwal.record_types import Bilingual

FormatName = Literal["csv", "json", "jsonl", "parquet", "sqlite", "schema", "text", "package",
                     "croissant", "dcat", "schema_org", "crate", "cff", "bibtex",
                     "ris", "csl", "zenodo", "datacite", "changes", "changes_table", "changes_text", "manifest",
                     "annotations", "tei", "rdf", "skos", "features", "counts", "sums", "zip"]


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
    Format("cff", "application/yaml", {"ar": "بيانات الاستشهاد (CITATION.cff)", "en": "Citation File Format"}),
    Format("bibtex", "application/x-bibtex", {"ar": "الاستشهاد بصيغة BibTeX", "en": "Citation for BibTeX"}),
    Format("ris", "application/x-research-info-systems", {"ar": "الاستشهاد بصيغة RIS لبرامج المراجع",
                                                          "en": "Citation for reference managers (RIS)"}),
    Format("csl", "application/vnd.citationstyles.csl+json", {"ar": "الاستشهاد بصيغة CSL-JSON",
                                                              "en": "Citation as CSL-JSON"}),
    Format("zenodo", "application/json", {"ar": "بيانات الإيداع في Zenodo", "en": "Deposit metadata for Zenodo"}),
    Format("datacite", "application/vnd.datacite.datacite+json", {"ar": "البيانات الوصفية بمخطط DataCite",
                                                                  "en": "Metadata in the DataCite schema"}),
    Format("croissant", "application/ld+json", {"ar": "وصف لتعلم الآلة (Croissant)",
                                                "en": "Description for machine learning (Croissant)"}),
    Format("dcat", "application/ld+json", {"ar": "وصف لفهارس البيانات (DCAT)",
                                           "en": "Description for data catalogues (DCAT)"}),
    Format("schema_org", "application/ld+json", {"ar": "وصف لمحركات البحث (schema.org)",
                                                 "en": "Description for search engines (schema.org)"}),
    Format("crate", "application/ld+json", {"ar": "وصف المجلد وكل ملفاته (RO-Crate)",
                                            "en": "Description of the folder and all its files (RO-Crate)"}),
    Format("changes", "application/json", {"ar": "ما تغير منذ الإصدار السابق (JSON)",
                                           "en": "What changed since the previous version (JSON)"}),
    Format("changes_table", "text/csv", {"ar": "ما تغير منذ الإصدار السابق، حقل في كل صف (CSV)",
                                         "en": "What changed since the previous version, one field a row (CSV)"}),
    Format("changes_text", "text/markdown", {"ar": "ما تغير منذ الإصدار السابق، بالإنجليزية",
                                             "en": "What changed since the previous version, in words"}),
    Format("manifest", "application/json", {"ar": "بيان الإصدار: الملفات وبصمة كل سجل",
                                            "en": "Manifest of the release: files, and the hash of every record"}),
    Format("annotations", "application/ld+json", {"ar": "مواضع الأقوال بنموذج W3C Web Annotation",
                                                  "en": "Positions of the statements as W3C Web Annotations"}),
    Format("tei", "application/tei+xml", {"ar": "مدونة أقوال بترميز TEI", "en": "Corpus of statements in TEI"}),
    Format("rdf", "text/turtle", {"ar": "كل السجلات بيانات مترابطة (RDF Turtle)",
                                  "en": "All records as linked data (RDF Turtle)"}),
    Format("skos", "text/turtle", {"ar": "الموضوعات بنموذج SKOS", "en": "Topics in SKOS"}),
    Format("features", "application/jsonl", {"ar": "أعداد كلمات المقالات (JSONL)",
                                             "en": "Word counts of the articles (JSON Lines)"}),
    Format("counts", "text/csv", {"ar": "أعداد كلمات المقالات، كلمة في كل صف (CSV)",
                                  "en": "Word counts of the articles, one word a row (CSV)"}),
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
