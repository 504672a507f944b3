/* Shows each note beside its reference: in the margin of a wide screen, else on a card.
 * The notes themselves stay where they are, at the end of the text.  The cast, which ends a
 * chapter, moves into the margin at its head.
 */
(() => {
  "use strict";

  const margin = matchMedia("(min-width: 75rem)");
  const references = [...document.querySelectorAll('a[role="doc-noteref"]')].filter(
    (reference) => reference.hash && reference.getAttribute("href").startsWith("#"),
  );
  const shown = new Map(); // note -> {card, beside}

  /** Put a copy of the note's content, without its number and anchors, into `box`. */
  function copy(note, box) {
    for (const child of note.children) {
      if (!child.matches(".label, [role='doc-backlink']")) box.append(child.cloneNode(true));
    }
    for (const extra of box.querySelectorAll(".cite-paragraph")) extra.remove();
    for (const named of box.querySelectorAll("[id]")) named.removeAttribute("id");
    return box;
  }

  function element(className, note) {
    const box = document.createElement("aside");
    box.className = `${className} editorial`;
    return copy(note, box);
  }

  for (const reference of references) {
    const note = document.getElementById(decodeURIComponent(reference.hash.slice(1)));
    if (note === null) continue;
    if (!shown.has(note)) {
      const card = element("card-popup note-card", note);
      card.id = `card-${note.id}`;
      card.setAttribute("role", "tooltip");
      card.hidden = true;
      note.closest("section, article, body").append(card);

      // Who reads by ear or keyboard has the note itself; a second copy would be in the way.
      const beside = element("note-beside", note);
      beside.setAttribute("aria-hidden", "true");
      for (const link of beside.querySelectorAll("a")) link.tabIndex = -1;
      const number = document.createElement("span");
      number.className = "note-number";
      number.textContent = reference.textContent;
      beside.prepend(number);
      reference.after(beside);
      shown.set(note, { card, beside });
    }
    const { beside } = shown.get(note);
    const mark = (on) => () => beside.classList.toggle("named", on);
    for (const event of ["pointerenter", "focus"]) reference.addEventListener(event, mark(true));
    for (const event of ["pointerleave", "blur"]) reference.addEventListener(event, mark(false));
  }

  const cast = document.querySelector("aside.cast");
  const end = document.createComment("cast");
  cast?.before(end);

  function choose() {
    if (margin.matches) cast?.closest("section")?.prepend(cast);
    else if (cast) end.after(cast);
    for (const reference of references) {
      const note = document.getElementById(decodeURIComponent(reference.hash.slice(1)));
      if (note === null) continue;
      if (margin.matches) delete reference.dataset.card;
      else reference.dataset.card = `card-${note.id}`;
    }
  }
  margin.addEventListener("change", choose);
  choose();
})();
