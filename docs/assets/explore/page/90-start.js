// Takes the explore page; wakes it. Nothing of the database is asked for before the reader asks, or an address does.
"use strict";
(() => {
  const root = document.querySelector(".aq-explore");
  const setup = JSON.parse(document.getElementById("aq-explore-setup").textContent);
  const texts = aqSearchTexts(setup.texts);
  const start = root.querySelector(".aq-explore-start");
  const work = root.querySelector(".aq-explore-work");
  const side = root.querySelector(".aq-explore-side");
  const opening = root.querySelector(".aq-explore-open");
  const { read, write, blank } = aqExploreAddress;
  const needed = [globalThis.WebAssembly, globalThis.Worker, globalThis.BigInt64Array, Array.prototype.at];
  if (needed.some((one) => !one)) {
    opening.replaceChildren(texts.text("too_old"));
    opening.hidden = false;
    return;
  }

  const address = (name) => new URL(root.dataset[name], document.baseURI).href;
  const here = new URL(root.dataset.here || "./", document.baseURI).href;
  const client = aqExploreClient({ engine: address("engine"), database: address("database"), worker: address("worker") });
  const questions = [...root.querySelectorAll("a[data-query]")].map((link) => ({ name: link.dataset.query, title: link.textContent }));
  const desk = aqExploreDesk({ place: work, texts, client, name: setup.name });
  const schema = aqExploreSchema({ client, setup });
  const grid = aqExploreGrid({ setup, texts, here });
  let isLoaded = false;

  function go(state) {
    const hash = write(state);
    if (location.hash === hash) show(); else location.hash = hash;
  }

  const controls = aqExploreControls({ setup, texts, go });
  const facets = aqExploreFacets({ client, texts, controls, grid, go, side });
  const shared = { client, setup, texts, schema, desk, grid, controls, facets, go, side, questions };
  const views = { table: aqExploreTable(shared), sql: aqExploreQuery(shared) };

  async function ready() {
    if (isLoaded) return;
    if (!desk.body.children.length) desk.body.append(desk.line, desk.trouble);
    await desk.load(Number(root.dataset.bytes));
    isLoaded = true;
  }

  function show() {
    const state = read(location.hash);
    const language = document.querySelector("a.aq-language");
    if (language) language.hash = state.mode === "start" ? "" : location.hash;
    start.hidden = state.mode !== "start";
    work.hidden = !start.hidden;
    if (state.mode === "start") {
      side.hidden = true;
      return;
    }
    desk.run(ready, show).then(() => { if (isLoaded) views[state.mode].show(state); });
  }

  root.querySelectorAll("a[data-table]").forEach((link) => { link.href = write(blank(link.dataset.table)); });
  root.querySelectorAll("a[data-query]").forEach((link) => { link.href = write({ mode: "sql", sql: setup.queries[link.dataset.query] }); });
  opening.hidden = false;
  opening.querySelector("button").addEventListener("click", () => go(blank("statement_view")));
  if (matchMedia("(max-width: 60em)").matches) side.open = false;
  window.addEventListener("hashchange", show);
  show();
})();
