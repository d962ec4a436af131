// Takes found entries; gives what a page shows of them: groups, excerpts with whole words marked, facets with counts.
const aqwalShow = ({ store, manifest, normalise }) => {
  const AROUND = 90;
  const LONGEST = 260;

  /** A text cut around its first matched words: [[text, isMarked], …]; only whole words are marked. */
  const excerpt = (text, matched, isWhole) => {
    const wanted = new Set(matched);
    const marks = normalise.stretches(text).filter(([, , words]) => words.some((word) => wanted.has(word)));
    const [start, end] = isWhole ? [0, text.length] : frameOf(text, marks);
    const parts = [];
    const put = (piece, isMarked) => piece && parts.push([piece, isMarked]);
    let at = start;
    if (start > 0) put("… ", false);
    for (const [from, to] of marks) {
      if (from < start || to > end) continue;
      put(text.slice(at, from), false);
      put(text.slice(from, to), true);
      at = to;
    }
    put(text.slice(at, end), false);
    if (end < text.length) put(" …", false);
    return parts;
  };

  const frameOf = (text, marks) => {
    if (text.length <= LONGEST + AROUND) return [0, text.length];
    const first = marks.length ? marks[0][0] : 0;
    let start = Math.max(0, first - AROUND);
    if (start > 0) start = text.indexOf(" ", start) + 1 || start;
    // The first found word is shown whole, unless it is longer than anybody reads.
    const least = marks.length ? Math.min(marks[0][1], start + 4 * LONGEST) : 0;
    let end = Math.min(text.length, Math.max(start + LONGEST, least));
    // Some scripts have no blanks to cut at.
    const blank = text.lastIndexOf(" ", end);
    if (end < text.length && blank > Math.max(start + LONGEST / 2, least)) end = blank;
    return [start, end];
  };

  const bundleOf = (entry) => {
    const { articles, firstOther } = store.entries();
    const article = store.articleOf(entry);
    if (article >= 0) return [Math.floor(article / manifest.bundle), article % manifest.bundle];
    const other = entry - firstOther;
    const before = Math.ceil(articles.length / manifest.bundle);
    return [before + Math.floor(other / manifest.otherBundle), other % manifest.otherBundle];
  };

  /** What is shown of an article or another record; undefined until its file is given. */
  const cardOf = (entry) => {
    const [bundle, at] = bundleOf(entry);
    const cards = store.json(`texts/${bundle}`);
    return cards && cards[at];
  };

  /** The text of the reader's language, unless only the other one has the words. */
  const best = ([ar, en], matched, language) => {
    const [own, other] = language === "en" ? [[en, "en"], [ar, "ar"]] : [[ar, "ar"], [en, "en"]];
    const isMarked = ([text]) => excerpt(text || "", matched, true).some(([, isFound]) => isFound);
    return own[0] && (isMarked(own) || !isMarked(other)) ? own : other;
  };

  const showHit = (hit, card, language) => {
    const isArticle = hit.article !== null;
    const part = isArticle ? card.parts[hit.at] : card.parts[0];
    const [text, lang] = best(part.text, hit.matched, language);
    const isStatement = hit.kind === "statement";
    return {
      kind: hit.kind, id: hit.id, path: part.path || card.path, lang,
      by: isStatement ? part.by[language === "en" ? 1 : 0] : null, type: isStatement ? part.type : null,
      excerpt: excerpt(text, hit.matched, hit.kind === "title"),
    };
  };

  /** Hits in order → groups in order of their best hit. Undefined while a file is lacking. */
  const groups = (hits, language, totalOf) => {
    const made = new Map();
    let isComplete = true;
    for (const hit of hits) {
      const card = cardOf(hit.entry);
      if (!card) {
        isComplete = false;
        continue;
      }
      const key = hit.article === null ? `${hit.kind} ${hit.id}` : hit.article;
      if (!made.has(key)) {
        const title = card.title[language === "en" ? 1 : 0];
        made.set(key, {
          kind: hit.article === null ? hit.kind : "article", id: hit.article === null ? hit.id : hit.article,
          path: card.path, title, total: totalOf(hit.entry),
          outlet: card.outlet ? card.outlet[language === "en" ? 1 : 0] : null, date: card.date || null, hits: [],
        });
      }
      made.get(key).hits.push(showHit(hit, card, language));
    }
    return isComplete ? [...made.values()] : undefined;
  };

  // --- facets -----------------------------------------------------------------------------------------------
  const NAMES = ["speaker", "publisher", "year", "topic", "event", "type", "kind"];
  const RECORDS = ["speaker", "publisher", "topic", "event"];
  const facts = () => store.from("facets", (text) => {
    const read = JSON.parse(text);
    const numbers = {};
    for (const name of RECORDS) {
      numbers[name] = new Map(read.values[name].map(([id], number) => [id, number]));
    }
    return { ...read, numbers };
  });

  const NONE = [];
  /** The values of a facet that an entry has, as the facet file numbers or spells them. */
  const valuesOf = (name, entry, { articles, statements }) => {
    const kind = store.kindOf(entry);
    if (name === "kind") return [kind];
    const article = store.articleOf(entry);
    if (article < 0) return NONE;
    const [publisher, year, topics, events] = articles[article];
    if (name === "publisher") return publisher < 0 ? [] : [publisher];
    if (name === "year") return year ? [year] : [];
    const own = kind === "statement" ? statements[article][store.orderOf(entry)] : null;
    if (name === "topic") return own ? own[2] : topics;
    if (name === "event") return own ? (own[3] < 0 ? [] : [own[3]]) : events;
    if (!own) return NONE;
    return name === "type" ? [own[0]] : own[1];
  };

  const TYPES = ["direct", "indirect", "mixed"];
  const wantedValue = (name, value, read) => {
    if (name === "year" || name === "kind") return value;
    if (name === "type") return TYPES.indexOf(value);
    return read.numbers[name].has(value) ? read.numbers[name].get(value) : -2;
  };

  /** The filters whose value no record of the archive has: [[name, value]]; undefined while the facet file is lacking. */
  const unknownValues = (filters) => {
    const wanted = Object.entries(filters).filter(([name, value]) => RECORDS.includes(name) && value);
    if (!wanted.length) return [];
    const read = facts();
    return read && wanted.filter(([name, value]) => !read.numbers[name].has(value));
  };

  /** A test for entries; undefined while the facet file is lacking. */
  const filter = (filters) => {
    const wanted = Object.entries(filters || {}).filter(([name, value]) => NAMES.includes(name) && value);
    if (!wanted.length) return () => true;
    const read = wanted.some(([name]) => name !== "kind") ? facts() : {};
    if (!read) return undefined;
    const tests = wanted.map(([name, value]) => [name, wantedValue(name, value, read)]);
    return (entry) => tests.every(([name, value]) => valuesOf(name, entry, read).includes(value));
  };

  const label = (name, value, read, language) => {
    if (name === "type") return [TYPES[value], TYPES[value]];
    if (name === "year" || name === "kind") return [value, value];
    const [id, ar, en] = read.values[name][value];
    return [id, language === "en" ? en : ar];
  };

  /** Counts of every facet over the found entries; undefined while the facet file is lacking. */
  const facets = (found, language) => {
    const read = facts();
    if (!read) return undefined;
    const result = {};
    for (const name of NAMES) {
      const counts = new Map();
      for (const entry of found) {
        for (const value of valuesOf(name, entry, read)) counts.set(value, (counts.get(value) || 0) + 1);
      }
      result[name] = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
        .map(([value, count]) => [...label(name, value, read, language), count]);
    }
    return result;
  };

  return { groups, filter, facets, unknownValues };
};
