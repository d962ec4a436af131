// Takes a list and its filter links; gives filters that combine, their state in the address. Without it each link is a page.
"use strict";
(() => {
  const table = document.querySelector("table[data-filtered]");
  const message = document.querySelector(".aq-found");
  if (!table || !message) return;
  const body = table.tBodies[0];
  const lists = [...document.querySelectorAll(".aq-choices[data-facet]")];
  const links = lists.flatMap((list) => [...list.querySelectorAll("a[data-value]")].map((link) => ({
    link, facet: list.dataset.facet, value: link.dataset.value, count: link.parentElement.querySelector(".aq-figure"),
  })));
  links.forEach((one) => { one.all = one.count.textContent; });
  const chosen = new Map();
  const own = body.rows.length;
  const pager = document.querySelector(".aq-pager");
  let missing = table.dataset.pages.split(" ").filter(Boolean);
  const pages = missing.length + 1;
  let failed = false;
  let reading = null;

  const filled = (text, n, of) => text.replace("{n}", n.toLocaleString("en")).replace("{of}", of.toLocaleString("en"));
  const has = (row, facet, value) => (row.getAttribute(`data-${facet}`) || "").split(" ").includes(value);
  const fits = (row, but) => [...chosen].every(([facet, value]) => facet === but || has(row, facet, value));

  // The rest of the list is read from its own pages, once, when a filter is first used.
  async function readRest() {
    while (missing.length) {
      say(filled(message.dataset.reading, pages - missing.length + 1, pages));
      const answer = await fetch(missing[0]);
      if (!answer.ok) throw new Error(String(answer.status));
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const from = new URL(missing[0], location.href);
      page.querySelectorAll("table.aq-rows tbody tr").forEach((row) => {
        row.querySelectorAll("a[href]").forEach((link) => { link.href = new URL(link.getAttribute("href"), from).href; });
        body.append(document.adoptNode(row));
      });
      missing = missing.slice(1);
    }
  }

  function say(text) {
    message.hidden = false;
    message.textContent = text;
  }

  function show() {
    const rows = [...body.rows];
    const kept = rows.filter((row) => fits(row));
    const keep = new Set(chosen.size ? kept : rows.slice(0, own));
    rows.forEach((row) => { row.hidden = !keep.has(row); });
    if (pager) pager.hidden = chosen.size > 0;
    links.forEach((one) => {
      const on = chosen.get(one.facet) === one.value;
      one.link.setAttribute("aria-pressed", String(on));
      const left = rows.filter((row) => has(row, one.facet, one.value) && fits(row, one.facet)).length;
      one.count.textContent = chosen.size ? left.toLocaleString("en") : one.all;
      one.link.closest("li").hidden = chosen.size > 0 && !left && !on;
    });
    message.hidden = chosen.size === 0;
    if (!chosen.size) return;
    say(kept.length ? filled(message.dataset.template, kept.length, rows.length) : message.dataset.nothing);
    if (failed) message.append(` ${message.dataset.failed}`);
    const clear = document.createElement("button");
    clear.type = "button";
    clear.textContent = message.dataset.clear;
    clear.addEventListener("click", () => { chosen.clear(); apply(true); });
    message.append(clear);
  }

  async function apply(record) {
    if (record) {
      const state = new URLSearchParams([...chosen]).toString();
      history.pushState(null, "", state ? `?${state}` : location.pathname);
    }
    if (chosen.size && missing.length && !failed) {
      try {
        reading = reading || readRest();
        await reading;
      } catch (error) {
        failed = true;
      }
    }
    show();
  }

  function fromAddress() {
    chosen.clear();
    new URLSearchParams(location.search).forEach((value, facet) => {
      if (links.some((one) => one.facet === facet)) chosen.set(facet, value);
    });
    apply(false);
  }

  links.forEach((one) => {
    one.link.setAttribute("role", "button");
    one.link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
      event.preventDefault();
      if (chosen.get(one.facet) === one.value) chosen.delete(one.facet); else chosen.set(one.facet, one.value);
      apply(true).then(() => {
        if (matchMedia("(max-width: 60em)").matches) message.scrollIntoView({ block: "nearest" });
      });
    });
    one.link.addEventListener("keydown", (event) => {
      if (event.key === " ") { event.preventDefault(); one.link.click(); }
    });
  });
  window.addEventListener("popstate", fromAddress);
  fromAddress();
})();
