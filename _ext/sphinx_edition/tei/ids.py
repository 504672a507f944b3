"""Identifiers of a book that is one XML document: unique, and names of XML.

An id of docutils is unique within its document only: two documents may each have a note ``1``, or
a section "Introduction".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from sphinx_edition.core.ids import make_id

if TYPE_CHECKING:
    from collections.abc import Collection

#: The ``xml:id`` of the editors, in the header.
EDITORS = "editors"
#: A name of XML without colons, as far as ids of docutils and Sphinx can be one.
NCNAME = re.compile(r"[A-Za-z_][\w.\-]*")
#: An address within the book: ``%chapters/one#document-chapters-one#note-1``.
INSIDE = re.compile(r"%(?P<document>[^#]*)(?:#.*)?#(?P<anchor>[^#]*)", re.DOTALL)


def anchor_of(docname: str) -> str:
    """Return the anchor of a whole document."""
    return make_id("document", docname)


class Identifiers:
    """The ``xml:id`` of each id of each document of ``book``, in the order of the text.

    The first to have an id keeps it.  What is ``claimed`` belongs to an element outside the text:
    links lead there, and the element in the text has another.
    """

    def __init__(self, book: nodes.document, claimed: Collection[str]) -> None:
        """Name everything in ``book`` that has an id."""
        self.claimed = claimed
        self._names: dict[tuple[str, str], str] = {}
        self._anywhere: dict[str, str] = {}
        self._taken = {*claimed, EDITORS}
        self._collect(book, str(book["docname"]))

    def _collect(self, node: nodes.Element, docname: str) -> None:
        """Name what is in ``node``, which belongs to the document ``docname``."""
        if isinstance(node, addnodes.start_of_file):
            docname = str(node["docname"])
            self._name(docname, anchor_of(docname))
        ids: list[str] = node["ids"]
        for id_ in ids:
            self._name(docname, id_)
        for child in node.children:
            if isinstance(child, nodes.Element):
                self._collect(child, docname)

    def _name(self, docname: str, id_: str) -> None:
        """Find a name for an id of a document."""
        if (docname, id_) in self._names:
            return
        name = id_ if NCNAME.fullmatch(id_) else make_id("id", id_)
        if name in self._taken:
            name = make_id(f"{name}-in", docname)
        while name in self._taken:
            name += "-"
        self._taken.add(name)
        self._names[docname, id_] = name
        self._anywhere.setdefault(id_, name)

    def of(self, docname: str, id_: str) -> str | None:
        """Return the ``xml:id`` of the element in the text that stands for an id of a document."""
        return self._names.get((docname, id_))

    def target(self, docname: str, id_: str) -> str | None:
        """Return the ``xml:id`` that a link to an id of a document leads to, if there is one.

        Some take the last part of an address for an id of their own document: then the first
        document that has it is meant.
        """
        if id_ in self.claimed:
            return id_
        return self.of(docname, id_) or self._anywhere.get(id_)

    def inside(self, uri: str) -> str | None:
        """Return the ``xml:id`` that an address of the book leads to, if there is one."""
        address = INSIDE.fullmatch(uri)
        return address and self.target(address["document"], address["anchor"])
