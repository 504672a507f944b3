"""When a document is resolved for a builder: entries, casts, cards, charts, pages in print."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders import Builder

from sphinx_edition.core.builders import is_site, uri
from sphinx_edition.core.cards import make_card
from sphinx_edition.core.i18n import _
from sphinx_edition.core.trees import document_of, enclosing, moved_around
from sphinx_edition.prosopography.charts import resolve_chart
from sphinx_edition.prosopography.checks import warn_of_mention
from sphinx_edition.prosopography.directives import AUTHORITIES, fact
from sphinx_edition.prosopography.domain import ProsopographyDomain
from sphinx_edition.prosopography.model import Entry, Mention
from sphinx_edition.prosopography.nodes import (
    mention,
    noted_page,
    register_backlink,
    register_backlinks,
    register_cast,
    register_chapter,
    register_chart,
    register_entry,
    register_fact,
    register_head,
    register_line,
    register_link,
    register_named,
    register_page,
    unlinked_mention,
)


def resolve_document(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Fill what the register knows into a document (the whole book, in one-file formats)."""
    resolver = Resolver(app.builder, ProsopographyDomain.of(app.env), docname)
    for entry in list(doctree.findall(register_entry)):
        resolver.resolve_entry(entry)
    for cast in list(doctree.findall(register_cast)):
        resolver.resolve_cast(cast)
    for chart in list(doctree.findall(register_chart)):
        resolve_chart(chart, app.builder, resolver.domain, resolver.link)
    resolver.resolve_unlinked(doctree)
    if app.builder.format == "html":
        mark_later_mentions(doctree)
    if app.builder.format == "latex":
        note_pages(doctree)
    if is_site(app.builder):
        resolver.add_cards(doctree)


class Resolver:
    """Fills the nodes of one doctree for one builder."""

    def __init__(self, builder: Builder, domain: ProsopographyDomain, docname: str) -> None:
        """Prepare for a doctree that is written as *docname*."""
        self.builder = builder
        self.domain = domain
        self.register = domain.register
        self.language: str = builder.config.language
        self.docname = docname

    def uri(self, docname: str, anchor: str) -> str | None:
        """Return the address of an *anchor*; None if its document is no part of this output."""
        return uri(self.builder, self.docname, docname, anchor)

    def link(self, entry: Entry) -> nodes.Element:
        """Return a link to an entry by its name, or the name where there is nothing to link to."""
        address = self.uri(entry.docname, entry.anchor)
        if address is None:
            return nodes.inline("", entry.name)
        return register_link("", entry.name, internal=True, refuri=address)

    # -- entries -------------------------------------------------------------------------------

    def resolve_entry(self, node: register_entry) -> None:
        """Give an entry its dates, anchor, relations, identifiers and backlinks."""
        docname = document_of(node, self.docname)
        own = self.domain.entries(docname)[node["number"]]
        for head in node.findall(register_head):
            head["dates"] = own.dates(self.language)
        if self.register.entries.get(own.anchor) != own:
            return  # a duplicate: the anchor belongs to the first one
        node["ids"] = [own.anchor]
        for line in node.findall(register_fact):
            if line.get("has_citations"):
                open_parentheses(line)
        node += self._relations(own)
        node += self._identifiers(own)
        if mentions := self.register.mentions_of(own):
            node += self._backlinks(mentions)

    def _relations(self, entry: Entry) -> list[register_fact]:
        related = self.register.relations_of(entry)
        facts = []
        for kind in self.register.kinds.values():
            items = []
            for other, relation in related:
                if other.kind == kind:
                    when = f" ({relation.span.words(self.language)})" if relation.span else ""
                    items.append([self.link(other), nodes.Text(when)])
            if items:
                facts.append(fact(kind.heading, *_series(items)))
        return facts

    @staticmethod
    def _identifiers(entry: Entry) -> list[register_fact]:
        items: list[list[nodes.Node]] = []
        for option, number in entry.identifiers:
            authority, _form, address = AUTHORITIES[option]
            words, target = f"{authority} {number}", address.format(number)
            items.append([nodes.reference("", words, internal=False, refuri=target)])
        return [fact(_("Identifiers"), *_series(items))] if items else []

    def _backlinks(self, mentions: Iterable[Mention]) -> list[register_backlinks]:
        """Return links to the mentions that this output shows, if there are any."""
        chapters = []
        for docname, group in groupby(mentions, key=lambda each: each.docname):
            title = self.domain.env.titles[docname].astext()
            links = [link for each in group if (link := self._backlink(each)) is not None]
            if links:
                chapters.append(register_chapter("", *links, title=title, docname=docname))
        count = sum(map(len, chapters))
        classes = ["entry-mentions", "no-search"]
        return [register_backlinks("", *chapters, count=count, classes=classes)] if count else []

    def _backlink(self, to: Mention) -> register_backlink | None:
        address = self.uri(to.docname, to.anchor)
        if address is None:
            return None
        words = nodes.Text(to.before), register_named("", to.text), nodes.Text(to.after)
        return register_backlink("", "", *words, internal=True, refuri=address)

    # -- casts ---------------------------------------------------------------------------------

    def resolve_cast(self, node: register_cast) -> None:
        """List who and what a document names; nobody: no list."""
        for kind, entries in self.register.cast_of(node["docname"]):
            line = _series([self._with_page(self.link(each)) for each in entries])
            node += register_line("", "", *line, label=kind.heading)
        if not len(node):
            node.parent.remove(node)

    def _with_page(self, link: nodes.Element) -> list[nodes.Node]:
        """Return a link and, in print, the page that it leads to."""
        if self.builder.format == "latex" and "refuri" in link:
            return [link, register_page(refuri=link["refuri"])]
        return [link]

    # -- mentions ------------------------------------------------------------------------------

    def resolve_unlinked(self, doctree: nodes.document) -> None:
        """Tell mentions within links of their entries, or warn that there are none."""
        for node in doctree.findall(unlinked_mention):
            entry = self.register.find(node["kind"], node["target"]).entry
            if entry is None:
                warn_of_mention(self.register, node["kind"], node["target"], node)
            elif address := self.uri(entry.docname, entry.anchor):
                node["refuri"] = address

    def add_cards(self, doctree: nodes.document) -> None:
        """Put a card at the page's end for each entry that it names."""
        addresses: dict[str, str] = {}
        for node in doctree.findall(mention):
            node["card"] = f"card-{node['entry']}"
            addresses.setdefault(node["entry"], node["refuri"])
        for anchor, address in addresses.items():
            entry = self.register.entries[anchor]
            name = register_link("", entry.name, internal=True, refuri=address)
            head = nodes.paragraph("", "", nodes.strong("", "", name))
            if dates := entry.dates(self.language):
                head += nodes.Text(f" ({dates})")
            summary = [nodes.paragraph("", entry.summary)] if entry.summary else []
            doctree += make_card(f"card-{anchor}", entry.kind.name, head, *summary)


def open_parentheses(line: register_fact) -> None:
    """Take away the parentheses of a citation that has its line for itself."""
    texts = list(line.findall(nodes.Text))
    if texts and texts[0].startswith("(") and texts[-1].endswith(")"):
        texts[0].parent.replace(texts[0], nodes.Text(texts[0][1:]))
        last = list(line.findall(nodes.Text))[-1]
        last.parent.replace(last, nodes.Text(last[:-1]))


def mark_later_mentions(doctree: nodes.document) -> None:
    """Give the class ``mention-again`` to all but the first mention of an entry in a section.

    A title names its section, not in it; an entry of the register is a section of its own.
    """
    seen: set[tuple[int, str]] = set()
    for node in doctree.findall(mention):
        if enclosing(node, nodes.title) is None:
            section = enclosing(node, (nodes.section, register_entry))
            key = (id(section), node["entry"])
            if key in seen:
                node["classes"].append("mention-again")
            seen.add(key)


def note_pages(doctree: nodes.document) -> None:
    """Note the pages of mentions in titles, captions and links after those."""
    for node in [*doctree.findall(mention), *doctree.findall(unlinked_mention)]:
        holder = moved_around(node)
        if holder is None or "refuri" not in node:
            continue
        noted = noted_page(refuri=node["refuri"], anchor=node["ids"][0])
        holder.parent.insert(holder.parent.index(holder) + 1, noted)


def _series(items: Iterable[list[nodes.Node]]) -> list[nodes.Node]:
    """Return the items with semicolons between them."""
    line: list[nodes.Node] = []
    for item in items:
        line += [nodes.Text(f"{_(';')} "), *item] if line else item
    return line
