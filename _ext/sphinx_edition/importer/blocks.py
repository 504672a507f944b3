"""Paragraphs and verse: which lines of the body belong together."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence

from sphinx_edition.importer import signs
from sphinx_edition.importer.model import Block, Heading, Reading, Scan

#: A last line shorter than this part of the column ends its paragraph.
FULL = 0.86
#: Verse is narrower than this part of the column.
NARROW = 0.8
STARTS_VERSE = re.compile(r"[\"“‘'(\[—-]*[A-ZÀ-Þ\d]")


class BlockFinder:
    """Divides the body of a scan into headings, paragraphs and verse."""

    def __init__(self, reading: Reading, body: Sequence[int], words: Mapping[int, str]) -> None:
        """Take the lines of the body; ``words`` are the same without the marks of notes."""
        self.scan: Scan = reading.scan
        self.text = {line: words[line].replace("\0", "").strip() for line in body}
        self.body = body
        self.heading = {
            line: heading
            for heading in reading.headings
            for line in range(heading.line, heading.last + 1)
        }
        self.decided = reading.decided
        self.starts = [page.first for page in reading.pages]
        self.spaced_pages = {p.first for p in reading.pages if p.sign == "leading space"}
        self.notes = reading.of_notes()
        lengths = sorted(len(self.text[line]) for line in body)
        self.width = lengths[len(lengths) * 4 // 5] if lengths else 0
        self.indented = self.has_indents()

    def read(self) -> tuple[list[Block], dict[int, bool]]:
        """Return the blocks, and where blank lines do not say whether a paragraph begins.

        The second maps such a line to whether one begins with it.
        """
        blocks: list[Block] = []
        decided: dict[int, bool] = {}
        last = 0
        for line in self.body:
            heading = self.heading.get(line)
            if heading:
                if heading.line == line:
                    blocks.append(Block([line], "heading", heading))
                else:
                    blocks[-1].lines.append(line)
            elif not last or last in self.heading:
                blocks.append(Block([line]))
            else:
                begins = self.begins(last, line)
                if (
                    line in self.decided
                    or self.crosses(last, line)
                    or begins != self.blank_between(last, line)
                ):
                    decided[line] = begins
                if begins:
                    blocks.append(Block([line]))
                else:
                    blocks[-1].lines.append(line)
            last = line
        for block in blocks:
            if block.kind == "paragraph" and self.is_verse(block.lines):
                block.kind = "verse"
        return blocks, decided

    def has_indents(self) -> bool:
        """Tell whether paragraphs are indented."""
        close = finished = 0
        for before, line in zip(self.body, self.body[1:], strict=False):
            if line - before == 1 and self.indent(line) > self.indent(before) + 1:
                close += 1
                finished += signs.is_finished(self.text[before])
        return close >= 2 and close * 80 > len(self.body) and finished * 10 >= close * 7

    def indent(self, line: int) -> int:
        """Return how far a line is indented, the sign of a new page left out."""
        return self.scan.indent[line] - (line in self.spaced_pages)

    def page(self, line: int) -> int:
        """Return the number of a line's page."""
        return bisect_right(self.starts, line)

    def crosses(self, last: int, line: int) -> bool:
        """Tell whether a page turns or a note lies between two lines of the body."""
        return self.page(last) != self.page(line) or any(
            between in self.notes for between in range(last + 1, min(line, last + 500))
        )

    def blank_between(self, last: int, line: int) -> bool:
        """Tell whether a blank line is between two lines."""
        return any(not self.scan.text[between] for between in range(last + 1, line))

    def begins(self, last: int, line: int) -> bool:
        """Tell whether a paragraph begins with ``line``."""
        if line in self.decided:
            return self.decided[line]
        if not self.crosses(last, line):
            if self.blank_between(last, line):
                return True
            return self.indented and self.indent(line) > self.indent(last) + 1
        text = self.text
        if self.indented:
            return self.indent(line) > 1
        if not signs.is_finished(text[last]) or signs.starts_small(text[line]):
            return False
        return len(text[last]) < FULL * self.width or self.is_short_above(last)

    def is_short_above(self, line: int) -> bool:
        """Tell whether the line before ``line`` is short, too, as in verse."""
        return len(self.scan.text[line - 1]) < NARROW * self.width and bool(
            self.scan.text[line - 1]
        )

    def is_verse(self, lines: list[int]) -> bool:
        """Tell whether the lines of a block are verses."""
        if len(lines) < 2:
            return False
        texts = [self.text[line] for line in lines]
        longest = max(map(len, texts))
        if longest > NARROW * self.width or longest < 8:
            return False
        large = sum(bool(STARTS_VERSE.match(text)) for text in texts)
        return large * 10 >= len(texts) * 8 and not any(text.endswith("-") for text in texts)


def heading_text(scan: Scan, heading: Heading) -> str:
    """Return the words of a heading, without brackets around them."""
    lines = [scan.text[line] for line in range(heading.line, heading.last + 1)]
    text = " ".join(filter(None, lines))
    return text[1:-1].strip() if text.startswith("[") and text.endswith("]") else text
