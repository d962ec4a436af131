// Takes SQLite as a compiled module and the bytes of a database; gives what reads it, through SQLite's own script.
"use strict";
const aqwalSqlite = (() => {
  // Storage of the browser is not used, so that no second worker is asked for; what fails is told to the reader, not to the console.
  const CONFIG = { warn() {}, disable: { vfs: { kvvfs: true, opfs: true, "opfs-vfs": true, "opfs-wl": true, "opfs-sahpool": true } } };

  function started(module) {
    globalThis.sqlite3ApiConfig = CONFIG;
    return new Promise((resolve, reject) => {
      const instantiateWasm = (imports, receive) => {
        WebAssembly.instantiate(module, imports).then((instance) => receive(instance, module)).catch(reject);
        return {};
      };
      sqlite3InitModule({ instantiateWasm }).then(resolve, reject);
    });
  }

  /** Open a database of which only reading is possible; `fold` becomes a function of its SQL. */
  async function open(module, bytes, fold) {
    const { capi, oo1, wasm, SQLite3Error } = await started(module);
    const database = new oo1.DB(":memory:");
    const at = wasm.allocFromTypedArray(bytes);
    database.checkRc(capi.sqlite3_deserialize(database, "main", at, bytes.length, bytes.length,
      capi.SQLITE_DESERIALIZE_FREEONCLOSE | capi.SQLITE_DESERIALIZE_READONLY));
    database.createFunction("fold", (context, value) => (value === null ? null : fold(String(value))), { deterministic: true, innocuous: true });
    capi.sqlite3_limit(database, capi.SQLITE_LIMIT_ATTACHED, 0);

    /** Do what may fail by fault of the query; it is then said in SQLite's own words. A text with no statement is no fault to SQLite. */
    function tried(work) {
      try {
        return work();
      } catch (error) {
        if (!(error instanceof SQLite3Error)) throw error;
        const isEmpty = capi.sqlite3_errcode(database) === capi.SQLITE_OK;
        throw Object.assign(new Error(capi.sqlite3_errmsg(database)), { isOfQuery: true, isEmpty });
      }
    }

    const prepare = (sql) => tried(() => database.prepare(sql));

    function holdsStatement(sql) {
      try {
        prepare(sql).finalize();
        return true;
      } catch (error) {
        if (error.isEmpty) return false;
        throw error;
      }
    }

    /** Return the one statement in a text, made ready; one more is refused, for its result would not be seen. */
    function prepared(sql) {
      const statement = prepare(sql);
      try {
        if (!holdsStatement(sql.slice(capi.sqlite3_sql(statement).length))) return statement;
        throw Object.assign(new Error("more than one statement"), { isOfQuery: true, isMany: true });
      } catch (error) {
        statement.finalize();
        throw error;
      }
    }

    // A real number keeps its point, so that 5.0 is not taken for 5; a whole one too large for a number here is kept as text.
    const realText = (value) => (Number.isInteger(value) && Math.abs(value) < 1e16 ? `${value}.0` : String(value));
    const cell = (value, type) => (type === capi.SQLITE_FLOAT ? realText(value) : typeof value === "bigint" ? String(value) : value);

    /** Run a query: `begin(columns)` once, then `take(row, figures)` for each row until it returns false. */
    function run(sql, begin, take) {
      database.exec("PRAGMA query_only = 1"); // Before each, for the one before may have unset it.
      const statement = prepared(sql);
      try {
        const columns = statement.columnCount ? statement.getColumnNames() : [];
        begin(columns);
        while (tried(() => statement.step())) {
          const types = columns.map((_, index) => capi.sqlite3_column_type(statement, index));
          const row = statement.get([]).map((value, index) => cell(value, types[index]));
          if (take(row, types.map((type) => type === capi.SQLITE_INTEGER || type === capi.SQLITE_FLOAT)) === false) return;
        }
      } finally {
        statement.finalize();
      }
    }

    return { run };
  }

  return { open };
})();
