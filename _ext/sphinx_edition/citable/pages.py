"""On which page of the print a paragraph stands.

Whatever marks the pages puts a :class:`~sphinx_edition.core.nodes.page_break` where one begins.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_edition.core.nodes import page_break

from .paragraphs import anchor_of

if TYPE_CHECKING:
    from collections.abc import Iterator


def page_before(label: str) -> str:
    """Return the label of the page before a page, where labels are numbers; else nothing."""
    return str(int(label) - 1 or 1) if label.isdecimal() else ""


def page_range(first: str, last: str) -> str:
    """Return pages as one writes them: ``9``, ``9–10``, ``ix``; nothing when they are unknown."""
    if not first or not last:
        return first or last
    return first if first == last else f"{first}–{last}"


def begins_with_break(paragraph: nodes.paragraph) -> bool:
    """Tell whether a page begins in ``paragraph`` before its first word."""
    for node in paragraph.findall():
        if isinstance(node, page_break):
            return True
        if isinstance(node, nodes.Text) and node.strip():
            return False
    return False


def paragraph_pages(document: nodes.document) -> dict[str, str]:
    """Return the pages of each numbered paragraph; the first begins before the first break."""
    return {anchor: page_range(*pages) for anchor, pages in ends_of_paragraphs(document)}


def pages_of(document: nodes.document) -> tuple[str, str]:
    """Return the first and the last page of the numbered paragraphs; nothing where unknown."""
    known = [page for _anchor, ends in ends_of_paragraphs(document) for page in ends if page]
    return (known[0], known[-1]) if known else ("", "")


def ends_of_paragraphs(document: nodes.document) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield the anchor of each numbered paragraph, its first and its last page, if any is known."""
    first_break = next(document.findall(page_break), None)
    if first_break is None:
        return
    here = page_before(first_break["page"])
    for node in document.findall():
        if isinstance(node, page_break):
            here = node["page"]
        elif isinstance(node, nodes.paragraph):
            inside = [found["page"] for found in node.findall(page_break)]
            first = inside[0] if inside and begins_with_break(node) else here
            anchor = anchor_of(node)
            if anchor:
                yield anchor, (first, inside[-1] if inside else here)
