"""Cards: what a link leads to, shown beside it on hover, focus or first tap.

This extension owns the behaviour and the look of every card of a site and knows nothing of what
a card says.  Another extension asks for it in its ``setup`` with
``app.setup_extension("sphinx_edition.core.cards")`` and writes two things into its HTML:

``<a href="..." data-card="card-1">``
    the link; several links of a page may share a card.
``<aside id="card-1" class="card-popup editorial" role="tooltip" hidden>``
    the card, block level, anywhere in the same page.

Without script the link still leads to its target.  An e-book has no script, so nothing is added
to the pages of the EPUB builder.
"""

from pathlib import Path

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

STATIC = Path(__file__).parent / "static"


def add_assets(app: Sphinx) -> None:
    """Give script and style sheet to the builders whose pages run in a browser."""
    if app.builder.format != "html" or app.builder.name == "epub":
        return
    app.config.html_static_path = [*app.config.html_static_path, str(STATIC)]
    app.add_css_file("cards.css")
    app.add_js_file("cards.js", loading_method="defer")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the extension with Sphinx."""
    app.connect("builder-inited", add_assets)
    return {"version": "1.0", "parallel_read_safe": True, "parallel_write_safe": True}
