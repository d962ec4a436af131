// Takes a manifest; gives the search: `search(request)` answers, or names the files that must be given first.
const aqwalOpen = (folding) => (manifest) => {
  if (!manifest || manifest.format !== 1 || !manifest.files) throw new Error("damaged manifest.json: build the site again");
  const normalise = aqwalNormalise(folding);
  const letters = aqwalLetters();
  const lexicon = aqwalLexicon(letters, normalise);
  const store = aqwalStore(manifest);
  const match = aqwalMatch(store);
  const show = aqwalShow({ store, manifest, normalise });
  const IN_GROUP = 8;
  let reader = null;

  /** The parts that need the index's own words and names; null until those files are given. */
  const ready = () => {
    if (reader) return reader;
    const words = store.words();
    const entries = store.entries();
    const names = store.from("names", lexicon.readNames);
    const plurals = store.from("lexicon", lexicon.readPlurals);
    if (!words || !entries || !names || !plurals) return null;
    const isKnown = (word) => names.single.has(word) || plurals.words.has(word) || plurals.known.has(word);
    const forms = aqwalForms({
      has: store.has, isKnown, isStop: lexicon.isStop,
      isName: (word) => names.single.has(word),
      isNoun: (word) => plurals.words.has(word),
      isBroken: (word) => plurals.broken.has(word) && !plurals.singular.has(word),
      plurals: (word) => plurals.others.get(word) || [],
    });
    const slips = aqwalSlips({ store, letters, lexicon, names, isKnown, isWhole: forms.isWhole });
    const terms = aqwalTerms({ store, slips, forms, lexicon, names, normalise, plurals, isKnown });
    reader = aqwalQuery({ has: store.has, normalise, names, terms, lexicon, forms });
    return reader;
  };

  let last = { key: null, value: null };
  const parsed = (query) => {
    if (last.key !== query) last = { key: query, value: reader.parse(query) };
    return last.value;
  };

  /** In a reading copy the source answers first; our own words answer where it has nothing, or when asked for. */
  const sourceFirst = ({ entries, isAll }, filters) => {
    if (!manifest.private || filters.kind) return entries;
    const own = entries.filter(store.isSource);
    return own.some(isAll) || !entries.some(isAll) ? own : entries;
  };

  const noteTerms = (terms, counts) => terms.flatMap((term, at) => {
    if (counts[at] === 0) return [{ code: "unknown", word: term.label, used: [] }];
    if (term.note) return [term.note];
    return [];
  });

  /** The query without the words that the archive does not have, where something is left that it has. */
  const suggest = (terms, barred, counts, found) => {
    const left = terms.filter((_, at) => counts[at] > 0);
    if (found.length || !left.length || left.length === terms.length) return [];
    const reduced = match.match(left, barred, () => true);
    const total = reduced.entries.filter(reduced.isAll).length;
    return total ? [{ query: left.map(({ label }) => label).join(" "), total }] : [];
  };

  /** Hits of one article are a group, as is every other record or page. */
  const groupKey = (entry) => {
    const article = store.articleOf(entry);
    return article < 0 ? -1 - entry : article;
  };

  /** Cut to the groups, or the hits, that are asked for. */
  const cut = (top, { grouped, limit, offset }) => {
    if (!grouped) return top.slice(offset, offset + limit);
    const groups = new Map();
    for (const one of top) {
      const key = groupKey(one.entry);
      if (!groups.has(key)) groups.set(key, []);
      if (groups.get(key).length < IN_GROUP) groups.get(key).push(one);
    }
    return [...groups.values()].slice(offset, offset + limit).flat();
  };

  const hitOf = ({ entry, score, isAll }, { spreads }) => ({
    ...store.describe(entry), score: Math.round(score * 1000) / 1000,
    matched: [...new Set(spreads.flatMap((one) => match.formsIn(one, entry)))],
    all: isAll, entry, at: store.partOf(entry),
  });

  /** Say which other forms of a term were found: not those that only have something before it. */
  const also = (terms, hits) => terms.flatMap((term) => {
    if (term.note) return [];
    const own = new Set([...term.forms[0].keys(), ...term.phrases.flatMap(({ forms }) => forms.flatMap((one) => [...one.keys()]))]);
    const used = [...new Set(hits.flatMap(({ matched }) => matched))]
      .filter((form) => own.has(form) && form.length > 1 && !term.words.some((word) => form.endsWith(word)));
    const bare = used.filter((form) => !used.some((other) => other !== form && form.endsWith(other)));
    return bare.length ? [{ code: "also", word: term.label, used: bare.slice(0, 4) }] : [];
  });

  let kept = { key: null, value: null };
  /** What a query finds under some filters, kept for the next page and for the counts; null while files are lacking. */
  const answer = (query, filters) => {
    const key = JSON.stringify([query, filters]);
    if (kept.key === key) return kept.value;
    const { terms, barred, notes } = parsed(query);
    const isReady = match.isReady([...terms, ...barred]);
    const accepts = show.filter(filters);
    if (!isReady || !accepts) return null;
    const isAsked = terms.length > 0 || (!barred.length && Object.keys(filters).length > 0);
    const matched = match.match(terms, barred, isAsked ? accepts : () => false);
    const entries = sourceFirst(matched, filters);
    const value = {
      terms, matched, entries, top: [], groups: new Set(entries.map(groupKey)).size,
      notes: [...notes, ...noteTerms(terms, matched.counts)], suggestions: suggest(terms, barred, matched.counts, entries),
    };
    kept = { key, value };
    return value;
  };

  const whole = (value, fallback) => (Number.isInteger(value) && value >= 0 ? value : fallback);

  const search = (request) => {
    store.takeLacking();
    const query = String(request.query === undefined ? "" : request.query);
    const found = ready() && answer(query, request.filters || {});
    if (!found) return { need: store.takeLacking() };
    const [limit, offset] = [whole(request.limit, 20), whole(request.offset, 0)];
    const wanted = (offset + limit) * (request.grouped ? IN_GROUP * 2 : 1);
    if (found.top.length < Math.min(wanted, found.entries.length)) found.top = match.rank(found.matched, found.entries, wanted);
    const hits = cut(found.top, { grouped: request.grouped, limit, offset }).map((one) => hitOf(one, found.matched));
    const result = {
      query, total: found.entries.length, groups_total: request.grouped ? found.groups : 0,
      partial: found.top.length > 0 && !found.top[0].isAll,
      notes: [...found.notes, ...also(found.terms, hits)], suggestions: found.suggestions,
      hits: hits.map(({ entry, at, ...hit }) => hit),
    };
    if (request.texts) result.groups = show.groups(hits, request.language);
    if (request.facets) result.facets = show.facets(found.entries, request.language);
    const need = store.takeLacking();
    return need.length ? { need } : result;
  };

  return { give: store.give, search };
};
