"""Where pages begin, and which lines at their edges are running heads and page numbers."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from itertools import pairwise

from sphinx_edition.importer import signs
from sphinx_edition.importer.furniture import (
    LONGEST_PAGE,
    SHORTEST_PAGE,
    Heads,
    Numbered,
    chain,
    numbered,
    with_misread,
)
from sphinx_edition.importer.headings import style_of
from sphinx_edition.importer.model import Decision, Page, Scan
from sphinx_edition.importer.turns import Signs

#: Lines with text at the edge of a page among which its furniture stands.
EDGE = 2


class PageFinder:
    """Finds the pages of a scan and their furniture."""

    def __init__(self, scan: Scan) -> None:
        """Look at every line once."""
        self.scan = scan
        self.full = scan.full()
        self.turns: dict[int, tuple[float, str]] = {}
        self.furniture: dict[int, Decision] = {}
        self.chain = chain(numbered(scan, self.full), self.full)
        if self.count_sections():
            self.chain = []
        self.chain = with_misread(self.chain, scan, self.full)
        self.number_at = {item.line: item for item in self.chain}

    def read(self) -> list[Page]:
        """Return the pages, in order."""
        self.turns = Signs(self.scan, self.full, {*self.number_at}).read()
        edges = self.edges()
        heads = Heads(self.scan, self.full, set(self.number_at), edges)
        self.find_furniture(heads, edges)
        self.turns_of_furniture()
        self.turns_between_numbers()
        pages = self.make_pages()
        self.label(pages)
        return pages

    def count_sections(self) -> bool:
        """Tell whether the numbers part the text only between sentences, as no pages do."""
        bare = [bisect_left(self.full, item.line) for item in self.chain if not item.words]
        inside = [rank for rank in bare if 0 < rank < len(self.full) - 1]
        text = self.scan.text
        parting = sum(
            signs.is_finished(text[self.full[rank - 1]])
            and signs.starts_large(text[self.full[rank + 1]])
            for rank in inside
        )
        return len(inside) > 1 and parting * 10 >= len(inside) * 9

    def edges(self) -> set[int]:
        """Return the lines with text at the edges of the pages that are known by now."""
        if not self.turns:
            return {*self.full[:EDGE], *self.full[-EDGE:]}
        found: set[int] = set()
        starts = [0, *(rank for rank, line in enumerate(self.full) if line in self.turns)]
        for first, end in pairwise([*starts, len(self.full)]):
            page = self.full[first:end]
            found.update(page[:EDGE])
            below = [line for line in page[-EDGE:] if not self.is_number(line)]
            found.update(line for line in page[-EDGE:] if not below or line >= below[-1])
        return found

    def is_number(self, line: int) -> bool:
        """Tell whether a line holds nothing but a number."""
        return bool(signs.NUMBER_MISREAD.match(self.scan.text[line]))

    def find_furniture(self, heads: Heads, edges: set[int]) -> None:
        """Note which lines are page numbers and running heads."""
        seen: set[str] = set()
        for line in self.full:
            text = self.scan.text[line]
            item = self.number_at.get(line)
            head, like = heads.match(line)
            key = head or signs.plain(text)
            if item and (not item.words or item.weight > 0.5 or like):
                self.remove(line, "page number" if not item.words else "running head", 0.95)
                seen.add(key)
            elif like:
                if self.is_head(line, heads, edges, first=key not in seen):
                    self.remove(line, "running head", 0.9 * like)
                seen.add(key)

    def is_head(self, line: int, heads: Heads, edges: set[int], *, first: bool) -> bool:
        """Tell whether a line that looks like a running head is one, and not the title itself."""
        if self.turns and line not in edges:
            return False
        if not self.turns and not heads.stands_out(line):
            return False
        if not first:
            return True
        if not style_of(self.scan.text[line]) and not signs.is_capitals(self.scan.text[line]):
            return True
        # Where a title is also the head of its pages, the first one is the title itself, unless
        # it stands above the middle of a sentence.
        rank = bisect_left(self.full, line)
        after = self.full[rank + 1] if rank + 1 < len(self.full) else line
        return bool(rank) and signs.starts_small(self.scan.text[after])

    def remove(self, line: int, what: str, confidence: float) -> None:
        """Note that a line is no text."""
        self.furniture.setdefault(
            line,
            Decision(line, what, round(confidence, 2), ["text"], {"text": self.scan.text[line]}),
        )

    def turns_between_numbers(self) -> None:
        """Add a page that opens a chapter without a number, where the numbers leave one out."""
        rank = {line: index for index, line in enumerate(self.full)}
        for before, after in pairwise(self.chain):
            if after.value - before.value != 2 or after.roman != before.roman:
                continue
            if (
                sum(before.line < line <= after.line for line in self.turns) > 1
                or not {before.line, after.line} <= self.furniture.keys()
            ):
                continue
            first, last = rank[before.line], rank[after.line]
            openings = [
                index
                for index in range(first + (last - first) // 4, last - (last - first) // 4)
                if style_of(self.scan.text[self.full[index]])
                and self.full[index] - self.full[index - 1] > 1
            ]
            if openings:
                middle = (first + last) / 2
                line = self.full[min(openings, key=lambda index: abs(index - middle))]
                self.turns.setdefault(line, (0.6, "left out by the numbers"))

    def turns_of_furniture(self) -> None:
        """Add the turns that furniture alone shows."""
        clusters = self.clusters()
        if not clusters:
            return
        foot = self.stands_at_foot(clusters)
        known = sorted(self.turns)
        rank = {line: index for index, line in enumerate(self.full)}
        for cluster in clusters:
            begin, end = rank[cluster[0]], rank[cluster[-1]]
            around = {self.full[i] for i in range(max(0, begin - 1), min(len(self.full), end + 2))}
            if around & {*known}:
                continue
            tops = [line for line in cluster if line not in foot]
            at = rank[tops[0]] if tops else end + 1
            if 0 < at < len(self.full) and not self.at_an_end(begin, end):
                sign = (
                    "running head"
                    if any(self.furniture[line].choice == "running head" for line in cluster)
                    else "page number"
                )
                self.turns[self.full[at]] = (0.9 if not known else 0.8, sign)

    def at_an_end(self, begin: int, end: int) -> bool:
        """Tell whether nothing but furniture is before or after a cluster (given by its ranks)."""
        return begin == 0 or end == len(self.full) - 1

    def clusters(self) -> list[list[int]]:
        """Return runs of furniture with no text between."""
        found: list[list[int]] = []
        last = -2
        for index, line in enumerate(self.full):
            if line in self.furniture:
                if (last == index - 1 and line not in self.turns) or last == index - 1:
                    found[-1].append(line)
                else:
                    found.append([line])
                last = index
        return found

    def stands_at_foot(self, clusters: list[list[int]]) -> set[int]:
        """Return the furniture that stands at the foot of its page."""
        kinds = ("page number", "running head")
        foot: Counter[str] = Counter()
        head: Counter[str] = Counter()
        starts = {*self.turns}
        for cluster in clusters:
            turn = next((i for i, line in enumerate(cluster) if line in starts), None)
            for i, line in enumerate(cluster):
                kind = self.furniture[line].choice
                if turn is not None:
                    (head if i >= turn else foot)[kind] += 1
                elif self.full[0] == cluster[0]:
                    head[kind] += 2
                elif self.full[-1] == cluster[-1]:
                    foot[kind] += 2
                elif self.after_is_turn(line):
                    foot[kind] += 1
                elif len(cluster) > 1:
                    (head if i else foot)[kind] += 1
        footed = {kind for kind in kinds if foot[kind] > head[kind]}
        if not foot and not head:
            footed = {"page number"}
        if foot["page number"] == head["page number"] and "running head" not in footed:
            footed.add("page number")
        return {line for line in self.furniture if self.furniture[line].choice in footed}

    def after_is_turn(self, line: int) -> bool:
        """Tell whether the next line with text begins a page."""
        following = line + 1
        while following <= self.scan.count and not self.scan.text[following]:
            following += 1
        return following in self.turns

    def make_pages(self) -> list[Page]:
        """Return the pages between the turns."""
        starts = [self.full[0], *sorted(line for line in self.turns if line > self.full[0])]
        pages = []
        rank = {line: index for index, line in enumerate(self.full)}
        for first, following in pairwise([*starts, 0]):
            last = self.full[rank[following] - 1] if following else self.full[-1]
            confidence, sign = self.turns.get(first, (1.0, "beginning"))
            size = rank[last] - rank[first] + 1
            if size > LONGEST_PAGE or (size < SHORTEST_PAGE and following):
                confidence = round(confidence * 0.6, 2)
            pages.append(Page(first, last, confidence, sign=sign))
        return pages

    def label(self, pages: list[Page]) -> None:
        """Give the pages the numbers that are printed on them, where enough of them are known."""
        numbers: dict[int, Numbered] = {}
        starts = [page.first for page in pages]
        for item in self.chain:
            if item.line in self.furniture:
                numbers.setdefault(bisect_right(starts, item.line) - 1, item)
        offsets = Counter((item.value - i, item.roman) for i, item in numbers.items())
        if not offsets or offsets.most_common(1)[0][1] * 2 <= len(numbers):
            return
        (offset, is_roman), _ = offsets.most_common(1)[0]
        for index, page in enumerate(pages):
            known = numbers.get(index)
            printed = signs.NUMBER_ALONE.match(self.scan.text[known.line]) if known else None
            if known and known.roman and printed:
                page.label = printed[1]
            elif not is_roman and index + offset > 0:
                page.label = str(index + offset)
