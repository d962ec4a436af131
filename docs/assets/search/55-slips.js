// Takes a word the archive does not have; gives the words that look or sound most like it.
const aqwalSlips = ({ store, letters, lexicon, names, isKnown, isWhole }) => {
  let bySkeleton = null;
  const skeletons = () => {
    if (bySkeleton) return bySkeleton;
    bySkeleton = new Map();
    for (const word of store.words().all()) {
      if (word.length < 3 || !letters.isArabic(word)) continue;
      const skeleton = letters.skeleton(word);
      if (bySkeleton.has(skeleton)) bySkeleton.get(skeleton).push(word);
      else bySkeleton.set(skeleton, [word]);
    }
    return bySkeleton;
  };

  const soundsLike = (word, limit) => {
    let best = [];
    let least = limit;
    for (const reading of letters.readings(word)) {
      const [skeleton, vowels] = letters.sounds(reading);
      if (skeleton.length < 3) continue;
      for (const other of skeletons().get(skeleton) || []) {
        const cost = letters.voicing(vowels, letters.sounds(other)[1]);
        if (cost < least - 0.01) [best, least] = [[other], cost];
        else if (cost <= least + 0.01) best.push(other);
      }
    }
    return best;
  };

  // What may stand before a word is taken off on both sides, so that slips are counted in the word alone.
  const LED = /^(?:[وف](?=.{4}))?(?:[بك]?ال(?=.{3})|لل(?=.{3}))?/;
  const LEADING = /^(?:[وف]|[بك]ال|لل)/;
  const compared = (words) => {
    const list = [];
    for (const word of words) {
      if (word.length < 3 || word < "a") continue; // Digits and marks stand before the letters.
      list.push(word);
      if (word.startsWith("ال")) list.push(lexicon.bare(word));
      else if (LEADING.test(word) && !isWhole(word)) list.push(word.replace(LED, ""));
    }
    return { list, bits: Int32Array.from(list, letters.signature), lengths: Uint8Array.from(list, ({ length }) => length) };
  };
  let own = null;
  /** What a slip may have been meant for: the words of the archive, and the names that may be in it otherwise spelled. */
  const candidates = () => {
    own = own || { words: compared(store.words().all()), names: compared(names.single) };
    return own;
  };
  const limitOf = (length) => (length < 4 ? 0 : length < 6 ? 1 : length < 8 ? 1.2 : 2);
  // Of four letters one is much: it may be missing, or two may be exchanged, but not one stand for another.
  const SLIGHT = 0.6;
  const CORE = /^(.{4,}?)(?:ات|ان|ين|ون|يه|ه|ا|ي)?$/;
  const core = (word) => (CORE.exec(word) || [word, word])[1];

  const RELATIVE = /(?:يه|ي|ه)$/;
  /** Whether one is the adjective of the other: زراعة, زراعية, زراعي. */
  const isRelative = (one, other) => other !== one && other.replace(RELATIVE, "") === one.replace(RELATIVE, "");

  /** Whether a word is known to exist, by itself or under an ending. */
  const isReal = (word) => isKnown(word)
    || (/.{3}ات$/.test(word) && isKnown(`${word.slice(0, -2)}ه`))
    || (/.{3}(?:ين|ون|ان)$/.test(word) && isKnown(word.slice(0, -2)));

  /** Every word that may be meant, with its cost, getting no dearer: the ending apart when the whole is too far off. */
  const near = function* ({ list, bits, lengths }, own, limit, isLed, isWord) {
    const [ownBits, ownCore, size] = [letters.signature(own), core(own), own.length];
    const first = isLed ? 1 : undefined;
    let least = limit;
    for (let at = 0; at < list.length && least > 0; at += 1) {
      const off = Math.abs(lengths[at] - size);
      if (off > 3 || lengths[at] < 4 || size < 4 || (!isLed && lengths[at] + size + off < 10)) continue;
      // Every slip changes two letters at most, and a slip of 0.6 or less one only, or two for sisters.
      if (letters.differing(ownBits ^ bits[at]) > (least <= 1 ? 2 : 4)) continue;
      const other = list[at];
      if ((isWord && isKnown(other)) || isRelative(own, other)) continue;
      const most = size === 4 && !isLed && lengths[at] <= size ? Math.min(least, SLIGHT) : least;
      let cost = letters.distance(own, other, most, first);
      if (cost > 1 && !isWord && ownCore !== core(other)) {
        // Equal but for the ending is another word, not a slip.
        cost = Math.min(cost, letters.distance(ownCore, core(other), most - 0.3, first) + 0.3);
      }
      if (cost > least + 0.01) continue;
      least = Math.min(least, cost);
      yield [other, cost];
    }
  };

  /** The words, or names, written most like this one, and how far off they are. A word that exists counts only as a
   *  spelling. */
  const nearest = (word, kind = "words") => {
    const isWord = isReal(word) || isReal(lexicon.bare(word));
    const owns = [...new Set([lexicon.bare(word), word.replace(LED, "")])];
    let least = limitOf(owns[0].length);
    if (isWord) least = Math.min(0.5, least);
    let best = [];
    for (const own of owns) {
      for (const [other, cost] of near(candidates()[kind], own, least, own !== word, isWord)) {
        if (cost < least - 0.01) [best, least] = [[other], cost];
        else if (cost <= least + 0.01) best.push(other);
      }
    }
    return [best, least];
  };

  return { nearest, soundsLike };
};
