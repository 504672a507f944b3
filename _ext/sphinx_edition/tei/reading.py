"""Back from a TEI document to words: the edition's on one side, the witness's on the other.

``python -m sphinx_edition.tei.reading book.xml`` prints what a document holds; with the text of the
witness as a second file it compares line by line::

    python -m sphinx_edition.tei.reading _build/tei/book.xml seeds/pamphlet.txt

This module needs nothing but Python, and knows nothing of how the document was written.
"""

from __future__ import annotations

import re
import sys
import xml.etree.ElementTree as ET
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

TEI = "{http://www.tei-c.org/ns/1.0}"
#: A word: letters and digits, with hyphens and apostrophes inside it.
WORD = re.compile(r"[\w\u0300-\u036f]+(?:[-‐’'][\w\u0300-\u036f]+)*")
#: Elements that begin something new: no word goes on over their edges.
BLOCKS = frozenset(
    [
        "p",
        "head",
        "l",
        "lg",
        "item",
        "label",
        "cell",
        "row",
        "list",
        "table",
        "quote",
        "cit",
        "div",
        "note",
        "eg",
        "ab",
    ]
)


@dataclass
class Side:
    """What one side of a text reads.

    ``text`` is the edition's side, notes at their places; ``lines`` has the words of each line of
    the witness, a word that is broken over two lines on both; ``pages`` the lines of each page.
    """

    text: str = ""
    lines: dict[int, str] = field(default_factory=dict)
    pages: dict[str, list[int]] = field(default_factory=dict)

    @property
    def words(self) -> list[str]:
        """The words of the text."""
        return WORD.findall(self.text)


class Reader:
    """Reads one side of a text: ``corr``, the edition, or ``sic``, the witness."""

    def __init__(self, side: str) -> None:
        """Prepare for a ``side``."""
        self.skipped = {"corr": {"sic", "expan"}, "sic": {"corr", "supplied", "expan"}}[side]
        self.witness = side == "sic"
        self.found = Side()
        self.line = 0
        self.page = ""

    def read(self, element: ET.Element) -> Side:
        """Read an element, and return what was found."""
        self.element(element)
        return self.found

    def add(self, text: str | None) -> None:
        """Add words to the text, and to the line that they stand on."""
        if text:
            self.found.text += text
            if self.line:
                self.found.lines[self.line] = self.found.lines.get(self.line, "") + text

    def element(self, element: ET.Element) -> None:
        """Read an element; a note has lines of its own."""
        tag = element.tag.removeprefix(TEI)
        if tag == "lb":
            self.begin_line(element)
        elif tag == "pb":
            self.page = element.get("n", "")
            self.found.pages[self.page] = []
        elif tag == "note" and element.get("type") in {None, "bottom"}:
            here = self.line
            self.content(element)
            self.line = here
        elif not (tag == "ref" and element.get("type") == "noteref"):
            self.content(element)

    def begin_line(self, element: ET.Element) -> None:
        """Begin a line of the witness, within a word or between words."""
        if element.get("rend") == "hyphen" and self.line:
            self.found.lines[self.line] += "-"
        self.line = int(element.get("n", "0"))
        self.found.lines.setdefault(self.line, "")
        if self.page:
            self.found.pages[self.page].append(self.line)

    def content(self, element: ET.Element) -> None:
        """Read what is in an element."""
        tag = element.tag.removeprefix(TEI)
        if tag in BLOCKS:
            self.add("\n")
        self.add(element.text)
        for child in element:
            if not (tag == "choice" and child.tag.removeprefix(TEI) in self.skipped) and not (
                self.witness and child.tag in {f"{TEI}supplied", f"{TEI}gap"}
            ):
                self.element(child)
            self.add(child.tail)
        if tag in BLOCKS:
            self.add("\n")


def body(path: Path) -> ET.Element:
    """Return the body of the document at ``path``."""
    found = ET.parse(path).getroot().find(f"{TEI}text/{TEI}body")
    if found is None:
        raise ValueError(f"{path} has no body of TEI")
    return found


def edition(path: Path) -> Side:
    """Return the edition's side of a document."""
    return Reader("corr").read(body(path))


def witness(path: Path) -> Side:
    """Return the witness's side of a document."""
    return Reader("sic").read(body(path))


def words_of_line(text: str) -> list[str]:
    """Return the words of a line."""
    return WORD.findall(text)


def differing_lines(found: Side, source: Sequence[str]) -> Iterator[tuple[int, str, str]]:
    """Yield each line whose words are not those of the ``source``: number, TEI, source."""
    for number, line in sorted(found.lines.items()):
        there = source[number - 1] if number <= len(source) else ""
        if words_of_line(line) != words_of_line(there):
            yield number, line.strip(), there.strip()


def figures(path: Path) -> Iterator[str]:
    """Yield what a document holds, a line for each figure."""
    whole = ET.parse(path).getroot()
    tags = Counter(element.tag.removeprefix(TEI) for element in whole.iter())
    ours, theirs = edition(path), witness(path)
    yield f"{path.name}: {len(ours.words)} words of the edition, {len(theirs.words)} of the witness"
    yield f"{len(theirs.pages)} pages, {len(theirs.lines)} lines, {tags['note']} notes"
    for name in ("choice", "supplied", "gap", "foreign", "quote", "bibl", "biblStruct"):
        yield f"{tags[name]} {name}"
    for name in ("persName", "orgName", "name", "term"):
        referring = sum(1 for e in whole.iter(f"{TEI}{name}") if e.get("ref"))
        yield f"{referring} {name} with ref"


def main(arguments: Sequence[str]) -> int:
    """Print the figures, and how a document differs from the text of its witness."""
    if not 1 <= len(arguments) <= 2:
        print("usage: python -m sphinx_edition.tei.reading DOCUMENT [WITNESS]", file=sys.stderr)
        return 2
    path = Path(arguments[0])
    print(*figures(path), sep="\n")
    if len(arguments) == 1:
        return 0
    source = Path(arguments[1]).read_text("utf-8-sig").split("\n")
    found = list(differing_lines(witness(path), source))
    for number, here, there in found:
        print(f"line {number}: TEI ‘{here}’, witness ‘{there}’")
    print(f"{len(found)} lines differ")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
