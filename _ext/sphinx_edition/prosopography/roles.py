"""The role of a kind: marks a name in the text."""

from __future__ import annotations

from docutils import nodes
from docutils.nodes import Element, Node, system_message
from sphinx.environment import BuildEnvironment
from sphinx.roles import XRefRole

DOMAIN = "prosopography"


class MentionRole(XRefRole):
    """A name in the text, which leads to the entry of its id, its name or an alias.

    ``{person}`Trotsky` `` or ``{person}`the exile <trotsky>` ``.
    Sphinx resolves it as it does any reference, in the domain, then in other projects.
    """

    def __init__(self) -> None:
        """Let a name that nobody knows be warned of."""
        super().__init__(innernodeclass=nodes.inline, warn_dangling=True)

    def result_nodes(
        self,
        document: nodes.document,  # noqa: ARG002
        env: BuildEnvironment,  # noqa: ARG002
        node: Element,
        is_ref: bool,
    ) -> tuple[list[Node], list[system_message]]:
        """Return the reference; what takes its place takes over its classes and its id."""
        if is_ref:
            node["refdomain"] = DOMAIN  # the standard domain knows the role by its bare name
            node["classes"] = ["mention", f"mention-{node['reftype']}"]
            for words in node.findall(nodes.inline):
                words["classes"] = []
        return [node], []
