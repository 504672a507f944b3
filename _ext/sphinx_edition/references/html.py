"""HTML: pages of a site and of an e-book."""

from typing import Any

from docutils import nodes
from sphinx.writers.html5 import HTML5Translator

from sphinx_edition.core.builders import is_ebook

from .nodes import cited, expansion, work, works


def visit_cited(self: HTML5Translator, node: cited) -> None:
    """Open a citation: a link to the work, which a card or a title describes."""
    attributes: dict[str, Any] = {"role": "doc-biblioref", "href": node["refuri"]}
    if is_ebook(self.builder):
        attributes["epub:type"] = "biblioref"
    if "card" in node:
        attributes["data-card"] = node["card"]
    else:
        attributes["title"] = node["reftitle"]
    self.body.append(self.starttag(node, "a", "", CLASS="cited", **attributes))


def depart_cited(self: HTML5Translator, node: cited) -> None:  # noqa: ARG001
    """Close a citation."""
    self.body.append("</a>")


def visit_expansion(self: HTML5Translator, node: expansion) -> None:
    """Open what an Ibid. or an abbreviation stands for."""
    self.body.append(self.starttag(node, "span", ""))


def depart_expansion(self: HTML5Translator, node: expansion) -> None:  # noqa: ARG001
    """Close an expansion."""
    self.body.append("</span>")


def visit_crossref(self: HTML5Translator, node: nodes.reference) -> None:
    """Open a link within the book."""
    self.visit_reference(node)


def depart_crossref(self: HTML5Translator, node: nodes.reference) -> None:
    """Close a link within the book."""
    self.depart_reference(node)


def visit_works(self: HTML5Translator, node: works) -> None:
    """Open a list of works."""
    self.body.append(self.starttag(node, "ul", CLASS="works", role="list"))


def depart_works(self: HTML5Translator, node: works) -> None:  # noqa: ARG001
    """Close a list of works."""
    self.body.append("</ul>\n")


def visit_work(self: HTML5Translator, node: work) -> None:
    """Open a work."""
    self.body.append(self.starttag(node, "li", CLASS="work"))


def depart_work(self: HTML5Translator, node: work) -> None:  # noqa: ARG001
    """Close a work."""
    self.body.append("</li>\n")
