// Takes the citations and programs of a page; gives each a button that copies its text. Without it the text is selected by hand.
"use strict";
document.querySelectorAll(".aq-cite pre, .aq-load pre").forEach((box) => {
  if (!navigator.clipboard) return;
  const words = document.documentElement.lang === "ar" ? ["نسخ", "نُسخ"] : ["Copy", "Copied"];
  const button = document.createElement("button");
  button.type = "button";
  button.className = "aq-copy";
  button.textContent = words[0];
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(box.textContent.trim());
    button.textContent = words[1];
    setTimeout(() => { button.textContent = words[0]; }, 1500);
  });
  box.before(button);
});
