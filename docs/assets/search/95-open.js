// Takes a manifest; gives the search: `search(request)` answers, or names the files that must be given first.
const aqwalOpen = (folding) => (manifest) => {
  if (!manifest || manifest.format !== 2 || !manifest.files || !manifest.parts || !Array.isArray(manifest.core)) throw new Error("damaged manifest.json: build the site again");
  const normalise = aqwalNormalise(folding);
  const letters = aqwalLetters();
  const lexicon = aqwalLexicon(letters, normalise);
  const store = aqwalStore(manifest);
  const match = aqwalMatch(store);
  const show = aqwalShow({ store, manifest, normalise });
  const IN_GROUP = 8;
  const IN_ARTICLE = 200;
  // Filters that ask for our own words, which alone have a speaker or a type.
  const OWN_WORDS = ["kind", "speaker", "type"];
  let reader = null;

  /** The parts that need the index's own words and names; null until those files are given. */
  const ready = () => {
    if (reader) return reader;
    const words = store.words();
    const entries = store.entries();
    const names = store.from("names", lexicon.readNames);
    const plurals = store.from("lexicon", lexicon.readPlurals);
    if (!words || !entries || !names || !plurals) return null;
    const isKnown = (word) => names.single.has(word) || plurals.words.has(word) || plurals.isCommon(word);
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
    if (!manifest.private || OWN_WORDS.some((name) => filters[name])) return entries;
    const own = entries.filter(store.isSource);
    // What has only some of the words is no answer of ours to a question about the source.
    return own.some(isAll) || !entries.some(isAll) ? own : entries;
  };

  const noteTerms = (terms, counts) => terms.flatMap((term, at) => {
    if (counts[at] === 0) return [{ code: "unknown", word: term.label, used: [] }];
    if (term.note) return [term.note];
    return [];
  });

  const MOST_TRIED = 6;
  /** The query without the words that the archive does not have; where it has all, without one of them. */
  const reductions = (terms, counts) => {
    const known = terms.filter((_, at) => counts[at] > 0);
    if (known.length < terms.length) return [known];
    return terms.length > MOST_TRIED ? [] : terms.map((one) => terms.filter((other) => other !== one));
  };

  /** What to ask instead, where nothing is found: as it would be typed, and how much it finds under the same filters. */
  const suggest = (terms, barred, counts, accepts, filters) => reductions(terms, counts)
    .filter((left) => left.length > 0 && left.length < terms.length)
    .map((left) => {
      const reduced = match.match(left, barred, accepts);
      const query = [...left.map(({ typed }) => typed), ...barred.map(({ typed }) => `-${typed}`)].join(" ");
      return { query, total: sourceFirst(reduced, filters).filter(reduced.isAll).length };
    })
    .filter(({ total }) => total > 0).sort((one, other) => one.total - other.total).slice(0, 2);

  /** Hits of one article are a group, as is every other record or page. */
  const groupKey = (entry) => {
    const article = store.articleOf(entry);
    return article < 0 ? -1 - entry : article;
  };

  /** Cut to the groups, or the hits, that are asked for. */
  const cut = (top, { grouped, limit, offset, most }) => {
    if (!grouped) return top.slice(offset, offset + limit);
    const groups = new Map();
    for (const one of top) {
      const key = groupKey(one.entry);
      if (!groups.has(key)) groups.set(key, []);
      if (groups.get(key).length < most) groups.get(key).push(one);
    }
    return [...groups.values()].slice(offset, offset + limit).flat();
  };

  const hitOf = ({ entry, score, isAll }, { spreads }, wantsSpans) => ({
    ...store.describe(entry, wantsSpans), score: Math.round(score * 1000) / 1000,
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

  /** Only what belongs to one article, when it is asked for. */
  const within = (accepts, id) => {
    if (id === undefined) return accepts;
    const number = store.entries().articles.indexOf(id);
    return (entry) => store.articleOf(entry) === number && accepts(entry);
  };

  const countGroups = (entries) => {
    const counts = new Map();
    for (const entry of entries) counts.set(groupKey(entry), (counts.get(groupKey(entry)) || 0) + 1);
    return counts;
  };

  let kept = { key: null, value: null };
  /** What a query finds under some filters, kept for the next page and for the counts; null while files are lacking. */
  const answer = (query, filters, article) => {
    const key = JSON.stringify([query, filters, article]);
    if (kept.key === key) return kept.value;
    const { terms, barred, notes } = parsed(query);
    const isReady = match.isReady([...terms, ...barred]);
    const filter = show.filter(filters);
    if (!isReady || !filter) return null;
    const accepts = within(filter, article);
    const isAsked = terms.length > 0 || (!barred.length && Object.keys(filters).length > 0);
    const matched = match.match(terms, barred, isAsked ? accepts : () => false);
    const entries = sourceFirst(matched, filters);
    const value = {
      terms, matched, entries, top: [], groups: countGroups(entries),
      notes: [...notes, ...noteTerms(terms, matched.counts)],
      suggestions: entries.length ? [] : suggest(terms, barred, matched.counts, accepts, filters),
    };
    kept = { key, value };
    return value;
  };

  const whole = (value, fallback) => (Number.isInteger(value) && value >= 0 ? value : fallback);

  const hitsOf = (found, request) => {
    const [limit, offset, most] = [whole(request.limit, 20), whole(request.offset, 0), request.article ? IN_ARTICLE : IN_GROUP];
    const wanted = (offset + limit) * (request.grouped ? most * 2 : 1);
    if (found.top.length < Math.min(wanted, found.entries.length)) found.top = match.rank(found.matched, found.entries, wanted);
    return cut(found.top, { grouped: request.grouped, limit, offset, most }).map((one) => hitOf(one, found.matched, request.spans));
  };

  const search = (request) => {
    store.takeLacking();
    const query = String(request.query === undefined ? "" : request.query);
    const filters = request.filters || {};
    const found = ready() && answer(query, filters, request.article);
    if (!found) return { need: store.takeLacking() };
    const hits = hitsOf(found, request);
    const result = {
      query, total: found.entries.length, groups_total: request.grouped ? found.groups.size : 0,
      partial: found.top.length > 0 && !found.top[0].isAll,
      notes: [...found.notes, ...also(found.terms, hits)], suggestions: found.suggestions,
      hits: hits.map(({ entry, at, ...hit }) => hit), unknown_filters: show.unknownValues(filters),
    };
    if (request.texts) result.groups = show.groups(hits, request.language, (entry) => found.groups.get(groupKey(entry)));
    // All that was found is counted, in a reading copy also what stands behind the source: a filter brings it forward.
    if (request.facets) result.facets = show.facets(found.matched.entries, request.language);
    const need = store.takeLacking();
    return need.length ? { need } : result;
  };

  return { give: store.give, search };
};
