"""Where notes are bound: the best row of marks on a page for the notes at its foot."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from sphinx_edition.importer.lexicon import Lexicon
from sphinx_edition.importer.marks import Candidate, fits_brackets, likeness
from sphinx_edition.importer.model import Anchor, Note, Scan
from sphinx_edition.importer.page_text import PageText

#: What a mark must be worth to be taken for an anchor.
LEAST = 0.11
#: Pairs of notes and marks beyond which a page is no page of print, and figures must be exact.
MOST_PAIRS = 60_000
WORD = re.compile(r"[^\W\d_]{4,}")
CLAUSE_END = re.compile(r"[.;:!?,][”’\"')\]]*(?=\s|$)|[”\"](?=\s|$)")


def bind(pages: Sequence[PageText], notes: list[Note], body: set[int], lexicon: Lexicon) -> None:
    """Give every note its anchor; ``body`` are the lines that can hold one."""
    by_page: dict[int, list[Note]] = {}
    for note in notes:
        by_page.setdefault(note.page, []).append(note)
    for number, found in by_page.items():
        page = pages[number]
        marks = [mark for mark in page.marks if mark.line in body]
        if len(marks) * len(found) > MOST_PAIRS:
            marks = [mark for mark in marks if mark.base >= 0.5]
        for note, anchor in zip(found, assign(found, marks), strict=True):
            note.anchor = anchor
        lines = [line for line in page.lines if line in body]
        guess_lost(page.scan, found, lines, lexicon)


def worth(mark: Candidate, note: Note) -> float:
    """Return how well a mark can be the anchor of a note."""
    label = note.number.strip("()")
    like = likeness(mark.mark, label)
    if note.number.startswith("(") and ("(" in mark.mark or mark.mark.endswith(")")):
        like = max(like, 0.5)
    if note.mark and mark.mark == note.mark:
        like = max(like, 0.75)
    own = note.mark.strip("[]().,: ")
    if own and mark.mark.strip("[]().,: ") == own:
        like = max(like, 0.6)
    return mark.base * like * fits_brackets(mark.mark, note.number)


def assign(notes: list[Note], marks: list[Candidate]) -> list[Anchor | None]:
    """Return an anchor for each note of a page, in their order; None where none is left."""
    width = len(marks)
    best = [[0.0] * (width + 1) for _ in range(len(notes) + 1)]
    took = [[False] * (width + 1) for _ in range(len(notes) + 1)]
    ends = [(mark.line, mark.column + len(mark.mark)) for mark in marks]
    # The last mark that ends before another begins: marks that overlap exclude each other.
    order = sorted(range(width), key=lambda index: ends[index])
    marks = [marks[index] for index in order]
    ends = [ends[index] for index in order]
    free = [bisect_left(ends, (mark.line, mark.column + 1)) for mark in marks]
    for row, note in enumerate(notes, 1):
        for column in range(1, width + 1):
            best[row][column] = max(best[row][column - 1], best[row - 1][column])
            value = worth(marks[column - 1], note)
            if value < LEAST:
                continue
            total = best[row - 1][min(free[column - 1], column - 1)] + value
            if total > best[row][column] + 1e-9:
                best[row][column] = total
                took[row][column] = True
    found: list[Anchor | None] = [None] * len(notes)
    row, column = len(notes), width
    while row and column:
        if took[row][column]:
            mark = marks[column - 1]
            value = worth(mark, notes[row - 1])
            found[row - 1] = Anchor(
                mark.line, mark.column, mark.mark, round(min(0.99, value + 0.05), 2)
            )
            row, column = row - 1, min(free[column - 1], column - 1)
        elif best[row][column] == best[row][column - 1]:
            column -= 1
        else:
            row -= 1
    others(notes, marks, found)
    return found


def others(notes: list[Note], marks: list[Candidate], found: list[Anchor | None]) -> None:
    """Note the best marks that were not taken."""
    for note, anchor in zip(notes, found, strict=True):
        if anchor is None or anchor.confidence > 0.9:
            continue
        rest = [mark for mark in marks if (mark.line, mark.column) != (anchor.line, anchor.column)]
        rest.sort(key=lambda mark: (-worth(mark, note), mark.line, mark.column))
        anchor.alternatives = [
            (m.line, m.column, m.mark) for m in rest[:4] if worth(m, note) > 0.05
        ]


def guess_lost(scan: Scan, notes: list[Note], lines: list[int], lexicon: Lexicon) -> None:
    """Give notes without a mark in the text a place: where the words are most like theirs."""
    if not lines:
        return
    for index, note in enumerate(notes):
        if note.anchor is not None:
            continue
        low = next((n.anchor for n in reversed(notes[:index]) if n.anchor), None)
        high = next((n.anchor for n in notes[index + 1 :] if n.anchor), None)
        first = (low.line, low.column + len(low.mark)) if low else (0, 0)
        last = (high.line, high.column) if high else (lines[-1] + 1, 0)
        places = [place for place in places_of(scan, lines) if first < place < last]
        if not places:
            end = lines[-1]
            places = [(end, len(scan.raw[end].rstrip()))]
        share = (index + 1) / (len(notes) + 1)
        ranked = rank(scan, note, lines, places, share, lexicon)
        line, column = ranked[0]
        others = [(at, where, "") for at, where in ranked[1:5]]
        note.anchor = Anchor(line, column, "", 0.25, others)


def places_of(scan: Scan, lines: list[int]) -> list[tuple[int, int]]:
    """Return the ends of sentences and clauses in ``lines``."""
    return [(line, match.end()) for line in lines for match in CLAUSE_END.finditer(scan.raw[line])]


def rank(
    scan: Scan,
    note: Note,
    lines: list[int],
    places: list[tuple[int, int]],
    share: float,
    lexicon: Lexicon,
) -> list[tuple[int, int]]:
    """Return ``places``, the likeliest first."""
    words: dict[str, float] = {}
    for first, last in note.spans:
        for line in range(first, last + 1):
            for word in WORD.findall(scan.text[line]):
                words[word.lower()] = 1 / (
                    1 + lexicon.count(word) + lexicon.frequency(word) / 20_000
                )
    position = {line: index for index, line in enumerate(lines)}

    def value(place: tuple[int, int]) -> tuple[float, int, int]:
        line, column = place
        index = position[line]
        near = scan.raw[line][:column]
        if index:
            near = scan.raw[lines[index - 1]][-60:] + " " + near
        likeness = sum(words.get(word.lower(), 0.0) for word in WORD.findall(near[-110:]))
        ends = 0.35 if scan.raw[line][:column].rstrip("”’\"')]").endswith((".", "!", "?")) else 0.0
        quoted = 0.3 if scan.raw[line][column - 1 : column] in {"”", '"'} else 0.0
        distance = abs((index + 0.5) / len(lines) - share)
        return (likeness + ends + quoted - 0.6 * distance, -line, -column)

    return sorted(places, key=value, reverse=True)
