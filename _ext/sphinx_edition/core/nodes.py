"""Nodes that several extensions know."""

from __future__ import annotations

from docutils import nodes


class page_break(nodes.Inline, nodes.Element):  # noqa: N801
    """A page of the print begins here; ``page`` is the number that the print gives it."""


class card(nodes.General, nodes.Element):  # noqa: N801
    """What a link leads to, in short: shown beside the link, hidden until then.

    Its first id is what links give as ``card``.
    """


class card_link(nodes.reference):  # noqa: N801
    """A link on a card; a page has many, so HTML writes no more than where it leads."""
