// Takes one typed word, or several that are one name; gives the ways in which the archive may have it.
const aqwalTerms = ({ store, slips, forms, lexicon, names, normalise, plurals, isKnown }) => {
  const WEIGHT = { alias: 0.9, token: 0.8, hamza: 0.95, variant: 0.6, sound: 0.5, near: 0.4, speaker: 0.85 };
  const ORDINARY = new Set(["is", "us", "who", "may", "un"]);
  const merge = (into, more, share = 1) => {
    for (const [form, weight] of more) if ((into.get(form) || 0) < weight * share) into.set(form, weight * share);
  };
  const expand = (word, isStrict, raw = "") => (/[a-z]/.test(word)
    ? forms.englishForms(word, isStrict) : forms.formsOf(word, isStrict, raw.endsWith("ة")));

  // The carrier of a hamza in the middle of a word is spelled in several ways: مسؤول, مسئول.
  // A letter of another language stands for a sound that Arabic writes in its own ways: کراچی, كراتشي.
  const CARRIERS = {
    "ؤ": ["ي", "ا", ""], "ئ": ["و", "ا", ""], "أ": ["و", "ي"], "ء": ["ا", "و", "ي"],
    "چ": ["تش", "ش"], "گ": ["غ", "ج", "ق"], "ژ": ["ج"], "ڨ": ["غ", "ك", "ج"],
  };
  const HAMZA = /[ؤئأء]/;
  const carried = (raw) => {
    const found = [];
    [...raw].forEach((letter, at, all) => {
      for (const other of (at === 0 && HAMZA.test(letter)) ? [] : CARRIERS[letter] || []) {
        const [word] = normalise.words([...all.slice(0, at), other, ...all.slice(at + 1)].join(""));
        if (word && word.length > 3) found.push(word);
      }
    });
    return found;
  };

  // A foreign g, t or s is written with several letters; only names do not take the article.
  const FOREIGN = { ق: "غج", غ: "قجك", ج: "غق", ك: "غ", ط: "ت", ت: "ط" };
  const respelled = (word) => {
    if (word.length < 5 || word.startsWith("ال") || isKnown(word) || forms.isWhole(word)) return [];
    return [...word].flatMap((letter, at) => [...(FOREIGN[letter] || "")]
      .map((other) => word.slice(0, at) + other + word.slice(at + 1)))
      .filter((other) => store.has(other) && !forms.isWhole(other));
  };

  // Stems that newspapers spell in two ways: أمريكي, أميركي.
  const otherSpellings = (word) => plurals.spellings.flatMap((pair) => pair.flatMap((stem, at) =>
    (word.includes(stem) ? [word.replace(stem, pair[1 - at])] : [])));

  const ringsOf = (word) => {
    const found = new Set();
    for (const base of /[a-z]/.test(word) ? [word] : forms.bases(word).keys()) {
      for (const key of [base, `ال${base}`]) for (const ring of names.byForm.get(key) || []) found.add(ring);
    }
    return [...found].map(names.ringOf);
  };

  /** What a ring is also called, as alternatives; a form of several words must stand as they do. */
  const addRing = (term, ring, own) => {
    for (const form of ring.forms) {
      const parts = form.split(" ");
      if (form === own) continue;
      const expanded = parts.map((part, at) => (at ? forms.formsOf(part, true) : expand(part, true)));
      if (expanded.some((one) => one.size === 0)) continue;
      if (parts.length === 1) merge(term.forms[0], expanded[0], WEIGHT.alias);
      else term.phrases.push({ forms: expanded, weight: WEIGHT.alias });
    }
    if (ring.speaker >= 0) term.speakers.set(ring.speaker, { weight: WEIGHT.speaker, name: ring.forms[0] });
  };

  const addTokens = (term, word) => {
    for (const number of new Set(names.tokens.get(word) || [])) {
      const ring = names.ringOf(number);
      if (!term.speakers.has(ring.speaker)) {
        term.speakers.set(ring.speaker, { weight: WEIGHT.speaker * WEIGHT.token, name: ring.forms[0] });
      }
      for (const twin of lexicon.twins(word, ring)) merge(term.forms[0], expand(twin, true), WEIGHT.token);
    }
  };

  const addSoundingTokens = (term, word) => {
    for (const token of lexicon.tokensLike(names, word)) {
      merge(term.forms[0], expand(token, true), WEIGHT.token);
      addTokens(term, token);
      if (term.forms[0].size) term.note = { code: "transliterated", word: term.label, used: [token] };
    }
  };

  // Looking at all words for one that is meant takes long; a pasted text is no misspelled query.
  const MOST_GUESSES = 6;
  let guesses = MOST_GUESSES;
  const begin = () => {
    guesses = MOST_GUESSES;
  };

  const emptyTerm = (label, words) => ({ label, words, forms: [new Map()], phrases: [], speakers: new Map(), note: null });

  /** A word as it was typed and folded → term. `isStrict`: only the word itself, with what may stand before it. */
  const ofWord = (raw, word, isStrict) => {
    const term = emptyTerm(raw, [word]);
    merge(term.forms[0], expand(word, isStrict, raw));
    for (const other of carried(raw)) merge(term.forms[0], expand(other, isStrict), WEIGHT.hamza);
    for (const other of otherSpellings(word)) merge(term.forms[0], expand(other, isStrict), WEIGHT.hamza);
    if (isStrict) return term;
    // Typed in small letters, these are words of English and no initials.
    const rings = ORDINARY.has(raw) ? [] : ringsOf(word);
    for (const ring of rings) addRing(term, ring, word);
    for (const base of forms.bases(word).keys()) addTokens(term, base);
    for (const other of respelled(word)) merge(term.forms[0], forms.formsOf(other, true), WEIGHT.variant);
    const isFound = term.forms[0].size > 0 || term.phrases.length > 0;
    if (isFound || term.speakers.size || guesses > 0) addGuesses(term, word, rings, isFound);
    return term;
  };

  /** What is left out is the word in its forms and names, never a word that only resembles it. */
  const ofBarred = (raw, word) => {
    const term = emptyTerm(raw, [word]);
    merge(term.forms[0], expand(word, false, raw));
    for (const ring of ringsOf(word)) addRing(term, ring, word);
    return term;
  };

  const addGuesses = (term, word, rings, isFound) => {
    if (!isFound && !term.speakers.size) guesses -= 1;
    if (/^[a-z]{3,}$/.test(word) && rings.length === 0 && term.speakers.size === 0) {
      if (isFound || !addNearest(term, word, 1)) addSound(term, word, isFound);
    }
    if (!isFound && term.forms[0].size === 0 && term.speakers.size === 0) guess(term, word);
  };

  // --- what sounds or looks like the word, only where nothing better is known ------------------------------------
  const addSound = (term, word, isFound) => {
    const found = slips.soundsLike(word, 0.8).filter((other) => !plurals.words.has(lexicon.bare(other)));
    for (const other of found) merge(term.forms[0], forms.formsOf(other, true), WEIGHT.sound);
    if (found.length && !isFound) term.note = { code: "transliterated", word: term.label, used: found.slice(0, 3) };
  };

  /** Take the words written most like this one; whether the archive has any of them. */
  const addNear = (term, words) => {
    const used = [];
    for (const other of new Set(words)) {
      merge(term.forms[0], expand(other, false), WEIGHT.near);
      for (const ring of ringsOf(other)) addRing(term, ring, "");
      addTokens(term, other);
      const [attested] = [...expand(other, false)].sort((a, b) => b[1] - a[1])[0] || [];
      if (attested || term.phrases.length || term.speakers.size) used.push(attested || other);
    }
    if (used.length) term.note = { code: "corrected", word: term.label, used: [...new Set(used)].slice(0, 3) };
    return used.length > 0;
  };

  /** Take the name, where that is nearer and the archive has it in some form, else the word; whether one was taken. */
  const addNearest = (term, word, limit) => {
    const [[found, cost], [named, other]] = ["words", "names"].map((kind) => slips.nearest(word, kind));
    if (other < cost && other <= limit && addNear(term, named)) return true;
    return (cost <= limit && addNear(term, found)) || (other <= limit && addNear(term, named));
  };

  /** A word the archive does not have: a slip of the pen, else a name by its sound, else a worse slip. */
  const guess = (term, word) => {
    if (addNearest(term, word, 0.6)) return;
    if (!isKnown(word)) addSoundingTokens(term, word);
    if (!term.note) addNearest(term, word, Infinity);
  };

  return { begin, ofWord, ofBarred, emptyTerm, addRing };
};
