"""Collation: proves on every build that a text is its witness, and shows where it is not.

Two lines of ``conf.py`` switch it on::

    extensions = ["sphinx_edition.collation"]
    collation_witnesses = ["seeds/pamphlet.yaml"]

where ``seeds/pamphlet.yaml`` describes ``seeds/pamphlet.txt`` (see ``witness.schema.json``).
Warnings have the types ``collation.witness`` (a witness or its description), ``collation.ledger``
(a record), ``collation.difference`` (words) and ``collation.document`` (a document is missing or
misplaced).
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata
from sphinx.writers.html5 import HTML5Translator

from sphinx_edition.collation import html, latex, nodes, plain, tei
from sphinx_edition.collation.apparatus import ApparatusDirective, FigureOfTrustDirective
from sphinx_edition.collation.collator import Collator
from sphinx_edition.collation.domain import CollationDomain
from sphinx_edition.collation.resolve import resolve
from sphinx_edition.core.assets import add_asset

STATIC = Path(__file__).parent / "static"
Visitor = tuple[Callable[[Any, Any], None], Callable[[Any, Any], None] | None]


def visitors(
    html: Visitor | None = None,
    latex: Visitor | None = None,
    tei: Visitor | None = None,
    others: Visitor = (plain.skip, plain.depart),
) -> dict[str, Any]:
    """Return the visitors of a node by format; ``others`` are formats without marks."""
    known = {"html": html, "latex": latex, "tei": tei}
    found = {name: visitor for name, visitor in known.items() if visitor is not None}
    return {**found, **dict.fromkeys(("text", "man", "texinfo"), others)}


def add_nodes(app: Sphinx) -> None:
    """Register the nodes."""
    words = (plain.visit, plain.depart)
    link = (HTML5Translator.visit_reference, HTML5Translator.depart_reference)
    app.add_node(
        nodes.line_end,
        **visitors((html.visit_line_end, None), tei=(tei.visit_line_end, None)),
    )
    app.add_node(
        nodes.emendation,
        **visitors(
            (html.visit_emendation, html.depart_emendation),
            (latex.visit_emendation, latex.depart_emendation),
            (tei.visit_emendation, tei.depart_emendation),
            words,
        ),
    )
    app.add_node(nodes.emendation_card, **visitors((html.visit_card, html.depart_card)))
    app.add_node(nodes.emendation_place, **visitors(link, (latex.visit_place, None), others=words))
    app.add_node(nodes.witness_lines, **visitors(link))


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the extension with Sphinx."""
    app.add_config_value("collation_witnesses", [], "env", (list, tuple))
    app.add_domain(CollationDomain)
    collator = Collator()
    app.connect("env-get-outdated", collator.look_up_witnesses)
    app.connect("doctree-read", collator.note_words, priority=900)  # as others leave the text
    app.connect("env-updated", collator.prove)
    app.connect("doctree-resolved", resolve, priority=900)  # when others have added what they add
    app.add_directive("apparatus", ApparatusDirective)
    app.add_directive("figure-of-trust", FigureOfTrustDirective)
    app.setup_extension("sphinx_edition.core")
    add_asset(app, STATIC / "collation.css", ebook=True)
    app.connect("html-collect-pages", html.witness_pages)
    app.connect("config-inited", latex.add_preamble)
    add_nodes(app)
    return {
        "version": "1.0",
        "env_version": 1,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
