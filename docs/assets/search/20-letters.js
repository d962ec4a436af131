// Takes two folded words of one script or of two; gives how far apart they are written or sound.
const aqwalLetters = () => {
  const ARABIC = /^\p{Script=Arabic}/u;
  const VOWELS = new Set("اويaeiou");
  // Letters that one sound, or one slip of the pen, interchanges.
  const SISTERS = ["ضظ", "ذز", "ثسص", "طت", "قكغج", "حه", "دض", "اع", "شس", "cks", "ckq", "gj", "vwf", "yi", "bp", "zs"];
  const sister = new Set();
  for (const group of SISTERS) for (const a of group) for (const b of group) if (a !== b) sister.add(a + b);
  const LOOSE = new Set(["اع", "عا", "شس", "سش"]);

  const swap = (a, b) => {
    if (VOWELS.has(a) && VOWELS.has(b)) return 1.2;
    if (LOOSE.has(a + b)) return 0.8;
    return sister.has(a + b) ? 0.5 : 1;
  };
  // At the end of a word vowels, and ه for ا, are easily taken for each other.
  const swapLast = (a, b) => {
    if (VOWELS.has(a) && VOWELS.has(b)) return 0.6;
    return a + b === "ها" || a + b === "اه" ? 0.5 : swap(a, b);
  };

  // Both scripts' letters by small numbers, so that costs are looked up in a table; what is no such letter is 0.
  const ALPHABET = "\0abcdefghijklmnopqrstuvwxyzابتثجحخدذرزسشصضطظعغفقكلمنهوي";
  const numbers = new Uint8Array(0x10000);
  [...ALPHABET].forEach((letter, number) => {
    numbers[letter.charCodeAt(0)] = number;
  });
  const tableOf = (cost) => Float32Array.from({ length: 64 * 64 }, (_, at) =>
    cost(ALPHABET[at >> 6] || "\0", ALPHABET[at & 63] || "\0"));
  // Made when they are first needed: most queries have no slip.
  let [swaps, lastSwaps] = [null, null];
  const GAPS = Float32Array.from({ length: 64 }, (_, number) => (VOWELS.has(ALPHABET[number]) ? 0.5 : 1));

  // Hardly anybody drops the first letter of a word.
  const FIRST = 1.3;
  const EXCHANGED = 0.6;
  const gap = (word, at, first) => {
    const code = word.charCodeAt(at);
    return at === 0 ? first : word.charCodeAt(at - 1) === code ? 0.5 : GAPS[numbers[code]];
  };
  const LONGEST = 64;
  let [above, before, row] = [0, 1, 2].map(() => new Float32Array(LONGEST));

  /** Damerau-Levenshtein distance with the weights above; Infinity as soon as it must exceed the limit. Where something
   *  was typed before the word, `first` says what dropping its first letter costs. */
  const distance = (a, b, limit, first = FIRST) => {
    if (Math.abs(a.length - b.length) * 0.5 > limit || b.length >= LONGEST) return Infinity;
    if (!swaps) [swaps, lastSwaps] = [tableOf(swap), tableOf(swapLast)];
    before[0] = 0;
    for (let j = 0; j < b.length; j += 1) before[j + 1] = before[j] + gap(b, j, first);
    for (let i = 0; i < a.length; i += 1) {
      const [own, ownGap] = [a.charCodeAt(i), gap(a, i, first)];
      row[0] = before[0] + ownGap;
      let least = row[0];
      for (let j = 0; j < b.length; j += 1) {
        const other = b.charCodeAt(j);
        let cost = before[j];
        if (own !== other) {
          const table = i === a.length - 1 && j === b.length - 1 ? lastSwaps : swaps;
          cost += table[(numbers[own] << 6) | numbers[other]];
          if (i && j && own === b.charCodeAt(j - 1) && a.charCodeAt(i - 1) === other) cost = Math.min(cost, above[j - 1] + EXCHANGED);
        }
        cost = Math.min(cost, before[j + 1] + ownGap, row[j] + gap(b, j, first));
        row[j + 1] = cost;
        if (cost < least) least = cost;
      }
      if (least > limit + 0.001) return Infinity;
      [above, before, row] = [before, row, above];
    }
    return before[b.length] > limit + 0.001 ? Infinity : before[b.length];
  };

  /** The letters of a word as bits, so that most words are told apart without comparing them. */
  const signature = (word) => {
    let bits = 0;
    for (let at = 0; at < word.length; at += 1) bits |= 1 << (word.charCodeAt(at) % 31);
    return bits;
  };
  /** How many bits are set. */
  const differing = (bits) => {
    let count = bits - ((bits >>> 1) & 0x55555555);
    count = (count & 0x33333333) + ((count >>> 2) & 0x33333333);
    return Math.imul((count + (count >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
  };

  // Sounds that both scripts write: one capital for each class of consonants; vowels and glides stand between them.
  const SOUNDS = {
    ب: "B", p: "B", b: "B", ت: "T", ط: "T", ث: "T", t: "T", د: "D", ض: "D", ذ: "D", d: "D", ر: "R", r: "R", ل: "L",
    l: "L", م: "M", m: "M", ن: "N", n: "N", ف: "F", f: "F", v: "F", س: "S", ص: "S", s: "S", ش: "C", ز: "Z", ظ: "Z",
    z: "Z", ك: "K", ق: "K", غ: "K", ج: "K", خ: "X", k: "K", q: "K", g: "K", j: "K", c: "K", ح: "H", ه: "H", h: "H",
    x: "KS",
  };
  const LATIN_PAIRS = [
    ["schtsch", "š"], ["shch", "š"], ["sch", "š"], ["tch", "č"], ["ch", "č"], ["sh", "š"], ["kh", "ꭓ"], ["gh", "g"],
    ["th", "t"], ["dh", "d"], ["zh", "ž"], ["ph", "f"], ["ck", "k"], ["ts", "ts"], ["tz", "ts"], ["dj", "j"],
    ["ou", "u"], ["oo", "u"], ["ee", "i"], ["ff", "f"],
  ];
  // Letters that stand for different sounds in different languages.
  const AMBIGUOUS = [["w", "v"], ["ch", "kh"], ["j", "y"]];
  /** The ways in which a Latin word may be meant to sound. */
  const readings = (word) => AMBIGUOUS.reduce((all, [from, to]) =>
    (word.includes(from) ? [...all, ...all.map((one) => one.split(from).join(to))] : all), [word]);

  const plainLatin = (word) => {
    let plain = word.normalize("NFD").replace(/\p{M}/gu, "").replace(/c(?=[eiy])/g, "s");
    for (const [pair, sound] of LATIN_PAIRS) plain = plain.split(pair).join(sound);
    return plain;
  };
  const OWN = { š: "C", č: "C", ꭓ: "X", ž: "Z" };

  /** [skeleton, vowels before each consonant and after the last] of a word; w counts as a glide. */
  const sounds = (word) => {
    const letters = ARABIC.test(word) ? word.replace(/تش/g, "č") : plainLatin(word);
    let skeleton = "";
    let vowels = [""];
    for (let at = 0; at < letters.length; at += 1) {
      const letter = letters[at];
      let sound = OWN[letter] || SOUNDS[letter] || "";
      if (sound === "H" && at === letters.length - 1) sound = "";
      if (sound && skeleton.endsWith(sound) && vowels[vowels.length - 1] === "") continue;
      if (sound) {
        skeleton += sound;
        vowels.push("");
        if (sound.length > 1) vowels.push("");
      } else vowels[vowels.length - 1] += letter;
    }
    return [skeleton, vowels];
  };
  /** The skeleton of an Arabic word alone, for going through many. */
  const skeleton = (word) => {
    let found = "";
    let isApart = false;
    for (let at = 0; at < word.length; at += 1) {
      const letter = word[at];
      let sound = SOUNDS[letter] || "";
      if (letter === "ت" && word[at + 1] === "ش") [sound, at] = ["C", at + 1];
      if (sound === "H" && at === word.length - 1) sound = "";
      if (sound && (isApart || found[found.length - 1] !== sound)) found += sound;
      isApart = !sound;
    }
    return found;
  };

  const COLOUR = { ا: "a", ع: "a", و: "u", ي: "i", a: "a", e: "ai", i: "i", y: "i", o: "ua", u: "u", w: "u", ه: "a" };
  const hue = (letters) => [...letters].map((letter) => COLOUR[letter] || "").join("");
  const slot = (a, b) => {
    const [one, other] = [hue(a), hue(b)];
    if (one === other || (!one && !other)) return 0;
    if (!one || !other) return 0.25;
    return [...one].some((colour) => other.includes(colour)) ? 0.1 : 1;
  };

  /** How differently two words of equal skeleton are voiced: 0 where every vowel can be the same. */
  const voicing = (a, b) => a.reduce((sum, letters, at) =>
    sum + Math.min(slot(letters, b[at] || ""), at === a.length - 1 ? 0.3 : 1), 0);

  return { distance, signature, differing, sounds, readings, skeleton, voicing, isArabic: (word) => ARABIC.test(word) };
};
