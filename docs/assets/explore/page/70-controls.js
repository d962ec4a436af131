// Takes the state of a table view; gives what changes it: the choice of table, filters, columns, pages.
"use strict";
const aqExploreControls = ({ setup, texts, go }) => {
  const { make } = aqSearch;
  const { OPERATORS, VALUELESS, write, blank } = aqExploreAddress;
  const open = { columns: false };
  const isolate = (text) => `\u2068${text}\u2069`;
  const optionOf = (column) => make("option", { value: column.name }, column.title === column.name ? column.name : `${column.title} · ${isolate(column.name)}`);
  const changed = (state, change) => ({ ...state, page: 1, ...change });
  const labelled = (label, control) => make("label", null, make("span", null, label), control);

  function tables(state) {
    const groups = setup.groups.map(([name, shown]) => make("optgroup", { label: texts.text(`group_${name}`) },
      ...shown.map(([table, title]) => make("option", { value: table, selected: table === state.table }, title))));
    const select = make("select", { "data-keep": "table" }, ...groups);
    select.addEventListener("change", () => go(blank(select.value)));
    return make("div", { class: "aq-explore-table" }, labelled(texts.text("table"), select));
  }

  function filterForm(state, columns) {
    const column = make("select", { "data-keep": "filter column" }, ...columns.map(optionOf));
    const operator = make("select", { "data-keep": "filter operator" }, ...OPERATORS.map((one) => make("option", { value: one }, texts.text(`op_${one}`))));
    const value = make("input", { type: "text", dir: "auto", autocomplete: "off", autocapitalize: "none", spellcheck: "false", "data-keep": "filter value" });
    const field = labelled(texts.text("value"), value);
    const form = make("form", { class: "aq-explore-filter" }, make("fieldset", null,
      make("legend", null, texts.text("add_filter")), labelled(texts.text("column"), column), labelled(texts.text("condition"), operator),
      field, make("button", { class: "aq-button" }, texts.text("add"))));
    const first = columns.find(({ name }) => name === `said_${aqSearch.language}`) || columns[0];
    column.value = first.name;
    operator.addEventListener("change", () => { field.hidden = VALUELESS.includes(operator.value); });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const isNeeded = !VALUELESS.includes(operator.value);
      if (isNeeded && !value.value) return value.focus();
      return go(changed(state, { filters: [...state.filters, { column: column.value, operator: operator.value, value: isNeeded ? value.value : "" }] }));
    });
    return form;
  }

  function chip(state, filter, byName) {
    const words = [byName.get(filter.column).title, texts.text(`op_${filter.operator}`), filter.value].filter(Boolean);
    const left = changed(state, { filters: state.filters.filter((one) => one !== filter) });
    const value = filter.value && make("bdi", { class: "aq-chip-value" }, filter.value.slice(0, 80));
    return make("li", null, make("a", { class: "aq-chip", href: write(left), "aria-label": texts.text("remove", { label: words.map(isolate).join(" ") }), "data-keep": "chip" },
      make("span", null, `${words[0]} ${words[1]} `), value || null, make("span", { class: "aq-chip-cross", "aria-hidden": "true" }, "×")));
  }

  function chips(state, byName) {
    if (!state.filters.length) return null;
    const all = state.filters.length > 1 ? make("li", null, make("a", { class: "aq-chip-clear", href: write(changed(state, { filters: [] })) }, texts.text("clear"))) : null;
    return make("ul", { class: "aq-chips", "aria-label": texts.text("filters") }, ...state.filters.map((one) => chip(state, one, byName)), all);
  }

  function chooser(state, columns, shown) {
    const boxes = columns.map((column) => {
      const box = make("input", { type: "checkbox", value: column.name, "data-keep": `column ${column.name}` });
      box.checked = shown.includes(column.name);
      box.addEventListener("change", () => {
        const chosen = columns.map(({ name }) => name).filter((name) => (name === column.name ? box.checked : shown.includes(name)));
        if (chosen.length) go({ ...state, columns: chosen }); else box.checked = true;
      });
      return make("label", { title: column.about || null }, box, make("span", null, column.title, " ", make("code", { class: "aq-muted", dir: "ltr" }, column.name)));
    });
    const details = make("details", { class: "aq-explore-columns", open: open.columns },
      make("summary", { "data-keep": "columns" }, texts.text("columns", { n: texts.figure(shown.length), of: texts.figure(columns.length) })),
      make("div", { role: "group", "aria-label": texts.text("columns_show") }, ...boxes));
    details.addEventListener("toggle", () => { open.columns = details.open; });
    return details;
  }

  function pager(state, pages) {
    if (pages < 2) return null;
    const to = (page, name) => (page < 1 || page > pages ? null
      : make("a", { href: write({ ...state, page }), rel: name === "next" ? "next" : "prev", "data-keep": name }, texts.text(name)));
    return make("nav", { class: "aq-pager", "aria-label": texts.text("pages") }, to(state.page - 1, "previous"),
      make("span", null, texts.text("page_of", { page: texts.figure(state.page), of: texts.figure(pages) })), to(state.page + 1, "next"));
  }

  return { tables, filterForm, chips, chooser, pager, optionOf, changed };
};
