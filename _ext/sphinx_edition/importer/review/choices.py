"""The decisions of an import as questions, and what a choice changes."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from sphinx_edition.importer import reader, records
from sphinx_edition.importer.blocks import heading_text
from sphinx_edition.importer.model import Anchor, Decision, Note, Reading

#: Decisions of at least this confidence are not asked about.
CERTAIN = 0.93
#: Lines of the scan that are shown before and after the one in question.
AROUND = 3


@dataclass
class Question:
    """A decision: where it is, what it asks, and the choices, the present one first."""

    key: str
    kind: str
    line: int
    asks: str
    choices: list[str]
    confidence: float
    marked: str = ""
    also: list[int] = field(default_factory=list)  # other lines to show


def questions(reading: Reading) -> list[Question]:
    """Return the questions that a reading leaves, in order of doubt."""
    found = [
        question
        for make in (of_notes, of_headings, of_pages, of_hyphens, of_furniture, of_doubts)
        for question in make(reading)
        if question.confidence < CERTAIN
    ]
    return sorted(found, key=lambda question: (question.confidence, question.line, question.key))


def of_notes(reading: Reading) -> Iterator[Question]:
    """Ask where notes are bound."""
    for note in reading.notes:
        anchor = note.anchor
        assert anchor
        places = [(anchor.line, anchor.column, anchor.mark), *anchor.alternatives]
        confidence = min(note.confidence, anchor.confidence)
        yield Question(
            note_key(note),
            "note",
            anchor.line,
            f"Where is the note of line {note.spans[0][0]} bound?",
            [place_words(reading, *place) for place in places],
            confidence,
            anchor.mark,
            [note.spans[0][0]],
        )


def note_key(note: Note) -> str:
    """Return what tells a note from all others."""
    return f"note {note.spans[0][0]}"


def place_words(reading: Reading, line: int, column: int, mark: str) -> str:
    """Return a place of the scan in words."""
    before = reading.scan.raw[line][:column].strip()[-32:]
    return f"line {line}, after “…{before}”" + (f", at the sign {mark}" if mark else "")


def of_headings(reading: Reading) -> Iterator[Question]:
    """Ask whether headings are some."""
    for heading in reading.headings:
        words = heading_text(reading.scan, heading)
        yield Question(
            f"heading {heading.line}",
            "heading",
            heading.line,
            f"Is “{words}” a heading?",
            [f"a heading of level {heading.level}", "no heading, but text"],
            heading.confidence,
        )


def of_pages(reading: Reading) -> Iterator[Question]:
    """Ask where pages begin."""
    for page in reading.pages[1:]:
        yield Question(
            f"page {page.first}",
            "page",
            page.first,
            "Does a page begin here?",
            ["a page begins here", "no page begins here"],
            page.confidence,
        )


def of_hyphens(reading: Reading) -> Iterator[Question]:
    """Ask which hyphens belong to their words."""
    for line, item in sorted(reading.hyphens.items()):
        yield Question(
            f"hyphen {line}",
            "hyphen",
            line,
            "How is the broken word written?",
            [item.choice, *item.alternatives],
            item.confidence,
            also=[line + 1],
        )


def of_furniture(reading: Reading) -> Iterator[Question]:
    """Ask which lines are no text."""
    for line, item in sorted(reading.furniture.items()):
        yield Question(
            f"furniture {line}",
            "furniture",
            line,
            "Is this line a part of the text?",
            [f"no: a {item.choice}", "yes: text"],
            item.confidence,
        )


def of_doubts(reading: Reading) -> Iterator[Question]:
    """Ask about tokens that look wrong."""
    for item in reading.doubts:
        proposed = [records.suggestion(item)] if item.alternatives else []
        yield Question(
            f"doubt {records.key_of(item)}",
            "token",
            item.line,
            f"Is “{item.choice}” right? ({item.about['reason']})",
            [f"{item.choice} (as the scan has it)", *proposed],
            item.confidence,
            item.choice,
        )


def apply(found: Reading, chosen: dict[str, int]) -> tuple[Reading, dict[str, str | None]]:
    """Return a copy of what the reader found with the choices of a person.

    ``chosen`` maps the key of a question to a choice, 0 for the one that stood first.  Returned
    besides are the doubts that are settled, each with the accepted reading or None.
    """
    reading = copy.deepcopy(found)
    apply_to_structure(reading, chosen)
    lexicon = reader.lexicon_of(reading)
    reader.arrange(reading, lexicon)
    for key, choice in chosen.items():
        if key.startswith("hyphen ") and choice:
            flip(reading.hyphens.get(int(key.split()[1])))
    settled: dict[str, str | None] = {}
    for item in reading.doubts:
        key = records.key_of(item)
        choice = chosen.get(f"doubt {key}", -1)
        if choice >= 0:
            settled[key] = records.suggestion(item) if choice and item.alternatives else None
    return reading, settled


def flip(item: Decision | None) -> None:
    """Take the other form of a broken word."""
    if item is not None:
        item.about["keep"] = not item.about["keep"]
        item.choice, item.alternatives = item.alternatives[0], [item.choice]


def apply_to_structure(reading: Reading, chosen: dict[str, int]) -> None:
    """Change pages, headings, notes and furniture as chosen."""
    changes: dict[str, Callable[[Reading, int, int], None]] = {
        "note": move_note,
        "heading": drop_heading,
        "page": join_page,
        "furniture": keep_line,
    }
    for key, choice in chosen.items():
        kind, _, line = key.partition(" ")
        if choice and kind in changes:
            changes[kind](reading, int(line), choice)
    reader.settle(reading)


def move_note(reading: Reading, line: int, choice: int) -> None:
    """Bind the note of a line elsewhere; a note that was bound there takes its place."""
    moved = next((note for note in reading.notes if note.spans[0][0] == line), None)
    if moved is None or moved.anchor is None or choice > len(moved.anchor.alternatives):
        return
    old = (moved.anchor.line, moved.anchor.column, moved.anchor.mark)
    there = moved.anchor.alternatives[choice - 1]
    for note in reading.notes:
        if note is not moved and note.anchor and overlap(note.anchor, there):
            note.anchor.line, note.anchor.column, note.anchor.mark = old
            old = (there[0], there[1], "")
    moved.anchor.line, moved.anchor.column, moved.anchor.mark = there


def overlap(anchor: Anchor, place: tuple[int, int, str]) -> bool:
    """Tell whether a note is bound at a place, or at a part of it."""
    line, column, mark = place
    return (
        anchor.line == line
        and anchor.column < column + max(1, len(mark))
        and column < anchor.column + max(1, len(anchor.mark))
    )


def drop_heading(reading: Reading, line: int, choice: int) -> None:  # noqa: ARG001
    """Take a heading for text."""
    reading.headings = [heading for heading in reading.headings if heading.line != line]
    for heading in reading.headings[:1]:
        heading.level = 1


def join_page(reading: Reading, line: int, choice: int) -> None:  # noqa: ARG001
    """Join a page with the one before it."""
    for index, page in enumerate(reading.pages):
        if index and page.first == line:
            reading.pages[index - 1].last = page.last
            del reading.pages[index]
            for note in reading.notes:
                note.page -= note.page >= index
            return


def keep_line(reading: Reading, line: int, choice: int) -> None:  # noqa: ARG001
    """Take a line for text."""
    reading.furniture.pop(line, None)
