"""A builder: the book as one TEI P5 document.

``sphinx-build -b tei`` writes the whole book, in the order of its table of contents, into
``<project>.xml``: a header from the configuration, sections as ``div``, paragraphs as ``p``, notes
as ``note`` where the print has their numbers, pictures beside it in ``images/``.  The document is
valid by the schema ``tei_all`` of TEI P5 4.12.

Other extensions say how their nodes are written in TEI as they do for HTML or LaTeX
(:func:`sphinx_edition.core.visitors.add_node`); the methods get the
:class:`~sphinx_edition.tei.translator.TEITranslator`, whose ``start`` and ``end`` make elements.
What is no part of the text they add to the header or beside it
(:mod:`sphinx_edition.core.tei_parts`).  A node that nobody knows is written as its words, with a
warning.

``ids``       unique names for the ids of all documents
``elements``  which element stands for which node
``writing``, ``blocks``, ``translator``  from doctree to elements
``fitting``   what may stand where
``header``    the header
``builder``   the document
``reading``   back from the document to the edition's words and to the witness's
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_edition.core import metadata
from sphinx_edition.core.settings import expect
from sphinx_edition.tei.builder import TEIBuilder

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the builder and its settings."""
    app.setup_extension("sphinx_edition.core")
    expect(app, tei_body=list[str], tei_responsibility=list[tuple[str, str, str]])
    app.add_builder(TEIBuilder)
    app.add_config_value(
        "tei_body",
        [],
        "",
        (list, tuple),
        "patterns of the documents that are the text; others go before it (front) and after (back)",
    )
    app.add_config_value(
        "tei_header", {}, "", (dict,), "what the header says of the edition: see Header"
    )
    app.add_config_value(
        "tei_publication", "", "", str, "who publishes the file, and under which terms"
    )
    app.add_config_value(
        "tei_responsibility",
        [],
        "",
        (list, tuple),
        "who else has a share in the text: triples of what, who, and how certain that is "
        "(high, medium, low; empty if it is known)",
    )
    app.add_config_value("tei_source", "", "", str, "what the text was made from")
    return metadata()
