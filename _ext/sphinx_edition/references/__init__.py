"""References: citations in a scholarly text, on top of sphinxcontrib-bibtex.

``roles``       ``cited``, ``mentioned`` and ``ibid`` make nodes of printed words
``citing``      the stock roles make the same nodes, in Chicago's short form
``works``       the records, and the lists that show them, with anchors that are unique
``domain``      collects the citations of all documents and resolves each Ibid.
``resolution``  binds citations to works when a document is resolved for a builder
``listing``     the bibliography with its links back, the list of abbreviations
``html``, ``latex``, ``tei``  one module for each kind of output
``exports``, ``csl``, ``ris``, ``types``  BibTeX, CSL-JSON and RIS beside the pages of a site
``richtext``, ``bibfile``  rendering the style (``core.chicago``), and reading the records

Setting: ``references_conjectural``, keys of works that an abbreviation (``shorthand``) of the text
is only presumed to mean; wherever the abbreviation is explained, that is said.

Warnings: ``references.bibfile``, ``references.ibid``, ``references.malformed``,
``references.unknown``, ``references.unlisted``.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

import pybtex.plugin
import sphinxcontrib.bibtex.plugin
from pybtex.backends import plaintext
from sphinxcontrib.bibtex.foot_domain import BibtexFootDomain

from sphinx_edition.core import metadata
from sphinx_edition.core.assets import add_asset, add_preamble
from sphinx_edition.core.chicago import ChicagoBibliography, ChicagoNote
from sphinx_edition.core.data_files import DATA_FILES
from sphinx_edition.core.ledger import PAGE_SHOWS
from sphinx_edition.core.passages import PASSAGE_FACTS
from sphinx_edition.core.phases import Phase
from sphinx_edition.core.settings import expect
from sphinx_edition.core.tei_parts import TEI_PARTS
from sphinx_edition.core.trees import kinds_in
from sphinx_edition.core.visitors import SKIP, WORDS, add_node

from . import html, latex, passages, tei
from .bibfile import read_bibfiles
from .citing import ChicagoShortReferences
from .domain import ReferencesDomain
from .exports import data_files, write_exports
from .listing import AbbreviationsDirective, BibliographyTransform, ExportsDirective, ListResolver
from .nodes import abbreviations, cited, cited_place, crossref, expansion, exports, work, works
from .resolution import CitationResolver
from .roles import CitedRole, IbidRole, MentionedRole
from .works import CheckedFootCiteRole, CiteDomain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata


STATIC = Path(__file__).parent / "static"


def resolve_citations(app: Sphinx, env: BuildEnvironment) -> None:
    """Let the domain resolve all citations, when sphinxcontrib-bibtex has filled its lists."""
    cast(ReferencesDomain, env.get_domain("references")).resolve(app.builder)


def shows(app: Sphinx, env: BuildEnvironment) -> Mapping[str, object]:  # noqa: ARG001
    """Return what pages show of the references."""
    return cast(ReferencesDomain, env.get_domain("references")).shown_on_pages()


def resolve_document(app: Sphinx, doctree: nodes.document, docname: str) -> None:  # noqa: ARG001
    """Bind the citations of a document and fill its lists."""
    kinds = kinds_in(doctree)
    if kinds & {work, abbreviations, exports}:
        ListResolver(app, doctree).run()
        kinds = kinds_in(doctree)
    if kinds & {cited, work}:
        CitationResolver(app, doctree).run()
        if app.builder.format == "latex":
            latex.place_anchors(doctree)


def add_nodes(app: Sphinx) -> None:
    """Tell every writer what to do with each node."""
    for node in (cited, crossref, works, work, expansion):
        name = node.__name__
        in_html = (getattr(html, f"visit_{name}"), getattr(html, f"depart_{name}"))
        in_latex = (getattr(latex, f"visit_{name}"), getattr(latex, f"depart_{name}"))
        in_tei = (getattr(tei, f"visit_{name}"), tei.close)
        in_words = SKIP if node is expansion else WORDS
        add_node(app, node, html=in_html, latex=in_latex, tei=in_tei, words=in_words)
    add_node(app, cited_place, latex=(latex.visit_cited_place, None))
    add_node(app, tei.scope, tei=(tei.visit_scope, tei.close), words=WORDS)
    add_node(app, abbreviations)
    add_node(app, exports)


def add_styles() -> None:
    """Register the styles by name; the distribution has them as entry points, too.

    What is registered is found at once; for an entry point, every installed package is asked.  So
    is, for each citation, the backend in which sphinxcontrib-bibtex writes titles of links.
    """
    formatting = "pybtex.style.formatting"
    for group, name, plugin in (
        (formatting, "chicago_bibliography", ChicagoBibliography),
        (formatting, "chicago_note", ChicagoNote),
        ("pybtex.backends", "plaintext", plaintext.Backend),
    ):
        pybtex.plugin.register_plugin(group, name, plugin, force=True)
    sphinxcontrib.bibtex.plugin.register_plugin(
        "sphinxcontrib.bibtex.style.referencing",
        "chicago_short",
        ChicagoShortReferences,
        force=True,
    )


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the extension with Sphinx."""
    app.setup_extension("sphinx_edition.core")
    expect(app, references_conjectural=list[str])
    app.setup_extension("sphinxcontrib.bibtex")
    add_styles()
    add_asset(app, STATIC / "references.css", ebook=True)
    add_preamble(app, "references", latex.PREAMBLE)
    app.add_config_value(
        "references_conjectural",
        [],
        "env",
        (list, tuple),
        "keys of works that an abbreviation of the text stands for as the editor supposes, and no "
        "source says",
    )
    app.add_domain(ReferencesDomain)
    app.add_domain(CiteDomain, override=True)
    app.add_role("cited", CitedRole())
    app.add_role("mentioned", MentionedRole())
    app.add_role("ibid", IbidRole())
    app.add_role("footcite", CheckedFootCiteRole(), override=True)
    for name in BibtexFootDomain.roles:
        app.add_role_to_domain("footcite", name, CheckedFootCiteRole(), override=True)
    app.add_directive("abbreviations", AbbreviationsDirective)
    app.add_directive("reference-exports", ExportsDirective)
    app.add_post_transform(BibliographyTransform)
    add_nodes(app)
    app.connect("builder-inited", read_bibfiles, priority=Phase.COLLECT)
    app.connect("env-updated", resolve_citations, priority=Phase.LINK)
    app.connect(PAGE_SHOWS, shows)
    app.connect("doctree-resolved", resolve_document, priority=Phase.LINK)
    app.connect("build-finished", write_exports)
    app.connect(TEI_PARTS, tei.parts)
    app.connect(DATA_FILES, data_files)
    app.connect(PASSAGE_FACTS, passages.facts)
    return metadata(2)
