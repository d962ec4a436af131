// Takes the fake index of the browser tests; gives an engine with the answers of the real one, by plain comparison of words.
globalThis.aqwalSearch = {
  open: () => {
    const parts = {};
    const wordsOf = (text) => text.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
    const holds = (text, words) => words.some((word) => wordsOf(text).includes(word));
    const marked = (text, words) => text.split(/([^\p{L}\p{N}]+)/u).filter(Boolean).map((one) => [one, words.includes(one)]);
    const NAMES = ["speaker", "publisher", "year", "topic", "event", "type", "kind"];

    const fits = (entry, filters) => NAMES.every((name) => !filters[name] || (entry.facets[name] || []).includes(filters[name]));
    const hitOf = (entry, words, language) => ({
      kind: entry.kind, id: entry.id, path: entry.path, by: entry.by ? entry.by[language] : null, type: entry.type || null,
      lang: language, excerpt: marked(entry.text[language], words),
    });

    function groupsOf(found, words, language, most) {
      const made = new Map();
      found.forEach((entry) => {
        const group = parts.words.groups[entry.group];
        if (!made.has(entry.group)) made.set(entry.group, { kind: group.kind, id: group.id, total: 0, path: group.path, title: group.title[language], outlet: group.outlet ? group.outlet[language] : null, date: group.date, hits: [] });
        made.get(entry.group).total += 1;
        if (made.get(entry.group).hits.length < most) made.get(entry.group).hits.push(hitOf(entry, words, language));
      });
      return [...made.values()];
    }

    function facetsOf(found, language) {
      return Object.fromEntries(NAMES.map((name) => {
        const counts = new Map();
        found.forEach((entry) => (entry.facets[name] || []).forEach((value) => counts.set(value, (counts.get(value) || 0) + 1)));
        return [name, [...counts].map(([value, n]) => [value, (parts.words.labels[value] || {})[language] || value, n]).sort((a, b) => b[2] - a[2])];
      }));
    }

    function search({ query, language, limit, offset, filters, facets, texts, article }) {
      globalThis.searched = [...(globalThis.searched || []), query];
      const wanted = ["words", ...(query.includes("late") ? ["late"] : []), ...(query.includes("ghost") ? ["ghost"] : []), ...(query.includes("unlisted") ? ["unlisted"] : [])];
      const need = wanted.filter((name) => !(name in parts));
      if (need.length) return { need };
      if (query.includes("boom") || (globalThis.failing && query.includes(globalThis.failing))) throw new Error("the engine broke");
      if (query.includes("endless")) return { need: ["words"] };
      const [barred, asked] = [query.match(/(?<=^|\s)-\S+/g) || [], query.replace(/(?<=^|\s)-\S+/g, "")];
      const typed = wordsOf(asked);
      const words = typed.flatMap((word) => [word, ...(parts.words.also[word] || [])]);
      const found = parts.words.entries.filter((entry) => holds(`${entry.text.ar} ${entry.text.en}`, words) && fits(entry, filters))
        .filter((entry) => !article || parts.words.groups[entry.group].id === article);
      const all = groupsOf(found, words, language, article ? 200 : 8);
      const notes = typed.filter((word) => parts.words.also[word]).map((word) => ({ code: "also", word, used: parts.words.also[word] }));
      typed.filter((word) => /^(qqq|ققق)/.test(word)).forEach((word) => notes.push({ code: "unknown", word, used: [] }));
      barred.filter((word) => /^-qqq/.test(word)).forEach((word) => notes.push({ code: "barred", word: word.slice(1), used: [] }));
      if (barred.length && !typed.length) notes.push({ code: "missing", word: "", used: [] });
      const result = {
        query, total: found.length, groups_total: all.length, partial: false, notes, hits: [],
        suggestions: found.length || !typed.includes("قنطرة") ? [] : [{ query: "جسر", total: 3 }],
      };
      if (texts) result.groups = all.slice(offset, offset + limit);
      if (facets) result.facets = facetsOf(found, language);
      return result;
    }

    function give(name, text) {
      try { parts[name] = JSON.parse(text); } catch (error) { throw new Error(`damaged ${name}`); }
    }

    return { give, search };
  },
};
