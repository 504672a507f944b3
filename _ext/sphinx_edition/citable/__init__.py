"""Cite this passage: numbered paragraphs, their citation, and the metadata of a page.

A document whose name begins with a number (``06-bolshevik-policy``) is a section of the book.
Each paragraph of its text has an anchor, ``p6-12``, in HTML and EPUB; in HTML also a link that
shows the number, and a button that copies a citation in Chicago style or BibTeX.  The page of the
print is given where a page break (``core.nodes.page_break``) stands; in a document without one it
is unknown.

The directive ``citation`` shows how to cite the whole book.

``domain``      the numbered paragraphs of all documents
``paragraphs``  which paragraphs are the text's own; how a page shows their numbers
``pages``       on which page of the print each stands
``passages``    the text as data, ``passages.json``
``record``      what was published, and whether it is still there
``work``        the book, as a record of a bibliography
``metadata``    the head of a page

Settings:

``citable_work``
    The book (see `work.Work`): ``title``, ``authors``, ``translators``, ``year``,
    ``edition_year``, ``publisher``, ``language``, ``pdf``, ``description``, ``inferred``,
    ``pages_of``.  Without it, pages get a description and numbered paragraphs, but no citations.
``citable_documents``
    A regular expression; its group is the number of the section that a document is.  Several
    groups are a number in several parts: a volume and a chapter.
``citable_record``
    A file beside ``conf.py`` that holds the anchors that were published.
``citable_record_new``
    Set on the command line (``-D citable_record_new=1``), it adds new anchors to the record.

Warnings: ``citable.work``, ``citable.section``, ``citable.record``, ``citable.lost``,
``citable.changed``, ``citable.moved``.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pybtex_docutils
from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from sphinx_edition.core import metadata as about_extension
from sphinx_edition.core.assets import add_asset, add_words
from sphinx_edition.core.builders import is_site
from sphinx_edition.core.data_files import DATA_FILES
from sphinx_edition.core.i18n import N_
from sphinx_edition.core.phases import Phase
from sphinx_edition.core.settings import leave_out
from sphinx_edition.core.trees import EDITORIAL
from sphinx_edition.core.visitors import add_node

from . import metadata, passages
from .domain import CitableDomain
from .pages import paragraph_pages
from .paragraphs import add_links, paragraph_link, visit_link
from .record import check_record, record_anchors
from .work import bibtex_of_whole, whole, work_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

__all__ = ["record_anchors", "setup"]

STATIC = Path(__file__).parent / "static"
WORDS = (
    N_("Cite"),
    N_("Cite paragraph"),
    N_("Citation of paragraph"),
    N_("Copy Chicago"),
    N_("Copy BibTeX"),
    N_("Copy a link to these words"),
    N_("Close"),
    N_("“{words}” ({citation})."),
    N_("Copied to the clipboard."),
    N_("The browser does not let us copy: the citation is marked for you to do it."),
)


class Citation(SphinxDirective):
    """The ``citation`` directive: how to cite the whole book, in Chicago style and as BibTeX."""

    def run(self) -> list[nodes.Node]:
        """Return a paragraph and a block of BibTeX; nothing where no book is described."""
        work = work_of(self.config)
        if work is None:
            return []
        url = self.config.html_baseurl
        words = whole(work, url).render(pybtex_docutils.Backend())
        entry = nodes.paragraph("", "", *cast("list[nodes.Node]", words))
        entry["classes"] += ["citation-entry", EDITORIAL]
        code = bibtex_of_whole(work, url)
        return [entry, nodes.literal_block(code, code, language="none")]


def link_paragraphs(app: Sphinx, doctree: nodes.document, docname: str) -> None:  # noqa: ARG001
    """Let each paragraph of a site's page show its number."""
    if is_site(app.builder):
        add_links(doctree, paragraph_pages(doctree))


def add_metadata(
    app: Sphinx,
    pagename: str,
    templatename: str,  # noqa: ARG001
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Describe the page in its head."""
    if not is_site(app.builder):
        return
    work = work_of(app.config)
    page = metadata.page_of(app, pagename, context, doctree, work)
    given = context.get("metatags") or ""
    tags = [] if 'name="description"' in given else [metadata.meta("description", page.description)]
    tags += metadata.head_of(page, work) if work else []
    tags += metadata.alternates(app, context["pathto"], work)
    context["metatags"] = "\n".join([given, *tags])


def check_pattern(app: Sphinx, config: Config) -> None:
    """Take the default where ``citable_documents`` is no regular expression."""
    try:
        re.compile(config.citable_documents)
    except re.error as error:
        leave_out(app, "citable_documents", f"is no regular expression ({error})")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the extension with Sphinx."""
    app.setup_extension("sphinx_edition.core")
    app.add_config_value(
        "citable_work",
        {},
        "env",
        (dict,),
        "what a citation says of the book: ``title``, ``authors``, ``year`` and more",
    )
    app.add_config_value(
        "citable_documents",
        r"(?:^|/)(\d+)-[^/]*$",
        "env",
        (str,),
        "a regular expression for the documents that are sections; its group is the section's "
        "number, several groups are its parts",
    )
    app.add_config_value(
        "citable_record",
        "",
        "env",
        (str,),
        "the file of the published anchors; a build warns when one of them goes",
    )
    app.add_config_value(
        "citable_record_new",
        False,
        "env",
        (bool, str),
        "record new paragraphs; for the command line: ``-D citable_record_new=1``",
    )
    app.connect("config-inited", check_pattern, priority=Phase.CHECK)
    app.add_domain(CitableDomain)
    app.add_directive("citation", Citation)
    add_node(app, paragraph_link, html=(visit_link, None))
    add_asset(app, STATIC / "citable.css")
    add_asset(app, STATIC / "citable.js")
    add_words(app, *WORDS)
    app.connect("env-check-consistency", check_record)
    app.connect("doctree-resolved", link_paragraphs, priority=Phase.NUMBER)
    app.connect("html-page-context", add_metadata)
    written = passages.Passages()
    app.connect("doctree-resolved", written.gather, priority=Phase.SHOW)
    app.connect("html-page-context", written.write_texts)
    app.connect("build-finished", written.write)
    app.connect(DATA_FILES, passages.data_files)
    return about_extension(2)
