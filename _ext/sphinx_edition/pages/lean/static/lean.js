/* The theme's features in plain DOM: colour mode, menus, contents, search, back to top. */
(() => {
  "use strict";

  const root = document.documentElement;
  const wide = matchMedia("(min-width: 992px)");
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
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

  // -- Scripts that a page seldom needs -----------------------------------------------------------

  const loaded = new Map();

  function load(name) {
    if (document.querySelector(`script[src*="${name}"]`)) return Promise.resolve();
    if (!loaded.has(name)) {
      loaded.set(
        name,
        new Promise((resolve, reject) => {
          const script = document.createElement("script");
          script.src = root.dataset.content_root + name;
          script.onload = resolve;
          script.onerror = reject;
          document.head.append(script);
        }),
      );
    }
    return loaded.get(name);
  }

  async function loadInOrder(...names) {
    for (const name of names) await load(name);
  }

  const SPHINX = ["_static/documentation_options.js", "_static/doctools.js"];
  const HIGHLIGHT = "_static/sphinx_highlight.js";

  // -- Colour mode --------------------------------------------------------------------------------

  const dark = matchMedia("(prefers-color-scheme: dark)");

  function setMode(mode) {
    root.dataset.mode = mode;
    root.dataset.theme = mode === "auto" ? (dark.matches ? "dark" : "light") : mode;
    for (const button of all(".theme-change-button")) {
      button.classList.toggle("active", button.dataset.mode === mode);
      button.setAttribute("aria-pressed", button.dataset.mode === mode);
    }
    for (const menu of all(".dropdown-menu")) {
      menu.classList.toggle("dropdown-menu-dark", root.dataset.theme === "dark");
    }
  }

  for (const button of all(".theme-change-button")) {
    button.addEventListener("click", () => {
      setMode(button.dataset.mode);
      store("mode", root.dataset.mode);
      store("theme", root.dataset.theme);
    });
  }
  dark.addEventListener("change", () => root.dataset.mode === "auto" && setMode("auto"));
  setMode(root.dataset.mode);

  // -- Menus --------------------------------------------------------------------------------------

  function setMenu(button, open) {
    button.classList.toggle("show", open);
    button.setAttribute("aria-expanded", open);
    button.parentElement.querySelector(".dropdown-menu")?.classList.toggle("show", open);
  }

  const menus = all('[data-bs-toggle="dropdown"]');
  for (const button of menus) {
    setMenu(button, false);
    button.addEventListener("click", () => setMenu(button, !button.classList.contains("show")));
    button.parentElement.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (event.key === "Escape") {
        setMenu(button, false);
        button.focus();
      } else if (step) {
        event.preventDefault();
        setMenu(button, true);
        const items = all(".dropdown-item", button.parentElement);
        const at = items.indexOf(document.activeElement);
        items.at(at < 0 && step < 0 ? -1 : (at + step) % items.length).focus();
      }
    });
  }
  for (const left of ["click", "focusin"]) {
    document.addEventListener(left, (event) => {
      for (const button of menus) {
        if (!button.parentElement.contains(event.target)) setMenu(button, false);
      }
    });
  }

  const actions = {
    print: () => print(),
    fullscreen: () =>
      document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen(),
  };
  for (const button of all("[data-lean]")) {
    button.addEventListener("click", actions[button.dataset.lean]);
  }

  // -- Contents: beside the text on wide screens, else in a dialog -------------------------------

  const closeOutside = (event) => {
    const dialog = event.currentTarget;
    const box = dialog.getBoundingClientRect();
    const inside =
      event.clientX >= box.left &&
      event.clientX <= box.right &&
      event.clientY >= box.top &&
      event.clientY <= box.bottom;
    if (event.target === dialog && !inside) dialog.close();
  };

  function move(from, to) {
    to.append(...from.childNodes);
    to.classList.add(...from.classList);
    from.removeAttribute("class");
  }

  for (const [side, widest] of [
    ["primary", wide],
    ["secondary", null],
  ]) {
    const button = document.querySelector(`.${side}-toggle`);
    const bar = document.getElementById(`pst-${side}-sidebar`);
    const dialog = document.getElementById(`pst-${side}-sidebar-modal`);
    if (!button || !bar || !dialog) continue;
    button.addEventListener("click", () => {
      if (widest?.matches) {
        bar.classList.toggle("pst-sidebar-hidden");
        return;
      }
      move(bar, dialog);
      dialog.showModal();
    });
    dialog.addEventListener("click", (event) => {
      closeOutside(event);
      if (event.target.closest('a[href*="#"]')) dialog.close();
    });
    dialog.addEventListener("close", () => {
      move(dialog, bar);
      button.focus();
    });
  }

  const sidebar = document.getElementById("pst-primary-sidebar");
  const current = all(".bd-docs-nav .current > a").at(-1);
  if (sidebar && current) {
    const below = current.getBoundingClientRect().bottom - sidebar.getBoundingClientRect().bottom;
    if (below > 0) sidebar.scrollTop += below + sidebar.clientHeight / 2;
  }

  // -- Contents of the page: the heading that is being read --------------------------------------

  const pageLinks = new Map();
  for (const link of all("#pst-page-toc-nav a")) {
    const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (target) pageLinks.set(target.querySelector("h1, h2, h3, h4, h5, h6") ?? target, link);
  }
  const reading = new IntersectionObserver(
    (entries) => {
      const entry = entries.filter((found) => found.isIntersecting).at(-1);
      if (!entry) return;
      for (const link of pageLinks.values()) {
        const active = link === pageLinks.get(entry.target);
        link.classList.toggle("active", active);
        if (active) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
      }
      for (const item of all("#pst-page-toc-nav .toc-entry")) {
        item.classList.toggle("active", item.contains(pageLinks.get(entry.target)));
      }
    },
    { rootMargin: "0px 0px -70% 0px" },
  );
  for (const heading of pageLinks.keys()) reading.observe(heading);

  // -- Search -------------------------------------------------------------------------------------

  const mac = /^(Mac|iPhone|iPad)/.test(navigator.platform);
  if (mac) {
    for (const key of all(".search-button__kbd-shortcut .kbd-shortcut__modifier")) {
      key.textContent = "⌘";
    }
  }

  const searchDialog = document.getElementById("pst-search-dialog");
  const searchInput = (searchDialog ?? document).querySelector("form.bd-search input");

  async function openSearch() {
    if (!searchDialog) {
      searchInput?.focus();
      return;
    }
    searchDialog.showModal();
    searchInput.select();
    if (document.querySelector('script[src*="searchindex.js"]')) return; // the search page
    searchInput.removeAttribute("name"); // Sphinx empties what is called q when its script arrives
    await loadInOrder(
      ...SPHINX,
      HIGHLIGHT,
      "_static/language_data.js",
      "_static/searchtools.js",
      "_static/lean-search.js",
      "searchindex.js",
    );
    searchInput.name = "q";
    if (!searchDialog.dataset.ready) leanSearch(searchDialog, searchInput);
    searchDialog.dataset.ready = "";
  }

  for (const button of all(".search-button__button")) button.addEventListener("click", openSearch);
  searchDialog?.addEventListener("click", closeOutside);
  document.addEventListener("keydown", (event) => {
    const asked = mac ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey;
    if (!asked || event.shiftKey || event.altKey || event.key.toLowerCase() !== "k") return;
    event.preventDefault();
    if (searchDialog?.open) searchDialog.close();
    else openSearch();
  });

  if (document.getElementById("search-results")) searchInput?.select(); // the search page

  // What was searched for is marked on the page that was found.  Sphinx would offer to remove the
  // marks with a javascript: link, which a content policy blocks; we do it with a button.
  async function showMatches() {
    const box = document.getElementById("searchbox");
    box?.removeAttribute("id");
    await loadInOrder(...SPHINX, HIGHLIGHT);
    const hide = document.createElement("button");
    hide.className = "btn btn-sm";
    hide.type = "button";
    hide.textContent = _("Hide Search Matches");
    hide.addEventListener("click", () => {
      for (const match of all(".highlighted")) match.classList.remove("highlighted");
      hide.remove();
    });
    box?.append(hide);
  }

  if (stored("sphinx_highlight_terms") && !document.getElementById("search-results")) showMatches();

  // -- The page's edges ---------------------------------------------------------------------------

  const toTop = document.getElementById("pst-back-to-top");
  let last = scrollY;
  toTop?.addEventListener("click", () => {
    scrollTo({ top: 0 });
    document.getElementById("main-content")?.focus();
  });
  addEventListener(
    "scroll",
    () => {
      document.body.classList.toggle("scrolled", scrollY > 0);
      toTop?.classList.toggle("show", scrollY < last && scrollY > innerHeight);
      last = scrollY;
    },
    { passive: true },
  );

  // What is wider than its place can be scrolled by keyboard.
  function addTabStops() {
    for (const element of all("pre, .pst-scrollable-table-container")) {
      if (element.scrollWidth > element.clientWidth) element.tabIndex = 0;
      else element.removeAttribute("tabindex");
    }
  }
  addEventListener("load", addTabStops);
  addEventListener("resize", addTabStops);
})();
