/* Words of the interface: the page gives those that are others than in English. */
const editionWords = JSON.parse(document.getElementById("edition-words")?.textContent ?? "{}");
globalThis.editionWord = (english) => editionWords[english] ?? english;
