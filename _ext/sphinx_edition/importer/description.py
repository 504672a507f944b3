"""The witness description, the ledger and the report of an import, as text."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from sphinx_edition.importer.model import Note, Reading
from sphinx_edition.importer.naming import untitled


def quoted(text: str) -> str:
    """Return ``text`` between quotation marks, as YAML and JSON have it."""
    return json.dumps(text, ensure_ascii=not text.isprintable())


def flow(value: Any) -> str:
    """Return a value as YAML in one line."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {flow(each)}" for key, each in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(flow, value)) + "]"
    return quoted(value) if isinstance(value, str) else str(value)


def rows(name: str, items: Iterable[dict[str, object]]) -> str:
    """Return a list of a YAML file, one item a line."""
    lines = [f"  - {flow(item)}\n" for item in items]
    return f"\n{name}:\n{''.join(lines)}" if lines else f"\n{name}: []\n"


def witness(reading: Reading, name: str, sha256: str) -> str:
    """Return the description of a scan, the file ``name``."""
    text = f"# The reading of {name}: where its pages, headings and notes are.\n"
    text += "# Lines count from 1.  Made by sphinx-edition import; to be corrected by hand.\n\n"
    text += f"sha256: {sha256}\n"
    first = reading.blocks[0].lines[0]
    if not reading.headings or reading.headings[0].line > first:
        text += f"document: {untitled(reading)}\n"
    text += rows("pages", map(page_item, *page_rows(reading)))
    text += rows("headings", map(heading_item, reading.headings))
    text += rows("notes", (note_item(reading, note) for note in reading.notes))
    text += "\n# The hyphen of a word that is broken at a line's end: kept, or dropped.\n"
    text += rows(
        "hyphens",
        (
            {"line": line, "keep": item.about["keep"]}
            for line, item in sorted(reading.hyphens.items())
        ),
    ).lstrip("\n")
    text += paragraphs(reading)
    text += rows("furniture", ({"line": line} for line in sorted(reading.furniture)))
    return text


def page_rows(reading: Reading) -> tuple[list[tuple[int, int]], list[str]]:
    """Return the lines of the pages, and their printed numbers where these are no count."""
    counted = all(page.label in {"", str(n)} for n, page in enumerate(reading.pages, 1))
    labels = ["" if counted else page.label for page in reading.pages]
    return [(page.first, page.last) for page in reading.pages], labels


def page_item(lines: tuple[int, int], label: str) -> dict[str, object]:
    """Return a page as the description has it."""
    return {"lines": lines, "label": label} if label else {"lines": lines}


def heading_item(heading: Any) -> dict[str, object]:
    """Return a heading as the description has it."""
    item: dict[str, object] = {"line": heading.line}
    if heading.last > heading.line:
        item["last"] = heading.last
    item["level"] = heading.level
    if heading.document:
        item["document"] = heading.document
    return item


def note_item(reading: Reading, note: Note) -> dict[str, object]:
    """Return a note as the description has it."""
    item: dict[str, object] = {"label": note.label, "lines": note.spans[0]}
    if len(note.spans) > 1:
        item["continued"] = note.spans[1:]
    if note.mark:
        item["mark"] = note.mark
    assert note.anchor
    item["anchor"] = anchor_item(reading.scan.raw[note.anchor.line], note)
    return item


def anchor_item(raw: str, note: Note) -> dict[str, object]:
    """Return where a note is bound, on the line ``raw``."""
    assert note.anchor
    line, column, mark = note.anchor.line, note.anchor.column, note.anchor.mark
    key = "mark"
    start = column
    if not mark:
        key = "after"
        mark = raw[:column].lstrip()
        short = mark[-24:]
        mark = short if raw.count(short) == 1 else mark
        start = column - len(mark)
    item: dict[str, object] = {"line": line, key: mark}
    places = occurrences(raw, mark)
    if len(places) > 1:
        item["occurrence"] = places.index(start) + 1
    return item


def occurrences(raw: str, mark: str) -> list[int]:
    """Return where ``mark`` stands in ``raw``, none lapping over another."""
    found = []
    at = raw.find(mark)
    while at >= 0:
        found.append(at)
        at = raw.find(mark, at + len(mark))
    return found


def paragraphs(reading: Reading) -> str:
    """Return where paragraphs begin, or run on, against the general rule."""
    begin = sorted(line for line, begins in reading.paragraphs.items() if begins)
    run_on = sorted(line for line, begins in reading.paragraphs.items() if not begins)
    parts = [
        f"  {key}: {flow(lines)}\n"
        for key, lines in (("begin", begin), ("run_on", run_on))
        if lines
    ]
    return "\nparagraphs:\n" + "".join(parts) if parts else ""
