"""HTML and EPUB, and the page of a site that shows a witness line by line."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.writers.html5 import HTML5Translator

from sphinx_edition.collation import tokens
from sphinx_edition.collation.described import read_text
from sphinx_edition.collation.domain import CollationDomain, Summary
from sphinx_edition.collation.links import witness_page
from sphinx_edition.collation.nodes import emendation
from sphinx_edition.collation.witness import clean
from sphinx_edition.core.builders import has_pages
from sphinx_edition.core.files import is_current
from sphinx_edition.core.i18n import _
from sphinx_edition.core.warnings import Warn


def visit_emendation(self: HTML5Translator, node: emendation) -> None:
    """Open the mark: a link to the record, where a link can stand."""
    attributes: dict[str, Any] = {}
    if "refuri" in node:
        attributes["href"] = node["refuri"]
    if "card" in node:
        attributes["data-card"] = node["card"]
    if not node.children and "refuri" in node:
        attributes["aria-label"] = _("emendation, line %s of the seed") % node["line"]
    if sign := printed_sign(node):
        attributes["data-sign"] = sign
    self.body.append(self.starttag(node, "a" if "refuri" in node else "span", "", **attributes))


def printed_sign(node: emendation) -> str:
    """Return what the print has beside the words of a heading, as brackets; else nothing.

    Style sheets show it at its place, so that it is seen and is no word of the heading.
    """
    if node.children or not isinstance(node.parent, nodes.title):
        return ""
    signs = tokens.tokenise(node["witness"] or "")
    return "" if any(map(tokens.is_word, signs)) else "".join(signs)


def depart_emendation(self: HTML5Translator, node: emendation) -> None:
    """Close the mark."""
    self.body.append("</a>" if "refuri" in node else "</span>")


def witness_pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield a page for each witness, line by line (``html-collect-pages``)."""
    builder: Any = app.builder
    if not has_pages(builder):
        return
    for summary in CollationDomain.of(app.env).summaries.values():
        page = witness_page(summary)
        sources = [Path(app.srcdir) / summary.text_file]
        if summary.usable and not is_current(builder, page, app.env.found_docs, sources):
            yield page, page_context(app, summary), "page.html"


def page_context(app: Sphinx, summary: Summary) -> dict[str, Any]:
    """Return what a theme needs to make the page of a witness."""
    text = read_text(
        Path(app.srcdir) / summary.text_file, summary.text_file, Warn.COLLATION_WITNESS
    )[1]
    numbered = enumerate(clean(text), start=1)
    lines = "\n".join(
        f'<span id="line-{number}" data-line="{number}">{escape(line)}</span>'
        for number, line in numbered
    )
    about = _("The text from which this edition was made, line by line as it came.")
    digest = _("Its SHA-256 is %s.") % f"<code>{summary.sha256}</code>"
    title = _("The seed")
    head = f"<h1>{escape(title)}</h1><p>{escape(about)} {digest}</p>"
    return {
        "title": title,
        "body": f'<section>{head}<pre class="witness">{lines}</pre></section>',
        "metatags": f'<meta name="description" content="{escape(about)}">',
    }
