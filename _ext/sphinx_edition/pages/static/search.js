/* Results of Sphinx's search: each page and each entry once, with the sentence that was found and a
 * link to its paragraph.  Words in quotation marks are a phrase, and stand first.
 */
(() => {
  "use strict";

  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    #search-results {
      padding: 0 1rem;
      line-height: 1.45;
    }

    #search-results > :is(h2, p:empty) {
      display: none;
    }

    #search-results ul {
      margin: 0;
      padding: 0;
      list-style: none;
    }

    #search-results li {
      padding: 0.8rem 0;
    }

    #search-results li + li {
      border-top: 1px solid var(--ed-rule);
    }

    #search-results .context {
      margin: 0.3em 0 0;
      font-size: 0.95em;
    }

    #search-results .context a {
      display: block;
      color: inherit;
      text-decoration: none;
    }

    #search-results .context a:hover {
      text-decoration: underline;
    }

    mark {
      background: none;
      color: inherit;
      font-weight: 700;
    }
  `);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];

  const word = globalThis.editionWord;
  const SENTENCES = 3; // of a page
  const BLOCKS = "p, li, dt, dd, td, figcaption, h1, h2, h3, h4, h5, h6, .entry-fact";
  const LEFT_OUT = ".headerlink, .editorial, [role=doc-noteref], script, style, nav, [popover]";
  const PHRASE = /["“”„«»]([^"“”„«»]+)["“”„«»]/g;
  const pages = new Map();

  const plain = (text) => text.toLowerCase().replace(/[‘’]/g, "'").replace(/\s+/g, " ").trim();

  function read(url) {
    if (!pages.has(url)) {
      const parse = (html) => new DOMParser().parseFromString(html, "text/html");
      pages.set(url, fetch(url).then((answer) => answer.text()).then(parse));
    }
    return pages.get(url);
  }

  /** Return the blocks of text below `within` that hold no other block, but for those in `shown`. */
  function blocks(within, shown = "[hidden]") {
    return [...within.querySelectorAll(BLOCKS)].flatMap((element) => {
      if (element.closest(`${LEFT_OUT}, ${shown}`) || element.querySelector(BLOCKS)) return [];
      const copy = element.cloneNode(true);
      for (const extra of copy.querySelectorAll(LEFT_OUT)) extra.remove();
      const text = copy.textContent.replace(/\s+/g, " ").trim();
      return [{ id: element.id || element.closest("[id]")?.id, text }];
    });
  }

  const cutter =
    "Segmenter" in Intl &&
    new Intl.Segmenter(document.documentElement.lang || "en", { granularity: "sentence" });
  const sentences = (text) =>
    cutter ? [...cutter.segment(text)].map((part) => part.segment.trim()) : [text];

  const stems = new Map();
  let stemmer = null;

  /** Say whether `spoken` is a form of the stem `term`, or begins with it. */
  function isForm(spoken, term) {
    const lower = spoken.toLowerCase();
    stemmer ??= new Stemmer();
    if (!stems.has(lower)) stems.set(lower, stemmer.stemWord(lower));
    return stems.get(lower) === term || lower.startsWith(term);
  }

  /** Return how much of what is asked `text` has: a phrase counts for all words. */
  function hits(text, { terms, phrases }) {
    const words = text.match(/[\p{Letter}\p{Number}]+/gu) ?? [];
    const found = terms.filter((term) => words.some((spoken) => isForm(spoken, term))).length;
    const whole = phrases.filter((phrase) => plain(text).includes(phrase)).length;
    return found + whole * 100;
  }

  /** Return the sentences below `within` that hold most of what is asked. */
  function found(within, asked, shown) {
    return blocks(within, shown)
      .flatMap(({ id, text }) =>
        sentences(text).map((sentence) => ({ id, sentence, hits: hits(sentence, asked) })),
      )
      .filter((one) => one.hits > 0)
      .sort((one, other) => other.hits - one.hits)
      .slice(0, SENTENCES);
  }

  /** Return `sentence` with each form of one of the terms marked. */
  function marked(sentence, { terms }) {
    return sentence.split(/([\p{Letter}\p{Number}]+)/u).map((part) => {
      if (!terms.some((term) => isForm(part, term))) return part;
      const mark = document.createElement("mark");
      mark.textContent = part;
      return mark;
    });
  }

  function addresses(docname) {
    const { BUILDER, FILE_SUFFIX, LINK_SUFFIX } = DOCUMENTATION_OPTIONS;
    const root = document.documentElement.dataset.content_root;
    const folder = docname === "index" ? "" : `${docname.replace(/\/index$/, "")}/`;
    const dirs = BUILDER === "dirhtml";
    return [root + (dirs ? folder : docname + FILE_SUFFIX), root + (dirs ? folder : docname + LINK_SUFFIX)];
  }

  function link(address, ...content) {
    const made = document.createElement("a");
    made.href = address;
    made.append(...content);
    return made;
  }

  /** Return a result as it is shown, and how good it is. */
  async function shown([docname, title, anchor, description], asked, others) {
    const [file, address] = addresses(docname);
    const page = await read(file);
    const within =
      (anchor && page.getElementById(anchor.slice(1))) || page.querySelector('[role="main"] > article');
    const item = document.createElement("li");
    item.append(link(address + anchor, title));
    if (description) {
      const label = document.createElement("small");
      label.textContent = ` ${word(description)}`;
      item.append(label);
    }
    const elsewhere = others.filter((each) => each !== anchor && page.querySelector(each));
    let places = within ? found(within, asked, anchor ? undefined : elsewhere.join() || undefined) : [];
    if (asked.phrases.length) places = places.filter(({ hits: number }) => number >= 100);
    const says = description && within?.querySelector("p"); // what the entry says
    if (says && !places.some(({ sentence }) => says.textContent.includes(sentence))) {
      const [first] = sentences(says.textContent.replace(/\s+/g, " ").trim());
      places = [{ id: anchor.slice(1), sentence: first, hits: places[0]?.hits ?? 0 }, ...places.slice(0, 2)];
    }
    for (const { id, sentence } of places) {
      const context = document.createElement("p");
      context.className = "context";
      context.append(link(address + (id ? `#${id}` : ""), ...marked(sentence, asked)));
      item.append(context);
    }
    return { item, best: places[0]?.hits ?? 0 };
  }

  /** Return what an object is, without the name of its domain: "person". */
  function kindOf(description) {
    const name = description?.split(",")[0] ?? "";
    const type = Object.values(Search._index.objnames).find((each) => each[2] === name);
    return type && type[0] !== "std" ? type[1] : null;
  }

  /** Return the anchor of a result; Sphinx makes a wrong one of a name that is shown otherwise. */
  async function target(docname, title, anchor, kind) {
    const page = await read(addresses(docname)[0]);
    if (!anchor || !kind || page.getElementById(anchor.slice(1))) return anchor;
    const entries = [...page.querySelectorAll(`[id^="${kind}-"]`)];
    const entry = entries.find((each) => plain(each.textContent).startsWith(plain(title)));
    return entry ? `#${entry.id}` : anchor;
  }

  let run = 0;

  // Sphinx calls this when the index has arrived.
  Search.query = async (query) => {
    const mine = ++run;
    const phrases = [...query.matchAll(PHRASE)].map((match) => plain(match[1]));
    const parsed = Search._parseQuery(query.replace(PHRASE, " $1 "));
    const asked = { terms: [...parsed[1]], phrases };
    const seen = new Map();
    for (const [docname, title, anchor, description] of Search._performSearch(...parsed).reverse()) {
      const kind = kindOf(description);
      const place = await target(docname, title, anchor, kind);
      const key = `${docname}${place}`;
      if (!seen.has(key)) seen.set(key, [docname, title, place, kind]);
      else seen.get(key)[3] ??= kind;
    }
    if (mine !== run) return;
    const results = [];
    for (const result of [...seen.values()].slice(0, 60)) {
      const others = [...seen.values()].filter((each) => each[0] === result[0] && each[2]);
      const anchors = others.map((each) => `#${CSS.escape(each[2].slice(1))}`);
      const made = await shown(result, asked, anchors);
      if (result[2] || made.best || !anchors.length) results.push({ ...made, order: results.length });
      if (mine !== run) return;
    }
    const kept = results
      .filter(({ best }) => best >= 100 * phrases.length)
      .sort((one, other) => (phrases.length && other.best - one.best) || one.order - other.order);
    const list = document.createElement("ul");
    list.append(...kept.map(({ item }) => item));
    const none = document.createElement("p");
    none.textContent = kept.length ? "" : word("Nothing was found.");
    const box = document.getElementById("search-results");
    box.replaceChildren(list, none);
    box.dataset.words = JSON.stringify([...phrases, ...plain(query.replace(PHRASE, " ")).split(" ")].filter((each) => each.length > 1));
  };

  // Whoever follows a result finds the words marked there.
  document.addEventListener("click", ({ target }) => {
    const words = target.closest("#search-results a") && document.getElementById("search-results").dataset.words;
    if (!words) return;
    try {
      sessionStorage.setItem("edition-found", words);
    } catch {
      // they stay unmarked
    }
    const dialog = target.closest("dialog");
    const here = new URL(target.closest("a").href);
    if (dialog && here.pathname === location.pathname) {
      dialog.close();
      location.href = here;
      location.reload();
    }
  });

  // Arrows lead from the field through the results and back.
  document.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const field = event.target.closest('[role="search"] input');
    if (!step || !(field || event.target.closest("#search-results"))) return;
    const links = [...document.querySelectorAll("#search-results a")];
    const at = links.indexOf(document.activeElement) + step;
    event.preventDefault();
    if (at < 0) document.querySelector('dialog[open] input, .search-form input')?.focus();
    else links[Math.min(at, links.length - 1)]?.focus();
  });

  const begin = (field, box) => {
    let waiting = 0;
    const search = () => {
      if (field.value.trim().length < 2) return box.replaceChildren();
      return Search.query(field.value);
    };
    field.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(search, 150);
    });
    search();
  };

  /** Search while the reader types into the dialog. */
  globalThis.editionSearch = (dialog, field) => {
    const box = document.createElement("section");
    box.id = "search-results";
    box.setAttribute("aria-label", word("Search results"));
    box.setAttribute("aria-live", "polite");
    dialog.append(box);
    begin(field, box);
  };

  // The page that searches: Sphinx's own script would begin by itself, with a list of its own.
  const form = document.querySelector(".search-form");
  Search.init = () => {};
  if (form) {
    const field = form.querySelector("input");
    field.value = new URLSearchParams(location.search).get("q") ?? "";
    field.focus();
    form.addEventListener("submit", (event) => event.preventDefault());
    const start = () => begin(field, document.getElementById("search-results"));
    if (Search.hasIndex()) start();
    else addEventListener("load", start);
  }
})();
