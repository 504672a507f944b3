"""The report of an import: every decision, with its confidence and what else it could be."""

from __future__ import annotations

import json
from typing import Any

from sphinx_edition.importer.blocks import heading_text
from sphinx_edition.importer.model import Decision, Note, Reading


def report(reading: Reading, files: dict[str, str]) -> str:
    """Return the report of an import; ``files`` maps what it wrote to their SHA-256."""
    scan = reading.scan
    data = {
        "pages": [
            decision(
                page.first,
                page.label or str(index),
                page.confidence,
                ["no page begins here"],
                lines=[page.first, page.last],
                sign=page.sign,
            )
            for index, page in enumerate(reading.pages, 1)
        ],
        "headings": [
            decision(
                each.line,
                heading_text(scan, each),
                each.confidence,
                ["text"],
                level=each.level,
                style=each.style,
                document=each.document,
            )
            for each in reading.headings
        ],
        "notes": [note_report(reading, note) for note in reading.notes],
        "hyphens": [from_decision(item) for _, item in sorted(reading.hyphens.items())],
        "suspicious": [from_decision(item) for item in reading.doubts],
        "furniture": [from_decision(item) for _, item in sorted(reading.furniture.items())],
        "paragraphs": [
            decision(
                line, "begins" if begins else "runs on", 0.8, ["runs on" if begins else "begins"]
            )
            for line, begins in sorted(reading.paragraphs.items())
        ],
        "files": dict(sorted(files.items())),
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def decision(
    line: int, choice: str, confidence: float, alternatives: list[Any], **more: object
) -> dict[str, object]:
    """Return a record of the report."""
    return {
        "line": line,
        "choice": choice,
        "confidence": round(confidence, 2),
        "alternatives": alternatives,
        **more,
    }


def from_decision(item: Decision) -> dict[str, object]:
    """Return a record of the report."""
    return decision(item.line, item.choice, item.confidence, item.alternatives, **item.about)


def note_report(reading: Reading, note: Note) -> dict[str, object]:
    """Return the record of a note: the line of its anchor, what is before it, how certain it is."""
    assert note.anchor
    raw = reading.scan.raw
    anchor = note.anchor
    others = [
        {"line": line, "column": column, "mark": mark, "before": raw[line][:column][-40:].strip()}
        for line, column, mark in anchor.alternatives
    ]
    confidence = min(note.confidence, anchor.confidence) if anchor.mark else anchor.confidence
    return decision(
        anchor.line,
        note.label,
        confidence,
        others,
        column=anchor.column,
        mark=anchor.mark,
        before=raw[anchor.line][: anchor.column][-40:].strip(),
        note=note.spans,
        own_mark=note.mark,
    )
