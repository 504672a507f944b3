/* The reader's choices, the search, the place where one left off, and what moves with the page. */
(() => {
  "use strict";

  const root = document.documentElement;
  const byId = (id) => document.getElementById(id);
  const store = (name, value) => {
    try {
      localStorage.setItem(name, value);
    } catch {
      // a browser may forbid storage: the choice lasts for this page
    }
  };
  const stored = (name) => {
    try {
      return localStorage.getItem(name);
    } catch {
      return null;
    }
  };

  // -- Aa ----------------------------------------------------------------------------------------

  const choices = byId("_reader")?.querySelector("form");
  for (const name of ["marks", "size", "mode"]) {
    if (choices?.[name]) choices[name].value = root.dataset[name];
  }
  choices?.addEventListener("change", ({ target }) => {
    root.dataset[target.name] = target.value;
    store(target.name, target.value);
  });

  // -- Search ------------------------------------------------------------------------------------

  const dialog = byId("_search");
  const input = dialog?.querySelector("input");
  const load = (name) =>
    new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = root.dataset.content_root + name;
      script.onload = resolve;
      script.onerror = reject;
      document.head.append(script);
    });

  async function openSearch() {
    dialog.showModal();
    input.select();
    if (dialog.dataset.ready !== undefined || byId("search-results")) return;
    dialog.dataset.ready = "";
    input.removeAttribute("name"); // Sphinx empties what is called q when its script arrives
    for (const name of ["documentation_options", "doctools", "sphinx_highlight", "language_data", "searchtools", "search"]) {
      await load(`_static/${name}.js`);
    }
    await load("searchindex.js");
    input.name = "q";
    editionSearch(dialog, input);
  }

  if (dialog) {
    document.querySelector(".search-button").addEventListener("click", openSearch);
    dialog.addEventListener("click", ({ target }) => {
      if (target === dialog || target.matches(".close")) dialog.close();
    });
    document.addEventListener("keydown", (event) => {
      const typing = event.target.matches("input:not([type=radio]), textarea, select, [contenteditable]");
      const asked = event.key === "/" && !typing && !event.ctrlKey && !event.metaKey;
      const usual = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey);
      if ((!asked && !usual) || event.altKey || event.shiftKey) return;
      event.preventDefault();
      if (!dialog.open) openSearch();
    });
  }

  // What was searched for is marked where one arrives (search.js keeps the words for one page).
  try {
    if (location.hash && sessionStorage.getItem("edition-found")) load("_static/found.js");
  } catch {
    // nothing to mark
  }

  // -- Where one left off ------------------------------------------------------------------------

  const KEY = `edition-place ${new URL(root.dataset.content_root, location.href).pathname}`;
  const paragraphs = [...document.querySelectorAll(".paragraph-link")];
  const back = byId("_continue");
  const kept = stored(KEY)?.split("\n");
  if (back && kept?.length === 2) {
    back.href = new URL(kept[0], new URL(root.dataset.content_root, location.href));
    back.textContent = `${editionWord("Continue at")} ${kept[1]}`;
    back.hidden = false;
  }
  if (paragraphs.length) {
    const home = new URL(root.dataset.content_root, location.href).pathname;
    const section = document.querySelector("h1")?.textContent.match(/^\d+/)?.[0] ?? document.title.split(" — ")[0];
    let waiting = 0;
    const keep = () => {
      waiting = 0;
      const at = paragraphs.findLast((link) => link.parentElement.getBoundingClientRect().top < innerHeight / 3);
      if (!at || scrollY === 0) return;
      const address = location.pathname.slice(home.length) + `#${at.parentElement.id}`;
      store(KEY, `${address}\n${section} ¶ ${at.dataset.number}`);
    };
    addEventListener("scroll", () => (waiting ||= setTimeout(keep, 500)), { passive: true });
  }

  // -- What moves --------------------------------------------------------------------------------

  const current = document.querySelector("#_contents [aria-current]");
  const nav = byId("_contents");
  if (current && nav) {
    const below = current.getBoundingClientRect().bottom - nav.getBoundingClientRect().bottom;
    if (below > 0) nav.scrollTop += below + nav.clientHeight / 2;
  }
  nav?.addEventListener("click", ({ target }) => {
    if (target.closest("a") && nav.matches(":popover-open")) nav.hidePopover();
  });

  // What is wider than its place can be scrolled by keyboard.
  for (const box of document.querySelectorAll("pre, table, .wide, figure")) {
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
  }
})();
