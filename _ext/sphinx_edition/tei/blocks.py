"""Quotations, verse, lists and tables as TEI elements."""

from __future__ import annotations

from docutils import nodes

from sphinx_edition.tei.writing import TEIWriter

#: Kinds of quotations that docutils tells by a class.
QUOTATIONS = ("epigraph", "highlights", "pull-quote")


class BlockTranslator(TEIWriter):
    """Visits what stands between paragraphs, and is more than one element."""

    def visit_block_quote(self, node: nodes.block_quote) -> None:
        """Write a quotation, with its source if that is named."""
        sources = [child for child in node.children if isinstance(child, nodes.attribution)]
        kind = next((name for name in QUOTATIONS if name in node["classes"]), None)
        if sources:
            self.start("cit")
        self.start("quote", node, **({"type": kind} if kind else {}))
        self.children_of(node, nodes.attribution)
        self.end()
        for source in sources:
            source.walkabout(self)
        if sources:
            self.end()
        raise nodes.SkipNode

    def visit_line_block(self, node: nodes.line_block) -> None:
        """Write verse; empty lines part its stanzas."""
        stanzas: list[list[nodes.Node]] = [[]]
        for child in node.children:
            if child.children:
                stanzas[-1].append(child)
            elif stanzas[-1]:
                stanzas.append([])
        stanzas = [stanza for stanza in stanzas if stanza]
        if len(stanzas) == 1:
            self._lines(stanzas[0], node)
        elif stanzas:
            self.start("lg", node)
            for stanza in stanzas:
                self._lines(stanza, None, type="stanza")
            self.end()
        raise nodes.SkipNode

    def _lines(
        self, lines: list[nodes.Node], node: nodes.Element | None, **attributes: str
    ) -> None:
        """Write lines of verse as a group."""
        self.start("lg", node, **attributes)
        for line in lines:
            line.walkabout(self)
        self.end()

    def visit_definition_list_item(self, node: nodes.definition_list_item) -> None:
        """Write the terms as one label, then what they mean."""
        self.start("label", node)
        terms = [each for each in node.children if not isinstance(each, nodes.definition)]
        for index, term in enumerate(terms):
            if index:
                self.write(" ")
            term.walkabout(self)
        self.end()
        self.children_of(node, nodes.term, nodes.classifier)
        raise nodes.SkipNode

    def visit_option(self, node: nodes.option) -> None:
        """Part an option from the one before it."""
        if node.parent.index(node):
            self.write(", ")

    def depart_option(self, node: nodes.option) -> None:
        """An option has no end tag."""

    def visit_option_argument(self, node: nodes.option_argument) -> None:
        """Part an argument from its option."""
        self.write(node.get("delimiter", " "))

    def depart_option_argument(self, node: nodes.option_argument) -> None:
        """An argument has no end tag."""

    def visit_entry(self, node: nodes.entry) -> None:
        """Open a cell, which may span others."""
        spans = {"cols": node.get("morecols"), "rows": node.get("morerows")}
        self.start("cell", node, **{name: str(more + 1) for name, more in spans.items() if more})

    def depart_entry(self, node: nodes.entry) -> None:  # noqa: ARG002
        """Close a cell."""
        self.end()

    def visit_row(self, node: nodes.row) -> None:
        """Open a row: of labels, in the head of a table."""
        head = {"role": "label"} if isinstance(node.parent, nodes.thead) else {}
        self.start("row", node, **head)

    def depart_row(self, node: nodes.row) -> None:  # noqa: ARG002
        """Close a row."""
        self.end()
