"""Signs by which a text itself shows that a page begins."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from statistics import median

from sphinx_edition.importer import signs
from sphinx_edition.importer.furniture import SHORTEST_PAGE
from sphinx_edition.importer.headings import style_of
from sphinx_edition.importer.model import Scan

BLANKS = 3
#: The first line of a page -> how certain that is, and the sign of it.
Turns = dict[int, tuple[float, str]]


class Signs:
    """Looks for form feeds, blank lines and leading spaces."""

    def __init__(self, scan: Scan, full: list[int], numbers: set[int]) -> None:
        """Take the numbers of lines with text, and of those that hold a page number."""
        self.scan = scan
        self.full = full
        self.number_at = numbers

    def read(self) -> Turns:
        """Return the turns; form feeds go before all other signs."""
        if turns := self.form_feeds():
            return turns
        return self.leading_spaces() | self.blank_runs()

    def form_feeds(self) -> Turns:
        """Return the first lines with text after form feeds."""
        found = {}
        for number in range(1, self.scan.count + 1):
            raw = self.scan.raw[number]
            if "\f" not in raw:
                continue
            before = raw.partition("\f")[0].strip()
            first = number + 1 if before or not self.scan.text[number] else number
            while first <= self.scan.count and not self.scan.text[first]:
                first += 1
            if self.full[0] < first <= self.scan.count:
                found[first] = (0.99, "form feed")
        return found

    def blank_runs(self) -> Turns:
        """Return the first lines after three blank lines, unless those part chapters alone."""
        found = [b for a, b in pairwise(self.full) if b - a > BLANKS]
        before = {b: a for a, b in pairwise(self.full)}
        again = Counter(signs.plain(self.scan.text[line]) for line in found)
        parting = [
            line
            for line in found
            if line not in self.number_at
            and style_of(self.scan.text[line])
            and again[signs.plain(self.scan.text[line])] < 2
            and signs.is_finished(self.scan.text[before[line]])
        ]
        if len(parting) * 5 >= len(found) * 4 and not self.counted(before, found):
            return {}
        return dict.fromkeys(found, (0.95, "blank lines"))

    def counted(self, before: dict[int, int], found: list[int]) -> bool:
        """Tell whether half of the places ``found`` have a page number beside them."""
        near = [line for line in found if {line, before[line]} & self.number_at]
        return bool(found) and len(near) * 2 >= len(found)

    def leading_spaces(self) -> Turns:
        """Return the lines that begin with a single space, unless paragraphs begin so."""
        indents = Counter(self.scan.indent[line] for line in self.full)
        ones = [
            line
            for before, line, after in zip(self.full, self.full[1:], self.full[2:], strict=False)
            if self.scan.indent[line] == 1
            and 1
            not in (
                self.scan.indent[before],
                self.scan.indent[after],
            )
        ]
        usual = next((n for n, _ in indents.most_common() if n > 1), 0)
        if usual and indents[usual] > 2 * len(ones):
            ones += [n for n in self.full[1:] if self.scan.indent[n] == usual + 1]
        if not ones or indents[1] > 2 * len(ones) + 2:
            return {}
        ones.sort()
        places = {line: rank for rank, line in enumerate(self.full)}
        gaps = [b - a for a, b in pairwise([0, *(places[line] for line in ones)])]
        running = sum(
            not signs.is_finished(self.scan.text[self.full[places[line] - 1]])
            or signs.starts_small(self.scan.text[line])
            for line in ones
        )
        if median(gaps) < SHORTEST_PAGE or (median(gaps) < 15 and running * 4 < len(ones)):
            return {}
        return dict.fromkeys(ones, (0.9, "leading space"))
