"""The pages of a site: the theme's, without its weight, and in a look of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the two parts of the pages with Sphinx."""
    app.setup_extension("sphinx_edition.core")
    app.setup_extension("sphinx_edition.pages.lean")
    app.setup_extension("sphinx_edition.pages.reading")
    return {"version": "1.0", "parallel_read_safe": True, "parallel_write_safe": True}
