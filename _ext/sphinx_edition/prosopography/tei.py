"""TEI P5: names in the text, and entries with their heads and facts.

The translator is any that can ``start`` and ``end`` elements and ``write`` words.
"""

from __future__ import annotations

from typing import Any

from docutils import nodes

# The element for a name of each kind; any other kind is a name with its type.
NAMES = {"person": "persName", "faction": "orgName"}


def visit_mention(self: Any, node: nodes.Element) -> None:
    """Open a name, which refers to its entry."""
    target = f"#{node['refuri'].rpartition('#')[2]}"
    kind = node["kind"]
    if kind in NAMES:
        self.start(NAMES[kind], node, ref=target)
    else:
        self.start("name", node, type=kind, ref=target)


def visit_entry(self: Any, node: nodes.Element) -> None:
    """Open an entry."""
    self.start("div", node, type="entry")


def visit_head(self: Any, _node: nodes.Element) -> None:
    """Open the name of an entry."""
    self.start("head")


def depart_head(self: Any, node: nodes.Element) -> None:
    """Give the dates, and close the head."""
    if node.get("dates"):
        self.write(f" ({node['dates']})")
    self.end()


def visit_fact(self: Any, node: nodes.Element) -> None:
    """Open a line of facts."""
    self.start("p")
    self.write(f"{node['label']}: ")


def close(self: Any, _node: nodes.Element) -> None:
    """Close what was opened."""
    self.end()
