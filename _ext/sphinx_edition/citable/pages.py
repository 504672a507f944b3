"""On which page of the printed source a paragraph stands.

Whatever marks the pages puts an element with the id ``page-9`` where page 9 begins.
"""

from __future__ import annotations

import re

from docutils import nodes

PAGE = re.compile(r"page-(\d+)")
PARAGRAPH = re.compile(r"p\d+-\d+")


def page_begun(node: nodes.Node) -> int | None:
    """Return the number of the page that begins at ``node``, if one does."""
    if not isinstance(node, nodes.Element):
        return None
    for id_ in node["ids"]:
        if match := PAGE.fullmatch(id_):
            return int(match[1])
    return None


def breaks_in(node: nodes.Node) -> list[int]:
    """Return the pages that begin within ``node``."""
    return [page for inner in node.findall() if (page := page_begun(inner)) is not None]


def page_range(first: int | None, last: int | None) -> str:
    """Return pages as one writes them: ``9``, ``9–10``, or nothing when they are unknown."""
    if first is None or last is None:
        return ""
    return str(first) if first == last else f"{first}–{last}"


def begins_with_break(paragraph: nodes.paragraph) -> bool:
    """Say whether a page begins in ``paragraph`` before its first word."""
    for node in paragraph.findall():
        if page_begun(node) is not None:
            return True
        if isinstance(node, nodes.Text) and node.strip():
            return False
    return False


def paragraph_pages(document: nodes.document) -> dict[str, str]:
    """Return the pages of each numbered paragraph; the first begins before the first break."""
    breaks = breaks_in(document)
    here = max(breaks[0] - 1, 1) if breaks else None
    found: dict[str, str] = {}
    for node in document.findall():
        here = page_begun(node) or here
        if isinstance(node, nodes.paragraph):
            inside = breaks_in(node)
            first = inside[0] if inside and begins_with_break(node) else here
            last = inside[-1] if inside else here
            for id_ in node["ids"]:
                if PARAGRAPH.fullmatch(id_):
                    found[id_] = page_range(first, last)
    return found
