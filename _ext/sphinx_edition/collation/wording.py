"""How an emendation is said in words, the same on a card and in the apparatus."""

from __future__ import annotations

from docutils import nodes

from sphinx_edition.collation.kinds import KINDS
from sphinx_edition.collation.ledger import Record


def statement(record: Record) -> list[nodes.Node]:
    """Return what a record says, in the form of an apparatus: reading ] witness, and why."""
    parts: list[nodes.Node] = [
        nodes.strong("", record.reading) if record.reading else nodes.emphasis("", "left out")
    ]
    kind = KINDS[record.kind]
    if not kind.stands:
        parts += [nodes.Text("] "), nodes.literal("", record.witness)]
    elif record.conjecture:
        parts += [nodes.Text("] perhaps "), nodes.strong("", record.conjecture)]
    parts.append(nodes.Text(" — "))
    parts.append(nodes.emphasis("", f"{kind.one}, certainty {record.certainty}"))
    parts.append(nodes.Text(f". {record.reason}"))
    return parts
