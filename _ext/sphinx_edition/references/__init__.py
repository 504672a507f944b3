"""References: citations in a scholarly text, on top of sphinxcontrib-bibtex.

``roles``       ``cited``, ``mentioned`` and ``ibid`` make nodes of printed words
``citing``      the stock roles make the same nodes, in Chicago's short form
``domain``      collects the citations of all documents and resolves each Ibid.
``resolution``  binds citations to works when a document is resolved for a builder
``listing``     the bibliography with its links back, the list of abbreviations
``html``, ``latex``, ``plain``  one module for each kind of output
``exports``     BibTeX, CSL-JSON and RIS beside the pages of a site
``chicago``, ``richtext``, ``bibfile``  the style, its rendering, and reading the records

Warnings: ``references.bibfile``, ``references.ibid``, ``references.malformed``,
``references.unknown``, ``references.unlisted``.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pybtex.plugin
import sphinxcontrib.bibtex.plugin
from sphinxcontrib.bibtex.domain import BibtexDomain

from sphinx_edition.core.assets import add_asset

from . import html, latex, plain
from .bibfile import read_bibfiles
from .chicago import ChicagoBibliography, ChicagoNote
from .citing import ChicagoShortReferences
from .domain import ReferencesDomain
from .exports import write_exports
from .listing import AbbreviationsDirective, BibliographyTransform, ExportsDirective, ListResolver
from .nodes import abbreviations, citation_card, cited, crossref, expansion, exports, work, works
from .resolution import CitationResolver
from .roles import CheckedCiteRole, CitedRole, IbidRole, MentionedRole

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

STATIC = Path(__file__).parent / "static"


def update(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Resolve all citations; return the documents that now show something else."""
    domain = cast(ReferencesDomain, env.get_domain("references"))
    domain.name_works()
    domain.resolve()
    return domain.changed_documents(app.builder.name)


def resolve_document(app: Sphinx, doctree: nodes.document, docname: str) -> None:  # noqa: ARG001
    """Bind the citations of a document and fill its lists."""
    if has(doctree, work) or has(doctree, abbreviations) or has(doctree, exports):
        ListResolver(app, doctree).run()
    CitationResolver(app, doctree).run()


def has(doctree: nodes.document, kind: type[nodes.Element]) -> bool:
    """Whether a document has a node of that kind: most have no list."""
    return next(doctree.findall(kind), None) is not None


# What each writer does with a node: HTML, LaTeX, and those of plain words.
VISITORS: dict[type[nodes.Element], tuple[Any, Any, Any]] = {
    cited: (
        (html.visit_cited, html.depart_cited),
        (latex.visit_cited, latex.depart_cited),
        plain.WORDS,
    ),
    expansion: (
        (html.visit_expansion, html.depart_expansion),
        (latex.visit_expansion, latex.depart_expansion),
        plain.BESIDE,
    ),
    citation_card: (
        (html.visit_citation_card, html.depart_citation_card),
        plain.BESIDE,
        plain.BESIDE,
    ),
    crossref: (
        (html.visit_crossref, html.depart_crossref),
        (latex.visit_crossref, latex.depart_crossref),
        plain.WORDS,
    ),
    works: (
        (html.visit_works, html.depart_works),
        (latex.visit_works, latex.depart_works),
        plain.WORDS,
    ),
    work: (
        (html.visit_work, html.depart_work),
        (latex.visit_work, latex.depart_work),
        plain.WORDS,
    ),
}


def add_nodes(app: Sphinx) -> None:
    """Tell every writer what to do with each node."""
    for node, (in_html, in_latex, in_words) in VISITORS.items():
        app.add_node(
            node, html=in_html, latex=in_latex, text=in_words, man=in_words, texinfo=in_words
        )
    app.add_node(abbreviations)
    app.add_node(exports)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the extension with Sphinx."""
    app.setup_extension("sphinxcontrib.bibtex")
    app.setup_extension("sphinx_edition.core")
    formatting, referencing = "pybtex.style.formatting", "sphinxcontrib.bibtex.style.referencing"
    pybtex.plugin.register_plugin(formatting, "chicago_bibliography", ChicagoBibliography)
    pybtex.plugin.register_plugin(formatting, "chicago_note", ChicagoNote)
    sphinxcontrib.bibtex.plugin.register_plugin(
        referencing, "chicago_short", ChicagoShortReferences
    )
    app.add_domain(ReferencesDomain)
    app.add_role("cited", CitedRole())
    app.add_role("mentioned", MentionedRole())
    app.add_role("ibid", IbidRole())
    for name in BibtexDomain.roles:
        app.add_role_to_domain("cite", name, CheckedCiteRole(), override=True)
    app.add_directive("abbreviations", AbbreviationsDirective)
    app.add_directive("reference-exports", ExportsDirective)
    app.add_post_transform(BibliographyTransform)
    add_nodes(app)
    app.connect("config-inited", latex.add_preamble)
    app.connect("builder-inited", read_bibfiles, priority=400)  # before sphinxcontrib-bibtex
    add_asset(app, STATIC / "references.css", ebook=True)
    app.connect("env-updated", update, priority=600)  # after sphinxcontrib-bibtex
    app.connect("doctree-resolved", resolve_document)
    app.connect("build-finished", write_exports)
    return {
        "version": "1.0",
        "env_version": 1,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
