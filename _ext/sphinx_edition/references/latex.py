"""LaTeX: citations with what they stand for, works with the pages on which they are cited.

The look is in commands that a book may redefine (``\\renewcommand``, ``\\renewenvironment``).
"""

from docutils import nodes
from sphinx.writers.latex import LaTeXTranslator

from sphinx_edition.core.trees import moved_around

from .nodes import cited, cited_place, crossref, expansion, work, works

PREAMBLE = r"""
% References: what an Ibid. or an abbreviation stands for; a page to turn to; the list of works.
\providecommand{\citedexpansion}[1]{{\small#1}}
\providecommand{\citedinhead}[2]{\texorpdfstring{\citedheadlink{#1}{#2}}{#2}}
\DeclareRobustCommand\citedheadlink[2]{\hyperref[#1]{\sphinxcrossref{#2}}}
% A head in capitals leaves the label of a link as it is.
\ExplSyntaxOn
\tl_if_exist:NT \l_text_case_exclude_arg_tl
  { \tl_put_right:Nn \l_text_case_exclude_arg_tl { \citedinhead \citedheadlink } }
\ExplSyntaxOff
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
    if self.in_title:
        self.body.append(rf"\citedinhead{{{label(self, node)}}}{{")
    else:
        self.visit_reference(node)


def depart_cited(self: LaTeXTranslator, node: cited) -> None:
    """Close a citation."""
    if self.in_title:
        self.body.append("}")
    else:
        self.depart_reference(node)


def place_anchors(doctree: nodes.document) -> None:
    """Put the anchors of citations in headings, captions and links after those."""
    for node in list(doctree.findall(cited)):
        holder = moved_around(node)
        if holder is not None and node["ids"]:
            place = cited_place(ids=node["ids"])
            node["ids"] = []
            holder.parent.insert(holder.parent.index(holder) + 1, place)


def visit_cited_place(self: LaTeXTranslator, node: cited_place) -> None:
    """Write the anchor of a citation."""
    self.body.extend(self.hypertarget(id_) for id_ in node["ids"])
    raise nodes.SkipNode


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
