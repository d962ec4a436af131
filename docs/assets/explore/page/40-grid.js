// Takes the columns and rows of a result; gives them as a table. Everything from the database becomes text, never markup.
"use strict";
const aqExploreGrid = ({ setup, texts, here }) => {
  const { make } = aqSearch;
  const LONG = 140;
  const NAMED = { article_id: "articles", statement_id: "statements", speaker_id: "speakers", publisher_id: "publishers", event_id: "events", topic_id: "topics", addressee_id: "speakers" };

  /** The record page that an id leads to; `table` holds it. */
  function address(table, id) {
    const path = setup.paths[table];
    if (!path || !/^[a-z0-9][a-z0-9-]*$/.test(id)) return null;
    return here + path.replaceAll("{id}", id).replace("{article}", id.replace(/-[^-]*$/, ""));
  }

  function long(value) {
    const text = make("div", { class: "aq-long", lang: aqSearch.languageOf(value), dir: "auto" }, value);
    const button = make("button", { type: "button", class: "aq-more", "aria-expanded": "false" }, texts.text("expand"));
    button.addEventListener("click", () => {
      const isOpen = text.classList.toggle("aq-long--open");
      button.setAttribute("aria-expanded", String(isOpen));
      button.textContent = texts.text(isOpen ? "collapse" : "expand");
    });
    return [text, button];
  }

  /** What the pages of the site call a fixed value, where that is another word. */
  function wordOf({ words = {} }, value) {
    const word = Object.hasOwn(words, value) ? words[value] : "";
    return word.toLowerCase() === value.toLowerCase() ? "" : word;
  }

  function content(value, column) {
    if (value === null) return [make("span", { class: "aq-null" }, "NULL")];
    if (value instanceof Uint8Array) return [make("span", { class: "aq-null" }, texts.text("blob", { n: texts.figure(value.length) }))];
    if (typeof value === "number") return [String(value)];
    const target = column.leadsTo && address(column.leadsTo, value);
    if (target) return [make("a", { href: target, dir: "ltr" }, value)];
    if (/^https?:\/\/\S+$/.test(value)) return [make("bdi", { dir: "ltr", class: "aq-address" }, value)];
    if (value.length > LONG) return long(value);
    const said = wordOf(column, value);
    const word = said && make("span", { class: "aq-othername" }, said);
    return [make("bdi", { lang: aqSearch.languageOf(value) }, value), word].filter(Boolean);
  }

  function cell(value, column) {
    const isText = typeof value === "string" && !column.isFigure;
    const kind = column.isFigure ? "aq-figure" : isText && value.length > 40 ? "aq-wide-cell" : isText && /^[\w-]{1,24}$/.test(value) ? "aq-short" : null;
    return make("td", { class: kind, role: "cell", "data-label": column.title }, ...content(value, column));
  }

  function heading(column) {
    const title = make("span", { class: "aq-grid-title" }, column.title);
    const own = column.title === column.name ? null : make("span", { class: "aq-othername" }, make("code", { dir: "ltr" }, column.name));
    const attributes = { scope: "col", role: "columnheader", class: column.isFigure ? "aq-figure" : null, "aria-sort": column.sorted || null };
    if (!column.sort) return make("th", attributes, make("bdi", null, title), own);
    const mark = { ascending: "▲", descending: "▼" }[column.sorted];
    const button = make("button", { type: "button", class: "aq-sorting", title: column.about || null, "aria-label": `${column.title}${texts.text("comma")}${column.sortLabel}`, "data-keep": `sort ${column.name}` },
      title, make("span", { class: "aq-sort", "aria-hidden": "true" }, mark || ""));
    button.addEventListener("click", column.sort);
    return make("th", attributes, button, own);
  }

  /** A table in a region of its own, which scrolls sideways where the page must not. The roles stand for where it is laid out as a list. */
  function grid(columns, rows) {
    const table = make("table", { class: "aq-table aq-grid", role: "table" },
      make("thead", { role: "rowgroup" }, make("tr", { role: "row" }, ...columns.map(heading))),
      make("tbody", { role: "rowgroup" }, ...rows.map((row) => make("tr", { role: "row" }, ...row.map((value, index) => cell(value, columns[index]))))));
    const region = make("div", { class: "aq-scroll aq-grid-region", role: "region", tabindex: "0", "aria-label": texts.text("result") }, table);
    requestAnimationFrame(() => {
      if (region.scrollWidth > region.clientWidth + 1) table.classList.add("aq-grid--wide"); // On a phone it becomes a list.
      // What fits needs no button. All is measured before anything is taken away, lest each removal lay the table out anew.
      const fits = [...table.querySelectorAll(".aq-long")].filter((text) => text.clientHeight && text.scrollHeight <= text.clientHeight + 1);
      fits.forEach((text) => text.nextElementSibling.remove());
    });
    return region;
  }

  /** The columns of a free query: their names as they are, links by the names that ids have in the views. */
  const plain = (names, figures) => names.map((name, index) => ({ name, title: name, isFigure: figures[index] === true, leadsTo: NAMED[name] || null }));

  return { grid, plain, wordOf };
};
