// Takes any text; gives its folded form and its words, exactly as scripts/aqwal/arabic/ does in Python.
// The steps, in order: NFKD; drop what folding.json names as dropped; replace letter by letter as it says; lower case;
// NFKC. Words are runs of letters and digits of the folded form, so that all punctuation separates.
const aqwalNormalise = (tables) => {
  const map = new Map();
  for (const spans of Object.values(tables.dropped)) {
    for (const span of spans) {
      const [first, last = first] = span.split("-").map((code) => parseInt(code, 16));
      for (let code = first; code <= last; code += 1) map.set(String.fromCodePoint(code), "");
    }
  }
  for (const [letter, variants] of Object.entries(tables.folded)) {
    for (const variant of variants) map.set(variant, letter);
  }
  const WORD = /[\p{L}\p{N}]+/gu;
  const dropped = [...map].filter(([, letter]) => letter === "").map(([character]) => character).join("");
  // Signs that stand for letters or digits: №, ㎏, ﷼, letters in circles and squares.
  const SIGNS = "\\u20A8\\u2100-\\u214F\\u2460-\\u24FF\\u3200-\\u33FF\\uFDFC\\u{1F100}-\\u{1F2FF}";
  // A stretch of the original whose words belong together: letters, digits, marks, and what falls away inside them.
  const STRETCH = new RegExp(`[\\p{L}\\p{N}\\p{M}${SIGNS}${dropped}]+`, "gu");

  const fold = (text) => {
    let folded = "";
    for (const character of text.normalize("NFKD")) {
      const letter = map.get(character);
      folded += letter === undefined ? character : letter;
    }
    return folded.toLowerCase().normalize("NFKC");
  };

  const words = (text) => fold(text).match(WORD) || [];

  /** Every whole word of the original with its place: [start, end, folded words], in UTF-16 units. */
  const stretches = (text) => {
    const found = [];
    for (const match of text.matchAll(STRETCH)) {
      const inside = words(match[0]);
      if (inside.length) found.push([match.index, match.index + match[0].length, inside]);
    }
    return found;
  };

  return { fold, words, stretches };
};
