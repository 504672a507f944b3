"""People, factions and further kinds: marked in the text, described once, linked both ways.

Each module uses only those above it::

    names  dates  kinds  model  nodes     what a register is made of
    roles  directives  summary  collect   from a source to records
    register  checks                      the whole, and what is wrong with it
    domain                                records by document, references
    resolve  charts  export  page_shows  lint  indices     what the register gives
    html  latex  plain  tei               how nodes are written
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docutils.parsers.rst.languages import en as docutils_names
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.domains import ObjType
from sphinx.domains.std import StandardDomain
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import ExtensionMetadata

from sphinx_edition import core
from sphinx_edition.core.assets import add_asset, add_preamble, add_words
from sphinx_edition.core.data_files import DATA_FILES
from sphinx_edition.core.i18n import _
from sphinx_edition.core.ledger import PAGE_SHOWS
from sphinx_edition.core.passages import PASSAGE_FACTS
from sphinx_edition.core.phases import Phase
from sphinx_edition.core.places import PLACES_OF
from sphinx_edition.core.settings import expect
from sphinx_edition.core.tei_parts import TEI_PARTS
from sphinx_edition.core.visitors import WORDS, add_node
from sphinx_edition.prosopography import html, latex, nodes, passages, plain, tei
from sphinx_edition.prosopography.directives import VIEWS, entry_directive
from sphinx_edition.prosopography.domain import ProsopographyDomain, set_builder, warn_of_missing
from sphinx_edition.prosopography.export import (
    data_files,
    remove_empty_indices,
    write_register,
)
from sphinx_edition.prosopography.indices import index_of
from sphinx_edition.prosopography.kinds import Kind, read_kinds
from sphinx_edition.prosopography.lint import find_unmarked
from sphinx_edition.prosopography.page_shows import page_shows
from sphinx_edition.prosopography.places import places_of
from sphinx_edition.prosopography.resolve import resolve_document
from sphinx_edition.prosopography.roles import MentionRole

STATIC = Path(__file__).parent / "static"
#: Checks that a project may ask for, as settings without their prefix ``prosopography_``.
CHECKS = {
    "lint": "patterns of the documents in which every name is to be marked",
    "unused": "patterns of the documents whose entries are to be named somewhere",
    "sorted": "patterns of the documents in which the entries of a kind are to be in alphabetical "
    "order, section by section",
}


def domain_of(kinds: dict[str, Kind]) -> type[ProsopographyDomain]:
    """Return the domain with roles, directives, object types and indices of these *kinds*."""
    directives: dict[str, type[SphinxDirective]] = {
        kind.name: entry_directive(kind, kinds) for kind in kinds.values()
    }
    return type(
        "ProsopographyDomain",
        (ProsopographyDomain,),
        {
            "kinds": kinds,
            "label": str(_("Prosopography")),
            "object_types": {name: ObjType(str(_(name)), name) for name in kinds},
            "roles": {name: MentionRole() for name in kinds},
            "directives": directives | VIEWS,
            "indices": [index_of(kind) for kind in kinds.values()],
        },
    )


def add_domain(app: Sphinx, config: Config) -> None:
    """Add the domain when the project's kinds are known (``config-inited``).

    Roles and directives also go by their bare names, as if they were of the standard domain, unless
    Sphinx or docutils has such a name already; then a project that wants them writes
    ``prosopography:note``, or makes this its ``primary_domain``.
    """
    domain = domain_of(read_kinds(config.prosopography_kinds))
    app.add_domain(domain)
    add_words(app, *domain.kinds)  # the search says of what kind an entry is
    for name, role in domain.roles.items():
        if name not in StandardDomain.roles and name not in docutils_names.roles:
            app.add_role_to_domain("std", name, role)
    known = StandardDomain.directives.keys() | docutils_names.directives.keys()
    for name, directive in domain.directives.items():
        if name not in known:
            app.add_directive_to_domain("std", name, directive)


def add_nodes(app: Sphinx) -> None:
    """Register the nodes; a format for which nothing is given leaves a node out."""
    add_node(
        app,
        nodes.mention,
        html=(html.visit_mention, html.depart_mention),
        latex=(latex.visit_mention, latex.depart_mention),
        tei=(tei.visit_mention, tei.close),
        words=WORDS,
    )
    app.add_node(nodes.register_link, html=(html.visit_link, html.depart_mention))
    app.add_node(nodes.unlinked_mention, tei=(tei.visit_mention, tei.close))
    add_node(
        app,
        nodes.register_entry,
        html=(html.visit_entry, html.depart_entry),
        latex=(latex.visit_entry, latex.depart_entry),
        tei=(tei.visit_entry, tei.close),
        words=WORDS,
    )
    add_node(
        app,
        nodes.register_head,
        html=(html.visit_head, html.depart_head),
        latex=(latex.visit_head, latex.depart_head),
        tei=(tei.visit_head, tei.depart_head),
        words=(plain.visit_line, plain.depart_line),
    )
    add_node(
        app,
        nodes.register_fact,
        html=(html.visit_fact, html.depart_fact),
        latex=(latex.visit_fact, latex.depart_fact),
        tei=(tei.visit_fact, tei.close),
        words=(plain.visit_line, plain.depart_line),
    )
    add_node(
        app,
        nodes.register_line,
        html=(html.visit_fact, html.depart_fact),
        latex=(latex.visit_fact, latex.depart_fact),
    )
    for name in ("backlinks", "chapter", "backlink", "named", "cast", "picture"):
        in_html = (getattr(html, f"visit_{name}"), getattr(html, f"depart_{name}", None))
        in_latex = (getattr(latex, f"visit_{name}"), getattr(latex, f"depart_{name}", None))
        add_node(app, getattr(nodes, f"register_{name}"), html=in_html, latex=in_latex)
    add_node(app, nodes.register_page, latex=(latex.visit_page, None))
    add_node(app, nodes.noted_page, latex=(latex.visit_noted_page, None))


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the domain, its nodes and what it does at each step of a build."""
    app.setup_extension("sphinx_edition.core")
    app.add_config_value(
        "prosopography_kinds",
        {},
        "env",
        (dict,),
        "kinds of entries to add or change, by name: ``plural``, ``dates``, ``schema`` and more",
    )
    app.add_config_value(
        "prosopography_cast",
        [],
        "env",
        (list, tuple),
        "patterns of the documents that end with who and what they name",
    )
    for check, asked in CHECKS.items():
        app.add_config_value(f"prosopography_{check}", [], "", (list, tuple), asked)
        expect(app, **{f"prosopography_{check}": list[str]})
    expect(app, prosopography_kinds=dict[str, dict[str, Any]], prosopography_cast=list[str])
    add_nodes(app)
    add_asset(app, STATIC / "prosopography.css")
    add_preamble(app, "prosopography", latex.PREAMBLE)
    app.connect("config-inited", add_domain, Phase.COLLECT)  # before primary_domain is looked for
    app.connect("config-inited", latex.add_style, Phase.COLLECT)
    app.connect("builder-inited", set_builder, Phase.COLLECT)
    app.connect("env-updated", remove_empty_indices, Phase.COLLECT)
    app.connect(PAGE_SHOWS, page_shows)
    app.connect(PLACES_OF, places_of)
    app.connect(DATA_FILES, data_files)
    app.connect(TEI_PARTS, tei.parts)
    app.connect(PASSAGE_FACTS, passages.facts)
    app.connect("env-check-consistency", find_unmarked)
    app.connect("warn-missing-reference", warn_of_missing)
    app.connect("doctree-resolved", resolve_document, Phase.LINK)
    app.connect("build-finished", write_register)
    return core.metadata(env_version=4)
