"""The apparatus and the figure of trust: what directives show of all proofs together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from docutils import nodes
from sphinx.builders import Builder
from sphinx.util.docutils import SphinxDirective

from sphinx_edition.collation import links
from sphinx_edition.collation.domain import CollationDomain, Summary
from sphinx_edition.collation.kinds import KINDS
from sphinx_edition.collation.ledger import CERTAINTIES, Record
from sphinx_edition.collation.nodes import apparatus, emendation_place, figure_of_trust
from sphinx_edition.collation.proof import Mark
from sphinx_edition.collation.wording import statement


class ApparatusDirective(SphinxDirective):
    """``apparatus``: every record of every ledger, by chapter, with links to its places."""

    def run(self) -> list[nodes.Node]:
        """Leave a place for it."""
        return [apparatus()]


class FigureOfTrustDirective(SphinxDirective):
    """``figure-of-trust``: how many words were proven, and how they differ from the witness."""

    def run(self) -> list[nodes.Node]:
        """Leave a place for it."""
        return [figure_of_trust()]


class Apparatus:
    """Makes the apparatus, as plain docutils nodes, for one page and one builder."""

    def __init__(self, domain: CollationDomain, builder: Builder, docname: str) -> None:
        """Know where the apparatus will stand."""
        self.domain = domain
        self.builder = builder
        self.docname = docname

    def content(self) -> list[nodes.Node]:
        """Return the apparatus: rules first, then the records of each chapter."""
        found: list[nodes.Node] = []
        for summary in self.domain.summaries.values():
            places = self.places(summary)
            rules = [index for index, at in sorted(places.items()) if len(at) > 1]
            if rules:
                title = nodes.Text("In several places")
                found += self.group(summary, [title], [(index, places[index]) for index in rules])
            for docname in summary.shares:
                single = [
                    (index, at)
                    for index, at in places.items()
                    if len(at) == 1 and at[0][0] == docname
                ]
                if single:
                    single.sort(key=lambda item: item[1][0][1].line)
                    found += self.group(summary, self.title(docname), single)
        return found

    def places(self, summary: Summary) -> dict[int, list[tuple[str, Mark]]]:
        """Return the places of each record (an index), each as document and first mark."""
        found: dict[int, dict[str, tuple[str, Mark]]] = {}
        for docname in summary.shares:
            if not links.leads_to(self.builder, self.docname, docname):
                continue
            proof = self.domain.proofs.get(docname)
            for mark in (*proof.body.marks, *proof.notes.marks) if proof else ():
                found.setdefault(mark.record, {}).setdefault(mark.place, (docname, mark))
        return {
            index: sorted(at.values(), key=lambda place: place[1].line)
            for index, at in found.items()
        }

    def title(self, docname: str) -> list[nodes.Node]:
        """Return the title of a chapter as a link to it."""
        title = self.domain.env.titles[docname].astext()
        uri = self.builder.get_relative_uri(self.docname, docname)
        return [nodes.reference("", title, refuri=uri, internal=True)]

    def group(
        self,
        summary: Summary,
        title: Iterable[nodes.Node],
        records: list[tuple[int, list[tuple[str, Mark]]]],
    ) -> list[nodes.Node]:
        """Return a heading and the records under it."""
        rubric = nodes.rubric("", "", *title, **{"heading-level": 2})
        entries = [self.entry(summary, summary.records[i], at) for i, at in records]
        return [rubric, nodes.definition_list("", *entries, classes=["apparatus"])]

    def entry(
        self, summary: Summary, record: Record, places: list[tuple[str, Mark]]
    ) -> nodes.definition_list_item:
        """Return one record, with a link to each of its places."""
        term = nodes.term("", "Line " if len(places) == 1 else "Lines ")
        for number, (docname, mark) in enumerate(places):
            if number:
                term += nodes.Text(", ")
            term += emendation_place(
                "",
                str(mark.line),
                refuri=links.place_uri(self.builder, self.docname, docname, summary, mark.place),
                goal=(docname, links.place_anchor(summary, mark.place)),
                ids=[links.record_anchor(summary, mark.place)],
                internal=True,
            )
        definition = nodes.definition("", nodes.paragraph("", "", *statement(record)))
        return nodes.definition_list_item("", term, definition)


class FigureOfTrust:
    """Makes the figure of trust for one page and one builder."""

    def __init__(self, domain: CollationDomain, builder: Builder, docname: str) -> None:
        """Know where the figure will stand."""
        self.domain = domain
        self.builder = builder
        self.docname = docname

    def content(self) -> list[nodes.Node]:
        """Return a list of figures for each witness."""
        return [self.figures(summary) for summary in self.domain.summaries.values()]

    def figures(self, summary: Summary) -> nodes.definition_list:
        """Return the figures of one witness."""
        proofs = [self.domain.proofs[name] for name in summary.shares if name in self.domain.proofs]
        counts: Counter[tuple[str, str]] = Counter()
        for proof in proofs:
            records = {m.place: m.record for m in (*proof.body.marks, *proof.notes.marks)}
            for index in records.values():
                record = summary.records[index]
                counts[record.kind, record.certainty] += 1
        unexplained = sum(len(proof.unexplained) for proof in proofs) + len(summary.problems)
        missing = [name for name in summary.shares if name not in self.domain.proofs]
        rows = [
            ("Words in the seed", f"{sum(proof.seed_words for proof in proofs):,}"),
            ("Words in the edition", f"{sum(proof.words for proof in proofs):,}"),
            *((kind.all.capitalize(), by_certainty(counts, name)) for name, kind in KINDS.items()),
            ("Differences that no record explains", str(unexplained + len(missing))),
            ("SHA-256 of the seed", summary.sha256),
        ]
        return nodes.definition_list(
            "", *(row(term, value) for term, value in rows), classes=["figure-of-trust"]
        )


def by_certainty(counts: Counter[tuple[str, str]], kind: str) -> str:
    """Return how many places there are of ``kind``, in all and by certainty."""
    total = sum(counts[kind, certainty] for certainty in CERTAINTIES)
    parts = [f"{counts[kind, c]} of {c} certainty" for c in CERTAINTIES if counts[kind, c]]
    return f"{total} ({', '.join(parts)})" if parts else "0"


def row(term: str, value: str) -> nodes.definition_list_item:
    """Return one figure with its name."""
    paragraph = nodes.paragraph("", value)
    return nodes.definition_list_item("", nodes.term("", term), nodes.definition("", paragraph))
