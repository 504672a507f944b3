"""TEI P5: what is added after a citation is a note of the editors, not a part of the text."""

from __future__ import annotations

from typing import Any

from .nodes import expansion


def visit_expansion(self: Any, node: expansion) -> None:  # noqa: ARG001
    """Open a note."""
    self.start("note", type="editorial")


def depart_expansion(self: Any, node: expansion) -> None:  # noqa: ARG001
    """Close it."""
    self.end()
