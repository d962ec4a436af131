// Takes an answer of the engine; gives its groups, notes and suggestions as elements.
"use strict";
const aqSearchResults = (site, { asked, failed }) => {
  const { make } = aqSearch;
  const { texts, place } = site;
  const SHOWN = 3;
  const WORDS = 8;
  const NAMED = new Set(["digest", "paragraph", "article"]);

  const link = (path, ...children) => make("a", { href: place.link(path), "data-hit": true }, ...children);
  const quoted = (tag, attributes, pieces) => make(tag, { ...attributes, dir: "auto", lang: aqSearch.languageOf(aqSearch.plain(pieces)) });

  const kindOf = (hit) => (hit.kind === "title" ? "article" : hit.kind);

  const keyOf = (hit) => [hit.kind, hit.id, hit.path, aqSearch.plain(hit.excerpt)].join(" ");
  const isTitle = (hit, group) => hit.type === null && aqSearch.plain(hit.excerpt) === group.title;

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
  function hitList(group, hits, isTitleShown) {
    if (!hits.length) return [];
    const items = hits.map(hitItem);
    const list = make("ol", { class: "aq-statements" }, ...items);
    const rest = items.slice(SHOWN);
    const lacking = Math.max(0, (group.total || 0) - group.hits.length);
    if (rest.length + lacking < 2) return [list];
    const button = make("button", { type: "button", class: "aq-button" }, texts.count("more_hits", rest.length + lacking));
    rest.forEach((item) => { item.hidden = true; });
    const show = (added) => {
      list.append(...added);
      rest.forEach((item) => { item.hidden = false; });
      button.remove();
      if (list.isConnected) list.children[SHOWN].querySelector("a").focus();
    };
    const fill = lacking ? filling(group, isTitleShown, button) : async () => [];
    button.addEventListener("click", async () => {
      const added = await fill();
      if (added) show(added);
    });
    return [list, button];
  }

  // An answer holds the best hits of an article; the others are asked for when they are wanted.
  function filling(group, isTitleShown, button) {
    const request = { ...asked(), article: group.id };
    const known = new Set(group.hits.map(keyOf));
    let isAsking = false;
    return async () => {
      if (isAsking) return null;
      isAsking = true;
      try {
        const [whole] = (await site.ask(request)).groups;
        return whole.hits.filter((hit) => !known.has(keyOf(hit)) && !(isTitleShown && isTitle(hit, group))).map(hitItem);
      } catch (error) {
        button.textContent = texts.text("retry");
        failed();
        return null;
      } finally {
        isAsking = false;
      }
    };
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
    const titleHit = one.hits.find((hit) => isTitle(hit, one));
    const hits = one.hits.filter((hit) => hit !== titleHit);
    return make("section", { class: "aq-group", "data-kind": one.kind }, heading(one, titleHit),
      make("p", { class: "aq-group-about" }, ...about(one)), ...hitList(one, hits, Boolean(titleHit)));
  }

  // Which other forms were found, and what is not there, is one line each; what stands for a word is a line a word.
  const isListed = (code) => ["also", "unknown", "cut"].includes(code);

  function notes(all) {
    const of = (code) => all.filter((note) => note.code === code);
    const listed = (some, name) => texts.words([...new Set(some.flatMap((note) => note[name] || []))].slice(0, WORDS).map(aqSearch.brief));
    const line = (some) => make("p", { class: "aq-note" },
      ...texts.nodes(`note_${some[0].code}`, { word: listed(some, "word"), used: listed(some, "used") }));
    return [...new Set(all.map((note) => note.code))].filter((code) => texts.has(`note_${code}`))
      .flatMap((code) => (isListed(code) ? [line(of(code))] : of(code).map((note) => line([note]))));
  }

  function suggestions(all, filters, go) {
    if (!all.length) return null;
    const items = all.map((one) => {
      const to = make("a", { href: place.searching(one.query, filters) }, aqSearch.isolated(aqSearch.brief(one.query)));
      to.addEventListener("click", (event) => go(event, one.query));
      return make("li", null, to, " ", make("span", { class: "aq-muted" }, texts.count("meant_hits", one.total)));
    });
    return make("div", { class: "aq-meant" }, make("p", null, texts.text("meant")), make("ul", { class: "aq-list" }, ...items));
  }

  return { group, notes, suggestions };
};
