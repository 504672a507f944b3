"""HTML and EPUB."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.writers.html5 import HTML5Translator

from sphinx_edition.collation.collator import domain_of
from sphinx_edition.collation.described import read_text
from sphinx_edition.collation.domain import Summary
from sphinx_edition.collation.links import has_witness_page, witness_page
from sphinx_edition.collation.nodes import emendation, emendation_card, line_end
from sphinx_edition.collation.witness import clean


def visit_line_end(self: HTML5Translator, node: line_end) -> None:
    """Write an empty element; the script puts it where the line ends within a word."""
    attributes: dict[str, Any] = {}
    if "tail" in node:
        attributes["data-tail"] = str(node["tail"])
        attributes["data-sign"] = "-" if node["hyphen"] else ""
    self.body.append(self.starttag(node, "span", "", **attributes) + "</span>")
    raise nodes.SkipNode


def visit_emendation(self: HTML5Translator, node: emendation) -> None:
    """Open the mark: a link to the record, where a link can stand."""
    attributes: dict[str, Any] = {}
    if node["witness"] is not None and "emendation-sign" not in node["classes"]:
        attributes["data-witness"] = node["witness"]
    if "refuri" in node:
        attributes["href"] = node["refuri"]
    if "card" in node:
        attributes["data-card"] = node["card"]
    if not node.children and "refuri" in node:
        attributes["aria-label"] = f"emendation, line {node['line']} of the seed"
    self.body.append(self.starttag(node, "a" if "refuri" in node else "span", "", **attributes))


def depart_emendation(self: HTML5Translator, node: emendation) -> None:
    """Close the mark."""
    self.body.append("</a>" if "refuri" in node else "</span>")


def visit_card(self: HTML5Translator, node: emendation_card) -> None:
    """Open a card, as the ``cards`` extension wants it."""
    self.body.append(
        f'<div id="{node["anchor"]}" class="{" ".join(node["classes"])}" popover="manual">'
    )


def depart_card(self: HTML5Translator, node: emendation_card) -> None:  # noqa: ARG001
    """Close a card."""
    self.body.append("</div>\n")


def witness_pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield a page for each witness, line by line (``html-collect-pages``)."""
    if has_witness_page(app.builder):
        for summary in domain_of(app.env).summaries.values():
            if summary.usable:
                yield witness_page(summary), page_context(app, summary), "page.html"


def page_context(app: Sphinx, summary: Summary) -> dict[str, Any]:
    """Return what a theme needs to make the page of a witness."""
    text = read_text(Path(app.srcdir) / summary.text_file, summary.text_file, "witness")[1]
    numbered = enumerate(clean(text), start=1)
    lines = "\n".join(
        f'<span id="line-{number}" data-line="{number}">{escape(line)}</span>'
        for number, line in numbered
    )
    intro = (
        "The text from which this edition was made, line by line as it came. "
        f"Its SHA-256 is <code>{summary.sha256}</code>."
    )
    body = f'<section><h1>The seed</h1><p>{intro}</p><pre class="witness">{lines}</pre></section>'
    description = "The text from which this edition was made, line by line as it came."
    return {
        "title": "The seed",
        "body": body,
        "metatags": f'<meta name="description" content="{description}">',
    }
