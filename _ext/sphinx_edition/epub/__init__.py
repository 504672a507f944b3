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
    classes of links into another document; they lead first to a short form of the entry at the end
    of their own page, and that leads on to the entry
``accessible_epub_omit``
    classes of what a book does not need, such as a list of links that its pages have elsewhere
``accessible_epub_cover_line``
    a line at the foot of the cover; the publisher if not given
``accessible_epub_cover_font``
    an OpenType file beside ``conf.py`` for the cover; a roman that matplotlib carries if not given
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_edition.core import metadata
from sphinx_edition.core.builders import is_ebook
from sphinx_edition.core.phases import Phase
from sphinx_edition.core.places import index_places
from sphinx_edition.core.requirements import need
from sphinx_edition.core.settings import expect
from sphinx_edition.core.trees import omit

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def arrange(app: Sphinx, doctree: nodes.document, docname: str) -> None:  # noqa: ARG001
    """Leave out what a book does not need (``doctree-resolved``)."""
    if is_ebook(app.builder):
        omit(doctree, app.config.accessible_epub_omit)


def add_places(
    app: Sphinx,
    pagename: str,  # noqa: ARG001
    templatename: str,  # noqa: ARG001
    context: dict[str, Any],
    doctree: nodes.document | None,  # noqa: ARG001
) -> None:
    """Let an index lead to each place of an entry (``html-page-context``)."""
    if is_ebook(app.builder):
        context["edition_places"] = index_places(app, context["pathto"])


def setup(app: Sphinx) -> ExtensionMetadata:
    """Replace the stock ``epub`` builder."""
    need("sphinx_edition.epub", "epub", "matplotlib", "bs4")
    from sphinx_edition.epub.builder import AccessibleEpubBuilder

    app.setup_extension("sphinx_edition.core")
    app.add_builder(AccessibleEpubBuilder, override=True)
    app.add_html_theme("accessible_epub", str(Path(__file__).parent / "theme"))
    for name in ("summary", "conforms_to", "certified_by", "page_source", "cover_line"):
        app.add_config_value(f"accessible_epub_{name}", "", "epub", types=(str,))
    for name in ("subjects", "popups", "omit"):
        app.add_config_value(f"accessible_epub_{name}", [], "epub", types=(list, tuple))
        expect(app, **{f"accessible_epub_{name}": list[str]})
    expect(app, accessible_epub_types=dict[str, str], accessible_epub_hazards=list[str])
    app.add_config_value("accessible_epub_types", {}, "epub", types=(dict,))
    app.add_config_value("accessible_epub_hazards", ["none"], "epub", types=(list, tuple))
    app.add_config_value("accessible_epub_cover_font", "", "epub", types=(str,))
    app.connect("doctree-resolved", arrange, priority=Phase.SHOW)
    app.connect("html-page-context", add_places)
    return metadata()
