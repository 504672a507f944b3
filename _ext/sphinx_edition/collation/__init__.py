"""Collation: compares a text with its witness on every build, and shows where they differ.

Two lines of ``conf.py`` switch it on::

    extensions = ["sphinx_edition.collation"]
    collation_witnesses = ["seeds/pamphlet.yaml"]

where ``seeds/pamphlet.yaml`` describes ``seeds/pamphlet.txt`` (see ``witness.schema.json``).
``collation_kinds`` adds kinds of emendations (see ``kinds``).

The modules, each on those before it: ``tokens``, ``described`` (YAML with lines), ``layout`` and
``witness`` (the witness's side), ``kinds``, ``ledger`` and ``emending``, ``edition`` (the side of
the text), ``alignment``, ``differences``, ``comparison`` and ``results``, ``domain`` and
``collator`` (the build), ``edits``, ``own_signs``, ``marks``, ``apparatus``, ``decisions`` and
``resolve`` (what pages show), and one module for each format.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from sphinx_edition.collation import html, latex, nodes, passages, scan, tei
from sphinx_edition.collation.apparatus import ApparatusDirective, FigureOfTrustDirective
from sphinx_edition.collation.collator import Collator, page_shows
from sphinx_edition.collation.decisions import LineEndHyphensDirective, NoteMarksDirective
from sphinx_edition.collation.domain import CollationDomain
from sphinx_edition.collation.resolve import resolve
from sphinx_edition.core import metadata
from sphinx_edition.core.assets import add_asset, add_preamble
from sphinx_edition.core.ledger import PAGE_SHOWS
from sphinx_edition.core.passages import PASSAGE_FACTS
from sphinx_edition.core.phases import Phase
from sphinx_edition.core.settings import expect
from sphinx_edition.core.tei_parts import TEI_PARTS
from sphinx_edition.core.visitors import WORDS, add_node

STATIC = Path(__file__).parent / "static"


def add_nodes(app: Sphinx) -> None:
    """Register the nodes."""
    add_node(app, nodes.line_beginning, tei=(tei.visit_line_beginning, None))
    add_node(app, nodes.note_mark, tei=(tei.visit_note_mark, None))
    add_node(
        app,
        nodes.emendation,
        html=(html.visit_emendation, html.depart_emendation),
        latex=(latex.visit_emendation, latex.depart_emendation),
        tei=(tei.visit_emendation, None),
        words=WORDS,
    )
    # Both are references, and written as such by whoever has no other way.
    app.add_node(nodes.emended_line, latex=(latex.visit_line, None))
    app.add_node(nodes.witness_lines)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the extension with Sphinx."""
    app.setup_extension("sphinx_edition.core")
    app.add_config_value(
        "collation_witnesses",
        [],
        "env",
        (list, tuple),
        "files that describe the witnesses, as seen from ``conf.py``",
    )
    app.add_config_value(
        "collation_kinds",
        {},
        "env",
        (dict,),
        "kinds of emendations to add or change, each with what the apparatus says of one record "
        "(``said``) and of all (``said_of_all``), and ``stands`` where the reading is left alone",
    )
    expect(app, collation_witnesses=list[str], collation_kinds=dict[str, dict[str, Any]])
    app.add_domain(CollationDomain)
    collator = Collator()
    app.connect("env-get-outdated", collator.look_up_witnesses)
    app.connect("doctree-read", collator.note_words, priority=Phase.SHOW)
    app.connect("env-updated", collator.collate)
    app.connect(PAGE_SHOWS, page_shows)
    app.connect("doctree-resolved", resolve, priority=Phase.MARK)
    app.add_directive("apparatus", ApparatusDirective)
    app.add_directive("figure-of-trust", FigureOfTrustDirective)
    app.add_directive("line-end-hyphens", LineEndHyphensDirective)
    app.add_directive("note-marks", NoteMarksDirective)
    app.connect("config-inited", scan.add_templates)
    app.connect("builder-inited", scan.add_sheet)
    app.connect("html-page-context", scan.add_link)
    app.connect("html-collect-pages", html.witness_pages)
    app.connect("html-collect-pages", scan.scan_pages)
    app.connect(TEI_PARTS, tei.parts)
    app.connect(PASSAGE_FACTS, passages.facts)
    add_asset(app, STATIC / "collation.css", ebook=True)
    add_preamble(app, "collation", latex.PREAMBLE)
    add_nodes(app)
    return metadata(env_version=2)
