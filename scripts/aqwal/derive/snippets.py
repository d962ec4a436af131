"""Takes where the files are; gives short programs that load them and answer a question, one for each common tool.

The one source of the code on the page of the downloads. Each is run by a test against the files themselves.
"""

import json
import re
from dataclasses import dataclass, replace
from textwrap import dedent
from typing import Literal
from urllib.parse import quote

from aqwal.record_types import Bilingual

BASE, DATABASE = "@BASE@", "@DATABASE@"
"""Stand in the code for the string of the address and for that of the database's file name."""


@dataclass(frozen=True)
class Snippet:
    """One program: the tool it is for, the question it answers, and what to know before it is run."""

    name: str
    tool: str
    shows: Bilingual
    language: Literal["python", "r"]
    code: str
    note: Bilingual | None = None


_FETCHES: Bilingual = {
    "ar": "إذا قرأ DuckDB من عنوان على الشبكة نزّل أول مرة إضافته httpfs. ويُغني عنها أن تجعل base مجلدا عندك.",
    "en": "To read from a web address DuckDB first downloads its httpfs extension. A folder of your own as base needs "
          "none.",
}

_SNIPPETS = (
    Snippet("pandas", "pandas", {
        "ar": "أقوال كل قائل في كل سنة، من الجدول الجامع",
        "en": "Statements of each speaker in each year, from the flat table"}, "python", """
        import pandas as pd

        base = @BASE@
        flat = pd.read_csv(base + "csv/statements_flat.csv", encoding="utf-8-sig", dtype="string")
        flat["year"] = flat["date_said"].fillna(flat["date_published"]).str[:4].fillna("undated")
        flat["speaker"] = flat["speakers"].str.split("; ")
        counts = flat.explode("speaker").groupby(["speaker", "year"]).size()
        print(counts.to_string())
        """),
    Snippet("polars", "Polars", {
        "ar": "أقوال كل ناشر بحسب نوع القول، بربط جدولين",
        "en": "Statements of each outlet by type, from two tables joined"}, "python", """
        import polars as pl

        base = @BASE@
        articles = pl.read_parquet(base + "parquet/articles.parquet", columns=["id", "publisher"])
        statements = pl.read_parquet(base + "parquet/statements.parquet", columns=["article_id", "type"])
        joined = statements.join(articles, left_on="article_id", right_on="id")
        counts = joined.group_by("publisher", "type").len().sort("publisher", "type")
        print(counts.write_csv())
        """),
    Snippet("duckdb", "DuckDB, Parquet", {
        "ar": "الموضوعات بعدد أقوالها، من عمود فيه قوائم",
        "en": "Topics by number of statements, from a column of lists"}, "python", '''
        import duckdb

        base = @BASE@
        duckdb.sql(f"""
            SELECT t.id AS topic, t.names_ar AS name, count(*) AS statements
            FROM (SELECT unnest(about) AS topic_id FROM '{base}parquet/statements.parquet') AS s
            JOIN '{base}parquet/topics.parquet' AS t ON t.id = s.topic_id
            GROUP BY ALL ORDER BY statements DESC, topic
        """).show(max_rows=1000)
        ''', _FETCHES),
    Snippet("duckdb-csv", "DuckDB, CSV", {
        "ar": "كم ناشرا نقل كل حدث، ومتى نُشر أول خبر عنه",
        "en": "How many outlets reported each event, and when the first report was published"}, "python", '''
        import duckdb

        base = @BASE@
        duckdb.sql(f"""
            SELECT e.event_id AS event, count(DISTINCT a.publisher) AS outlets, min(a.published_date) AS first
            FROM read_csv('{base}csv/article_events.csv') AS e
            JOIN read_csv('{base}csv/articles.csv') AS a ON a.id = e.article_id
            GROUP BY ALL ORDER BY outlets DESC, event
        """).show(max_rows=1000)
        ''', _FETCHES),
    Snippet("sqlite", "SQL, SQLite", {
        "ar": "أقوال كل قائل في كل سنة، من عرض جاهز في القاعدة",
        "en": "Statements of each speaker in each year, from a view that the database holds"}, "python", '''
        import sqlite3
        from urllib.request import urlretrieve

        urlretrieve(@BASE@ + @DATABASE@, @DATABASE@)
        database = sqlite3.connect(@DATABASE@)
        query = """
            SELECT speaker_id, substr(date, 1, 4) AS year, count(*) AS statements
            FROM statement_view GROUP BY speaker_id, year ORDER BY speaker_id, year
        """
        for speaker, year, number in database.execute(query):
            print(speaker, year, number)
        database.close()
        '''),
    Snippet("r", "R", {
        "ar": "أنواع الأقوال عند كل ناشر، بلا حزم إضافية",
        "en": "Types of statement at each outlet; no package needed"}, "r", """
        base <- @BASE@
        flat <- read.csv(paste0(base, "csv/statements_flat.csv"), fileEncoding = "UTF-8-BOM",
                         colClasses = "character", na.strings = "")
        counts <- as.data.frame(table(outlet = flat$outlet, type = flat$type, useNA = "ifany"))
        print(counts[counts$Freq > 0, ], row.names = FALSE)
        """),
    Snippet("pyarrow", "PyArrow", {
        "ar": "مواضع ما نُقل بالنص من الأقوال، ولا تُفك من الأعمدة إلا ثلاثة",
        "en": "Positions of the statements given word for word; only the columns needed are decoded"}, "python", """
        from urllib.request import urlopen

        import pyarrow as pa
        import pyarrow.parquet as pq

        base = @BASE@
        with urlopen(base + "parquet/statements.parquet") as answer:
            file = pa.BufferReader(answer.read())
        columns = ["id", "content_start", "content_end"]
        for row in pq.read_table(file, columns=columns, filters=[("type", "=", "direct")]).to_pylist():
            print(row["id"], row["content_start"], row["content_end"])
        """),
    Snippet("csv", "Python, CSV", {
        "ar": "أفعال القول بعدد الأقوال، بلا مكتبات إضافية",
        "en": "Acts of speech by number of statements; nothing to install"}, "python", """
        import csv
        from collections import Counter
        from io import TextIOWrapper
        from urllib.request import urlopen

        base = @BASE@
        with urlopen(base + "csv/statements.csv") as answer:
            rows = csv.DictReader(TextIOWrapper(answer, encoding="utf-8-sig", newline=""))
            counts = Counter(row["act"] for row in rows)
        for act, number in counts.most_common():
            print(act, number)
        """),
    Snippet("json", "Python, JSON", {
        "ar": "من تولى أي منصب ومتى، من سجلات متداخلة",
        "en": "Who held which role, and when, from nested records"}, "python", """
        import json
        from urllib.request import urlopen

        base = @BASE@
        with urlopen(base + "json/speakers.json") as answer:
            speakers = json.load(answer)["records"]
        for speaker in speakers:
            for role in speaker["roles"]:
                print(speaker["id"], role["from"] or "?", role["to"] or "?", role["title"]["en"])
        """),
    Snippet("jsonl", "Python, JSON Lines", {
        "ar": "الكلام الواحد في أكثر من خبر، يُقرأ سطرا سطرا",
        "en": "The same words in more than one report, read a line at a time"}, "python", """
        import json
        from collections import defaultdict
        from urllib.request import urlopen

        base = @BASE@
        reports = defaultdict(list)
        with urlopen(base + "jsonl/statements.jsonl") as lines:
            for statement in map(json.loads, lines):
                if statement["utterance"]:
                    reports[statement["utterance"]].append(statement["id"])
        for utterance, statements in reports.items():
            print(utterance, *statements)
        """),
)


def snippets(base: str, database: str) -> list[Snippet]:
    """Return every program; `base` is the address or folder of the files, with a closing slash."""
    place, name = (json.dumps(_harmless(text), ensure_ascii=False) for text in (base, database))
    return [replace(one, code=dedent(one.code).strip("\n").replace(BASE, place).replace(DATABASE, name))
            for one in _SNIPPETS]


def _harmless(text: str) -> str:
    """Return an address in which nothing ends or opens a string of Python, R or SQL."""
    return re.sub(r"[\"'\\{}]", lambda match: quote(match.group(), safe=""), text)
