// Takes the search box of a page; gives it results while one types, in a list that the arrow keys move through.
"use strict";
const aqSearchBox = (site) => {
  const { make } = aqSearch;
  const { form, input, texts, place } = site;
  const GROUPS = 6;
  const PAUSE = 130;
  const BEFORE = 50;
  const LEAST = 260; // The list is never lower than this, though the page then has to be scrolled.
  const state = make("p", { class: "aq-pop-state" });
  const list = make("div", { class: "aq-pop-list", id: "aq-pop-list", role: "listbox", "aria-label": texts.text("results") });
  const popup = make("div", { class: "aq-pop", hidden: true }, state, list);
  const spoken = make("span", { class: "aq-unseen", role: "status" });
  let newest = 0;
  let timer = 0;
  let active = -1;
  let shown = ""; // The query whose results stand in the list.

  const options = () => [...list.children];
  const isOpen = () => !popup.hidden;

  function choose(index) {
    const all = options();
    all.forEach((option) => option.setAttribute("aria-selected", "false"));
    active = all.length ? (index + all.length + 1) % (all.length + 1) : -1;
    if (active === all.length) active = -1; // One step past either end is the box itself.
    if (active < 0) { input.removeAttribute("aria-activedescendant"); return; }
    all[active].setAttribute("aria-selected", "true");
    input.setAttribute("aria-activedescendant", all[active].id);
    all[active].scrollIntoView({ block: "nearest" });
  }

  function open() {
    const seen = globalThis.visualViewport ? visualViewport.height : innerHeight;
    popup.style.maxBlockSize = `${Math.max(LEAST, seen - form.getBoundingClientRect().bottom - 16)}px`;
    popup.hidden = false;
    list.hidden = !list.children.length;
    state.hidden = !state.childNodes.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
  }

  function close() {
    popup.hidden = true;
    input.setAttribute("aria-expanded", "false");
    choose(-1);
  }

  function option(index, href, ...children) {
    return make("a", { role: "option", class: "aq-option", id: `aq-option-${index}`, href, tabindex: -1, "aria-selected": "false" }, ...children);
  }

  // Two lines are shown, so the first found word must stand near the beginning.
  function shortened(pieces) {
    const at = pieces.findIndex(([, isFound]) => isFound);
    const text = aqSearch.plain(pieces.slice(0, Math.max(at, 0)));
    const from = text.length > BEFORE ? text.indexOf(" ", text.length - BEFORE) + 1 : 0;
    return from ? [[`… ${text.slice(from)}`, false], ...pieces.slice(at)] : pieces;
  }

  function found(group, index) {
    const hit = group.hits[0];
    const isArticle = group.kind === "article";
    const about = isArticle ? [group.outlet, group.date && texts.date(group.date)] : [texts.text(`kind_${group.kind}`)];
    const titleHit = group.hits.find((one) => aqSearch.plain(one.excerpt) === group.title);
    const title = titleHit ? titleHit.excerpt : [[group.title, false]];
    const says = hit && aqSearch.plain(hit.excerpt) !== group.title
      ? make("span", { class: "aq-option-text", dir: "auto", lang: aqSearch.languageOf(aqSearch.plain(hit.excerpt)) }, ...aqSearch.excerpt(shortened(hit.excerpt))) : null;
    return option(index, place.link((isArticle && hit && hit.path) || group.path),
      make("span", { class: "aq-option-title", dir: "auto", lang: aqSearch.languageOf(group.title) }, ...aqSearch.excerpt(title)), " ", says, " ",
      make("span", { class: "aq-option-about" }, texts.words([isArticle && hit && hit.by, ...about].filter(Boolean))));
  }

  function show(query, answer) {
    shown = query;
    const made = answer.groups.map(found);
    if (answer.groups_total) {
      made.push(option(made.length, place.searching(query), make("span", { class: "aq-option-all" }, texts.text("all", { n: texts.figure(answer.groups_total) }))));
    }
    answer.suggestions.slice(0, 3).forEach((one) => {
      made.push(option(made.length, place.searching(one.query), make("span", { class: "aq-option-all" }, ...texts.nodes("meant", { query: one.query }))));
    });
    list.replaceChildren(...made);
    state.replaceChildren(...(answer.groups_total ? [] : nothing(query, answer)));
    spoken.textContent = texts.count("announced", answer.groups.length);
    active = -1;
    choose(-1);
    open();
  }

  function nothing(query, answer) {
    const isMissing = answer.notes.some((note) => note.code === "missing");
    return isMissing ? [texts.text("missing")] : texts.nodes("none", { query: aqSearch.brief(query) });
  }

  function say(...children) {
    shown = "";
    list.replaceChildren();
    state.replaceChildren(...children);
    choose(-1);
    open();
  }

  function fail(error) {
    if (!form.contains(document.activeElement)) { close(); return; }
    if (error.isOld) {
      say(texts.text("too_old"));
      spoken.textContent = texts.text("too_old");
      return;
    }
    const again = make("button", { type: "button", class: "aq-button" }, texts.text("retry"));
    again.addEventListener("click", () => { input.focus(); search(); });
    say(texts.text("failed"), " ", again);
    spoken.textContent = texts.text("failed");
  }

  async function search() {
    clearTimeout(timer);
    newest += 1;
    const mine = newest;
    const query = aqSearch.clean(input.value);
    if (!query) { shown = ""; list.replaceChildren(); spoken.textContent = ""; close(); return; }
    const waiting = setTimeout(() => { if (mine === newest && !shown) say(texts.text("loading")); }, 250);
    try {
      const answer = await site.ask({ query, limit: GROUPS, texts: true });
      if (mine === newest && document.activeElement === input) show(query, answer);
    } catch (error) {
      if (mine === newest) fail(error);
    } finally {
      clearTimeout(waiting);
    }
  }

  function go(event) {
    event.preventDefault();
    newest += 1;
    clearTimeout(timer);
    if (active >= 0) options()[active].click(); else location.assign(place.searching(aqSearch.clean(input.value)));
  }

  function move(event, step) {
    event.preventDefault();
    if (isOpen()) choose(active < 0 && step < 0 ? options().length - 1 : active + step);
    else if (shown && shown === aqSearch.clean(input.value)) { open(); choose(step < 0 ? options().length - 1 : 0); }
    else search();
  }

  function escape(event) {
    if (!isOpen() && !input.value) return;
    event.preventDefault();
    newest += 1;
    clearTimeout(timer);
    if (isOpen()) { close(); return; }
    input.value = "";
    input.dispatchEvent(new Event("input"));
  }

  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown") move(event, 1);
    else if (event.key === "ArrowUp") move(event, -1);
    else if (event.key === "Escape") escape(event);
    else if (event.key === "Tab" && !state.querySelector("button")) close();
  });
  state.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    input.focus();
    escape(event);
  });
  input.addEventListener("input", () => {
    newest += 1; // What is on its way is no longer asked for.
    clearTimeout(timer);
    choose(-1);
    timer = setTimeout(search, PAUSE);
  });
  input.addEventListener("focus", () => { if (input.value && !isOpen()) search(); });
  form.addEventListener("submit", go);
  form.addEventListener("focusout", (event) => { if (!form.contains(event.relatedTarget)) close(); });
  popup.addEventListener("mousedown", (event) => { if (!event.target.closest("button")) event.preventDefault(); });

  Object.entries({
    role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": "aq-pop-list", "aria-haspopup": "listbox",
  }).forEach(([name, value]) => input.setAttribute(name, value));
  form.append(popup, spoken);
};
