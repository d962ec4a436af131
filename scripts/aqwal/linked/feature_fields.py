"""Takes an archive; gives the fields of its word counts: the table in the CSV file, and entries of the dictionary.

Where an archive has no counts there is nothing to describe.
"""

from collections.abc import Iterator

from aqwal.dataset import Archive
from aqwal.derive.columns import Bounds, Column
from aqwal.derive.dictionary import Entry
from aqwal.derive.tables import ForeignKey, Table, table_named
from aqwal.hydrate.features import SCHEME
from aqwal.linked.features_files import load_each
from aqwal.record_types import Bilingual

TABLE = "token_counts"
RECORDS = "features"
_TITLES: tuple[Bilingual, Bilingual] = (
    {"ar": "أعداد كلمات المقالات", "en": "Word counts of the articles"},
    {"ar": "كم مرة ترد كل كلمة في متن كل مقال؛ وما يرد مرة واحدة لا يُسمى.",
     "en": "How often each word stands in the body of each article; a word that stands once is not named."},
)
_ARTICLE: tuple[Bilingual, Bilingual] = ({"ar": "المقال", "en": "Article"},
                                         {"ar": "المقال الذي عُد متنه.", "en": "The article whose body was counted."})
_WORDS: dict[str, tuple[Bilingual, Bilingual]] = {
    "scheme": ({"ar": "طريقة العد", "en": "Scheme"},
               {"ar": "الطريقة التي قُسم بها المتن إلى كلمات وعُدت.",
                "en": "The way in which the body was divided into words and counted."}),
    "words": ({"ar": "الكلمات", "en": "Words"},
              {"ar": "عدد كلمات المتن كلها.", "en": "Number of all words of the body."}),
    "once": ({"ar": "ما ورد مرة", "en": "Words that stand once"},
             {"ar": "عدد الكلمات التي وردت مرة واحدة، وهي لا تُسمى.",
              "en": "Number of words that stand once; they are not named."}),
    "counts": ({"ar": "الأعداد", "en": "Counts"},
               {"ar": "عدد مرات كل كلمة وردت مرتين فأكثر، بترتيب الأبجدية.",
                "en": "How often each word stands that stands at least twice, in alphabetical order."}),
}


def token_counts() -> Table:
    """Return the description of the CSV file as a table."""
    known = next(column for column in table_named("articles").columns if column.name == "id")
    article = Column("article_id", ("article_id",), "string", False, *_ARTICLE, pattern=known.pattern,
                     bounds=known.bounds, refers_to="article", example=known.example)
    token = Column("token", ("token",), "string", False, {"ar": "الكلمة", "en": "Word"},
                   {"ar": "الكلمة بالإملاء الموحد الذي يُبحث به.",
                    "en": "The word, in the folded spelling of the search."},
                   bounds=Bounds(min_length=1), example="الصين")
    count = Column("count", ("count",), "integer", False, {"ar": "العدد", "en": "Count"},
                   {"ar": "عدد مرات ورودها في المتن.", "en": "How often it stands in the body."},
                   unit="word", bounds=Bounds(2), example=4)
    return Table(TABLE, "article", (), *_TITLES, (article, token, count), ("article_id", "token"),
                 (ForeignKey(("article_id",), "articles", ("id",)),))


def feature_tables() -> tuple[Table, Table]:
    """Return both files as tables, for their words."""
    return Table(RECORDS, "article", (), *_TITLES, (), ("article",), ()), token_counts()


def feature_entries(archive: Archive) -> list[Entry]:
    """Return an entry for every field of both files."""
    sizes = [len(one["counts"]) for one in load_each(archive)]
    return [*_records(len(sizes)), *_rows(sum(sizes))] if sizes else []


def _records(number: int) -> Iterator[Entry]:
    known = token_counts().columns[0]
    yield _entry(RECORDS, known, "article", "string", number)
    for name, (title, description) in _WORDS.items():
        is_number = name in ("words", "once")
        column = Column(name, (name,), "integer" if is_number else "string", False, title, description,
                        unit="word" if is_number else None, bounds=Bounds(0) if is_number else Bounds(),
                        enum=(SCHEME,) if name == "scheme" else (),
                        example={"scheme": SCHEME, "words": "405", "once": "217"}.get(name, '{"الصين": 4}'))
        yield _entry(RECORDS, column, name, "object" if name == "counts" else column.type, number)


def _rows(number: int) -> Iterator[Entry]:
    for column in token_counts().columns:
        path = {"article_id": "article", "token": "counts", "count": "counts.*"}[column.name]
        yield _entry(TABLE, column, path, column.type, number)


def _entry(table: str, column: Column, path: str, kind: str, number: int) -> Entry:
    return Entry(
        table=table, field=path if table == RECORDS else column.name, json_path=f"$.{path}",
        title_ar=column.title["ar"], title_en=column.title["en"],
        description_ar=column.description["ar"], description_en=column.description["en"],
        type=kind, unit=column.unit, required=True, allowed=column.enum, pattern=column.pattern,
        **column.bounds._asdict(), repeats=None, refers_to="articles.id" if column.refers_to else None,
        referred_to_by=(), formats=("jsonl",) if table == RECORDS else ("csv",), example=str(column.example),
        rows=number, filled=1.0,
    )
