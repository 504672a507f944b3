"""LaTeX: links to entries, and the pages of all mentions, gathered by LaTeX itself.

Each mention writes its page to the auxiliary file; entries and indices read them from there in the
next run, joined to ranges.  No index program is needed.  A book design restyles the commands of
``prosopography.sty`` with ``\\renewcommand``.
"""

from __future__ import annotations

from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.writers.latex import LaTeXTranslator

from sphinx_edition.core.i18n import _
from sphinx_edition.prosopography.drawing import to_latex

PREAMBLE = "\\usepackage{prosopography}\n"
STYLE = Path(__file__).parent / "static" / "prosopography.sty"


def add_style(_app: Sphinx, config: Config) -> None:
    """Put the commands that the visitors write beside the book (``config-inited``)."""
    config.latex_additional_files = [*config.latex_additional_files, str(STYLE)]


def _key(self: LaTeXTranslator, uri: str) -> str:
    """Return the label of an address such as ``%chapters/people#person-trotsky``."""
    return self.idescape(uri.lstrip("%").replace("#", ":"))


def visit_mention(self: LaTeXTranslator, node: nodes.Element) -> None:
    """Open a link to the entry, and note the page; a title and a caption note it after them."""
    key = _key(self, node["refuri"])
    if self.in_title or self.in_caption:
        self.body.append(rf"\prosopographylink{{{key}}}{{")
    else:
        self.body.append(rf"\prosopographymention{{{key}}}{{{self.idescape(node['ids'][0])}}}{{")


def depart_mention(self: LaTeXTranslator, _node: nodes.Element) -> None:
    """Close the link."""
    self.body.append("}")


def visit_entry(self: LaTeXTranslator, node: nodes.Element) -> None:
    """Open an entry with its label."""
    self.body.append("\n\\begin{prosopographyentry}\n")
    self.body.append(self.hypertarget_to(node, anchor=True))


def depart_entry(self: LaTeXTranslator, _node: nodes.Element) -> None:
    """Close an entry."""
    self.body.append("\n\\end{prosopographyentry}\n")


def visit_head(self: LaTeXTranslator, _node: nodes.Element) -> None:
    """Open the head."""
    self.body.append(r"\prosopographyhead{")


def depart_head(self: LaTeXTranslator, node: nodes.Element) -> None:
    """Close the name, give the dates."""
    self.body.append(f"}}{{{self.encode(node['dates'])}}}")


def visit_fact(self: LaTeXTranslator, node: nodes.Element) -> None:
    """Open a line of facts with its label."""
    self.body.append(f"\\prosopographyfact{{{self.encode(node['label'])}}}{{")


def depart_fact(self: LaTeXTranslator, _node: nodes.Element) -> None:
    """Close a line of facts."""
    self.body.append("}%\n")


def visit_backlinks(self: LaTeXTranslator, node: nodes.Element) -> None:
    """Open the mentions of an entry."""
    key = self.idescape(f"{self.curfilestack[-1]}:{node.parent['ids'][0]}")
    self.body.append(f"\\begin{{prosopographymentions}}{{{key}}}{{{node['count']}}}\n")


def depart_backlinks(self: LaTeXTranslator, _node: nodes.Element) -> None:
    """Close the mentions of an entry."""
    self.body.append("\n\\end{prosopographymentions}\n")


def visit_chapter(self: LaTeXTranslator, node: nodes.Element) -> None:
    """Open the mentions in one chapter."""
    self.body.append(f"\\prosopographychapter{{{self.encode(node['title'])}}}{{%\n")


def depart_chapter(self: LaTeXTranslator, _node: nodes.Element) -> None:
    """Close the mentions in one chapter."""
    self.body.append("}\n")


def visit_backlink(self: LaTeXTranslator, node: nodes.Element) -> None:
    """Write a mention with the words around it and its page."""
    if node.parent.index(node):
        self.body.append(r"\prosopographybetween ")
    self.body.append(r"\prosopographycontext{")


def depart_backlink(self: LaTeXTranslator, node: nodes.Element) -> None:
    """Add the page of a mention."""
    anchor = self.idescape(node["refuri"].rpartition("#")[2])
    self.body.append(f"}}{{\\prosopographypageof{{{anchor}}}}}%\n")


def visit_named(self: LaTeXTranslator, _node: nodes.Element) -> None:
    """Part a mention from the words before it and after it, each an argument."""
    self.body.append("}{")


depart_named = visit_named


def visit_cast(self: LaTeXTranslator, _node: nodes.Element) -> None:
    """Open the cast of a chapter."""
    title = self.encode(str(_("Named in this chapter")))
    self.body.append(f"\n\\begin{{prosopographycast}}{{{title}}}\n")


def depart_cast(self: LaTeXTranslator, _node: nodes.Element) -> None:
    """Close the cast of a chapter."""
    self.body.append("\n\\end{prosopographycast}\n")


def visit_noted_page(self: LaTeXTranslator, node: nodes.Element) -> None:
    """Note the page of a mention that stands in a title, a caption or a link before."""
    key, anchor = _key(self, node["refuri"]), self.idescape(node["anchor"])
    self.body.append(f"\\prosopographynotedpage{{{key}}}{{{anchor}}}%\n")
    raise nodes.SkipNode


def visit_page(self: LaTeXTranslator, node: nodes.Element) -> None:
    """Give the page of an entry after its name in a cast."""
    self.body.append(rf"\prosopographypage{{{_key(self, node['refuri'])}}}")
    raise nodes.SkipNode


def visit_picture(self: LaTeXTranslator, node: nodes.Element) -> None:
    """Put a drawing and its caption between the lines."""
    drawing = to_latex(node["drawing"], self.encode)
    caption = self.encode(node["caption"])
    self.body.append(f"\n\\prosopographypicture{{{drawing}}}{{{caption}}}\n")
    raise nodes.SkipNode
