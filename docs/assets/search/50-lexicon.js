// Takes the names and plurals of the index; gives what a name is also called, and which words are known to exist.
const aqwalLexicon = (letters, normalise) => {
  // Words that say nothing by themselves. They count in "phrases", and where a query holds nothing else.
  const STOPS = new Set(normalise.words(`في من على إلى عن مع أن إن أو ثم قد لا ما لم لن هذا هذه ذلك تلك التي الذي الذين هو هي هم
    كما كان كانت وفي ومن وعلى وإلى وعن وأن وإن وقد ولا وما ولم بين بعد قبل كل أي حتى إذ إذا بل كي لدى منذ بأن لأن كأن فإن أنه أنها
    و ف ب ل ك هل ماذا لماذا متى كيف أين كم من بم لم م د ال آل بشأن حول دون ضد عبر خلال وفق وفقا حسب بحسب مثل غير عند وهو وهي والتي والذي ومع بما مما فيما لكن ولكن
    the a an of in to and or for on at by is was were be with from as that this it its are has had not
    who what when where why how did do does vs al el mr mrs dr`));
  const isStop = (word) => STOPS.has(word);
  const bare = (word) => (word.startsWith("ال") && word.length > 4 ? word.slice(2) : word);
  const add = (map, key, value) => {
    if (map.has(key)) map.get(key).push(value);
    else map.set(key, [value]);
  };

  const readNames = (text) => {
    const rows = JSON.parse(text);
    const [byForm, single, tokens] = [new Map(), new Set(), new Map()];
    let longest = 1;
    const readForm = (form, isOwn, number) => {
      add(byForm, form, number);
      const parts = form.split(" ");
      if (parts.length === 1) single.add(form).add(bare(form));
      longest = Math.max(longest, parts.length);
      if (isOwn) for (const part of parts) if (part.length > 1) add(tokens, part, number);
    };
    rows.forEach((row, number) => {
      // The first few forms hold the words of a person's name; the others are titles and what else a text says.
      for (let at = 2; at < row.length; at += 1) readForm(row[at], at - 2 < row[1], number);
    });
    const ringOf = (number) => ({ speaker: rows[number][0], forms: rows[number].slice(2) });
    return { ringOf, byForm, single, tokens, longest: Math.min(longest, 8) };
  };

  /** Words on lines by their first letter; a line is read when a word of that letter is asked for. */
  const readKnown = (text) => {
    const byLetter = new Map(text.split("\n").map((line) => [line[1], line]));
    return (word) => {
      let known = byLetter.get(word[0]);
      if (known === undefined) return false;
      if (typeof known === "string") {
        known = new Set(aqwalUnshared(known));
        byLetter.set(word[0], known);
      }
      return known.has(word);
    };
  };

  const readPlurals = (text) => {
    const others = new Map();
    const [words, singular, broken] = [new Set(), new Set(), new Set()];
    const [plurals, spellings, common] = text.split("\n\n");
    for (const line of plurals.split("\n")) {
      const group = line.split(" ");
      for (const word of group) words.add(word);
      singular.add(group[0]);
      for (const word of group.slice(1)) {
        broken.add(word);
        add(others, group[0], word);
        add(others, word, group[0]);
      }
    }
    return { others, words, isCommon: readKnown(common), singular, broken, spellings: spellings.split("\n").filter(Boolean).map((line) => line.split(" ")) };
  };

  /** The tokens of a ring, in the other script or spelling, that sound like this token of the same ring. */
  const twins = (token, ring) => {
    const isArabic = letters.isArabic(token);
    const [skeleton, vowels] = letters.sounds(token);
    const found = new Map();
    for (const form of ring.forms) {
      for (const part of form.split(" ")) {
        if (part === token || part.length < 2) continue;
        const [other, otherVowels] = letters.sounds(part);
        if (other && other === skeleton) found.set(part, letters.voicing(vowels, otherVowels));
      }
    }
    return [...found].filter(([part, cost]) => cost < 1.5 || letters.isArabic(part) !== isArabic).map(([part]) => part);
  };

  /** The words of speakers' names by how they sound: skeleton → [[token, vowels]]. */
  const soundTable = (names) => {
    if (names.sounds) return names.sounds;
    names.sounds = new Map();
    for (const token of names.tokens.keys()) {
      const [skeleton, vowels] = letters.sounds(token);
      if (skeleton.length > 1) add(names.sounds, skeleton, [token, vowels]);
    }
    return names.sounds;
  };

  /** The words of speakers' names that are this word, or sound most like it, no worse than the limit. */
  const tokensLike = (names, word, limit = 0.9) => {
    const costs = new Map(names.tokens.has(word) ? [[word, 0]] : []);
    for (const reading of letters.readings(word)) {
      const [skeleton, vowels] = letters.sounds(reading);
      for (const [token, others] of soundTable(names).get(skeleton) || []) {
        // Two consonants alone say little: then only another letter for the same sound is the same name.
        const isNear = skeleton.length > 2 || letters.distance(word, token, 0.5) <= 0.5;
        const known = costs.has(token) ? costs.get(token) : Infinity;
        if (isNear) costs.set(token, Math.min(letters.voicing(vowels, others), known));
      }
    }
    const least = Math.min(limit, ...costs.values());
    return [...costs].filter(([, cost]) => cost <= least + 0.01).map(([token]) => token);
  };

  return { readNames, readPlurals, twins, tokensLike, bare, isStop };
};
