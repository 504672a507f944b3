"""How an emendation is said in words, the same on a card and in the apparatus."""

from __future__ import annotations

from docutils import nodes

from sphinx_edition.collation.kinds import Kind
from sphinx_edition.collation.ledger import Record
from sphinx_edition.core.i18n import _


def certainties() -> dict[str, str]:
    """Return how each degree of certainty is said, the highest first."""
    return {"high": _("high"), "medium": _("medium"), "low": _("low")}


def statement(record: Record, kind: Kind) -> list[nodes.Node]:
    """Return what a record says, in the form of an apparatus: reading ] witness, and why."""
    parts: list[nodes.Node] = [
        nodes.strong("", record.reading) if record.reading else nodes.emphasis("", _("left out"))
    ]
    if not kind.stands:
        parts += [nodes.Text("] "), nodes.literal("", record.witness)]
    elif record.conjecture:
        parts += [nodes.Text(_("] perhaps ")), nodes.strong("", record.conjecture)]
    degree = certainties()[record.certainty]
    said = _("%(kind)s, certainty %(degree)s") % {"kind": kind.said, "degree": degree}
    return [
        *parts,
        nodes.Text(_(" — ")),
        nodes.emphasis("", said),
        nodes.Text(f". {record.reason}"),
    ]
