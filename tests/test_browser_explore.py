"""The explore page in a real browser: it shows and downloads what SQLite gives, and asks for no more than that."""

import csv
import functools
import http.server
import re
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest

from aqwal.arabic.normalise import fold
from browsing import AXE, MARKS, address, browser

__all__ = ["address", "browser"]
pytestmark = MARKS

PARTS = ("sqlite", "worker")
ASKED = ["explore-worker.js", "sqlite3.js", "sqlite3.wasm", "toy-towns.sqlite"]
"""All that is loaded when the reader opens the database, without the hashes in the names."""
STATES = {"start": None, "table": {"table": "statement_view", "where": "type:is:direct", "sort": "-date"},
          "sql": {"sql": "SELECT * FROM articles"}, "error": {"sql": "SELEC"}}
ENDLESS = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n"
VARIANTS = [("", 390, "dark"), ("", 1280, "light"), ("en/", 390, "light"), ("en/", 1280, "dark")]
WIDE = """SELECT *, 'a, "b"' AS marks, 'one' || char(13, 10) || 'two' AS lines, 5.0 AS real_number,
  1 / 3.0 AS third, 9007199254740993 AS large, 'nul' || char(0) || 'end' AS odd, NULL AS missing
FROM statements ORDER BY id"""


class Visit:
    """A page of its own, with everything that it asked for and all that went wrong."""

    def __init__(self, browser: Any, address: str, base: str = "", **settings: Any) -> None:
        self.address, self.base = address, base
        self.context = browser.new_context(accept_downloads=True, **settings)
        self.page = self.context.new_page()
        self.asked: list[str] = []
        self.trouble: list[str] = []
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("console", lambda one: self.trouble.append(one.text) if one.type in ("error", "warning") else None)
        self.page.on("pageerror", lambda error: self.trouble.append(str(error)))
        self.page.on("requestfailed", lambda request: self.trouble.append(f"failed: {request.url}"))
        self.page.on("dialog", self._dialog)

    def _dialog(self, dialog: Any) -> None:
        self.trouble.append(f"a script of a record ran: {dialog.message}")
        dialog.dismiss()

    def open(self, state: dict[str, Any] | None = None) -> None:
        """Load the page anew."""
        self.page.goto(f"{self.address}{self.base}explore/{hash_of(state)}")
        if state:
            self.wait()

    def move(self, state: dict[str, Any] | None) -> None:
        """Change the address of the page that is open, as a link in it does, and wait until it is heard of."""
        self.page.evaluate("""hash => new Promise((heard) => {
          addEventListener('hashchange', heard, { once: true });
          if (location.hash === hash) dispatchEvent(new HashChangeEvent('hashchange')); else location.hash = hash;
        }).then(() => true)""", hash_of(state))

    def go(self, state: dict[str, Any] | None) -> None:
        self.move(state)
        if state:
            self.wait()

    def wait(self) -> None:
        self.page.wait_for_selector('.aq-explore-work[aria-busy="false"]')
        self.page.wait_for_function("document.querySelector('.aq-explore-status').textContent"
                                    " || document.querySelector('.aq-explore-trouble').textContent")

    def of_sqlite(self) -> list[str]:
        return [url for url in self.asked if any(part in url.rpartition("/")[2] for part in PARTS)]

    def foreign(self) -> list[str]:
        return [url for url in self.asked if not url.startswith((self.address, "data:", f"blob:{self.address}"))]

    def rows(self) -> list[list[str]]:
        cells: list[list[str]] = self.page.evaluate(
            "[...document.querySelectorAll('.aq-grid tbody tr')].map((row) => [...row.cells].map((cell) =>"
            " (cell.querySelector('.aq-long') || cell.querySelector('bdi, a') || cell).textContent))")
        return cells

    def status(self) -> str:
        return str(self.page.inner_text(".aq-explore-status"))

    def download(self) -> bytes:
        with self.page.expect_download() as waiting:
            self.page.click('[data-keep="csv"]')
        return Path(waiting.value.path()).read_bytes()


@pytest.fixture
def fresh(browser: Any, address: str) -> Iterator[Visit]:
    """Give a page that has loaded nothing."""
    one = Visit(browser, address, "en/", viewport={"width": 1280, "height": 800})
    yield one
    faultless(one)
    one.context.close()


@pytest.fixture(scope="module")
def opened(browser: Any, address: str) -> Iterator[Visit]:
    one = Visit(browser, address, "en/", viewport={"width": 1280, "height": 800})
    one.open({"table": "topics"})
    yield one
    one.context.close()


@pytest.fixture
def visit(opened: Visit) -> Iterator[Visit]:
    """Give the page that the tests share, for an address says all of what it shows."""
    yield opened
    faultless(opened)


@pytest.fixture(scope="module")
def variants(browser: Any, address: str) -> Iterator[dict[tuple[str, int, str], Visit]]:
    """Give a page with a database for each language, width and scheme, where axe can be run."""
    found = {}
    for base, width, scheme in VARIANTS:
        one = found[base, width, scheme] = Visit(browser, address, base, viewport={"width": width, "height": 800},
                                                 color_scheme=scheme)
        one.open({"table": "topics"})
        one.page.add_script_tag(path=str(AXE))
    yield found
    for one in found.values():
        one.context.close()


class _Strict(http.server.SimpleHTTPRequestHandler):
    """A host that lets a worker run nothing but scripts of the site, knows no WebAssembly, and shuts others out.

    Where others are shut out, SQLite's script would start a worker of its own to store files, if it were let.
    """

    def guess_type(self, path: Any) -> str:
        return "application/octet-stream" if str(path).endswith(".wasm") else super().guess_type(path)

    def end_headers(self) -> None:
        if "/assets/" in self.path:
            self.send_header("Content-Security-Policy", "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'")
        self.send_header("Cross-Origin-Opener-Policy", "same-origin")
        self.send_header("Cross-Origin-Embedder-Policy", "require-corp")
        super().end_headers()

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture
def strict(site: Path) -> Iterator[str]:
    handler = functools.partial(_Strict, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="module")
def database(site: Path) -> Iterator[sqlite3.Connection]:
    path = next((site / "downloads/latest").glob("*.sqlite"))
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    connection.create_function("fold", 1, lambda text: text if text is None else fold(str(text)))
    yield connection
    connection.close()


def faultless(visit: Visit) -> None:
    """Ask that since the last time nothing went wrong, nor was anything of another host asked for."""
    trouble, foreign = visit.trouble[:], visit.foreign()
    visit.trouble.clear()
    visit.asked.clear()
    assert trouble == []
    assert foreign == []


def hash_of(state: dict[str, Any] | None) -> str:
    return f"#{urlencode(state, doseq=True, quote_via=quote)}" if state else ""


def as_cells(rows: list[tuple[Any, ...]]) -> list[list[str]]:
    return [["NULL" if value is None else str(value) for value in row] for row in rows]


def as_csv(cursor: sqlite3.Cursor, folder: Path) -> bytes:
    path = folder / "expected.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow([column[0] for column in cursor.description])
        writer.writerows(cursor)
    return path.read_bytes()


def test_nothing_of_the_database_is_asked_for_before_the_reader_does(fresh: Visit) -> None:
    fresh.open()
    fresh.page.wait_for_load_state("networkidle")
    assert fresh.of_sqlite() == []
    fresh.page.click(".aq-explore-open button")
    fresh.wait()
    assert sorted(re.sub(r"\.[0-9a-f]{10}\.", ".", url.rpartition("/")[2]) for url in fresh.of_sqlite()) == ASKED
    assert "table=statement_view" in fresh.page.url


def test_worker_needs_no_more_than_a_strict_policy_and_a_plain_host_give(strict: str, browser: Any) -> None:
    one = Visit(browser, strict, "en/")
    one.open({"sql": "SELECT fold('أ') AS folded"})
    assert one.page.evaluate("crossOriginIsolated")
    assert one.rows() == [["ا"]]
    assert len(one.of_sqlite()) == len(ASKED)
    faultless(one)
    one.context.close()


def test_table_shows_the_rows_that_sqlite_gives(visit: Visit, database: sqlite3.Connection) -> None:
    visit.go({"table": "speaker_counts", "columns": "speaker_id,speaker_ar,statements,first_date"})
    expected = database.execute("SELECT speaker_id, speaker_ar, statements, first_date FROM speaker_counts")
    rows = as_cells(expected.fetchall())
    assert visit.rows() == rows
    assert str(len(rows)) in visit.status()
    target = visit.page.get_attribute(".aq-grid tbody tr:first-child a", "href")
    assert target.endswith(f"/en/speakers/{rows[0][0]}/")


def test_sorting_by_a_header_says_so_to_those_who_cannot_see_it(visit: Visit, database: sqlite3.Connection) -> None:
    visit.go({"table": "speakers", "columns": "id,names_ar"})
    button = '[data-keep="sort names_ar"]'
    for direction, order in (("ascending", ""), ("descending", "DESC")):
        visit.page.click(button)
        visit.page.wait_for_selector(f'th[aria-sort="{direction}"]')
        expected = database.execute(f"SELECT id, names_ar FROM speakers ORDER BY names_ar {order} NULLS LAST")
        assert visit.rows() == as_cells(expected.fetchall())
        assert visit.page.evaluate("document.activeElement.dataset.keep") == "sort names_ar"
    visit.page.click(button)
    visit.page.wait_for_selector("th[aria-sort]", state="detached")


@pytest.mark.parametrize(("column", "operator", "value", "condition"), [
    ("said_ar", "has", None, "instr(fold(said_ar), fold(?)) > 0"),
    ("position", "has", "1", "instr(CAST(position AS TEXT), ?) > 0"),
    ("type", "is", "direct", "type = ?"), ("type", "not", "direct", "type IS NOT ?"),
    ("position", "over", "3", "position > CAST(? AS INTEGER)"),
    ("position", "under", "3", "position < CAST(? AS INTEGER)"),
    ("utterance", "none", "", "utterance IS NULL OR ? <> ''"),
    ("utterance", "some", "", "utterance IS NOT NULL OR ? <> ''"),
])
def test_filters_keep_the_rows_they_say(column: str, operator: str, value: str | None, condition: str,
                                        visit: Visit, database: sqlite3.Connection) -> None:
    if value is None:
        (text,) = database.execute("SELECT said_ar FROM statements WHERE said_ar LIKE '%أ%' ORDER BY id").fetchone()
        value = next(word for word in text.split() if "أ" in word).replace("أ", "ا")  # Written without its hamza.
    visit.go({"table": "statements", "columns": "id"})
    visit.page.select_option('[data-keep="filter column"]', column)
    visit.page.select_option('[data-keep="filter operator"]', operator)
    if value:
        visit.page.fill('[data-keep="filter value"]', value)
    visit.page.click(".aq-explore-filter button")
    visit.page.wait_for_selector(".aq-chip")
    expected = database.execute(f"SELECT id FROM statements WHERE {condition} LIMIT 50", [value]).fetchall()
    assert 0 < len(expected) < database.execute("SELECT count(*) FROM statements").fetchone()[0] or operator == "some"
    assert visit.rows() == as_cells(expected)
    visit.page.click(".aq-chip")
    visit.page.wait_for_selector(".aq-chip", state="detached")


def test_counts_of_values_become_filters_and_the_back_button_takes_them_away(visit: Visit,
                                                                            database: sqlite3.Connection) -> None:
    visit.go({"table": "statements", "columns": "id", "facets": "type"})
    visit.page.select_option('[data-keep="facet"]', "act")
    visit.page.wait_for_selector('.aq-facet:nth-of-type(2)')
    counts = database.execute("SELECT act, count(*) FROM statements GROUP BY 1 ORDER BY 2 DESC, 1").fetchall()
    shown = visit.page.locator(".aq-facet >> nth=1").locator("li").evaluate_all(
        "items => items.map((item) => [item.querySelector('bdi').textContent, Number(item.lastChild.textContent)])")
    assert shown == [list(row) for row in counts]
    before = visit.rows()
    visit.page.click(f'[data-keep="facet act {counts[0][0]}"]')
    visit.page.wait_for_selector(".aq-chip")
    assert len(visit.rows()) == min(50, counts[0][1])
    visit.page.wait_for_selector('.aq-facet a[aria-current="true"]')
    visit.page.go_back()
    visit.page.wait_for_selector(".aq-chip", state="detached")
    assert visit.rows() == before


def test_pages_of_rows_follow_one_another(visit: Visit, database: sqlite3.Connection) -> None:
    visit.go({"table": "dictionary", "columns": "table,field"})
    visit.page.click('[data-keep="next"]')
    visit.page.wait_for_selector('[data-keep="previous"]')
    expected = database.execute('SELECT "table", field FROM dictionary LIMIT 50 OFFSET 50').fetchall()
    assert visit.rows() == as_cells(expected)


def test_csv_of_a_table_has_all_its_rows_and_not_only_the_page(visit: Visit, database: sqlite3.Connection,
                                                               tmp_path: Path) -> None:
    visit.go({"table": "dictionary", "columns": "table,field,description_ar,filled", "sort": "-field"})
    expected = as_csv(database.execute('SELECT "table", field, description_ar, filled FROM dictionary '
                                       'ORDER BY field DESC NULLS LAST'), tmp_path)
    assert expected.count(b"\r\n") > 51
    assert visit.download() == expected


def test_query_runs_and_its_csv_is_what_python_writes(visit: Visit, database: sqlite3.Connection,
                                                      tmp_path: Path) -> None:
    visit.go({"sql": ""})
    visit.page.fill("#aq-sql", WIDE)
    visit.page.press("#aq-sql", "Control+Enter")
    visit.page.wait_for_selector(".aq-grid")
    assert len(visit.rows()) == database.execute("SELECT count(*) FROM statements").fetchone()[0]
    assert visit.download() == as_csv(database.execute(WIDE), tmp_path)


def test_address_opened_anew_gives_the_same_result(visit: Visit, fresh: Visit) -> None:
    visit.go({"sql": "SELECT speaker_id, statements FROM speaker_counts ORDER BY 2 DESC, 1 -- " + "long " * 2000})
    fresh.page.goto(visit.page.url)
    fresh.wait()
    assert fresh.rows() == visit.rows() != []
    assert fresh.page.input_value("#aq-sql") == visit.page.input_value("#aq-sql")


def test_a_view_opened_as_sql_gives_the_same_rows(visit: Visit) -> None:
    visit.go({"table": "statements", "columns": "id,type", "where": ["type:is:direct", "said_ar:has:ا"], "sort": "-id"})
    before = visit.rows()
    visit.page.click('.aq-explore-out a')
    visit.page.wait_for_selector("#aq-sql")
    visit.page.wait_for_selector(".aq-grid")
    assert visit.rows() == before != []


def test_language_link_keeps_the_query(fresh: Visit) -> None:
    fresh.open({"sql": "SELECT 1 AS one"})
    fresh.page.click("a.aq-language")
    fresh.page.wait_for_selector(".aq-grid")
    assert fresh.page.get_attribute("html", "lang") == "ar"
    assert fresh.rows() == [["1"]]


@pytest.mark.parametrize(("sql", "said"), [
    ("SELEC 1", 'near "SELEC": syntax error'),
    ("SELECT missing FROM statements", "no such column: missing"),
    ("SELECT abs(-9223372036854775808)", "integer overflow"),
    ("DELETE FROM statements", "attempt to write a readonly database"),
    ("CREATE TEMP TABLE x (y)", "attempt to write a readonly database"),
    ("ATTACH ':memory:' AS other", "too many attached databases - max 0"),
    ("SELECT 'ع' AS one; SELECT 2", "more than one query"), ("SELECT 1; SELEC", 'near "SELEC": syntax error'),
    ("  -- nothing", "Write a query"), (";;", "Write a query"),
])
def test_what_sqlite_refuses_is_said_in_its_own_words(sql: str, said: str, visit: Visit) -> None:
    visit.go({"sql": sql})
    visit.page.wait_for_selector(".aq-explore-trouble:not(:empty)")
    assert said in visit.page.inner_text(".aq-explore-trouble")
    visit.go({"sql": "; SELECT 2 AS two; ; -- and nothing more"})
    visit.page.wait_for_selector(".aq-grid")
    assert visit.rows() == [["2"]]


def test_reading_alone_cannot_be_switched_off(visit: Visit) -> None:
    visit.go({"sql": "PRAGMA query_only = 0"})
    visit.go({"sql": "CREATE TEMP TABLE x (y)"})
    visit.page.wait_for_selector(".aq-explore-trouble:not(:empty)")


def test_endless_query_is_stopped_and_the_next_one_runs(visit: Visit) -> None:
    visit.move({"sql": ENDLESS})
    visit.page.click(".aq-explore-line .aq-button")
    assert visit.page.wait_for_selector(".aq-explore-status:has-text('stopped')")
    visit.asked.clear()
    visit.page.fill("#aq-sql", "SELECT 3 AS three")
    visit.page.click(".aq-explore-sql button")
    visit.page.wait_for_selector(".aq-grid")
    assert visit.rows() == [["3"]]
    assert not [url for url in visit.asked if url.endswith((".wasm", ".sqlite"))]  # What was loaded is kept.


def test_a_new_query_takes_the_place_of_an_endless_one(visit: Visit) -> None:
    visit.page.evaluate("began = performance.now()")
    visit.move({"sql": ENDLESS})
    visit.page.wait_for_selector(".aq-explore-line .aq-button:visible")
    visit.page.wait_for_function("performance.now() - began > 1050")  # One that is nearly done is waited for.
    visit.go({"table": "speakers"})
    visit.page.wait_for_selector(".aq-grid")


def test_long_results_are_cut_and_say_so_but_not_in_the_file(visit: Visit) -> None:
    visit.go({"sql": "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 2500) SELECT x FROM n"})
    assert len(visit.rows()) == 1000
    assert "1,000" in visit.page.inner_text(".aq-limited")
    assert len(visit.download().splitlines()) == 2501


def test_text_of_a_record_stays_text(visit: Visit) -> None:
    hostile = "<img src=x onerror=alert(1)>"
    visit.go({"sql": f"SELECT '{hostile}' AS \"<b>title</b>\", 'javascript:1' AS speaker_id, '../x' AS article_id"})
    assert visit.rows() == [[hostile, "javascript:1", "../x"]]
    assert visit.page.locator(".aq-grid img, .aq-grid b, .aq-grid a").count() == 0
    assert visit.page.inner_text(".aq-grid th >> nth=0") == "<b>title</b>"


def test_unknown_names_in_an_address_do_no_harm(visit: Visit, database: sqlite3.Connection) -> None:
    visit.go({"table": "no\"such'table"})
    visit.page.wait_for_selector(".aq-explore-trouble p")
    visit.page.select_option('[data-keep="table"]', "topics")
    visit.page.wait_for_selector(".aq-grid")
    visit.go({"table": "topics", "columns": "id,nothing", "where": "nothing:is:1", "sort": "-nothing", "page": "x"})
    visit.page.wait_for_selector(".aq-grid")
    assert visit.rows() == as_cells(database.execute("SELECT id FROM topics").fetchall())


def test_without_the_database_the_page_says_so_and_tries_again(browser: Any, address: str) -> None:
    one = Visit(browser, address, "en/")
    one.page.route("**/*.sqlite", lambda route: route.fulfill(status=404))
    one.page.goto(f"{address}en/explore/{hash_of({'table': 'speakers'})}")
    one.page.wait_for_selector(".aq-explore-trouble button")
    one.page.unroute("**/*.sqlite")
    one.page.click(".aq-explore-trouble button")
    one.page.wait_for_selector(".aq-grid")
    one.context.close()


def test_without_javascript_the_page_offers_the_file_and_says_how_to_open_it(browser: Any, address: str) -> None:
    one = Visit(browser, address, "en/", java_script_enabled=False)
    one.page.goto(f"{address}en/explore/")
    assert one.page.is_visible("noscript p")
    assert not one.page.is_visible(".aq-explore-open")
    with one.page.expect_download() as waiting:
        one.page.click('.aq-explore-own a[download]')
    assert Path(waiting.value.path()).read_bytes().startswith(b"SQLite format 3")
    assert "datasette" in one.page.inner_text(".aq-explore-own pre")
    one.context.close()


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("variant", VARIANTS, ids=lambda one: "-".join(map(str, one)))
def test_page_is_accessible_and_only_its_table_scrolls_sideways(
        variant: tuple[str, int, str], state: str, variants: dict[tuple[str, int, str], Visit]) -> None:
    one = variants[variant]
    one.go(STATES[state])
    assert one.page.evaluate("document.documentElement.scrollWidth") <= variant[1]
    found = one.page.evaluate("axe.run(document)")
    assert [(each["id"], [node["target"] for node in each["nodes"]][:3]) for each in found["violations"]] == []
    faultless(one)


def test_on_a_phone_what_is_too_wide_is_a_list_of_values_beside_the_names_of_their_columns(
        variants: dict[tuple[str, int, str], Visit]) -> None:
    one = variants["en/", 390, "light"]
    wide = "table.aq-grid--wide"
    one.go({"table": "statement_view"})
    one.page.wait_for_selector(wide)
    region = "(({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth)(document.querySelector('.aq-grid-region'))"
    assert one.page.evaluate(region)
    assert one.page.evaluate("getComputedStyle(document.querySelector('.aq-grid td'), '::before').content") == (
        f'"{one.page.inner_text("th:first-child .aq-grid-title")}"')
    assert one.page.get_by_role("row").count() == len(one.rows()) + 1
    assert one.page.get_by_role("columnheader", name="Statement id").count() == 1
    one.go({"sql": "SELECT id, kind FROM speakers"})
    assert one.page.locator(wide).count() == 0
    assert one.page.evaluate(region)
    faultless(one)
