"""A page as a list of lines, with what may be marks, and where notes may begin."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import accumulate

from sphinx_edition.importer import signs
from sphinx_edition.importer.headings import style_of
from sphinx_edition.importer.marks import (
    LETTERS,
    ODD,
    QUOTES,
    SYMBOLS,
    candidates,
    fits_brackets,
    likeness,
)
from sphinx_edition.importer.model import Page, Scan

CLEAR_START = re.compile(
    rf"(\[(?:\d{{1,4}}|[{SYMBOLS}]+)\]|\(\d{{1,4}}\)|\d{{1,4}}[.):]?|[⁰¹²³⁴-⁹]{{1,3}}[.)]?|[{SYMBOLS}#]{{1,4}}\)?)"
    rf"(?:\s+(?=\S)|(?=[\"“‘'(\[]|[A-ZÀ-Þ][a-zà-þ]|[AIO] [a-zà-þ])|(?<=[⁰¹²³⁴-⁹{SYMBOLS}])(?=\w))"
)
ODD_SIGNS = re.escape(ODD + QUOTES + "!?*/{}")
ODD_START = re.compile(
    rf"(\[[^\]\s]{{1,4}}\]|\([^)\s]{{1,4}}\)|[{ODD_SIGNS}\d]{{1,3}}\)?"
    rf"|[{LETTERS}\d!?{re.escape(ODD)}]{{1,2}}\)?)[.,]?"
    r"\s+(?=[\"“‘'(\[]?[\w“\"‘(\[])"
)
#: Styles of headings that no beginning of a note has.
NEVER_NOTES = {"capitals", "chapter", "part"}
#: How a line ends that breaks off, and what part of the longest line is a full one.
OPEN, FULL = re.compile(r"[\w,;\u00ad\u2010¬-]$"), 0.85
RULE = re.compile(r"[-_—–=‾]{3,}")
#: Two letters that are a word, and no figure misread.
SHORT_WORDS = frozenset(["as", "at", "go", "if", "in", "is", "it", "lo", "oz", "so", "to", "ti"])


def is_mark(mark: str, rest: str) -> bool:
    """Tell whether a sign at the beginning of a line can be a misread mark, with ``rest`` after."""
    if mark.lower() in SHORT_WORDS | {"“", "‘", "a"}:
        return False
    return not (mark.isalpha() and rest[:1].islower())


@dataclass(frozen=True)
class Start:
    """A line at which a note may begin: its index among the lines of its page."""

    index: int
    line: int
    mark: str
    clear: bool
    apart: bool  # after a blank line or a rule
    ruled: bool  # after a rule
    against: float = 0.0  # what says that the line is amid a sentence, or a heading
    lone: float = 0.0  # what says that a block without a mark is none of the body


class PageText:
    """The lines of a page that are no furniture, and what may be marks among them."""

    def __init__(self, scan: Scan, page: Page, furniture: set[int] | dict[int, object]) -> None:
        """Read the page once."""
        self.lines: list[int] = []
        self.rules: set[int] = set()
        for line in scan.full(page.first, page.last):
            if line in furniture:
                continue
            if RULE.fullmatch(scan.text[line]):
                self.rules.add(line)
            else:
                self.lines.append(line)
        self.scan = scan
        self.marks = list(candidates((line, scan.raw[line]) for line in self.lines))
        self.mark_lines = [mark.line for mark in self.marks]
        self.worths: dict[str, list[float]] = {}
        self.starts = [start for i in range(1, len(self.lines)) if (start := self.start(i))]

    def apart(self, index: int) -> bool:
        """Tell whether a blank line or a rule stands before a line."""
        return index == 0 or self.lines[index] - self.lines[index - 1] > 1

    def best_anchor(self, label: str, line: int) -> float:
        """Return the worth of the best mark above ``line`` for a note ``label``; 0 if none is."""
        if label not in self.worths:
            plain = label.strip("()")
            worths = (
                mark.base * likeness(mark.mark, plain) * fits_brackets(mark.mark, label)
                for mark in self.marks
            )
            self.worths[label] = [*accumulate(worths, max)]
        above = bisect_left(self.mark_lines, line)
        best = self.worths[label][above - 1] if above else 0.0
        return best if best > 0.1 else 0.0

    def breaks_off(self) -> bool:
        """Tell whether the page ends amid a sentence, in a line that has no room for more."""
        length = max((len(self.scan.text[line]) for line in self.lines), default=0)
        text = self.scan.text[self.lines[-1]] if self.lines else ""
        return bool(OPEN.search(text)) and len(text) >= FULL * length

    def resumes(self, index: int) -> bool:
        """Tell whether a line goes on with a sentence, but not with that of the line before it."""
        here, before = self.lines[index], self.lines[index - 1]
        return signs.starts_small(self.scan.text[here]) and signs.is_finished(
            self.scan.text[before]
        )

    def start(self, index: int) -> Start | None:
        """Return the line as the start of a note, if it can be one."""
        line = self.lines[index]
        text = self.scan.text[line]
        apart = self.apart(index)
        ruled = not self.rules.isdisjoint(range(self.lines[index - 1], line))
        against = 0.5 * (apart and self.like_heading(index))
        if not apart and not signs.is_finished(self.scan.text[self.lines[index - 1]]):
            against = 0.3
        if match := CLEAR_START.match(text):
            against += 0.3 * (not apart and text[match.end() :][:1].islower())
            return Start(index, line, match[1], True, apart, ruled, against)
        if (match := ODD_START.match(text)) and is_mark(match[1], text[match.end() :]):
            against += 0.3 * (not apart and text[match.end() :][:1].islower())
            return Start(index, line, match[1], False, apart, ruled, against)
        if apart and not self.scan.indent[line] > 8 and self.block_is_finished(index):
            return Start(index, line, "", False, True, ruled, 0.0, self.stands_alone(index))
        return None

    def like_heading(self, index: int) -> bool:
        """Tell whether a line by itself reads like a numbered heading rather than a note."""
        text = self.scan.text[self.lines[index]]
        alone = index + 1 >= len(self.lines) or self.apart(index + 1)
        stopped = text.rstrip('”’")').endswith((".", "!", "?", ",", "]"))
        return alone and not stopped and bool(style_of(text))

    def opens_chapter(self, index: int) -> bool:
        """Tell whether a line by itself is a heading that no note could be."""
        style = style_of(self.scan.text[self.lines[index]])
        return self.apart(index) and self.like_heading(index) and style in NEVER_NOTES

    def block_is_finished(self, index: int) -> bool:
        """Tell whether the block that begins at ``index`` ends with a sentence."""
        end = index
        while end + 1 < len(self.lines) and not self.apart(end + 1):
            end += 1
        return signs.is_finished(self.scan.text[self.lines[end]])

    def stands_alone(self, index: int) -> float:
        """Return what says that a block without a mark is no part of the body before it."""
        before = self.scan.text[self.lines[index - 1]]
        return 0.0 if signs.is_finished(before) or style_of(before) else 0.3
