// Takes the state of a table view; shows the rows, and how many they are, with everything that changes the view.
"use strict";
const aqExploreTable = ({ client, setup, texts, schema, desk, grid, controls, facets, go, side }) => {
  const { make } = aqSearch;
  const SIZE = 50;
  const totals = new Map();

  // An address may have been written by hand, or for an older version of the data: what the table has not is left out.
  function fitting(state, columns) {
    const names = new Set(columns.map(({ name }) => name));
    const known = (list) => list && list.filter((name) => names.has(name));
    const kept = known(state.columns);
    return {
      ...state, columns: kept && kept.length ? kept : null, facets: known(state.facets),
      filters: state.filters.filter(({ column }) => names.has(column)), sort: state.sort && names.has(state.sort.column) ? state.sort : null,
    };
  }

  function sortable(state, column, isFigure) {
    const isOwn = state.sort && state.sort.column === column.name;
    const next = !isOwn ? "up" : state.sort.isDown ? "off" : "down";
    const sort = next === "off" ? null : { column: column.name, isDown: next === "down" };
    return {
      ...column, isFigure, sorted: isOwn ? (state.sort.isDown ? "descending" : "ascending") : null,
      sortLabel: texts.text(`sort_${next}`, { label: column.title }), sort: () => go(controls.changed(state, { sort })),
    };
  }

  async function total(state) {
    if (!totals.has(state.table)) totals.set(state.table, (await client.rows(aqExploreSql.count({ ...state, filters: [] }, new Map()), 1)).rows[0][0]);
    return totals.get(state.table);
  }

  function told(state, count, all, ms) {
    const rows = texts.count("rows", count);
    const of = texts.figure(all);
    return state.filters.length ? texts.text("filtered", { rows, of, ms: desk.took(ms) }) : texts.text("time", { rows, ms: desk.took(ms) });
  }

  function show(asked) {
    return desk.run(async (isCurrent) => {
      const columns = await schema.columns(asked.table);
      if (!isCurrent()) return;
      if (!columns.length) {
        side.hidden = true;
        desk.show(desk.body, controls.tables(asked), desk.line, desk.trouble);
        desk.say("");
        desk.trouble.replaceChildren(make("p", null, ...texts.nodes("no_table", { name: asked.table })));
        return;
      }
      const state = fitting(asked, columns);
      const types = new Map(columns.map(({ name, type }) => [name, type]));
      const byName = new Map(columns.map((column) => [column.name, column]));
      const shown = state.columns || schema.usual(state.table, columns);
      const whole = aqExploreSql.whole(state, types, shown);
      desk.choose("table", aqExploreAddress.write({ mode: "sql", sql: whole }));
      const [found, counted, all] = await Promise.all([
        client.rows(aqExploreSql.page(state, types, shown, SIZE), SIZE), client.rows(aqExploreSql.count(state, types), 1), total(state)]);
      if (!isCurrent()) return;
      const [[count]] = counted.rows;
      const { title, about } = schema.titles.get(state.table);
      const heads = shown.map((name, index) => sortable(state, byName.get(name), found.figures[index] === true));
      desk.show(desk.body,
        make("div", { class: "aq-explore-about" }, controls.tables(state), make("p", { class: "aq-note" }, make("code", { dir: "ltr" }, state.table), ` ${about || title}`)),
        controls.filterForm(state, columns), controls.chips(state, byName), controls.chooser(state, columns, shown), desk.line, desk.trouble,
        count ? grid.grid(heads, found.rows) : make("p", { class: "aq-empty" }, texts.text(state.filters.length ? "nothing" : "rows_none")),
        controls.pager(state, Math.ceil(count / SIZE)),
        make("p", { class: "aq-explore-out" }, desk.csvButton(() => whole, state.table),
          make("a", { href: aqExploreAddress.write({ mode: "sql", sql: whole }) }, texts.text("as_sql"))));
      desk.say(told(state, count, all, found.ms));
      side.hidden = false;
      facets.clear();
      await facets.show(state, columns, types, state.facets || (setup.facets[state.table] || []).filter((name) => byName.has(name)), desk, isCurrent);
    });
  }

  return { show };
};
