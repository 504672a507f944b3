"""The role of a kind: marks a name in the text."""

from __future__ import annotations

from docutils import nodes
from docutils.nodes import Node, system_message
from sphinx.util.docutils import ReferenceRole

from sphinx_edition.prosopography.nodes import mention


class MentionRole(ReferenceRole):
    """``{person}`Trotsky``` or ``{person}`the exile <trotsky>```."""

    def run(self) -> tuple[list[Node], list[system_message]]:
        """Return the mention; which entry it names is found when every document has been read."""
        kind = self.name.rpartition(":")[2]
        node = mention(
            self.rawtext,
            "",
            nodes.Text(self.title),
            kind=kind,
            target=" ".join(self.target.split()),
            classes=["mention", f"mention-{kind}"],
            internal=True,
        )
        self.set_source_info(node)
        return [node], []
