"""Cite this passage: numbered paragraphs, their citation, and the metadata of a page.

A document whose name begins with a number (``06-bolshevik-policy``) is a section of the book.
Each paragraph of its text has an anchor, ``p6-12``, in HTML and EPUB; in HTML also a link that
shows the number, and a button that copies a citation in Chicago style or BibTeX.  The page of the
printed source is given where an element with the id ``page-9`` marks where page 9 begins; in a
document without such a mark it is unknown.

The directive ``citation`` shows how to cite the whole book.

Settings:

``citable_work``
    The book (see `citation.Work`): ``title``, ``authors``, ``translators``, ``year``,
    ``edition_year``, ``publisher``, ``language``, ``pdf``.  Without it, pages get a description and
    numbered paragraphs, but no citations.
``citable_documents``
    A regular expression; its group is the number of the section that a document is.
``citable_record``
    A file beside ``conf.py`` that holds the anchors that were published.  The build warns
    (``citable.lost``, ``citable.changed``) when one is gone or means another paragraph.
``citable_record_new``
    Set on the command line (``-D citable_record_new=1``), it adds new anchors to the record.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from sphinx_edition.core.assets import add_asset, add_words

from . import metadata
from .citation import Work, bibtex_whole, chicago_whole
from .pages import paragraph_pages
from .paragraphs import (
    NumberParagraphs,
    add_links,
    check_record,
    merge,
    paragraph_link,
    purge,
    section_number,
    skip_link,
    visit_link,
)

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

logger = logging.getLogger(__name__)

STATIC = Path(__file__).parent / "static"
WORDS = (
    "Cite",
    "Cite paragraph",
    "Citation of paragraph",
    "Copy Chicago",
    "Copy BibTeX",
    "Copy a link to these words",
    "Close",
    "Copied to the clipboard.",
    "The browser does not let us copy: the citation is marked for you to do it.",
)


def is_site(app: Sphinx) -> bool:
    """Say whether the builder writes pages for a browser."""
    return app.builder.format == "html" and app.builder.name != "epub"


def work_of(app: Sphinx) -> Work | None:
    """Return the book that ``conf.py`` describes, if it describes one rightly."""
    if not app.config.citable_work:
        return None
    try:
        return Work.from_config(app.config.citable_work)
    except (TypeError, ValueError) as error:
        logger.warning(
            "citable_work is not a description of a book: %s",
            error,
            type="citable",
            subtype="work",
            once=True,
        )
        return None


class Citation(SphinxDirective):
    """The ``citation`` directive: how to cite the whole book, in Chicago style and as BibTeX."""

    def run(self) -> list[nodes.Node]:
        """Return a paragraph and a block of BibTeX."""
        if not self.config.citable_work:
            return []
        work = Work.from_config(self.config.citable_work)
        url = self.config.html_baseurl
        entry = nodes.paragraph("", "", *in_italics(chicago_whole(work, url), work.title))
        entry["classes"].append("citation-entry")
        code = bibtex_whole(work, url)
        return [entry, nodes.literal_block(code, code, language="none")]


def in_italics(text: str, title: str) -> list[nodes.Node]:
    """Return ``text`` with the ``title`` in it as a title is printed."""
    before, _, after = text.partition(title)
    return [nodes.Text(before), nodes.emphasis("", title), nodes.Text(after)]


def link_paragraphs(app: Sphinx, doctree: nodes.document, docname: str) -> None:  # noqa: ARG001
    """Let each paragraph of a site's page show its number."""
    if is_site(app):
        add_links(doctree, paragraph_pages(doctree))


def add_metadata(
    app: Sphinx,
    pagename: str,
    templatename: str,  # noqa: ARG001
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Describe the page in its head."""
    if not is_site(app):
        return
    title = app.env.titles[pagename].astext() if pagename in app.env.titles else ""
    title = title or str(context.get("title", "")) or app.config.project
    description = metadata.describe(doctree, f"{title} — {app.config.project}")
    tags = []
    given = context.get("metatags") or ""
    if 'name="description"' not in given:
        tags.append(metadata.meta("description", description))
    work = work_of(app)
    if work is not None:
        url = context.get("pageurl") or ""
        number = section_number(pagename, app.config.citable_documents)
        section = (number, metadata.section_title(title)) if number is not None else None
        name = section[1] if section else title
        kind = "article" if section else "website"
        tags += metadata.open_graph(work, name, description, url, kind)
        pages = ("", "")
        if section and doctree is not None:
            known = [page for page in paragraph_pages(doctree).values() if page]
            if known:
                pages = (known[0].split("–")[0], known[-1].split("–")[-1])
            tags += metadata.highwire(work, name, pages, url)
            tags += metadata.citation_templates(work, name, section[0])
        if section or pagename == app.config.root_doc:
            tags.append(metadata.linked_data(work, url, section=section, pages=pages))
    context["metatags"] = "\n".join([given, *tags])


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the extension with Sphinx."""
    app.setup_extension("sphinx_edition.core")
    app.add_config_value("citable_work", {}, "html", (dict,))
    app.add_config_value("citable_documents", r"(?:^|/)(\d+)-[^/]*$", "env", (str,))
    app.add_config_value("citable_record", "", "env", (str,))
    app.add_config_value("citable_record_new", False, "env", (bool, str))
    app.add_directive("citation", Citation)
    app.add_transform(NumberParagraphs)
    skip = (skip_link, None)
    app.add_node(
        paragraph_link, html=(visit_link, None), latex=skip, text=skip, man=skip, texinfo=skip
    )
    add_asset(app, STATIC / "citable.css")
    add_asset(app, STATIC / "citable.js")
    add_words(app, *WORDS)
    app.connect("env-purge-doc", purge)
    app.connect("env-merge-info", merge)
    app.connect("env-check-consistency", check_record)
    app.connect("doctree-resolved", link_paragraphs, priority=900)  # after what marks the pages
    app.connect("html-page-context", add_metadata)
    return {
        "version": "1.0",
        "env_version": 1,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
