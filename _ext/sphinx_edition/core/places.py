"""Places: where a book speaks of what an index lists.

An index gives for each entry the page that has it and its anchor there.  Who knows where the text
speaks of it answers the event :data:`PLACES_OF`::

    def places_of(app: Sphinx, docname: str, anchor: str) -> list[Place]:
        return [Place("chapters/02", "m-trotsky-1", "p2-4")]

    app.connect(PLACES_OF, places_of)

An index of a site or an e-book shows them: *Trotsky: 2 ¶ 4*.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from sphinx_edition.core.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

PLACES_OF = "edition-places-of"

#: The id of a numbered paragraph: section and number.
PARAGRAPH = re.compile(r"p(\w+)-(\d+)")
NOTE = re.compile(r"note (.+)")
SECTION = re.compile(r"(?:^|/)0*(\d+)-[^/]*$")


class Place(NamedTuple):
    """A place in a document: its anchor, and its paragraph's id, or *note 7* for a note."""

    docname: str
    anchor: str
    block: str


def places_of(app: Sphinx, docname: str, anchor: str) -> list[Place]:
    """Return where the book speaks of what ``docname`` has at ``anchor``, in order of reading."""
    return [place for told in app.emit(PLACES_OF, docname, anchor) for place in told]


def words_of(env: BuildEnvironment, place: Place) -> str:
    """Return how an index names a place: *2 ¶ 4*, *6, note 7*, else the title of its document."""
    if paragraph := PARAGRAPH.fullmatch(place.block):
        return f"{paragraph[1]} ¶ {paragraph[2]}"
    section = SECTION.search(place.docname)
    if section and (note := NOTE.fullmatch(place.block)):
        return _("%(section)s, note %(note)s") % {"section": section[1], "note": note[1]}
    title = env.titles.get(place.docname)
    return title.astext() if title is not None else place.docname


def index_places(
    app: Sphinx, pathto: Callable[[str], str]
) -> Callable[[str, str], list[tuple[str, str]]]:
    """Return a function for templates: the places of an index entry, in words and as address."""

    def places(docname: str, anchor: str) -> list[tuple[str, str]]:
        found: dict[str, str] = {}
        for place in places_of(app, docname, anchor):
            address = f"{pathto(place.docname)}#{place.anchor}"
            found.setdefault(words_of(app.env, place), address)  # the first of a paragraph
        return list(found.items())

    return places


def setup(app: Sphinx) -> None:
    """Add the event."""
    app.add_event(PLACES_OF)
