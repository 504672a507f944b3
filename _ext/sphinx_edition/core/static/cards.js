/* Shows the card of a link (`data-card`, the id of a popover) on hover, on keyboard focus and on
 * the first tap.  It goes when the pointer leaves link and card, on Escape, with its button, and on
 * a tap elsewhere; a second tap follows the link.
 */
(() => {
  "use strict";

  const GAP = 6; // px between link and card
  const MARGIN = 8; // px kept free at the window's edges
  const GRACE = 250; // ms the pointer may take from the link to the card

  const place = new CSSStyleSheet(); // a rule, not a style attribute: the site's policy forbids those
  const open = []; // {link, card}; from the second on, the link stands in the card before it
  let touched = false;
  let keyed = false;
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
    const top = Math.max(MARGIN, Math.min(fits ? below : above, room.clientHeight - height - MARGIN));
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
    for (const { link, card } of open.splice(from).reverse()) {
      link.removeAttribute("aria-describedby");
      card.querySelector(".card-close")?.remove();
      if (card.matches(":popover-open")) card.hidePopover();
    }
  }

  function addButton(card) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "card-close";
    button.textContent = "×";
    button.setAttribute("aria-label", editionWord("Close"));
    button.addEventListener("click", () => close(open.findIndex((each) => each.card === card)));
    card.prepend(button);
  }

  function show(link) {
    clearTimeout(leaving);
    if (isOpen(link)) return;
    const card = document.getElementById(link.dataset.card);
    const within = open.findIndex((each) => each.card.contains(link));
    if (card === null || open.some((each) => each.card === card)) return close(within + 1);
    const few = document.documentElement.clientWidth < 992;
    close(few && within < 0 ? 0 : within + 1);
    open.push({ link, card });
    link.removeAttribute("title"); // the browser's own tooltip serves where there is no script
    if (touched) addButton(card);
    card.showPopover();
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
    touched = event.pointerType === "touch";
    tapped = touched && !isOpen(link) ? link : null;
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
    // The place that a page is opened at, which browsers focus, is not covered by a card.
    if (link !== null && (keyed || !link.matches(":target"))) show(link);
  });
  document.addEventListener("focusout", (event) => {
    if (inside(event.target) && event.relatedTarget && !inside(event.relatedTarget)) close();
  });
  document.addEventListener("keydown", (event) => {
    keyed ||= event.key === "Tab";
    if (event.key === "Escape" && open.length > 0) close(open.length - 1);
  });
  addEventListener("hashchange", () => close());
  for (const moved of ["scroll", "resize"]) {
    addEventListener(moved, position, { passive: true });
  }
})();
