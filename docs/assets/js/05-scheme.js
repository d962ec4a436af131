// Takes the switch in the header; lets the reader choose light or dark, and remembers it. Without it the system's choice holds.
"use strict";
document.querySelectorAll(".aq-scheme").forEach((button) => {
  const root = document.documentElement;
  button.hidden = false;
  button.addEventListener("click", () => {
    const dark = root.dataset.scheme ? root.dataset.scheme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.scheme = dark ? "light" : "dark";
    try { localStorage.setItem("aqwal-scheme", root.dataset.scheme); } catch (error) { /* The choice then holds for this page only. */ }
  });
});
