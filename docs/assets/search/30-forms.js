// Takes a folded word, the archive's vocabulary and the lexicon; gives the forms in which the archive has that word.
const aqwalForms = ({ has, isKnown, isName, isStop, isNoun, plurals, isBroken }) => {
  const WEIGHT = { exact: 1, definite: 0.97, proclitic: 0.9, suffix: 0.5, plural: 0.5, derived: 0.2 };
  const CHAINS = [];
  for (const first of ["", "و", "ف"]) {
    for (const second of ["", "ب", "ك", "ل", "ال", "بال", "كال", "لل", "س"]) CHAINS.push(first + second);
  }
  const STRIPPED = CHAINS.filter(Boolean).sort((a, b) => b.length - a.length);
  const DEFINITE = /(ال|لل)$/;
  const VERBAL = /^[اينت]/;
  const SOUND = ["ا", "ه", "ات", "ان", "ين", "ون"];
  const OWNERS = ["ها", "هم", "هن", "هما", "نا", "كم", "ك", "ينا", "يها", "يهم", "يهما"];
  // After a stem that is a word by itself, and after a stem whose ta marbuta opened up.
  const DERIVED = new Set(["ي", "يا", "يه", "يين", "يون", "يات", "ت", "وا"]);
  const ENDINGS = [...SOUND, ...OWNERS, ...DERIVED];
  const OPEN = ["", "ه", "ات", "تان", "تين", "تا", "تي", "ان", "ين", "ون", "ا",
    ...OWNERS.map((owner) => `ت${owner}`), "ته", ...OWNERS.map((owner) => `ات${owner}`), "اته", "اتي"];
  const TAILS = ["اتهما", "اتها", "اتهم", "اتهن", "اتنا", "اتكم", "اته", "اتك", "تهما", "هما", "تها", "تهم", "تهن", "تنا", "تكم",
    "تان", "تين", "ته", "تك", "ات", "ان", "ين", "ون", "ها", "هم", "هن", "نا", "كم", "وا", "ه", "ا", "ي", "ت"];

  const joined = (chain, base) => (chain.endsWith("لل") && base.startsWith("ل") ? chain + base.slice(1) : chain + base);

  /** Whether a word's first letter belongs to it: it takes the article, or is a word of the lexicon. */
  const isWhole = (word) => isKnown(word) || ["ال", "وال", "بال"].some((chain) => has(chain + word))
    || (!word.startsWith("ل") && has(`لل${word}`))
    || (/^[وف]/.test(word) && ["ب", "ل", "و"].some((chain) => has(chain + word)))
    || (/.{3}ات$/.test(word) && isKnown(`${word.slice(0, -2)}ه`));

  /** The words a typed word may be when what stands before it is taken off: [base, weight]. */
  const bases = (word) => {
    const found = new Map([[word, 1]]);
    for (const chain of STRIPPED) {
      if (!word.startsWith(chain)) continue;
      const isDefinite = DEFINITE.test(chain);
      const rest = word.slice(chain.length);
      if (rest.length < (isDefinite ? 2 : 3)) continue;
      if (chain.endsWith("س") && !VERBAL.test(rest)) continue;
      const wanted = chain.endsWith("لل") ? [rest, `ل${rest}`] : [rest];
      for (const base of wanted) {
        const isWord = has(base) || has(`ال${base}`) || (isKnown(base) && chain.length === 1);
        if (isDefinite && (isWord || chain === "ال")) keep(found, base, chain === "ال" ? WEIGHT.definite : WEIGHT.proclitic);
        else if (!isDefinite && isWord && !isWhole(word)) keep(found, base, WEIGHT.proclitic);
      }
    }
    return found;
  };

  /** Whether a word begins with the article, so that no second one may stand before it: الغاز, but not إلكتروني. */
  const hasArticle = (word) => word.startsWith("ال") && !isName(word) && (has(word.slice(2)) || isKnown(word.slice(2)));

  const keep = (map, key, weight) => {
    if ((map.get(key) || 0) < weight) map.set(key, weight);
  };

  /** Add every attested form of a base with something before it. */
  const lead = (base, weight, into) => {
    if (base.length < 2) return;
    for (const chain of CHAINS) {
      const form = joined(chain, base);
      if (!has(form) || (DEFINITE.test(chain) && hasArticle(base))) continue;
      if (!chain) keep(into, form, weight);
      else if (DEFINITE.test(chain)) keep(into, form, weight * (chain === "ال" ? WEIGHT.definite : WEIGHT.proclitic));
      else if (chain.endsWith("س") ? VERBAL.test(base) : base.length > 2 || /^\d/.test(base)) {
        // The form may be another word that only begins so: وحدة is not و + حدة.
        if (!isWhole(form)) keep(into, form, weight * WEIGHT.proclitic);
      }
    }
  };

  /** The stems a word may be built on, and whether a ta marbuta may stand after each: [stem, isOpen]. */
  const TENS = /^(?:عشر|ثلاث|اربع|خمس|ست|سبع|ثمان|تسع)(?:ين|ون)$/;
  const stems = (base) => {
    const found = new Map([[base, false]]);
    // Forty is not four.
    if (TENS.test(base)) return found.set(base.slice(0, -2), false);
    for (const tail of TAILS) {
      const stem = base.slice(0, -tail.length);
      if (!base.endsWith(tail) || stem.length < (tail === "ه" || tail === "ات" ? 2 : 3)) continue;
      const isOpen = tail === "ه" || (tail.startsWith("ت") && tail.length > 1) || tail.startsWith("ات");
      found.set(stem, isOpen || found.get(stem) === true);
    }
    return found;
  };

  // A name takes endings but never loses any: روسيا is not روسي in the accusative, nor إيراني a form of إيران.
  const ON_NAMES = ["ا", "ات", "ان", "ين", "ون", "نا", "ها", "هم"];
  const inflectName = (base, weight, into) => {
    for (const ending of ON_NAMES) if (!isName(base + ending)) lead(base + ending, weight * WEIGHT.suffix, into);
  };

  const takesArticle = (form) => form.startsWith("ال") || has(`ال${form}`) || has(`وال${form}`);

  /** Whether an ending makes another word: an adjective (التاريخي, but not مستشاري الوزير), a verb, a short stem. */
  const isDerived = (form, ending, tail, stem) => (DERIVED.has(ending) && (ending !== "ي" || takesArticle(form)))
    || DERIVED.has(tail) || (!ending && stem.length < 4);

  // A broken plural takes owners, but no plural or feminine of its own.
  const ON_PLURALS = new Set(["", "ا", ...OWNERS]);

  // Without its ta marbuta a noun is another noun (عقدة, عقد), an adjective the same (كبيرة, كبير).
  const isOtherNoun = (stem, tail, ending) => tail === "ه" && !/^[هت]|^ات/.test(ending)
    && (ending === "ا" || (isNoun(stem) && !/^..ي.$/.test(stem)));

  const inflect = (base, weight, into, isTa) => {
    for (const [stem, isOpen] of stems(base)) {
      const tail = base.slice(stem.length);
      for (const ending of isOpen ? OPEN : ["", ...ENDINGS]) {
        const form = stem + ending;
        if (form === base || form.length < 3 || isName(form) || (TENS.test(base) && !TENS.test(form))) continue;
        if ((isBroken(stem) && tail !== "ه" && !ON_PLURALS.has(ending)) || isOtherNoun(stem, tail, ending)) continue;
        lead(form, weight * (isDerived(form, ending, tail, stem) ? WEIGHT.derived : WEIGHT.suffix), into);
      }
      // Only an owner parts a broken plural from the end of the word: صواريخها, but not عملة or صحفي.
      if (!OWNERS.includes(tail) && tail !== "ا" && (tail !== "ه" || isTa || takesArticle(base))) continue;
      for (const other of plurals(stem)) breakPlural(other, weight * 0.8, into);
    }
  };

  const breakPlural = (other, weight, into) => {
    lead(other, weight * WEIGHT.plural, into);
    const stem = other.endsWith("ه") ? `${other.slice(0, -1)}ت` : other;
    const more = other.length > 3 ? ["ه", "ا", "ان", "ين"] : /[ويه]$/.test(other) ? [] : ["ا"];
    for (const ending of [...more, ...OWNERS]) lead(stem + ending, weight * WEIGHT.plural * 0.8, into);
  };

  /** Every form of a word in the archive: Map form → weight, 1 for the very word. `isStrict` leaves inflection out;
   *  `isTa` says that the word was typed with ta marbuta. */
  const formsOf = (word, isStrict, isTa = false) => {
    const into = new Map();
    for (const [base, weight] of bases(word)) {
      lead(base, weight, into);
      if (isStrict) continue;
      // What is typed with the article is not another word that begins so: السنة, but not ألسنة.
      if (!hasArticle(base)) for (const other of plurals(base)) breakPlural(other, weight, into);
      if (base.length < 3) continue;
      (isName(base) ? inflectName : inflect)(base, weight, into, isTa);
    }
    // What only joins sentences is found by itself, not as a form of another word: بشأن is not ب + شأن.
    for (const form of into.keys()) if (form !== word && isStop(form)) into.delete(form);
    if (has(word)) into.set(word, 1);
    return weakIfAlone(into);
  };

  /** Derived words only where the archive has the word in no other form. */
  const weakIfAlone = (into) => {
    const isStrong = (weight) => weight > 0.3;
    if ([...into.values()].some(isStrong)) for (const [form, weight] of into) if (!isStrong(weight)) into.delete(form);
    return into;
  };

  /** English: the plural, and the endings of verbs, of a word the archive has in another form. */
  const englishForms = (word, isStrict) => {
    const into = new Map();
    if (has(word)) into.set(word, 1);
    if (isStrict || word.length < 3) return into;
    const stem = word.replace(/(?:ies|y)$/, "i").replace(/(?:'s|es|s|ed|ing)$/, "");
    for (const ending of ["", "s", "es", "e", "ed", "ing", "d"]) {
      const form = stem.endsWith("i") ? `${stem.slice(0, -1)}${ending ? `ie${ending.replace(/^e/, "")}` : "y"}` : stem + ending;
      if (has(form) && form.length > 2 && form !== word) keep(into, form, 0.8);
    }
    return into;
  };

  return { formsOf, englishForms, bases, isWhole };
};
