/* Results of Sphinx's search, each with the sentence that was found and a link to its paragraph. */
(() => {
  "use strict";

  const SENTENCES = 3; // per page
  const BLOCKS = "p, li, dt, dd, td, figcaption, h1, h2, h3, h4, h5, h6";
  const LEFT_OUT = ".headerlink, .editorial, [role=doc-noteref], script, style, nav, [hidden]";
  const pages = new Map();

  function read(url) {
    if (!pages.has(url)) {
      const parse = (html) => new DOMParser().parseFromString(html, "text/html");
      pages.set(
        url,
        fetch(url)
          .then((answer) => answer.text())
          .then(parse),
      );
    }
    return pages.get(url);
  }

  /** Return the blocks of text below `within` that hold no other block. */
  function blocks(within) {
    return [...within.querySelectorAll(BLOCKS)].flatMap((element) => {
      if (element.closest(LEFT_OUT) || element.querySelector(BLOCKS)) return [];
      const copy = element.cloneNode(true);
      for (const extra of copy.querySelectorAll(LEFT_OUT)) extra.remove();
      const text = copy.textContent.replace(/\s+/g, " ").trim();
      return [{ id: element.id || element.closest("[id]")?.id, text }];
    });
  }

  function sentences(text) {
    if (!("Segmenter" in Intl)) return [text];
    const cut = new Intl.Segmenter(document.documentElement.lang || "en", {
      granularity: "sentence",
    });
    return [...cut.segment(text)].map((part) => part.segment.trim());
  }

  const stemmer = () => (stemmer.one ??= new Stemmer());
  const stems = new Map();

  /** Say whether `word` is a form of the stem `term`, or begins with it. */
  function isForm(word, term) {
    const lower = word.toLowerCase();
    if (!stems.has(lower)) stems.set(lower, stemmer().stemWord(lower));
    return stems.get(lower) === term || lower.startsWith(term);
  }

  /** Return how many of the terms `text` has. */
  function hits(text, terms) {
    const words = text.match(/[\p{Letter}\p{Number}]+/gu) ?? [];
    return terms.filter((term) => words.some((word) => isForm(word, term))).length;
  }

  /** Return the sentences of a page that hold most of the terms. */
  function found(page, terms, anchor) {
    const main = page.querySelector('[role="main"]');
    const within = (anchor && page.getElementById(anchor.slice(1))) || main;
    if (!within) return [];
    return blocks(within)
      .flatMap(({ id, text }) =>
        sentences(text).map((sentence) => ({ id, sentence, hits: hits(sentence, terms) })),
      )
      .filter((one) => one.hits > 0)
      .sort((one, other) => other.hits - one.hits)
      .slice(0, SENTENCES);
  }

  /** Return `sentence` with each form of one of the terms marked. */
  function marked(sentence, terms) {
    return sentence.split(/([\p{Letter}\p{Number}]+)/u).map((part) => {
      if (!terms.some((term) => isForm(part, term))) return part;
      const mark = document.createElement("mark");
      mark.textContent = part;
      return mark;
    });
  }

  async function show(result, terms, list) {
    const [docname, title, anchor, description] = result;
    const { BUILDER, FILE_SUFFIX, LINK_SUFFIX } = DOCUMENTATION_OPTIONS;
    const root = document.documentElement.dataset.content_root;
    const folder = docname === "index" ? "" : `${docname.replace(/\/index$/, "")}/`;
    const file = root + (BUILDER === "dirhtml" ? folder : docname + FILE_SUFFIX);
    const link = root + (BUILDER === "dirhtml" ? folder : docname + LINK_SUFFIX);
    const item = document.createElement("li");
    const name = document.createElement("a");
    name.href = link + anchor;
    name.textContent = title;
    item.append(name);
    if (description) item.append(` (${description})`);
    list.append(item);
    for (const { id, sentence } of found(await read(file), terms, anchor)) {
      const context = document.createElement("p");
      const place = document.createElement("a");
      context.className = "context";
      place.href = link + (id ? `#${id}` : "");
      place.append(...marked(sentence, terms));
      context.append(place);
      item.append(context);
    }
  }

  // Sphinx calls this when the index has arrived.
  Search.query = (query) => {
    const parsed = Search._parseQuery(query);
    const terms = [...parsed[1]];
    const results = Search._performSearch(...parsed).reverse();
    const seen = new Set();
    for (const result of results) {
      const key = result[0] + result[2];
      if (!seen.has(key)) show(result, terms, Search.output);
      seen.add(key);
    }
    _finishSearch(seen.size);
  };

  /** Search while the reader types into the theme's dialog. */
  window.leanSearch = (dialog, input) => {
    let waiting = 0;
    const search = () => {
      document.getElementById("search-results")?.remove();
      if (input.value.trim().length < 2) return;
      const results = document.createElement("section");
      results.id = "search-results";
      results.setAttribute("aria-label", "Search results");
      results.setAttribute("aria-live", "polite");
      dialog.append(results);
      Search.performSearch(input.value);
    };
    input.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(search, 150);
    });
    dialog.addEventListener("click", (event) => event.target.closest("a") && dialog.close());
    search();
  };
})();
