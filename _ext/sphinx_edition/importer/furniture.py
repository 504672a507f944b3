"""Running heads and page numbers: lines of a page that are no text."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher

from sphinx_edition.importer import signs
from sphinx_edition.importer.marks import likeness
from sphinx_edition.importer.model import Scan

#: Lines with text that a page has at least and at most, for numbers to be those of pages.
SHORTEST_PAGE, LONGEST_PAGE = 6, 130
#: How like a number a misread one is, and how far beyond a row of numbers one may lie.
LIKE, AT_AN_END = 0.3, 3
#: How like a running head a misread one is.
ALIKE = 0.78
LONGEST_HEAD = 70
#: Heads with which misread ones are compared, the most frequent first.
MOST_HEADS = 60
END_NUMBER = re.compile(r"^\W*\d{1,4}\b|\b\d{1,4}\W*$")
#: A reference ends so, and stands at the foot of many pages.
REFERENCE = re.compile(r"\b(?:p|pp|vol|no|ch|cit|[I1T]bid)\b[.,\s]*$", re.IGNORECASE)


@dataclass(frozen=True)
class Numbered:
    """A line with what may be a page number; ``words`` is the head beside it."""

    line: int
    value: int
    words: str = ""
    roman: bool = False

    @property
    def weight(self) -> float:
        """Return how much such a line looks like a page number."""
        return 1.0 if not self.words else 0.9 if signs.is_capitals(self.words) else 0.5


def numbered(scan: Scan, full: list[int]) -> list[Numbered]:
    """Return the lines that may hold a page number."""
    found = []
    for line in full:
        text = scan.text[line]
        if len(text) > LONGEST_HEAD:
            continue
        if match := signs.NUMBER_ALONE.match(text):
            digits = match[1].isdigit()
            value = int(match[1]) if digits else signs.roman(match[1])
            if value and (digits or match[1].islower()):
                found.append(Numbered(line, value, roman=not digits))
        elif match := signs.NUMBER_FIRST.match(text):
            found.append(Numbered(line, int(match[1]), match[2]))
        elif match := signs.NUMBER_LAST.match(text):
            found.append(Numbered(line, int(match[2]), match[1]))
    return found


def chain(candidates: list[Numbered], full: list[int]) -> list[Numbered]:
    """Return the heaviest row of candidates that count pages: one more on every page."""
    rank = [bisect_left(full, item.line) for item in candidates]
    best = [item.weight for item in candidates]
    before = [-1] * len(candidates)
    for index, item in enumerate(candidates):
        for other in range(index - 1, max(-1, index - 120), -1):
            step = item.value - candidates[other].value
            gap = rank[index] - rank[other]
            if gap > LONGEST_PAGE * 6:
                break
            if not 1 <= step <= 6 or candidates[other].roman != item.roman:
                continue
            if not is_apart(step, gap):
                continue
            weight = best[other] + item.weight - 0.15 * (step - 1)
            if weight > best[index]:
                best[index], before[index] = weight, other
    return follow(candidates, best, before)


def follow(candidates: list[Numbered], best: list[float], before: list[int]) -> list[Numbered]:
    """Return the rows that weigh 2.5 or more, the heaviest first, none crossing another."""
    found: list[Numbered] = []
    taken: list[tuple[int, int]] = []
    for start in sorted(range(len(best)), key=lambda index: (-best[index], index)):
        if best[start] < 2.5:
            break
        row = []
        index = start
        while index >= 0:
            row.append(candidates[index])
            index = before[index]
        first, last = row[-1].line, row[0].line
        if all(last < begin or end < first for begin, end in taken):
            found += row
            taken.append((first, last))
    return sorted(found, key=lambda item: item.line)


def with_misread(row: list[Numbered], scan: Scan, full: list[int]) -> list[Numbered]:
    """Return a row of page numbers with those that the scan misread and the row leaves out."""
    if not row or any(item.roman for item in row):
        return row
    rank = {line: index for index, line in enumerate(full)}
    alone = [line for line in full if signs.NUMBER_MISREAD.match(scan.text[line])]
    beyond = Numbered(0, row[0].value - AT_AN_END)
    end = Numbered(full[-1] + 1, row[-1].value + AT_AN_END)
    found = [*row]
    for before, after in itertools.pairwise([beyond, *row, end]):
        known = after if before is beyond else before
        left_out = range(before.value + 1, after.value)
        for line in alone[bisect_right(alone, before.line) : bisect_left(alone, after.line)]:
            core = signs.NUMBER_MISREAD.sub(r"\1", scan.text[line])
            gap = abs(rank[line] - rank[known.line])
            value = next(
                (
                    value
                    for value in left_out
                    if is_apart(abs(value - known.value), gap) and likeness(core, str(value)) > LIKE
                ),
                None,
            )
            if value is not None:
                found.append(Numbered(line, value))
                left_out = range(value + 1, after.value)
    return sorted(found, key=lambda item: item.line)


def is_apart(step: int, gap: int) -> bool:
    """Tell whether ``gap`` lines with text can be ``step`` pages."""
    return SHORTEST_PAGE * step <= gap <= LONGEST_PAGE * step


class Heads:
    """The running heads of a text: what stands again and again on lines of its own."""

    def __init__(self, scan: Scan, full: list[int], numbers: set[int], edges: set[int]) -> None:
        """Find the heads; ``numbers`` have page numbers, ``edges`` begin or end a page."""
        self.scan = scan
        self.full = full
        self.numbers = numbers
        self.edges = edges
        self.known: Counter[str] = Counter()
        places: dict[str, list[int]] = {}
        for line in full:
            if key := self.key(line):
                places.setdefault(key, []).append(line)
        for key, lines in places.items():
            if self.recurs(lines):
                self.known[key] = len(lines)
        most = [key for key, _ in self.known.most_common(MOST_HEADS)]
        self.by_length = sorted((len(key), key) for key in most)
        self.asked: dict[str, tuple[str, float]] = {}

    def key(self, line: int) -> str:
        """Return what a line has in common with its like; empty if it cannot be a head."""
        text = self.scan.text[line]
        if len(text) > LONGEST_HEAD or text.endswith((",", ";", "-")):
            return ""
        if text.endswith((".", "!", "?")) and not signs.is_capitals(text):
            return ""  # a sentence that comes again
        words = END_NUMBER.sub("", text)
        if any(map(str.isdigit, words)) or REFERENCE.search(words):
            return ""
        letters = signs.plain(text)
        return letters if len(letters) >= 4 else ""

    def recurs(self, lines: list[int]) -> bool:
        """Tell whether a line that stands at ``lines`` is a running head."""
        if len(lines) < 2:
            return False
        at_edges = sum(line in self.edges or line in self.numbers for line in lines)
        if at_edges >= 2 and at_edges * 2 > len(lines):
            return True
        if len(lines) < 3 or not all(map(self.stands_out, lines)):
            return False
        ranks = [bisect_left(self.full, line) for line in lines]
        gaps = sorted(b - a for a, b in itertools.pairwise(ranks))
        return SHORTEST_PAGE <= gaps[len(gaps) // 2] <= 2 * LONGEST_PAGE

    def stands_out(self, line: int) -> bool:
        """Tell whether a line is in capitals, or beside a page number."""
        near = {line - 2, line - 1, line + 1, line + 2}
        return signs.is_capitals(self.scan.text[line]) or bool(near & self.numbers)

    def match(self, line: int) -> tuple[str, float]:
        """Return the known head that a line is most like, and how like, from 0 to 1."""
        letters = signs.plain(self.scan.text[line])
        if letters in self.known:
            return letters, 1.0
        if not self.known or len(letters) < 4 or len(self.scan.text[line]) > LONGEST_HEAD:
            return "", 0.0
        if line not in self.edges and not self.stands_out(line):
            return "", 0.0
        if letters not in self.asked:
            self.asked[letters] = self.nearest(letters)
        return self.asked[letters]

    def nearest(self, letters: str) -> tuple[str, float]:
        """Return the known head most like ``letters``, and how like."""
        low = bisect_left(self.by_length, (int(len(letters) * 0.75), ""))
        high = bisect_right(self.by_length, (int(len(letters) * 1.34) + 1, ""))
        best, found = 0.0, ""
        for _, head in self.by_length[low:high]:
            matcher = SequenceMatcher(None, head, letters, autojunk=False)
            if matcher.quick_ratio() > max(best, ALIKE) and (ratio := matcher.ratio()) > best:
                best, found = ratio, head
        return (found, best) if best >= ALIKE else ("", 0.0)
