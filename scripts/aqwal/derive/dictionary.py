"""Takes the tables and an archive; gives the data dictionary: each column, its meaning, place and fullness."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass, fields
from typing import Any

from aqwal.dataset import Archive
from aqwal.derive.columns import Column, ColumnType
from aqwal.derive.flat import FLAT, SOURCES, Source, flat_rows, flat_table
from aqwal.derive.tables import Row, Table, table_named, tables
from aqwal.record_types import Bilingual

DIGITS = 4
"""Places of the share after the point: one cell in ten thousand still shows."""
SMALLEST = 0.0001
DICTIONARY = "dictionary"
_WORDS: tuple[Bilingual, Bilingual] = (
    {"ar": "معجم البيانات", "en": "Data dictionary"},
    {"ar": "كل عمود في كل جدول: معناه ونوعه وقيمه ومقدار امتلائه.",
     "en": "Every column of every table: what it means, its type and values, and how full it is."},
)
HEADINGS: dict[str, Bilingual] = {
    "table": {"ar": "الجدول", "en": "Table"},
    "field": {"ar": "الحقل", "en": "Field"},
    "json_path": {"ar": "الموضع في JSON", "en": "Place in JSON"},
    "title_ar": {"ar": "الاسم بالعربية", "en": "Name in Arabic"},
    "title_en": {"ar": "الاسم بالإنجليزية", "en": "Name in English"},
    "description_ar": {"ar": "الشرح بالعربية", "en": "Meaning in Arabic"},
    "description_en": {"ar": "الشرح بالإنجليزية", "en": "Meaning in English"},
    "type": {"ar": "النوع", "en": "Type"},
    "unit": {"ar": "الوحدة", "en": "Unit"},
    "required": {"ar": "لازم", "en": "Always given"},
    "allowed": {"ar": "القيم الجائزة", "en": "Allowed values"},
    "pattern": {"ar": "الصورة (تعبير نمطي)", "en": "Form (regular expression)"},
    "minimum": {"ar": "أصغر قيمة", "en": "Smallest value"},
    "maximum": {"ar": "أكبر قيمة", "en": "Greatest value"},
    "min_length": {"ar": "أقل عدد من الأحرف", "en": "Fewest characters"},
    "max_length": {"ar": "أكثر عدد من الأحرف", "en": "Most characters"},
    "repeats": {"ar": "يكرر", "en": "Repeats"},
    "refers_to": {"ar": "يشير إلى", "en": "Refers to"},
    "referred_to_by": {"ar": "يشير إليه", "en": "Referred to by"},
    "formats": {"ar": "الصيغ التي تضمه", "en": "Formats that hold it"},
    "example": {"ar": "مثال", "en": "Example"},
    "rows": {"ar": "عدد الصفوف", "en": "Rows"},
    "filled": {"ar": "نسبة الامتلاء", "en": "Share filled"},
}
"""Field of an entry → what a page or a reader calls it."""


_TYPES: dict[object, tuple[ColumnType, bool]] = {
    str: ("string", False), str | None: ("string", True), int: ("integer", False), bool: ("boolean", False),
    int | None: ("integer", True),
    float | None: ("number", True), tuple[str, ...]: ("list", True),
}
"""Type of a field of an entry → type of its column, and whether a cell may be empty."""


@dataclass(frozen=True)
class Entry:
    """One column of one table. `filled` is the share of `rows` that hold a value, None where there are no rows."""

    table: str
    field: str
    json_path: str
    title_ar: str
    title_en: str
    description_ar: str
    description_en: str
    type: str
    unit: str | None
    required: bool
    allowed: tuple[str, ...]
    pattern: str | None
    minimum: int | None
    maximum: int | None
    min_length: int | None
    max_length: int | None
    repeats: str | None
    refers_to: str | None
    referred_to_by: tuple[str, ...]
    formats: tuple[str, ...]
    example: str | None
    rows: int
    filled: float | None


def dictionary_of(archive: Archive) -> list[Entry]:
    """Return the entries of every table, the flat one first; linear in the number of cells."""
    flat = entries_of(flat_table(), list(flat_rows(archive.each_statement(), archive)))
    return [*flat, *(entry for table in tables() for entry in entries_of(table, list(table.rows(archive))))]


def entries_of(table: Table, rows: Sequence[Row]) -> Iterator[Entry]:
    """Yield the entries of one table, its rows given."""
    cells: Sequence[Sequence[Any]] = list(zip(*rows, strict=True)) if rows else [()] * len(table.columns)
    for column, values in zip(table.columns, cells, strict=True):
        held = sum(value is not None and value != [] for value in values)
        yield _entry(table, column, len(rows), share_of(held, len(rows)))


def share_of(held: int, rows: int) -> float | None:
    """Return a share that is 0 only for none and 1 only for all; None of nothing."""
    if rows == 0 or held in (0, rows):
        return held / rows if rows else None
    return min(max(round(held / rows, DIGITS), SMALLEST), 1 - SMALLEST)


def dictionary_table() -> Table:
    """Return the description of the dictionary as a table of its own."""
    columns = []
    for part in fields(Entry):
        kind, optional = _TYPES[part.type]
        columns.append(Column(part.name, (part.name,), kind, optional, HEADINGS[part.name], HEADINGS[part.name]))
    return Table(DICTIONARY, DICTIONARY, (), *_WORDS, tuple(columns), ("table", "field"), ())


def dictionary_rows(entries: Sequence[Entry]) -> list[Row]:
    """Return the entries as rows of that table; lists stay lists."""
    return [tuple(list(cell) if isinstance(cell, tuple) else cell for cell in astuple(entry)) for entry in entries]


def _entry(table: Table, column: Column, rows: int, filled: float | None) -> Entry:
    reference = next((f"{key.table}.{key.targets[0]}" for key in table.foreign_keys if key.columns == (column.name,)),
                     None)
    source = next((one for one in SOURCES if table.name == FLAT and one.name == column.name and one.table), None)
    return Entry(
        table=table.name, field=column.name, json_path=_json_path(table, column, source),
        title_ar=column.title["ar"], title_en=column.title["en"],
        description_ar=column.description["ar"], description_en=column.description["en"],
        type=column.type, unit=column.unit, required=not column.nullable, allowed=column.enum,
        pattern=column.pattern, **column.bounds._asdict(),
        repeats=f"{source.table}.{source.column}" if source else None,
        refers_to=reference, referred_to_by=_referred_to_by(table, column),
        formats=("csv", "parquet") if column.type == "list" or table.name == FLAT else ("csv", "parquet", "sqlite"),
        example=_example(column.example), rows=rows, filled=filled,
    )


def _json_path(table: Table, column: Column, source: Source | None) -> str:
    """Return where the value stands in the nested record, such as `$.roles[*].title.ar`; `$` where it does not.

    The place of a repeated column is that of the one it repeats, in the record of that kind.
    """
    if source:
        return _json_path(table_named(source.table), source.described, None)
    if table.name == FLAT:
        return "$"
    steps = "".join("." + ".".join(part) + "[*]" for part in table.path)
    if column.name in table.key and table.path:
        return "$"
    own = column.refers_to and column.path == (f"{column.refers_to}_id",) and table.path
    return f"${steps}" if own else f"${steps}.{'.'.join(column.path)}"


def _referred_to_by(table: Table, column: Column) -> tuple[str, ...]:
    if table.key != (column.name,):
        return ()
    return tuple(f"{other.name}.{key.columns[0]}" for other in tables() for key in other.foreign_keys
                 if key.table == table.name and len(key.columns) == 1)


def _example(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False)
