"""Writing TEI elements: what every visitor of a node may use."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.util.docutils import SphinxTranslator

from sphinx_edition.core.tei_parts import XML_ID, XML_LANG, address
from sphinx_edition.tei.elements import LEFT_OUT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_edition.tei.builder import TEIBuilder

# Characters that XML 1.0 cannot carry at all.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
LANGUAGE = re.compile(r"language-([A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*)")

Key = tuple[str, str]


def language_of(node: nodes.Element) -> str | None:
    """Return the language (BCP 47) that the classes of ``node`` name."""
    classes: list[str] = node["classes"]
    found = (LANGUAGE.fullmatch(name) for name in classes)
    return next((match[1] for match in found if match), None)


class TEIWriter(SphinxTranslator):
    """Makes the elements of a book below :attr:`root`.

    ``files`` are the outermost documents: names, element and what holds it.  ``loose`` are anchors
    that are of use only if a link leads to them; ``beside`` is what stands beside the text.
    ``notes`` are known by document and id; some are ``bound`` to a place, and some are ``placed``.
    ``documents`` are those that are being written, one within the other.
    """

    builder: TEIBuilder

    def __init__(self, document: nodes.document, builder: TEIBuilder) -> None:
        """Begin the text of ``document``."""
        super().__init__(document, builder)
        self.identifiers = builder.identifiers
        self.root = ET.Element("body")
        self.files: list[tuple[set[str], ET.Element, ET.Element]] = []
        self.loose: set[ET.Element] = set()
        self.beside: list[ET.Element] = []
        self._open = [self.root]
        self.documents = [str(document["docname"])]
        self.notes: dict[Key, nodes.footnote] = {}
        self.bound: set[Key] = set()
        self.placed: set[Key] = set()
        self._look_for_notes(document, self.docname)

    @property
    def docname(self) -> str:
        """The document that is being written."""
        return self.documents[-1]

    def _look_for_notes(self, node: nodes.Element, docname: str) -> None:
        """Note the notes below ``node``, and which of them are bound to a place."""
        if isinstance(node, LEFT_OUT):
            return
        if isinstance(node, addnodes.start_of_file):
            docname = str(node["docname"])
        if isinstance(node, nodes.footnote):
            self.notes |= {(docname, id_): node for id_ in node["ids"]}
        elif isinstance(node, nodes.footnote_reference):
            self.bound.add((docname, node.get("refid", "")))
        for child in node.children:
            if isinstance(child, nodes.Element):
                self._look_for_notes(child, docname)

    def start(self, tag: str, node: nodes.Element | None = None, **attributes: str) -> ET.Element:
        """Open the element ``tag`` for ``node``, whose first id it takes; return it."""
        first, *others = (node.get("ids") if node is not None else None) or [""]
        if node is not None and tag != "div":
            self.anchors(others)
        element = ET.SubElement(self._open[-1], tag, attributes)
        self._open.append(element)
        if node is not None:
            name = self.identifiers.of(self.docname, first)
            if name:
                element.set(XML_ID, name)
                if first in self.identifiers.claimed:
                    element.set("corresp", f"#{first}")
            language = language_of(node)
            if language:
                element.set(XML_LANG, language)
            if tag == "div":
                self.anchors(others)
        return element

    def end(self) -> None:
        """Close the element that was opened last."""
        self._open.pop()

    def empty(self, tag: str, node: nodes.Element | None = None, **attributes: str) -> ET.Element:
        """Add an element that holds nothing."""
        element = self.start(tag, node, **attributes)
        self.end()
        return element

    def start_beside(self, tag: str, **attributes: str) -> ET.Element:
        """Open an element that stands beside the text, not in it."""
        element = ET.Element(tag, attributes)
        self.beside.append(element)
        self._open.append(element)
        return element

    def own_pointer(self, node: nodes.Node) -> str | None:
        """Return a pointer to ``node`` itself, if it has an id."""
        ids = node.get("ids") if isinstance(node, nodes.Element) else None
        name = self.identifiers.of(self.docname, ids[0]) if ids else None
        return name and f"#{name}"

    def write(self, text: str) -> None:
        """Add ``text`` to the open element."""
        text = UNWRITABLE.sub("\ufffd", text)
        parent = self._open[-1]
        if len(parent):
            parent[-1].tail = (parent[-1].tail or "") + text
        else:
            parent.text = (parent.text or "") + text

    def inside(self, *tags: str) -> bool:
        """Tell whether one of the elements is open."""
        return any(element.tag in tags for element in self._open)

    def anchors(self, ids: Iterable[str], *, loose: bool = False) -> None:
        """Add an anchor for each of ``ids``."""
        for id_ in ids:
            name = self.identifiers.of(self.docname, id_)
            if name:
                anchor = ET.SubElement(self._open[-1], "anchor", {XML_ID: name})
                if loose:
                    self.loose.add(anchor)

    def children_of(self, node: nodes.Element, *left_out: type[nodes.Node]) -> None:
        """Write the children of ``node``, but for some."""
        for child in node.children:
            if not isinstance(child, left_out):
                child.walkabout(self)

    def pointer(self, node: nodes.Element) -> str | None:
        """Return where ``node``, a reference, leads to; None if that is not in the document."""
        if "refid" in node:
            name = self.identifiers.target(self.docname, node["refid"])
            return name and f"#{name}"
        uri = str(node.get("refuri", ""))
        if uri.startswith("%"):
            name = self.identifiers.inside(uri)
            return name and f"#{name}"
        return address(uri) or None
