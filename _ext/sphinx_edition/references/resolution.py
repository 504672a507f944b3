"""What is done when a document is resolved for a builder: links, cards, expansions.

Nothing of this is in the pickled doctree, so one reading serves all builders.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx.errors import NoUri

from .chicago import plain, short_reference, short_title
from .domain import Citing, ReferencesDomain, enclosing
from .nodes import citation_card, cited, expansion
from .richtext import full_reference, rendered

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinxcontrib.bibtex.domain import Citation


def abbreviation_id(shorthand: str) -> str:
    """Return the anchor of an abbreviation in the list of abbreviations."""
    return f"abbreviation-{nodes.make_id(shorthand)}"


def leads_to(builder: Builder, refdoc: str, todoc: str) -> bool:
    """Whether ``todoc`` is a part of the output, which a book may leave out."""
    try:
        builder.get_relative_uri(refdoc, todoc)
    except NoUri:
        return False
    return True


def link(builder: Builder, refdoc: str, todoc: str, anchor: str) -> dict[str, str | bool]:
    """Return the attributes of a reference from one document to an anchor of another."""
    if refdoc == todoc:
        return {"refid": anchor, "internal": True}
    uri = f"{builder.get_relative_uri(refdoc, todoc)}#{anchor}"
    # On a single long page the address of a document is an anchor, too: the last one counts.
    if uri.count("#") > 1:
        return {"refid": anchor, "internal": True}
    return {"refuri": uri, "internal": True}


def is_site(builder: Builder) -> bool:
    """Whether the builder makes pages that run in a browser."""
    return builder.format == "html" and builder.name != "epub"


class CitationResolver:
    """Binds the citations of one document to the bibliography."""

    def __init__(self, app: Sphinx, document: nodes.document) -> None:
        """Look up what the whole book knows of the citations of ``document``."""
        self.builder = app.builder
        self.document = document
        self.nodes = list(document.findall(cited))
        self.domain = cast(ReferencesDomain, app.env.get_domain("references"))
        self.records = self.domain.records()
        self.citings = {
            citing.id: citing
            for docname in {node["refdoc"] for node in self.nodes}
            for citing in self.domain.resolved.get(docname, [])
            if citing.kind != "stock"
        }
        self.shorthands = self.domain.shorthands()
        self.lists = self.domain.list_of_abbreviations()
        self.conjectural = set(app.config.references_conjectural)
        self.anchor = ""
        self.cards: dict[tuple[str, str, bool, str | None], str] = {}
        self.expanded: set[tuple[nodes.Element | None, str]] = set()

    def run(self) -> None:
        """Bind every citation; one that leads nowhere (a warning said so) becomes plain words."""
        for node in self.nodes:
            citing = self.citing(node)
            record = self.records.get(citing.key) if citing else None
            if citing is None or record is None or not self.is_listed(node["refdoc"], record):
                node.replace_self(nodes.inline("", "", *node.children))
            else:
                self.bind(node, citing, record)
        for wrapper in self.document.findall(nodes.inline):
            if "bibtex-citation" in wrapper["classes"] and wrapper["ids"]:
                # A style of sphinxcontrib-bibtex: LaTeX writes no anchors of inline nodes.
                wrapper.insert(0, nodes.target("", "", ids=wrapper["ids"]))
                wrapper["ids"] = []

    def citing(self, node: cited) -> Citing | None:
        """Return what a node cites; an Ibid. with its work."""
        if node["kind"] != "stock":
            return self.citings.get(node["ids"][0])
        # The anchor of a stock role stands around its references, where LaTeX would not write it.
        if node.parent["ids"]:
            node["ids"], node.parent["ids"] = node.parent["ids"], []
            self.anchor = node["ids"][0]
        card = f"{self.anchor}-{nodes.make_id(node['key'])}"
        return Citing(card, 0, "", "stock", node["key"], node["locator"])

    def bind(self, node: cited, citing: Citing, record: Citation) -> None:
        """Let a citation lead to its work and say which one it is."""
        shorthand = self.shorthand(node) if citing.kind != "ibid" else None
        node.attributes.update(self.to_work(node["refdoc"], record))
        node["reftitle"] = plain(full_reference(record, citing.locator))
        if is_site(self.builder):
            self.add_card(node, citing, record, shorthand)
        elif citing.kind == "ibid":
            self.expand(node, rendered(short_reference(record.entry)))
        elif shorthand and self.first_in_its_note(node, shorthand):
            title = rendered(short_title(record.entry))
            words = self.to_list(node["refdoc"], shorthand, title)
            self.expand(node, [*self.doubt(citing.key), words])

    def is_listed(self, refdoc: str, record: Citation) -> bool:
        """Whether the list that has a work is a part of the output."""
        return leads_to(self.builder, refdoc, record.bibliography_key.docname)

    def to_work(self, refdoc: str, record: Citation) -> dict[str, str | bool]:
        """Return the attributes of a reference to a work."""
        return link(self.builder, refdoc, record.bibliography_key.docname, record.citation_id)

    def to_list(self, refdoc: str, shorthand: str, words: list[nodes.Node]) -> nodes.Node:
        """Return words that lead to an abbreviation's place in the list, if there is a list."""
        if not self.lists or not leads_to(self.builder, refdoc, self.lists[0]):
            return nodes.inline("", "", *words)
        target = link(self.builder, refdoc, self.lists[0], abbreviation_id(shorthand))
        return nodes.reference("", "", *words, **target)

    def shorthand(self, node: cited) -> str | None:
        """Return the abbreviation that the words of a citation begin with."""
        words = node.astext()
        fitting = [
            shorthand
            for shorthand in self.shorthands
            if re.match(rf"{re.escape(shorthand)}(?!\w)", words)
        ]
        return max(fitting, key=len, default=None)

    def first_in_its_note(self, node: cited, shorthand: str) -> bool:
        """Whether a note (or the text outside notes) has this abbreviation for the first time."""
        place = (enclosing(node, nodes.footnote), shorthand)
        first = place not in self.expanded
        self.expanded.add(place)
        return first

    def doubt(self, key: str) -> list[nodes.Node]:
        """Return the word that goes before a work which an abbreviation only perhaps means."""
        return [nodes.Text("perhaps ")] if key in self.conjectural else []

    def expand(self, node: cited, words: list[nodes.Node]) -> None:
        """Add after a citation what it stands for, in brackets that say whose words these are.

        Angle brackets would say that words were lost and supplied, bare square brackets are often
        the print's own.
        """
        parts = [nodes.Text(" [ed.: "), *words, nodes.Text("]")]
        added = expansion("", "", *parts, classes=["editorial", "expansion"])
        node.parent.insert(node.parent.index(node) + 1, added)

    def add_card(
        self, node: cited, citing: Citing, record: Citation, shorthand: str | None
    ) -> None:
        """Give a citation its card; citations of a page that say the same share one."""
        says = (citing.key, citing.locator, citing.kind == "ibid", shorthand)
        known = says in self.cards
        node["card"] = self.cards.setdefault(says, f"card-{citing.id}")
        if not known:
            self.document += self.card(node, citing, record, shorthand)

    def card(
        self, node: cited, citing: Citing, record: Citation, shorthand: str | None
    ) -> citation_card:
        """Return the card of a citation: the full reference, and where to read on."""
        words = rendered(full_reference(record, citing.locator))
        if citing.kind == "ibid":
            words = [nodes.emphasis("", "Ibid."), nodes.Text(" stands for: "), *words]
        elif shorthand and self.doubt(citing.key):
            words = [nodes.Text(f"What {shorthand} stands for is a conjecture: perhaps "), *words]
        work = nodes.reference("", "In the bibliography", **self.to_work(node["refdoc"], record))
        more = nodes.paragraph("", "", work, classes=["card-more"])
        if shorthand and self.lists:
            explained: list[nodes.Node] = [nodes.Text(f"{shorthand} in the list of abbreviations")]
            more += [nodes.Text(" · "), self.to_list(node["refdoc"], shorthand, explained)]
        card = citation_card("", nodes.paragraph("", "", *words), more, ids=[node["card"]])
        card["classes"] = ["card-popup", "card-citation", "editorial", "no-search"]
        return card
