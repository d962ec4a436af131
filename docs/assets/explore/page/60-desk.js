// Takes the place where one works; gives what both ways of looking share: modes, status, stop, failures, downloads.
"use strict";
const aqExploreDesk = ({ place, texts, client, name }) => {
  const { make } = aqSearch;
  const PATIENT = 250;
  const SLOW = 1000;
  const link = (mode, state) => make("a", { href: aqExploreAddress.write(state), "data-mode": mode }, texts.text(`mode_${mode}`));
  const modes = make("nav", { class: "aq-modes", "aria-label": texts.text("modes") },
    link("table", aqExploreAddress.blank("statement_view")), link("sql", { mode: "sql", sql: "" }));
  const status = make("p", { class: "aq-found aq-explore-status", role: "status" });
  const stop = make("button", { type: "button", class: "aq-button", hidden: true }, texts.text("stop"));
  const progress = make("progress", { hidden: true, "aria-label": texts.text("progress") });
  const trouble = make("div", { class: "aq-explore-trouble", role: "alert" });
  const body = make("div", { class: "aq-explore-body" });
  const line = make("div", { class: "aq-explore-line" }, status, progress, stop);
  place.append(modes, body);
  let turn = 0;
  let began = 0;
  let isSaid = false;

  stop.addEventListener("click", () => {
    client.stop();
    status.tabIndex = -1;
    status.focus();
  });

  function say(text) {
    isSaid = true;
    status.textContent = text;
  }

  function fail(error, again) {
    say("");
    if (error.isStopped) return say(texts.text("stopped"));
    const isOurs = error.isMany || error.isEmpty;
    const message = error.isMany ? texts.text("many") : error.isEmpty ? texts.text("empty")
      : error.isOfQuery ? texts.text("error") : texts.text(error.isBroken ? "crashed" : "failed");
    trouble.append(make("p", null, message));
    if (error.isOfQuery && !isOurs) trouble.append(make("pre", { dir: "ltr", tabindex: "0" }, make("code", null, error.message)));
    if (!error.isOfQuery) {
      const button = make("button", { type: "button", class: "aq-button" }, texts.text("again"));
      button.addEventListener("click", again);
      trouble.append(button);
    }
    return null;
  }

  /** Do a piece of work that asks the database; another one that begins meanwhile takes its place. */
  async function run(job, again = () => run(job)) {
    turn += 1;
    const own = turn;
    const isCurrent = () => own === turn;
    if (client.isBusy() && performance.now() - began > SLOW) client.stop();
    began = performance.now();
    isSaid = false;
    trouble.replaceChildren();
    place.setAttribute("aria-busy", "true");
    const timer = setTimeout(() => {
      if (!isCurrent()) return;
      if (!isSaid) say(texts.text("working"));
      stop.hidden = !progress.hidden; // Only a query can be stopped, not what is on its way here.
    }, PATIENT);
    try {
      await job(isCurrent);
    } catch (error) {
      if (isCurrent()) fail(error, again);
    } finally {
      clearTimeout(timer);
      if (isCurrent()) {
        stop.hidden = true;
        place.setAttribute("aria-busy", "false");
      }
    }
  }

  /** Load the engine and the database, with a bar that shows how far. */
  async function load(size) {
    let got = 0;
    progress.max = size;
    progress.value = 0;
    progress.hidden = false;
    say(texts.text("reading"));
    try {
      await client.load((count) => {
        got += count;
        progress.value = Math.min(got, size);
      });
    } finally {
      progress.hidden = true;
    }
  }

  function save(file, stem) {
    const address = URL.createObjectURL(file);
    const anchor = make("a", { href: address, download: `${name}-${stem}.csv` });
    document.body.append(anchor);
    anchor.click();
    anchor.remove();
    setTimeout(() => URL.revokeObjectURL(address), 60000);
  }

  function csvButton(sqlOf, stem) {
    const button = make("button", { type: "button", class: "aq-button", "data-keep": "csv" }, texts.text("csv"));
    button.addEventListener("click", () => run(async () => {
      const { file, count } = await client.csv(sqlOf());
      save(file, stem);
      say(texts.text("csv_done", { rows: texts.count("rows", count) }));
    }));
    return button;
  }

  /** Put new things in the place of old ones, and the focus where it was. */
  function show(where, ...things) {
    const { keep } = document.activeElement ? document.activeElement.dataset : {};
    const isWithin = keep && where.contains(document.activeElement);
    where.replaceChildren(...things.filter(Boolean));
    if (isWithin) {
      const next = [...where.querySelectorAll("[data-keep]")].find((one) => one.dataset.keep === keep);
      if (next) next.focus({ preventScroll: true });
    }
  }

  function choose(mode, target) {
    modes.querySelectorAll("a").forEach((one) => {
      if (one.dataset.mode === mode) one.setAttribute("aria-current", "page"); else one.removeAttribute("aria-current");
      if (target && one.dataset.mode !== mode) one.href = target;
    });
  }

  const took = (ms) => (ms < 10 ? ms.toFixed(1) : texts.figure(Math.round(ms)));

  return { body, line, trouble, say, run, load, csvButton, show, choose, took };
};
