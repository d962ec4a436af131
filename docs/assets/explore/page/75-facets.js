// Takes the state of a table view and the columns to count; gives the lists of their values, each a filter to set or take away.
"use strict";
const aqExploreFacets = ({ client, texts, controls, grid, go, side }) => {
  const { make } = aqSearch;
  const { write } = aqExploreAddress;
  const MOST = 20;
  const SAID = 60;
  const { wordOf } = grid;
  const [summary, place] = side.children;
  summary.textContent = texts.text("facets");

  const filterOf = (column, value) => (value === null ? { column, operator: "none", value: "" } : { column, operator: "is", value: String(value) });
  const isSame = (one, other) => one.column === other.column && one.operator === other.operator && one.value === other.value;

  function choice(state, column, [value, count]) {
    const filter = filterOf(column.name, value);
    const isChosen = state.filters.some((one) => isSame(one, filter));
    const filters = isChosen ? state.filters.filter((one) => !isSame(one, filter)) : [...state.filters, filter];
    const said = value === null ? texts.text("null") : String(value);
    const shown = [...said].length > SAID ? `${[...said].slice(0, SAID).join("")}…` : said;
    const word = wordOf(column, said);
    return make("li", null,
      make("a", { href: write(controls.changed(state, { filters })), "aria-current": isChosen ? "true" : null, class: value === null ? "aq-null" : null, "data-keep": `facet ${column.name} ${said}` },
        make("bdi", null, shown), word ? make("span", { class: "aq-muted" }, ` ${word}`) : null),
      make("span", { class: "aq-figure" }, texts.figure(count)));
  }

  function list(state, chosen, column, rows) {
    const without = make("button", { type: "button", class: "aq-facet-remove", "aria-label": texts.text("facet_remove", { label: column.title }), "data-keep": `hide ${column.name}` }, "×");
    without.addEventListener("click", () => go({ ...state, facets: chosen.filter((one) => one !== column.name) }));
    const more = rows.length > MOST ? make("p", { class: "aq-note" }, texts.text("facet_more")) : null;
    const none = rows.length ? null : make("p", { class: "aq-note" }, texts.text("facet_nothing"));
    return make("section", { class: "aq-facet", "aria-label": column.title },
      make("p", { class: "aq-facet-title" }, make("span", null, column.title), without),
      make("ul", { class: "aq-choices" }, ...rows.slice(0, MOST).map((row) => choice(state, column, row))), more, none);
  }

  function adding(state, chosen, columns) {
    const select = make("select", { "data-keep": "facet" }, make("option", { value: "" }, texts.text("facet_choose")),
      ...columns.filter(({ name }) => !chosen.includes(name)).map(controls.optionOf));
    select.addEventListener("change", () => { if (select.value) go({ ...state, facets: [...chosen, select.value] }); });
    return make("label", { class: "aq-facet-add" }, make("span", null, texts.text("facet_add")), select);
  }

  /** Count the values of the chosen columns, within the filters. */
  async function show(state, columns, types, chosen, desk, isCurrent) {
    const byName = new Map(columns.map((column) => [column.name, column]));
    const found = await Promise.all(chosen.map((name) => client.rows(aqExploreSql.facet(state, types, name, MOST + 1), Infinity)));
    if (!isCurrent()) return;
    desk.show(place, adding(state, chosen, columns), ...chosen.map((name, index) => list(state, chosen, byName.get(name), found[index].rows)));
  }

  return { show, clear: () => { if (summary.textContent !== texts.text("facets")) place.replaceChildren(); summary.textContent = texts.text("facets"); } };
};
