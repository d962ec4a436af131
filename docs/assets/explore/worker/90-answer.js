// Takes requests of the page, one after the other; answers with rows, or a whole result as CSV, or what went wrong.
"use strict";
(() => {
  const { fold } = aqwalNormalise(aqwalFolding);
  let database = null;

  function rowsOf({ sql, most }) {
    const began = performance.now();
    const found = { columns: [], rows: [], figures: [], more: false };
    database.run(sql, (columns) => {
      found.columns = columns;
      found.figures = columns.map(() => null);
    }, (row, figures) => {
      if (found.rows.length === most) {
        found.more = true;
        return false;
      }
      found.rows.push(row);
      // A column is one of figures if everything in it is.
      row.forEach((value, index) => {
        if (value !== null) found.figures[index] = found.figures[index] !== false && figures[index];
      });
      return true;
    });
    return { ...found, ms: performance.now() - began };
  }

  function csvOf({ sql }) {
    const lines = aqwalCsv.gather();
    let count = 0;
    database.run(sql, lines.add, (row) => {
      lines.add(row);
      count += 1;
    });
    return { file: lines.file(), count };
  }

  const tasks = {
    async open({ module, file }) {
      database = await aqwalSqlite.open(module, new Uint8Array(await file.arrayBuffer()), fold);
      return {};
    },
    rows: rowsOf,
    csv: csvOf,
  };

  async function answer(request) {
    try {
      postMessage({ id: request.id, answer: await tasks[request.task](request) });
    } catch (error) {
      // What SQLite itself says is of the query. After anything else nothing of the engine can be trusted, and the page begins another.
      const { isOfQuery = false, isMany = false, isEmpty = false } = error;
      postMessage({ id: request.id, error: { message: String(error.message), isOfQuery, isMany, isEmpty } });
    }
  }

  // The engine takes a while to open; what is asked meanwhile waits for it.
  let last = Promise.resolve();
  globalThis.onmessage = ({ data }) => { last = last.then(() => answer(data)); };
})();
