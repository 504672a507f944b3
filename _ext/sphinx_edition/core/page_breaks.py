r"""Page breaks: where a page of the print begins, in every format.

LaTeX writes ``\witnesspage{4}``, which a class or style file may redefine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

from sphinx_edition.core.assets import add_preamble
from sphinx_edition.core.nodes import page_break
from sphinx_edition.core.trees import EDITORIAL
from sphinx_edition.core.visitors import add_node

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator
    from sphinx.writers.latex import LaTeXTranslator

PREAMBLE = r"""
% A page of the witness begins: its number in the margin.
\providecommand{\witnesspage}[1]{\leavevmode\marginpar{\footnotesize[#1]}}
"""


def make_page_break(page: str, anchor: str) -> page_break:
    """Return the beginning of the ``page`` (as the print numbers it), with its ``anchor``."""
    return page_break(page=page, ids=[anchor], classes=["pagebreak", EDITORIAL])


def visit_html(self: HTML5Translator, node: page_break) -> None:
    """Write an empty element; the style sheet shows its title, which is the page's number."""
    attributes: dict[str, Any] = {"role": "doc-pagebreak", "title": node["page"]}
    self.body.append(self.starttag(node, "span", "", **attributes) + "</span>")
    raise nodes.SkipNode


def visit_latex(self: LaTeXTranslator, node: page_break) -> None:
    """Put the page's number into the margin."""
    self.body.append(rf"\witnesspage{{{self.encode(node['page'])}}}")
    raise nodes.SkipNode


def visit_tei(self: Any, node: page_break) -> None:
    """Write a page break; ``within_word`` is one that parts no words."""
    within = {"break": "no"} if node.get("within_word") else {}
    self.start("pb", node, n=node["page"], **within)
    self.end()
    raise nodes.SkipNode


def setup(app: Sphinx) -> None:
    """Register the node."""
    add_node(
        app, page_break, html=(visit_html, None), latex=(visit_latex, None), tei=(visit_tei, None)
    )
    add_preamble(app, "page_breaks", PREAMBLE)
