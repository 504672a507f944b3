/* Shows each note beside its reference: in the margin of a wide screen, else on a card.
 * The notes themselves stay where they are, at the end of the text.
 */
(() => {
  "use strict";

  const margin = matchMedia("(min-width: 75rem)");
  const noteOf = (reference) =>
    document.getElementById(decodeURIComponent(reference.hash.slice(1)));
  const references = [...document.querySelectorAll('a[role="doc-noteref"][href^="#"]')].filter(
    noteOf,
  );
  const notes = new Map(); // note -> {card, beside, reference}: the first reference to it

  /** Return a copy of the words of a note: without its number, its anchors, what the build adds. */
  function copy(note, className) {
    const box = document.createElement("div");
    box.className = `${className} editorial`;
    for (const child of note.children) {
      if (!child.matches(".label, [role='doc-backlink']")) box.append(child.cloneNode(true));
    }
    for (const extra of box.querySelectorAll(".editorial")) extra.remove();
    for (const named of box.querySelectorAll("[id]")) named.removeAttribute("id");
    return box;
  }

  function makeCard(note) {
    const card = copy(note, "card-popup note-card");
    card.id = `card-${note.id}`;
    card.popover = "manual";
    return card;
  }

  /** Who reads by ear or keyboard has the note itself; this second one is for the eye. */
  function makeBeside(note, reference) {
    const beside = copy(note, "note-beside");
    beside.setAttribute("aria-hidden", "true");
    for (const link of beside.querySelectorAll("a")) {
      link.tabIndex = -1;
      link.removeAttribute("class");
      delete link.dataset.card;
    }
    const number = document.createElement("span");
    number.className = "note-number";
    number.textContent = reference.textContent;
    beside.prepend(number);
    return beside;
  }

  for (const reference of references) {
    const note = noteOf(reference);
    if (!notes.has(note)) {
      notes.set(note, { reference, card: makeCard(note), beside: makeBeside(note, reference) });
    }
    const { beside } = notes.get(note);
    const mark = (on) => () => beside.classList.toggle("named", on);
    for (const event of ["pointerenter", "focus"]) reference.addEventListener(event, mark(true));
    for (const event of ["pointerleave", "blur"]) reference.addEventListener(event, mark(false));
    // A finger on a number whose note stands in the margin asks for nothing else.
    reference.addEventListener("click", (event) => {
      if (!margin.matches || event.pointerType !== "touch") return;
      event.preventDefault();
      for (const each of notes.values()) each.beside.classList.remove("named");
      beside.classList.add("named");
    });
  }

  function place() {
    const wide = margin.matches;
    for (const [note, { reference, card, beside }] of notes) {
      if (wide) reference.after(beside);
      else beside.remove();
      if (wide) card.remove();
      else note.closest("section, article, body").append(card);
    }
    for (const reference of references) {
      if (wide) delete reference.dataset.card;
      else reference.dataset.card = `card-${reference.hash.slice(1)}`;
    }
  }

  margin.addEventListener("change", place);
  place();
})();
