// Takes words written by what they do not share; gives them. For a few thousand; for an archive's there is aqwalWords.
const aqwalUnshared = (text) => {
  const found = [];
  let before = "";
  for (let at = 0, next; at < text.length; at = next) {
    next = at + 1;
    while (next < text.length && !(text.charCodeAt(next) <= 90 && text.charCodeAt(next) >= 65)) next += 1;
    before = before.slice(0, text.charCodeAt(at) - 65) + text.slice(at + 1, next);
    found.push(before);
  }
  return found;
};

// Takes the text of the file of words; gives every word's number, and the word of a number.
// A line holds the words of one file of places. A word is a capital, which says how many letters it shares with the
// word before it (A none, B one …), and its further letters. Nothing is made but numbers: a hundred thousand strings in
// a Map would take longer than the whole first query. The work is cut into small functions that are called often,
// because a browser soon makes those fast, and never a long loop that runs but once.
const aqwalWords = (text, counts) => {
  const [A, Z, SHARED] = [65, 90, 25];
  const begins = new Int32Array(counts.words + 2);
  const hashes = new Int32Array(counts.words + 1);
  const starts = [0];
  let number = 0;

  // --- an open table: the number of a word plus one at its hash, or behind it ------------------------------------
  const size = 2 ** Math.ceil(Math.log2(2 * counts.words + 2));
  const table = new Int32Array(size);
  const step = (hash, code) => Math.imul(hash ^ code, 0x01000193);
  const place = (hash) => (hash ^ (hash >>> 15)) & (size - 1);

  // The hash of each beginning of the last word: the next word goes on from what it shares.
  const along = new Int32Array(SHARED + 1);
  const readWord = (from, to) => {
    // A table that is full would be searched for ever.
    if (number >= counts.words) throw new Error(`more than ${counts.words} words`);
    let depth = text.charCodeAt(from) - A;
    let hash = along[depth];
    for (let at = from + 1; at < to; at += 1) {
      hash = step(hash, text.charCodeAt(at));
      depth += 1;
      if (depth <= SHARED) along[depth] = hash;
    }
    begins[number] = from;
    hashes[number] = hash;
    let slot = place(hash);
    while (table[slot]) slot = (slot + 1) & (size - 1);
    number += 1;
    table[slot] = number;
  };
  const isCapital = (at) => {
    const code = text.charCodeAt(at);
    return code <= Z && code >= A;
  };
  const readLine = (from, to) => {
    if (from < to && !isCapital(from)) throw new Error("a word without a capital");
    let begin = from;
    for (let at = from + 1; at < to; at += 1) {
      if (isCapital(at)) {
        readWord(begin, at);
        begin = at;
      }
    }
    if (begin < to) readWord(begin, to);
    starts.push(number);
  };
  for (let from = 0; from <= text.length;) {
    const end = text.indexOf("\n", from);
    const to = end < 0 ? text.length : end;
    readLine(from, to);
    from = to + 1;
  }
  if (number !== counts.words) throw new Error(`${number} words, not ${counts.words}`);
  begins[number] = text.length;

  const sharedBy = (one) => text.charCodeAt(begins[one]) - A;
  const ownOf = (one) => text.slice(begins[one] + 1, begins[one + 1]).trimEnd(); // The last of a line has its end behind it.
  /** The word of a number: its own letters, and before them what it shares, found in the words before it. */
  const wordAt = (one) => {
    let word = ownOf(one);
    for (let [other, lacking] = [one, sharedBy(one)]; lacking; ) {
      other -= 1;
      const shared = sharedBy(other);
      if (shared >= lacking) continue;
      word = ownOf(other).slice(0, lacking - shared) + word;
      lacking = shared;
    }
    return word;
  };

  /** A word's number; -1 for what is no word of the archive. */
  const numberOf = (word) => {
    let hash = 0;
    for (let at = 0; at < word.length; at += 1) hash = step(hash, word.charCodeAt(at));
    for (let slot = place(hash); table[slot]; slot = (slot + 1) & (size - 1)) {
      const found = table[slot] - 1;
      if (hashes[found] === hash && wordAt(found) === word) return found;
    }
    return -1;
  };

  let list = null;
  /** Every word, for the few queries that must look at all of them. */
  const all = () => {
    list = list || text.split("\n").flatMap(aqwalUnshared);
    return list;
  };

  return { numberOf, all, starts };
};
