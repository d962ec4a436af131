"""Takes statements with their articles; gives the flat table: a row a statement, with what most readers join first."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from typing import Any, NamedTuple, cast

from aqwal.dataset import Archive
from aqwal.derive.addresses import permalink
from aqwal.derive.columns import Column, joined
from aqwal.derive.tables import Row, Scope, Table, table_named
from aqwal.record_types import Article, Bilingual, Statement

FLAT = "statements_flat"
_WORDS: tuple[Bilingual, Bilingual] = (
    {"ar": "الأقوال في جدول واحد", "en": "Statements in one flat table"},
    {"ar": "كل قول في صف مع مقاله وناشره وأسماء قائليه، بترتيب الزمن.",
     "en": "Every statement in a row, with its article, outlet and speakers' names, in the order of time."},
)
_LINK_WORDS: tuple[Bilingual, Bilingual] = (
    {"ar": "الرابط الدائم", "en": "Permanent address"},
    {"ar": "عنوان صفحة القول.", "en": "Address of the statement's page."},
)


class Source(NamedTuple):
    """A column of the flat table, and the table and column it repeats; no table where it repeats none."""

    name: str
    table: str
    column: str

    @property
    def described(self) -> Column:
        """The column that is repeated."""
        if not self.table:
            return Column(self.name, (self.name,), "string", False, *_LINK_WORDS,
                          example="https://example.org/aqwal/statements/a0001-s07/")
        return next(column for column in table_named(self.table).columns if column.name == self.column)


SOURCES = tuple(Source(*one) for one in (
    ("id", "statements", "id"),
    ("article", "articles", "id"),
    ("outlet", "articles", "publisher"),
    ("date_said", "statements", "said_on_date"),
    ("date_said_basis", "statements", "said_on_basis"),
    ("date_published", "articles", "published_date"),
    ("speakers", "statements", "speakers"),
    ("speaker_names_ar", "speakers", "names_ar"),
    ("speaker_names_en", "speakers", "names_en"),
    ("type", "statements", "type"),
    ("act", "statements", "act"),
    ("said_ar", "statements", "said_ar"),
    ("said_en", "statements", "said_en"),
    ("about", "statements", "about"),
    ("via", "statements", "via"),
    ("event", "statements", "event"),
    ("nested_in", "statements", "nested_in"),
    ("utterance", "statements", "utterance"),
    ("certainty", "statements", "certainty"),
    ("permalink", "", ""),
))


@cache
def flat_table() -> Table:
    """Return the flat table's description; its words are those of the tables it is drawn from."""
    columns = tuple(replace(column, name=source.name, path=(source.name,),
                            type="list" if source.table == "speakers" else column.type,
                            title=_title(source, column))
                    for source in SOURCES for column in [source.described])
    return Table(FLAT, "statement", (), *_WORDS, columns, ("id",), ())


def _title(source: Source, column: Column) -> Bilingual:
    """Return a column's name; that of an identifier tells of what it is one, as the row has two."""
    if source.name in ("id", "article"):
        return joined(table_named(source.table).title, column.title, ": ")
    return column.title


def flat_rows(pairs: Iterable[tuple[Article, Statement]], archive: Archive) -> Iterator[Row]:
    """Yield the rows of the flat table, in the order given."""
    columns = [(source.table, source.described) for source in SOURCES]
    for article, statement in pairs:
        yield tuple(_value(table, column, article, statement, archive) for table, column in columns)


def _value(table: str, column: Column, article: Article, statement: Statement, archive: Archive) -> Any:
    if table == "speakers":
        return [column.value(cast(Scope, archive.speakers[one])) for one in statement["speakers"]]
    if table == "articles":
        return column.value(cast(Scope, article))
    if table == "statements":
        return column.value(cast(Scope, statement))
    return permalink(archive.about, "statement", statement["id"])
