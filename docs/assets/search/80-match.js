// Takes terms; gives every entry that has them all, or most of what they say, with a score, and the best in order.
const aqwalMatch = (store) => {
  const TITLE_SHARE = 0.3;
  const ADJACENT = 1.2;
  const ENOUGH = 0.55;
  const CLOSELY = 1000;
  const KIND = { speaker: 1.6, publisher: 1.5, event: 1.3, topic: 1.4, title: 1.15, page: 0.5 };
  const { isReady, spread, placesIn, formsIn } = aqwalSpread(store);

  const rarity = (count, size) => Math.log(1 + (size - count + 0.5) / (count + 0.5));

  /** Words of the title count for the other entries of the article, where these have something of their own. */
  const addTitles = (total, mask, spreads, rarities) => {
    const { bases } = store.entries();
    spreads.forEach(({ best, touched }, term) => {
      for (const entry of touched) {
        const article = store.articleOf(entry);
        if (article < 0 || bases[article] !== entry) continue;
        for (let other = entry + 1; other < bases[article + 1]; other += 1) {
          if (!mask[other]) continue;
          total[other] += TITLE_SHARE * best[entry] * rarities[term];
          mask[other] |= 1 << term;
        }
      }
    });
  };

  /** For each set of terms, as bits, whether having them is having most of what the query says, and half its words. */
  const enough = (rarities, full) => {
    const said = rarities.reduce((sum, value) => sum + value, 0);
    const known = new Map([[full, true]]);
    return (bits) => {
      if (!known.has(bits)) {
        const own = rarities.filter((_, term) => bits & (1 << term));
        const had = own.reduce((sum, value) => sum + value, 0);
        known.set(bits, had > ENOUGH * said && 2 * own.length >= rarities.length);
      }
      return known.get(bits);
    };
  };

  /** Terms and barred terms → { entries: those found, in no order, counts, and what `rank` needs }. */
  const match = (terms, barred, accepts) => {
    const { size } = store.entries();
    const total = new Float32Array(size);
    const mask = new Int32Array(size);
    const spreads = terms.map((term) => spread(term, size));
    const rarities = spreads.map(({ touched }) => rarity(touched.length, size));
    spreads.forEach(({ best, touched }, term) => {
      for (const entry of touched) {
        total[entry] += best[entry] * rarities[term];
        mask[entry] |= 1 << term;
      }
    });
    if (terms.length > 1) addTitles(total, mask, spreads, rarities);
    for (const term of barred) for (const entry of spread(term, size).touched) mask[entry] = 0;
    const full = 2 ** terms.length - 1;
    const isEnough = enough(rarities, full);
    const found = [];
    for (let entry = 0; entry < size; entry += 1) {
      // Without any word, filters alone say what is wanted.
      if ((!mask[entry] && spreads.length) || !isEnough(mask[entry]) || !accepts(entry)) continue;
      total[entry] *= KIND[store.kindOf(entry)] || 1;
      found.push(entry);
    }
    const isAll = (entry) => mask[entry] === full;
    return { entries: found, isAll, total, spreads, rarities, counts: spreads.map(({ touched }) => touched.length) };
  };

  /** How near two terms stand to how they stand in the query: 1 exactly, 0 far off. */
  const nearness = (wanted, firsts, seconds) => {
    let best = 0;
    for (const first of firsts) {
      for (const second of seconds) {
        const off = Math.abs(second - first - wanted);
        if (off < 6) best = Math.max(best, 1 / (1 + off));
      }
    }
    return best;
  };

  /** Raise what has the words beside each other as the query has them. */
  const addNearness = (found, spreads, rarities) => {
    for (const one of found) {
      let before = placesIn(spreads[0], one.entry);
      for (let at = 1; at < spreads.length; at += 1) {
        const places = placesIn(spreads[at], one.entry);
        const wanted = spreads[at].term.at - spreads[at - 1].term.at;
        one.score += ADJACENT * Math.min(rarities[at - 1], rarities[at]) * nearness(wanted, before, places);
        before = places;
      }
    }
  };

  /** The best of many without sorting them all: at least those that may come among the first `count`. */
  const best = ({ isAll, total }, entries, count) => {
    if (entries.length <= 2 * count) return entries;
    const rank = (entry) => total[entry] + (isAll(entry) ? 1e4 : 0);
    const least = Float32Array.from(entries, rank).sort()[entries.length - count];
    return entries.filter((entry) => Math.fround(rank(entry)) >= least);
  };

  /** The best of some found entries in order, at least `count` where there are so many: { entry, score, isAll }. */
  const rank = (matched, entries, count) => {
    const { isAll, total, spreads, rarities } = matched;
    const top = best(matched, entries, Math.max(count, CLOSELY))
      .map((entry) => ({ entry, score: total[entry], isAll: isAll(entry) }));
    if (spreads.length > 1) addNearness(top, spreads, rarities);
    return top.sort((a, b) => b.isAll - a.isAll || b.score - a.score || a.entry - b.entry);
  };

  return { isReady, match, rank, formsIn };
};
