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


class Editing:
    """The edits of the text nodes of a document.

    Two text nodes with the same text are equal, and yet two: each is known by its identity.
    """

    def __init__(self) -> None:
        """Begin without edits."""
        self._edits: dict[int, tuple[nodes.Text, Edits]] = {}

    def of(self, leaf: nodes.Text) -> Edits:
        """Return the edits of a text node, to add to them."""
        return self._edits.setdefault(id(leaf), (leaf, Edits()))[1]

    def apply(self) -> list[nodes.Element]:
        """Make the edits; return what now stands around words."""
        for leaf, edits in self._edits.values():
            apply_edits(leaf, edits)
        return [wrap[2] for _leaf, edits in self._edits.values() for wrap in edits.wraps]


def apply_edits(leaf: nodes.Text, edits: Edits) -> None:
    """Put what ``edits`` make of ``leaf`` in its place."""
    parent = leaf.parent
    index = next(i for i, child in enumerate(parent.children) if child is leaf)
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
