/* The colour mode that the reader chose, before the first paint. */
(() => {
  "use strict";
  const root = document.documentElement;
  let mode = null;
  try {
    mode = localStorage.getItem("mode");
  } catch {
    // a browser may forbid storage
  }
  const fallback = root.dataset.theme ?? "auto";
  root.dataset.mode = ["auto", "light", "dark"].includes(mode) ? mode : fallback;
  const dark = root.dataset.mode === "auto" && matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = root.dataset.mode === "auto" ? (dark ? "dark" : "light") : root.dataset.mode;
})();
