"""TEI: links to works, and the places that links lead to."""

from typing import Any

from .nodes import cited, crossref, work


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
