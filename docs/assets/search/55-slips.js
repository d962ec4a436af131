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
  let slips = null;
  const candidates = () => {
    if (slips) return slips;
    const all = new Set();
    for (const word of [...store.words().all(), ...names.single]) {
      if (word.length < 3 || /^[@\d]/.test(word)) continue;
      all.add(word).add(lexicon.bare(word));
      if (/^[وفبكل]/.test(word) && !isWhole(word)) all.add(word.replace(LED, ""));
    }
    const list = [...all];
    slips = {
      list, bits: Int32Array.from(list, letters.signature), lengths: Uint8Array.from(list, ({ length }) => length),
    };
    return slips;
  };
  const limitOf = (length) => (length < 4 ? 0 : length === 4 ? 0.6 : length < 6 ? 1 : length < 8 ? 1.2 : 2);
  const CORE = /^(.{4,}?)(?:ات|ان|ين|ون|يه|ه|ا|ي)?$/;
  const core = (word) => (CORE.exec(word) || [word, word])[1];

  const RELATIVE = /(?:يه|ي|ه)$/;
  /** Whether one is the adjective of the other: زراعة, زراعية, زراعي. */
  const isRelative = (one, other) => other !== one && other.replace(RELATIVE, "") === one.replace(RELATIVE, "");

  /** Every word that may be meant, with its cost, getting no dearer: the ending apart when the whole is too far off. */
  const near = function* (own, limit, isReal) {
    const { list, bits, lengths } = candidates();
    const [ownBits, ownCore, size] = [letters.signature(own), core(own), own.length];
    let least = limit;
    for (let at = 0; at < list.length && least > 0; at += 1) {
      const off = Math.abs(lengths[at] - size);
      if (off > 3 || lengths[at] < 4 || size < 4 || lengths[at] + size + off < 10) continue;
      // Every slip changes two letters at most, and a slip of 0.6 or less one only, or two for sisters.
      if (letters.differing(ownBits ^ bits[at]) > (least <= 1 ? 2 : 4)) continue;
      const other = list[at];
      if ((isReal && isKnown(other)) || isRelative(own, other)) continue;
      let cost = letters.distance(own, other, least);
      if (cost > 1 && !isReal && ownCore !== core(other)) {
        // Equal but for the ending is another word, not a slip.
        cost = Math.min(cost, letters.distance(ownCore, core(other), least - 0.3) + 0.3);
      }
      if (cost > least + 0.01) continue;
      least = Math.min(least, cost);
      yield [other, cost];
    }
  };

  /** The words written most like this one, and how far off they are. A word that exists counts only as a spelling. */
  const nearest = (word) => {
    const isReal = isKnown(word) || isKnown(lexicon.bare(word));
    const owns = [...new Set([lexicon.bare(word), word.replace(LED, "")])];
    let least = limitOf(owns[0].length);
    if (isReal) least = Math.min(0.5, least);
    let best = [];
    for (const own of owns) {
      for (const [other, cost] of near(own, least, isReal)) {
        if (cost < least - 0.01) [best, least] = [[other], cost];
        else if (cost <= least + 0.01) best.push(other);
      }
    }
    return [best, least];
  };

  return { nearest, soundsLike };
};
