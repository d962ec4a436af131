// Takes the search box of a page; wakes it: the engine is fetched when the box is first used, `/` leads to the box.
"use strict";
(() => {
  const form = document.querySelector("form.aq-search");
  if (!form) return;
  const input = form.querySelector("input");
  const page = document.querySelector(".aq-find");
  const own = JSON.parse(form.querySelector("script").textContent);
  const more = page ? JSON.parse(document.getElementById("aq-search-texts").textContent) : {};
  const place = aqSearchPlace(form);
  const loader = aqSearchLoad(place.root);
  const asked = { language: aqSearch.language, offset: 0, filters: {}, facets: false, texts: true, grouped: true };
  const site = {
    form, input, place, texts: aqSearchTexts({ ...own, ...more }), ask: (request) => loader.ask({ ...asked, ...request }),
  };

  // A box holds either script; an empty one keeps the page's direction.
  const turn = () => { input.dir = input.value ? "auto" : ""; };
  const isTyping = (target) => target instanceof Element && (target.isContentEditable || target.matches("input, textarea, select"));
  // On an Arabic keyboard the key of the slash writes another letter.
  const isSlash = (event) => event.key === "/" || (event.code === "Slash" && event.key === "ظ");

  input.addEventListener("input", turn);
  input.addEventListener("focus", loader.prepare, { once: true });
  input.setAttribute("aria-keyshortcuts", "/");
  document.addEventListener("keydown", (event) => {
    if (!isSlash(event) || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    event.preventDefault();
    input.focus();
    input.select();
  });
  if (page) aqSearchPage({ ...site, page, turn }); else aqSearchBox(site);
  turn();
})();
