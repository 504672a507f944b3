"""An EPUB builder whose books everyone can read, and whose bytes depend on the sources alone.

The stock ``epub`` builder is replaced by one that makes a book from the pages and nothing else:
no theme, no scripts, no files that no page uses. It adds what a reading system asks for (language
of every page, landmarks, page list, accessibility metadata, a cover made from text) and turns the
DPUB-ARIA roles that any extension may set in its HTML into ``epub:type``.

Read from the stock settings: ``epub_title``, ``epub_author``, ``epub_identifier``,
``epub_language``, ``epub_publisher``, ``epub_contributor``, ``epub_description``,
``epub_copyright``, ``epub_basename``, ``epub_tocdepth``. A value of "unknown" is left out.

Settings of its own:

``accessible_epub_types``
    a mapping from patterns of document names to ``epub:type`` (``{"chapters/about": "colophon"}``);
    the root document is a ``titlepage`` and every other a ``chapter`` unless it says otherwise
``accessible_epub_subjects``
    a list of subjects of the book
``accessible_epub_summary``
    what a reader should know about the book's accessibility
``accessible_epub_conforms_to``, ``accessible_epub_certified_by``
    the standard that somebody has found the book to meet, to the letter, and who has found it
``accessible_epub_hazards``
    a list, ``["none"]`` unless the book flashes, moves or sounds
``accessible_epub_page_source``
    whose page numbers the elements with ``role="doc-pagebreak"`` mark
``accessible_epub_popups``
    classes of links into another document; a short form of the entry they lead to is added at the
    end of the page, where a reading system can show it over the text
``accessible_epub_cover_line``
    a line at the foot of the cover; the publisher if not given
``accessible_epub_cover_font``
    an OpenType file beside ``conf.py`` for the cover; a roman that matplotlib carries if not given
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from .builder import AccessibleEpubBuilder

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Replace the stock ``epub`` builder."""
    app.setup_extension("sphinx_edition.core")
    app.add_builder(AccessibleEpubBuilder, override=True)
    app.add_html_theme("accessible_epub", str(Path(__file__).parent / "theme"))
    app.add_config_value("accessible_epub_types", {}, "epub", types=(dict,))
    app.add_config_value("accessible_epub_subjects", [], "epub", types=(list, tuple))
    app.add_config_value("accessible_epub_summary", "", "epub", types=(str,))
    app.add_config_value("accessible_epub_conforms_to", "", "epub", types=(str,))
    app.add_config_value("accessible_epub_certified_by", "", "epub", types=(str,))
    app.add_config_value("accessible_epub_hazards", ["none"], "epub", types=(list, tuple))
    app.add_config_value("accessible_epub_page_source", "", "epub", types=(str,))
    app.add_config_value("accessible_epub_popups", [], "epub", types=(list, tuple))
    app.add_config_value("accessible_epub_cover_line", "", "epub", types=(str,))
    app.add_config_value("accessible_epub_cover_font", "", "epub", types=(str,))
    return {"version": "1.0", "parallel_read_safe": True, "parallel_write_safe": True}
