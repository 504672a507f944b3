"""Edits of text nodes: parts to wrap, and nodes to put in at an offset, all at once."""

from __future__ import annotations

from dataclasses import dataclass, field

from docutils import nodes


@dataclass
class Edits:
    """What is to be done to a text node: spans (start, end) to wrap, nodes to insert at an offset.

    Spans do not overlap; an insertion may stand within one.
    """

    wraps: list[tuple[int, int, nodes.Element]] = field(default_factory=list)
    insertions: list[tuple[int, nodes.Element]] = field(default_factory=list)


def apply_edits(leaf: nodes.Text, edits: Edits) -> None:
    """Put what ``edits`` make of ``leaf`` in its place."""
    parent = leaf.parent
    index = parent.index(leaf)
    parent[index : index + 1] = edited(leaf.astext(), edits, 0, len(leaf.astext()))


def edited(text: str, edits: Edits, start: int, end: int) -> list[nodes.Node]:
    """Return ``text`` from ``start`` to ``end``, edited."""
    parts: list[nodes.Node] = []
    insertions = sorted(edits.insertions, key=lambda insertion: insertion[0])
    position = start

    def plain(until: int) -> None:
        nonlocal position
        while insertions and insertions[0][0] <= until:
            offset, node = insertions.pop(0)
            if offset > position:
                parts.append(nodes.Text(text[position:offset]))
            parts.append(node)
            position = max(position, offset)
        if until > position:
            parts.append(nodes.Text(text[position:until]))
            position = until

    for first, last, wrapper in sorted(edits.wraps, key=lambda wrap: wrap[:2]):
        first = max(first, position)
        plain(first)
        inner = [each for each in insertions if first < each[0] < last]
        del insertions[: len(inner)]
        wrapper += edited(text, Edits([], inner), first, last)
        parts.append(wrapper)
        position = max(position, last)
    plain(end)
    return parts
