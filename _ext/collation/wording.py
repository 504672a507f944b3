"""How an emendation is said in words, the same on a card and in the apparatus."""

from __future__ import annotations

from docutils import nodes

from collation.ledger import Record

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
        nodes.inline("", record.reading or "[left out]", classes=["reading"])
    ]
    if record.kind == "printer":
        if record.conjecture:
            parts.append(nodes.Text("] perhaps "))
            parts.append(nodes.inline("", record.conjecture, classes=["conjecture"]))
    else:
        parts.append(nodes.Text("] the seed has "))
        parts.append(nodes.inline("", record.witness, classes=["witness-reading"]))
    parts.append(nodes.Text(" — "))
    parts.append(nodes.emphasis("", f"{KINDS[record.kind]}, certainty {record.certainty}"))
    parts.append(nodes.Text(f". {record.reason}"))
    return parts
