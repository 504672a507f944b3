"""The ground floor: what every extension of the library may use.

========================  =========================================================================
``phases``                when things happen: the order of listeners and transforms
``builders``              what a builder makes, what it shows, and where that is
``reading``               the order in which a reader meets the documents
``documents``             data that belong to documents
``data_files``            the data beside the pages of a site
``ledger``                what each builder last wrote, and what is stale
``trees``, ``nodes``      walking doctrees; nodes that several extensions know
``visitors``              how nodes are written
``cards``                 what a link leads to, beside it
``page_breaks``           where a page of the print begins
``passages``              what is known of passages
``places``                where a book speaks of what an index lists
``tei_parts``             what extensions add to a TEI document beside its text
``garbage``               what Python need not search through while a build runs
``assets``                style sheets, scripts and LaTeX commands
``sorting``               the order of names
``files``                 files beside pages: what has not changed is not written
``ids``                   ids that keep what is distinct distinct
``warnings``              every warning that there is
``settings``              settings that are misspelt
``i18n``                  words and dates in the language of the project
``requirements``          what an extension needs beside Sphinx
========================  =========================================================================

It imports nothing of the other rooms.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_edition import __version__
from sphinx_edition.core import (
    assets,
    builders,
    cards,
    data_files,
    garbage,
    i18n,
    ledger,
    page_breaks,
    passages,
    places,
    settings,
    tei_parts,
    trees,
)

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

OLDEST_SPHINX = "8.1"


def metadata(env_version: int = 1) -> ExtensionMetadata:
    """Return what an extension tells Sphinx of itself; ``env_version`` is that of its data."""
    return {
        "version": __version__,
        "env_version": env_version,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }


def setup(app: Sphinx) -> ExtensionMetadata:
    """Lay the ground floor; each extension asks for it in its own ``setup``."""
    app.require_sphinx(OLDEST_SPHINX)
    for part in (i18n, settings, builders, ledger, assets, cards, page_breaks, garbage):
        part.setup(app)
    for event in (data_files, passages, places, tei_parts):
        event.setup(app)
    app.add_post_transform(trees.Adopt)
    app.add_post_transform(trees.TopOfOnePage)
    return metadata()
