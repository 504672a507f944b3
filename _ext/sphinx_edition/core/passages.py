"""What is known of passages: extensions tell it, and whoever publishes passages asks.

An extension listens to the event :data:`PASSAGE_FACTS` and returns facts, each about the passage
that has an id, or that a node with the id stands in::

    def facts(app: Sphinx, docname: str, doctree: nodes.document) -> list[Fact]:
        return [Fact("p6-12", "lines", [399, 403])]

The doctree is as it was read, without what a builder adds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from sphinx.application import Sphinx

PASSAGE_FACTS = "edition-passage-facts"


class Fact(NamedTuple):
    """What is known of a passage.

    ``values``, data that JSON can hold, are of a list with the ``name``; those of several facts
    come one after the other, in the order of ``anchor`` in the text.
    """

    anchor: str
    name: str
    values: list[object]


def setup(app: Sphinx) -> None:
    """Let extensions listen."""
    app.add_event(PASSAGE_FACTS)
