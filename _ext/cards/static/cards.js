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
  let shown = null; // {link, card}
  let tapped = null; // the link under a finger whose card was not shown yet
  let leaving = 0;

  const linkAt = (target) => target.closest?.("[data-card]") ?? null;
  const insideShown = (target) =>
    shown !== null && (shown.card.contains(target) || shown.link.contains(target));

  function position() {
    const { link, card } = shown;
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
    place.replaceSync(`#${CSS.escape(card.id)} { left: ${left}px; top: ${top}px; }`);
  }

  function hide() {
    clearTimeout(leaving);
    if (shown === null) return;
    shown.link.removeAttribute("aria-describedby");
    shown.card.hidden = true;
    shown = null;
  }

  function show(link) {
    clearTimeout(leaving);
    if (shown?.link === link) return;
    hide();
    const card = document.getElementById(link.dataset.card);
    if (card === null) return;
    shown = { link, card };
    link.removeAttribute("title"); // the browser's own tooltip serves where there is no script
    card.hidden = false;
    link.setAttribute("aria-describedby", card.id);
    position();
  }

  function hideSoon() {
    clearTimeout(leaving);
    leaving = setTimeout(hide, GRACE);
  }

  document.adoptedStyleSheets = [...document.adoptedStyleSheets, place];

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const link = linkAt(event.target);
    if (link !== null) show(link);
    else if (insideShown(event.target)) clearTimeout(leaving);
  });
  document.addEventListener("pointerout", (event) => {
    if (event.pointerType === "touch" || !insideShown(event.target)) return;
    if (!insideShown(event.relatedTarget)) hideSoon();
  });
  document.addEventListener("pointerdown", (event) => {
    const link = linkAt(event.target);
    tapped = event.pointerType === "touch" && link !== shown?.link ? link : null;
    if (!insideShown(event.target)) hide();
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
    if (insideShown(event.target) && !insideShown(event.relatedTarget)) hide();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });
  for (const moved of ["scroll", "resize"]) {
    window.addEventListener(moved, () => shown !== null && position(), { passive: true });
  }
})();
