"""Notes that keep the labels they were printed with.

A scholarly text cites its own notes by number, so the numbers belong to the text.
Docutils keeps a label such as ``[^7]``, but numbers every other label (``[^(1)]``, ``[^*]``) anew
and names anchors in the order of reading (``id3``).  This extension gives

* each note the label that its source has, in every format,
* each note an anchor made from it, ``note-7`` (and ``note-later-1`` for a label in parentheses),
  and each reference to it ``noteref-7``, then ``noteref-7-2`` and so on,
* HTML and EPUB a number without brackets, which would look like the text's own.

It works with any theme, in MyST and in reStructuredText (``[#later]_``).  Notes without a label of
their own (``[#]_``, those of ``footcite``) keep the numbers that docutils gives them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_edition.core import metadata
from sphinx_edition.core.assets import add_preamble
from sphinx_edition.notes import html, labels, latex

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the transforms and the writers' methods."""
    app.setup_extension("sphinx_edition.core")
    app.add_transform(labels.PrintedLabels)
    app.add_post_transform(labels.OnePage)
    app.add_post_transform(labels.ShownReferences)
    app.add_post_transform(latex.Numbers)
    app.add_post_transform(latex.InHeads)
    app.add_node(
        nodes.footnote_reference,
        override=True,
        html=(html.visit_reference, html.depart_reference),
    )
    app.add_node(nodes.label, override=True, html=(html.visit_label, html.depart_label))
    add_preamble(app, "notes", latex.PREAMBLE)
    return metadata()
