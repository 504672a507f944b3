"""An EPUB builder whose books everyone can read, and whose bytes depend on the sources alone.

The stock ``epub`` builder is replaced by one that makes a book from the pages and nothing else:
no theme, no scripts, no files that no page uses. It adds what a reading system asks for (language
of every page, landmarks, page list, accessibility metadata, a cover made from text) and turns the
DPUB-ARIA roles that any extension may set in its HTML into ``epub:type``.

Read from the stock settings: ``epub_title``, ``epub_author``, ``epub_identifier``,
``epub_language``, ``epub_publisher``, ``epub_contributor``, ``epub_description``,
``epub_copyright``, ``epub_basename``, ``epub_tocdepth``. A value of "unknown" is left out.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_edition.core import metadata
from sphinx_edition.core.builders import is_ebook
from sphinx_edition.core.i18n import _
from sphinx_edition.core.phases import Phase
from sphinx_edition.core.places import index_places
from sphinx_edition.core.requirements import need
from sphinx_edition.core.settings import expect
from sphinx_edition.core.trees import omit

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

#: Settings without their prefix ``accessible_epub_``: what they are if not given, what they mean.
SETTINGS: dict[str, tuple[str | list[str] | dict[str, str], str]] = {
    "types": (
        {},
        "``epub:type`` of documents, by patterns of their names; the root document is a "
        "``titlepage``, every other a ``chapter`` unless it says otherwise",
    ),
    "popups": (
        [],
        "classes of links into another document that lead first to a short form of the entry, at "
        "the end of their own page, and from there on to the entry",
    ),
    "omit": ([], "classes of what a book does not need"),
    "page_source": ("", "whose page numbers the page breaks are"),
    "subjects": ([], "subjects of the book"),
    "summary": ("", "what a reader should know about the accessibility of the book"),
    "hazards": (["none"], "what flashes, moves or sounds"),
    "conforms_to": ("", "the standard that somebody has found the book to meet, to the letter"),
    "certified_by": ("", "who has found it"),
    "cover_line": ("", "a line at the foot of the cover; the publisher if not given"),
    "cover_font": (
        "",
        "an OpenType file beside ``conf.py`` for the cover; a roman that matplotlib carries if not "
        "given",
    ),
}


def arrange(app: Sphinx, doctree: nodes.document, docname: str) -> None:  # noqa: ARG001
    """Leave out what a book does not need (``doctree-resolved``)."""
    if is_ebook(app.builder):
        omit(doctree, app.config.accessible_epub_omit)


def give_to_templates(
    app: Sphinx,
    pagename: str,  # noqa: ARG001
    templatename: str,  # noqa: ARG001
    context: dict[str, Any],
    doctree: nodes.document | None,  # noqa: ARG001
) -> None:
    """Let an index lead to each place of an entry, in words (``html-page-context``)."""
    if is_ebook(app.builder):
        context["edition_places"] = index_places(app, context["pathto"])
        context["say"] = _


def setup(app: Sphinx) -> ExtensionMetadata:
    """Replace the stock ``epub`` builder."""
    need("sphinx_edition.epub", "epub", "matplotlib", "bs4")
    from sphinx_edition.epub.builder import AccessibleEpubBuilder

    app.setup_extension("sphinx_edition.core")
    app.add_builder(AccessibleEpubBuilder, override=True)
    app.add_html_theme("accessible_epub", str(Path(__file__).parent / "theme"))
    for name, (default, meaning) in SETTINGS.items():
        types = (list, tuple) if isinstance(default, list) else (type(default),)
        app.add_config_value(f"accessible_epub_{name}", default, "epub", types, meaning)
        if not isinstance(default, str):
            form = list[str] if isinstance(default, list) else dict[str, str]
            expect(app, **{f"accessible_epub_{name}": form})
    app.connect("doctree-resolved", arrange, priority=Phase.SHOW)
    app.connect("html-page-context", give_to_templates)
    return metadata()
