"""People, factions and further kinds: marked in the text, described once, linked both ways.

See ``domain`` for the data, ``kinds`` for the table from which roles, directives and indices are
made, ``html``, ``latex`` and ``plain`` for the output formats.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util.typing import ExtensionMetadata

from sphinx_edition.core.assets import add_asset
from sphinx_edition.prosopography import html, latex, nodes, plain, tei
from sphinx_edition.prosopography.collect import collect_mentions
from sphinx_edition.prosopography.domain import domain_of
from sphinx_edition.prosopography.export import write_register
from sphinx_edition.prosopography.kinds import read_kinds
from sphinx_edition.prosopography.lint import find_unmarked
from sphinx_edition.prosopography.resolve import resolve_document
from sphinx_edition.prosopography.updates import changed_pages

STATIC = Path(__file__).parent / "static"

LINE = (html.visit_fact, html.depart_fact), (latex.visit_fact, latex.depart_fact)
SKIP = (plain.skip, None)

# node -> (HTML, LaTeX, text and the like)
VISITORS: dict[type[Any], tuple[Any, Any, Any]] = {
    nodes.mention: (
        (html.visit_mention, html.depart_mention),
        (latex.visit_mention, latex.depart_mention),
        (plain.pass_through, plain.pass_through),
    ),
    nodes.register_entry: (
        (html.visit_entry, html.depart_entry),
        (latex.visit_entry, latex.depart_entry),
        (plain.pass_through, plain.pass_through),
    ),
    nodes.register_head: (
        (html.visit_head, html.depart_head),
        (latex.visit_head, latex.depart_head),
        (plain.visit_line, plain.depart_line),
    ),
    nodes.register_fact: (*LINE, (plain.visit_line, plain.depart_line)),
    nodes.register_backlinks: (
        (html.visit_backlinks, html.depart_backlinks),
        (latex.visit_backlinks, latex.depart_backlinks),
        SKIP,
    ),
    nodes.register_chapter: (
        (html.visit_chapter, html.depart_chapter),
        (latex.visit_chapter, latex.depart_chapter),
        SKIP,
    ),
    nodes.register_backlink: (
        (html.visit_backlink, html.depart_backlink),
        (latex.visit_backlink, None),
        SKIP,
    ),
    nodes.register_cast: (
        (html.visit_cast, html.depart_cast),
        (latex.visit_cast, latex.depart_cast),
        SKIP,
    ),
    nodes.register_line: (*LINE, SKIP),
    nodes.register_place: (SKIP, (latex.visit_place, None), SKIP),
    nodes.register_page: (SKIP, (latex.visit_page, None), SKIP),
    nodes.register_cards: ((html.visit_cards, html.depart_cards), SKIP, SKIP),
    nodes.register_card: ((html.visit_card, None), SKIP, SKIP),
    nodes.register_picture: ((html.visit_picture, None), (latex.visit_picture, None), SKIP),
}


def make_domain(app: Sphinx, config: Config) -> None:
    """Add the domain when the project's kinds are known."""
    app.add_domain(domain_of(read_kinds(config.prosopography_kinds)))


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the domain, its nodes and what it does at each step of a build."""
    app.setup_extension("sphinx_edition.core")
    add_asset(app, STATIC / "prosopography.css", ebook=True)
    app.add_config_value("prosopography_kinds", {}, "env", types=frozenset({dict}))
    app.add_config_value("prosopography_lint", [], "", types=frozenset({list, tuple}))
    app.add_config_value("prosopography_cast", [], "env", types=frozenset({list, tuple}))
    for node, (in_html, in_latex, in_words) in VISITORS.items():
        app.add_node(
            node,
            html=in_html,
            latex=in_latex,
            tei=tei.VISITORS.get(node, tei.SKIPPED),
            text=in_words,
            man=in_words,
            texinfo=in_words,
        )
    app.connect("config-inited", make_domain)  # before primary_domain is looked for
    app.connect("config-inited", latex.add_preamble)
    app.connect("doctree-read", collect_mentions, priority=600)  # after titles were collected
    app.connect("env-updated", changed_pages)
    app.connect("env-check-consistency", find_unmarked)
    app.connect("doctree-resolved", resolve_document, priority=400)
    app.connect("build-finished", write_register)
    return {
        "version": "1.0",
        "env_version": 1,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
