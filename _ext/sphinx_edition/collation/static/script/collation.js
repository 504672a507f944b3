/* A switch between the reading text and the text as the seed has it, its words and its line ends.
 * The choice is kept for the reader.  Without this script a link to the apparatus stands there.
 */
(() => {
  "use strict";

  const KEY = "collation-text";
  const note = document.querySelector(".collation-note");
  if (note === null) return;

  const root = document.documentElement;
  const marks = [...document.querySelectorAll(".emendation[data-witness]")];
  const ends = [...document.querySelectorAll(".lineend")];
  const readings = new Map(); // mark -> its own nodes
  let broken = []; // line ends that were put into words

  function remember(value) {
    try {
      localStorage.setItem(KEY, value);
    } catch {
      // A browser may forbid it; the switch still works on this page.
    }
  }

  function remembered() {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null;
    }
  }

  /* Returns the text node that ends where `end` stands, or null if a mark or a link does. */
  function textBefore(end) {
    let node = end.previousSibling;
    while (node !== null && node.nodeType === Node.ELEMENT_NODE) node = node.lastChild;
    return node?.nodeType === Node.TEXT_NODE ? node : null;
  }

  function breakLines() {
    for (const end of ends) {
      const tail = Number(end.dataset.tail ?? 0);
      const text = tail > 0 ? textBefore(end) : null;
      if (text === null || text.length < tail) {
        end.replaceChildren(document.createElement("br"));
      } else {
        const within = document.createElement("span");
        within.append(end.dataset.sign, document.createElement("br"));
        text.splitText(text.length - tail).before(within);
        broken.push(within);
      }
    }
  }

  function joinLines() {
    for (const end of ends) end.replaceChildren();
    for (const within of broken) {
      const parent = within.parentNode;
      within.remove();
      parent?.normalize();
    }
    broken = [];
  }

  function showWitness() {
    for (const mark of marks) {
      readings.set(mark, [...mark.childNodes]);
      mark.replaceChildren(mark.dataset.witness);
    }
    breakLines();
    root.dataset.text = "witness";
  }

  function showReading() {
    joinLines();
    for (const [mark, nodes] of readings) mark.replaceChildren(...nodes);
    readings.clear();
    delete root.dataset.text;
  }

  const button = document.createElement("button");
  button.type = "button";
  button.className = "collation-switch";
  button.textContent = "Text as the seed has it";

  function choose(witness) {
    if (witness) showWitness();
    else showReading();
    button.setAttribute("aria-pressed", String(witness));
  }

  button.addEventListener("click", () => {
    const witness = root.dataset.text !== "witness";
    choose(witness);
    remember(witness ? "witness" : "reading");
  });
  note.append(button);
  choose(remembered() === "witness");
})();
