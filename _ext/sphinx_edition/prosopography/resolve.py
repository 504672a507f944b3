"""When a document is resolved for a builder: links, relations, backlinks, casts, cards."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.errors import NoUri

from sphinx_edition.prosopography.charts import resolve_chart
from sphinx_edition.prosopography.checks import elsewhere
from sphinx_edition.prosopography.directives import AUTHORITIES, fact
from sphinx_edition.prosopography.domain import ProsopographyDomain
from sphinx_edition.prosopography.kinds import Kind
from sphinx_edition.prosopography.model import Entry, Mention
from sphinx_edition.prosopography.nodes import (
    mention,
    register_backlink,
    register_backlinks,
    register_card,
    register_cards,
    register_cast,
    register_chapter,
    register_chart,
    register_entry,
    register_fact,
    register_line,
    register_page,
    register_place,
)
from sphinx_edition.prosopography.register import Register


def resolve_document(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Fill what the register knows into a document (the whole book, in one-file formats)."""
    resolver = Resolver(app.builder, ProsopographyDomain.of(app.env), docname)
    for name in list(doctree.findall(mention)):
        resolver.resolve_mention(name)
    for entry in list(doctree.findall(register_entry)):
        resolver.resolve_entry(entry)
    for cast in list(doctree.findall(register_cast)):
        resolver.resolve_cast(cast)
    for chart in list(doctree.findall(register_chart)):
        resolve_chart(resolver, chart)
    if app.builder.format == "latex":
        resolver.note_places(doctree)
    if app.builder.format == "html" and "epub" not in app.builder.name:
        resolver.add_cards(doctree)


class Resolver:
    """Fills the nodes of one doctree for one builder."""

    def __init__(self, builder: Builder, domain: ProsopographyDomain, docname: str) -> None:
        """Prepare for a doctree that is written as *docname*."""
        self.builder = builder
        self.domain = domain
        self.env = domain.env
        self.register: Register = domain.register
        self.docname = docname
        self._bases: dict[str, str | None] = {}

    def uri(self, docname: str, anchor: str) -> str | None:
        """Return the address of an *anchor*; None if its document is no part of this output."""
        if docname not in self._bases:
            try:
                base = self.builder.get_relative_uri(self.docname, docname)
            except NoUri:
                self._bases[docname] = None
            else:  # singlehtml has one page, in which every anchor is unique
                self._bases[docname] = "" if base.startswith("#") else base
        known = self._bases[docname]
        return None if known is None else f"{known}#{anchor}"

    def link(self, record: Entry) -> nodes.Element:
        """Return a link to an entry by its name, or the name where there is nothing to link to."""
        uri = self.uri(record.docname, record.anchor)
        if uri is None:
            return nodes.inline("", record.name)
        return nodes.reference("", record.name, internal=True, refuri=uri)

    # -- mentions ------------------------------------------------------------------------------

    def resolve_mention(self, node: mention) -> None:
        """Make a mention a link, or plain words where it cannot be one."""
        record = self.register.find(node["kind"], node["target"]).entry
        if _holder(node, nodes.reference):
            _unlink(node)
        elif record is None:
            self._resolve_elsewhere(node)
        else:
            uri = self.uri(record.docname, record.anchor)
            around = _holder(node, register_entry)
            if uri is None or (around is not None and around["anchor"] == record.anchor):
                _unlink(node)
            else:
                node["refuri"] = uri
                node["entry"] = record.anchor

    def _resolve_elsewhere(self, node: mention) -> None:
        asked = Mention(node["kind"], node["target"], self.docname, 0, "", "", node.astext(), "")
        reference = elsewhere(self.env, asked)
        words = _unlink(node)
        if reference is not None:
            reference["ids"], words["ids"] = words["ids"], []
            reference["classes"] += words["classes"]
            words.replace_self(reference)

    # -- entries -------------------------------------------------------------------------------

    def resolve_entry(self, node: register_entry) -> None:
        """Give an entry its anchor, relations, identifiers and backlinks."""
        record = self.register.entries[node["anchor"]]
        if (record.docname, record.line) != (node["docname"], node["line"]):
            return  # a duplicate: the anchor belongs to the first one
        node["ids"] = [record.anchor]
        node += self._relations(record)
        node += self._identifiers(record)
        if mentions := self.register.mentions_of(record):
            node += self._backlinks(mentions)

    def _relations(self, record: Entry) -> list[register_fact]:
        related = self.register.relations_of(record)
        facts = []
        for kind in self.register.kinds.values():
            items = []
            for other, relation in related:
                if other.kind == kind:
                    when = f" ({relation.span.words})" if relation.span else ""
                    items.append([self.link(other), nodes.Text(when)])
            if items:
                facts.append(fact(kind.heading, *_series(items)))
        return facts

    @staticmethod
    def _identifiers(record: Entry) -> list[register_fact]:
        items: list[list[nodes.Node]] = []
        for option, number in record.identifiers:
            authority, _, address = AUTHORITIES[option]
            words, uri = f"{authority} {number}", address.format(number)
            items.append([nodes.reference("", words, internal=False, refuri=uri)])
        return [fact("Identifiers", *_series(items))] if items else []

    def _backlinks(self, mentions: Iterable[Mention]) -> register_backlinks:
        node = register_backlinks(classes=["entry-mentions", "no-search"])
        for docname, group in groupby(mentions, key=lambda each: each.docname):
            chapter = register_chapter(title=self.env.titles[docname].astext(), docname=docname)
            for each in group:
                uri = self.uri(docname, each.anchor)
                if uri is not None:
                    link = register_backlink("", each.text, internal=True, refuri=uri)
                    link["before"], link["after"] = each.before, each.after
                    chapter += link
            if len(chapter):
                node += chapter
        node["count"] = len(list(node.findall(register_backlink)))
        return node

    # -- casts ---------------------------------------------------------------------------------

    def resolve_cast(self, node: register_cast) -> None:
        """List who and what a document names; nobody: no list."""
        for kind, records in cast_of(self.register, node["docname"]):
            line = _series([self._with_page(self.link(each)) for each in records])
            node += register_line("", "", *line, label=kind.heading)
        if not len(node):
            node.parent.remove(node)

    def _with_page(self, link: nodes.Element) -> list[nodes.Node]:
        """Return a link and, in print, the page that it leads to."""
        if self.builder.format == "latex" and "refuri" in link:
            return [link, register_page(refuri=link["refuri"])]
        return [link]

    # -- print ---------------------------------------------------------------------------------

    @staticmethod
    def note_places(doctree: nodes.document) -> None:
        """Note the pages of mentions in titles and captions after those, which LaTeX copies."""
        for node in list(doctree.findall(mention)):
            title = _holder(node, (nodes.title, nodes.caption))
            if title is None or "refuri" not in node:
                continue
            place = register_place(refuri=node["refuri"], anchor=node["ids"][0])
            before = title if isinstance(title.parent, nodes.section) else title.parent
            before.parent.insert(before.parent.index(before) + 1, place)

    # -- cards ---------------------------------------------------------------------------------

    def add_cards(self, doctree: nodes.document) -> None:
        """Put a card at the page's end for each entry that it names."""
        cards: dict[str, register_card] = {}
        for node in doctree.findall(mention):
            anchor = node.get("entry")
            if anchor is None:
                continue
            node["card"] = f"card-{anchor}"
            if anchor not in cards:
                record = self.register.entries[anchor]
                cards[anchor] = register_card(
                    anchor=anchor,
                    name=record.name,
                    dates=record.dates,
                    summary=record.summary,
                    refuri=node["refuri"],
                    kind=record.kind.name,
                )
        if cards:
            doctree += register_cards("", *cards.values(), classes=["no-search", "editorial"])


def cast_of(register: Register, docname: str) -> list[tuple[Kind, list[Entry]]]:
    """Return the entries that a document names, by kind, in the order of the index."""
    named = {each.anchor for each in register.named_in(docname)}
    found = []
    for kind in register.kinds.values():
        if records := [each for each in register.of_kind(kind.name) if each.anchor in named]:
            found.append((kind, records))
    return found


def _series(items: Iterable[list[nodes.Node]]) -> list[nodes.Node]:
    """Return the items with semicolons between them."""
    line: list[nodes.Node] = []
    for item in items:
        line += [nodes.Text("; "), *item] if line else item
    return line


def _holder(
    node: nodes.Node, what: type[nodes.Element] | tuple[type[nodes.Element], ...]
) -> nodes.Element | None:
    """Return the nearest element of a class that a *node* stands in."""
    holder = node.parent
    while holder is not None and not isinstance(holder, what):
        holder = holder.parent
    return holder


def _unlink(node: mention) -> nodes.inline:
    """Put plain words with the same anchor in a mention's place."""
    words = nodes.inline("", "", *node.children, ids=node["ids"], classes=node["classes"])
    node.replace_self(words)
    return words
