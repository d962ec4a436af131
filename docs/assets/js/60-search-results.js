// Takes an answer of the engine; gives its groups, notes and suggestions as elements.
"use strict";
const aqSearchResults = (site) => {
  const { make } = aqSearch;
  const { texts, place } = site;
  const SHOWN = 3;
  const WORDS = 8;
  const NAMED = new Set(["digest", "paragraph", "article"]);

  const link = (path, ...children) => make("a", { href: place.link(path), "data-hit": true }, ...children);
  const quoted = (tag, attributes, pieces) => make(tag, { ...attributes, dir: "auto", lang: aqSearch.languageOf(aqSearch.plain(pieces)) });

  const kindOf = (hit) => (hit.kind === "title" ? "article" : hit.kind);

  function hitItem(hit) {
    const said = quoted("p", { class: "aq-said" }, hit.excerpt);
    said.append(link(hit.path, ...aqSearch.excerpt(hit.excerpt)));
    const meta = [];
    if (hit.type) meta.push(make("span", { class: "aq-type", "data-type": hit.type }, texts.text(`type_${hit.type}`)));
    if (NAMED.has(kindOf(hit))) meta.push(make("span", null, texts.text(`from_${kindOf(hit)}`)));
    return make("li", { class: "aq-statement", "data-type": hit.type },
      hit.by && make("p", { class: "aq-who" }, aqSearch.isolated(hit.by)), said,
      meta.length ? make("p", { class: "aq-meta" }, ...meta) : null);
  }

  // What does not fit stands behind a button, so that one long article does not push the others away.
  function hitList(hits) {
    if (!hits.length) return [];
    const items = hits.map(hitItem);
    const list = make("ol", { class: "aq-statements" }, ...items);
    const rest = items.slice(SHOWN);
    if (rest.length < 2) return [list];
    const button = make("button", { type: "button", class: "aq-button" }, texts.count("more_hits", rest.length));
    rest.forEach((item) => { item.hidden = true; });
    button.addEventListener("click", () => {
      rest.forEach((item) => { item.hidden = false; });
      button.remove();
      rest[0].querySelector("a").focus();
    });
    return [list, button];
  }

  function heading(group, titleHit) {
    const pieces = titleHit ? titleHit.excerpt : [[group.title, false]];
    const title = quoted("h2", { class: "aq-group-title" }, pieces);
    title.append(link(group.path, ...aqSearch.excerpt(pieces)));
    return title;
  }

  function about(group) {
    if (group.kind !== "article") return [make("span", null, texts.text(`kind_${group.kind}`))];
    const outlet = group.outlet ? aqSearch.isolated(group.outlet) : texts.text("outlet_unknown");
    const day = group.date && make("time", { datetime: group.date }, make("bdi", null, texts.date(group.date)));
    return [make("span", null, outlet), day && make("span", null, day)];
  }

  function group(one) {
    // A hit that is the title itself is marked in the heading and not said twice.
    const titleHit = one.hits.find((hit) => hit.type === null && aqSearch.plain(hit.excerpt) === one.title);
    const hits = one.hits.filter((hit) => hit !== titleHit);
    return make("section", { class: "aq-group", "data-kind": one.kind }, heading(one, titleHit),
      make("p", { class: "aq-group-about" }, ...about(one)), ...hitList(hits));
  }

  // Which other forms were found, and what is not there, is one line each; what stands for a word is a line a word.
  const isListed = (code) => ["also", "unknown", "common", "cut"].includes(code);

  function notes(all) {
    const of = (code) => all.filter((note) => note.code === code);
    const listed = (some, name) => texts.words([...new Set(some.flatMap((note) => note[name] || []))].slice(0, WORDS).map(aqSearch.brief));
    const line = (some) => make("p", { class: "aq-note" },
      ...texts.nodes(`note_${some[0].code}`, { word: listed(some, "word"), used: listed(some, "used") }));
    return [...new Set(all.map((note) => note.code))].filter((code) => texts.has(`note_${code}`))
      .flatMap((code) => (isListed(code) ? [line(of(code))] : of(code).map((note) => line([note]))));
  }

  function suggestions(all, go) {
    if (!all.length) return null;
    const items = all.map((one) => {
      const to = make("a", { href: place.searching(one.query) }, aqSearch.isolated(aqSearch.brief(one.query)));
      to.addEventListener("click", (event) => go(event, one.query));
      return make("li", null, to, " ", make("span", { class: "aq-muted" }, texts.count("meant_hits", one.total)));
    });
    return make("div", { class: "aq-meant" }, make("p", null, texts.text("meant")), make("ul", { class: "aq-list" }, ...items));
  }

  return { group, notes, suggestions };
};
