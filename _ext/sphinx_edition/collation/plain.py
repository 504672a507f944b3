"""Text, man, Texinfo and every other format: the words, and nothing around them."""

from __future__ import annotations

from typing import Any

from docutils import nodes


def skip(self: Any, node: nodes.Element) -> None:  # noqa: ARG001
    """Write nothing."""
    raise nodes.SkipNode


def visit(self: Any, node: nodes.Element) -> None:
    """Write the words only."""


def depart(self: Any, node: nodes.Element) -> None:
    """Add nothing after the words."""
