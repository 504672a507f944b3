"""The nodes of the collation: what directives leave in a doctree, and what resolving puts in."""

from __future__ import annotations

from docutils import nodes


class apparatus(nodes.General, nodes.Element):  # noqa: N801
    """Place of the apparatus of emendations."""


class figure_of_trust(nodes.General, nodes.Element):  # noqa: N801
    """Place of the figures that the proof yields."""


class page_break(nodes.Inline, nodes.Element):  # noqa: N801
    """A page of the witness begins: ``page`` is its number."""


class line_end(nodes.Inline, nodes.Element):  # noqa: N801
    """A line of the witness ends, after ``cut`` characters of the word before it if not 0."""


class emendation(nodes.Inline, nodes.TextElement):  # noqa: N801
    """Words that are not as the witness has them, or a gap where words of it are left out.

    Attributes: ``kind``, ``witness``, ``place``; ``refuri`` of its record unless it stands in a
    link already.
    """


class witness_lines(nodes.Inline, nodes.Element):  # noqa: N801
    """Link from a paragraph to its lines in the witness: ``first``, ``last``, ``refuri``."""
