// Takes the search page; keeps query and filters in its address, and shows what the engine answers to them.
"use strict";
const aqSearchPage = (site) => {
  const { make } = aqSearch;
  const { form, input, texts, place, page } = site;
  const STEP = 20;
  const FIRST = 10; // More than a screen holds; shown while the others of the first step are still on their way.
  const PAUSE = 160;
  const part = (name) => page.querySelector(name);
  const [status, noteBox, groups, more, starts] = [".aq-find-state", ".aq-find-notes", ".aq-groups", ".aq-find-more", ".aq-starts"].map(part);
  const title = document.title;
  let state = { query: "", filters: {} };
  let isCut = false;
  let shown = 0;
  let newest = 0;
  let timer = 0;
  let isTyping = false; // Whether the address's entry in the history is that of a query still being typed.

  const facets = aqSearchFacets(site, (filters) => {
    facets.fold();
    commit({ ...state, filters });
  });
  const isFiltered = () => Object.keys(state.filters).length > 0;
  // A group is unfolded as it was asked for, whatever has been typed or chosen since.
  const results = aqSearchResults(site, {
    asked: () => request({ limit: 1 }),
    failed: () => say(texts.text("failed")),
  });

  function inAddress() {
    const given = new URLSearchParams(location.search);
    const found = aqSearch.FACETS.map((name) => [name, aqSearch.clean(given.get(name) || "")]).filter(([, value]) => value);
    return { query: aqSearch.clean(given.get("q") || ""), filters: Object.fromEntries(found) };
  }

  function fromAddress() {
    isCut = aqSearch.isCut(new URLSearchParams(location.search).get("q") || "");
    state = inAddress();
    if (document.activeElement !== input || aqSearch.clean(input.value) !== state.query) input.value = state.query;
    site.turn();
    const { shown: wanted, top } = history.state || {};
    run(Math.max(wanted || 0, STEP), top);
  }

  // A step within the page, to a #fragment, is no other search.
  function moved() {
    isTyping = false;
    const next = inAddress();
    if (place.searching(next.query, next.filters) !== place.searching(state.query, state.filters)) fromAddress();
  }

  function commit(next, isStillTyping = false) {
    const address = place.searching(next.query, next.filters);
    const isSame = address === location.href;
    if (isSame || (isTyping && isStillTyping)) history.replaceState(null, "", address); else history.pushState(null, "", address);
    isTyping = isStillTyping && (isTyping || !isSame);
    state = next;
    run(STEP);
  }

  const request = (changes) => ({ query: state.query, filters: { ...state.filters }, ...changes });

  async function run(wanted, top) {
    clearTimeout(timer);
    newest += 1;
    const mine = newest;
    document.title = state.query ? `${aqSearch.brief(state.query)} · ${title}` : title;
    facets.showChips(state);
    if (!state.query) { showStart(); return; }
    const waiting = setTimeout(() => { if (mine === newest) say(texts.text("loading")); }, 250);
    groups.setAttribute("aria-busy", "true");
    let total = 0;
    try {
      // Who comes back to a place on the page waits for all that stood above it.
      const answer = await site.ask(request({ limit: top ? wanted : FIRST }));
      if (mine !== newest) return;
      showAnswer(answer);
      total = answer.groups_total;
      if (top) scrollTo(0, top);
    } catch (error) {
      if (mine === newest) showFailure(error, wanted);
      return;
    } finally {
      clearTimeout(waiting);
      if (mine === newest) groups.removeAttribute("aria-busy");
    }
    await showRest(mine, Math.min(wanted, total));
    if (mine !== newest) return;
    showMore(total);
    countFacets(mine);
  }

  // What fails here is still behind the button for more.
  async function showRest(mine, wanted) {
    if (shown >= wanted) return;
    try {
      const answer = await site.ask(request({ limit: wanted - shown, offset: shown }));
      if (mine === newest) append(answer);
    } catch (error) {
      // The first results stand.
    }
  }

  function append(answer) {
    const made = answer.groups.map(results.group);
    groups.append(...made);
    shown += made.length;
    return made;
  }

  // The counts look at every hit, so they are asked for when the first results are already on the page.
  async function countFacets(mine) {
    if (mine !== newest) return;
    if (!shown && !isFiltered()) { facets.hide(); return; }
    try {
      const counted = await counts();
      if (mine === newest) facets.show(counted, state);
    } catch (error) {
      if (mine === newest) facets.failed(() => countFacets(mine));
    }
  }

  // The values of a filter already chosen are counted as if it were not, so that another can be taken in its place.
  async function counts() {
    const count = async (filters) => (await site.ask(request({ filters, limit: 1, facets: true, texts: false }))).facets;
    const chosen = Object.keys(state.filters);
    const [all, ...without] = await Promise.all([state.filters, ...chosen.map((name) => facets.without(state.filters, name))].map(count));
    return { ...all, ...Object.fromEntries(chosen.map((name, at) => [name, without[at][name]])) };
  }

  function say(...children) {
    status.replaceChildren(...children);
  }

  function showStart() {
    say(...(isFiltered() ? [texts.text("query_wanted")] : []));
    [noteBox, groups, more].forEach((one) => { one.hidden = true; });
    groups.replaceChildren();
    shown = 0;
    facets.hide();
    starts.hidden = false;
  }

  function showAnswer(answer) {
    groups.replaceChildren(...answer.groups.map(results.group));
    shown = answer.groups.length;
    groups.hidden = !shown;
    starts.hidden = shown > 0;
    more.hidden = true;
    showNotes(answer);
    if (shown) say(texts.text("found", { hits: texts.count("hits", answer.total), groups: texts.count("groups", answer.groups_total) }));
    else showNothing(answer);
  }

  function showNotes(answer) {
    const notes = isCut && !answer.notes.some((note) => note.code === "cut") ? [...answer.notes, { code: "cut" }] : answer.notes;
    const made = results.notes(notes);
    if (answer.partial) made.push(make("p", { class: "aq-note" }, texts.text("partial")));
    const meant = results.suggestions(answer.suggestions, state.filters, suggested);
    noteBox.replaceChildren(...made, ...(meant ? [meant] : []));
    noteBox.hidden = !noteBox.children.length;
  }

  function suggested(event, query) {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    input.value = query;
    site.turn();
    input.focus();
    isCut = false;
    commit({ ...state, query });
  }

  function showNothing({ notes }) {
    if (notes.some((note) => note.code === "missing")) { say(make("strong", null, texts.text("missing"))); return; }
    const key = isFiltered() ? "none_filtered" : "none";
    say(make("strong", null, ...texts.nodes(key, { query: aqSearch.brief(state.query) })), " ", texts.text("none_help"));
  }

  function showFailure(error, wanted) {
    const again = make("button", { type: "button", class: "aq-button" }, texts.text("retry"));
    again.addEventListener("click", () => { input.focus(); run(wanted); });
    if (error.isOld) say(make("strong", null, texts.text("too_old")), " ", texts.text("too_old_help"));
    else say(make("strong", null, texts.text("failed")), " ", texts.text("failed_help"), " ", again);
    [noteBox, groups, more].forEach((one) => { one.hidden = true; });
    facets.hide();
    starts.hidden = false;
  }

  function showMore(total) {
    const left = Math.max(0, total - shown);
    more.hidden = !left;
    more.firstElementChild.textContent = texts.text("more", { n: texts.figure(left) });
  }

  async function readMore() {
    const mine = newest;
    more.firstElementChild.disabled = true;
    try {
      const answer = await site.ask(request({ limit: STEP, offset: shown }));
      if (mine !== newest) return;
      const made = append(answer);
      say(texts.text("found", { hits: texts.count("hits", answer.total), groups: texts.count("groups", answer.groups_total) }), " ", texts.count("more_shown", made.length));
      showMore(made.length ? answer.groups_total : shown);
      if (made.length) made[0].querySelector("a").focus();
    } catch (error) {
      if (mine === newest) say(texts.text("failed"));
    } finally {
      more.firstElementChild.disabled = false;
    }
  }

  function typed(isStillTyping) {
    clearTimeout(timer);
    isCut = aqSearch.isCut(input.value);
    const query = aqSearch.clean(input.value);
    if (query !== state.query || !isStillTyping) commit({ ...state, query }, isStillTyping);
  }

  // The arrow keys lead from the box through the results and back.
  function step(event, by) {
    const links = [...groups.querySelectorAll("a[data-hit]")].filter((one) => one.offsetParent);
    const next = links.indexOf(document.activeElement) + by;
    if (groups.hidden || !links.length || (document.activeElement === input && by < 0)) return;
    event.preventDefault();
    (links[Math.min(next, links.length - 1)] || input).focus();
  }

  function pressed(event) {
    const isInside = event.target === input || event.target.closest(".aq-groups");
    if (!isInside || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "ArrowDown") step(event, 1);
    else if (event.key === "ArrowUp") step(event, -1);
    else if (event.key === "Escape" && event.target !== input) input.focus();
    else if (event.key === "Escape" && input.value) { input.value = ""; site.turn(); typed(true); }
  }

  // Who opens a result and comes back finds as much of the page as there was, at the same place.
  const remember = (event) => { if (event.target.closest("a")) history.replaceState({ shown, top: scrollY }, ""); };

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => typed(true), PAUSE);
  });
  form.addEventListener("submit", (event) => { event.preventDefault(); typed(false); });
  page.addEventListener("keydown", pressed);
  groups.addEventListener("click", remember);
  more.firstElementChild.addEventListener("click", readMore);
  addEventListener("popstate", moved);
  fromAddress();
  if (!state.query && !isFiltered() && matchMedia("(hover: hover)").matches) input.focus({ preventScroll: true });
};
