"""Places: where a book speaks of what an index lists.

An index gives for each entry the page that has it and its anchor there.  Who knows where the text
speaks of it answers the event :data:`PLACES_OF`::

    def places_of(app: Sphinx, docname: str, anchor: str) -> list[Place]:
        return [Place("chapters/02", "m-trotsky-1", "p2-4")]

    app.connect(PLACES_OF, places_of)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from sphinx.application import Sphinx

PLACES_OF = "edition-places-of"


class Place(NamedTuple):
    """A place in a document: its anchor, and its paragraph's id, or *note 7* for a note."""

    docname: str
    anchor: str
    block: str


def places_of(app: Sphinx, docname: str, anchor: str) -> list[Place]:
    """Return where the book speaks of what ``docname`` has at ``anchor``, in order of reading."""
    return [place for told in app.emit(PLACES_OF, docname, anchor) for place in told]


def setup(app: Sphinx) -> None:
    """Add the event."""
    app.add_event(PLACES_OF)
