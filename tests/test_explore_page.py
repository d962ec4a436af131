"""The explore page as it is built: its saved queries run, its columns are explained."""

import json
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from aqwal.arabic.normalise import fold
from aqwal.dataset import Archive, load_archive
from aqwal.derive.sayings import Sayings, sayings_of
from aqwal.exports.downloads import write_downloads
from aqwal.pages import assets
from aqwal.pages.assets import AssetError, load_assets
from aqwal.pages.catalogue import catalogue
from aqwal.pages.edition import Edition
from aqwal.pages.inventory import page_keys, page_of
from aqwal.pages.views import explore
from aqwal.paths import ASSETS, LANGUAGES, NODE_MODULES, PROJECT, Repository

SCRIPTS = sorted((ASSETS / "explore").rglob("*.js"))
HIDDEN = re.compile(r"sqlite_|(statement|article)_search")
"""Tables of the database that the page does not offer: SQLite's own, and the folded copies that the index reads."""


@pytest.fixture(scope="module")
def written(archive: Archive, sayings: Sayings, tmp_path_factory: pytest.TempPathFactory) -> tuple[Edition, Path]:
    folder = tmp_path_factory.mktemp("explore") / "downloads"
    edition = Edition(archive, sayings, "ar", tuple(write_downloads(archive, sayings, folder)))
    return edition, folder


@pytest.fixture(scope="module")
def database(written: tuple[Edition, Path]) -> Iterator[sqlite3.Connection]:
    yield from _opened(*written)


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Edition, sqlite3.Connection]]:
    loaded, issues = load_archive(Repository(PROJECT), use_cache=False)
    assert loaded is not None, issues
    folder = tmp_path_factory.mktemp("real") / "downloads"
    sayings = sayings_of(loaded)
    edition = Edition(loaded, sayings, "ar", tuple(write_downloads(loaded, sayings, folder)))
    for connection in _opened(edition, folder):
        yield edition, connection


def _opened(edition: Edition, folder: Path) -> Iterator[sqlite3.Connection]:
    download = explore.database_of(edition)
    assert download is not None
    connection = sqlite3.connect(f"file:{folder / download.path}?mode=ro", uri=True)
    yield connection
    connection.close()


def in_language(edition: Edition, language: str) -> Edition:
    return Edition(edition.archive, edition.sayings, language, edition.downloads)


def names_of(database: sqlite3.Connection) -> list[str]:
    found = database.execute("SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')")
    return [name for (name,) in found if not HIDDEN.match(name)]


def columns_of(database: sqlite3.Connection, table: str) -> list[str]:
    return [row[1] for row in database.execute(f'PRAGMA table_info("{table}")')]


def setup_of(edition: Edition) -> dict[str, Any]:
    setup: dict[str, Any] = explore.page(explore.PATH, edition).values["setup"]
    return setup


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_saved_query_runs_and_finds_something_in_the_real_data(
        language: str, real: tuple[Edition, sqlite3.Connection]) -> None:
    edition, database = real
    found = {query.name: len(database.execute(query.sql).fetchall())
             for query in explore.queries(in_language(edition, language))}
    assert len(found) >= 8
    assert [name for name, rows in found.items() if not rows] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_saved_query_runs_on_the_toy(language: str, written: tuple[Edition, Path],
                                           database: sqlite3.Connection) -> None:
    for query in explore.queries(in_language(written[0], language)):
        assert database.execute(query.sql).description, query.name
        assert "{" not in query.sql


def test_a_query_for_a_column_that_is_not_there_would_be_noticed(written: tuple[Edition, Path],
                                                                 database: sqlite3.Connection) -> None:
    broken = explore.queries(written[0])[0].sql.replace("speaker_ar", "speaker_xx")
    with pytest.raises(sqlite3.OperationalError, match="speaker_xx"):
        database.execute(broken)


def test_the_full_text_query_is_left_out_where_nobody_is_quoted(archive: Archive) -> None:
    nobody = Edition(archive, Sayings([], {}), "ar")
    assert "full-text" not in [query.name for query in explore.queries(nobody)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_offers_every_table_and_view_of_the_database(language: str, written: tuple[Edition, Path],
                                                          database: sqlite3.Connection) -> None:
    shown = [one for _, group in explore.table_groups(in_language(written[0], language)) for one in group]
    assert sorted(one.name for one in shown) == sorted(names_of(database))
    assert all(one.title and one.about for one in shown)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_column_has_a_title_in_the_language_of_the_page(language: str, written: tuple[Edition, Path],
                                                              database: sqlite3.Connection) -> None:
    setup = setup_of(in_language(written[0], language))
    held = {f"{table}.{field}": title for table, field, title in database.execute(
        f'SELECT "table", field, title_{language} FROM dictionary')}
    for table in names_of(database):
        views = setup["views"].get(table)
        if views is not None:
            assert list(views) == columns_of(database, table)
        for column in columns_of(database, table):
            own = setup["labels"].get(f"{table}.{column}", [""])[0]
            source = views[column] if views else f"{table}.{column}"
            assert own or held.get(source), f"{table}.{column}"


def test_columns_and_counts_shown_unasked_are_columns_of_their_table(written: tuple[Edition, Path],
                                                                     database: sqlite3.Connection) -> None:
    for language in LANGUAGES:
        setup = setup_of(in_language(written[0], language))
        for table, names in [*setup["facets"].items(), *setup["columns"].items()]:
            assert set(names) <= set(columns_of(database, table)), table


def test_statements_without_pages_are_linked_where_they_stand_on_the_article(edition: Edition) -> None:
    about: Any = {**edition.archive.about, "statement_pages": False}
    changed = replace(edition, archive=replace(edition.archive, about=about))
    assert setup_of(edition)["paths"]["statements"] == "statements/{id}/"
    assert setup_of(changed)["paths"]["statements"] == "articles/{article}/#{id}"


def test_page_is_among_those_of_the_site_and_without_a_database_says_what_to_do(edition: Edition) -> None:
    assert ("explore", explore.PATH) in set(page_keys(edition))
    page = page_of(("explore", explore.PATH), edition)
    assert page.path == "explore/"
    assert page.values["database"] is None


@pytest.mark.parametrize("base", ["", "en/"])
def test_built_page_names_its_parts_and_the_browser_fetches_none_of_them_unasked(base: str, site: Path) -> None:
    html = (site / base / "explore" / "index.html").read_text("utf-8")
    parts = dict(re.findall(r'data-(database|engine|worker)="([^"]+)"', html))
    assert set(parts) == {"database", "engine", "worker"}
    for path in parts.values():
        assert (site / base / "explore" / path).is_file(), path
        assert not re.search(rf'(?:src|href)="{re.escape(path)}"(?! type="application/vnd.sqlite3" download)', html)
    assert "pip install datasette" in html
    assert "<noscript>" in html


def test_sqlite_and_its_script_are_served_as_they_were_installed_with_their_notice_and_nothing_else_of_them(
        site: Path) -> None:
    served = {re.sub(r"\.[0-9a-f]{10}\.", ".", path.name): path for path in (site / "assets").glob("sqlite*")}
    assert sorted(served) == ["sqlite-LICENSE.txt", "sqlite3.js", "sqlite3.wasm"]
    for name, installed in (("sqlite3.js", "index.mjs"), ("sqlite3.wasm", "sqlite3.wasm")):
        assert served[name].read_bytes() == (assets.SQLITE / installed).read_bytes()
    notice = served["sqlite-LICENSE.txt"].read_text("utf-8")
    assert "The author disclaims copyright" in notice
    assert "MIT license" in notice
    assert "\t" not in notice
    worker = next((site / "assets").glob("explore-worker.*.js")).read_text("utf-8")
    assert worker.startswith(f'import sqlite3InitModule from "./{served["sqlite3.js"].name}";')


def test_own_scripts_of_the_page_are_small_beside_those_of_sqlite(site: Path) -> None:
    assert sum(path.stat().st_size for path in (site / "assets").glob("explore*.js")) < 70_000
    assert 400_000 < assets.engine_size() < 700_000


def test_missing_engine_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assets, "SQLITE", NODE_MODULES / "@sqlite.org" / "nothing")
    with pytest.raises(AssetError, match="npm ci"):
        load_assets()


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_scripts_make_no_markup_from_text_and_no_code_either(path: Path) -> None:
    source = path.read_text("utf-8")
    assert not re.search(r"(inner|outer|Adjacent)HTML|document\.write|\beval\(|new Function|https?://\w", source)
    assert source.startswith("// Takes ")
    assert source.count("\n") < 300


def test_scripts_use_only_texts_that_both_languages_have() -> None:
    source = "\n".join(path.read_text("utf-8") for path in SCRIPTS)
    used = set(re.findall(r'texts\.(?:text|count|nodes)\("(\w+)"', source))
    for language in LANGUAGES:
        assert used - {"comma"} <= set(catalogue(language).part("explore"))
    assert len(used) > 30


def test_word_of_the_full_text_query_is_folded_and_long_enough(written: tuple[Edition, Path]) -> None:
    sql = next(one.sql for one in explore.queries(written[0]) if one.name == "full-text")
    word = re.search(r"MATCH '\"(.*)\"'", sql)
    assert word is not None
    assert fold(word[1]) == word[1]
    assert len(word[1]) >= explore.LEAST


def test_script_setup_is_small_and_plain_json(written: tuple[Edition, Path]) -> None:
    assert len(json.dumps(setup_of(written[0]), ensure_ascii=False).encode()) < 60_000
