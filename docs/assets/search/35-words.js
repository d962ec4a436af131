// Takes words written by what they do not share; gives them. For a few thousand; for an archive's there is aqwalWords.
const aqwalUnshared = (text) => {
  let before = "";
  return (text.match(/[A-Z][^A-Z]*/g) || []).map((part) => {
    before = before.slice(0, part.charCodeAt(0) - 65) + part.slice(1);
    return before;
  });
};

// Takes the text of the file of words; gives every word's number, and the word of a number.
// A line holds the words of one file of places. A word is a capital, which says how many letters it shares with the
// word before it (A none, B one …), and its further letters. Nothing is kept but letters and numbers: a hundred thousand
// strings in a Map would take longer to make than the whole first query.
const aqwalWords = (text, counts) => {
  const [A, Z, LINE] = [65, 90, 10];
  const codes = new Uint16Array(counts.letters);
  const begins = new Uint32Array(counts.words + 1);
  const starts = [0];

  const read = () => {
    let [number, filled] = [-1, 0];
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code === LINE) starts.push(number + 1);
      else if (code >= A && code <= Z) {
        number += 1;
        begins[number] = filled;
        for (let shared = begins[number - 1], left = code - A; left; left -= 1, shared += 1, filled += 1) {
          codes[filled] = codes[shared];
        }
      } else {
        codes[filled] = code;
        filled += 1;
      }
    }
    starts.push(number + 1);
    begins[number + 1] = filled;
    if (number + 1 !== counts.words) throw new Error(`${number + 1} words, not ${counts.words}`);
    if (filled !== counts.letters) throw new Error(`${filled} letters, not ${counts.letters}`);
  };
  read();

  // --- an open table: the number of a word plus one at its hash, or behind it ------------------------------------
  const size = 2 ** Math.ceil(Math.log2(2 * counts.words + 2));
  const table = new Int32Array(size);
  const step = (hash, code) => Math.imul(hash ^ code, 0x01000193);
  const place = (hash) => (hash ^ (hash >>> 15)) & (size - 1);
  for (let number = 0; number < counts.words; number += 1) {
    let hash = 0;
    for (let at = begins[number]; at < begins[number + 1]; at += 1) hash = step(hash, codes[at]);
    let slot = place(hash);
    while (table[slot]) slot = (slot + 1) & (size - 1);
    table[slot] = number + 1;
  }

  const isAt = (word, number) => {
    const begin = begins[number];
    if (begins[number + 1] - begin !== word.length) return false;
    for (let at = 0; at < word.length; at += 1) if (codes[begin + at] !== word.charCodeAt(at)) return false;
    return true;
  };

  /** A word's number; -1 for what is no word of the archive. */
  const numberOf = (word) => {
    let hash = 0;
    for (let at = 0; at < word.length; at += 1) hash = step(hash, word.charCodeAt(at));
    for (let slot = place(hash); table[slot]; slot = (slot + 1) & (size - 1)) {
      if (isAt(word, table[slot] - 1)) return table[slot] - 1;
    }
    return -1;
  };

  // What is longer is no word that anybody misspells.
  const LONGEST = 1000;
  let list = null;
  /** Every word, for the few queries that must look at all of them. */
  const all = () => {
    list = list || Array.from({ length: counts.words }, (_, number) =>
      String.fromCharCode(...codes.subarray(begins[number], Math.min(begins[number + 1], begins[number] + LONGEST))));
    return list;
  };

  return { numberOf, all, starts };
};
