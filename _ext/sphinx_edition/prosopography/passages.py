"""What the register knows of passages: whom and what they name."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx

from sphinx_edition.core.passages import Fact
from sphinx_edition.prosopography.domain import ProsopographyDomain


def facts(app: Sphinx, docname: str, doctree: nodes.document) -> list[Fact]:  # noqa: ARG001
    """Return the entry that each mention of a document names."""
    register = ProsopographyDomain.of(app.env).register
    return [
        Fact(
            mention.anchor,
            "mentions",
            [{"entry": entry.anchor, "text": mention.text, "anchor": mention.anchor}],
        )
        for mention, entry in register.mentions_in(docname)
    ]
