"""The layout of a witness: what its description says of each line, checked against its text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sphinx_edition.collation import tokens
from sphinx_edition.collation.described import Described, Problem

#: Stands in a line where the anchor of a note was; no text has it (see ``witness.clean``).
ANCHOR = "\0"
#: A word that is broken at the end of its line.
BROKEN = re.compile(rf"({tokens.WORD})-$")


@dataclass
class Layout:
    """What each line is, and the ``lines`` themselves without the marks of notes.

    ``pages`` has the first line of each page, ``labels`` the notes anchored on a line, in order.
    """

    lines: list[str]
    heading: dict[int, int] = field(default_factory=dict)  # line -> level
    document: dict[int, str] = field(default_factory=dict)  # line -> document that begins there
    note: dict[int, int] = field(default_factory=dict)  # line -> index of the note it belongs to
    furniture: set[int] = field(default_factory=set)
    keep: dict[int, bool] = field(default_factory=dict)  # line -> whether its last hyphen is kept
    pages: list[int] = field(default_factory=list)
    labels: dict[int, list[str]] = field(default_factory=dict)

    def page(self, line: int) -> int:
        """Return the number of the page of ``line``."""
        return bisect_right(self.pages, line)

    def role(self, line: int) -> str:
        """Return what ``line`` is, as a message says it; empty for a line of the body."""
        if line in self.heading:
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
        """Know the text and what is said of it."""
        self.text = lines
        self.text_file = text_file
        self.described = described
        self.layout = Layout([*lines])
        self.problems: list[Problem] = []

    def read(self) -> Layout:
        """Return the layout; it is of no use if there are ``problems``."""
        self.read_pages()
        self.read_turns()
        self.read_furniture()
        self.read_notes()
        self.read_headings()
        self.read_hyphens()
        if not self.problems:
            self.strip_marks()
        return self.layout

    def items(self, name: str) -> Iterator[tuple[int, Any]]:
        """Yield the items of a list of the description, with their indexes."""
        yield from enumerate(self.described.data.get(name, []))

    def problem(self, message: str, *path: str | int) -> None:
        """Note that something is wrong with the value at ``path`` of the description."""
        line = self.described.line(*path)
        self.problems.append(Problem(self.described.file, line, "witness", message))

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
            self.layout.pages.append(first)
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
        first, *others = self.layout.pages
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

    def read_furniture(self) -> None:
        """Read which lines are no text."""
        for index, item in self.items("furniture"):
            if self.within(item["line"], "furniture", index):
                self.layout.furniture.add(item["line"])

    def read_notes(self) -> None:
        """Read which lines are notes."""
        labels: set[str] = set()
        for index, item in self.items("notes"):
            path = ("notes", index, "lines")
            first, end = item["lines"]
            self.within(item["anchor"]["line"], "notes", index, "anchor", "line")
            if item["label"] in labels:
                self.problem(f"there is a note {item['label']!r} already", "notes", index, "label")
            labels.add(item["label"])
            if not (self.within(first, *path) and self.within(end, *path)):
                continue
            if first > end:
                self.problem(f"the lines {first} and {end} are in the wrong order", *path)
            for line in range(first, end + 1):
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

    def strip_marks(self) -> None:
        """Take the marks of notes out of the lines, and put a sign where each is anchored."""
        places: list[tuple[int, int, int, str]] = []  # line, column, width, label
        for index, item in self.items("notes"):
            self.strip_own_mark(index, item["lines"][0], item.get("mark", ""))
            column = self.column(index, item["anchor"])
            if column is not None:
                anchor = item["anchor"]
                places.append((anchor["line"], column, len(anchor["mark"]), item["label"]))
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
        """Return where in its line the mark of an anchor stands; None if that is not clear."""
        path = ("notes", index, "anchor", "mark")
        line, mark = anchor["line"], anchor["mark"]
        text = self.text[line - 1]
        found: list[int] = [match.start() for match in re.finditer(re.escape(mark), text)]
        which = int(anchor.get("occurrence", 1))
        if role := self.layout.role(line):
            self.problem(f"line {line} is {role}, and cannot hold an anchor", *path)
        elif len(found) < which:
            message = f"line {line} has no such mark {mark!r}: it reads ‘{text.strip()}’"
            self.problem(message, *path)
        elif len(found) > 1 and "occurrence" not in anchor:
            message = f"line {line} has the mark {mark!r} {len(found)} times: add occurrence"
            self.problem(message, *path)
        else:
            return found[which - 1]
        return None
