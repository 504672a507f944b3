"""How an emendation is said in words, the same on a card and in the apparatus."""

from __future__ import annotations

from docutils import nodes

from sphinx_edition.collation.ledger import Record

KINDS = {
    "ocr": "misread by the scan",
    "lacuna": "lost, and supplied",
    "printer": "slip of the print, left standing",
    "layout": "layout",
}
KINDS_OF_ALL = {
    "ocr": "misread by the scan, corrected",
    "lacuna": "lost, and supplied or marked",
    "printer": "slips of the print, left standing",
    "layout": "layout, no words",
}


def statement(record: Record) -> list[nodes.Node]:
    """Return what a record says, in the form of an apparatus: reading ] witness, and why."""
    parts: list[nodes.Node] = [
        nodes.strong("", record.reading) if record.reading else nodes.emphasis("", "left out")
    ]
    if record.kind != "printer":
        parts += [nodes.Text("] "), nodes.literal("", record.witness)]
    elif record.conjecture:
        parts += [nodes.Text("] perhaps "), nodes.strong("", record.conjecture)]
    parts.append(nodes.Text(" — "))
    parts.append(nodes.emphasis("", f"{KINDS[record.kind]}, certainty {record.certainty}"))
    parts.append(nodes.Text(f". {record.reason}"))
    return parts
