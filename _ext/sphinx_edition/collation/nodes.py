"""The nodes of the collation: what directives leave in a doctree, and what resolving puts in."""

from __future__ import annotations

from docutils import nodes


class apparatus(nodes.General, nodes.Element):  # noqa: N801
    """Place of the apparatus of emendations."""


class figure_of_trust(nodes.General, nodes.Element):  # noqa: N801
    """Place of the figures that the collation yields."""


class decisions(nodes.General, nodes.Element):  # noqa: N801
    """Place of a list of what was decided in reading the witness; ``what``: hyphens or notes."""


class line_beginning(nodes.Inline, nodes.Element):  # noqa: N801
    """For data: a ``line`` of the witness begins, ``within_word`` or not, after a ``hyphen``."""


class note_mark(nodes.Inline, nodes.Element):  # noqa: N801
    """For data: what the ``witness`` has for the number of a note, at its place or before it."""


class emendation(nodes.Inline, nodes.TextElement):  # noqa: N801
    """Words that are not as the witness has them, or a gap where words of it are left out.

    Attributes: ``kind``, ``record`` (its index), ``line``, ``witness`` (None for a slip left
    standing), ``key`` and ``prefix``, which tell it from every other; ``refuri`` and ``reftarget``
    (document and anchor) of its record, unless it stands in a link; ``card``.
    """


class emended_line(nodes.reference):  # noqa: N801
    """In the apparatus, a link to an emendation; ``reftarget`` as in :class:`emendation`."""


class witness_lines(nodes.reference):  # noqa: N801
    """Link from a paragraph to its lines in the witness."""
