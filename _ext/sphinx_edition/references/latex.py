"""LaTeX: citations with what they stand for, works with the pages on which they are cited.

The look is in commands that a book may redefine (``\\renewcommand``, ``\\renewenvironment``).
"""

from docutils import nodes
from sphinx.writers.latex import LaTeXTranslator

from .nodes import cited, crossref, expansion, work, works

PREAMBLE = r"""
% References: what an Ibid. or an abbreviation stands for; a page to turn to; the list of works.
\providecommand{\citedexpansion}[1]{{\small#1}}
\providecommand{\citedonpage}[1]{ (\editionpage{#1})}
\providecommand{\citedworkplaces}[1]{\par{\footnotesize#1}}
\ifdefined\citedworks\else\newenvironment{citedworks}%
  {\begin{list}{}{\setlength{\leftmargin}{1.5em}\setlength{\itemindent}{-1.5em}%
    \setlength{\labelwidth}{0pt}\setlength{\labelsep}{0pt}\setlength{\parsep}{0pt}%
    \setlength{\itemsep}{.5\baselineskip}\raggedright}}%
  {\end{list}}\fi
"""


def visit_cited(self: LaTeXTranslator, node: cited) -> None:
    """Open a citation, a link to the work."""
    self.visit_reference(node)


def depart_cited(self: LaTeXTranslator, node: cited) -> None:
    """Close a citation."""
    self.depart_reference(node)


def visit_expansion(self: LaTeXTranslator, node: expansion) -> None:  # noqa: ARG001
    """Open what an Ibid. or an abbreviation stands for."""
    self.body.append(r"\citedexpansion{")


def depart_expansion(self: LaTeXTranslator, node: expansion) -> None:  # noqa: ARG001
    """Close an expansion."""
    self.body.append("}")


def visit_crossref(self: LaTeXTranslator, node: crossref) -> None:
    """Open a link within the book."""
    self.visit_reference(node)


def depart_crossref(self: LaTeXTranslator, node: crossref) -> None:
    """Close a link within the book and add the page that it leads to."""
    self.depart_reference(node)
    self.body.append(rf"\citedonpage{{\pageref{{{label(self, node)}}}}}")


def label(self: LaTeXTranslator, node: nodes.reference) -> str:
    """Return LaTeX's name of the place to which a link leads."""
    docname, _, anchor = node["refuri"].removeprefix("%").partition("#")
    return self.idescape(f"{docname or self.curfilestack[-1]}:{anchor}")


def visit_works(self: LaTeXTranslator, node: works) -> None:  # noqa: ARG001
    """Open a list of works."""
    self.body.append("\n\\begin{citedworks}\n")


def depart_works(self: LaTeXTranslator, node: works) -> None:  # noqa: ARG001
    """Close a list of works."""
    self.body.append("\n\\end{citedworks}\n")


def visit_work(self: LaTeXTranslator, node: work) -> None:
    """Open a work; the roles of sphinxcontrib-bibtex in its own styles lead to ``cite.``."""
    anchors = "".join(
        self.hypertarget(id_) + rf"\hypertarget{{cite.{self.curfilestack[-1]}:{id_}}}{{}}"
        for id_ in node["ids"]
    )
    self.body.append(rf"\item {anchors}")


def depart_work(self: LaTeXTranslator, node: work) -> None:
    """Close a work."""
