// Takes the addresses of the engine, the database and the worker; gives functions that load, ask and stop.
// What was loaded is kept, so that a query can be stopped by ending the worker and another one begins at once.
"use strict";
const aqExploreClient = ({ engine, database, worker: script }) => {
  const waiting = new Map();
  let parts = null;
  let worker = null;
  let isOpened = false;
  let number = 0;

  async function fetched(address, tell) {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
    const reader = answer.body.getReader();
    const pieces = [];
    for (let got = await reader.read(); !got.done; got = await reader.read()) {
      pieces.push(got.value);
      tell(got.value.length);
    }
    return new Blob(pieces);
  }

  // Compiled from its bytes, so that no host need know the media type of WebAssembly.
  const compiled = async (file) => WebAssembly.compile(await file.arrayBuffer());

  async function read(tell) {
    const [module, file] = await Promise.all([fetched(engine, () => {}).then(compiled), fetched(database, tell)]);
    return { module, file };
  }

  /** Load the parts; the worker reads its own script meanwhile. */
  function load(tell) {
    if (!worker) begin();
    parts = parts || read(tell).catch((error) => {
      parts = null;
      throw error;
    });
    return parts;
  }

  const broken = (message) => Object.assign(new Error(message), { isBroken: true });

  function end(reason) {
    if (worker) worker.terminate();
    worker = null;
    isOpened = false;
    waiting.forEach(({ reject }) => reject(reason));
    waiting.clear();
  }

  function send(request) {
    return new Promise((resolve, reject) => {
      number += 1;
      waiting.set(number, { resolve, reject });
      worker.postMessage({ ...request, id: number });
    });
  }

  function begin() {
    worker = new Worker(script, { type: "module" });
    worker.onmessage = ({ data }) => {
      const asked = waiting.get(data.id);
      waiting.delete(data.id);
      if (!asked) return;
      if (!data.error) return asked.resolve(data.answer);
      const error = Object.assign(new Error(data.error.message), data.error);
      asked.reject(error.isOfQuery ? error : broken(error.message));
      return error.isOfQuery ? null : end(broken(error.message));
    };
    worker.onerror = (event) => {
      event.preventDefault();
      end(broken(event.message));
    };
  }

  function open(loaded) {
    isOpened = true;
    send({ task: "open", ...loaded }).catch(() => {}); // What is asked next fails in the same way, and says so.
  }

  /** Ask for rows or a file. The worker takes one request after the other. */
  async function ask(request) {
    const loaded = await load(() => {});
    if (!worker) begin();
    if (!isOpened) open(loaded);
    return send(request);
  }

  return {
    load,
    rows: (sql, most) => ask({ task: "rows", sql, most }),
    csv: (sql) => ask({ task: "csv", sql }),
    stop: () => end(Object.assign(new Error("stopped"), { isStopped: true })),
    isBusy: () => waiting.size > 0,
  };
};
