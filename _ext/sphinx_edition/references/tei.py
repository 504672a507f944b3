"""TEI: links to works, the places that links lead to, and what the editors add as a note."""

from typing import Any

from .nodes import cited, crossref, expansion, work


def visit_link(self: Any, node: cited | crossref) -> None:
    """Open a link."""
    self.visit_reference(node)


def depart_link(self: Any, node: cited | crossref) -> None:
    """Close a link."""
    self.depart_reference(node)


def visit_work(self: Any, node: work) -> None:
    """Mark where a work begins."""
    self.start("anchor", node)
    self.end()


def depart_work(self: Any, node: work) -> None:
    """Have nothing to close."""


def visit_expansion(self: Any, node: expansion) -> None:  # noqa: ARG001
    """Open a note of the editors."""
    self.start("note", type="editorial")


def depart_expansion(self: Any, node: expansion) -> None:  # noqa: ARG001
    """Close it."""
    self.end()
