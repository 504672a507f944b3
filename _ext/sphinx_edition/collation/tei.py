"""TEI P5: ``pb``, ``lb``, and ``choice`` of ``sic`` and ``corr`` or ``supplied``.

The translator is any that can ``start`` and ``end`` elements and ``write`` words.
"""

from __future__ import annotations

from typing import Any

from docutils import nodes

from sphinx_edition.collation.nodes import emendation, line_end


def visit_line_end(self: Any, node: line_end) -> None:
    """Write the beginning of the next line; one within a word is put behind that word."""
    self.start("lb", n=str(node["line"] + 1))
    self.end()
    raise nodes.SkipNode


def visit_emendation(self: Any, node: emendation) -> None:
    """Write what the witness has, and open what the edition has instead."""
    if "emendation-sign" in node["classes"]:
        raise nodes.SkipNode
    if node["witness"] is None:
        self.start("sic", node)
    elif node["kind"] == "lacuna" and node.children:
        self.start("supplied", node, reason="lost")
    elif not node.children:
        self.start("surplus", node)
        self.write(node["witness"] or "")
        self.end()
        raise nodes.SkipNode
    else:
        self.start("choice", node)
        self.start("sic")
        self.write(node["witness"] or "")
        self.end()
        self.start("corr")


def depart_emendation(self: Any, node: emendation) -> None:
    """Close what the edition has."""
    self.end()
    if node["witness"] is not None and node["kind"] != "lacuna":
        self.end()
