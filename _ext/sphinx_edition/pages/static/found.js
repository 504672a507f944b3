/* Marks the words that were searched for at the place where one arrives, once. */
(() => {
  "use strict";

  const terms = JSON.parse(sessionStorage.getItem("edition-found") ?? "[]");
  sessionStorage.removeItem("edition-found");
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target || !CSS.highlights) return;
  const ranges = [];
  const walker = document.createTreeWalker(target, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.data.toLowerCase();
    for (const term of terms) {
      for (let at = text.indexOf(term); at >= 0; at = text.indexOf(term, at + term.length)) {
        const range = new Range();
        range.setStart(walker.currentNode, at);
        range.setEnd(walker.currentNode, at + term.length);
        ranges.push(range);
      }
    }
  }
  CSS.highlights.set("found", new Highlight(...ranges));
})();
