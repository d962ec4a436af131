// Takes nothing; gives what the parts of the search share: elements, clean queries, texts, addresses.
"use strict";
const aqSearch = (() => {
  const MOST = 1000;
  const SAID = 100;
  const FACETS = ["speaker", "publisher", "year", "topic", "event", "type", "kind"];

  // Everything shown goes through here: text becomes text nodes, never markup.
  function make(tag, attributes, ...children) {
    const element = document.createElement(tag);
    Object.entries(attributes || {}).forEach(([name, value]) => {
      if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : value);
    });
    element.append(...children.filter((child) => child !== null && child !== undefined));
    return element;
  }

  // Control characters, halves of characters and marks that turn the line over have no place in a query or an address.
  const clean = (query) => String(query).slice(0, MOST).replace(/\p{Cs}/gu, "")
    .replace(/[\u202a-\u202e\u2066-\u2069\ufffd]/g, "").replace(/[\p{Cc}\s]+/gu, " ").trim();
  // A query of a thousand characters is not said back in full.
  const brief = (query) => (query.length > SAID ? `${[...query].slice(0, SAID).join("")}…` : query);
  const isCut = (query) => String(query).length > MOST;

  const language = document.documentElement.lang === "en" ? "en" : "ar";

  // The language of a text by its script, where it is not the page's own; readers and fonts need to know.
  function languageOf(text) {
    const found = /\p{Script=Arabic}/u.test(text) ? "ar" : /\p{Script=Latin}/u.test(text) ? "en" : language;
    return found === language ? null : found;
  }

  const isolated = (text) => make("bdi", { lang: languageOf(text) }, text);

  // An excerpt is pieces of text, some of them found words.
  const excerpt = (pieces) => pieces.map(([text, isFound]) => (isFound ? make("mark", null, text) : text));
  const plain = (pieces) => pieces.map(([text]) => text).join("");

  return { FACETS, make, clean, brief, isCut, language, languageOf, isolated, excerpt, plain };
})();

// Takes the texts of the interface; gives them filled, counted and dated.
const aqSearchTexts = (texts) => {
  const plurals = new Intl.PluralRules(aqSearch.language);
  const days = [["year"], ["year", "month"], ["year", "month", "day"]];
  const forms = { year: "numeric", month: "long", day: "numeric" };

  const figure = (number) => number.toLocaleString("en");
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (mark, name) => (Object.hasOwn(values, name) ? values[name] : mark));
  const text = (key, values = {}) => fill(texts[key] || "", values);

  function count(key, number) {
    const found = texts[key];
    return fill((number === 0 && found.zero) || found[plurals.select(number)] || found.other, { n: figure(number) });
  }

  // A text as nodes: the values are other people's words and stand isolated in the line.
  function nodes(key, values) {
    return texts[key].split(/(\{\w+\})/).map((piece) => {
      const name = piece.slice(1, -1);
      if (!piece.startsWith("{") || !Object.hasOwn(values, name)) return piece;
      return typeof values[name] === "string" ? aqSearch.isolated(values[name]) : values[name];
    });
  }

  function words(list) {
    const line = document.createElement("span");
    list.forEach((word, index) => line.append(index ? texts.comma : "", aqSearch.isolated(word)));
    return line;
  }

  function date(iso) {
    const parts = iso.split("-");
    const options = Object.fromEntries((days[parts.length - 1] || days[2]).map((name) => [name, forms[name]]));
    const day = new Date(iso);
    if (Number.isNaN(day.getTime())) return iso;
    return day.toLocaleDateString(aqSearch.language === "ar" ? "ar-EG-u-nu-latn" : "en-GB", { ...options, timeZone: "UTC" });
  }

  return { text, count, nodes, words, date, figure, has: (key) => Object.hasOwn(texts, key) };
};

// Takes the form of the search box; gives the addresses that depend on where the page stands.
const aqSearchPlace = (form) => {
  const page = new URL(form.getAttribute("action"), document.baseURI);
  const base = new URL("../", page).href;
  const root = new URL(form.dataset.root || "./", document.baseURI).href;

  // A path comes from the index; one that would lead off the site leads to the search page.
  function link(path) {
    const found = new URL(path, base).href;
    return found.startsWith(base) ? found : page.href;
  }

  function searching(query, filters = {}) {
    const wanted = new URLSearchParams();
    if (query) wanted.set("q", query);
    aqSearch.FACETS.forEach((name) => { if (filters[name]) wanted.set(name, filters[name]); });
    const found = wanted.toString();
    return page.href + (found ? `?${found}` : "");
  }

  return { root, link, searching };
};
