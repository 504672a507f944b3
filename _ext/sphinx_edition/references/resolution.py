"""What is done when a document is resolved for a builder: links, cards, expansions.

Nothing of this is in the pickled doctree, so one reading serves all builders.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, cast

from docutils import nodes

from sphinx_edition.core.builders import is_in_output, is_site, uri
from sphinx_edition.core.cards import make_card
from sphinx_edition.core.i18n import _
from sphinx_edition.core.ids import make_id
from sphinx_edition.core.records import plain
from sphinx_edition.core.reference_parts import short_reference, short_title
from sphinx_edition.core.trees import enclosing

from .domain import ReferencesDomain
from .nodes import cited, expansion
from .richtext import full_reference, rendered

if TYPE_CHECKING:
    from pybtex.richtext import BaseText
    from sphinx.application import Sphinx
    from sphinxcontrib.bibtex.domain import Citation

    from .domain import Citing


class Bound(NamedTuple):
    """A citation whose work is known; citations of a page that say the same share a card."""

    work: Citation
    locator: str
    is_ibid: bool
    shorthand: str | None  #: the abbreviation that its words begin with

    @property
    def reference(self) -> BaseText:
        """Return the full reference, as a sentence."""
        return full_reference(self.work, self.locator)

    @property
    def says(self) -> tuple[object, ...]:
        """Return what tells its card from others."""
        return self.work.key, self.locator, self.is_ibid, self.shorthand


def abbreviation_id(shorthand: str) -> str:
    """Return the anchor of an abbreviation in the list of abbreviations."""
    return make_id("abbreviation", shorthand)


class CitationResolver:
    """Binds the citations of one document to the bibliography."""

    def __init__(self, app: Sphinx, document: nodes.document) -> None:
        """Look up what the whole book knows of the citations of ``document``."""
        self.builder = app.builder
        self.document = document
        self.nodes = list(document.findall(cited))
        self.domain = cast(ReferencesDomain, app.env.get_domain("references"))
        self.works = self.domain.cite.works()
        self.listed = self.domain.cite.listed()
        self.citings: dict[str, Citing] = {
            citing.id: citing
            for docname in {node["refdoc"] for node in self.nodes}
            for citing in self.domain.resolved.get(docname, [])
            if citing.kind != "stock"
        }
        self.conjectural = set(app.config.references_conjectural)
        self.shorthands = self.domain.shorthands()
        self.lists = self.domain.lists_of_abbreviations()
        self.cards: dict[tuple[object, ...], str] = {}
        self.expanded: set[tuple[nodes.Element | None, str]] = set()

    def run(self) -> None:
        """Bind every citation; one that leads nowhere (a warning said so) becomes plain words."""
        self.move_anchors()
        for node in self.nodes:
            bound = self.bound(node)
            to_work = self.to_work(node["refdoc"], bound.work) if bound else None
            if bound is None or to_work is None:
                words = nodes.inline("", "", *node.children, ids=node["ids"])
                node.replace_self(words)
            else:
                self.bind(node, bound, to_work)

    def move_anchors(self) -> None:
        """Give the anchor around a stock role's references to the first: LaTeX has none of lines.

        What a style of sphinxcontrib-bibtex wrote gets a target.
        """
        for wrapper in self.document.findall(nodes.inline):
            if "bibtex-citation" not in wrapper["classes"] or not wrapper["ids"]:
                continue
            first: nodes.Element = next(wrapper.findall(cited), None) or nodes.target()
            if first.parent is None:
                wrapper.insert(0, first)
            first["ids"], wrapper["ids"] = wrapper["ids"], []

    def bound(self, node: cited) -> Bound | None:
        """Return what a node cites, if the builder shows it."""
        if node["kind"] == "stock":
            work = self.listed.get(tuple(node["target"]))
            return Bound(work, node["locator"], False, self.shorthand(node)) if work else None
        citing = self.citings.get(next(iter(node["ids"]), ""))
        if citing is None:
            return None
        is_ibid = citing.kind == "ibid"
        shorthand = None if is_ibid else self.shorthand(node)
        return Bound(self.works[citing.key], citing.locator, is_ibid, shorthand)

    def bind(self, node: cited, bound: Bound, to_work: str) -> None:
        """Let a citation lead to its work and say which one it is."""
        node["refuri"] = to_work
        node["internal"] = True
        node["locator"] = bound.locator
        node["reftitle"] = plain(bound.reference)
        if is_site(self.builder):
            self.add_card(node, bound, to_work)
        elif bound.is_ibid:
            self.expand(node, rendered(short_reference(bound.work.entry)))
        elif bound.shorthand and self.first_in_its_note(node, bound.shorthand):
            title = rendered(short_title(bound.work.entry))
            words = self.to_list(node["refdoc"], bound.shorthand, title)
            doubt = [nodes.Text(_("perhaps") + " ")] if self.is_doubtful(bound) else []
            self.expand(node, [*doubt, words])

    def is_doubtful(self, bound: Bound) -> bool:
        """Tell whether the abbreviation is only presumed to mean the work."""
        return bound.work.key in self.conjectural

    def to_work(self, refdoc: str, work: Citation) -> str | None:
        """Return the address of a work, None where the builder leaves out its list."""
        return uri(self.builder, refdoc, work.bibliography_key.docname, work.citation_id)

    def to_list(self, refdoc: str, shorthand: str, words: list[nodes.Node]) -> nodes.Node:
        """Return words that lead to an abbreviation's place in the list, if there is a list."""
        lists = [docname for docname in self.lists if is_in_output(self.builder, docname)]
        if not lists:
            return nodes.inline("", "", *words)
        target = uri(self.builder, refdoc, lists[0], abbreviation_id(shorthand))
        return nodes.reference("", "", *words, refuri=target, internal=True)

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
        """Tell whether an abbreviation comes for the first time in its note, or outside notes."""
        place = (enclosing(node, nodes.footnote), shorthand)
        is_first = place not in self.expanded
        self.expanded.add(place)
        return is_first

    def expand(self, node: cited, words: list[nodes.Node]) -> None:
        """Add after a citation what it stands for, in brackets that say whose words these are.

        Angle brackets would say that words were lost and supplied, bare square brackets are often
        the print's own.
        """
        before, after = _("[ed.: {work}]").split("{work}")
        parts = [nodes.Text(f" {before}"), *words, nodes.Text(after)]
        added = expansion("", "", *parts, classes=["editorial", "expansion"])
        node.parent.insert(node.parent.index(node) + 1, added)

    def add_card(self, node: cited, bound: Bound, to_work: str) -> None:
        """Give a citation its card; citations of a page that say the same share one."""
        if bound.says in self.cards:
            node["card"] = self.cards[bound.says]
            return
        anchor = node["ids"][0] if node["ids"] else self.anchor_within(node)
        if node["kind"] == "stock":  # a role may have several
            anchor = make_id(anchor, bound.work.key)
        node["card"] = self.cards[bound.says] = f"card-{anchor}"
        self.document += make_card(node["card"], "citation", *self.on_card(node, bound, to_work))

    def anchor_within(self, node: cited) -> str:
        """Return the anchor of the role to which a further reference belongs."""
        wrapper = enclosing(node, nodes.inline)
        first = next(wrapper.findall(cited), node) if wrapper is not None else node
        return str(next(iter(first["ids"]), "cite"))

    def on_card(self, node: cited, bound: Bound, to_work: str) -> list[nodes.Node]:
        """Return the full reference, and where to read on."""
        words = rendered(bound.reference)
        if bound.is_ibid:
            before, after = _("{ibid} stands for: {work}").split("{work}")
            _nothing, between = before.split("{ibid}")
            ibid = nodes.emphasis("", _("Ibid."))
            words = [ibid, nodes.Text(between), *words, *([nodes.Text(after)] if after else [])]
        elif bound.shorthand and self.is_doubtful(bound):
            label = _("What {abbreviation} stands for is a conjecture: perhaps")
            words = [nodes.Text(label.format(abbreviation=bound.shorthand) + " "), *words]
        work = nodes.reference("", _("In the bibliography"), refuri=to_work, internal=True)
        more = nodes.paragraph("", "", work, classes=["card-more"])
        if bound.shorthand and self.lists:
            label = _("{abbreviation} in the list of abbreviations")
            explained: list[nodes.Node] = [nodes.Text(label.format(abbreviation=bound.shorthand))]
            more += [nodes.Text(" · "), self.to_list(node["refdoc"], bound.shorthand, explained)]
        return [nodes.paragraph("", "", *words), more]
