"""What was decided in reading a witness: line-end hyphens, and the marks taken for notes' numbers.

These are no differences of words, so no record of the ledger has them; two directives list them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from docutils import nodes
from sphinx.builders import Builder
from sphinx.util.docutils import SphinxDirective

from sphinx_edition.collation.domain import CollationDomain, Summary
from sphinx_edition.collation.hyphens import LineEndHyphen
from sphinx_edition.collation.links import witness_uri
from sphinx_edition.collation.nodes import decisions
from sphinx_edition.collation.witness import NoteMark
from sphinx_edition.core.i18n import _, ngettext


class LineEndHyphensDirective(SphinxDirective):
    """``line-end-hyphens``: the hyphens at the ends of lines that were kept, the words joined."""

    def run(self) -> list[nodes.Node]:
        """Leave a place for the list."""
        return [decisions(what="hyphens")]


class NoteMarksDirective(SphinxDirective):
    """``note-marks``: what the witness has for the number of each note."""

    def run(self) -> list[nodes.Node]:
        """Leave a place for the table."""
        return [decisions(what="notes")]


class Decisions:
    """Makes the lists for one page and one builder."""

    def __init__(self, domain: CollationDomain, builder: Builder, docname: str) -> None:
        """Make lists for the page ``docname`` of one builder."""
        self.domain = domain
        self.builder = builder
        self.docname = docname

    def content(self, what: str) -> list[nodes.Node]:
        """Return the lists of all witnesses: ``hyphens`` or ``notes``."""
        found: list[nodes.Node] = []
        for summary in self.domain.summaries.values():
            if what == "notes" and summary.note_marks:
                found.append(self.notes(summary))
            elif what == "hyphens" and summary.hyphens:
                found.append(self.hyphens(summary))
        return found

    def line(self, summary: Summary, number: int) -> nodes.Node:
        """Return the number of a line, as a link where the builder shows the witness."""
        uri = witness_uri(self.builder, self.docname, summary, number)
        if not uri:
            return nodes.Text(str(number))
        return nodes.reference("", str(number), refuri=uri, internal=True)

    def hyphens(self, summary: Summary) -> nodes.definition_list:
        """Return the words whose hyphen was kept, decided or by the rule, and those joined."""
        groups = (
            (
                _("Hyphens kept, by our decision"),
                [h for h in summary.hyphens if h.kept and h.decided],
            ),
            (_("Hyphens kept, as elsewhere"), [h for h in summary.hyphens if h.kept > h.decided]),
            (_("Words joined"), [h for h in summary.hyphens if not h.kept]),
        )
        items = [
            nodes.definition_list_item(
                "",
                nodes.term("", f"{title} ({len(group)})"),
                nodes.definition("", nodes.paragraph("", "", *self.divided(summary, group))),
            )
            for title, group in groups
            if group
        ]
        return nodes.definition_list("", *items, classes=["line-end-hyphens"])

    def divided(self, summary: Summary, group: Iterable[LineEndHyphen]) -> Iterator[nodes.Node]:
        """Yield words as a line's end divides them, each with its line."""
        for number, hyphen in enumerate(group):
            yield nodes.Text(f"{_(';') + ' ' if number else ''}{hyphen.first}-{hyphen.rest} ")
            yield self.line(summary, hyphen.line)

    def notes(self, summary: Summary) -> nodes.table:
        """Return a table: each note, and what stands for its number, with the lines."""
        line = ngettext("Line", "Lines", 1)
        titles = (_("Note"), _("At its place"), line, _("Before it"), line)
        head = row(*map(nodes.Text, titles))
        body = [self.note(summary, mark) for mark in summary.note_marks]
        group = nodes.tgroup("", cols=5)
        group += [nodes.colspec(colwidth=width) for width in (3, 6, 3, 6, 3)]
        group += [nodes.thead("", head), nodes.tbody("", *body)]
        return nodes.table("", group, classes=["note-marks"])

    def note(self, summary: Summary, mark: NoteMark) -> nodes.row:
        """Return the row of a note."""
        return row(
            nodes.Text(mark.label),
            nodes.literal("", mark.anchor),
            self.line(summary, mark.anchor_line),
            nodes.literal("", mark.mark) if mark.mark else nodes.Text("–"),
            self.line(summary, mark.line),
        )


def row(*cells: nodes.Node) -> nodes.row:
    """Return a row of a table."""
    return nodes.row("", *(nodes.entry("", nodes.paragraph("", "", cell)) for cell in cells))
