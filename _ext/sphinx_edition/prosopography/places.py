"""Where the text names an entry, for an index that shows the places."""

from __future__ import annotations

from sphinx.application import Sphinx

from sphinx_edition.core.builders import is_in_output
from sphinx_edition.core.places import Place
from sphinx_edition.prosopography.domain import ProsopographyDomain


def places_of(app: Sphinx, docname: str, anchor: str) -> list[Place]:
    """Return the mentions of the entry at ``anchor`` (see :mod:`sphinx_edition.core.places`)."""
    domain = app.env.get_domain("prosopography")
    assert isinstance(domain, ProsopographyDomain)
    entry = domain.register.entries.get(anchor)
    if entry is None or entry.docname != docname:
        return []
    return [
        Place(mention.docname, mention.anchor, mention.block)
        for mention in domain.register.mentions_of(entry)
        if is_in_output(app.builder, mention.docname)
    ]
