// Takes the client and the setup; gives what is known of tables and columns: from the database's own dictionary, and the views' sources.
"use strict";
const aqExploreSchema = ({ client, setup }) => {
  const language = aqSearch.language;
  let dictionary = null;
  const titles = new Map(setup.groups.flatMap(([, tables]) => tables.map(([name, title, about]) => [name, { title, about }])));
  const held = new Map();

  async function readDictionary() {
    const found = await client.rows(`SELECT "table", field, title_${language}, description_${language}, type, refers_to FROM dictionary`, Infinity);
    return new Map(found.rows.map(([table, field, title, about, type, refersTo]) => [`${table}.${field}`, { title, about, type, refersTo }]));
  }

  function known(table, name, words) {
    const view = setup.views[table];
    const source = view ? view[name] : `${table}.${name}`;
    const [title, about, type] = setup.labels[`${table}.${name}`] || [];
    const entry = words.get(source) || {};
    const [refersTo] = (entry.refersTo || "").split(".");
    const isOwnId = name === "id" || (view && source.endsWith(".id"));
    return {
      name, title: title || entry.title || name, about: about || entry.about || "", type: type || entry.type || "string",
      leadsTo: refersTo || (isOwnId ? source.split(".")[0] : null), words: setup.words[source] || {},
    };
  }

  /** The columns of a table in their order; none where there is no such table. */
  async function columns(table) {
    if (!titles.has(table)) return [];
    if (!held.has(table)) {
      const asked = dictionary || readDictionary();
      const [words, found] = await Promise.all([asked, client.rows(aqExploreSql.columns(table), Infinity)]);
      dictionary = Promise.resolve(words);
      held.set(table, found.rows.map(([name]) => known(table, name, words)));
    }
    return held.get(table);
  }

  /** Those shown unasked: all but what only the other language holds, and hashes, unless the page names them. */
  function usual(table, all) {
    const names = new Set(all.map(({ name }) => name));
    const other = language === "ar" ? ["_en", "_ar"] : ["_ar", "_en"];
    const isDouble = (name) => name.endsWith(other[0]) && names.has(name.slice(0, -3) + other[1]);
    const chosen = (setup.columns[table] || []).filter((name) => names.has(name));
    return chosen.length ? chosen : all.map(({ name }) => name).filter((name) => !isDouble(name) && !name.endsWith("sha256"));
  }

  return { columns, usual, titles };
};
