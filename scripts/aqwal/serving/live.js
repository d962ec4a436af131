// Reloads the page when what it shows has changed, and shows what is wrong while a record is broken.
// Sent by `aqwal serve` alone; no built site holds it.
(() => {
  const { seen } = document.currentScript.dataset;
  const query = new URLSearchParams({ path: location.pathname, seen });
  let events = null;
  let box = null;

  const show = (problems) => {
    if (!problems) {
      box?.remove();
      box = null;
      return;
    }
    if (!box) {
      box = document.createElement("pre");
      box.id = "aqwal-problems";
      box.setAttribute("role", "alert");
      box.dir = "ltr";
      box.style.cssText = "position:fixed;inset:auto 0 0 0;z-index:99999;margin:0;padding:1rem;max-height:40vh;" +
        "overflow:auto;white-space:pre-wrap;background:#7f1d1d;color:#fff;font:14px/1.5 monospace;text-align:left";
      document.body.append(box);
    }
    box.textContent = problems;
  };

  const listen = () => {
    events = new EventSource(`/__aqwal/events?${query}`);
    events.addEventListener("changed", () => {
      events.close();
      location.reload();
    });
    events.addEventListener("open", () => show("")); // What was wrong before may be mended since.
    events.addEventListener("problems", (event) => show(JSON.parse(event.data)));
  };

  // A browser opens six lines to one server, and no more pages once six wait: those that nobody sees do not wait.
  // Seen again, a page is told at once of what it missed.
  const follow = () => {
    if (document.hidden) {
      events?.close();
      events = null;
    } else if (!events) {
      listen();
    }
  };
  document.addEventListener("visibilitychange", follow);
  follow();
})();
