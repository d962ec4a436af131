// Takes the state of a table view and the types of its columns; gives the SQL that reads it.
"use strict";
const aqExploreSql = (() => {
  const NUMBER = /^-?\d+(\.\d+)?$/;
  const MARKS = { is: "=", not: "IS NOT", over: ">", under: "<" };
  const name = (text) => `"${text.replaceAll("\"", "\"\"")}"`;
  const text = (value) => `'${value.replaceAll("\0", "").replaceAll("'", "''")}'`;

  // A figure is folded as SQLite writes it, 5.0 and not 5.
  const written = (column, types) => (types.get(column) === "string" ? name(column) : `CAST(${name(column)} AS TEXT)`);

  function condition({ column, operator, value }, types) {
    if (operator === "none") return `${name(column)} IS NULL`;
    if (operator === "some") return `${name(column)} IS NOT NULL`;
    if (operator === "has") return `instr(fold(${written(column, types)}), fold(${text(value)})) > 0`;
    // A view's counts have no type of their own, so that a figure must be written as one.
    const isFigure = ["integer", "number", "boolean"].includes(types.get(column)) && NUMBER.test(value);
    return `${name(column)} ${MARKS[operator]} ${isFigure ? value : text(value)}`;
  }

  const where = (state, types) => (state.filters.length ? `\nWHERE ${state.filters.map((one) => condition(one, types)).join("\n  AND ")}` : "");
  const from = (state, types) => `FROM ${name(state.table)}${where(state, types)}`;
  const order = ({ sort }) => (sort ? `\nORDER BY ${name(sort.column)}${sort.isDown ? " DESC" : ""} NULLS LAST` : "");

  return {
    whole: (state, types, columns) => `SELECT ${columns.map(name).join(", ")}\n${from(state, types)}${order(state)}`,
    page: (state, types, columns, size) => `${aqExploreSql.whole(state, types, columns)}\nLIMIT ${size} OFFSET ${(state.page - 1) * size}`,
    count: (state, types) => `SELECT count(*) ${from(state, types)}`,
    facet: (state, types, column, most) => `SELECT ${name(column)}, count(*) ${from(state, types)}\nGROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ${most}`,
    columns: (table) => `SELECT name FROM pragma_table_info(${text(table)})`,
  };
})();
