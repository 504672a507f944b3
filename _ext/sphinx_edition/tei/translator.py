"""From doctree to TEI elements: the words of the book, in order.

What a place of TEI may hold is not looked at here but in :mod:`.fitting`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from docutils import nodes

from sphinx_edition.core.tei_parts import XML_ID
from sphinx_edition.core.warnings import Warn, warn
from sphinx_edition.tei.blocks import BlockTranslator
from sphinx_edition.tei.elements import LEFT_OUT, TRANSPARENT, element_of
from sphinx_edition.tei.ids import anchor_of
from sphinx_edition.tei.writing import language_of

if TYPE_CHECKING:
    import xml.etree.ElementTree as ET

NOWHERE = "a link leads to what the TEI document does not have: it is written as words"


class TEITranslator(BlockTranslator):
    """Visits each node of a book."""

    # -- Words -------------------------------------------------------------------------------------

    def visit_Text(self, node: nodes.Text) -> None:  # noqa: N802
        """Write words."""
        self.write(node.astext())

    def depart_Text(self, node: nodes.Text) -> None:  # noqa: N802
        """Words have no end tag."""

    def visit_start_of_file(self, node: nodes.Element) -> None:
        """Open what was a document of its own; links to the document lead here."""
        docname = str(node["docname"])
        parent = self._open[-1]
        element = self.start("div")
        if len(self.documents) == 1:
            self.files.append((set(), element, parent))
        self.files[-1][0].add(docname)
        self.documents.append(docname)
        element.set(XML_ID, str(self.identifiers.of(docname, anchor_of(docname))))

    def depart_start_of_file(self, node: nodes.Element) -> None:  # noqa: ARG002
        """Close what was a document of its own."""
        self.documents.pop()
        self.end()

    def visit_title(self, node: nodes.title) -> None:
        """Open a title: a head, or a label where TEI knows no heads."""
        headed = isinstance(node.parent, (nodes.section, nodes.document, nodes.table))
        self.start("head" if headed else "label", node)

    def depart_title(self, node: nodes.title) -> None:  # noqa: ARG002
        """Close a title."""
        self.end()

    def visit_emphasis(self, node: nodes.emphasis) -> None:
        """Open words in italics; those of a citation are a title."""
        if self._open[-1].tag == "bibl":
            self.start("title", node, rend="italic")
        elif language_of(node):
            self.start("foreign", node, rend="italic")
        else:
            self.start("hi", node, rend="italic")

    def depart_emphasis(self, node: nodes.emphasis) -> None:  # noqa: ARG002
        """Close words in italics."""
        self.end()

    def visit_inline(self, node: nodes.inline) -> None:
        """Open words of another language; any other is its words."""
        if language_of(node):
            self.start("foreign", node)
        else:
            self.anchors(node["ids"], loose=True)

    def depart_inline(self, node: nodes.inline) -> None:
        """Close words of another language."""
        if language_of(node):
            self.end()

    def visit_literal(self, node: nodes.Element) -> None:
        """Write words that are code; with marks in them, they are words in another type."""
        if all(isinstance(child, nodes.Text) for child in node.children):
            self._plain(node)
        self.start("hi", node, rend="monospaced")

    def depart_literal(self, node: nodes.Element) -> None:  # noqa: ARG002
        """Close words that are code."""
        self.end()

    def _plain(self, node: nodes.Element) -> NoReturn:
        """Write ``node`` as an element of nothing but text."""
        found = element_of(node)
        assert found is not None
        self.start(found.name, node, **found.attributes)
        self.write(node.astext().strip("\n"))
        self.end()
        raise nodes.SkipNode

    visit_literal_block = visit_doctest_block = visit_math = visit_math_block = _plain
    visit_desc_signature = _plain

    def visit_abbreviation(self, node: nodes.abbreviation) -> None:
        """Write an abbreviation, and what it stands for if that is said."""
        said = node.get("explanation", "")
        if said:
            self.start("choice")
        self.start("abbr", node)
        self.children_of(node)
        self.end()
        if said:
            self.start("expan")
            self.write(said)
            self.end()
            self.end()
        raise nodes.SkipNode

    def visit_download_reference(self, node: nodes.Element) -> None:
        """Write a link to a file, which comes with the document, or lies elsewhere."""
        target = self.builder.download(node)
        if target is None:
            warn(Warn.TEI_LINK, NOWHERE, location=node)
        else:
            self.start("ref", node, target=target)
        self.children_of(node)
        if target is not None:
            self.end()
        raise nodes.SkipNode

    def visit_target(self, node: nodes.target) -> None:
        """Keep the place that somebody has named."""
        self.anchors(node["ids"], loose="refuri" in node)

    def depart_target(self, node: nodes.target) -> None:
        """A place is closed where it was opened."""

    def visit_transition(self, node: nodes.transition) -> None:
        """Write a break between paragraphs, but not the one that MyST puts before its notes."""
        if "footnotes" not in node["classes"]:
            self.empty("milestone", node, unit="section", rend="asterisks")
        raise nodes.SkipNode

    # -- Notes, links and pictures -----------------------------------------------------------------

    def visit_footnote_reference(self, node: nodes.footnote_reference) -> None:
        """Put the note itself where its number first stands, and a link to it afterwards."""
        refid = node.get("refid", "")
        note = self.notes.get((self.docname, refid))
        if note is None or (self.docname, refid) in self.placed:
            name = self.identifiers.target(self.docname, refid)
            link = {"target": f"#{name}"} if name else {}
            self.start("ref", node, type="noteref", **link)
            self.write(node.astext())
            self.end()
        else:
            self.anchors(node["ids"], loose=True)
            self.place_note(note, node.astext())
        raise nodes.SkipNode

    def place_note(self, note: nodes.footnote, label: str) -> None:
        """Write a note here, with its printed ``label``."""
        self.placed |= {(self.docname, id_) for id_ in note["ids"]}
        self.start("note", note, n=label, place="bottom")
        self.children_of(note)
        self.end()

    def visit_footnote(self, node: nodes.footnote) -> None:
        """A note stands where its number is; one without a number, where it is defined."""
        keys = {(self.docname, id_) for id_ in node["ids"]}
        if not keys & (self.bound | self.placed):
            label = node.next_node(nodes.label)
            self.place_note(node, label.astext() if label is not None else "")
        raise nodes.SkipNode

    def visit_reference(self, node: nodes.reference) -> None:
        """Open a link; one that leads nowhere is its words."""
        target = self.pointer(node)
        if target is None:
            warn(Warn.TEI_LINK, NOWHERE, location=node)
            self.children_of(node)
            raise nodes.SkipNode
        self.start("ref", node, target=target)

    def depart_reference(self, node: nodes.reference) -> None:  # noqa: ARG002
        """Close a link."""
        self.end()

    def visit_image(self, node: nodes.image) -> None:
        """Name a picture, and say in words what it shows."""
        url = self.builder.picture(node["uri"])
        description = node.get("alt", "")
        if isinstance(node.parent, nodes.TextElement):
            self.start("graphic", node, url=url)
            self.describe("desc", description)
            self.end()
        elif isinstance(node.parent, nodes.figure):
            self.empty("graphic", node, url=url)
            self.describe("figDesc", description)
        else:
            self.start("figure", node)
            self.empty("graphic", url=url)
            self.describe("figDesc", description)
            self.end()
        raise nodes.SkipNode

    def describe(self, tag: str, description: str) -> None:
        """Say what a picture shows."""
        if description:
            self.start(tag)
            self.write(description)
            self.end()

    # -- All other nodes ---------------------------------------------------------------------------

    def unknown_visit(self, node: nodes.Node) -> None:
        """Open the element that stands for ``node``, or write its words only."""
        if isinstance(node, LEFT_OUT):
            raise nodes.SkipNode
        assert isinstance(node, nodes.Element)
        found = element_of(node)
        if found is not None:
            element = self.start(found.name, node, **found.attributes)
            if isinstance(node, nodes.Admonition):
                element.set("subtype", type(node).__name__)
            return
        if not isinstance(node, TRANSPARENT):
            message = f"a node {type(node).__name__!r} has no place in TEI: only its words are kept"
            warn(Warn.TEI_UNKNOWN, message, location=node, once=True)
        self.anchors(node["ids"], loose=True)

    def unknown_departure(self, node: nodes.Node) -> None:
        """Close the element that stands for ``node``."""
        if element_of(node) is not None:
            self.end()

    def visit_citation(self, node: nodes.citation) -> None:
        """Write a citation as a note with its label."""
        label = node.next_node(nodes.label)
        name = {"n": label.astext()} if label is not None else {}
        self.start("note", node, type="citation", **name)

    def depart_citation(self, node: nodes.citation) -> None:  # noqa: ARG002
        """Close a citation."""
        self.end()

    def visit_topic(self, node: nodes.topic) -> None:
        """Open a topic, but no table of contents."""
        if "contents" in node["classes"]:
            raise nodes.SkipNode
        self.start("note", node, type="topic")

    def depart_topic(self, node: nodes.topic) -> None:  # noqa: ARG002
        """Close a topic."""
        self.end()

    def finish(self) -> ET.Element:
        """Return what was written, with the notes whose number stands nowhere at its end."""
        rest = [key for key in self.notes if key not in self.placed]
        for docname, id_ in rest:
            if (docname, id_) not in self.placed:
                self.documents.append(docname)
                self.start("div")
                note = self.notes[docname, id_]
                label = note.next_node(nodes.label)
                self.place_note(note, label.astext() if label is not None else "")
                self.end()
                self.documents.pop()
        return self.root
