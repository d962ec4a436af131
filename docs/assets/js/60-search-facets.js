// Takes the counts of a search and the filters chosen; gives the filter lists beside the results, and the chips above them.
"use strict";
const aqSearchFacets = (site, choose) => {
  const { make } = aqSearch;
  const { texts, place, page } = site;
  const SHOWN = 7;
  const WORDED = new Set(["type", "kind"]);
  const box = page.querySelector(".aq-facets");
  const body = box.querySelector("div");
  const chips = page.querySelector(".aq-chips");
  const labels = new Map(); // What a filter's value was called when it was last seen, for its chip.
  const unfolded = new Set();
  const narrow = matchMedia("(max-width: 60em)");

  const wordOf = (name, value, given) => {
    const key = `${name}_${value}`;
    return WORDED.has(name) && texts.has(key) ? texts.text(key) : given || value;
  };
  const labelOf = (name, value) => labels.get(`${name} ${value}`) || wordOf(name, value);
  const isPlain = (event) => !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button);

  function without(filters, name) {
    const { [name]: gone, ...rest } = filters;
    return rest;
  }

  function link(label, query, filters, attributes) {
    const made = make("a", { ...attributes, href: place.searching(query, filters) }, label);
    made.addEventListener("click", (event) => {
      if (!isPlain(event)) return;
      event.preventDefault();
      choose(filters);
    });
    return made;
  }

  function item(name, value, count, { query, filters }) {
    const isOn = filters[name] === value;
    const next = isOn ? without(filters, name) : { ...filters, [name]: value };
    const attributes = { "data-facet": name, "data-value": value, "aria-current": isOn ? "true" : null };
    return make("li", null, link(aqSearch.isolated(labelOf(name, value)), query, next, attributes),
      make("span", { class: "aq-figure" }, texts.figure(count)));
  }

  function fold(name, items, list) {
    const rest = items.slice(SHOWN).filter((one) => !one.querySelector("[aria-current]"));
    if (rest.length < 2) return null;
    const button = make("button", { type: "button", class: "aq-button" });
    const show = () => {
      const isOpen = unfolded.has(name);
      rest.forEach((one) => { one.hidden = !isOpen; });
      button.textContent = isOpen ? texts.text("few_values") : texts.text("all_values", { n: texts.figure(items.length) });
      button.setAttribute("aria-expanded", String(isOpen));
    };
    button.setAttribute("aria-controls", list.id);
    button.addEventListener("click", () => {
      if (!unfolded.delete(name)) unfolded.add(name);
      show();
    });
    show();
    return button;
  }

  function facet(name, values, state) {
    values.forEach(([value, given]) => labels.set(`${name} ${value}`, wordOf(name, value, given)));
    const sorted = name === "year" ? [...values].sort((one, two) => String(two[0]).localeCompare(String(one[0]))) : values;
    const items = sorted.map(([value, , count]) => item(name, String(value), count, state));
    const list = make("ul", { class: "aq-choices", id: `aq-facet-${name}`, "data-facet": name }, ...items);
    return [make("h3", null, texts.text(`facet_${name}`)), list, fold(name, items, list)].filter(Boolean);
  }

  // A filter that would change nothing is not worth a line, unless it is the one chosen.
  const isUseful = (name, values, state) => values.length > 1 || (values.length === 1 && state.filters[name]);

  function showFacets(facets, state) {
    const held = document.activeElement && document.activeElement.closest(".aq-facets a");
    const made = aqSearch.FACETS.flatMap((name) => {
      const values = facets[name] || [];
      return isUseful(name, values, state) ? facet(name, values, state) : [];
    });
    if (!made.length) hide();
    else {
      body.replaceChildren(...made);
      box.hidden = false;
      if (held) refocus(held.dataset);
    }
    showChips(state);
  }

  function refocus({ facet: name, value }) {
    const again = [...body.querySelectorAll("a")].find((one) => one.dataset.facet === name && one.dataset.value === value);
    (again || site.input).focus({ preventScroll: true });
  }

  function chip(name, value, { query, filters }) {
    const label = labelOf(name, value);
    const attributes = { class: "aq-chip", "data-facet": name, "aria-label": texts.text("remove", { label: `${texts.text(`facet_${name}`)} ${label}` }) };
    const made = link(make("span", { class: "aq-muted" }, texts.text(`facet_${name}`)), query, without(filters, name), attributes);
    made.append(" ", aqSearch.isolated(label), make("span", { class: "aq-chip-cross", "aria-hidden": "true" }, "×"));
    return make("li", null, made);
  }

  function showChips(state) {
    const held = document.activeElement && document.activeElement.closest(".aq-chips a");
    const made = aqSearch.FACETS.filter((name) => state.filters[name]).map((name) => chip(name, state.filters[name], state));
    if (made.length > 1) made.push(make("li", null, link(texts.text("clear"), state.query, {}, { class: "aq-chip-clear" })));
    chips.replaceChildren(...made);
    chips.hidden = !made.length;
    if (held) ([...chips.querySelectorAll("a")].find((one) => one.dataset.facet === held.dataset.facet) || chips.querySelector("a") || site.input).focus();
  }

  // What is about to disappear must not take the focus with it.
  function handOn(target) {
    if (box.contains(document.activeElement)) target.focus({ preventScroll: true });
  }

  function hide() {
    handOn(chips.querySelector("a") || site.input);
    body.replaceChildren();
    box.hidden = true;
  }

  function failed(again) {
    const button = make("button", { type: "button", class: "aq-button" }, texts.text("retry"));
    button.addEventListener("click", again);
    body.replaceChildren(make("p", { class: "aq-note" }, texts.text("facets_failed")), button);
    box.hidden = false;
  }

  // On a phone the lists stand above the results, folded; a choice folds them again, so that its effect is seen.
  const unfold = () => {
    if (narrow.matches) handOn(box.querySelector("summary"));
    box.open = !narrow.matches;
  };
  narrow.addEventListener("change", unfold);
  unfold();

  return { show: showFacets, showChips, without, hide, failed, fold: unfold };
};
