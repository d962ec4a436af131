// Takes the root of the site; gives a function that answers search requests, and fetches the engine and what it asks for.
"use strict";
const aqSearchLoad = (root) => {
  const FORMAT = 2;
  const DIGITS = 10;
  const TURNS = 12;
  const PATIENCE = 20000;
  const NAME = /^[\w-][\w.-]*(?:\/[\w-][\w.-]*)*$/;
  let session = null;
  let hung = 0; // Loads of the engine that were given up; a browser takes the same address for the same load.
  let isFresh = false; // After a failure, what the browser kept is not trusted.

  // A data file is named by what it holds and the hash of its bytes; the manifest has the hashes of numbered ones in a row.
  const fileOf = ({ files, parts }, name) => {
    const [kind, number] = name.split("/");
    const digits = number === undefined ? files[kind] : (parts[kind] || "").slice(number * DIGITS).slice(0, DIGITS);
    if (typeof digits !== "string" || digits.length !== DIGITS) throw new Error(`no such part of the index: ${name}`);
    return `${name.replace("/", "-")}.${digits}.bin`;
  };

  const address = (name) => {
    if (typeof name !== "string" || !NAME.test(name)) throw new Error(`no such part of the index: ${name}`);
    return new URL(`search/${name}`, root).href;
  };

  // What may come of a newer publication: files of two that do not go together. The newer one may have what is asked.
  const stale = (message) => Object.assign(new Error(message), { isStale: true });
  const isStale = (error) => error.isStale || String(error.message).startsWith("damaged");

  // A server that takes the question and never answers has failed too.
  const patience = () => (AbortSignal.timeout ? AbortSignal.timeout(PATIENCE) : new AbortController().signal);

  async function fetched(name, cache) {
    const answer = await fetch(address(name), { cache, signal: patience() });
    if ([404, 410].includes(answer.status)) throw stale(`${name}: ${answer.status}`);
    if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
    return answer;
  }

  async function unpacked(data) {
    const [first, second] = new Uint8Array(data, 0, Math.min(2, data.byteLength));
    if (first !== 0x1f || second !== 0x8b) return data;
    if (!globalThis.DecompressionStream) throw Object.assign(new Error("the browser cannot unpack"), { isOld: true });
    const { writable, readable } = new DecompressionStream("gzip");
    const writer = writable.getWriter();
    // What is wrong with the data is also said by the other end, which is waited for.
    writer.write(data).catch(() => {});
    writer.close().catch(() => {});
    return new Response(readable).arrayBuffer();
  }

  // Data files are packed, unless a server has unpacked them on the way.
  async function textOf(name) {
    const answer = await fetched(name, isFresh ? "reload" : "default");
    const data = await answer.arrayBuffer();
    try {
      return new TextDecoder("utf-8", { fatal: true }).decode(await unpacked(data));
    } catch (error) {
      throw error.isOld ? error : stale(`${name}: ${error.message}`);
    }
  }

  function runScript(name) {
    const script = document.createElement("script");
    script.fetchPriority = "high";
    script.src = address(name) + (hung ? `?again=${hung}` : "");
    return new Promise((resolve, reject) => {
      script.addEventListener("load", resolve);
      script.addEventListener("error", () => reject(stale(`${name}: not loaded`)));
      patience().addEventListener("abort", () => {
        if (!script.isConnected) return;
        hung += 1;
        reject(new Error(`${name}: no answer`));
      });
      document.head.append(script);
    }).finally(() => script.remove());
  }

  async function start() {
    const manifest = await (await fetched("manifest.json", isFresh ? "reload" : "no-cache")).json();
    if (manifest.format !== FORMAT) throw new Error(`the index has the format ${manifest.format}`);
    const script = runScript(manifest.engine);
    // What every query needs is on its way while the engine is.
    const begun = new Map(manifest.first.map((name) => [name, textOf(fileOf(manifest, name))]));
    begun.forEach((text) => text.catch(() => {})); // Said to whoever asks for it.
    await script;
    return { manifest, engine: globalThis.aqwalSearch.open(manifest), begun, given: new Map() };
  }

  function give({ manifest, engine, begun, given }, name) {
    if (!given.has(name)) {
      const text = begun.get(name) || textOf(fileOf(manifest, name));
      given.set(name, text.then((one) => engine.give(name, one)));
    }
    return given.get(name);
  }

  async function answered(opened, request) {
    for (let turn = 0; turn < TURNS; turn += 1) {
      const answer = opened.engine.search(request);
      if (!answer.need) return answer;
      await Promise.all(answer.need.map((name) => give(opened, name)));
    }
    throw new Error("the index is never complete");
  }

  function open() {
    session = session || start();
    return session;
  }

  // Whatever fails, the next request begins anew: a site may have been published again meanwhile.
  async function attempt(request) {
    const own = open();
    try {
      const answer = await answered(await own, request);
      isFresh = false;
      return answer;
    } catch (error) {
      if (session === own) { session = null; isFresh = true; }
      throw error;
    }
  }

  async function ask(request) {
    try {
      return await attempt(request);
    } catch (error) {
      if (!isStale(error)) throw error;
      return attempt(request);
    }
  }

  // Begun when the box is first used; what fails here is said when something is asked.
  function prepare() {
    const own = open();
    own.catch(() => { if (session === own) session = null; });
  }

  return { ask, prepare };
};
