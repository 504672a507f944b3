/* Shows the card of a link (`data-card`, the id of an element with role "tooltip") on hover, on
 * keyboard focus and on the first tap.  It goes when the pointer leaves link and card, on Escape,
 * and on a tap elsewhere; a second tap follows the link.
 */
(() => {
  "use strict";

  const GAP = 6; // px between link and card
  const MARGIN = 8; // px kept free at the window's edges
  const GRACE = 250; // ms the pointer may take from the link to the card

  const place = new CSSStyleSheet(); // a rule, not a style attribute: the site's policy forbids those
  const open = []; // {link, card}; from the second on, the link stands in the card before it
  let tapped = null; // the link under a finger whose card was not shown yet
  let leaving = 0;

  const linkAt = (target) => target.closest?.("[data-card]") ?? null;
  const isOpen = (link) => open.some((each) => each.link === link);
  const inside = (target) =>
    open.some(({ link, card }) => card.contains(target) || link.contains(target));

  function rule({ link, card }) {
    const lines = [...link.getClientRects()];
    const at = lines[0] ?? link.getBoundingClientRect();
    const last = lines.at(-1) ?? at;
    const { width, height } = card.getBoundingClientRect();
    const room = document.documentElement;
    const below = last.bottom + GAP;
    const above = at.top - GAP - height;
    const fits = below + height + MARGIN <= room.clientHeight || above < MARGIN;
    const highest = Math.max(MARGIN, room.clientHeight - height - MARGIN);
    const top = Math.min(fits ? below : above, highest);
    const left = Math.max(MARGIN, Math.min(at.left, room.clientWidth - width - MARGIN));
    return `#${CSS.escape(card.id)} { left: ${left}px; top: ${top}px; }`;
  }

  function position() {
    const rules = [];
    for (const each of open) {
      rules.push(rule(each)); // a card in its place, before the one that stands beside it
      place.replaceSync(rules.join("\n"));
    }
  }

  function close(from = 0) {
    clearTimeout(leaving);
    for (const { link, card } of open.splice(from)) {
      link.removeAttribute("aria-describedby");
      card.hidden = true;
    }
  }

  function show(link) {
    clearTimeout(leaving);
    if (isOpen(link)) return;
    const card = document.getElementById(link.dataset.card);
    close(open.findIndex((each) => each.card.contains(link)) + 1);
    if (card === null) return;
    open.push({ link, card });
    link.removeAttribute("title"); // the browser's own tooltip serves where there is no script
    card.hidden = false;
    link.setAttribute("aria-describedby", card.id);
    position();
  }

  document.adoptedStyleSheets = [...document.adoptedStyleSheets, place];

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const link = linkAt(event.target);
    if (link !== null) show(link);
    else if (inside(event.target)) clearTimeout(leaving);
  });
  document.addEventListener("pointerout", (event) => {
    if (event.pointerType === "touch" || !inside(event.target)) return;
    if (inside(event.relatedTarget)) return;
    clearTimeout(leaving);
    leaving = setTimeout(() => close(), GRACE);
  });
  document.addEventListener("pointerdown", (event) => {
    const link = linkAt(event.target);
    tapped = event.pointerType === "touch" && !isOpen(link) ? link : null;
    if (!inside(event.target)) close();
  });
  document.addEventListener("click", (event) => {
    const link = linkAt(event.target);
    if (link === null || link !== tapped) return;
    tapped = null;
    event.preventDefault();
    show(link);
  });
  document.addEventListener("focusin", (event) => {
    const link = linkAt(event.target);
    if (link !== null) show(link);
  });
  document.addEventListener("focusout", (event) => {
    if (inside(event.target) && !inside(event.relatedTarget)) close();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && open.length > 0) close(open.length - 1);
  });
  for (const moved of ["scroll", "resize"]) {
    window.addEventListener(moved, position, { passive: true });
  }
})();
