"""Text, man and Texinfo: plain words."""

from __future__ import annotations

from typing import Any

from docutils import nodes

from sphinx_edition.core.i18n import _


def visit_line(self: Any, node: nodes.Element) -> None:
    """Write a line of an entry as a paragraph with its label or dates."""
    self.visit_paragraph(node)
    if "label" in node:
        self.visit_Text(nodes.Text(f"{node['label']}{_(':')} "))


def depart_line(self: Any, node: nodes.Element) -> None:
    """Close the line; a head ends with its dates."""
    if node.get("dates"):
        self.visit_Text(nodes.Text(f" ({node['dates']})"))
    self.depart_paragraph(node)
