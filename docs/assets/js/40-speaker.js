// Takes the filter links above a speaker's statements; lets them narrow the list in place, with the choice kept in the address.
"use strict";
document.querySelectorAll("[data-filters]").forEach((box) => {
  const items = [...document.querySelectorAll(".aq-year .aq-statement")];
  const links = [...box.querySelectorAll("[data-filter]")];
  const state = box.querySelector(".aq-filter-state");
  const chosen = () => new URLSearchParams(location.search);
  const holds = (item, name, value) => (item.dataset[name] || "").split(" ").includes(value);
  const fits = (item, query) => ["type", "outlet", "topic"].every((name) => !query.get(name) || holds(item, name, query.get(name)));
  const clear = document.createElement("a");
  clear.textContent = box.dataset.clear;
  clear.href = location.pathname;

  const addressWith = (name, value) => {
    const query = chosen();
    if (query.get(name) === value) query.delete(name); else query.set(name, value);
    return location.pathname + (query.size ? "?" + query : "");
  };
  const show = () => {
    const query = chosen();
    const narrowed = links.some((link) => query.get(link.dataset.filter));
    let shown = 0;
    items.forEach((item) => { item.hidden = !fits(item, query); shown += !item.hidden; });
    document.querySelectorAll(".aq-year").forEach((year) => { year.hidden = !year.querySelector(".aq-statement:not([hidden])"); });
    links.forEach((link) => {
      const { filter, value } = link.dataset;
      if (query.get(filter) === value) link.setAttribute("aria-current", "true"); else link.removeAttribute("aria-current");
      link.href = addressWith(filter, value);
    });
    state.hidden = !narrowed;
    const words = shown ? box.dataset.shown : box.dataset.none;
    state.replaceChildren(words.replace("{shown}", shown).replace("{all}", items.length) + " ", clear);
  };
  const go = (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
    event.preventDefault();
    history.pushState(null, "", event.currentTarget.href);
    show();
  };
  [...links, clear].forEach((link) => link.addEventListener("click", go));
  addEventListener("popstate", show);
  show();
});
