"""Reads a scan: pages, then notes, headings, paragraphs, hyphens and doubts, in this order."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import replace

from sphinx_edition.importer.anchors import bind
from sphinx_edition.importer.blocks import BlockFinder, heading_text
from sphinx_edition.importer.doubts import Doubter
from sphinx_edition.importer.feet import notes_of
from sphinx_edition.importer.headings import HeadingFinder
from sphinx_edition.importer.hyphens import decide
from sphinx_edition.importer.lexicon import Lexicon
from sphinx_edition.importer.marks import SYMBOLS
from sphinx_edition.importer.model import Decision, Note, Page, Reading, Scan
from sphinx_edition.importer.naming import name_documents
from sphinx_edition.importer.page_text import PageText
from sphinx_edition.importer.pages import PageFinder

Progress = Callable[[str, int, int], None]


def silent(what: str, done: int, total: int) -> None:
    """Show no progress."""


def read(scan: Scan, progress: Progress = silent) -> Reading:
    """Return what there is in a scan."""
    steps = 5
    reading = Reading(scan)
    progress("pages", 0, steps)
    finder = PageFinder(scan)
    reading.pages = finder.read()
    reading.furniture = finder.furniture
    progress("notes", 1, steps)
    lexicon = lexicon_of(reading)
    reading.language = lexicon.language
    pages = read_notes(reading)
    if openings := chapters_amid_notes(reading, pages):
        reading.pages = parted_at(openings, reading)
        pages = read_notes(reading)
    rules(reading, pages)
    progress("anchors", 2, steps)
    body = body_of(reading)
    bind(pages, reading.notes, {*body}, lexicon)
    settle(reading)
    progress("headings", 3, steps)
    starts = {line for page in pages for line in page.lines[:1]}
    reading.headings = HeadingFinder(scan, body, starts, without_marks(reading)).read()
    progress("words", 4, steps)
    arrange(reading, lexicon)
    progress("", steps, steps)
    return reading


def read_notes(reading: Reading) -> list[PageText]:
    """Find the notes at the feet of the pages, and return the pages as lines."""
    pages = [PageText(reading.scan, page, {*reading.furniture}) for page in reading.pages]
    reading.notes = notes_of(pages)
    return pages


def chapters_amid_notes(reading: Reading, pages: list[PageText]) -> list[int]:
    """Return the headings of chapters among notes: a page that no sign shows begins there."""
    spans = [span for note in reading.notes for span in note.spans]
    return [
        line
        for page in pages
        for index, line in enumerate(page.lines)
        if any(first < line <= last for first, last in spans) and page.opens_chapter(index)
    ]


def parted_at(openings: list[int], reading: Reading) -> list[Page]:
    """Return the pages, parted before the lines ``openings``."""
    found = []
    for page in reading.pages:
        full = reading.scan.full(page.first, page.last)
        starts = [line for line in openings if line in full[1:]]
        lasts = [*(full[full.index(line) - 1] for line in starts), page.last]
        found.append(replace(page, last=lasts[0]))
        found += [
            Page(first, last, 0.6, sign="a heading after notes")
            for first, last in zip(starts, lasts[1:], strict=True)
        ]
    return found


def lexicon_of(reading: Reading) -> Lexicon:
    """Return the words of a text without its furniture."""
    scan = reading.scan
    return Lexicon(scan.text[n] for n in scan.full() if n not in reading.furniture)


def arrange(reading: Reading, lexicon: Lexicon) -> None:
    """Make documents, paragraphs and words of the pages, notes and headings that were found."""
    words = without_marks(reading)
    titles = [heading_text(reading.scan, heading) for heading in reading.headings]
    name_documents(reading, titles)
    label(reading)
    reading.blocks, reading.paragraphs = BlockFinder(reading, body_of(reading), words).read()
    reading.hyphens = decide(pairs(reading, words), lexicon)
    reading.doubts = Doubter(reading, lexicon, words).read()


def rules(reading: Reading, pages: list[PageText]) -> None:
    """Take the lines drawn above notes out of the text; keep those that part sections."""
    first = {note.spans[0][0] for note in reading.notes}
    for page in pages:
        below = [line for line in page.lines if line in first]
        for line in page.rules:
            text = reading.scan.text[line]
            if (
                below
                and line < below[0]
                and not any(line < other < below[0] for other in page.lines)
            ):
                reading.furniture[line] = Decision(line, "rule", 0.95, ["text"], {"text": text})


def body_of(reading: Reading) -> list[int]:
    """Return the lines of the body: neither furniture nor notes."""
    notes = reading.of_notes()
    return [n for n in reading.scan.full() if n not in reading.furniture and n not in notes]


def settle(reading: Reading) -> None:
    """Leave out notes that nothing can be bound to, and put the others in order."""
    scan = reading.scan
    reading.notes = [note for note in reading.notes if note.anchor is not None]
    reading.notes.sort(key=lambda note: (place(note), note.spans[0]))
    for note in reading.notes:
        note.spans = [part for span in note.spans for part in parted(span, reading)]
        anchor = note.anchor
        assert anchor
        found = [m.start() for m in re.finditer(re.escape(anchor.mark), scan.raw[anchor.line])]
        if anchor.mark and anchor.column not in found:  # it laps over another like it
            anchor.column += len(anchor.mark)
            anchor.mark = ""


def label(reading: Reading) -> None:
    """Give the notes the labels that are printed, if unique on their pages; else a count."""
    chapters = sorted(each.line for each in reading.headings if each.document)
    keys = [
        (bisect_right(chapters, place(note)[0]), note.page, note.number) for note in reading.notes
    ]
    pages = [page.label or str(index) for index, page in enumerate(reading.pages, 1)]
    unique = len({*keys}) == len(keys) and len({*pages}) == len(pages)
    unique = unique and all(is_printed(note.number) for note in reading.notes)
    for index, note in enumerate(reading.notes, 1):
        note.label = note.number if unique else str(index)


def is_printed(number: str) -> bool:
    """Tell whether the number of a note is one that prints have: of figures, or of signs."""
    return number.strip("()").isdigit() or (bool(number) and set(number) <= set(SYMBOLS))


def parted(span: tuple[int, int], reading: Reading) -> list[tuple[int, int]]:
    """Return a span without the furniture in it."""
    found: list[tuple[int, int]] = []
    begin = 0
    for line in range(span[0], span[1] + 1):
        if line in reading.furniture:
            begin = 0
        elif not reading.scan.text[line]:
            continue
        elif begin:
            found[-1] = (begin, line)
        else:
            begin = line
            found.append((line, line))
    return found


def place(note: Note) -> tuple[int, int]:
    """Return where a note is bound."""
    assert note.anchor
    return note.anchor.line, note.anchor.column


def without_marks(reading: Reading) -> dict[int, str]:
    """Return the lines of body and notes without the marks of notes, a NUL where one is bound."""
    scan = reading.scan
    lines = {line: scan.text[line] for line in body_of(reading)}
    for note in reading.notes:
        for first, last in note.spans:
            lines.update({line: scan.text[line] for line in scan.full(first, last)})
        first = note.spans[0][0]
        lines[first] = scan.text[first].removeprefix(note.mark).strip()
    for note in sorted(reading.notes, key=place, reverse=True):
        assert note.anchor
        anchor = note.anchor
        raw = scan.raw[anchor.line]
        shift = len(raw) - len(raw.lstrip())
        column = anchor.column - shift
        text = lines[anchor.line]
        lines[anchor.line] = text[:column] + "\0" + text[column + len(anchor.mark) :]
    return {line: text.strip() for line, text in lines.items()}


def pairs(reading: Reading, words: dict[int, str]) -> Iterator[tuple[int, str, str]]:
    """Yield each line that another follows in the same paragraph or note: number and both texts."""
    for block in reading.blocks:
        for line, following in zip(block.lines, block.lines[1:], strict=False):
            yield line, words[line], words[following]
    for note in reading.notes:
        for paragraph in note_paragraphs(reading.scan, note):
            for line, following in itertools.pairwise(paragraph):
                yield line, words[line], words[following]


def note_paragraphs(scan: Scan, note: Note) -> list[list[int]]:
    """Return the lines of a note by paragraphs: blank lines within a page part them."""
    found: list[list[int]] = [[]]
    for first, last in note.spans:
        for line in range(first, last + 1):
            if scan.text[line]:
                found[-1].append(line)
            elif found[-1]:
                found.append([])
    return [lines for lines in found if lines]
