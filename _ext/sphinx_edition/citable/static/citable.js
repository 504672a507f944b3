/* A button at each paragraph that copies a citation of it, of words that are selected in it, or a
 * link to them.
 *
 * The page gives the citations as templates, the paragraph's link its number and its pages.
 */
(() => {
  "use strict";

  const word = globalThis.editionWord;
  const template = (style) => document.querySelector(`meta[name="citable:${style}"]`)?.content;
  if (!template("chicago")) return;

  const make = (name, className, text = "") =>
    Object.assign(document.createElement(name), { className, textContent: text });

  const button = make("button", "cite-button editorial", word("Cite"));
  button.type = "button";
  let panel = null;
  let words = ""; // selected in the paragraph of the button
  let whole = ""; // the same with the numbers of notes, which a browser finds but no reader selects

  const linkOf = (paragraph) => paragraph.querySelector(".paragraph-link");
  const address = (paragraph) => {
    const page = document.querySelector('link[rel="canonical"]')?.href ?? location.href;
    return `${page.split("#")[0]}#${paragraph.id}`;
  };

  function citation(style, paragraph) {
    const { number, pages = "" } = linkOf(paragraph).dataset;
    const printed = template(pages.includes("–") ? "pages" : "page").replace("{pages}", pages);
    const values = {
      paragraph: number,
      pages:
        style === "bibtex"
          ? pages.replace("–", "--")
          : pages && `${printed}, `,
      place: pages && ` (${printed} ${template("pages-of")})`,
      url: address(paragraph),
      words,
    };
    const cited = template(style);
    const said =
      words && style === "chicago"
        ? word("“{words}” ({citation}).").replace("{citation}", () => cited.replace(/\.$/, ""))
        : cited;
    return said
      .replace(/\{(paragraph|pages|place|url|words)\}/g, (_, name) => values[name])
      .replace(/^ {2}\w+ = \{\},\n/gm, "");
  }

  /** Return how many words two lists have in common before they differ, five at most. */
  function common(one, other) {
    const at = one.findIndex((each, index) => each !== other[index] || index === 5);
    return at < 0 ? one.length : at;
  }

  /** Return the link to the selected words: a text fragment, its ends where it is long. */
  function fragment(paragraph) {
    const part = (list) => encodeURIComponent(list.join(" ")).replace(/-/g, "%2D");
    const [shown, found] = [words.split(" "), whole.split(" ")];
    const head = common(shown, found);
    const tail = common(shown.toReversed(), found.toReversed());
    const ends = words !== whole || shown.length > 12 ? head && tail : 0;
    const text = ends ? `${part(shown.slice(0, head))},${part(shown.slice(-tail))}` : part(shown);
    return `${address(paragraph)}:~:text=${text}`;
  }

  function close(focus) {
    if (panel === null) return;
    panel.parentElement.classList.remove("cited");
    panel.remove();
    panel = null;
    if (focus) button.focus();
  }

  async function copy(text) {
    const shown = panel.querySelector("code");
    shown.textContent = text;
    let said = "Copied to the clipboard.";
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      getSelection().selectAllChildren(shown);
      said = "The browser does not let us copy: the citation is marked for you to do it.";
    }
    if (panel !== null) panel.querySelector(".cite-status").textContent = word(said);
  }

  const place = new CSSStyleSheet(); // a rule, not a style attribute: policies forbid those
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, place];

  function position() {
    if (panel === null) return;
    const at = button.getBoundingClientRect();
    const { width, height } = panel.getBoundingClientRect();
    const room = document.documentElement;
    const inside = (value, most) => Math.max(8, Math.min(value, most - 8));
    const left = inside(at.right + 8, room.clientWidth - width);
    const top = inside(at.bottom + 8, room.clientHeight - height);
    place.replaceSync(`.cite-panel { left: ${left}px; top: ${top}px; }`);
  }

  function open(paragraph) {
    close(false);
    panel = make("span", "cite-panel editorial");
    panel.popover = "manual";
    panel.setAttribute("role", "group");
    const { number } = linkOf(paragraph).dataset;
    panel.setAttribute("aria-label", `${word("Citation of paragraph")} ${number}`);
    const status = make("span", "cite-status");
    status.setAttribute("role", "status");
    const actions = make("span", "cite-actions");
    const choices = [
      ["Copy Chicago", () => copy(citation("chicago", paragraph))],
      ["Copy BibTeX", () => copy(citation("bibtex", paragraph))],
      ["Close", () => close(true)],
    ];
    if (words) choices.splice(1, 0, ["Copy a link to these words", () => copy(fragment(paragraph))]);
    for (const [label, act] of choices) {
      const choice = make("button", "", word(label));
      choice.type = "button";
      choice.addEventListener("click", act);
      actions.append(choice);
    }
    panel.append(make("code", ""), actions, status);
    paragraph.append(panel);
    paragraph.classList.add("cited");
    copy(citation("chicago", paragraph));
    panel.showPopover();
    position();
  }

  button.addEventListener("mousedown", (event) => event.preventDefault()); // words stay selected
  button.addEventListener("click", () => {
    const paragraph = button.parentElement;
    if (panel?.parentElement === paragraph) close(true);
    else open(paragraph);
  });

  function offer(target) {
    const paragraph = target?.closest?.("p[id]");
    const link = paragraph && linkOf(paragraph);
    if (link?.parentElement !== paragraph || !link || panel !== null) return;
    if (button.previousElementSibling === link || button.contains(document.activeElement)) return;
    button.setAttribute("aria-label", `${word("Cite paragraph")} ${link.dataset.number}`);
    link.after(button);
  }

  for (const event of ["pointerover", "pointerdown", "focusin"]) {
    document.addEventListener(event, ({ target }) => offer(target));
  }
  document.addEventListener("selectionchange", () => {
    const chosen = getSelection();
    const at = chosen.anchorNode?.parentElement?.closest("p[id]");
    const same = at && at === chosen.focusNode?.parentElement?.closest("p[id]");
    if (panel !== null) return;
    const plain = (text) => (same ? `${text}`.replace(/\s+/g, " ").trim() : "");
    words = plain(chosen);
    whole = words && plain(chosen.getRangeAt(0));
    if (words) offer(at);
  });
  document.addEventListener("pointerdown", ({ target }) => {
    if (panel !== null && !panel.contains(target) && target !== button) close(false);
  });
  document.addEventListener("keydown", ({ key }) => key === "Escape" && close(true));
  for (const moved of ["scroll", "resize"]) addEventListener(moved, position, { passive: true });
  if (location.hash) offer(document.getElementById(location.hash.slice(1)) ?? document.body);
})();
