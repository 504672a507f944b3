/* A button at each paragraph that copies a citation of it.
 *
 * The page gives the citations as templates, the paragraph's link its number and its pages.
 */
(() => {
  "use strict";

  const template = (style) => document.querySelector(`meta[name="citable:${style}"]`)?.content;
  if (!template("chicago")) return;
  const word = globalThis.editionWord ?? ((english) => english);

  const make = (name, className, text = "") =>
    Object.assign(document.createElement(name), { className, textContent: text });

  const button = make("button", "cite-button editorial", word("Cite"));
  button.type = "button";
  let panel = null;

  function citation(style, paragraph) {
    const link = paragraph.querySelector(".paragraph-link");
    const page = document.querySelector('link[rel="canonical"]')?.href ?? location.href;
    const pages = link.dataset.pages ?? "";
    const printed = template(pages.includes("–") ? "pages" : "page").replace("{pages}", pages);
    const values = {
      paragraph: link.dataset.number,
      pages:
        style === "bibtex"
          ? pages.replace("–", "--")
          : pages && `${printed}, `,
      place: pages && ` (${printed} ${template("pages-of")})`,
      url: `${page.split("#")[0]}#${paragraph.id}`,
    };
    return template(style)
      .replace(/\{(paragraph|pages|place|url)\}/g, (_, name) => values[name])
      .replace(/^ {2}\w+ = \{\},\n/gm, "");
  }

  function close(focus) {
    if (panel === null) return;
    const paragraph = panel.parentElement;
    paragraph.classList.remove("cited");
    panel.remove();
    panel = null;
    if (focus) button.focus();
  }

  async function copy(style, paragraph) {
    const text = citation(style, paragraph);
    const shown = panel.querySelector("code");
    shown.textContent = text;
    let said = word("Copied to the clipboard.");
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      getSelection().selectAllChildren(shown);
      said = word(
        "The browser does not let us copy: the citation is marked for you to do it.",
      );
    }
    if (panel !== null) panel.querySelector(".cite-status").textContent = said;
  }

  function open(paragraph) {
    close(false);
    panel = make("span", "cite-panel editorial");
    panel.setAttribute("role", "group");
    const link = paragraph.querySelector(".paragraph-link");
    panel.setAttribute("aria-label", `${word("Citation of paragraph")} ${link.dataset.number}`);
    const status = make("span", "cite-status");
    status.setAttribute("role", "status");
    const actions = make("span", "cite-actions");
    for (const [style, label] of [
      ["chicago", "Copy Chicago"],
      ["bibtex", "Copy BibTeX"],
    ]) {
      const choice = make("button", "", word(label));
      choice.type = "button";
      choice.addEventListener("click", () => copy(style, paragraph));
      actions.append(choice);
    }
    const done = make("button", "", word("Close"));
    done.type = "button";
    done.addEventListener("click", () => close(true));
    actions.append(done);
    panel.append(make("code", ""), actions, status);
    paragraph.append(panel);
    paragraph.classList.add("cited");
    panel.scrollIntoView({ block: "nearest" });
    copy("chicago", paragraph);
  }

  button.addEventListener("click", () => {
    const paragraph = button.parentElement;
    if (panel?.parentElement === paragraph) close(true);
    else open(paragraph);
  });

  function offer(target) {
    const paragraph = target.closest?.("p[id]");
    const link = paragraph?.querySelector(":scope > .paragraph-link");
    if (!link || button.previousElementSibling === link || panel !== null) return;
    if (button.contains(document.activeElement)) return;
    button.setAttribute("aria-label", `${word("Cite paragraph")} ${link.dataset.number}`);
    link.after(button);
  }

  for (const event of ["pointerover", "pointerdown", "focusin"]) {
    document.addEventListener(event, ({ target }) => offer(target));
  }
  document.addEventListener("pointerdown", ({ target }) => {
    if (panel !== null && !panel.contains(target) && target !== button) close(false);
  });
  document.addEventListener("keydown", ({ key }) => key === "Escape" && close(true));
  if (location.hash) offer(document.getElementById(location.hash.slice(1)) ?? document.body);
})();
