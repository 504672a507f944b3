r"""LaTeX: ``\emended{kind}{label}{words}``, ``\emendationplace{label}{line}``.

A class or style file that a project loads may define them otherwise.
"""

from __future__ import annotations

from docutils import nodes
from sphinx.writers.latex import LaTeXTranslator

from sphinx_edition.collation.nodes import emendation, emended_line

PREAMBLE = r"""
% An emendation: kind, label of its record (or nothing), words.
\providecommand{\emended}[3]{\if\relax\detokenize{#2}\relax#3\else\hyperref[#2]{#3}\fi}
% In the apparatus: label of an emendation, line of the witness.
\providecommand{\emendationplace}[2]{\hyperref[#1]{#2} (\editionpage{\pageref{#1}})}
"""


def label(target: tuple[str, str]) -> str:
    """Return LaTeX's label of an anchor in a document."""
    return rf"\detokenize{{{target[0]}:{target[1]}}}"


def visit_emendation(self: LaTeXTranslator, node: emendation) -> None:
    """Open the marked words; a gap is only a place that can be found."""
    for id_ in node["ids"]:
        self.body.append(self.hypertarget(id_))
    if not node.children:
        raise nodes.SkipNode
    record = label(node["reftarget"]) if "reftarget" in node else ""
    self.body.append(rf"\emended{{{node['kind']}}}{{{record}}}{{")


def depart_emendation(self: LaTeXTranslator, node: emendation) -> None:  # noqa: ARG001
    """Close the marked words."""
    self.body.append("}")


def visit_line(self: LaTeXTranslator, node: emended_line) -> None:
    """Write the line of an emendation with a link to it, and the page of the book."""
    for id_ in node["ids"]:
        self.body.append(self.hypertarget(id_))
    self.body.append(rf"\emendationplace{{{label(node['reftarget'])}}}{{{node.astext()}}}")
    raise nodes.SkipNode
