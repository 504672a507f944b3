"""Sphinx extensions that make a scholarly edition of a text.

``extensions = ["sphinx_edition"]`` loads every extension that needs no setting.  Each works by
itself, too: ``sphinx_edition.collation``, ``sphinx_edition.prosopography`` and so on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__version__ = "1.0.0"

#: The extensions that need no setting.  ``references`` wants ``bibtex_bibfiles``, ``book`` a
#: ``latex_engine`` and the books to make with it.
ROOMS = (
    "languages",
    "notes",
    "collation",
    "prosopography",
    "citable",
    "pages",
    "epub",
    "tei",
    "hosting",
    "fresh",
)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Load every extension that needs no setting."""
    for room in ROOMS:
        app.setup_extension(f"sphinx_edition.{room}")
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
