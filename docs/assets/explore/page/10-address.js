// Takes the part of the address after #; gives the state of the page that it stands for, and the other way round.
"use strict";
const aqExploreAddress = (() => {
  const OPERATORS = ["has", "is", "not", "over", "under", "none", "some"];
  const VALUELESS = ["none", "some"];
  const listed = (text) => text.split(",").filter(Boolean);

  // A name of a column may hold no comma and no colon; names that are not the table's are dropped once it is known.
  function filterOf(text) {
    const [, column, operator, value] = /^([^:]*):([^:]*):?([^]*)$/.exec(text) || [];
    return OPERATORS.includes(operator) ? { column, operator, value: VALUELESS.includes(operator) ? "" : value } : null;
  }

  function read(hash) {
    const given = new URLSearchParams(hash.replace(/^#/, ""));
    if (given.has("sql")) return { mode: "sql", sql: given.get("sql") };
    if (!given.has("table")) return { mode: "start" };
    const sort = given.get("sort") || "";
    return {
      mode: "table",
      table: given.get("table"),
      columns: given.has("columns") ? listed(given.get("columns")) : null,
      filters: given.getAll("where").map(filterOf).filter(Boolean),
      sort: sort ? { column: sort.replace(/^-/, ""), isDown: sort.startsWith("-") } : null,
      facets: given.has("facets") ? listed(given.get("facets")) : null,
      page: Math.max(1, Math.min(1e9, parseInt(given.get("page"), 10) || 1)),
    };
  }

  function write(state) {
    const given = new URLSearchParams();
    if (state.mode === "sql") given.set("sql", state.sql);
    if (state.mode === "table") {
      given.set("table", state.table);
      if (state.columns) given.set("columns", state.columns.join(","));
      state.filters.forEach((one) => given.append("where", [one.column, one.operator, ...(VALUELESS.includes(one.operator) ? [] : [one.value])].join(":")));
      if (state.sort) given.set("sort", (state.sort.isDown ? "-" : "") + state.sort.column);
      if (state.facets) given.set("facets", state.facets.join(","));
      if (state.page > 1) given.set("page", String(state.page));
    }
    return `#${given}`;
  }

  return { OPERATORS, VALUELESS, read, write, blank: (table) => ({ mode: "table", table, columns: null, filters: [], sort: null, facets: null, page: 1 }) };
})();
