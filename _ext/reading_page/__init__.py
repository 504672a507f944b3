"""The look of the edition's pages: a page of text on sphinx-book-theme.

The theme is made for manuals.  This extension adds a style sheet for reading (a serif from the
reader's own system, a measure of about 66 characters, margins for notes and old page numbers), a
script that shows each note beside its reference (in the margin of a wide screen, else on a card),
and the small templates that the theme's options name.

It changes HTML only: nothing is added to the pages of the EPUB builder.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

HERE = Path(__file__).parent


def add_templates(app: Sphinx, config: Config) -> None:  # noqa: ARG001
    """Let our templates be found; they fill blocks that only this theme has."""
    config.templates_path.append(str(HERE / "templates"))


def is_site(app: Sphinx) -> bool:
    """Say whether the builder writes pages for a browser."""
    return app.builder.format == "html" and app.builder.name != "epub"


def add_assets(app: Sphinx) -> None:
    """Add style sheet and script to the pages of a site."""
    if is_site(app):
        app.config.html_static_path.append(str(HERE / "static"))
        app.add_css_file("reading.css", priority=600)  # after the extensions that it restyles
        app.add_js_file("notes.js", loading_method="defer", priority=400)  # before the cards


def add_icon(
    app: Sphinx,
    pagename: str,  # noqa: ARG001
    templatename: str,  # noqa: ARG001
    context: dict[str, Any],
    doctree: nodes.document | None,  # noqa: ARG001
) -> None:
    """Name the icon that browsers show for the site."""
    if is_site(app):
        context["favicon_url"] = context["pathto"]("_static/icon.svg", resource=True)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the extension with Sphinx."""
    app.setup_extension("cards")
    app.connect("config-inited", add_templates)
    app.connect("builder-inited", add_assets)
    app.connect("html-page-context", add_icon)
    return {"version": "1.0", "parallel_read_safe": True, "parallel_write_safe": True}
