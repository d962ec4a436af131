// Takes the manifest and the texts of the index files; gives words, places and entries, or says which file it lacks.
const aqwalStore = (manifest) => {
  const texts = new Map();
  const made = new Map();
  let lacking = new Set();

  const damaged = (name, why) => new Error(`damaged index file ${name}: ${why}; build the site again`);

  // Single files stand in the manifest by their names, numbered ones as a row of hashes.
  const isNamed = (name) => {
    const [kind, number] = name.split("/");
    return Object.hasOwn(number === undefined ? manifest.files : manifest.parts, kind);
  };

  // What every query needs stands in one file, parted by form feeds.
  const CORE = "core";
  const giveCore = (text) => {
    const parts = text.split("\f");
    if (parts.length !== manifest.core.length) throw damaged(CORE, "a wrong number of parts");
    manifest.core.forEach((name, at) => texts.set(name, parts[at]));
  };

  const give = (name, text) => {
    if (!isNamed(name)) throw new Error(`the index has no file ${name}`);
    if (typeof text !== "string") throw damaged(name, "it is no text");
    if (name === CORE) giveCore(text);
    else texts.set(name, text);
  };

  /** What `make` gives from a file's text, made once; undefined, and the file noted as lacking, until it is given. */
  const from = (name, make) => {
    if (made.has(name)) return made.get(name);
    if (!texts.has(name)) {
      lacking.add(manifest.core.includes(name) ? CORE : name);
      return undefined;
    }
    let value;
    try {
      value = make(texts.get(name));
    } catch (error) {
      throw damaged(name, error.message);
    }
    made.set(name, value);
    texts.delete(name);
    return value;
  };
  const takeLacking = () => {
    const names = [...lacking];
    lacking = new Set();
    return names;
  };

  const words = () => from("words", (text) => aqwalWords(text, manifest.counts));
  const has = (word) => words().numberOf(word) >= 0;

  // --- places: base-32 digits, the sixth bit says that more follow ---------------------------------------------
  const ZERO = 48;
  const readPlaces = (text) => {
    // An entry takes two digits or more, a place one or more.
    const entries = new Uint32Array((text.length >> 1) + 1);
    const firsts = new Uint32Array(entries.length + 1);
    const places = new Uint16Array(text.length);
    let [at, count, filled, entry] = [0, 0, 0, -1];
    const next = () => {
      let value = 0;
      for (let shift = 0; ; shift += 5) {
        const digit = text.charCodeAt(at) - ZERO;
        if (!(digit >= 0 && digit < 64)) throw new Error("a wrong digit");
        at += 1;
        value |= (digit & 31) << shift;
        if (digit < 32) return value;
      }
    };
    while (at < text.length) {
      const head = next();
      entry += (head >> 1) + 1;
      entries[count] = entry;
      firsts[count] = filled;
      count += 1;
      const times = head & 1 ? next() : 1;
      let place = 0;
      for (let index = 0; index < times; index += 1) {
        place += next();
        places[filled] = place;
        filled += 1;
      }
    }
    if (entry >= manifest.counts.entries) throw new Error("a place in no entry");
    firsts[count] = filled;
    return { entries: entries.slice(0, count), firsts: firsts.slice(0, count + 1), places: places.slice(0, filled) };
  };
  const NOWHERE = { entries: new Uint32Array(0), firsts: new Uint32Array(1), places: new Uint16Array(0) };
  const decoded = new Map();

  const shardOf = (number, starts) => {
    let low = 0;
    let high = starts.length - 1;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (starts[middle] <= number) low = middle;
      else high = middle;
    }
    return low;
  };

  /** Where a word stands: entries in rising order and the places in each; undefined until its file is given. */
  const placesOf = (word) => {
    if (decoded.has(word)) return decoded.get(word);
    const { numberOf, starts } = words();
    const number = numberOf(word);
    if (number < 0) return NOWHERE;
    const shard = shardOf(number, starts);
    const name = `places/${shard}`;
    const lines = from(name, (text) => {
      const split = text.split("\n");
      if (split.length !== starts[shard + 1] - starts[shard]) throw new Error("a wrong number of lines");
      return split;
    });
    if (lines === undefined) return undefined;
    let found;
    try {
      found = readPlaces(lines[number - starts[shard]]);
    } catch (error) {
      throw damaged(name, error.message);
    }
    if (decoded.size > 4000) decoded.clear();
    decoded.set(word, found);
    return found;
  };

  // --- entries: articles with their parts, then everything else -------------------------------------------------
  const countOf = (statements) => (Array.isArray(statements) ? statements.length : statements);
  const readEntries = (text) => {
    const read = JSON.parse(text);
    const { articles, digests, statements, paragraphs, others } = read;
    const bases = new Uint32Array(articles.length + 1);
    const owners = new Int32Array(manifest.counts.entries).fill(-1);
    let next = 0;
    for (let article = 0; article < articles.length; article += 1) {
      bases[article] = next;
      const end = next + 1 + digests[article] + countOf(statements[article]) + paragraphs[article];
      if (!(end <= owners.length)) throw new Error("too many entries");
      while (next < end) {
        owners[next] = article;
        next += 1;
      }
    }
    bases[articles.length] = next;
    const size = next + others.length;
    if (size !== manifest.counts.entries) throw new Error("a wrong number of entries");
    return { ...read, bases, owners, size, firstOther: next };
  };
  const entries = () => from("entries", readEntries);

  /** The number of the article an entry belongs to; -1 for what belongs to none. */
  const articleOf = (entry) => entries().owners[entry];

  const two = (number) => String(number).padStart(2, "0");

  const readSpans = (text) => {
    const spans = JSON.parse(text);
    if (!Array.isArray(spans)) throw new Error("no list");
    return spans;
  };

  /** Kind, id, article and paragraph of an entry, and its span where `wantsSpans` says so. */
  const describe = (entry, wantsSpans) => {
    const { articles, digests, statements, others, bases, owners, firstOther } = entries();
    if (entry >= firstOther) {
      const [kind, id] = others[entry - firstOther];
      return { kind, id, article: null, paragraph: null, start: null, end: null };
    }
    const number = owners[entry];
    const [article, own] = [articles[number], statements[number]];
    const count = countOf(own);
    let at = entry - bases[number];
    const spans = (wantsSpans && from("spans", readSpans)) || [];
    const make = (kind, id, paragraph, span) =>
      ({ kind, id, article, paragraph, start: span ? span[0] : null, end: span ? span[1] : null });
    // The first span of an article is that of its title.
    const spanOf = (place) => (spans[number] || [])[place];
    if (at === 0) return make("title", article, null, spanOf(0));
    at -= 1;
    if (at < digests[number]) return make("digest", article, at + 1, null);
    at -= digests[number];
    if (at < count) return make("statement", `${article}-s${Array.isArray(own) ? own[at] : two(at + 1)}`, null, null);
    const paragraph = at - count + 1;
    return make("paragraph", article, paragraph, spanOf(paragraph));
  };

  const kindOf = (entry) => {
    const { digests, statements, others, bases, owners, firstOther } = entries();
    const article = owners[entry];
    if (article < 0) return others[entry - firstOther][0];
    const at = entry - bases[article];
    if (at === 0) return "title";
    if (at <= digests[article]) return "digest";
    return at <= digests[article] + countOf(statements[article]) ? "statement" : "paragraph";
  };

  /** Whether an entry is the publisher's own words: a paragraph or the title as it stands in the source. */
  const isSource = (entry) => {
    const kind = kindOf(entry);
    return kind === "paragraph" || (kind === "title" && entries().titles[articleOf(entry)] === 1);
  };

  /** An entry's number among the parts of its article: 0 the title, then digests, statements, paragraphs. */
  const partOf = (entry) => {
    const article = articleOf(entry);
    return article < 0 ? 0 : entry - entries().bases[article];
  };
  /** A statement's number among those of its article, from 0. */
  const orderOf = (entry) => partOf(entry) - 1 - entries().digests[articleOf(entry)];

  const json = (name) => from(name, JSON.parse);

  return { give, takeLacking, words, has, placesOf, entries, articleOf, describe, kindOf, isSource, partOf, orderOf, json, from };
};
