"""A builder: the book as one TEI P5 document.

``sphinx-build -b tei`` writes the whole book, in the order of its table of contents, into
``<project>.xml``: a header from the configuration, sections as ``div``, paragraphs as ``p``, notes
as ``note`` where the print has their numbers.

Other extensions say how their nodes are written in TEI as they do for HTML or LaTeX,
``app.add_node(node, tei=(visit, depart))``; the methods get the :class:`TEITranslator`, whose
:meth:`~TEITranslator.start` and :meth:`~TEITranslator.end` make elements.  A node that nobody
knows is written as its words.

Source of the vocabulary: TEI P5 Guidelines, version 4.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from sphinx.builders import Builder
from sphinx.errors import SphinxError
from sphinx.util.docutils import SphinxTranslator
from sphinx.util.nodes import inline_all_toctrees

if TYPE_CHECKING:
    from collections.abc import Iterator, Set

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

NAMESPACE = "http://www.tei-c.org/ns/1.0"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# Characters that XML 1.0 cannot carry at all.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")

# The TEI element, and its attributes, for each node that is one element and no more.
ELEMENTS: dict[type[nodes.Node], tuple[str, dict[str, str]]] = {
    nodes.section: ("div", {}),
    nodes.title: ("head", {}),
    nodes.rubric: ("head", {}),
    nodes.paragraph: ("p", {}),
    nodes.block_quote: ("quote", {}),
    nodes.attribution: ("bibl", {}),
    nodes.emphasis: ("hi", {"rend": "italic"}),
    nodes.strong: ("hi", {"rend": "bold"}),
    nodes.superscript: ("hi", {"rend": "superscript"}),
    nodes.subscript: ("hi", {"rend": "subscript"}),
    nodes.literal: ("code", {}),
    nodes.bullet_list: ("list", {"rend": "bulleted"}),
    nodes.enumerated_list: ("list", {"rend": "numbered"}),
    nodes.definition_list: ("list", {"type": "gloss"}),
    nodes.list_item: ("item", {}),
    nodes.term: ("label", {}),
    nodes.definition: ("item", {}),
    nodes.figure: ("figure", {}),
    nodes.caption: ("head", {}),
    nodes.table: ("table", {}),
    nodes.row: ("row", {}),
    nodes.entry: ("cell", {}),
    nodes.footnote: ("note", {}),
}
# What a reader of the XML is better without: comments, indices, search terms, pictures of the site.
LEFT_OUT = ("comment", "index", "raw", "label", "colspec", "meta", "only", "system_message")


def anchor_of(docname: str) -> str:
    """Return the anchor of a whole document."""
    return nodes.make_id(f"document-{docname}")


def language_of(node: nodes.Element) -> str:
    """Return the language that a class of ``node`` names, as docutils does; empty if none does."""
    prefix = "language-"
    return next((c.removeprefix(prefix) for c in node["classes"] if c.startswith(prefix)), "")


def key(node: nodes.Element, id_: str) -> tuple[str, str]:
    """Return what tells the note ``id_`` of the document of ``node`` from every other."""
    return node.get("docname", ""), id_


class TEITranslator(SphinxTranslator):
    """Writes one document as TEI elements below :attr:`root`."""

    def __init__(self, document: nodes.document, builder: Builder) -> None:
        """Begin the text of ``document``."""
        super().__init__(document, builder)
        self.root = ET.Element("body")
        self._open = [self.root]
        self._notes = {key(note, note["ids"][0]): note for note in document.findall(nodes.footnote)}
        self._placed: set[tuple[str, str]] = set()

    def start(self, tag: str, node: nodes.Element | None = None, **attributes: str) -> ET.Element:
        """Open the element ``tag`` for ``node``, whose first id it takes; return it."""
        element = ET.SubElement(self._open[-1], tag, attributes)
        if node is not None and node.get("ids"):
            element.set(XML_ID, node["ids"][0])
        self._open.append(element)
        return element

    def end(self) -> None:
        """Close the element that was opened last."""
        self._open.pop()

    def write(self, text: str) -> None:
        """Add ``text`` to the open element."""
        text = UNWRITABLE.sub("\ufffd", text)
        parent = self._open[-1]
        if len(parent):
            parent[-1].tail = (parent[-1].tail or "") + text
        else:
            parent.text = (parent.text or "") + text

    def visit_Text(self, node: nodes.Text) -> None:  # noqa: N802
        """Write words."""
        self.write(node.astext())

    def depart_Text(self, node: nodes.Text) -> None:  # noqa: N802
        """Words have no end tag."""

    def visit_start_of_file(self, node: nodes.Element) -> None:
        """Open what was a document of its own; links to the document lead here."""
        self.start("div").set(XML_ID, anchor_of(node["docname"]))

    def depart_start_of_file(self, node: nodes.Element) -> None:  # noqa: ARG002
        """Close what was a document of its own."""
        self.end()

    def visit_reference(self, node: nodes.reference) -> None:
        """Open a link."""
        target = f"#{node['refid']}" if "refid" in node else self.internal(node.get("refuri", ""))
        self.start("ref", node, target=target)

    def depart_reference(self, node: nodes.reference) -> None:  # noqa: ARG002
        """Close a link."""
        self.end()

    def internal(self, uri: str) -> str:
        """Return ``uri`` as it is written in a book that is a single file."""
        return f"#{uri.rpartition('#')[2]}" if uri.startswith("%") else uri

    def visit_image(self, node: nodes.image) -> None:
        """Name a picture, and say in words what it shows."""
        self.start("graphic", url=node["uri"])
        if node.get("alt"):
            self.start("desc")
            self.write(node["alt"])
            self.end()
        self.end()

    def depart_image(self, node: nodes.image) -> None:
        """A picture is closed where it was opened."""

    def visit_footnote_reference(self, node: nodes.footnote_reference) -> None:
        """Put the note itself where its number first stands, and a link to it afterwards."""
        target = key(node, node.get("refid", ""))
        note = self._notes.get(target)
        if note is None or target in self._placed:
            self.start("ref", node, target=f"#{node.get('refid', '')}")
            self.write(node.astext())
        else:
            self._placed.add(target)
            self.start("note", note, n=node.astext(), place="bottom")
            for child in note.children:
                child.walkabout(self)
        self.end()
        raise nodes.SkipNode

    def visit_footnote(self, node: nodes.footnote) -> None:
        """A note stands where its number is; one without a number, where it is defined."""
        if key(node, node["ids"][0]) in self._placed:
            raise nodes.SkipNode
        self.start("note", node)

    def visit_inline(self, node: nodes.Element) -> None:
        """Open words of another language; of any other words, nothing."""
        self.unknown_visit(node)
        if language := language_of(node):
            self.start("foreign").set(XML_LANG, language)

    def depart_inline(self, node: nodes.Element) -> None:
        """Close what was opened."""
        if language_of(node):
            self.end()

    def unknown_visit(self, node: nodes.Node) -> None:
        """Open the element that stands for ``node``, or write its words only."""
        if type(node).__name__ in LEFT_OUT:
            raise nodes.SkipNode
        if isinstance(node, nodes.Element) and type(node) in ELEMENTS:
            tag, attributes = ELEMENTS[type(node)]
            self.start(tag, node, **attributes)
        elif isinstance(node, nodes.Element) and node.get("ids"):
            self.start("anchor", node)  # what leads to the node still finds its place
            self.end()

    def unknown_departure(self, node: nodes.Node) -> None:
        """Close the element that stands for ``node``."""
        if type(node) in ELEMENTS:
            self.end()


class TEIBuilder(Builder):
    """Writes the book as one TEI document."""

    name = "tei"
    format = "tei"
    epilog = "The TEI document is in %(outdir)s."
    allow_parallel = False
    default_translator_class = TEITranslator
    supported_image_types: ClassVar[list[str]] = ["image/svg+xml", "image/png", "image/jpeg"]

    def get_outdated_docs(self) -> Iterator[str] | str:
        """Every build writes the one document."""
        return "the book"

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:  # noqa: ARG002
        """Return the anchor of ``docname`` in the book."""
        return f"%{docname}#{anchor_of(docname)}"

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:  # noqa: ARG002
        """Return the anchor of ``to``: the book is one file."""
        return self.get_target_uri(to, typ)

    def prepare_writing(self, docnames: Set[str]) -> None:
        """Nothing is to be prepared."""

    def write_documents(self, docnames: Set[str]) -> None:  # noqa: ARG002
        """Write the book."""
        book = self.assembled()
        translator = self.create_translator(book, self)
        assert isinstance(translator, TEITranslator)
        book.walkabout(translator)
        path = Path(self.outdir) / f"{nodes.make_id(self.config.project)}.xml"
        path.write_text(self.document(translator.root), "utf-8")

    def assembled(self) -> nodes.document:
        """Return the whole book as one tree, its references resolved."""
        root = self.config.root_doc
        tree = inline_all_toctrees(self, {root}, root, self.env.get_doctree(root), str, [root])
        tree["docname"] = root
        self.env.resolve_references(tree, root, self)
        return tree

    def document(self, body: ET.Element) -> str:
        """Return the TEI document that holds ``body``."""
        tei = ET.Element("TEI", {"xmlns": NAMESPACE, XML_LANG: self.config.language})
        tei.append(self.header())
        text = ET.SubElement(tei, "text")
        text.append(body)
        ids = [element.get(XML_ID) for element in tei.iter() if element.get(XML_ID)]
        if len(ids) != len(set(ids)):
            twice = sorted({str(id_) for id_ in ids if ids.count(id_) > 1})
            raise SphinxError(f"tei: anchors stand twice in the book: {', '.join(twice)}")
        return f"<?xml version='1.0' encoding='utf-8'?>\n{ET.tostring(tei, 'unicode')}\n"

    def header(self) -> ET.Element:
        """Return the ``teiHeader``, made from the project's configuration."""
        header = ET.Element("teiHeader")
        file = ET.SubElement(header, "fileDesc")
        title = ET.SubElement(file, "titleStmt")
        ET.SubElement(title, "title").text = self.config.project
        ET.SubElement(title, "author").text = self.config.author
        for what, who, certainty in self.config.tei_responsibility:
            statement = ET.SubElement(title, "respStmt", {"cert": certainty} if certainty else {})
            ET.SubElement(statement, "resp").text = what
            ET.SubElement(statement, "name").text = who
        edition = ET.SubElement(ET.SubElement(file, "editionStmt"), "edition")
        edition.set("n", self.config.release)
        edition.text = f"Version {self.config.release}"
        publication = ET.SubElement(file, "publicationStmt")
        ET.SubElement(publication, "p").text = self.config.tei_publication
        source = ET.SubElement(file, "sourceDesc")
        ET.SubElement(source, "p").text = self.config.tei_source
        return header


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the builder and its settings."""
    app.setup_extension("sphinx_edition.core")
    app.add_builder(TEIBuilder)
    app.add_config_value(
        "tei_publication", "Unpublished.", "", str, "who publishes the file, and under which terms"
    )
    app.add_config_value(
        "tei_responsibility",
        [],
        "",
        (list, tuple),
        "who else has a share in the text: triples of what, who, and how certain that is "
        "(high, medium, low; empty if it is known)",
    )
    app.add_config_value("tei_source", "Born digital.", "", str, "what the text was made from")
    return {"version": "1.0", "parallel_read_safe": True, "parallel_write_safe": True}
