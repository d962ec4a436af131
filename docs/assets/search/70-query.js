// Takes what a reader typed; gives terms: words, names of several words, "phrases" and words that must not stand.
const aqwalQuery = ({ has, normalise, names, terms, lexicon, forms }) => {
  const LONGEST = 1000;
  const MOST_WORDS = 24;
  const QUOTES = /["“”„«»]/;

  /** Cut into runs: { text, isQuoted, isBarred }. */
  const runs = (text) => {
    const found = [];
    let isQuoted = false;
    for (const [at, piece] of text.split(QUOTES).entries()) {
      isQuoted = at % 2 === 1;
      const before = found[found.length - 1];
      const isBarred = isQuoted && Boolean(before) && /(^|\s)-$/.test(before.text);
      if (isBarred) before.text = before.text.slice(0, -1);
      found.push({ text: piece, isQuoted, isBarred });
    }
    // A mark that is never closed quotes nothing; what is to be left out ends with the text.
    const last = found[found.length - 1];
    if (isQuoted && !last.isBarred) last.isQuoted = false;
    return found;
  };

  const tokens = (text) => normalise.stretches(text).flatMap(([start, end, words]) => {
    const raw = text.slice(start, end);
    const isBarred = /(^|\s)-$/.test(text.slice(Math.max(0, start - 2), start));
    return words.map((word) => ({ raw: words.length === 1 ? raw : word, word, isBarred }));
  });

  const phrase = (words, { text, isBarred }) => {
    const term = terms.emptyTerm(text.trim(), words.map(({ word }) => word));
    Object.assign(term, { typed: `"${term.label}"`, isBarred, isStop: false });
    term.phrases.push({ forms: words.map(({ raw, word }) => terms.ofWord(raw, word, true).forms[0]), weight: 1 });
    return term;
  };

  /** A name of several words that stands in the names: [number of words, rings, form]. */
  const nameAt = (list, start) => {
    for (let size = Math.min(names.longest, list.length - start); size > 1; size -= 1) {
      const words = list.slice(start, start + size).map(({ word }) => word);
      for (const first of forms.bases(words[0]).keys()) {
        for (const head of [first, `ال${first}`]) {
          const form = [head, ...words.slice(1)].join(" ");
          const rings = names.byForm.get(form);
          if (rings) return [size, rings.map(names.ringOf), form];
        }
      }
    }
    return null;
  };

  // What the archive has as it was typed is not taken for another name, unless that sounds exactly the same.
  const speakersOf = (word) => new Set(lexicon.tokensLike(names, word, has(word) ? 0 : undefined)
    .flatMap((token) => names.tokens.get(token) || []));

  /** Speakers all of whose typed words are words of the name, in whatever spelling: [number of words, rings]. */
  const speakerAt = (list, start) => {
    if (list.length - start < 2) return null;
    let left = null;
    let end = start;
    for (; end < list.length && !list[end].isBarred && end - start < 5; end += 1) {
      const own = list[end].word.length > 1 ? speakersOf(list[end].word) : new Set();
      const both = left ? [...left].filter((number) => own.has(number)) : [...own];
      if (!both.length) break;
      left = both;
    }
    return end - start > 1 ? [end - start, left.map(names.ringOf)] : null;
  };

  const nameTerm = (list, rings, form) => {
    const label = list.map(({ raw }) => raw).join(" ");
    const term = terms.emptyTerm(label, list.map(({ word }) => word));
    const each = list.map(({ raw, word }) => terms.ofWord(raw, word, false).forms[0]);
    const strict = list.map(({ raw, word }) => terms.ofWord(raw, word, true).forms[0]);
    if (strict.every((one) => one.size)) term.phrases.push({ forms: strict, weight: 1.1 });
    if (each.every((one) => one.size)) term.phrases.push({ forms: each, weight: 1, isLoose: true });
    for (const ring of rings) terms.addRing(term, ring, form);
    return term;
  };

  const free = (list) => {
    const found = [];
    for (let at = 0; at < list.length;) {
      const token = list[at];
      const name = token.isBarred ? null : nameAt(list, at);
      const speaker = token.isBarred || name ? null : speakerAt(list, at);
      const size = name ? name[0] : speaker ? speaker[0] : 1;
      const part = list.slice(at, at + size);
      let term;
      if (name) term = nameTerm(part, name[1], name[2]);
      else if (speaker) term = nameTerm(part, speaker[1], "");
      else term = token.isBarred ? terms.ofBarred(token.raw, token.word) : terms.ofWord(token.raw, token.word, false);
      term.isBarred = token.isBarred;
      term.typed = term.label;
      term.isStop = size === 1 && lexicon.isStop(token.word);
      found.push(term);
      at += size;
    }
    return found;
  };

  /** Text → { terms, barred, notes }; a term's `at` is where it stands among the words of its run. */
  const parse = (typed) => {
    const notes = [];
    // A lone surrogate is no character; control characters separate.
    let text = [...String(typed)].filter((character) => !/^[\ud800-\udfff]$/.test(character)).join("");
    if (text.length > LONGEST) {
      text = text.slice(0, LONGEST);
      notes.push({ code: "cut", word: "", used: [] });
    }
    const all = [];
    let left = MOST_WORDS;
    terms.begin();
    for (const run of runs(text)) {
      const list = tokens(run.text);
      if (list.length > left && !notes.length) notes.push({ code: "cut", word: "", used: [] });
      const words = list.slice(0, left);
      left -= words.length;
      if (!run.isQuoted) all.push(...free(words));
      else if (words.length) all.push(phrase(words, run));
    }
    const wanted = all.filter((term) => !term.isBarred);
    let at = 0;
    for (const term of all) {
      term.at = at;
      at += term.words.length;
    }
    const telling = wanted.filter((term) => !term.isStop);
    const barred = all.filter((term) => term.isBarred);
    notes.push(...barred.filter((term) => !term.forms[0].size && !term.phrases.some(({ forms: each }) => each.every(({ size }) => size)))
      .map(({ label }) => ({ code: "barred", word: label, used: [] })));
    if (barred.length && !wanted.length) notes.push({ code: "missing", word: "", used: [] });
    return { terms: telling.length ? telling : wanted, barred, notes };
  };

  return { parse };
};
