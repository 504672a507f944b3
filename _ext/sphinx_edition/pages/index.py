"""Indices: the general one only where it has entries; the places of an entry, each a link."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_edition.core.i18n import _
from sphinx_edition.core.places import Place, places_of
from sphinx_edition.pages.theme import has_our_page

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment


def has_entries(env: BuildEnvironment) -> bool:
    """Tell whether any document has an entry for the general index."""
    return any(env.domaindata["index"]["entries"].values())


def leave_out_empty(app: Sphinx, builder: Builder) -> None:
    """Write no general index, and lead to none, where it would be empty (``write-started``)."""
    if not has_our_page(builder) or has_entries(builder.env):
        return
    html: Any = builder
    html.use_index = app.config.html_use_index = False
    stale = Path(html.get_outfilename("genindex"))
    stale.unlink(missing_ok=True)


#: The id of a numbered paragraph: section and number.
PARAGRAPH = re.compile(r"p(\w+)-(\d+)")
NOTE = re.compile(r"note (.+)")
SECTION = re.compile(r"(?:^|/)0*(\d+)-[^/]*$")


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
) -> Callable[[str, str, str], list[tuple[str, str]]]:
    """Return a function for templates: the places of an index entry, in words and as address."""

    def places(_name: str, docname: str, anchor: str) -> list[tuple[str, str]]:
        found: dict[str, str] = {}
        for place in places_of(app, docname, anchor):
            address = f"{pathto(place.docname)}#{place.anchor}"
            found.setdefault(words_of(app.env, place), address)  # the first of a paragraph
        return list(found.items())

    return places
