"""The notes at the feet of pages: where they begin, which line begins which note."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from sphinx_edition.importer import signs
from sphinx_edition.importer.headings import style_of
from sphinx_edition.importer.marks import (
    RAISED,
    SYMBOLS,
    likeness,
)
from sphinx_edition.importer.model import Note
from sphinx_edition.importer.page_text import PageText, Start

#: What a note must bring, mark and anchor together: strictly at first, then where notes are usual.
STRICT, LENIENT = 0.85, 0.6
#: What an anchor must be worth for a note that has no mark itself.
SURE = 0.85
#: How many notes may be lost at once, for a number that fits mark and anchor to be believed.
FURTHEST = 60
#: A part of the marks that is no more than what a scan misreads.
SMALL_PART = 0.25
SERIES = "*†‡§¶‖"


@dataclass
class Count:
    """Where the numbering of notes has come to."""

    number: int = 0
    bracketed: int = 0
    symbols: int = 0


@dataclass
class Foot:
    """Notes at the foot of a page: start and label of each, and what speaks for them."""

    starts: list[tuple[Start, str, float]] = field(default_factory=list)
    score: float = 0.0
    count: Count = field(default_factory=Count)


class FootFinder:
    """Finds the notes of all pages under one way of numbering."""

    def __init__(self, pages: Sequence[PageText], *, anew: bool) -> None:
        """Take the pages, and whether the numbers of the notes begin anew on each."""
        self.pages = pages
        self.anew = anew
        self.score = 0.0
        self.kinds = {"number", "symbol"}
        self.ruled = False  # whether a rule stands above the notes

    def read(self, threshold: float) -> list[Foot]:
        """Return the foot of every page; ``score`` says how well the numbering fits."""
        feet = []
        count = Count()
        self.score = 0.0
        goes_on = False
        for page in self.pages:
            count = replace(count, number=0 if self.anew else count.number, symbols=0)
            foot = self.foot(page, self.firsts(page, goes_on=goes_on), count, threshold)
            count = foot.count
            goes_on = bool(foot.starts) and page.breaks_off()
            self.score += foot.score
            feet.append(foot)
        return feet

    def firsts(self, page: PageText, *, goes_on: bool) -> list[int]:
        """Return which starts of a page may be the first note's.

        Those after a rule where notes have one; where a note of the page before ``goes_on``, a
        start without a mark is what runs over of it, and the next may be a note's.
        """
        ruled = [place for place, start in enumerate(page.starts) if start.ruled]
        places = ruled if self.ruled and ruled else [*range(len(page.starts))]
        if goes_on:
            places = [place + (not page.starts[place].mark) for place in places]
        return [place for place in places if place < len(page.starts)]

    def foot(self, page: PageText, firsts: list[int], count: Count, threshold: float) -> Foot:
        """Return the best foot of a page; an empty one if nothing speaks for notes."""
        best = Foot(count=count)
        for place in firsts:
            foot = self.from_start(page, place, count, threshold)
            first = page.starts[place]
            if foot.starts and foot.starts[0][0] == first and foot.score > best.score + 1e-9:
                best = foot
        return best

    def from_start(self, page: PageText, place: int, count: Count, threshold: float) -> Foot:
        """Return the notes of a page if they begin with the start at ``place``."""
        first = page.starts[place]
        foot = Foot(count=replace(count))
        foot.score = 0.15 if first.apart else -0.15
        later = [core_of(start.mark) for start in page.starts[place:] if start.mark]
        unmarked = 0.0 if first.mark else 0.7
        for start in page.starts[place:]:
            labels = (
                (label, cost, page.best_anchor(label, first.line))
                for label, cost in self.labels(start, foot.count)
            )
            label, gain = self.best_label(start, labels, later)
            gain -= threshold
            if gain > 0 or (start is first and start.clear and gain > -0.3):
                foot.starts.append((start, label, gain + threshold))
                foot.score += gain
                advance(foot.count, label)
            elif start is first:
                return Foot(count=count)
            elif start.apart:
                foot.score -= 0.3 + unmarked  # a paragraph of a note, or none
        size = len(page.lines) - first.index
        if size > 0.75 * len(page.lines):
            foot.score -= 0.5
        return foot

    def best_label(
        self, start: Start, labels: Iterable[tuple[str, float, float]], later: list[str]
    ) -> tuple[str, float]:
        """Return the label that fits a start best, and its worth.

        ``labels`` come with their costs and the worths of their anchors; ``later`` are marks to
        come.
        """
        best = ("", -1.0)
        for label, cost, anchor in labels:
            own = self.own_worth(start, label)
            if own <= 0:
                continue
            if not start.mark and (anchor < SURE or any(likeness(m, label) > 0.35 for m in later)):
                continue
            if start.mark.isalpha() and label in later:
                continue
            worth = own + anchor + 0.2 * start.apart - start.against - cost
            if worth > best[1]:
                best = (label, worth)
        return best

    def own_worth(self, start: Start, label: str) -> float:
        """Return how much the mark of a start looks like ``label``."""
        if not start.mark:
            return 0.01 + start.lone
        like = likeness(start.mark, label.strip("()") if label.startswith("(") else label)
        if label.startswith("(") and not start.mark.endswith(")"):
            like = min(like, 0.4)
        kind = 0.9 if start.clear else 0.45 if start.mark.strip(").").isalpha() else 0.65
        return kind * like if like > 0.12 else 0.0

    def labels(self, start: Start, count: Count) -> list[tuple[str, float]]:
        """Return the labels that may come next, each with what speaks against it."""
        core = core_of(start.mark)
        found = [(str(count.number + 1), 0.0), (f"({count.bracketed + 1})", 0.1)]
        if core.isdigit() and start.clear:
            value = int(core)
            if count.number + 1 < value <= count.number + 4:
                found.append((core, 0.25 * (value - count.number - 1)))
            elif 1 < value <= count.number < value + 3:
                found.append((core, 0.7))
            elif count.number + 4 < value <= count.number + FURTHEST:
                found.append((core, 0.95))
            if value == 1 and count.number:
                found.append(("1", 0.8))
        if "number" not in self.kinds and not (core.isdigit() and start.clear):
            found = []
        if core and core[0] in SYMBOLS and ("symbol" in self.kinds or core[0] != "*"):
            found.append((core, 0.0))
        elif "symbol" in self.kinds and (count.symbols or not core.isdigit()):
            found.append((SERIES[min(count.symbols, len(SERIES) - 1)], 0.2))
        return found

    def learn(self, feet: list[Foot]) -> None:
        """See from ``feet`` whether a rule stands above them.

        From their clear marks, see whether notes have numbers, symbols, or both.
        """
        firsts = [foot.starts[0][0] for foot in feet if foot.starts]
        self.ruled = sum(start.ruled for start in firsts) > len(firsts) / 2
        marks = [core_of(start.mark) for foot in feet for start, _, _ in foot.starts if start.clear]
        numbers = sum(mark.isdigit() for mark in marks)
        if len(marks) > 2 and not SMALL_PART * len(marks) <= numbers <= (1 - SMALL_PART) * len(
            marks
        ):
            self.kinds = {"number"} if numbers * 2 > len(marks) else {"symbol"}


def core_of(mark: str) -> str:
    """Return a mark without what stands about it, raised figures as figures."""
    return mark.strip("[]().,: ").translate(RAISED)


def advance(count: Count, label: str) -> None:
    """Count a note."""
    if label.isdigit():
        count.number = int(label)
    elif label.startswith("("):
        count.bracketed += 1
    else:
        count.symbols += 1


def notes_of(pages: Sequence[PageText]) -> list[Note]:
    """Return the notes of all pages."""
    ways = [FootFinder(pages, anew=False), FootFinder(pages, anew=True)]
    for way in ways:
        way.read(STRICT)
    best = max(ways, key=lambda way: way.score)
    feet = best.read(STRICT)
    best.learn(feet)
    if sum(len(foot.starts) for foot in feet) >= 2:
        feet = best.read(LENIENT)
    notes: list[Note] = []
    for number, (page, foot) in enumerate(zip(pages, feet, strict=True)):
        found = []
        for place, (start, label, worth) in enumerate(foot.starts):
            following = foot.starts[place + 1][0].index if place + 1 < len(foot.starts) else None
            lines = page.lines[start.index : following]
            confidence = round(min(0.99, 0.3 + worth / 2.4), 2)
            found.append(
                Note([(lines[0], lines[-1])], start.mark, label, confidence, number, number)
            )
        run_over(page, found, notes, pages, number)
        notes += found
    return notes


def run_over(
    page: PageText, found: list[Note], before: list[Note], pages: Sequence[PageText], number: int
) -> None:
    """Give the last note before a page what runs over to the foot of the page."""
    if not before or before[-1].ends != number - 1 or not page.lines:
        return
    last = before[-1]
    text = page.scan.text
    open_ended = not signs.is_finished(text[last.spans[-1][1]])
    end = page.lines.index(found[0].spans[0][0]) if found else len(page.lines)
    begin = end - 1
    previous = pages[number - 1]
    broken = previous.breaks_off()
    while begin > 0 and not page.apart(begin) and not (broken and page.resumes(begin)):
        begin -= 1
    if begin < 1 or begin >= end:
        return
    first, prior = page.lines[begin], page.lines[begin - 1]
    body_open = not signs.is_finished(text[prior]) and not style_of(text[prior])
    small = signs.starts_small(text[first])
    after = pages[number + 1].lines[:1] if number + 1 < len(pages) else []
    if page.scan.indent[first] > page.scan.indent[prior] + 1:
        return  # a paragraph of the body
    body_runs_on = body_open and bool(after) and signs.starts_small(text[after[0]])
    closed = signs.is_finished(text[page.lines[end - 1]])
    if not closed and not body_open:
        return
    if not closed and not open_ended:
        return
    set_apart = page.apart(begin) and previous.apart(previous.lines.index(last.spans[-1][0]))
    goes_on = open_ended and (small or body_open or (broken and set_apart))
    if goes_on or (body_runs_on and (open_ended or bool(found))):
        last.spans.append((first, page.lines[end - 1]))
        last.confidence = min(last.confidence, 0.85)
        last.ends = number
