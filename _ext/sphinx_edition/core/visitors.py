"""How nodes are written: one place for what each format does with a node."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from docutils import nodes

if TYPE_CHECKING:
    from sphinx.application import Sphinx

Visitor = tuple[Callable[[Any, Any], None], Callable[[Any, Any], None] | None]


def skip(_self: Any, _node: nodes.Node) -> None:
    """Leave the node out."""
    raise nodes.SkipNode


def pass_through(_self: Any, _node: nodes.Node) -> None:
    """Write the children only."""


SKIP: Visitor = (skip, None)
WORDS: Visitor = (pass_through, pass_through)


def add_node(
    app: Sphinx,
    node: type[nodes.Element],
    *,
    html: Visitor = SKIP,
    latex: Visitor = SKIP,
    tei: Visitor = SKIP,
    words: Visitor = SKIP,
) -> None:
    """Register ``node`` with its visitors; ``words`` are the formats of plain words.

    A format for which no visitor is given leaves the node out.
    """
    plain = dict.fromkeys(("text", "man", "texinfo"), words)
    app.add_node(node, html=html, latex=latex, tei=tei, **plain)  # type: ignore[arg-type]
