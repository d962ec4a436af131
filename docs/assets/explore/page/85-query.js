// Takes a query in SQL; shows its result, the examples to begin with, and the tables it can ask.
"use strict";
const aqExploreQuery = ({ client, setup, texts, desk, grid, go, side, questions }) => {
  const { make } = aqSearch;
  const MOST = 1000;
  const LISTED = `SELECT m.name, group_concat(c.name, ', ') FROM sqlite_schema m, pragma_table_info(m.name) c
WHERE m.type IN ('table', 'view') AND m.name NOT LIKE 'sqlite%' AND m.name NOT LIKE '%_fts_%' GROUP BY m.name ORDER BY m.type DESC, m.name`;
  const box = make("textarea", { id: "aq-sql", dir: "ltr", rows: "8", spellcheck: "false", autocapitalize: "none", autocomplete: "off", "aria-describedby": "aq-sql-help" });
  const runButton = make("button", { class: "aq-button aq-button--main" }, texts.text("run"));
  const form = make("form", { class: "aq-explore-sql" }, make("label", { for: "aq-sql" }, texts.text("sql")), box,
    make("p", { class: "aq-note", id: "aq-sql-help" }, ...texts.nodes("sql_help", { keys: "Ctrl+Enter", fold: "fold(text)" })), make("div", null, runButton));
  const result = make("div", { class: "aq-explore-result" });
  const tables = make("details", { class: "aq-explore-schema" }, make("summary", null, texts.text("schema")), make("dl"));

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    go({ mode: "sql", sql: box.value });
  });
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    form.requestSubmit();
  });

  async function listTables() {
    const list = tables.querySelector("dl");
    if (!tables.open || list.children.length) return;
    const { rows } = await client.rows(LISTED, Infinity);
    if (list.children.length) return;
    rows.forEach(([name, columns]) => list.append(make("div", null, make("dt", null, make("code", { dir: "ltr" }, name)), make("dd", { dir: "ltr" }, columns))));
  }

  tables.addEventListener("toggle", () => { listTables().catch(() => {}); });

  function examples(sql) {
    const [summary, place] = side.children;
    summary.textContent = texts.text("examples");
    place.replaceChildren(make("ul", { class: "aq-choices aq-explore-examples" }, ...questions.map(({ name, title }) => make("li", null,
      make("a", { href: aqExploreAddress.write({ mode: "sql", sql: setup.queries[name] }), "aria-current": setup.queries[name] === sql ? "true" : null }, title)))));
    side.hidden = false;
  }

  function show({ sql }) {
    desk.choose("sql");
    if (box.value !== sql) box.value = sql;
    box.rows = Math.min(18, Math.max(6, sql.split("\n").length + 1));
    if (!desk.body.contains(form)) desk.body.replaceChildren(form, desk.line, desk.trouble, result, tables);
    examples(sql);
    result.replaceChildren();
    desk.say("");
    return desk.run(async (isCurrent) => {
      if (!sql.trim()) {
        desk.say(texts.text("empty"));
        return;
      }
      const found = await client.rows(sql, MOST);
      if (!isCurrent()) return;
      const count = texts.count("rows", found.rows.length);
      desk.say(texts.text("time", { rows: found.more ? `${count}+` : count, ms: desk.took(found.ms) }));
      result.replaceChildren(...[
        found.more && make("p", { class: "aq-note aq-limited" }, texts.text("limited", { n: texts.figure(MOST) })),
        found.columns.length > 0 && found.rows.length > 0 && grid.grid(grid.plain(found.columns, found.figures), found.rows),
        found.columns.length > 0 && make("p", { class: "aq-explore-out" }, desk.csvButton(() => sql, "query")),
      ].filter(Boolean));
    });
  }

  return { show };
};
