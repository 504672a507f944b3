/* What the reader chose, before the first paint. */
(() => {
  "use strict";
  const root = document.documentElement;
  const choices = {
    mode: ["auto", "light", "dark"],
    marks: ["names", "plain", "everything"],
    size: ["middle", "small", "large"],
  };
  for (const [name, values] of Object.entries(choices)) {
    let chosen = null;
    try {
      chosen = localStorage.getItem(name);
    } catch {
      // a browser may forbid storage
    }
    root.dataset[name] = values.includes(chosen) ? chosen : values[0];
  }
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const paint = () => {
    const { mode } = root.dataset;
    root.dataset.theme = mode === "auto" ? (dark.matches ? "dark" : "light") : mode;
  };
  dark.addEventListener("change", paint);
  new MutationObserver(paint).observe(root, { attributeFilter: ["data-mode"] });
  paint();
})();
