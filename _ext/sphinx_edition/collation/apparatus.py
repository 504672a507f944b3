"""The apparatus and the figure of trust: what directives show of all collations together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from docutils import nodes
from sphinx.builders import Builder
from sphinx.util.docutils import SphinxDirective

from sphinx_edition.collation.domain import CollationDomain, Summary
from sphinx_edition.collation.links import emended_anchor, record_anchor
from sphinx_edition.collation.nodes import apparatus, emended_line, figure_of_trust
from sphinx_edition.collation.results import Mark
from sphinx_edition.collation.wording import certainties, statement
from sphinx_edition.core.builders import is_in_output, uri
from sphinx_edition.core.i18n import _, format_number, ngettext


class ApparatusDirective(SphinxDirective):
    """``apparatus``: every record of every ledger, by chapter, with links to its places."""

    def run(self) -> list[nodes.Node]:
        """Leave a place for it."""
        return [apparatus()]


class FigureOfTrustDirective(SphinxDirective):
    """``figure-of-trust``: how many words were collated, and how they differ from the witness."""

    def run(self) -> list[nodes.Node]:
        """Leave a place for it."""
        return [figure_of_trust()]


class Emended(NamedTuple):
    """An emended place: its document, and the first mark there."""

    docname: str
    mark: Mark


class Apparatus:
    """Makes the apparatus, as plain docutils nodes, for the page ``docname`` of one builder."""

    def __init__(self, domain: CollationDomain, builder: Builder, docname: str) -> None:
        """Prepare for a page."""
        self.domain = domain
        self.builder = builder
        self.docname = docname
        self.kinds = domain.kinds

    def content(self) -> list[nodes.Node]:
        """Return the apparatus: rules first, then the records of each chapter."""
        found: list[nodes.Node] = []
        for summary in self.domain.summaries.values():
            emended = self.emended(summary)
            rules = [index for index, at in sorted(emended.items()) if len(at) > 1]
            if rules:
                title = [nodes.Text(_("In several places"))]
                found += self.group(summary, title, {index: emended[index] for index in rules})
            for docname in summary.passages:
                single = {
                    index: at
                    for index, at in sorted(emended.items(), key=lambda item: item[1][0].mark.line)
                    if len(at) == 1 and at[0].docname == docname
                }
                if single:
                    found += self.group(summary, self.title(docname), single)
        return found

    def emended(self, summary: Summary) -> dict[int, list[Emended]]:
        """Return the places of each record (an index) in the order of their lines."""
        found: dict[int, dict[str, Emended]] = {}
        for docname in summary.passages:
            collation = self.domain.collations.get(docname)
            if collation is None or not is_in_output(self.builder, docname):
                continue
            for mark in collation.marks:
                found.setdefault(mark.record, {}).setdefault(mark.key, Emended(docname, mark))
        return {
            index: sorted(at.values(), key=lambda each: each.mark.line)
            for index, at in found.items()
        }

    def title(self, docname: str) -> list[nodes.Node]:
        """Return the title of a chapter as a link to it."""
        title = self.domain.env.titles[docname].astext()
        address = self.builder.get_relative_uri(self.docname, docname)
        return [nodes.reference("", title, refuri=address, internal=True)]

    def group(
        self, summary: Summary, title: Iterable[nodes.Node], records: dict[int, list[Emended]]
    ) -> list[nodes.Node]:
        """Return a heading and the records under it."""
        rubric = nodes.rubric("", "", *title, **{"heading-level": 2})
        entries = [self.entry(summary, index, at) for index, at in records.items()]
        return [rubric, nodes.definition_list("", *entries, classes=["apparatus"])]

    def entry(
        self, summary: Summary, index: int, places: list[Emended]
    ) -> nodes.definition_list_item:
        """Return one record, with a link to each of its places."""
        record = summary.records[index]
        term = nodes.term("", ngettext("Line", "Lines", len(places)) + " ")
        for number, (docname, mark) in enumerate(places):
            anchor = emended_anchor(summary, mark.key)
            if number:
                term += nodes.Text(", ")
            term += emended_line(
                "",
                str(mark.line),
                refuri=uri(self.builder, self.docname, docname, anchor),
                reftarget=(docname, anchor),
                ids=[record_anchor(summary, mark.key)],
                internal=True,
            )
        said = statement(record, self.kinds[record.kind])
        return nodes.definition_list_item(
            "", term, nodes.definition("", nodes.paragraph("", "", *said))
        )


def figures_of_trust(domain: CollationDomain) -> list[nodes.Node]:
    """Return a list of figures for each witness."""
    return [figures(domain, summary) for summary in domain.summaries.values()]


def figures(domain: CollationDomain, summary: Summary) -> nodes.definition_list:
    """Return the figures of one witness."""
    collations = [domain.collations[n] for n in summary.passages if n in domain.collations]
    counts: Counter[tuple[str, str]] = Counter()
    for collation in collations:
        for index in {mark.key: mark.record for mark in collation.marks}.values():
            counts[summary.records[index].kind, summary.records[index].certainty] += 1
    missing = len(summary.passages) - len(collations)
    unexplained = sum(len(each.unexplained) for each in collations) + len(summary.problems)
    rows = [
        (_("Words in the seed"), format_number(sum(each.witness_words for each in collations))),
        (_("Words in the edition"), format_number(sum(each.words for each in collations))),
        *(
            (kind.said_of_all[:1].upper() + kind.said_of_all[1:], by_certainty(counts, name))
            for name, kind in domain.kinds.items()
            if any(record.kind == name for record in summary.records)
        ),
        (_("Differences that no record explains"), str(unexplained + missing)),
        (_("SHA-256 of the seed"), summary.sha256),
    ]
    return nodes.definition_list(
        "", *(row(term, value) for term, value in rows), classes=["figure-of-trust"]
    )


def by_certainty(counts: Counter[tuple[str, str]], kind: str) -> str:
    """Return how many places there are of ``kind``, in all and by certainty."""
    parts = [
        _("%(count)s of %(degree)s certainty") % {"count": counts[kind, name], "degree": degree}
        for name, degree in certainties().items()
        if counts[kind, name]
    ]
    total = sum(count for (name, _certainty), count in counts.items() if name == kind)
    return f"{total} ({', '.join(parts)})" if parts else "0"


def row(term: str, value: str) -> nodes.definition_list_item:
    """Return one figure with its name."""
    paragraph = nodes.paragraph("", value)
    return nodes.definition_list_item("", nodes.term("", term), nodes.definition("", paragraph))
