"""The layout of a witness: what its description says of each line, checked against its text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sphinx_edition.collation import tokens
from sphinx_edition.collation.described import Described, Problem
from sphinx_edition.core.note_labels import label_on_page
from sphinx_edition.core.warnings import Warn

#: Stands in a line where the anchor of a note was; no text has it (see ``witness.clean``).
ANCHOR = "\0"
#: Signs that divide a word at the end of its line: hyphens, the soft one, and the sign for it.
HYPHENS = "-\u2010\u00ad¬"
#: A word that is broken at the end of its line.
BROKEN = re.compile(rf"({tokens.WORD})[{HYPHENS}]$")


class Page(NamedTuple):
    """A page: what the print calls it, its first line, and the first line of text on it."""

    label: str
    first: int
    begin: int = 0


@dataclass
class Layout:
    """What each line is, and the ``lines`` themselves without the marks of notes.

    ``labels`` has the notes anchored on a line, in order.
    """

    lines: list[str]
    heading: dict[int, int] = field(default_factory=dict)  # first line -> level
    heading_runs_on: set[int] = field(default_factory=set)  # its other lines
    document: dict[int, str] = field(default_factory=dict)  # line -> document that begins there
    note: dict[int, int] = field(default_factory=dict)  # line -> index of the note it belongs to
    furniture: set[int] = field(default_factory=set)
    keep: dict[int, bool] = field(default_factory=dict)  # line -> whether its last hyphen is kept
    pages: list[Page] = field(default_factory=list)
    begins: dict[int, bool] = field(default_factory=dict)  # line -> whether a paragraph does
    names: dict[int, str] = field(default_factory=dict)  # note -> its label in its document
    labels: dict[int, list[str]] = field(default_factory=dict)

    def page(self, line: int) -> int:
        """Return the number of the page of ``line``, counted from 1; 0 where there are no pages."""
        return bisect_right(self.pages, line, key=lambda page: page.first)

    def begun_pages(self) -> list[Page]:
        """Return the pages with the lines on which their text begins."""
        return [page._replace(begin=self.first_text(page.first)) for page in self.pages]

    def role(self, line: int) -> str:
        """Return what ``line`` is, as a message says it; empty for a line of the body."""
        if line in self.heading or line in self.heading_runs_on:
            return "a heading"
        if line in self.note:
            return "a note"
        return "furniture" if line in self.furniture else ""

    def first_text(self, begin: int = 1) -> int:
        """Return the first line of the body from ``begin`` on; ``begin`` if there is none."""
        for number in range(begin, len(self.lines) + 1):
            if self.lines[number - 1].strip() and self.role(number) in {"", "a heading"}:
                return number
        return begin


class LayoutReader:
    """Reads the layout from a description that fits its schema, and notes what cannot be."""

    def __init__(self, lines: list[str], text_file: str, described: Described) -> None:
        """Take the lines of a text and its description, which has passed its schema."""
        self.text = lines
        self.text_file = text_file
        self.described = described
        self.layout = Layout([*lines])
        self.problems: list[Problem] = []

    def read(self) -> Layout:
        """Return the layout; it is of no use if there are ``problems``."""
        self.read_pages()
        self.read_turns()
        self.read_paragraphs()
        self.read_furniture()
        self.read_notes()
        self.read_headings()
        self.read_hyphens()
        if not self.problems:
            self.name_notes()
        if not self.problems:
            self.strip_marks()
        return self.layout

    def items(self, name: str) -> Iterator[tuple[int, Any]]:
        """Yield the items of a list of the description, with their indexes."""
        yield from enumerate(self.described.data.get(name, []))

    def problem(self, message: str, *path: str | int) -> None:
        """Note that something is wrong with the value at ``path`` of the description."""
        line = self.described.line(*path)
        problem = Problem(self.described.file, line, Warn.COLLATION_WITNESS, message)
        self.problems.append(problem)

    def within(self, line: int, *path: str | int) -> bool:
        """Tell whether the text has ``line``, and note it if not."""
        count = len(self.text)
        if line > count:
            self.problem(f"there is no line {line}: {self.text_file} has {count} lines", *path)
        return line <= count

    def is_blank(self, line: int) -> bool:
        """Tell whether nothing stands on ``line``."""
        return not self.text[line - 1].strip()

    def claim(self, line: int, *path: str | int) -> None:
        """Note it if ``line`` is something else already."""
        if role := self.layout.role(line):
            self.problem(f"line {line} is {role} already", *path)

    def read_pages(self) -> None:
        """Read where pages begin; every line with text is on one."""
        last = 0
        for index, page in self.items("pages"):
            path = ("pages", index, "lines")
            first, end = page["lines"]
            if not (self.within(first, *path) and self.within(end, *path)):
                return
            if first > end or first <= last:
                self.problem(f"page {index + 1} does not come after the one before it", *path)
            elif self.is_blank(first):
                self.problem(f"page {index + 1} begins with line {first}, which is blank", *path)
            self.between_pages(last, first, *path)
            self.layout.pages.append(Page(str(page.get("label", index + 1)), first))
            last = end
        if self.layout.pages:
            self.between_pages(last, len(self.text) + 1, "pages")

    def between_pages(self, last: int, first: int, *path: str | int) -> None:
        """Note the first line with text between the last line of a page and the next page."""
        for line in range(last + 1, first):
            if not self.is_blank(line):
                self.problem(f"line {line} is on no page", *path)
                return

    def read_turns(self) -> None:
        """Hold the pages to the signs by which the text itself shows where one begins."""
        if "turns" not in self.described.data or not self.layout.pages:
            return
        first, *others = (page.first for page in self.layout.pages)
        shown = [line for line in range(first + 1, len(self.text) + 1) if self.is_turn(line)]
        for line in sorted({*shown} - {*others}):
            self.problem(
                f"line {line} shows the sign of a new page, and begins none: "
                f"‘{self.text[line - 1].strip()}’",
                "turns",
            )
        for index, line in enumerate(others, 1):
            if line not in shown:
                self.problem(
                    f"page {index + 1} begins with line {line}, which shows no sign: "
                    f"‘{self.text[line - 1].strip()}’",
                    *("pages", index, "lines"),
                )

    def is_turn(self, line: int) -> bool:
        """Tell whether ``line`` is the first after many blank lines, or is indented."""
        turns = self.described.data["turns"]
        text = self.text[line - 1]
        blank = turns.get("blank_lines", len(self.text))
        indent = turns.get("indent", len(text) + 1)
        after_blank = blank < line and not "".join(self.text[line - 1 - blank : line - 1]).strip()
        indented = len(text) - len(text.lstrip()) >= indent
        return not self.is_blank(line) and (after_blank or indented)

    def read_paragraphs(self) -> None:
        """Read which lines begin a paragraph, indented or by decision, and which run on."""
        paragraphs = self.described.data.get("paragraphs", {})
        if least := paragraphs.get("indent"):
            self.layout.begins = {
                number: True
                for number, line in enumerate(self.text, start=1)
                if line.strip() and len(line) - len(line.lstrip()) >= least
            }
        for key, begins in (("begin", True), ("run_on", False)):
            for index, line in enumerate(paragraphs.get(key, [])):
                if self.within(line, "paragraphs", key, index):
                    self.layout.begins[line] = begins

    def read_furniture(self) -> None:
        """Read which lines are no text."""
        for index, item in self.items("furniture"):
            if self.within(item["line"], "furniture", index):
                self.layout.furniture.add(item["line"])

    def read_notes(self) -> None:
        """Read which lines are notes."""
        for index, item in self.items("notes"):
            path = ("notes", index, "lines")
            first, end = item["lines"]
            self.within(item["anchor"]["line"], "notes", index, "anchor", "line")
            if not (self.within(first, *path) and self.within(end, *path)):
                continue
            if first > end:
                self.problem(f"the lines {first} and {end} are in the wrong order", *path)
            for begin, stop in [item["lines"], *item.get("continued", [])]:
                for line in range(begin, stop + 1):
                    if self.within(line, *path):
                        self.claim(line, *path)
                        self.layout.note[line] = index

    def read_headings(self) -> None:
        """Read which lines are headings, and where documents begin."""
        for index, item in self.items("headings"):
            path = ("headings", index, "line")
            line = item["line"]
            if not self.within(line, *path):
                continue
            self.claim(line, *path)
            if self.is_blank(line):
                self.problem(f"line {line} is blank, and no heading", *path)
            self.layout.heading[line] = item["level"]
            self.layout.heading_runs_on.update(range(line + 1, item.get("last", line) + 1))
            if "document" in item:
                if item["document"] in self.layout.document.values():
                    self.problem(
                        f"the document {item['document']} begins twice",
                        "headings",
                        index,
                        "document",
                    )
                self.layout.document[line] = item["document"]

    def read_hyphens(self) -> None:
        """Read which hyphens at a line's end are kept or dropped by decision."""
        for index, item in self.items("hyphens"):
            path = ("hyphens", index, "line")
            if self.within(item["line"], *path):
                if not BROKEN.search(self.text[item["line"] - 1].rstrip()):
                    self.problem(f"line {item['line']} does not end with a hyphen", *path)
                self.layout.keep[item["line"]] = item["keep"]

    def name_notes(self) -> None:
        """Give each note the label that it has in its document.

        A label that a document has on several pages is told apart by the page.
        """
        keys = [(self.document_of(item), item["label"]) for _index, item in self.items("notes")]
        several = Counter(keys)
        taken: set[tuple[str, str]] = set()
        for index, item in self.items("notes"):
            document, label = keys[index]
            if several[keys[index]] > 1:
                label = label_on_page(label, self.page_of(item))
            if (document, label) in taken:
                message = (
                    f"there is a note {item['label']!r} already on page {self.page_of(item)} of "
                    f"{document}: give the page or the document of one of them"
                )
                self.problem(message, "notes", index, "label")
            taken.add((document, label))
            self.layout.names[index] = label

    def document_of(self, note: dict[str, Any]) -> str:
        """Return the document that a note belongs to: as described, or that of its anchor."""
        starts = sorted(self.layout.document)
        at = bisect_right(starts, note["anchor"]["line"])
        first = self.described.data.get("document", "the text")
        return str(note.get("document", self.layout.document[starts[at - 1]] if at else first))

    def page_of(self, note: dict[str, Any]) -> str:
        """Return the page that a note belongs to: as described, or that of its first line."""
        number = self.layout.page(note["lines"][0])
        known = self.layout.pages[number - 1].label if number else "1"
        return str(note.get("page", known))

    def strip_marks(self) -> None:
        """Take the marks of notes out of the lines, and put a sign where each is anchored."""
        places: list[tuple[int, int, int, str]] = []  # line, column, width, label
        for index, item in self.items("notes"):
            self.strip_own_mark(index, item["lines"][0], item.get("mark", ""))
            column = self.column(index, item["anchor"])
            if column is not None:
                anchor = item["anchor"]
                width = len(anchor.get("mark", ""))
                places.append((anchor["line"], column, width, self.layout.names[index]))
        lines = self.layout.lines
        for line, column, width, label in sorted(places, reverse=True):
            text = lines[line - 1]
            lines[line - 1] = text[:column] + ANCHOR + text[column + width :]
            self.layout.labels.setdefault(line, []).insert(0, label)

    def strip_own_mark(self, index: int, line: int, mark: str) -> None:
        """Take the mark of a note away from the beginning of its first ``line``."""
        text = self.text[line - 1].lstrip()
        if text.startswith(mark):
            self.layout.lines[line - 1] = text[len(mark) :]
        else:
            self.problem(
                f"line {line} does not begin with the mark {mark!r}", "notes", index, "mark"
            )

    def column(self, index: int, anchor: dict[str, Any]) -> int | None:
        """Return where in its line an anchor stands; None if that is not clear."""
        key = "mark" if "mark" in anchor else "after"
        path = ("notes", index, "anchor", key)
        line, mark = anchor["line"], anchor[key]
        text = self.text[line - 1]
        found: list[int] = [match.start() for match in re.finditer(re.escape(mark), text)]
        which = int(anchor.get("occurrence", 1))
        if (role := self.layout.role(line)) not in {"", "a heading"}:
            self.problem(f"line {line} is {role}, and cannot hold an anchor", *path)
        elif len(found) < which:
            message = f"line {line} has no such mark {mark!r}: it reads ‘{text.strip()}’"
            self.problem(message, *path)
        elif len(found) > 1 and "occurrence" not in anchor:
            message = f"line {line} has the mark {mark!r} {len(found)} times: add occurrence"
            self.problem(message, *path)
        else:
            return found[which - 1] + (len(mark) if key == "after" else 0)
        return None
