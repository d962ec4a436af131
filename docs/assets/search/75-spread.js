// Takes one term; gives the entries that have it, how much each has of it, and where its words stand in them.
const aqwalSpread = (store) => {
  const SATURATION = 0.9;
  const LOOSE = 0.8;
  const NONE = [];

  const heft = (times) => (times * (SATURATION + 1)) / (times + SATURATION);

  /** Every file that the terms need is noted as lacking; true when all are there. */
  const isReady = (terms) => {
    let ready = true;
    const ask = (word) => {
      if (store.placesOf(word) === undefined) ready = false;
    };
    for (const term of terms) {
      for (const form of term.forms[0].keys()) ask(form);
      for (const { forms } of term.phrases) for (const one of forms) for (const form of one.keys()) ask(form);
      for (const speaker of term.speakers.keys()) ask(`@s${speaker}`);
    }
    return ready;
  };

  const slice = ({ firsts, places }, at) => places.subarray(firsts[at], firsts[at + 1]);
  const find = (list, entry) => {
    let low = 0;
    let high = list.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      if (list[middle] === entry) return middle;
      if (list[middle] < entry) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  };
  const stands = (form, entry) => find(store.placesOf(form).entries, entry) >= 0;

  /** Where one of a phrase's words stands, in the entries that have them all: Map entry → places. */
  const placesAmong = (forms, stage, wanted) => {
    const found = new Map();
    for (const form of forms.keys()) {
      const list = store.placesOf(form);
      for (let at = 0; at < list.entries.length; at += 1) {
        const entry = list.entries[at];
        if (stage[entry] !== wanted) continue;
        const before = found.get(entry);
        if (before) before.push(...slice(list, at));
        else found.set(entry, [...slice(list, at)]);
      }
    }
    return found;
  };

  const starting = (starts, each, entry) => {
    let left = starts;
    for (let at = 1; at < each.length && left.length; at += 1) {
      const next = new Set(each[at].get(entry));
      left = left.filter((start) => next.has(start + at));
    }
    return left;
  };

  /** The entries that have a phrase: Map entry → places where it begins. A loose one needs its words anywhere. */
  const phraseStarts = ({ forms, isLoose }, size) => {
    const stage = new Uint8Array(size);
    forms.forEach((one, at) => {
      for (const form of one.keys()) {
        for (const entry of store.placesOf(form).entries) if (stage[entry] === at) stage[entry] = at + 1;
      }
    });
    const each = forms.map((one) => placesAmong(one, stage, forms.length));
    const found = new Map();
    for (const [entry, starts] of each[0]) {
      const left = isLoose ? starts : starting(starts, each, entry);
      if (left.length) found.set(entry, left);
    }
    return found;
  };

  /** One term over all entries: its share of each, 0 where it is not; the entries that have it; which forms each has. */
  const spread = (term, size) => {
    const best = new Float32Array(size);
    const touched = [];
    const raise = (entry, value) => {
      if (best[entry] === 0) touched.push(entry);
      if (best[entry] < value) best[entry] = value;
    };
    const held = new Int32Array(size);
    let bit = 1;
    for (const [form, weight] of term.forms[0]) {
      const { entries, firsts } = store.placesOf(form);
      for (let at = 0; at < entries.length; at += 1) {
        raise(entries[at], weight * heft(firsts[at + 1] - firsts[at]));
        held[entries[at]] |= bit;
      }
      bit = bit << 1 || 1;
    }
    const phrases = term.phrases.map((phrase) => phraseStarts(phrase, size));
    phrases.forEach((starts, number) => {
      const { weight, isLoose } = term.phrases[number];
      for (const [entry, found] of starts) raise(entry, weight * heft(found.length) * (isLoose ? LOOSE : 1));
    });
    for (const [speaker, { weight }] of term.speakers) {
      for (const entry of store.placesOf(`@s${speaker}`).entries) raise(entry, weight);
    }
    return { term, best, touched, held, phrases };
  };

  /** Where a term's words stand in an entry; only the forms that are known to stand there are looked up. */
  const placesIn = ({ term, held, phrases }, entry) => {
    const found = phrases.flatMap((starts) => starts.get(entry) || NONE);
    let bit = 1;
    for (const form of term.forms[0].keys()) {
      if (held[entry] & bit) {
        const list = store.placesOf(form);
        const at = find(list.entries, entry);
        if (at >= 0) found.push(...slice(list, at));
      }
      bit = bit << 1 || 1;
    }
    return found;
  };

  /** The surface forms of a term that stand in an entry. */
  const formsIn = ({ term, phrases }, entry) => {
    const found = [...term.forms[0].keys()].filter((form) => stands(form, entry));
    phrases.forEach((starts, number) => {
      if (!starts.has(entry)) return;
      for (const forms of term.phrases[number].forms) found.push(...[...forms.keys()].filter((form) => stands(form, entry)));
    });
    // What is by the speaker who is asked for need not say the name.
    for (const [speaker, { name }] of term.speakers) if (stands(`@s${speaker}`, entry)) found.push(...name.split(" "));
    return found;
  };

  return { isReady, spread, placesIn, formsIn };
};
