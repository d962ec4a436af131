"""Takes an edition; gives the page that opens the database in the reader's browser: its tables, queries and texts."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from aqwal.arabic.tokens import words
from aqwal.derive.dictionary import DICTIONARY, dictionary_table, entries_of
from aqwal.derive.formats import Download
from aqwal.derive.tables import KINDS, Table, tables
from aqwal.pages.assets import engine_size
from aqwal.pages.edition import Edition
from aqwal.pages.labels import size_label
from aqwal.pages.page import Page
from aqwal.pages.views.dictionary import word_of
from aqwal.pages.views.downloads import FOLDER
from aqwal.paths import ASSETS, FOLDERS

PATH = "explore/"
QUERIES = ASSETS / "explore" / "queries"
"""The saved example queries, in the order of their names; `{lang}` and `{word}` are filled."""
LEAST = 3
"""The full-text index finds nothing shorter."""
VIEWS = {
    "statement_view": """statement_id=statements.id article_id=statements.article_id position=statements.position
        speaker_position=statement_speakers.position speaker_id=statement_speakers.speaker_id
        speaker_ar=speakers.names_ar speaker_en=speakers.names_en speaker_kind=speakers.kind type=statements.type
        act=statements.act said_ar=statements.said_ar said_en=statements.said_en date
        said_on_date=statements.said_on_date said_on_basis=statements.said_on_basis
        published_date=articles.published_date published_basis=articles.published_basis publisher_id=articles.publisher
        publisher_ar=publishers.names_ar publisher_en=publishers.names_en article_title event_id=statements.event
        nested_in=statements.nested_in utterance=statements.utterance certainty=statements.certainty
        in_title=statements.in_title""",
    "speaker_counts": """speaker_id=statement_speakers.speaker_id speaker_ar=speakers.names_ar
        speaker_en=speakers.names_en kind=speakers.kind statements direct indirect mixed articles publishers
        first_date last_date""",
    "event_reports": """event_id=article_events.event_id event_ar=events.names_ar event_en=events.names_en
        article_id=statements.article_id published_date=articles.published_date publisher_id=articles.publisher
        publisher_ar=publishers.names_ar publisher_en=publishers.names_en statements utterances_shared""",
}
"""View → its columns, each with the column of a table that it repeats; the others are explained in the catalogue."""
FACETS = {
    "statement_view": ("type", "act", "publisher_{lang}"), "speaker_counts": ("kind",),
    "event_reports": ("event_{lang}", "publisher_{lang}"), "articles": ("publisher", "published_basis"),
    "statements": ("type", "act"), "speakers": ("kind",), "publishers": ("kind",), "article_noise": ("kind",),
    DICTIONARY: ("table", "type"),
}
"""Table or view → the columns whose values are counted beside it until the reader chooses others."""
COLUMNS = {
    "statement_view": ("statement_id", "speaker_{lang}", "said_{lang}", "type", "act", "date", "publisher_{lang}"),
    "statements": ("id", "article_id", "said_{lang}", "type", "act", "said_on_date", "event", "utterance", "certainty"),
    "articles": ("id", "title", "label_{lang}", "publisher", "published_date", "published_basis", "digest_{lang}",
                 "rights"),
}
"""Table or view → the columns shown until the reader chooses others; elsewhere all that fit the page's language."""


@dataclass(frozen=True)
class Shown:
    """A table or view that can be looked at."""

    name: str
    title: str
    about: str


@dataclass(frozen=True)
class Query:
    """A saved example: what it answers, and its SQL."""

    name: str
    title: str
    sql: str


def keys(edition: Edition) -> Iterable[str]:  # noqa: ARG001
    """Return the one key there is."""
    return [PATH]


def page(key: str, edition: Edition) -> Page:  # noqa: ARG001
    """Return the explore page. It loads nothing of the database until the reader asks for it."""
    texts = edition.texts
    database = database_of(edition)
    groups = list(table_groups(edition))
    examples = queries(edition)
    values: dict[str, Any] = {
        "database": database, "folder": FOLDER, "groups": groups, "queries": examples,
        "size": size_label(database.bytes + engine_size(), texts) if database else "",
        "own_size": size_label(database.bytes, texts) if database else "",
        "setup": script_setup(edition, groups, examples),
    }
    return Page(path=PATH, section="explore", template="explore.html.j2", title=texts.text("explore.title"),
                description=texts.text("explore.lead"), values=values)


def database_of(edition: Edition) -> Download | None:
    """Return the database among the downloads; None where they have not been written."""
    return next((one for one in edition.downloads if one.format == "sqlite"), None)


def table_groups(edition: Edition) -> Iterator[tuple[str, list[Shown]]]:
    """Yield the groups of tables by name: those joined for reading, the kinds of record, the lists within them."""
    texts = edition.texts
    yield "joined", [Shown(name, texts.text(f"explore.{name}"), texts.text(f"explore.{name}_about")) for name in VIEWS]
    whole = [table for table in tables() if not table.path]
    yield "records", [_shown(table, edition) for table in (*whole, dictionary_table())]
    yield "lists", [_shown(table, edition) for kind in KINDS for table in tables() if table.path and table.kind == kind]


def queries(edition: Edition) -> list[Query]:
    """Return the saved queries, filled for this language and dataset; one that has no word to look for is left out."""
    word, name = _word_to_find(edition)
    found = []
    for path in sorted(QUERIES.glob("*.sql")):
        sql = path.read_text("utf-8").strip()
        if "{word}" in sql and not word:
            continue
        key = path.stem.partition("-")[2]
        filled = sql.replace("{lang}", edition.language).replace("{word}", word)
        found.append(Query(key, edition.texts.text(f"explore.query_{key}", name=name), filled))
    return found


def script_setup(edition: Edition, groups: Iterable[tuple[str, list[Shown]]], examples: list[Query]) -> dict[str, Any]:
    """Return what the page's script reads: names and texts. What a column means it takes from the database."""
    return {
        "name": edition.archive.about["name"],
        "groups": [[name, [[one.name, one.title, one.about] for one in shown]] for name, shown in groups],
        "views": {name: dict(_parted(column) for column in columns.split()) for name, columns in VIEWS.items()},
        "labels": dict(_labels(edition)), "words": dict(_words(edition)), "paths": _paths(edition),
        "facets": _in_language(FACETS, edition), "columns": _in_language(COLUMNS, edition),
        "queries": {one.name: one.sql for one in examples},
        "texts": {**edition.texts.part("explore"), "comma": edition.texts.text("common.comma")},
    }


def _shown(table: Table, edition: Edition) -> Shown:
    return Shown(table.name, edition.say(table.title), edition.say(table.description))


def _in_language(columns: Mapping[str, Iterable[str]], edition: Edition) -> dict[str, list[str]]:
    return {table: [name.format(lang=edition.language) for name in names] for table, names in columns.items()}


def _parted(column: str) -> tuple[str, str]:
    name, _, source = column.partition("=")
    return name, source


def _labels(edition: Edition) -> Iterator[tuple[str, list[str]]]:
    """Yield title, description and type of columns, where the database's own dictionary has none or not those."""
    texts, known = edition.texts, edition.texts.keys()
    for view, columns in VIEWS.items():
        for name, source in map(_parted, columns.split()):
            if not source:
                kind = "string" if "date" in name or "title" in name else "integer"
                about = texts.text(f"explore.{view}_{name}")
                yield f"{view}.{name}", [texts.text(f"explore.column_{name}"), about, kind]
            elif f"explore.column_{name}" in known:
                yield f"{view}.{name}", [texts.text(f"explore.column_{name}"), "", ""]
    for column in dictionary_table().stored:
        yield f"{DICTIONARY}.{column.name}", [edition.say(column.title), "", column.type]


def _words(edition: Edition) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield for every column of fixed values what the pages of the site call them."""
    for table in tables():
        for entry in entries_of(table, []):
            said = {value: word for value in entry.allowed if (word := word_of(entry, value, edition))}
            if said:
                yield f"{entry.table}.{entry.field}", said


def _paths(edition: Edition) -> dict[str, str]:
    """Return the path of a record's page by table, with `{id}` where the id stands, `{article}` its article's."""
    paths = {folder: f"{folder}/{{id}}/" for folder in FOLDERS.values()}
    if not edition.archive.about["statement_pages"]:
        paths[FOLDERS["statement"]] = f"{FOLDERS['article']}/{{article}}/#{{id}}"
    return paths


def _word_to_find(edition: Edition) -> tuple[str, str]:
    """Return the folded last word of the name of whoever is quoted most, and the name; the search finds something."""
    counts = {speaker: len(said) for speaker, said in edition.sayings.by_speaker.items()}
    for speaker in sorted(counts, key=lambda one: (-counts[one], one)):
        last = words(edition.archive.speakers[speaker]["names"]["ar"])[-1:]
        if last and len(last[0]) >= LEAST:
            return last[0], edition.name("speaker", speaker)
    return "", ""
